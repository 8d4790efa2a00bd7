// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/labelplacer.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace symbolon {

namespace {

// A segment meets a rectangle when it starts in it or crosses one of its diagonals.
bool crosses(const QPolygonF &line, const QRectF &rect)
{
    const QLineF diagonals[] = {{rect.topLeft(), rect.bottomRight()}, {rect.topRight(), rect.bottomLeft()}};
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QLineF segment(line[i - 1], line[i]);
        if (rect.contains(segment.p1()))
            return true;
        for (const QLineF &diagonal : diagonals)
            if (segment.intersects(diagonal) == QLineF::BoundedIntersection)
                return true;
    }
    return false;
}

// Where the line is after so far (its middle at most), and which way it goes there.
QLineF walk(const QPolygonF &line, double far)
{
    double length = 0;
    for (qsizetype i = 1; i < line.size(); ++i)
        length += QLineF(line[i - 1], line[i]).length();
    far = std::min(far, length / 2);
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QLineF piece(line[i - 1], line[i]);
        const double reach = piece.length();
        if (reach > 0 && (far <= reach || i + 1 == line.size())) {
            const QPointF at = piece.pointAt(far / reach);
            return {at, at + QPointF(piece.dx(), piece.dy()) / reach};
        }
        far -= reach;
    }
    return {line.first(), line.first() + QPointF(0, 1)};
}

// The box that touches the tangent from the left (-1) or right (1).
QRectF beside(const QLineF &tangent, double side, const QSizeF &size)
{
    constexpr double gap = 4;
    const QPointF along = tangent.p2() - tangent.p1();
    QPointF normal(along.y(), -along.x());
    if (normal.x() * side < 0)
        normal = -normal;
    const double reach = (std::abs(normal.x()) * size.width() + std::abs(normal.y()) * size.height()) / 2 + gap;
    QRectF rect({}, size);
    rect.moveCenter(tangent.p1() + normal * reach);
    return rect;
}

} // namespace

LabelPlacer::LabelPlacer(const GraphContent &content, const std::vector<QRectF> &blocks,
                         const std::vector<SceneEdge> &edges)
    : m_content(content),
      m_blocks(blocks),
      m_metrics(content.metrics.boldFont),
      m_placed(blocks.size()),
      m_edgesAt(blocks.size())
{
    m_lines.reserve(edges.size());
    for (uint32_t i = 0; i < edges.size(); ++i) {
        const QList<QPolygonF> pieces = edges[i].path.toSubpathPolygons();
        m_lines.push_back(pieces.isEmpty() ? QPolygonF() : pieces.first());
        const GraphLink &link = content.links[i];
        m_edgesAt[link.from].push_back(i);
        if (link.to != link.from)
            m_edgesAt[link.to].push_back(i);
    }
}

QRectF LabelPlacer::place(std::size_t edge)
{
    const GraphLink &link = m_content.links[edge];
    if (link.label.isEmpty())
        return {};
    const bool atStart = link.kind == EdgeKind::Taken || link.kind == EdgeKind::FallThrough;
    const QSizeF size(m_metrics.horizontalAdvance(link.label) + 4, m_metrics.height() - 2);
    QPolygonF line = m_lines[edge];
    if (line.size() < 2)
        return {};
    const double first = line.first().x() < m_blocks[link.from].center().x() - 0.5 ? -1 : 1;
    if (!atStart)
        std::reverse(line.begin(), line.end());
    QRectF best;
    int least = std::numeric_limits<int>::max();
    for (const double along : {10.0, 16.0, 24.0, 36.0}) {
        const QLineF tangent = walk(line, atStart ? along : along + 4);
        for (const double side : {first, -first}) {
            const QRectF rect = beside(tangent, side, size);
            const int cost = 4 * penalty(rect, link) + (side != first);
            if (cost < least) {
                least = cost;
                best = rect;
            }
        }
    }
    m_placed[link.from].push_back(best);
    m_placed[link.to].push_back(best);
    return best;
}

int LabelPlacer::penalty(const QRectF &rect, const GraphLink &link) const
{
    constexpr std::size_t mostEdgesToAvoid = 12; // about more there is no help
    constexpr std::size_t mostLabelsToAvoid = 64;
    const QRectF inner = rect.adjusted(1, 1, -1, -1);
    int cost = 0;
    for (const uint32_t end : {link.from, link.to}) {
        cost += m_blocks[end].intersects(rect) ? 8 : 0;
        if (m_edgesAt[end].size() <= mostEdgesToAvoid)
            for (const uint32_t edge : m_edgesAt[end])
                cost += crosses(m_lines[edge], inner) ? 2 : 0;
        if (m_placed[end].size() <= mostLabelsToAvoid)
            for (const QRectF &other : m_placed[end])
                cost += other.intersects(rect) ? 4 : 0;
    }
    return cost;
}

} // namespace symbolon
