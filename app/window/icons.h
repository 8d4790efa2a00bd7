// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The program's own icons. They are drawn in the palette's text colour when they are painted, so that one
// set serves light and dark, enabled and disabled, at every size.
#pragma once

#include <QIcon>
#include <QPixmap>
#include <QString>

namespace symbolon {

// `name`: a file of resources/icons without its ending.
QIcon themedIcon(const QString &name);
QPixmap themedPixmap(const QString &name, int extent, const QColor &color, qreal devicePixelRatio);
QIcon applicationIcon();

} // namespace symbolon
