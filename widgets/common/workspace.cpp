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

MatchState Workspace::stateOf(int function) const
{
    if (decisions) {
        const auto decision = decisions->constFind(function);
        if (decision != decisions->cend()
            && (decision->state == MatchState::Accepted || decision->state == MatchState::Rejected))
            return decision->state;
    }
    return matchesOf(function) ? MatchState::Proposed : MatchState::Unmatched;
}

QString Workspace::commentOf(int function) const
{
    if (!decisions)
        return {};
    const auto decision = decisions->constFind(function);
    return decision == decisions->cend() ? QString() : decision->comment;
}

} // namespace symbolon
