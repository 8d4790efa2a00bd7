// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/pdfmatch.h"

#include "app/report/flowgraph.h"
#include "app/report/pdfgraph.h"
#include "app/report/plaintext.h"
#include "app/report/reportcolors.h"
#include "app/report/reporttext.h"
#include "app/report/sourcelines.h"

#include <algorithm>
#include <unordered_map>

namespace symbolon {

namespace {

using Style = PdfPages::Style;

constexpr std::size_t mostEvidence = 24;
constexpr std::size_t mostLines = 1500;
constexpr double gap = 16;            // between the two sides
constexpr double largestScale = 0.62; // points per px: the graph's text is then as large as the source's
constexpr double smallestScale = 0.3; // below it a graph beside the source is unreadable
constexpr double numberWidth = 22;
constexpr double marksWidth = 26;
const QColor faint(0x59, 0x61, 0x6b);

QColor color(const ReportColor &color)
{
    return QColor(QLatin1String(color.light));
}

class Writer
{
public:
    Writer(PdfPages &pages, const ReportData &data, const ReportRow &row)
        : m_pages(pages),
          m_data(data),
          m_row(row),
          m_best(*row.best()),
          m_architecture(data.input.program->architecture),
          m_evidence(row.best()->evidence())
    {
        if (m_evidence.size() > mostEvidence)
            m_evidence.resize(mostEvidence);
    }

    Result<void> write()
    {
        const auto graph = FlowGraph::make(*m_row.function, m_evidence, m_data.input);
        if (!graph && graph.error().kind == ErrorKind::Cancelled)
            return graph.error();
        head();
        evidence();
        m_pages.skip(6);
        if (m_pages.left() < 160)
            m_pages.newPage();
        m_side = (m_pages.width() - gap) / 2;
        const double top = m_pages.y();
        const bool apart = graph && scale(*graph, m_side, m_pages.left() - 14) < smallestScale;
        if (!apart)
            graphSide(graph);
        m_pages.moveTo(top);
        sourceSide(apart ? 0 : m_side + gap);
        if (apart)
            graphPage(*graph);
        return {};
    }

private:
    [[nodiscard]] static double scale(const FlowGraph &graph, double width, double height)
    {
        return std::min({largestScale, width / (graph.geometry.width + 12), height / (graph.geometry.height + 12)});
    }

    void head()
    {
        const QString address = hexAddress(m_row.function->address, m_architecture);
        m_pages.paragraph(QStringLiteral("%1  %2  →  %3")
                              .arg(address, shortened(QString::fromStdString(m_row.function->name), 90),
                                   shortened(m_best.key.name, 120)),
                          Style::Heading);
        QStringList facts{ReportText::stateMark(m_row.state) + u' ' + ReportText::state(m_row.state),
                          shortened(m_best.key.file, 120) + u':' + QString::number(m_best.key.line)};
        if (m_best.match)
            facts << ReportText::tr("similarity") + u' ' + ReportText::percent(m_best.score())
                  << ReportText::tr("confidence %1").arg(ReportText::percent(m_best.confidence()));
        else
            facts << ReportText::tr("chosen by hand, not among the proposed sources");
        facts
            << ReportText::tr("size %1").arg(ReportText::number(static_cast<qint64>(m_row.function->size)))
            << ReportText::tr("blocks %1").arg(ReportText::number(static_cast<qint64>(m_row.function->blocks.size())));
        m_pages.paragraph(facts.join(QStringLiteral("   ·   ")), Style::Text, color(reportColor(m_row.state)));
        for (const QString &line : m_row.comment.split(u'\n', Qt::SkipEmptyParts))
            m_pages.paragraph(visible(line), Style::Text);
    }

