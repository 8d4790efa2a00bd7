// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/htmlreport.h"

#include "app/report/flowgraph.h"
#include "app/report/graphsvg.h"
#include "app/report/plaintext.h"
#include "app/report/reportcolors.h"
#include "app/report/reporttext.h"
#include "app/report/sourcelines.h"

#include <cmath>
#include <unordered_map>

namespace symbolon {

namespace {

constexpr std::size_t mostEvidence = 60; // pieces shown and marked
constexpr int mostMarks = 3;             // on one source line
constexpr std::size_t mostLines = 3000;  // of one source function

class Section
{
public:
    Section(const ReportData &data, const ReportRow &row, const QString &anchor)
        : m_data(data),
          m_row(row),
          m_best(*row.best()),
          m_anchor(anchor),
          m_architecture(data.input.program->architecture),
          m_evidence(row.best()->evidence())
    {
        if (m_evidence.size() > mostEvidence)
            m_evidence.resize(mostEvidence);
    }

    Result<QString> write()
    {
        const auto graph = FlowGraph::make(*m_row.function, m_evidence, m_data.input);
        if (!graph && graph.error().kind == ErrorKind::Cancelled)
            return graph.error();
        if (graph) {
            for (const FlowBox &box : graph->boxes) {
                for (const FlowLine &line : box.lines)
                    m_inGraph[line.address] = m_inGraph[line.address] || !line.marks.isEmpty();
            }
        }
        return QStringLiteral("<section class=\"match\" id=\"%1\">\n").arg(m_anchor) + head() + evidenceList()
               + QStringLiteral("<div class=\"sides\">\n") + graphSide(graph) + sourceSide()
               + QStringLiteral("</div>\n</section>\n");
    }

private:
    [[nodiscard]] QString head() const
    {
        QString facts = html::state(m_row.state);
        const auto add = [&](const QString &text) { facts += QStringLiteral("<span>%1</span>").arg(text); };
        if (m_best.match) {
            add(escaped(ReportText::tr("similarity")) + u' ' + html::scoreMeter(m_row));
            add(escaped(ReportText::tr("confidence %1").arg(ReportText::percent(m_best.confidence()))));
            add(escaped(ReportText::tr("proposed by %1").arg(QString::fromStdString(m_best.strategy()))));
        } else {
            add(escaped(ReportText::tr("chosen by hand, not among the proposed sources")));
        }
        add(escaped(ReportText::tr("size %1").arg(ReportText::number(static_cast<qint64>(m_row.function->size)))));
        add(escaped(
            ReportText::tr("blocks %1").arg(ReportText::number(static_cast<qint64>(m_row.function->blocks.size())))));
        add(escaped(ReportText::foundBy(*m_row.function)));
        if (!m_row.function->aliases.empty())
            add(escaped(ReportText::tr("also known as %1").arg(otherNames())));
        const QString address = hexAddress(m_row.function->address, m_architecture);
        QString out = QStringLiteral("<h3><a class=\"addr\" href=\"#f%1\">%1</a> <code>%2</code> → <code>%3</code> "
                                     "<span class=\"faint mono\">%4</span></h3>\n<p class=\"facts\">%5</p>\n")
                          .arg(address, escaped(shortened(QString::fromStdString(m_row.function->name), 120)),
                               escaped(shortened(m_best.key.name, 160)), html::place(m_best), facts);
        if (!m_row.comment.isEmpty())
            out += QStringLiteral("<p class=\"comment\">%1</p>\n").arg(html::multiLine(m_row.comment));
        return out;
    }

    [[nodiscard]] QString otherNames() const
    {
        constexpr qsizetype shown = 5;
        QStringList names;
        for (const std::string &alias : m_row.function->aliases)
            names << (names.size() < shown ? shortened(QString::fromStdString(alias), 80) : QStringLiteral("…"));
        return names.mid(0, shown + 1).join(ReportText::tr(", "));
    }

    [[nodiscard]] bool hasLine(uint32_t line) const
    {
        return m_best.source >= 0 && line >= m_best.key.line && line <= m_best.endLine
               && line - m_best.key.line < mostLines;
    }

    [[nodiscard]] QString instructionLink(const Evidence &evidence) const
    {
        if (!evidence.address)
            return escaped(ReportText::tr("whole function"));
        const QString address = hexAddress(evidence.address, m_architecture);
        const auto drawn = m_inGraph.find(evidence.address);
        if (drawn == m_inGraph.end() || !drawn->second)
            return QStringLiteral("<span class=\"addr\">%1</span>").arg(address);
        return QStringLiteral("<a class=\"addr\" href=\"#%1i%2\">%3</a>")
            .arg(m_anchor, QString::number(evidence.address, 16), address);
    }

    [[nodiscard]] QString lineLink(const Evidence &evidence) const
    {
        if (!evidence.line)
            return escaped(ReportText::tr("whole definition"));
        const QString text = escaped(ReportText::tr("line %1").arg(evidence.line));
        return hasLine(evidence.line)
                   ? QStringLiteral("<a href=\"#%1l%2\">%3</a>").arg(m_anchor).arg(evidence.line).arg(text)
                   : text;
    }

