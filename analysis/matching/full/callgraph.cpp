// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/full/callgraph.h"

#include "analysis/matching/parallel.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <type_traits>

namespace symbolon {

namespace {

constexpr float inlinedOnce = 0.7F;  // share of what an inlinable callee with one caller calls
constexpr float inlinedOften = 0.4F; // with several
constexpr unsigned inlineDepth = 3;
constexpr float twoPlaces = 0.5F;    // share of what stands two places away in a table
constexpr size_t mostCallees = 256;  // of one source function, those behind inlinable callees included
constexpr size_t mostCallers = 256;  // looked at
constexpr float leastBelief = 0.01F; // of a hypothesis that says something about others
constexpr size_t chunkSize = 64;

// What it calls, and whose address it takes: that is mostly called by what it calls.
std::vector<uint32_t> distinctCallees(const FunctionFeatures &function, uint32_t self)
{
    std::vector<uint32_t> callees;
    for (const CallFact &call : function.calls) {
        if (call.callee >= 0 && static_cast<uint32_t>(call.callee) != self)
            callees.push_back(static_cast<uint32_t>(call.callee));
    }
    for (const uint32_t mention : function.mentions) {
        if (mention != self)
            callees.push_back(mention);
    }
    std::sort(callees.begin(), callees.end());
    callees.erase(std::unique(callees.begin(), callees.end()), callees.end());
    return callees;
}

Neighbours direct(const FeaturePool &pool)
{
    Neighbours all(pool.functions.size());
    for (uint32_t f = 0; f < all.size(); ++f) {
        for (const uint32_t callee : distinctCallees(pool.functions[f], f))
            all[f].push_back({callee, 1});
    }
    return all;
}

// A function that is called by many says little about each of them.
float commonness(size_t others)
{
    return 1 / (1 + std::log(static_cast<float>(std::max<size_t>(others, 1))));
}

Neighbours withInlined(const Neighbours &own, const FeaturePool &pool)
{
    Neighbours all = own;
    std::vector<float> share(own.size(), 0);
    for (uint32_t f = 0; f < own.size(); ++f) {
        std::vector<Neighbour> &list = all[f];
        for (const Neighbour &each : list)
            share[each.function] = 1;
        // Breadth first: the list grows behind what is being looked at.
        size_t end = list.size();
        for (size_t at = 0, depth = 0; depth < inlineDepth && at < list.size(); ++depth, end = list.size()) {
            for (; at < end && list.size() < mostCallees; ++at) {
                const Neighbour through = list[at];
                const FunctionFeatures &callee = pool.functions[through.function];
                if (!callee.internal)
                    continue;
                const float part = through.share * (callee.callers.size() <= 1 ? inlinedOnce : inlinedOften);
                for (const Neighbour &next : own[through.function]) {
                    if (next.function == f || share[next.function] > 0)
                        continue;
                    share[next.function] = part;
                    list.push_back({next.function, part});
                }
            }
            at = end;
        }
        for (const Neighbour &each : list)
            share[each.function] = 0;
    }
    return all;
}

bool hasTables(const FeaturePool &pool)
{
    return std::any_of(pool.functions.begin(), pool.functions.end(),
                       [](const FunctionFeatures &function) { return !function.followers.empty(); });
}

// Nothing where `other` has no tables at all: then none of these can show.
Neighbours followersOf(const FeaturePool &pool, const FeaturePool &other)
{
    Neighbours all(pool.functions.size());
    if (!hasTables(other))
        return all;
    for (uint32_t f = 0; f < all.size(); ++f) {
        const auto add = [&](uint32_t function, float share) {
            const bool known = std::any_of(all[f].begin(), all[f].end(),
                                           [&](const Neighbour &other) { return other.function == function; });
            if (function != f && !known)
                all[f].push_back({function, share});
        };
        for (const uint32_t next : pool.functions[f].followers)
            add(next, 1);
        for (const uint32_t next : pool.functions[f].followers) {
            for (const uint32_t second : pool.functions[next].followers)
                add(second, twoPlaces);
        }
    }
    return all;
}

// What one side of a function's neighbours says about its candidates.
class Agreement
{
public:
    Agreement(const AllHypotheses &all, const std::vector<float> &best, size_t sources, size_t libraries)
        : m_all(all), m_sources(sources), m_best(best), m_found(sources + libraries, 0)
    {
    }

