// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is marked on a graph without being part of it: evidence of the chosen candidate, what is selected,
// what is hovered here or in another view. Cheap to replace; the scene stays.
#pragma once

#include "widgets/common/evidencemarks.h"
#include "widgets/graph/graphcontent.h"

#include <map>
#include <vector>

namespace symbolon {

struct GraphMark {
    EvidenceKind kind = EvidenceKind::String;
    int evidence = 0; // index into Candidate::evidence
};

struct BlockMarks {
    std::vector<GraphMark> all;                   // of the block, each piece once
    std::map<int, std::vector<GraphMark>> byLine; // line → its pieces
};

struct GraphMarks {
    std::map<int, BlockMarks> blocks;
    std::vector<double> heat; // by block, see EvidenceMarks::heatAtAddress; empty: not known

    [[nodiscard]] double heatOf(int block) const
    {
        return block >= 0 && static_cast<std::size_t>(block) < heat.size() ? heat[static_cast<std::size_t>(block)] : 0;
    }

    [[nodiscard]] const BlockMarks *of(int block) const
    {
        const auto found = blocks.find(block);
        return found == blocks.end() ? nullptr : &found->second;
    }
};
GraphMarks makeGraphMarks(const GraphContent &content, const EvidenceMarks &evidence);

struct GraphHighlights {
    GraphContent::Place selected;
    int selectedEvidence = -1;
    std::vector<GraphContent::Place> hovered;
    bool focus = false; // the view has the keyboard

    bool operator==(const GraphHighlights &) const = default;
};

} // namespace symbolon
