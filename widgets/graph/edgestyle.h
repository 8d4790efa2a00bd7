// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How each kind of edge is drawn: colour, dash and arrow head, so that no kind is told by its colour alone.
#pragma once

#include "widgets/common/theme.h"
#include "widgets/graph/graphscene.h"

#include <QPen>

class QPainter;

namespace symbolon {

QPen edgePen(EdgeKind kind, const Theme &theme, double width, bool dashed);

// Taken: filled triangle; fall through: hollow triangle; jump: open arrow; switch: diamond; exception: disc.
// The tip is at the origin and points along `direction`.
void paintArrowHead(QPainter &painter, EdgeKind kind, const QPointF &tip, const QPointF &direction, const Theme &theme,
                    double width);

// A short sample of the edge, for legends.
void paintEdgeSample(QPainter &painter, const QRectF &rect, EdgeKind kind, const Theme &theme);

} // namespace symbolon
