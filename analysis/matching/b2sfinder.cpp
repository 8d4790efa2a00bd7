// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/b2sfinder.h"

#include "analysis/matching/facts.h"
#include "analysis/matching/ranking.h"
#include "analysis/matching/selection.h"
#include "analysis/matching/switches.h"

#include <algorithm>

namespace symbolon {

Result<Matches> B2sFinder::match(const FeaturePool &binary, const FeaturePool &source, const MatchOptions &options,
                                 const Work &work) const
{
    const FactWeights factWeights;
    const ScoreWeights scoreWeights;
    const auto facts = gatherFacts(binary, source, factWeights, work);
    if (!facts)
        return cancelled();
    const Decisions decisions(options);
    const auto similar = [&](uint32_t b, uint32_t s) {
        return similarSwitches(binary.functions[b], source.functions[s], factWeights);
    };
    RankingLimits limits;
    limits.kept = std::max(limits.kept, options.top);
    limits.shortlist = std::max(limits.shortlist, limits.kept);
    auto rankings = rankSources(
        *facts, scoreWeights, limits, [&](uint32_t b, uint32_t s) { return !decisions.rejects(b, s); },
        [&](uint32_t b, uint32_t s) {
            return Adjustment{similar(b, s).weight, 1};
        },
        work);
    if (!rankings)
        return cancelled();
    const auto chosen = choose(std::move(*rankings), source.functions.size(), options.assignment, decisions, work);
    if (!chosen)
        return cancelled();
    auto matches = toMatches(
        *chosen, name(), source, *facts,
        [&](uint32_t b, uint32_t s, std::vector<Evidence> &evidence) { addSwitchEvidence(similar(b, s), evidence); },
        options, decisions, work);
    if (!matches)
        return cancelled();
    return std::move(*matches);
}

} // namespace symbolon