    void evidence()
    {
        m_pages.skip(4);
        if (m_evidence.empty()) {
            m_pages.paragraph(ReportText::tr("No single fact ties the two together."), Style::Text, faint);
            return;
        }
        constexpr double rowHeight = 11.5;
        const double columnWidth = m_pages.width() / 2;
        const std::size_t rows = (m_evidence.size() + 1) / 2;
        const double top = m_pages.y();
        for (std::size_t n = 0; n < m_evidence.size(); ++n) {
            const Evidence &evidence = m_evidence[n];
            const double x = n < rows ? 0 : columnWidth;
            const double y = top + static_cast<double>(n % rows) * rowHeight;
            m_pages.badge(static_cast<int>(n) + 1, x, y + 1.4, color(reportColor(evidence.kind)));
            const QString where =
                evidence.address ? hexAddress(evidence.address, m_architecture) : ReportText::tr("whole function");
            const QString line =
                evidence.line ? ReportText::tr("line %1").arg(evidence.line) : ReportText::tr("whole definition");
            m_pages.line(ReportText::kind(evidence.kind), x + 20, y, 58, Style::Small,
                         color(reportColor(evidence.kind)), Qt::AlignLeft, rowHeight);
            m_pages.line(shortened(QString::fromStdString(evidence.value), 90), x + 80, y, columnWidth - 240,
                         Style::SmallCode, Qt::black, Qt::AlignLeft, rowHeight);
            m_pages.line(where + QStringLiteral(" ↔ ") + line, x + columnWidth - 154, y, 146, Style::Small, faint,
                         Qt::AlignLeft, rowHeight);
        }
        m_pages.moveTo(top + static_cast<double>(rows) * rowHeight);
        if (const std::size_t all = m_best.evidence().size(); all > m_evidence.size())
            m_pages.paragraph(ReportText::tr("Weaker evidence, in the JSON report only: %1")
                                  .arg(ReportText::number(static_cast<qint64>(all - m_evidence.size()))),
                              Style::Small, faint);
    }

    void graphSide(const Result<FlowGraph> &graph)
    {
        QString caption = ReportText::tr("Control-flow graph");
        if (!graph)
            caption = QString::fromStdString(graph.error().summary);
        else if (!graph->notes.isEmpty())
            caption += QStringLiteral(" · ") + graph->notes.join(QStringLiteral(" · "));
        m_pages.line(caption, 0, m_pages.y(), m_side, Style::Small, faint);
        if (graph)
            draw(*graph, {0, m_pages.y() + 14, m_side, m_pages.left() - 14});
    }

    void graphPage(const FlowGraph &graph)
    {
        const bool tall = graph.geometry.height > graph.geometry.width;
        m_pages.newPage(tall ? QPageLayout::Portrait : QPageLayout::Landscape);
        QStringList caption{
            ReportText::tr("Control-flow graph of %1").arg(hexAddress(m_row.function->address, m_architecture))};
        caption << graph.notes;
        if (scale(graph, m_pages.width(), m_pages.left() - 14) < smallestScale)
            caption << ReportText::tr("zoom in to read: the drawing is made of lines and text");
        m_pages.line(caption.join(QStringLiteral(" · ")), 0, m_pages.y(), m_pages.width(), Style::Small, faint);
        draw(graph, {0, m_pages.y() + 14, m_pages.width(), m_pages.left() - 14});
    }

    void draw(const FlowGraph &graph, const QRectF &room)
    {
        const double s = scale(graph, room.width(), room.height());
        const double width = graph.geometry.width * s;
        drawPdfGraph(m_pages, graph, m_evidence, {room.x() + (room.width() - width) / 2, room.y() + 2}, s);
    }

