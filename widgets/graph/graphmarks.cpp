// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/graphmarks.h"

namespace symbolon {

GraphMarks makeGraphMarks(const GraphContent &content, const EvidenceMarks &evidence)
{
    GraphMarks marks;
    for (int i = 0; i < evidence.count(); ++i) {
        const Evidence *piece = evidence.evidence(i);
        const auto place = piece ? content.find(piece->address) : std::nullopt;
        if (!place)
            continue;
        BlockMarks &block = marks.blocks[place->block];
        block.all.push_back({piece->kind, i});
        if (place->line >= 0)
            block.byLine[place->line].push_back({piece->kind, i});
    }
    if (evidence.hasHeat()) {
        for (const GraphBlock &block : content.blocks)
            marks.heat.push_back(evidence.heatAtAddress(block.address));
    }
    return marks;
}

} // namespace symbolon
