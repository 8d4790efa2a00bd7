// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where the labels of edges stand.
#pragma once

#include "widgets/graph/graphscene.h"

#include <QFontMetricsF>
#include <QPolygonF>

#include <vector>

namespace symbolon {

// Finds room for labels: beside their own edge, off the blocks at its ends and off the edges and labels there.
class LabelPlacer
{
public:
    LabelPlacer(const GraphContent &content, const std::vector<QRectF> &blocks, const std::vector<SceneEdge> &edges);

    // T and F stand where the edge leaves, so that both can be compared at the branch; cases and exceptions
    // stand where the edge arrives, because many leave from one place. Null when the link has no label.
    QRectF place(std::size_t edge);

private:
    [[nodiscard]] int penalty(const QRectF &rect, const GraphLink &link) const;

    const GraphContent &m_content;
    const std::vector<QRectF> &m_blocks;
    std::vector<QPolygonF> m_lines; // of all edges
    QFontMetricsF m_metrics;
    std::vector<std::vector<QRectF>> m_placed; // labels near each block
    std::vector<std::vector<uint32_t>> m_edgesAt;
};

} // namespace symbolon
