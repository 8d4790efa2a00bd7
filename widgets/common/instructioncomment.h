// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is said beside an instruction or data in code: the callee, the string, the constant that it refers to.
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

// What a literal holds or leads to, and which switch a table belongs to. Code that may lie anywhere keeps distances
// from itself in its literals; what they lead to is told from what the instructions refer to.
InstructionComment dataComment(const Workspace &workspace, int function, const DataInCode &data);

// The function that a literal points to, or else the instruction that uses the data; 0: none.
uint64_t dataTarget(const Workspace &workspace, const DataInCode &data);

// Where control may go from this instruction: a called function, the block a branch leads to; 0: nowhere else.
uint64_t instructionTarget(const BinaryFunction &function, uint64_t address);

} // namespace symbolon
