// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What every layout engine asks of its input before it starts.
#pragma once

#include "analysis/graph/layout.h"

#include <optional>

namespace symbolon {

// An error when an edge names a node that is not there, a size is not a positive finite number, or the graph
// is larger than any function can sensibly be (4 million nodes or edges).
std::optional<Error> checkShape(const GraphShape &shape);

// Moves the drawing so that its top left corner is (0, 0), and sets width and height.
void normalise(GraphGeometry &geometry, const GraphShape &shape);

} // namespace symbolon
