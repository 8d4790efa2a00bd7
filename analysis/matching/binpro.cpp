// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/binpro.h"

#include "analysis/matching/evidence.h"
#include "analysis/matching/facts.h"
#include "analysis/matching/neighbours.h"
#include "analysis/matching/ranking.h"
#include "analysis/matching/selection.h"
#include "analysis/matching/structure.h"
#include "analysis/matching/switches.h"

#include <algorithm>

namespace symbolon {

namespace {

constexpr unsigned rounds = 4;
constexpr double leastConfidence = 0.05; // of a pair that tells something about its neighbours
constexpr double structurePart = 0.8;    // how much of a score the structure can take away
constexpr double structureWeight = 2;    // of a full agreement, as evidence

// One run of the method over two pools.
class BinProRun
{
public:
    BinProRun(const FeaturePool &binary, const FeaturePool &source, const MatchOptions &options, const Work &work)
        : m_binary(binary), m_source(source), m_options(options), m_work(work), m_decisions(options)
    {
        m_weights.neighbours = true;
        m_weights.neighbour = 1.5;
        m_weights.string = 1.5;
        m_score.binaryOnly = 1;
        m_score.doubt = 10;
        m_limits.kept = std::max(m_limits.kept, options.top);
        m_limits.shortlist = std::max(m_limits.shortlist, m_limits.kept);
    }

    std::optional<Matches> run(std::string_view method)
    {
        auto facts = gatherFacts(m_binary, m_source, m_weights, m_work);
        if (!facts)
            return std::nullopt;
        const FactTable literals = facts->binary;
        auto chosen = assignOnce(*facts);
        for (unsigned round = 0; chosen && round < rounds; ++round) {
            facts->binary = withNeighbours(literals, m_binary, m_source, facts->vocabulary, *chosen, leastConfidence);
            weighFacts(*facts);
            chosen = assignOnce(*facts);
        }
        if (!chosen)
            return std::nullopt;
        const auto more = [&](uint32_t b, uint32_t s, std::vector<Evidence> &evidence) {
            addSwitchEvidence(similarSwitches(m_binary.functions[b], m_source.functions[s], m_weights), evidence);
            const double alike = structureSimilarity(m_binary.functions[b], m_source.functions[s]);
            evidence.push_back({EvidenceKind::Structure, structureText(m_binary.functions[b], m_source.functions[s]), 0,
                                0, alike * structureWeight});
        };
        return toMatches(*chosen, method, m_source, *facts, more, m_options, m_decisions, m_work);
    }

private:
    std::optional<Chosen> assignOnce(const Facts &facts) const
    {
        auto rankings = rankSources(
            facts, m_score, m_limits, [&](uint32_t b, uint32_t s) { return !m_decisions.rejects(b, s); },
            [&](uint32_t b, uint32_t s) {
                const FunctionFeatures &binary = m_binary.functions[b];
                const FunctionFeatures &source = m_source.functions[s];
                return Adjustment{similarSwitches(binary, source, m_weights).weight,
                                  1 - structurePart * (1 - structureSimilarity(binary, source))};
            },
            m_work);
        if (!rankings)
            return std::nullopt;
        return choose(std::move(*rankings), m_source.functions.size(), m_options.assignment, m_decisions, m_work);
    }

    const FeaturePool &m_binary;
    const FeaturePool &m_source;
    const MatchOptions &m_options;
    const Work &m_work;
    const Decisions m_decisions;
    FactWeights m_weights;
    ScoreWeights m_score;
    RankingLimits m_limits;
};

} // namespace

Result<Matches> BinPro::match(const FeaturePool &binary, const FeaturePool &source, const MatchOptions &options,
                              const Work &work) const
{
    auto matches = BinProRun(binary, source, options, work).run(name());
    if (!matches)
        return cancelled();
    return std::move(*matches);
}

} // namespace symbolon
