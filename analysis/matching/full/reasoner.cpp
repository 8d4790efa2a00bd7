// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/full/reasoner.h"

#include "analysis/matching/parallel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string_view>
#include <unordered_map>

namespace symbolon {

namespace {

constexpr size_t nearest = 40; // candidates by the vectors
constexpr size_t nearestInlined = 12;
constexpr unsigned byFacts = 12;     // by the literals
constexpr size_t mostNamesakes = 16; // by name
constexpr size_t lastExpansion = 3;  // round
constexpr size_t mostNew = 32;       // candidates that come in for one function in a round
constexpr size_t mostAround = 24;    // source functions that one believed neighbour brings in
constexpr float believed = 0.5F;
constexpr float sure = 0.95F; // that no other candidate is looked for
constexpr size_t chunkSize = 32;
constexpr float leastShare = 0.01F;
constexpr float leastHope = 1e-5F;
constexpr size_t fewest = 13; // hypotheses that are always kept

using Namesakes = std::unordered_map<std::string_view, std::vector<uint32_t>>;

Namesakes namesakesOf(const FeaturePool &source)
{
    Namesakes names;
    for (uint32_t s = 0; s < source.functions.size(); ++s) {
        const FunctionFeatures &function = source.functions[s];
        names[function.name].push_back(s);
        if (function.qualifiedName != function.name)
            names[function.qualifiedName].push_back(s);
    }
    return names;
}

void makeDistinct(std::vector<uint32_t> &list)
{
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

} // namespace

std::optional<Reasoner> Reasoner::prepare(const FeaturePool &binary, const FeaturePool &source,
                                          std::shared_ptr<const Retrieval> retrieval, const Work &work)
{
    Reasoner reasoner(binary, source);
    auto pairs = PairSignals::make(binary, source, std::move(retrieval), work);
    if (!pairs)
        return std::nullopt;
    reasoner.m_pairs = std::make_shared<const PairSignals>(std::move(*pairs));
    reasoner.m_calls = std::make_shared<const CallGraphSignals>(binary, source);
    reasoner.m_order = std::make_shared<const SourceOrder>(source);
    reasoner.m_words = std::make_shared<const WordSignals>(binary, source, work);
    const auto ranked =
        rankSources(reasoner.m_pairs->facts(), ScoreWeights(),
                    {.commonFact = 256, .effort = 8192, .shortlist = 32, .kept = byFacts}, {}, {}, work);
    if (!ranked)
        return std::nullopt;
    const auto candidates = reasoner.candidates(*ranked);
    reasoner.m_start.resize(binary.functions.size());
    const bool done = parallelFor(candidates.size(), chunkSize, work, "matching", [&](size_t begin, size_t end) {
        for (size_t b = begin; b < end; ++b) {
            for (const uint32_t s : candidates[b])
                reasoner.m_start[b].list.push_back({s, 0, 0, reasoner.m_pairs->of(static_cast<uint32_t>(b), s)});
        }
    });
    if (!done)
        return std::nullopt;
    PairSignals::addMargins(reasoner.m_start, source.functions.size());
    for (uint32_t b = 0; b < reasoner.m_start.size(); ++b)
        reasoner.m_start[b].noneSignals = reasoner.m_pairs->ofNone(b, reasoner.m_start[b]);
    return reasoner;
}

std::vector<std::vector<uint32_t>> Reasoner::candidates(const Rankings &ranked) const
{
    const Namesakes namesakes = namesakesOf(*m_source);
    std::vector<std::vector<uint32_t>> all(m_binary->functions.size());
    for (uint32_t b = 0; b < all.size(); ++b) {
        const FunctionFeatures &function = m_binary->functions[b];
        const auto &near = m_pairs->retrieval().nearest[b];
        for (size_t n = 0; n < near.size() && n < nearest; ++n)
            all[b].push_back(near[n].function);
        const auto &inlined = m_pairs->retrieval().nearestInlined[b];
        for (size_t n = 0; n < inlined.size() && n < nearestInlined; ++n)
            all[b].push_back(inlined[n].function);
        for (const ScoredSource &scored : ranked[b])
            all[b].push_back(scored.source);
        for (const std::string *name : {&function.name, &function.qualifiedName}) {
            const auto at = name->empty() ? namesakes.end() : namesakes.find(*name);
            if (at == namesakes.end())
                continue;
            for (size_t n = 0; n < at->second.size() && n < mostNamesakes; ++n)
                all[b].push_back(at->second[n]);
        }
        makeDistinct(all[b]);
    }
    return all;
}

AllHypotheses Reasoner::start(const Decisions &decisions) const
{
    AllHypotheses all = m_start;
    for (uint32_t b = 0; b < all.size(); ++b) {
        Hypotheses &of = all[b];
        if (const auto *accepted = decisions.acceptedFor(b)) {
            of.decided = true;
            of.none = of.noneApart = 0;
            std::vector<Hypothesis> list;
            const float share = 1 / static_cast<float>(accepted->size());
            for (const uint32_t source : *accepted) {
                const Hypothesis *known = find(of, source);
                list.push_back(known ? *known : Hypothesis{source, 0, 0, m_pairs->of(b, source)});
                list.back().belief = list.back().apart = share;
            }
            of.list = std::move(list);
        } else if (decisions.blocks(b)) {
            of.decided = true;
            of.list.clear();
        } else {
            std::erase_if(of.list, [&](const Hypothesis &each) { return decisions.rejects(b, each.source); });
        }
    }
    return all;
}

std::vector<std::vector<uint32_t>> Reasoner::around(const AllHypotheses &all, const std::vector<char> &open) const
{
    std::vector<std::vector<uint32_t>> wanted(all.size());
    for (uint32_t b = 0; b < all.size(); ++b) {
        for (const Hypothesis &each : all[b].list) {
            if (each.belief < believed)
                continue;
            const auto bring = [&](const std::vector<Neighbour> &to, const std::vector<Neighbour> &from) {
                for (const Neighbour &other : to) {
                    for (size_t n = 0; open[other.function] && n < from.size() && n < mostAround; ++n)
                        wanted[other.function].push_back(from[n].function);
                }
            };
            bring(m_calls->binaryCallees()[b], m_calls->sourceCallees()[each.source]);
            bring(m_calls->binaryCallers()[b], m_calls->sourceCallers()[each.source]);
            bring(m_calls->binaryFollowers()[b], m_calls->sourceFollowers()[each.source]);
            bring(m_calls->binaryLeaders()[b], m_calls->sourceLeaders()[each.source]);
            for (const int64_t places : {-3, -2, -1, 1, 2, 3}) {
                const uint32_t beside = m_order->beside(each.source, places);
                if (beside == UINT32_MAX)
                    continue;
                for (uint32_t step = 1; step <= 2; ++step) {
                    if (b + step < all.size())
                        wanted[b + step].push_back(beside);
                    if (b >= step)
                        wanted[b - step].push_back(beside);
                }
            }
        }
    }
    return wanted;
}

bool Reasoner::takesMore(const Hypotheses &of, uint32_t binary) const
{
    return !of.decided && !m_binary->functions[binary].code.tokens.empty()
           && std::none_of(of.list.begin(), of.list.end(), [](const Hypothesis &each) { return each.belief >= sure; });
}

void Reasoner::add(AllHypotheses &all, std::vector<std::vector<uint32_t>> wanted, const Decisions &decisions,
                   const Work &work) const
{
    parallelFor(all.size(), chunkSize, work, {}, [&](size_t begin, size_t end) {
        for (size_t b = begin; b < end; ++b) {
            Hypotheses &of = all[b];
            const auto binary = static_cast<uint32_t>(b);
            if (!takesMore(of, binary))
                continue;
            std::vector<uint32_t> &list = wanted[b];
            std::sort(list.begin(), list.end());
            std::vector<std::pair<size_t, uint32_t>> counted;
            for (size_t i = 0; i < list.size();) {
                size_t next = i;
                while (next < list.size() && list[next] == list[i])
                    ++next;
                if (!find(of, list[i]) && !std::binary_search(of.hopeless.begin(), of.hopeless.end(), list[i])
                    && !decisions.rejects(binary, list[i]))
                    counted.emplace_back(next - i, list[i]);
                i = next;
            }
            std::stable_sort(counted.begin(), counted.end(),
                             [](const auto &x, const auto &y) { return x.first > y.first; });
            for (size_t i = 0; i < counted.size() && i < mostNew; ++i)
                of.list.push_back({counted[i].second, 0, 0, m_pairs->of(binary, counted[i].second)});
        }
    });
}

void Reasoner::add(AllHypotheses &all, const ChainSignals::Proposals &proposed, const Decisions &decisions,
                   const Work &work) const
{
    parallelFor(all.size(), chunkSize, work, {}, [&](size_t begin, size_t end) {
        for (size_t b = begin; b < end; ++b) {
            const auto binary = static_cast<uint32_t>(b);
            if (!takesMore(all[b], binary))
                continue;
            for (const ChainSignals::Proposal &each : proposed[b]) {
                if (decisions.rejects(binary, each.source))
                    continue;
                Hypothesis hypothesis{each.source, 0, 0, m_pairs->of(binary, each.source)};
                hypothesis.signals[static_cast<size_t>(Signal::ChainBoth)] = each.both;
                hypothesis.signals[static_cast<size_t>(Signal::ChainEither)] = each.either;
                all[b].list.push_back(hypothesis);
            }
        }
    });
}

void Reasoner::dropHopeless(AllHypotheses &all, const Work &work)
{
    parallelFor(all.size(), chunkSize, work, {}, [&](size_t begin, size_t end) {
        std::vector<float> beliefs;
        for (size_t b = begin; b < end; ++b) {
            Hypotheses &of = all[b];
            if (of.decided || of.list.size() <= fewest)
                continue;
            beliefs.clear();
            for (const Hypothesis &each : of.list)
                beliefs.push_back(each.belief);
            std::nth_element(beliefs.begin(), beliefs.begin() + (fewest - 1), beliefs.end(), std::greater<>());
            const float least = std::min(leastHope, beliefs[fewest - 1]);
            std::erase_if(of.list, [&](const Hypothesis &each) {
                if (each.belief < least)
                    of.hopeless.push_back(each.source);
                return each.belief < least;
            });
            makeDistinct(of.hopeless);
        }
    });
}

// A binary function's claim on a source function against all claims on it.
void Reasoner::compete(AllHypotheses &all) const
{
    std::vector<float> claims(m_source->functions.size(), 0);
    for (const Hypotheses &of : all) {
        for (const Hypothesis &each : of.list)
            claims[each.source] += each.belief;
    }
    for (Hypotheses &of : all) {
        for (Hypothesis &each : of.list) {
            // As if this one were certain of itself: only what the others claim counts against it.
            const float others = std::max(0.0F, claims[each.source] - each.belief);
            const float competition = std::log(std::max(leastShare, 1 - std::min(others, 1.0F)));
            const bool header = m_source->functions[each.source].inHeader;
            each.signals[static_cast<size_t>(Signal::Competition)] = header ? 0 : competition;
            each.signals[static_cast<size_t>(Signal::CompetitionHeader)] = header ? competition : 0;
        }
    }
}

void Reasoner::takeStock(AllHypotheses &all) const
{
    constexpr double prior = 2;
    const std::vector<float> highest = highestBeliefs(all, m_source->functions.size());
    const std::vector<double> claims(highest.begin(), highest.end());
    struct Stock {
        double there = 0;
        double all = 0;
        [[nodiscard]] double share() const { return (there + prior * 0.5) / (all + prior); }
    };
    std::vector<Stock> files(m_order->files());
    for (uint32_t s = 0; s < claims.size(); ++s) {
        Stock &file = files[m_order->file(s)];
        file.there += claims[s];
        file.all += 1;
    }
    enum Kind : uint8_t { Plain, Once, Often };
    const auto kindOf = [&](uint32_t s) {
        const FunctionFeatures &function = m_source->functions[s];
        return !function.internal ? Plain : function.callers.size() == 1 ? Once : Often;
    };
    // Of files that are there: a function counts as far as its file is.
    std::array<Stock, 3> kinds;
    for (uint32_t s = 0; s < claims.size(); ++s) {
        const Stock &file = files[m_order->file(s)];
        if (m_order->inHeader(s) || file.there < 1)
            continue;
        kinds[kindOf(s)].there += claims[s];
        kinds[kindOf(s)].all += std::min(1.0, 2 * file.share());
    }
    std::array<float, 3> rarer{};
    for (const Kind kind : {Once, Often})
        rarer[kind] = static_cast<float>(std::log(std::max(1.0, kinds[Plain].share() / kinds[kind].share())));
    for (Hypotheses &of : all) {
        for (Hypothesis &each : of.list) {
            const Kind kind = kindOf(each.source);
            each.signals[static_cast<size_t>(Signal::Inlinable)] = kind == Once ? rarer[Once] : 0;
            each.signals[static_cast<size_t>(Signal::InlinableOften)] = kind == Often ? rarer[Often] : 0;
            const Stock &file = files[m_order->file(each.source)];
            const double others = (file.there - claims[each.source] + 0.5) / (file.all - 1 + 0.5);
            each.signals[static_cast<size_t>(Signal::FilePresent)] =
                static_cast<float>(std::clamp(std::log(others), -5.0, 0.0));
        }
    }
}

void Reasoner::update(AllHypotheses &all, size_t round, const Decisions &decisions, const Work &work) const
{
    dropHopeless(all, work);
    const WordSignals::Lessons lessons = m_words->learn(all, work);
    if (round <= lastExpansion) {
        std::vector<char> open(all.size());
        for (uint32_t b = 0; b < all.size(); ++b)
            open[b] = takesMore(all[b], b);
        add(all, around(all, open), decisions, work);
        add(all, m_words->proposals(lessons, all, open, work), decisions, work);
    }
    const ChainSignals::Proposals proposed = ChainSignals(*m_order).update(all, work);
    if (round <= lastExpansion)
        add(all, proposed, decisions, work);
    PairSignals::addMargins(all, m_source->functions.size());
    FileSignals(*m_order).update(all);
    m_calls->update(all, work);
    m_words->update(lessons, all, work);
    compete(all);
    takeStock(all);
}

// What was rejected was believed to be right; the surer, the more it speaks for the function being none of the others.
void Reasoner::doubt(AllHypotheses &all, const RoundWeights &first, const Decisions &decisions) const
{
    for (uint32_t b = 0; b < all.size(); ++b) {
        const std::vector<uint32_t> *rejected = decisions.rejectedFor(b);
        if (all[b].decided || !rejected)
            continue;
        Hypotheses whole = m_start[b];
        for (const uint32_t source : *rejected) { // one that neighbours brought in, too
            if (source < m_source->functions.size() && !find(whole, source))
                whole.list.push_back({source, 0, 0, m_pairs->of(b, source)});
        }
        believe(whole, first);
        for (const Hypothesis &each : whole.list) {
            if (decisions.rejects(b, each.source))
                all[b].doubt = std::min(1.0F, all[b].doubt + each.belief * each.belief);
        }
    }
}

std::optional<AllHypotheses> Reasoner::run(const CombinationWeights &weights, const Decisions &decisions,
                                           const Work &work) const
{
    AllHypotheses all = start(decisions);
    doubt(all, weights.front(), decisions);
    for (size_t round = 0; round < weights.size(); ++round) {
        if (round > 0)
            update(all, round, decisions, work);
        if (work.stopRequested())
            return std::nullopt;
        believe(all, weights[round], work);
    }
    return all;
}

} // namespace symbolon
