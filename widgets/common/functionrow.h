// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the function table shows of one function: the function, and the source it was accepted as or, without
// a decision, its best candidate.
#pragma once

#include "widgets/common/workspace.h"

#include <string_view>

namespace symbolon {

struct FunctionRow {
    const BinaryFunction *function = nullptr;
    const SourceFunction *source = nullptr; // null: no candidate
    const Candidate *candidate = nullptr;   // null: none, or accepted by hand without being proposed
    const FunctionDecision *decision = nullptr;
    int rank = -1; // of `candidate` among the function's candidates, from 0
    MatchState state = MatchState::Unmatched;

    // The function's own name, else the name of the source it was matched with, else "sub_…".
    [[nodiscard]] bool nameIsFromMatch() const;
    [[nodiscard]] std::string_view name() const; // as in the file; C++ may be mangled
};

// The views into `workspace` are good as long as its parts live. `function` must be one of the program's.
FunctionRow functionRow(const Workspace &workspace, int function);

} // namespace symbolon
