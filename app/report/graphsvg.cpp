// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/graphsvg.h"

#include "app/report/plaintext.h"
#include "app/report/reportcolors.h"

#include <cmath>

namespace symbolon {

namespace {

constexpr double margin = 6;

QString px(double value)
{
    return QString::number(std::round(value * 10) / 10, 'g', 8);
}

QString pageFamilies()
{
    return QStringLiteral("'DejaVu Sans Mono','Liberation Mono',Menlo,Consolas,monospace");
}

QString dash(EdgeKind kind)
{
    switch (kind) {
    case EdgeKind::FallThrough:
        return QStringLiteral(" stroke-dasharray=\"6 3\"");
    case EdgeKind::Switch:
        return QStringLiteral(" stroke-dasharray=\"2 2\"");
    case EdgeKind::Exception:
        return QStringLiteral(" stroke-dasharray=\"1 4\"");
    case EdgeKind::Taken:
    case EdgeKind::Jump:
        break;
    }
    return {};
}

class SvgWriter
{
public:
    SvgWriter(const FlowGraph &graph, const std::vector<Evidence> &evidence, const SvgOptions &options)
        : m_graph(graph), m_evidence(evidence), m_options(options)
    {
    }

    QString write()
    {
        const bool alone = !m_options.fontFamily.isEmpty();
        const double width = m_graph.geometry.width + 2 * margin;
        const double height = m_graph.geometry.height + 2 * margin;
        m_svg +=
            QStringLiteral("<svg%1 class=\"cfg\" role=\"img\" width=\"%2\" height=\"%3\" viewBox=\"%4 %4 %2 %3\" "
                           "font-family=\"%6\" font-size=\"%5\">")
                .arg(alone ? QStringLiteral(" xmlns=\"http://www.w3.org/2000/svg\"") : QString(), px(width), px(height),
                     px(-margin), px(FlowGraph::fontSize), alone ? escaped(m_options.fontFamily) : pageFamilies());
        if (!m_options.title.isEmpty())
            m_svg += QStringLiteral("<title>") + escaped(m_options.title) + QStringLiteral("</title>");
        for (std::size_t n = 0; n < m_graph.edges.size(); ++n)
            edge(m_graph.edges[n], m_graph.geometry.edges[n]);
        for (std::size_t n = 0; n < m_graph.boxes.size(); ++n)
            box(m_graph.boxes[n], m_graph.geometry.centres[n]);
        for (std::size_t n = 0; n < m_graph.edges.size(); ++n)
            edgeLabel(m_graph.edges[n], m_graph.geometry.edges[n]);
        m_svg += QStringLiteral("</svg>");
        return std::move(m_svg);
    }

private:
    void edge(const FlowEdge &edge, const GraphGeometry::Edge &line)
    {
        const auto &points = line.points;
        if (points.size() < 2)
            return;
        const ReportColor &color = reportColor(edge.kind);
        QString path = QStringLiteral("M%1 %2").arg(px(points[0].x), px(points[0].y));
        if (line.curved) {
            for (std::size_t n = 1; n + 2 < points.size(); n += 3)
                path += QStringLiteral("C%1 %2 %3 %4 %5 %6")
                            .arg(px(points[n].x), px(points[n].y), px(points[n + 1].x), px(points[n + 1].y),
                                 px(points[n + 2].x), px(points[n + 2].y));
        } else {
            for (std::size_t n = 1; n < points.size(); ++n)
                path += QStringLiteral("L%1 %2").arg(px(points[n].x), px(points[n].y));
        }
        m_svg += QStringLiteral("<path class=\"e %1\" d=\"%2\" fill=\"none\" stroke=\"%3\" stroke-width=\"1.3\"%4/>")
                     .arg(QLatin1String(color.name), path, QLatin1String(color.light), dash(edge.kind));
        if (const auto head = arrowHead(line))
            m_svg += QStringLiteral("<path class=\"h %1\" d=\"M%2 %3L%4 %5L%6 %7Z\" fill=\"%8\"/>")
                         .arg(QLatin1String(color.name), px((*head)[0].x), px((*head)[0].y), px((*head)[1].x),
                              px((*head)[1].y), px((*head)[2].x), px((*head)[2].y), QLatin1String(color.light));
    }

    // Beside the edge's beginning, where it leaves its block.
    void edgeLabel(const FlowEdge &edge, const GraphGeometry::Edge &line)
    {
        if (edge.label.isEmpty() || line.points.empty())
            return;
        const ReportColor &color = reportColor(edge.kind);
        const Point start = line.points.front();
        const QString text = shortened(edge.label, 28);
        const double width = columns(text) * FlowGraph::columnWidth + 4;
        const double x = start.x + 3;
        const double y = start.y + 1.5;
        m_svg +=
            QStringLiteral(
                "<rect class=\"lb\" x=\"%1\" y=\"%2\" width=\"%3\" height=\"10.5\" rx=\"2\" "
                "fill=\"#ffffff\" fill-opacity=\"0.85\"/>"
                "<text class=\"lt %4\" x=\"%5\" y=\"%6\" fill=\"%7\" font-size=\"9.5\" font-weight=\"bold\">%8</text>")
                .arg(px(x), px(y), px(width), QLatin1String(color.name), px(x + 2), px(y + 8.7),
                     QLatin1String(color.light), escaped(text));
    }