    // From `x` on in the half of the page that begins there, then both halves of each further page.
    void sourceSide(double x)
    {
        double y = m_pages.y();
        double top = y; // of the columns on this page
        const double lineHeight = PdfPages::lineHeight(Style::SmallCode);
        const auto nextLine = [&] {
            y += lineHeight;
            if (y + lineHeight <= m_pages.height())
                return;
            if (x == 0) {
                x = m_side + gap;
            } else {
                m_pages.newPage();
                top = m_pages.y();
                x = 0;
            }
            y = top;
        };
        if (m_best.source < 0) {
            m_pages.line(ReportText::tr("This function is no longer in the source checkout."), x, y, m_side,
                         Style::Small, faint);
            return;
        }
        const SourceFunction &function = m_data.input.sources->functions[static_cast<std::size_t>(m_best.source)];
        m_pages.line(shortened(m_best.key.file, 90) + u' '
                         + ReportText::tr("lines %1–%2").arg(function.line).arg(function.endLine),
                     x, y, m_side, Style::Small, faint);
        y += 14;
        top = y;
        std::unordered_map<uint32_t, QList<int>> marks;
        for (std::size_t n = 0; n < m_evidence.size(); ++n)
            marks[m_evidence[n].line].append(static_cast<int>(n));

        const double columnWidth = m_pages.textWidth(QStringLiteral("0000000000"), Style::SmallCode) / 10;
        const int columnsPerLine = std::max(20, static_cast<int>((m_side - numberWidth - marksWidth) / columnWidth));
        const auto lines = sourceLines(function.text);
        uint32_t number = function.line;
        for (const CodeLine &line : lines) {
            if (number != function.line)
                nextLine();
            if (number - function.line >= mostLines) {
                m_pages.line(ReportText::tr("lines left out: %1")
                                 .arg(ReportText::number(static_cast<qint64>(lines.size() - mostLines))),
                             x, y, m_side, Style::Small, faint);
                break;
            }
            const auto here = marks.find(number);
            m_pages.line(QString::number(number), x, y, numberWidth - 4, Style::SmallCode, faint, Qt::AlignRight);
            if (here != marks.end())
                lineMarks(here->second, x, y, lineHeight);
            int column = 0;
            for (const CodeSpan &span : line) {
                QString text = visible(span.text, true);
                while (!text.isEmpty()) {
                    const qsizetype fits = takeColumns(text, column, columnsPerLine);
                    if (fits == 0) {
                        nextLine();
                        column = 4; // continued
                        continue;
                    }
                    m_pages.line(expanded(text.left(fits), column), x + numberWidth + marksWidth + column * columnWidth,
                                 y, m_side, Style::SmallCode, color(reportColor(span.style)));
                    column += columns(expanded(text.left(fits), column));
                    text = text.mid(fits);
                }
            }
            ++number;
        }
    }

    void lineMarks(const QList<int> &marks, double x, double y, double lineHeight)
    {
        QColor background = color(reportColor(m_evidence[static_cast<std::size_t>(marks.first())].kind));
        background.setAlphaF(0.12F);
        m_pages.fill({x + numberWidth, y, m_side - numberWidth, lineHeight}, background);
        double at = x + numberWidth + 1;
        for (const int mark : marks.mid(0, 2))
            at +=
                m_pages.badge(mark + 1, at, y, color(reportColor(m_evidence[static_cast<std::size_t>(mark)].kind))) + 1;
    }

    static int widthAt(QStringView character, int column)
    {
        return character == QLatin1String("\t") ? 4 - column % 4 : columns(character);
    }

    // How many UTF-16 units of `text` fit between `column` and `end`.
    static qsizetype takeColumns(const QString &text, int column, int end)
    {
        qsizetype n = 0;
        while (n < text.size()) {
            const qsizetype units = text[n].isHighSurrogate() && n + 1 < text.size() ? 2 : 1;
            column += widthAt(QStringView(text).mid(n, units), column);
            if (column > end)
                break;
            n += units;
        }
        return n;
    }

    static QString expanded(const QString &text, int column)
    {
        QString out;
        for (const QChar c : text) {
            const int width = c == u'\t' ? 4 - column % 4 : 1;
            out += c == u'\t' ? QString(width, u' ') : QString(c);
            column += width;
        }
        return out;
    }

    PdfPages &m_pages;
    const ReportData &m_data;
    const ReportRow &m_row;
    const ReportCandidate &m_best;
    Architecture m_architecture;
    std::vector<Evidence> m_evidence;
    double m_side = 0;
};

} // namespace

Result<void> writePdfMatch(PdfPages &pages, const ReportData &data, const ReportRow &row)
{
    return Writer(pages, data, row).write();
}

} // namespace symbolon
