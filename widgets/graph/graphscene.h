// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The graph as it is painted: content with places and edges with paths. Immutable; painting, hit testing,
// the overview and exports only read it. Coordinates are device-independent pixels at zoom 1.
#pragma once

#include "widgets/graph/graphcontent.h"

#include <QPainterPath>
#include <QRectF>

#include <memory>
#include <vector>

namespace symbolon {

struct SceneEdge {
    QPainterPath path;
    QRectF bounds; // of the path and the label
    QPointF tip;
    QPointF direction; // unit vector into the tip
    QRectF label;      // where its text stands; null: none
};

class GraphScene
{
public:
    // Null when the geometry does not fit the content.
    static std::shared_ptr<const GraphScene> make(std::shared_ptr<const GraphContent> content,
                                                  const GraphGeometry &geometry);

    [[nodiscard]] const GraphContent &content() const { return *m_content; }
    [[nodiscard]] const std::shared_ptr<const GraphContent> &sharedContent() const { return m_content; }
    [[nodiscard]] const QRectF &bounds() const { return m_bounds; }
    [[nodiscard]] const std::vector<QRectF> &blocks() const { return m_blocks; }
    [[nodiscard]] const std::vector<SceneEdge> &edges() const { return m_edges; }
    [[nodiscard]] const QString &engine() const { return m_engine; }

    [[nodiscard]] QRectF lineRect(int block, int line) const;         // over the block's whole width
    [[nodiscard]] QRectF placeRect(GraphContent::Place place) const;  // the line, or the header without one
    [[nodiscard]] GraphContent::Place at(const QPointF &point) const; // block -1: beside all blocks
    [[nodiscard]] int edgeLabelledAt(const QPointF &point) const;     // whose label is there; -1: none

private:
    GraphScene() = default;

    std::shared_ptr<const GraphContent> m_content;
    QRectF m_bounds;
    std::vector<QRectF> m_blocks;
    std::vector<SceneEdge> m_edges;
    QString m_engine;
};

} // namespace symbolon
