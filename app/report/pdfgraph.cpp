// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/report/pdfgraph.h"

#include "app/report/plaintext.h"
#include "app/report/reportcolors.h"

#include <QPainterPath>

#include <cmath>

namespace symbolon {

namespace {

const QColor ink(0x1b, 0x1f, 0x24);
const QColor faint(0x59, 0x61, 0x6b);
const QColor frame(0xa9, 0xb2, 0xbd);
const QColor hair(0xdf, 0xe3, 0xe8);

QColor color(const ReportColor &color)
{
    return QColor(QLatin1String(color.light));
}

class Drawing
{
public:
    Drawing(PdfPages &pages, const FlowGraph &graph, const std::vector<Evidence> &evidence, QPointF origin,
            double scale)
        : m_painter(pages.painter()),
          m_graph(graph),
          m_evidence(evidence),
          m_origin(pages.dots(origin.x()), pages.dots(origin.y())),
          m_scale(pages.dots(scale)),
          m_font(pages.codeFont(FlowGraph::fontSize * scale)),
          m_markFont(pages.codeFont(9 * scale)),
          m_labelFont(pages.codeFont(9.5 * scale))
    {
        m_markFont.setBold(true);
        m_labelFont.setBold(true);
    }

    void draw()
    {
        m_painter.save();
        for (std::size_t n = 0; n < m_graph.edges.size(); ++n)
            edge(m_graph.edges[n], m_graph.geometry.edges[n]);
        for (std::size_t n = 0; n < m_graph.boxes.size(); ++n)
            box(m_graph.boxes[n], m_graph.geometry.centres[n]);
        for (std::size_t n = 0; n < m_graph.edges.size(); ++n)
            label(m_graph.edges[n], m_graph.geometry.edges[n]);
        m_painter.restore();
    }

private:
    [[nodiscard]] QPointF at(double x, double y) const { return m_origin + QPointF(x, y) * m_scale; }
    [[nodiscard]] QPointF at(const Point &point) const { return at(point.x, point.y); }
    [[nodiscard]] QRectF rect(double x, double y, double width, double height) const
    {
        return {at(x, y), QSizeF(width, height) * m_scale};
    }
    [[nodiscard]] QPen pen(const QColor &color, double width) const { return {color, width * m_scale}; }

    void text(double x, double y, const QString &text, const QColor &color, const QFont &font)
    {
        if (text.isEmpty())
            return;
        m_painter.setFont(font);
        m_painter.setPen(color);
        m_painter.drawText(at(x, y), text);
    }

    void edge(const FlowEdge &edge, const GraphGeometry::Edge &line)
    {
        const auto &points = line.points;
        if (points.size() < 2)
            return;
        QPainterPath path(at(points.front()));
        if (line.curved) {
            for (std::size_t n = 1; n + 2 < points.size(); n += 3)
                path.cubicTo(at(points[n]), at(points[n + 1]), at(points[n + 2]));
        } else {
            for (std::size_t n = 1; n < points.size(); ++n)
                path.lineTo(at(points[n]));
        }
        QPen stroke = pen(color(reportColor(edge.kind)), 1.3);
        if (edge.kind == EdgeKind::FallThrough)
            stroke.setDashPattern({4.5, 2.3});
        else if (edge.kind == EdgeKind::Switch)
            stroke.setDashPattern({1.5, 1.5});
        else if (edge.kind == EdgeKind::Exception)
            stroke.setDashPattern({0.8, 3});
        stroke.setCapStyle(Qt::FlatCap);
        m_painter.setPen(stroke);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPath(path);
        if (const auto head = arrowHead(line)) {
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(stroke.color());
            m_painter.drawPolygon(QPolygonF{at((*head)[0]), at((*head)[1]), at((*head)[2])});
        }
    }

    void label(const FlowEdge &edge, const GraphGeometry::Edge &line)
    {
        if (edge.label.isEmpty() || line.points.empty())
            return;
        const Point start = line.points.front();
        const QString shown = shortened(edge.label, 28);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(Qt::white);
        m_painter.drawRect(rect(start.x + 3, start.y + 1.5, columns(shown) * FlowGraph::columnWidth, 10));
        text(start.x + 4, start.y + 10.2, shown, color(reportColor(edge.kind)), m_labelFont);
    }

    void box(const FlowBox &box, const Point &centre)
    {
        const double left = centre.x - box.width / 2;
        const double top = centre.y - box.height / 2;
        const double head = FlowGraph::lineHeight + 3;
        m_painter.setPen(pen(frame, 1));
        m_painter.setBrush(Qt::white);
        m_painter.drawRoundedRect(rect(left, top, box.width, box.height), 4 * m_scale, 4 * m_scale);
        m_painter.setPen(pen(hair, 1));
        m_painter.drawLine(at(left, top + head), at(left + box.width, top + head));
        text(left + FlowGraph::padding, top + 13, box.title, faint, m_font);
        double y = top + head + 13;
        for (const FlowLine &line : box.lines) {
            instruction(line, box, left, y);
            y += FlowGraph::lineHeight;
        }
    }

    void instruction(const FlowLine &line, const FlowBox &box, double left, double y)
    {
        m_painter.setPen(Qt::NoPen);
        if (!line.marks.isEmpty()) {
            // A light tint of its own, not a transparent colour: those are large in a PDF.
            const QColor mark = markColor(line.marks.first());
            m_painter.setBrush(
                QColor::fromRgbF(0.9F + 0.1F * mark.redF(), 0.9F + 0.1F * mark.greenF(), 0.9F + 0.1F * mark.blueF()));
            m_painter.drawRect(rect(left + 1, y - 11.5, box.width - 2, FlowGraph::lineHeight));
        }
        for (int n = 0; n < line.marks.size(); ++n)
            mark(line.marks[n], left + FlowGraph::padding + n * FlowGraph::markWidth, y);
        double x = left + FlowGraph::padding + box.marks * FlowGraph::markWidth;
        text(x, y, line.mnemonic, color(reportColor(CodeStyle::Keyword)), m_font);
        if (line.address)
            x += box.mnemonicColumns * FlowGraph::columnWidth;
        text(x, y, line.operands, ink, m_font);
        if (line.address && !line.remark.isEmpty())
            x += (columns(line.operands) + 1) * FlowGraph::columnWidth;
        text(x, y, line.address && !line.remark.isEmpty() ? QStringLiteral("; ") + line.remark : line.remark,
             color(reportColor(CodeStyle::Literal)), m_font);
    }

    [[nodiscard]] QColor markColor(int mark) const
    {
        return color(reportColor(m_evidence[static_cast<std::size_t>(mark)].kind));
    }

    void mark(int index, double x, double y)
    {
        const QRectF badge = rect(x, y - 10, FlowGraph::markWidth - 2, 12.5);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(markColor(index));
        m_painter.drawRoundedRect(badge, 3 * m_scale, 3 * m_scale);
        m_painter.setFont(m_markFont);
        m_painter.setPen(Qt::white);
        m_painter.drawText(badge, Qt::AlignCenter, QString::number(index + 1));
    }

    QPainter &m_painter;
    const FlowGraph &m_graph;
    const std::vector<Evidence> &m_evidence;
    QPointF m_origin;
    double m_scale; // dots per px
    QFont m_font;
    QFont m_markFont;
    QFont m_labelFont;
};

} // namespace

void drawPdfGraph(PdfPages &pages, const FlowGraph &graph, const std::vector<Evidence> &evidence, QPointF origin,
                  double scale)
{
    Drawing(pages, graph, evidence, origin, scale).draw();
}

} // namespace symbolon
