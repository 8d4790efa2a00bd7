// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A scene as a picture, without selection and hover. Also for reports.
#pragma once

#include "widgets/graph/graphmarks.h"
#include "widgets/graph/graphscene.h"

#include <QByteArray>
#include <QImage>

namespace symbolon {

// Empty on failure.
QByteArray graphSvg(const GraphScene &scene, const GraphMarks &marks, const Theme &theme, const QString &title);

struct GraphImage {
    QImage image;     // null on failure
    double scale = 1; // less than asked for when the graph is too large for one picture
};
// At most 16,384 pixels a side and 64 million in all.
GraphImage graphImage(const GraphScene &scene, const GraphMarks &marks, const Theme &theme, double scale = 2);

} // namespace symbolon