    // `neighbours` are of the binary function, `expected` by source function; `weight` of a binary neighbour;
    // `mustShow(s)` whether a source neighbour that exists should be among them. Sets signals first, first + 1 (what is
    // believed of neighbours beyond what is expected) and, unless mustShow is nullptr, first + 2 (expected, exists
    // elsewhere, not there).
    template<typename Weight, typename MustShow>
    void set(const std::vector<Neighbour> &neighbours, Weight weight, const Neighbours &expected, MustShow mustShow,
             std::vector<Hypothesis> &list, Signal first)
    {
        constexpr bool withAbsent = !std::is_null_pointer_v<MustShow>;
        double known = 0;
        size_t looked = 0;
        for (const Neighbour &each : neighbours) {
            if (++looked > mostCallers)
                break;
            const float factor = weight(each);
            if (each.function >= m_all.size()) { // a library function: certain
                known += static_cast<double>(factor);
                find(static_cast<uint32_t>(m_sources + each.function - m_all.size()), factor);
                continue;
            }
            const Hypotheses &of = m_all[each.function];
            known += static_cast<double>(factor * (1 - of.none));
            for (const Hypothesis &hypothesis : of.list) {
                if (hypothesis.belief >= leastBelief)
                    find(hypothesis.source, factor * hypothesis.belief);
            }
        }
        for (Hypothesis &hypothesis : list) {
            double agreed = 0, absent = 0;
            for (const Neighbour &each : expected[hypothesis.source]) {
                const float found = m_found[each.function];
                agreed += static_cast<double>(each.share * found);
                if constexpr (withAbsent) {
                    if (each.share >= 1 && mustShow(each.function) && found < m_best[each.function])
                        absent += static_cast<double>(m_best[each.function] - std::min(found, 1.0F));
                }
            }
            const auto index = static_cast<size_t>(first);
            hypothesis.signals[index] = static_cast<float>(std::log1p(agreed));
            hypothesis.signals[index + 1] = static_cast<float>(std::log1p(std::max(0.0, known - agreed)));
            if constexpr (withAbsent)
                hypothesis.signals[index + 2] = static_cast<float>(std::log1p(std::max(0.0, absent)));
        }
        for (const uint32_t source : m_touched)
            m_found[source] = 0;
        m_touched.clear();
    }

private:
    void find(uint32_t source, float belief)
    {
        if (m_found[source] == 0)
            m_touched.push_back(source);
        m_found[source] += belief;
    }

    const AllHypotheses &m_all;
    const size_t m_sources;
    const std::vector<float> &m_best; // by source function: the highest belief that any binary function is it
    std::vector<float> m_found;       // by source function
    std::vector<uint32_t> m_touched;
};

} // namespace

CallGraphSignals::CallGraphSignals(const FeaturePool &binary, const FeaturePool &source)
    : m_binaryCallees(direct(binary)),
      m_binaryCallers(reversed(m_binaryCallees)),
      m_sourceCallees(withInlined(direct(source), source)),
      m_sourceCallers(reversed(m_sourceCallees)),
      m_order(callOrder(binary, source)),
      m_binaryFollowers(followersOf(binary, source)),
      m_binaryLeaders(reversed(m_binaryFollowers)),
      m_sourceFollowers(followersOf(source, binary)),
      m_sourceLeaders(reversed(m_sourceFollowers))
{
    for (const FunctionFeatures &function : source.functions)
        m_sourceInlinable.push_back(function.internal);
}

void CallGraphSignals::update(AllHypotheses &all, const Work &work) const
{
    const size_t sources = m_sourceCallees.size();
    const std::vector<float> best = highestBeliefs(all, sources);
    // Signals of one function are written from the beliefs of others, which nobody writes here.
    parallelFor(all.size(), chunkSize, work, {}, [&](size_t begin, size_t end) {
        Agreement agreement(all, best, sources, m_order.libraries.size());
        for (size_t b = begin; b < end; ++b) {
            std::vector<Hypothesis> &list = all[b].list;
            const auto always = [](uint32_t) { return true; };
            const auto unlessInlined = [&](uint32_t s) { return !m_sourceInlinable[s]; };
            const auto weight = [](const Neighbours &back) {
                return
                    [&back](const Neighbour &other) { return other.share * commonness(back[other.function].size()); };
            };
            agreement.set(m_binaryCallees[b], weight(m_binaryCallers), m_sourceCallees, unlessInlined, list,
                          Signal::Callees);
            agreement.set(m_binaryCallers[b], weight(m_binaryCallees), m_sourceCallers, always, list, Signal::Callers);
            agreement.set(m_order.binaryNext[b], weight(m_order.binaryPrevious), m_order.sourceNext, nullptr, list,
                          Signal::NextCalls);
            agreement.set(m_order.binaryPrevious[b], weight(m_order.binaryNext), m_order.sourcePrevious, nullptr, list,
                          Signal::PreviousCalls);
            agreement.set(m_binaryFollowers[b], weight(m_binaryLeaders), m_sourceFollowers, always, list,
                          Signal::Followers);
            agreement.set(m_binaryLeaders[b], weight(m_binaryFollowers), m_sourceLeaders, always, list,
                          Signal::Leaders);
            float foreign = 0;
            for (const Neighbour &caller : m_binaryCallers[b])
                foreign += all[caller.function].none;
            all[b].noneSignals[static_cast<size_t>(NoneSignal::ForeignCallers)] =
                m_binaryCallers[b].empty() ? 0 : foreign / static_cast<float>(m_binaryCallers[b].size());
        }
    });
}

} // namespace symbolon
