// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/edgestyle.h"

#include <QPainter>

namespace symbolon {

QPen edgePen(EdgeKind kind, const Theme &theme, double width, bool dashed)
{
    QPen pen(theme.color(kind), width);
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::RoundJoin);
    if (!dashed)
        return pen;
    switch (kind) { // in pen widths
    case EdgeKind::Taken:
    case EdgeKind::Jump:
        break;
    case EdgeKind::FallThrough:
        pen.setDashPattern({5, 2.5});
        break;
    case EdgeKind::Switch:
        pen.setDashPattern({7, 2, 1.5, 2});
        break;
    case EdgeKind::Exception:
        pen.setDashPattern({1.5, 2});
        break;
    }
    return pen;
}

void paintArrowHead(QPainter &painter, EdgeKind kind, const QPointF &tip, const QPointF &direction, const Theme &theme,
                    double width)
{
    const double length = 6.5 + 2 * width;
    const double half = length * 0.45;
    const QPointF across(-direction.y(), direction.x());
    const QPointF back = tip - direction * length;
    const QPointF left = back + across * half;
    const QPointF right = back - across * half;
    const QColor &color = theme.color(kind);
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::MiterJoin));
    switch (kind) {
    case EdgeKind::Taken: {
        const QPointF triangle[] = {tip, left, right};
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawConvexPolygon(triangle, 3);
        break;
    }
    case EdgeKind::FallThrough: {
        const QPointF triangle[] = {tip - direction * width, left, right};
        painter.setBrush(theme.color(ColorRole::Canvas));
        painter.drawConvexPolygon(triangle, 3);
        break;
    }
    case EdgeKind::Jump: {
        const QPointF arrow[] = {left, tip - direction * width / 2, right};
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(arrow, 3);
        break;
    }
    case EdgeKind::Switch: {
        const QPointF middle = tip - direction * length * 0.55;
        const QPointF diamond[] = {tip, middle + across * half, tip - direction * length * 1.1, middle - across * half};
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawConvexPolygon(diamond, 4);
        break;
    }
    case EdgeKind::Exception:
        painter.setBrush(theme.color(ColorRole::Canvas));
        painter.drawEllipse(tip - direction * half, half * 0.85, half * 0.85);
        break;
    }
}

void paintEdgeSample(QPainter &painter, const QRectF &rect, EdgeKind kind, const Theme &theme)
{
    constexpr double width = 1.6;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(edgePen(kind, theme, width, true));
    const QPointF tip(rect.right(), rect.center().y());
    painter.drawLine(QPointF(rect.left(), tip.y()), tip - QPointF(8, 0));
    paintArrowHead(painter, kind, tip, {1, 0}, theme, width);
    painter.restore();
}

} // namespace symbolon
