// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/htmlreport.h"

#include "app/report/flowgraph.h"
#include "app/report/graphsvg.h"
#include "app/report/plaintext.h"
#include "app/report/reportcolors.h"
#include "app/report/reporttext.h"
#include "app/report/sourcelines.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace symbolon {

namespace {

constexpr std::size_t mostEvidence = html::mostShownEvidence - mostNetworkLinks; // of the matching method
constexpr int mostMarks = 3;                                                     // on one source line
constexpr std::size_t mostLines = 3000;                                          // of one source function

class Section
{
public:
    Section(const ReportData &data, const ReportRow &row, const html::MatchContext &context)
        : m_data(data),
          m_row(row),
          m_best(*row.best()),
          m_context(context),
          m_anchor(context.anchor),
          m_architecture(data.input.program->architecture),
          m_evidence(row.best()->evidence())
    {
        if (m_evidence.size() > mostEvidence)
            m_evidence.resize(mostEvidence);
    }

    Result<QString> write()
    {
        if (const auto asked = askNetwork(); !asked)
            return asked.error();
        for (const Evidence &piece : m_evidence)
            m_weight += std::isfinite(piece.weight) ? std::max(0.0, piece.weight) : 0;
        auto graph = FlowGraph::make(*m_row.function, m_evidence, m_data.input);
        if (!graph && graph.error().kind == ErrorKind::Cancelled)
            return graph.error();
        if (graph && graph->boxes.size() == m_row.function->blocks.size())
            heatBoxes(*graph);
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
    // Its links follow the method's evidence. A network that is gone by now leaves the report as it is without.
    Result<void> askNetwork()
    {
        if (!m_context.attribute || !m_best.match || m_best.source < 0 || !m_data.input.attribute)
            return {};
        const auto &functions = m_data.input.program->functions;
        auto attribution =
            m_data.input.attribute(static_cast<uint32_t>(m_row.function - functions.data()), *m_best.match);
        if (!attribution)
            return attribution.error().kind == ErrorKind::Cancelled ? Result<void>(attribution.error())
                                                                    : Result<void>();
        m_attribution = std::move(*attribution);
        auto links = linkEvidence(m_attribution, *m_row.function, sourceFunction());
        shareWeight(m_evidence, links);
        m_evidence.insert(m_evidence.end(), links.begin(), links.end());
        for (const TextPart &part : m_attribution.text)
            m_hottestLine = std::max(m_hottestLine, part.drop);
        return {};
    }

    void heatBoxes(FlowGraph &graph) const
    {
        double hottest = 0;
        for (const CodePart &part : m_attribution.code)
            hottest = std::max(hottest, part.drop);
        for (const CodePart &part : m_attribution.code) {
            for (uint32_t n = 0; n < part.blockCount && part.firstBlock + n < graph.boxes.size(); ++n)
                graph.boxes[part.firstBlock + n].heat = heatOf(part.drop, hottest);
        }
    }

    [[nodiscard]] double heatOfLine(uint32_t line) const
    {
        for (const TextPart &part : m_attribution.text) {
            if (line >= part.line && line <= part.endLine)
                return heatOf(part.drop, m_hottestLine);
        }
        return 0;
    }

    [[nodiscard]] const SourceFunction &sourceFunction() const
    {
        return m_data.input.sources->functions[static_cast<std::size_t>(m_best.source)];
    }

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
            out += QStringLiteral("<li data-e=\"%2\" class=\"%3\" id=\"%1e%2\"><span class=\"badge %3\">%2</span>"
                                  "<span>%4 <code>%5</code> <span class=\"faint\">%6 ↔ %7%8</span></span></li>\n")
                       .arg(m_anchor, QString::number(n + 1), QLatin1String(reportColor(evidence.kind).name),
                            escaped(ReportText::kind(evidence.kind)), value, instructionLink(evidence),
                            lineLink(evidence), worth(evidence));
        }
        out += QStringLiteral("</ol>\n");
        if (const std::size_t all = m_best.evidence().size(); all > m_evidence.size())
            out += QStringLiteral("<p class=\"faint\">%1</p>\n")
                       .arg(escaped(ReportText::tr("Weaker evidence, in the JSON report only: %1")
                                        .arg(ReportText::number(static_cast<qint64>(all - m_evidence.size())))));
        if (!m_attribution.code.empty())
            out += QStringLiteral("<p class=\"faint\"><i class=\"gauge\"></i> %1</p>\n")
                       .arg(escaped(ReportText::tr("How much of the similarity a block or a line carries: it was taken "
                                                   "out, and the two functions compared again. Pieces of the kind "
                                                   "“embedding” with places are blocks and lines that the network "
                                                   "takes for the same; about four of five are.")));
        return out;
    }