    [[nodiscard]] QString evidenceList() const
    {
        if (m_evidence.empty())
            return QStringLiteral("<p class=\"faint\">%1</p>\n")
                .arg(escaped(ReportText::tr("No single fact ties the two together.")));
        QString out = QStringLiteral("<ol class=\"evidence\">\n");
        for (std::size_t n = 0; n < m_evidence.size(); ++n) {
            const Evidence &evidence = m_evidence[n];
            const QString value = escaped(shortened(QString::fromStdString(evidence.value), 140));
            out += QStringLiteral("<li id=\"%1e%2\"><span class=\"badge %3\">%2</span><span>%4 <code>%5</code> "
                                  "<span class=\"faint\">%6 ↔ %7</span></span></li>\n")
                       .arg(m_anchor, QString::number(n + 1), QLatin1String(reportColor(evidence.kind).name),
                            escaped(ReportText::kind(evidence.kind)), value, instructionLink(evidence),
                            lineLink(evidence));
        }
        out += QStringLiteral("</ol>\n");
        if (const std::size_t all = m_best.evidence().size(); all > m_evidence.size())
            out += QStringLiteral("<p class=\"faint\">%1</p>\n")
                       .arg(escaped(ReportText::tr("Weaker evidence, in the JSON report only: %1")
                                        .arg(ReportText::number(static_cast<qint64>(all - m_evidence.size())))));
        return out;
    }

    [[nodiscard]] QString graphSide(const Result<FlowGraph> &graph) const
    {
        QString caption = ReportText::tr("Control-flow graph");
        QString body;
        if (graph) {
            for (const QString &note : graph->notes)
                caption += QStringLiteral(" · ") + note;
            SvgOptions options;
            options.anchor = m_anchor;
            options.title = ReportText::tr("Control-flow graph of %1: %2 blocks, %3 edges")
                                .arg(hexAddress(m_row.function->address, m_architecture))
                                .arg(graph->boxes.size())
                                .arg(graph->edges.size());
            body = graphSvg(*graph, m_evidence, options);
        } else {
            body = QStringLiteral("<p class=\"faint\">%1</p>").arg(escaped(graph.error().summary));
        }
        const double width = graph ? graph->geometry.width : 0;
        return QStringLiteral("<figure><figcaption>%1</figcaption>"
                              "<div class=\"pane graph\" style=\"--width: %2px\">%3</div></figure>\n")
            .arg(escaped(caption), QString::number(std::lround(width)), body);
    }

    [[nodiscard]] QString sourceLine(const CodeLine &spans, uint32_t number, const QList<int> &marks) const
    {
        QString code;
        for (const CodeSpan &span : spans) {
            const QString text = escaped(span.text, true);
            code += span.style == CodeStyle::Plain ? text
                                                   : QStringLiteral("<span class=\"%1\">%2</span>")
                                                         .arg(QLatin1String(reportColor(span.style).name), text);
        }
        QString badges;
        for (const int mark : marks.mid(0, mostMarks))
            badges += QStringLiteral("<a class=\"badge %1\" href=\"#%2e%3\">%3</a>")
                          .arg(QLatin1String(reportColor(m_evidence[static_cast<std::size_t>(mark)].kind).name),
                               m_anchor, QString::number(mark + 1));
        const QString hit =
            marks.isEmpty()
                ? QString()
                : QStringLiteral(" hit ")
                      + QLatin1String(reportColor(m_evidence[static_cast<std::size_t>(marks.first())].kind).name);
        return QStringLiteral("<span class=\"l%1\" id=\"%2l%3\"><span class=\"no\">%3</span>%4%5\n</span>")
            .arg(hit, m_anchor, QString::number(number),
                 badges.isEmpty() ? QString() : QStringLiteral("<span class=\"mk\">%1</span>").arg(badges), code);
    }

    [[nodiscard]] QString sourceSide() const
    {
        QString caption = m_best.key.file;
        QString body;
        if (m_best.source < 0) {
            body = QStringLiteral("<p class=\"faint\">%1</p>")
                       .arg(escaped(ReportText::tr("This function is no longer in the source checkout.")));
        } else {
            const SourceFunction &function = m_data.input.sources->functions[static_cast<std::size_t>(m_best.source)];
            caption += u' ' + ReportText::tr("lines %1–%2").arg(function.line).arg(function.endLine);
            std::unordered_map<uint32_t, QList<int>> marks;
            for (std::size_t n = 0; n < m_evidence.size(); ++n)
                marks[m_evidence[n].line].append(static_cast<int>(n));
            auto lines = sourceLines(function.text);
            if (lines.size() > mostLines) {
                caption += QStringLiteral(" · ")
                           + ReportText::tr("lines left out: %1")
                                 .arg(ReportText::number(static_cast<qint64>(lines.size() - mostLines)));
                lines.resize(mostLines);
            }
            body = QStringLiteral("<pre class=\"source\">");
            uint32_t number = function.line;
            for (const CodeLine &line : lines) {
                const auto here = marks.find(number);
                body += sourceLine(line, number, here == marks.end() ? QList<int>() : here->second);
                ++number;
            }
            body += QStringLiteral("</pre>");
        }
        return QStringLiteral("<figure><figcaption>%1</figcaption><div class=\"pane\">%2</div></figure>\n")
            .arg(escaped(caption), body);
    }

    const ReportData &m_data;
    const ReportRow &m_row;
    const ReportCandidate &m_best;
    QString m_anchor;
    Architecture m_architecture;
    std::vector<Evidence> m_evidence;
    std::unordered_map<uint64_t, bool> m_inGraph; // by address: drawn, with a mark
};

} // namespace

Result<QString> html::matchSection(const ReportData &data, const ReportRow &row, const QString &anchor)
{
    return Section(data, row, anchor).write();
}

} // namespace symbolon
