// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the views show: immutable values that the session swaps as results come in, and the analyst's
// decisions. Views keep a Workspace by value and are handed a new one (setWorkspace) when a part changes.
#pragma once

#include "analysis/disasm/program.h"
#include "analysis/matching/attribution.h"
#include "analysis/matching/match.h"
#include "analysis/matching/rarity.h"
#include "analysis/source/sourcetree.h"

#include <QHash>
#include <QList>
#include <QMetaType>
#include <QString>

#include <memory>

namespace symbolon {

// Rejected: whatever was proposed has been turned down. Blocked: the analyst wants nothing proposed.
enum class MatchState : uint8_t { Unmatched, Proposed, Accepted, Rejected, Blocked };

struct FunctionDecision {
    MatchState state = MatchState::Unmatched; // Accepted, Rejected or Blocked; anything else: no decision
    int source = -1;                          // Accepted: index into SourceTree::functions
    QString comment;
    QList<int> rejected = {}; // indices into SourceTree::functions
};

using Decisions = QHash<int, FunctionDecision>; // by index into Program::functions

// What is found out about the one pair that is looked at, beside what matching says of it.
struct PairDetails {
    std::shared_ptr<const Matches> matches; // those that it was found out about
    int function = -1;                      // index into Program::functions
    int candidate = -1;                     // index into that function's candidates
    Attribution attribution;                // without parts: no network took part
    Rarity rarity;                          // of the candidate's evidence
};

struct Workspace {
    std::shared_ptr<const Program> program; // null: nothing loaded yet
    std::shared_ptr<const SourceTree> sources;
    std::shared_ptr<const Matches> matches;
    std::shared_ptr<const Decisions> decisions;
    std::shared_ptr<const PairDetails> details = {}; // null: none yet

    // The candidates of a function; null when it has none.
    [[nodiscard]] const FunctionMatches *matchesOf(int function) const;
    [[nodiscard]] const Candidate *candidate(int function, int rank) const;
    [[nodiscard]] const PairDetails *detailsOf(int function, int rank) const; // null: not known, or not yet
    [[nodiscard]] const SourceFunction *sourceOf(const Candidate &candidate) const;
    // The rank of the candidate that is proposed: the best that was not rejected. -1: none, or the function is blocked.
    [[nodiscard]] int proposedRank(int function) const;
    [[nodiscard]] const Candidate *proposed(int function) const;   // null: none
    [[nodiscard]] int rankOf(int function, uint32_t source) const; // among its candidates; -1: it is none
    [[nodiscard]] bool isRejected(int function, uint32_t source) const;
    // A function whose rejected candidates leave another one is proposed again.
    [[nodiscard]] MatchState stateOf(int function) const;
    [[nodiscard]] QString commentOf(int function) const;
    // Undecided functions whose proposed candidate has at least this confidence; the surest first.
    [[nodiscard]] QList<int> proposedAbove(double confidence) const;

private:
    [[nodiscard]] const FunctionDecision *decisionOn(int function) const; // null: none
};

} // namespace symbolon
