// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/graphscene.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <limits>

namespace symbolon {

namespace {

constexpr double margin = 24;

QPointF toQt(const Point &point)
{
    return {point.x, point.y};
}

QPainterPath pathOf(const GraphGeometry::Edge &edge)
{
    constexpr double cornerRadius = 5;
    const auto &points = edge.points;
    QPainterPath path(toQt(points.front()));
    if (edge.curved) {
        for (std::size_t i = 1; i + 2 < points.size(); i += 3)
            path.cubicTo(toQt(points[i]), toQt(points[i + 1]), toQt(points[i + 2]));
        return path;
    }
    for (std::size_t i = 1; i < points.size(); ++i) {
        const QPointF corner = toQt(points[i]);
        if (i + 1 == points.size()) {
            path.lineTo(corner);
            break;
        }
        const QLineF in(corner, toQt(points[i - 1]));
        const QLineF out(corner, toQt(points[i + 1]));
        const double radius = std::min({cornerRadius, in.length() / 2, out.length() / 2});
        if (radius < 0.5) {
            path.lineTo(corner);
            continue;
        }
        path.lineTo(in.pointAt(radius / in.length()));
        path.quadTo(corner, out.pointAt(radius / out.length()));
    }
    return path;
}

// The unit vector from the last point that differs from the tip.
QPointF directionInto(const std::vector<Point> &points)
{
    const QPointF tip = toQt(points.back());
    for (std::size_t i = points.size() - 1; i-- > 0;) {
        const QPointF step = tip - toQt(points[i]);
        const double length = std::hypot(step.x(), step.y());
        if (length > 0.5)
            return step / length;
    }
    return {0, 1};
}

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

// Finds room for labels: beside their own edge, off the blocks at its ends and off other labels there.
class LabelPlacer
{
public:
    LabelPlacer(const GraphContent &content, const std::vector<QRectF> &blocks, const std::vector<SceneEdge> &edges)
        : m_blocks(blocks), m_metrics(content.metrics.boldFont), m_placed(blocks.size()), m_edgesAt(blocks.size())
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

