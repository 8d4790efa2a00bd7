// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What matching anew around decisions did to the functions that nothing was decided about.
#pragma once

#include "widgets/common/workspace.h"

#include <QMetaType>

#include <vector>

namespace symbolon {

// What is proposed for one function, before and after. Sources are indices into SourceTree::functions; -1: none.
struct MatchChange {
    int function = -1; // index into Program::functions
    int sourceBefore = -1;
    int sourceAfter = -1;
    double confidenceBefore = 0;
    double confidenceAfter = 0;
};

struct MatchChanges {
    int decisions = 0; // functions whose decisions were taken or taken back
    std::vector<MatchChange> functions;
    Workspace after; // what the indices belong to
};

// A confidence that moves by less is no change.
inline constexpr double noticedConfidence = 0.1;

// Both have the same program and sources. Listed are the functions with another source proposed, or with a confidence
// that moved; those whose own decision differs are not. By function index.
MatchChanges matchChanges(const Workspace &before, const Workspace &after);

// Whether both ask the same of a matching method: comments do not count. Null is no decision.
bool sameConstraints(const Decisions *a, const Decisions *b);

} // namespace symbolon

Q_DECLARE_METATYPE(symbolon::MatchChanges)
