// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The graph in words: for screen readers and tooltips.
#pragma once

#include "widgets/graph/graphmarks.h"

#include <QString>

namespace symbolon {

// "Block 0x40c318, 2 of 6, 5 instructions. True edge to 0x40c340, false edge to 0x40c330. Evidence 1: …"
QString describeBlock(const GraphContent &content, const EvidenceMarks &evidence, const GraphMarks &marks,
                      GraphContent::Place place);
// Where an edge leads, with all case values of a switch: the tooltip of its label.
QString describeLink(const GraphContent &content, std::size_t link);
// The pieces of evidence at a line, or of a block where the place has no line; one per text line.
QString describeMarks(const EvidenceMarks &evidence, const GraphMarks &marks, GraphContent::Place place);

} // namespace symbolon
