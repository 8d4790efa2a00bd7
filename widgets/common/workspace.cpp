// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/common/workspace.h"

#include <algorithm>

namespace symbolon {

const FunctionMatches *Workspace::matchesOf(int function) const
{
    if (!matches || function < 0)
        return nullptr;
    const auto index = static_cast<uint32_t>(function);
    const auto &all = matches->functions;
    const auto at = std::lower_bound(all.begin(), all.end(), index,
                                     [](const FunctionMatches &m, uint32_t i) { return m.function < i; });
    return at != all.end() && at->function == index && !at->candidates.empty() ? &*at : nullptr;
}

const Candidate *Workspace::candidate(int function, int rank) const
{
    const FunctionMatches *found = matchesOf(function);
    if (!found || rank < 0 || static_cast<std::size_t>(rank) >= found->candidates.size())
        return nullptr;
    return &found->candidates[static_cast<std::size_t>(rank)];
}

const PairDetails *Workspace::detailsOf(int function, int rank) const
{
    const bool same =
        details && details->matches == matches && details->function == function && details->candidate == rank;
    return same ? details.get() : nullptr;
}

const SourceFunction *Workspace::sourceOf(const Candidate &candidate) const
{
    return sources && candidate.source < sources->functions.size() ? &sources->functions[candidate.source] : nullptr;
}

const FunctionDecision *Workspace::decisionOn(int function) const
{
    if (!decisions)
        return nullptr;
    const auto decision = decisions->constFind(function);
    return decision == decisions->cend() ? nullptr : &*decision;
}

int Workspace::rankOf(int function, uint32_t source) const
{
    const FunctionMatches *found = matchesOf(function);
    if (!found)
        return -1;
    const auto &all = found->candidates;
    const auto at = std::find_if(all.begin(), all.end(), [&](const Candidate &c) { return c.source == source; });
    return at == all.end() ? -1 : static_cast<int>(at - all.begin());
}

bool Workspace::isRejected(int function, uint32_t source) const
{
    const FunctionDecision *decision = decisionOn(function);
    return decision && decision->rejected.contains(static_cast<int>(source));
}

int Workspace::proposedRank(int function) const
{
    const FunctionMatches *found = matchesOf(function);
    const FunctionDecision *decision = decisionOn(function);
    if (!found || (decision && decision->state == MatchState::Blocked))
        return -1;
    if (!decision)
        return 0;
    if (decision->state == MatchState::Rejected && decision->rejected.isEmpty())
        return -1; // all that there was
    const auto &all = found->candidates;
    const auto at = std::find_if(all.begin(), all.end(), [&](const Candidate &candidate) {
        return !decision->rejected.contains(static_cast<int>(candidate.source));
    });
    return at == all.end() ? -1 : static_cast<int>(at - all.begin());
}

const Candidate *Workspace::proposed(int function) const
{
    return candidate(function, proposedRank(function));
}

MatchState Workspace::stateOf(int function) const
{
    const FunctionDecision *decision = decisionOn(function);
    if (decision && (decision->state == MatchState::Accepted || decision->state == MatchState::Blocked))
        return decision->state;
    if (proposedRank(function) >= 0)
        return MatchState::Proposed;
    return decision && (decision->state == MatchState::Rejected || !decision->rejected.isEmpty())
               ? MatchState::Rejected
               : MatchState::Unmatched;
}

QString Workspace::commentOf(int function) const
{
    const FunctionDecision *decision = decisionOn(function);
    return decision ? decision->comment : QString();
}

QList<int> Workspace::proposedAbove(double confidence) const
{
    std::vector<std::pair<double, int>> found;
    if (!matches)
        return {};
    for (const FunctionMatches &match : matches->functions) {
        const int function = static_cast<int>(match.function);
        const Candidate *best = proposed(function);
        if (best && best->confidence >= confidence && stateOf(function) == MatchState::Proposed)
            found.emplace_back(-best->confidence, function);
    }
    std::sort(found.begin(), found.end());
    QList<int> functions;
    functions.reserve(static_cast<qsizetype>(found.size()));
    for (const auto &[order, function] : found)
        functions.append(function);
    return functions;
}

} // namespace symbolon