    // What a piece is worth, in numbers that can be checked.
    [[nodiscard]] QString worth(const Evidence &evidence) const
    {
        QString text;
        const uint32_t functions = m_context.rarity ? m_context.rarity->count(evidence) : 0;
        if (functions > 0)
            text +=
                QStringLiteral(" · ")
                + escaped(ReportText::tr("in %1 of %2 source functions")
                              .arg(ReportText::number(functions), ReportText::number(m_context.rarity->functions())));
        if (m_weight > 0 && evidence.weight > 0)
            text += QStringLiteral(" · ")
                    + escaped(ReportText::tr("weight %1").arg(ReportText::percent(evidence.weight / m_weight)));
        return text;
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

    // The strings, numbers and callees themselves, where they stand in the line as they read in the binary.
    struct Fragment {
        qsizetype begin = 0, end = 0;
        int mark = 0;
    };
    [[nodiscard]] QList<Fragment> fragments(const CodeLine &spans, const QList<int> &marks) const
    {
        QString line;
        for (const CodeSpan &span : spans)
            line += span.text;
        QList<Fragment> found;
        for (const int mark : marks) {
            const Evidence &piece = m_evidence[static_cast<std::size_t>(mark)];
            const QString value = QString::fromStdString(piece.value);
            const qsizetype at = value.isEmpty() || piece.kind == EvidenceKind::Embedding ? -1 : line.indexOf(value);
            const auto overlaps = [&](const Fragment &other) {
                return at < other.end && other.begin < at + value.size();
            };
            if (at >= 0 && std::none_of(found.begin(), found.end(), overlaps))
                found.append({at, at + value.size(), mark});
        }
        std::sort(found.begin(), found.end(), [](const Fragment &a, const Fragment &b) { return a.begin < b.begin; });
        return found;
    }

    [[nodiscard]] QString codeOf(const CodeLine &spans, const QList<Fragment> &fragments) const
    {
        QString code;
        qsizetype at = 0; // in the line
        qsizetype next = 0;
        for (const CodeSpan &span : spans) {
            const qsizetype end = at + span.text.size();
            QString inner;
            for (qsizetype from = at; from < end;) {
                while (next < fragments.size() && fragments[next].end <= from)
                    ++next;
                const Fragment *here =
                    next < fragments.size() && fragments[next].begin < end ? &fragments[next] : nullptr;
                const bool inside = here && here->begin <= from;
                const qsizetype to = !here ? end : inside ? std::min(end, here->end) : here->begin;
                const QString text = escaped(span.text.mid(from - at, to - from), true);
                inner += inside ? QStringLiteral("<mark class=\"%1\">%2</mark>")
                                      .arg(QLatin1String(reportColor(kindOf(here->mark)).name), text)
                                : text;
                from = to;
            }
            code += span.style == CodeStyle::Plain ? inner
                                                   : QStringLiteral("<span class=\"%1\">%2</span>")
                                                         .arg(QLatin1String(reportColor(span.style).name), inner);
            at = end;
        }
        return code;
    }

    [[nodiscard]] EvidenceKind kindOf(int mark) const { return m_evidence[static_cast<std::size_t>(mark)].kind; }

    [[nodiscard]] QString sourceLine(const CodeLine &spans, uint32_t number, const QList<int> &marks) const
    {
        const QString code = codeOf(spans, fragments(spans, marks));
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
        const double heat = heatOfLine(number);
        const QString bar =
            heat > 0 ? QStringLiteral("<i class=\"heat\" style=\"--h:%1\"></i>").arg(heat, 0, 'f', 2) : QString();
        const QString numbers =
            marks.isEmpty() ? QString() : QStringLiteral("data-e=\"%1\" ").arg(evidenceNumbers(marks));
        return QStringLiteral("<span %6class=\"l%1\" id=\"%2l%3\"><span class=\"no\">%3</span>%4%7%5\n</span>")
            .arg(hit, m_anchor, QString::number(number),
                 badges.isEmpty() ? QString() : QStringLiteral("<span class=\"mk\">%1</span>").arg(badges), code,
                 numbers, bar);
    }

    [[nodiscard]] QString sourceSide() const
    {
        QString caption = m_best.key.file;
        QString body;
        if (m_best.source < 0) {
            body = QStringLiteral("<p class=\"faint\">%1</p>")
                       .arg(escaped(ReportText::tr("This function is no longer in the source checkout.")));
        } else {
            const SourceFunction &function = sourceFunction();
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
    const html::MatchContext &m_context;
    QString m_anchor;
    Architecture m_architecture;
    std::vector<Evidence> m_evidence;
    Attribution m_attribution; // without parts: the network was not asked
    double m_hottestLine = 0;
    double m_weight = 0;                          // of all evidence that is shown
    std::unordered_map<uint64_t, bool> m_inGraph; // by address: drawn, with a mark
};

} // namespace

Result<QString> html::matchSection(const ReportData &data, const ReportRow &row, const MatchContext &context)
{
    return Section(data, row, context).write();
}

} // namespace symbolon