    void text(const char *name, double x, double y, const QString &content, const char *fill)
    {
        if (!content.isEmpty())
            m_svg += QStringLiteral("<text class=\"%1\" x=\"%2\" y=\"%3\" fill=\"%4\">%5</text>")
                         .arg(QLatin1String(name), px(x), px(y), QLatin1String(fill), escaped(content));
    }

    void mark(int index, double x, double y)
    {
        const ReportColor &color = reportColor(m_evidence[static_cast<std::size_t>(index)].kind);
        const bool linked = !m_options.anchor.isEmpty();
        if (linked)
            m_svg += QStringLiteral("<a href=\"#%1e%2\">").arg(m_options.anchor).arg(index + 1);
        m_svg +=
            QStringLiteral("<rect class=\"mk %1\" x=\"%2\" y=\"%3\" width=\"%4\" height=\"12.5\" rx=\"3\" "
                           "fill=\"%5\"/><text class=\"mn\" x=\"%6\" y=\"%7\" font-size=\"9\" font-weight=\"bold\" "
                           "text-anchor=\"middle\" fill=\"#ffffff\">%8</text>")
                .arg(QLatin1String(color.name), px(x), px(y - 10), px(FlowGraph::markWidth - 2),
                     QLatin1String(color.light), px(x + (FlowGraph::markWidth - 2) / 2), px(y - 0.5))
                .arg(index + 1);
        if (linked)
            m_svg += QStringLiteral("</a>");
    }

    void box(const FlowBox &box, const Point &centre)
    {
        const double left = centre.x - box.width / 2;
        const double top = centre.y - box.height / 2;
        const double head = FlowGraph::lineHeight + 3;
        m_svg += QStringLiteral("<rect class=\"b\" x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\" rx=\"4\" "
                                "fill=\"#ffffff\" stroke=\"#a9b2bd\"/>"
                                "<path class=\"bl\" d=\"M%1 %5H%6\" stroke=\"#dfe3e8\"/>")
                     .arg(px(left), px(top), px(box.width), px(box.height), px(top + head), px(left + box.width));
        if (box.heat > 0)
            m_svg += QStringLiteral("<rect class=\"ht\" x=\"%1\" y=\"%2\" width=\"%3\" height=\"3\" fill=\"%4\"/>")
                         .arg(px(left), px(top + head - 3), px(std::max(1.0, box.width * box.heat)),
                              QLatin1String(reportColor(EvidenceKind::Embedding).light));
        text("bt", left + FlowGraph::padding, top + 13, box.title, "#59616b");
        const double textLeft = left + FlowGraph::padding + box.marks * FlowGraph::markWidth;
        double y = top + head + 13;
        for (const FlowLine &line : box.lines) {
            instruction(line, box, left, textLeft, y);
            y += FlowGraph::lineHeight;
        }
    }

    void instruction(const FlowLine &line, const FlowBox &box, double left, double textLeft, double y)
    {
        const bool anchored = !m_options.anchor.isEmpty() && !line.marks.isEmpty();
        if (anchored)
            m_svg += QStringLiteral("<g data-e=\"%1\" id=\"%2i%3\" class=\"hit\">")
                         .arg(evidenceNumbers(line.marks), m_options.anchor)
                         .arg(line.address, 0, 16);
        if (!line.marks.isEmpty()) {
            const ReportColor &color = reportColor(m_evidence[static_cast<std::size_t>(line.marks.first())].kind);
            m_svg += QStringLiteral("<rect class=\"hl %1\" x=\"%2\" y=\"%3\" width=\"%4\" height=\"%5\" fill=\"%6\" "
                                    "fill-opacity=\"0.1\"/>")
                         .arg(QLatin1String(color.name), px(left + 1), px(y - 11.5), px(box.width - 2),
                              px(FlowGraph::lineHeight), QLatin1String(color.light));
        }
        for (int n = 0; n < line.marks.size(); ++n)
            mark(line.marks[n], left + FlowGraph::padding + n * FlowGraph::markWidth, y);
        double x = textLeft;
        text("m", x, y, line.mnemonic, "#5646bd");
        if (line.address)
            x += box.mnemonicColumns * FlowGraph::columnWidth;
        text("o", x, y, line.operands, "#1b1f24");
        if (!line.remark.isEmpty()) {
            if (line.address)
                x += (columns(line.operands) + 1) * FlowGraph::columnWidth;
            text("r", x, y, line.address ? QStringLiteral("; ") + line.remark : line.remark, "#00634a");
        }
        if (anchored)
            m_svg += QStringLiteral("</g>");
    }

    const FlowGraph &m_graph;
    const std::vector<Evidence> &m_evidence;
    const SvgOptions &m_options;
    QString m_svg;
};

} // namespace

QString evidenceNumbers(const QList<int> &marks)
{
    QStringList numbers;
    for (const int mark : marks)
        numbers << QString::number(mark + 1);
    return numbers.join(u' ');
}

QString graphSvg(const FlowGraph &graph, const std::vector<Evidence> &evidence, const SvgOptions &options)
{
    return SvgWriter(graph, evidence, options).write();
}

} // namespace symbolon
