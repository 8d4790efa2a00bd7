// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is said beside an instruction: the callee, the string, the constant that it refers to.
#pragma once

#include "widgets/common/instructiontext.h"
#include "widgets/common/workspace.h"

namespace symbolon {

struct InstructionComment {
    QString text; // one line; empty: nothing to say
    std::vector<TextToken> tokens;
};

// `function` must be one of the program's. Called functions that were matched go by their source's name.
InstructionComment instructionComment(const Workspace &workspace, int function, uint64_t address);

// Where control may go from this instruction: a called function, the block a branch leads to; 0: nowhere else.
uint64_t instructionTarget(const BinaryFunction &function, uint64_t address);

} // namespace symbolon
