// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/graphexport.h"

#include "widgets/graph/graphpainter.h"

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace symbolon {

QByteArray graphSvg(const GraphScene &scene, const GraphMarks &marks, const Theme &theme, const QString &title)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setTitle(title);
    const QRectF &bounds = scene.bounds();
    generator.setSize(bounds.size().toSize());
    generator.setViewBox(QRectF({}, bounds.size()));
    QPainter painter;
    if (!painter.begin(&generator))
        return {};
    painter.fillRect(QRectF({}, bounds.size()), theme.color(ColorRole::Canvas));
    painter.translate(-bounds.topLeft());
    GraphPainter(scene, theme, marks, {}, 1).paint(painter, bounds);
    painter.end();
    return buffer.data();
}

GraphImage graphImage(const GraphScene &scene, const GraphMarks &marks, const Theme &theme, double scale)
{
    constexpr double longestSide = 16'384;
    constexpr double mostPixels = 64e6;
    const QRectF &bounds = scene.bounds();
    scale = std::min({scale, longestSide / bounds.width(), longestSide / bounds.height(),
                      std::sqrt(mostPixels / bounds.width() / bounds.height())});
    const QSize size = (bounds.size() * scale).toSize().expandedTo(QSize(1, 1));
    GraphImage result{QImage(size, QImage::Format_ARGB32_Premultiplied), scale};
    if (result.image.isNull())
        return result;
    result.image.fill(theme.color(ColorRole::Canvas));
    QPainter painter(&result.image);
    painter.scale(scale, scale);
    painter.translate(-bounds.topLeft());
    GraphPainter(scene, theme, marks, {}, scale).paint(painter, bounds);
    return result;
}

} // namespace symbolon
