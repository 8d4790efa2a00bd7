// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The method "full" over two pools: who could be what (candidates from the vectors, the literals and the names), then
// rounds in which what is believed of some functions says something about others: the call graph, the order of calls,
// words that go with members and data, the place in the binary, the competition for one source function.
#pragma once

#include "analysis/matching/full/callgraph.h"
#include "analysis/matching/full/chain.h"
#include "analysis/matching/full/combination.h"
#include "analysis/matching/full/files.h"
#include "analysis/matching/full/pairsignals.h"
#include "analysis/matching/full/words.h"
#include "analysis/matching/match.h"
#include "analysis/matching/selection.h"

#include <memory>
#include <optional>

namespace symbolon {

class Reasoner
{
public:
    // Everything that no decision changes. Keeps references to the pools. nullopt when `work` was asked to stop.
    static std::optional<Reasoner> prepare(const FeaturePool &binary, const FeaturePool &source,
                                           std::shared_ptr<const Retrieval> retrieval, const Work &work);

    // The candidates with the signals of each pair; accepted pairs alone, rejected ones left out, nothing for blocked
    // functions.
    [[nodiscard]] AllHypotheses start(const Decisions &decisions) const;
    // The signals that follow from the beliefs; from the second round on. In the first ones new candidates come in:
    // what the believed sources of a function's neighbours call, are called by, and stand beside.
    void update(AllHypotheses &all, size_t round, const Decisions &decisions, const Work &work) const;
    // start(), then all rounds. nullopt when asked to stop.
    [[nodiscard]] std::optional<AllHypotheses> run(const CombinationWeights &weights, const Decisions &decisions,
                                                   const Work &work) const;

    [[nodiscard]] const PairSignals &pairs() const { return *m_pairs; }
    [[nodiscard]] const CallGraphSignals &calls() const { return *m_calls; }
    [[nodiscard]] const SourceOrder &order() const { return *m_order; }
    [[nodiscard]] const WordSignals &words() const { return *m_words; }

private:
    Reasoner(const FeaturePool &binary, const FeaturePool &source) : m_binary(&binary), m_source(&source) { }
    [[nodiscard]] std::vector<std::vector<uint32_t>> candidates(const Rankings &byFacts) const;
    // The source functions that what is believed of its neighbours brings in, by binary function.
    [[nodiscard]] std::vector<std::vector<uint32_t>> around(const AllHypotheses &all,
                                                            const std::vector<char> &open) const;
    // Adds hypotheses, those that stand several times in a list first.
    void add(AllHypotheses &all, std::vector<std::vector<uint32_t>> wanted, const Decisions &decisions,
             const Work &work) const;
    void add(AllHypotheses &all, const ChainSignals::Proposals &proposed, const Decisions &decisions,
             const Work &work) const;
    // Whether a function may get further hypotheses.
    [[nodiscard]] bool takesMore(const Hypotheses &of, uint32_t binary) const;
    // What is hardly believed leaves the lists, except for the best few; only the order of functions brings it back.
    static void dropHopeless(AllHypotheses &all, const Work &work);
    void doubt(AllHypotheses &all, const RoundWeights &first, const Decisions &decisions) const;
    void compete(AllHypotheses &all) const;
    // Inlinable, InlinableOften and FilePresent from how much of each kind of function, and of each file, is there.
    void takeStock(AllHypotheses &all) const;

    const FeaturePool *m_binary;
    const FeaturePool *m_source;
    std::shared_ptr<const PairSignals> m_pairs;
    std::shared_ptr<const CallGraphSignals> m_calls;
    std::shared_ptr<const SourceOrder> m_order;
    std::shared_ptr<const WordSignals> m_words;
    AllHypotheses m_start;
};

} // namespace symbolon
