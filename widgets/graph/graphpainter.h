// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Paints a scene. The painter comes transformed to scene coordinates; `zoom` says how much is to be seen:
// text, bars in the place of text that is too small to read, or plain blocks.
#pragma once

#include "widgets/common/theme.h"
#include "widgets/graph/graphmarks.h"
#include "widgets/graph/graphscene.h"

class QPainter;

namespace symbolon {

class GraphPainter
{
public:
    enum class Detail { Text, Bars, Blocks };

    GraphPainter(const GraphScene &scene, const Theme &theme, const GraphMarks &marks,
                 const GraphHighlights &highlights, double zoom);

    void paint(QPainter &painter, const QRectF &exposed) const;

    // Text smaller than 6.5 pixels from line to line is not readable; bars below 2 pixels run together.
    static Detail detailFor(const GraphMetrics &metrics, double zoom);

private:
    void paintEdges(QPainter &painter, const QRectF &exposed) const;
    void paintEdge(QPainter &painter, std::size_t index, double width, bool dashed) const;
    void paintLabels(QPainter &painter, const QRectF &exposed) const;
    void paintBlock(QPainter &painter, int block, const QRectF &exposed) const;
    void paintHeat(QPainter &painter, int block, const QRectF &header) const;
    void paintHeader(QPainter &painter, int block, const QRectF &rect) const;
    void paintLines(QPainter &painter, int block, const QRectF &exposed) const;
    void paintLine(QPainter &painter, int block, int line, const QRectF &rect) const;
    void paintBars(QPainter &painter, int block) const;
    void paintLineBackgrounds(QPainter &painter, int block) const;
    void paintFrame(QPainter &painter, int block) const;
    void paintMarks(QPainter &painter, const QRectF &rect, const std::vector<GraphMark> &marks) const;
    void paintFarMarks(QPainter &painter, int block) const;
    [[nodiscard]] bool isLinkedToSelected(std::size_t edge) const;

    const GraphScene &m_scene;
    const GraphContent &m_content;
    const Theme &m_theme;
    const GraphMarks &m_marks;
    const GraphHighlights &m_highlights;
    double m_zoom;
    Detail m_detail;
};

} // namespace symbolon
