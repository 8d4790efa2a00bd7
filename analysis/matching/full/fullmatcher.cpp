// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/full/fullmatcher.h"

#include "analysis/matching/full/explanation.h"
#include "analysis/matching/full/inlining.h"
#include "analysis/matching/full/reasoner.h"
#include "analysis/matching/parallel.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace symbolon {

namespace {

constexpr size_t chunkSize = 32;

bool allKnown(const std::vector<std::vector<NearFunction>> &lists, size_t functions)
{
    return std::all_of(lists.begin(), lists.end(), [&](const auto &list) {
        return std::all_of(list.begin(), list.end(),
                           [&](const NearFunction &near) { return near.function < functions; });
    });
}

bool fits(const Retrieval &retrieval, const FeaturePool &binary, const FeaturePool &source)
{
    const size_t width = 3 * retrieval.dimension;
    if (retrieval.nearest.size() != binary.functions.size() || width == 0
        || retrieval.binary.size() != binary.functions.size() * width
        || retrieval.source.size() != source.functions.size() * width
        || retrieval.inlined.size() != source.functions.size() * retrieval.dimension
        || retrieval.nearestInlined.size() != binary.functions.size())
        return false;
    const auto isFinite = [](float value) { return std::isfinite(value); };
    return std::all_of(retrieval.binary.begin(), retrieval.binary.end(), isFinite)
           && std::all_of(retrieval.source.begin(), retrieval.source.end(), isFinite)
           && std::all_of(retrieval.inlined.begin(), retrieval.inlined.end(), isFinite)
           && allKnown(retrieval.nearest, source.functions.size())
           && allKnown(retrieval.nearestInlined, source.functions.size());
}

class FullPlan final : public MatchPlan
{
public:
    FullPlan(std::shared_ptr<const MatchPools> pools, Reasoner reasoner)
        : m_pools(std::move(pools)), m_reasoner(std::move(reasoner))
    {
    }

    [[nodiscard]] Result<Matches> match(const MatchOptions &options, const Work &work) const override
    {
        const Decisions decisions(options);
        auto all = m_reasoner.run(fittedWeights(), decisions, work);
        if (!all)
            return cancelled();
        for (Hypotheses &of : *all)
            std::stable_sort(of.list.begin(), of.list.end(),
                             [](const Hypothesis &a, const Hypothesis &b) { return a.belief > b.belief; });
        auto inlined = inlinedFunctions(m_reasoner, m_pools->binary, m_pools->source, *all, work);
        Matches matches;
        matches.method = fullMethod;
        matches.model = m_reasoner.pairs().retrieval().model;
        matches.sources = sourceVerdicts(m_pools->source, *all, inlined);
        std::vector<FunctionMatches> functions(all->size());
        const Explainer explainer(m_reasoner, m_pools->binary, m_pools->source, fittedWeights().back(), *all, work);
        const bool done = parallelFor(functions.size(), chunkSize, work, {}, [&](size_t begin, size_t end) {
            for (size_t b = begin; b < end; ++b) {
                functions[b] = matchesOf(static_cast<uint32_t>(b), *all, options.top, explainer);
                functions[b].inlined = std::move(inlined[b]);
            }
        });
        if (!done)
            return cancelled();
        for (FunctionMatches &function : functions) {
            if (!function.candidates.empty())
                matches.functions.push_back(std::move(function));
        }
        return matches;
    }

private:
    [[nodiscard]] FunctionMatches matchesOf(uint32_t b, const AllHypotheses &all, unsigned top,
                                            const Explainer &explainer) const
    {
        FunctionMatches matches;
        matches.function = b;
        for (const Hypothesis &each : all[b].list) {
            if (matches.candidates.size() >= top)
                break;
            Candidate candidate;
            candidate.source = each.source;
            candidate.score = all[b].decided ? 1 : similarity(b, each.source);
            candidate.confidence = all[b].decided ? 1 : static_cast<double>(each.belief);
            candidate.strategy = fullMethod;
            candidate.evidence = explainer.explain(b, each);
            matches.candidates.push_back(std::move(candidate));
        }
        return matches;
    }

    // Cosine of what the method "embedding" compares: the function's vector beside those around it.
    [[nodiscard]] double similarity(uint32_t binary, uint32_t source) const
    {
        const Retrieval &retrieval = m_reasoner.pairs().retrieval();
        const auto width = static_cast<std::ptrdiff_t>(3 * retrieval.dimension);
        const auto left = retrieval.binary.begin() + binary * width;
        const auto right = retrieval.source.begin() + source * width;
        const float product = std::inner_product(left, left + width, right, 0.0F);
        return static_cast<double>(std::clamp(product, 0.0F, 1.0F));
    }

    std::shared_ptr<const MatchPools> m_pools;
    Reasoner m_reasoner;
};

} // namespace

Result<std::shared_ptr<const MatchPlan>> FullMatcher::plan(std::shared_ptr<const MatchPools> pools,
                                                           const MatchOptions &options, const Work &work) const
{
    if (!options.retrieval || !fits(*options.retrieval, pools->binary, pools->source))
        return failure("the functions were not embedded for this method", "use the method binpro");
    auto reasoner = Reasoner::prepare(pools->binary, pools->source, options.retrieval, work);
    if (!reasoner)
        return cancelled();
    return std::shared_ptr<const MatchPlan>(std::make_shared<FullPlan>(std::move(pools), std::move(*reasoner)));
}

Result<Matches> FullMatcher::match(const FeaturePool &binary, const FeaturePool &source, const MatchOptions &options,
                                   const Work &work) const
{
    const auto borrowed = std::make_shared<const MatchPools>(MatchPools{binary, source});
    const auto made = plan(borrowed, options, work);
    if (!made)
        return made.error();
    return (*made)->match(options, work);
}

} // namespace symbolon
