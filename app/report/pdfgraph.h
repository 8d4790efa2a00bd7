// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A FlowGraph drawn on a PDF page, as lines and text. (QSvgRenderer would turn the text of a large graph into
// outlines: megabytes of them, and nothing to search.)
#pragma once

#include "app/report/flowgraph.h"
#include "app/report/pdfpages.h"

namespace symbolon {

// `origin` is the drawing's top left corner in points; `scale` is points per px of the graph.
void drawPdfGraph(PdfPages &pages, const FlowGraph &graph, const std::vector<Evidence> &evidence, QPointF origin,
                  double scale);

} // namespace symbolon
