// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/common/functionrow.h"

#include <algorithm>

namespace symbolon {

bool FunctionRow::nameIsFromMatch() const
{
    return !function->named && source && state != MatchState::Rejected;
}

std::string_view FunctionRow::name() const
{
    if (nameIsFromMatch())
        return source->qualifiedName.empty() ? source->name : source->qualifiedName;
    return function->name;
}

FunctionRow functionRow(const Workspace &workspace, int function)
{
    FunctionRow row;
    row.function = &workspace.program->functions[static_cast<std::size_t>(function)];
    row.state = workspace.stateOf(function);
    const FunctionMatches *matches = workspace.matchesOf(function);
    if (workspace.decisions) {
        const auto decision = workspace.decisions->constFind(function);
        if (decision != workspace.decisions->cend())
            row.decision = &*decision;
    }
    if (row.state == MatchState::Accepted && row.decision->source >= 0) {
        const auto source = static_cast<uint32_t>(row.decision->source);
        if (workspace.sources && source < workspace.sources->functions.size())
            row.source = &workspace.sources->functions[source];
        for (std::size_t rank = 0; matches && rank < matches->candidates.size(); ++rank) {
            if (matches->candidates[rank].source == source) {
                row.candidate = &matches->candidates[rank];
                row.rank = static_cast<int>(rank);
                break;
            }
        }
        return row;
    }
    if (!matches || row.state == MatchState::Blocked)
        return row;
    row.rank = std::max(workspace.proposedRank(function), 0); // of a rejected one: what was turned down
    row.candidate = &matches->candidates[static_cast<std::size_t>(row.rank)];
    row.source = workspace.sourceOf(*row.candidate);
    return row;
}

} // namespace symbolon
