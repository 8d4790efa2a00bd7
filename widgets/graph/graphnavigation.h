// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where the keys lead from an instruction or a block.
#pragma once

#include "widgets/graph/graphcontent.h"

#include <optional>

namespace symbolon {

// The instruction after (step 1) or before (-1); across blocks in the order of their addresses.
std::optional<uint64_t> neighbourInstruction(const GraphContent &content, uint64_t address, int step);
// The first instruction of the next or previous block by address.
std::optional<uint64_t> neighbourBlock(const GraphContent &content, int block, int step);
// The block behind the true edge (taken, jump, first case) or the false edge (fall through). A block with one
// way out leads there either way.
std::optional<int> branchTarget(const GraphContent &content, int block, bool whenTrue);

// What a call, branch or reference to a function leads to.
struct FollowTarget {
    int function = -1;
    uint64_t address = 0; // within the same function
    explicit operator bool() const { return function >= 0 || address != 0; }
};
FollowTarget followTarget(const GraphContent &content, GraphContent::Place place);

} // namespace symbolon
