// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the views show: immutable values that the session swaps as results come in, and the analyst's
// decisions. Views keep a Workspace by value and are handed a new one (setWorkspace) when a part changes.
#pragma once

#include "analysis/disasm/program.h"
#include "analysis/matching/match.h"
#include "analysis/source/sourcetree.h"

#include <QHash>
#include <QMetaType>
#include <QString>

#include <memory>

namespace symbolon {

enum class MatchState : uint8_t { Unmatched, Proposed, Accepted, Rejected };

struct FunctionDecision {
    MatchState state = MatchState::Unmatched; // Accepted or Rejected; anything else: no decision
    int source = -1;                          // Accepted: index into SourceTree::functions
    QString comment;
};

using Decisions = QHash<int, FunctionDecision>; // by index into Program::functions

struct Workspace {
    std::shared_ptr<const Program> program; // null: nothing loaded yet
    std::shared_ptr<const SourceTree> sources;
    std::shared_ptr<const Matches> matches;
    std::shared_ptr<const Decisions> decisions;

    // The candidates of a function; null when it has none.
    [[nodiscard]] const FunctionMatches *matchesOf(int function) const;
    [[nodiscard]] const Candidate *candidate(int function, int rank) const;
    [[nodiscard]] const SourceFunction *sourceOf(const Candidate &candidate) const;
    [[nodiscard]] MatchState stateOf(int function) const;
    [[nodiscard]] QString commentOf(int function) const;
};

} // namespace symbolon
