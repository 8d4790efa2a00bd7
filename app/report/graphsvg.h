// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A FlowGraph as an SVG element. Colours stand both as attributes (light, so that the element works by itself and
// in QSvgRenderer) and as classes, which the page's style sheet overrides.
#pragma once

#include "app/report/flowgraph.h"

namespace symbolon {

struct SvgOptions {
    QString title;      // for screen readers
    QString anchor;     // instructions get id="ANCHORi401000" and marks link to href="#ANCHORe3"; empty: neither
    QString fontFamily; // for a document of its own, outside of a page: one installed family; else empty
};

// "1 4 5": what data-e holds of these indices into the evidence.
QString evidenceNumbers(const QList<int> &marks);

QString graphSvg(const FlowGraph &graph, const std::vector<Evidence> &evidence, const SvgOptions &options);

} // namespace symbolon
