// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/graphscene.h"

#include "widgets/graph/labelplacer.h"

#include <algorithm>
#include <cmath>

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
        edge.label = labels.place(i);
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

int GraphScene::edgeLabelledAt(const QPointF &point) const
{
    for (std::size_t i = 0; i < m_edges.size(); ++i)
        if (m_edges[i].label.contains(point))
            return static_cast<int>(i);
    return -1;
}

} // namespace symbolon
