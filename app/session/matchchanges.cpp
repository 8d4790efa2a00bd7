// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/matchchanges.h"

#include <QSet>

#include <cmath>

namespace symbolon {

namespace {

bool sameConstraint(const FunctionDecision &a, const FunctionDecision &b)
{
    return a.state == b.state && a.source == b.source && a.rejected == b.rejected;
}

FunctionDecision decisionOn(const Decisions *decisions, int function)
{
    return decisions ? decisions->value(function) : FunctionDecision();
}

// Those of `a` that `b` has otherwise, or not at all.
QList<int> differing(const Decisions *a, const Decisions *b)
{
    QList<int> functions;
    if (!a)
        return functions;
    for (auto it = a->cbegin(); it != a->cend(); ++it) {
        if (!sameConstraint(*it, decisionOn(b, it.key())))
            functions.append(it.key());
    }
    return functions;
}

} // namespace

bool sameConstraints(const Decisions *a, const Decisions *b)
{
    return differing(a, b).isEmpty() && differing(b, a).isEmpty();
}

MatchChanges matchChanges(const Workspace &before, const Workspace &after)
{
    MatchChanges changes;
    changes.after = after;
    QSet<int> decided;
    for (const QList<int> &functions : {differing(before.decisions.get(), after.decisions.get()),
                                        differing(after.decisions.get(), before.decisions.get())})
        decided.unite(QSet<int>(functions.begin(), functions.end()));
    changes.decisions = static_cast<int>(decided.size());
    const int count = after.program ? static_cast<int>(after.program->functions.size()) : 0;
    for (int function = 0; function < count; ++function) {
        const MatchState state = after.stateOf(function);
        if (decided.contains(function) || state == MatchState::Accepted || state == MatchState::Blocked)
            continue;
        const Candidate *old = before.proposed(function);
        const Candidate *now = after.proposed(function);
        MatchChange change;
        change.function = function;
        if (old) {
            change.sourceBefore = static_cast<int>(old->source);
            change.confidenceBefore = old->confidence;
        }
        if (now) {
            change.sourceAfter = static_cast<int>(now->source);
            change.confidenceAfter = now->confidence;
        }
        if (change.sourceBefore != change.sourceAfter
            || std::abs(change.confidenceAfter - change.confidenceBefore) >= noticedConfidence)
            changes.functions.push_back(change);
    }
    return changes;
}

} // namespace symbolon