    // T and F stand where the edge leaves, so that both can be compared at the branch; cases and exceptions
    // stand where the edge arrives, because many leave from one place.
    QRectF place(const QPainterPath &path, const GraphLink &link, double startX)
    {
        if (link.label.isEmpty())
            return {};
        const bool atStart = link.kind == EdgeKind::Taken || link.kind == EdgeKind::FallThrough;
        const QSizeF size(m_metrics.horizontalAdvance(link.label) + 4, m_metrics.height() - 2);
        const double length = path.length();
        const double first = startX < m_blocks[link.from].center().x() - 0.5 ? -1 : 1;
        QRectF best;
        int least = std::numeric_limits<int>::max();
        for (const double along : {10.0, 16.0, 24.0, 36.0}) {
            const double at = std::min(along, length / 2);
            const double percent = path.percentAtLength(atStart ? at : length - at - 4);
            for (const double side : {first, -first}) {
                const QRectF rect = beside(path, percent, side, size);
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

private:
    // The box that touches the path's tangent from the left (-1) or right (1).
    static QRectF beside(const QPainterPath &path, double percent, double side, const QSizeF &size)
    {
        constexpr double gap = 4;
        const double step = 0.01;
        const QPointF at = path.pointAtPercent(percent);
        const QPointF to = path.pointAtPercent(std::min(1.0, percent + step));
        const QPointF from = path.pointAtPercent(std::max(0.0, percent - step));
        const QPointF along = to - from;
        const double length = std::max(1e-6, std::hypot(along.x(), along.y()));
        QPointF normal(along.y() / length, -along.x() / length);
        if (normal.x() * side < 0)
            normal = -normal;
        const double reach = (std::abs(normal.x()) * size.width() + std::abs(normal.y()) * size.height()) / 2 + gap;
        QRectF rect({}, size);
        rect.moveCenter(at + normal * reach);
        return rect;
    }

    [[nodiscard]] int penalty(const QRectF &rect, const GraphLink &link) const
    {
        constexpr std::size_t mostEdgesToAvoid = 12; // about more there is no help
        const QRectF inner = rect.adjusted(1, 1, -1, -1);
        int cost = 0;
        for (const uint32_t end : {link.from, link.to}) {
            cost += m_blocks[end].intersects(rect) ? 8 : 0;
            if (m_edgesAt[end].size() <= mostEdgesToAvoid)
                for (const uint32_t edge : m_edgesAt[end])
                    cost += crosses(m_lines[edge], inner) ? 2 : 0;
            for (const QRectF &other : m_placed[end])
                cost += other.intersects(rect) ? 4 : 0;
        }
        return cost;
    }

    const std::vector<QRectF> &m_blocks;
    std::vector<QPolygonF> m_lines; // of all edges
    QFontMetricsF m_metrics;
    std::vector<std::vector<QRectF>> m_placed; // labels near each block
    std::vector<std::vector<uint32_t>> m_edgesAt;
};

} // namespace

std::shared_ptr<const GraphScene> GraphScene::make(std::shared_ptr<const GraphContent> content,
                                                   const GraphGeometry &geometry)
{
    if (!content || geometry.centres.size() != content->blocks.size() || geometry.edges.size() != content->links.size())
        return nullptr;
    const std::shared_ptr<GraphScene> scene(new GraphScene);
    scene->m_bounds = QRectF(0, 0, geometry.width, geometry.height);
    scene->m_engine = QString::fromStdString(geometry.engine);
    for (std::size_t i = 0; i < content->blocks.size(); ++i) {
        QRectF rect({}, content->blocks[i].extent);
        rect.moveCenter(toQt(geometry.centres[i]));
        scene->m_blocks.push_back(rect);
    }
    for (std::size_t i = 0; i < geometry.edges.size(); ++i) {
        const auto &drawn = geometry.edges[i];
        if (drawn.points.size() < 2 || (drawn.curved && drawn.points.size() % 3 != 1))
            return nullptr;
        SceneEdge edge;
        edge.path = pathOf(drawn);
        edge.bounds = edge.path.controlPointRect().adjusted(-8, -8, 8, 8);
        edge.tip = toQt(drawn.points.back());
        edge.direction = directionInto(drawn.points);
        scene->m_edges.push_back(std::move(edge));
    }
    LabelPlacer labels(*content, scene->m_blocks, scene->m_edges);
    for (std::size_t i = 0; i < scene->m_edges.size(); ++i) {
        SceneEdge &edge = scene->m_edges[i];
        edge.label = labels.place(edge.path, content->links[i], geometry.edges[i].points.front().x);
        edge.bounds |= edge.label;
        scene->m_bounds |= edge.bounds;
    }
    scene->m_bounds.adjust(-margin, -margin, margin, margin);
    scene->m_content = std::move(content);
    return scene;
}

QRectF GraphScene::lineRect(int block, int line) const
{
    const QRectF &rect = m_blocks[static_cast<std::size_t>(block)];
    const GraphMetrics &metrics = m_content->metrics;
    return {rect.left(), rect.top() + metrics.headerHeight + line * metrics.lineHeight + metrics.padding / 2,
            rect.width(), metrics.lineHeight};
}

QRectF GraphScene::placeRect(GraphContent::Place place) const
{
    if (place.block < 0 || static_cast<std::size_t>(place.block) >= m_blocks.size())
        return {};
    if (place.line >= 0)
        return lineRect(place.block, place.line);
    QRectF header = m_blocks[static_cast<std::size_t>(place.block)];
    header.setHeight(m_content->metrics.headerHeight);
    return header;
}

GraphContent::Place GraphScene::at(const QPointF &point) const
{
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        if (!m_blocks[i].contains(point))
            continue;
        const QRectF first = lineRect(static_cast<int>(i), 0);
        const int line = static_cast<int>(std::floor((point.y() - first.top()) / m_content->metrics.lineHeight));
        const int count = static_cast<int>(m_content->blocks[i].lines.size());
        return {static_cast<int>(i), line >= 0 && line < count ? line : -1};
    }
    return {};
}

} // namespace symbolon
