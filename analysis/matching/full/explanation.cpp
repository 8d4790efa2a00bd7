// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/full/explanation.h"

#include "analysis/matching/evidence.h"
#include "analysis/matching/structure.h"
#include "analysis/matching/switches.h"

#include <algorithm>
#include <cstdio>
#include <initializer_list>
#include <unordered_set>

namespace symbolon {

namespace {

constexpr float leastBelief = 0.3F; // of a neighbour that is told of
constexpr size_t mostNeighbours = 8;
constexpr size_t mostOrdered = 3; // calls before, and behind

class Explanation
{
public:
    Explanation(const RoundWeights &weights, const Hypothesis &hypothesis)
        : m_weights(weights), m_hypothesis(hypothesis)
    {
    }

    [[nodiscard]] double part(std::initializer_list<Signal> signals) const
    {
        double sum = 0;
        for (const Signal signal : signals) {
            const auto k = static_cast<size_t>(signal);
            sum += static_cast<double>(m_weights.pair[k] * m_hypothesis.signals[k]);
        }
        return std::max(0.0, sum);
    }

    // Brings the weights of those from `begin` on of one kind to the sum that the kind has.
    static void share(std::vector<Evidence> &evidence, size_t begin, EvidenceKind kind, double sum)
    {
        double all = 0;
        for (size_t i = begin; i < evidence.size(); ++i)
            all += evidence[i].kind == kind ? evidence[i].weight : 0;
        for (size_t i = begin; i < evidence.size(); ++i) {
            if (evidence[i].kind == kind && all > 0)
                evidence[i].weight *= sum / all;
        }
    }

private:
    const RoundWeights &m_weights;
    const Hypothesis &m_hypothesis;
};

uint64_t placeOfCall(const FunctionFeatures &caller, uint32_t callee)
{
    for (const CallFact &call : caller.calls) {
        if (call.callee == static_cast<int32_t>(callee))
            return call.place;
    }
    return 0;
}

// Finds what a binary function is believed to be among the neighbours of a source function.
class Known
{
public:
    Known(const AllHypotheses &all, const std::vector<Neighbour> &among) : m_all(all)
    {
        for (const Neighbour &each : among)
            m_among.insert(each.function);
    }
    [[nodiscard]] bool has(size_t source) const { return m_among.contains(static_cast<uint32_t>(source)); }
    [[nodiscard]] const Hypothesis *of(uint32_t function) const
    {
        const Hypothesis *best = nullptr;
        for (const Hypothesis &each : m_all[function].list) {
            if (each.belief >= leastBelief && (!best || each.belief > best->belief) && m_among.contains(each.source))
                best = &each;
        }
        return best;
    }

private:
    const AllHypotheses &m_all;
    std::unordered_set<uint32_t> m_among;
};

} // namespace

std::vector<Evidence> explain(const Reasoner &reasoner, const FeaturePool &binary, const FeaturePool &source,
                              const RoundWeights &weights, const AllHypotheses &all, uint32_t function,
                              const Hypothesis &hypothesis)
{
    const Explanation parts(weights, hypothesis);
    const FunctionFeatures &left = binary.functions[function];
    const FunctionFeatures &right = source.functions[hypothesis.source];
    std::vector<Evidence> evidence = evidenceOf(source, reasoner.pairs().facts(), function, hypothesis.source);
    addSwitchEvidence(similarSwitches(left, right, FactWeights()), evidence);
    Explanation::share(evidence, 0, EvidenceKind::String, parts.part({Signal::Strings}));
    Explanation::share(evidence, 0, EvidenceKind::Neighbour, parts.part({Signal::Labels}));
    Explanation::share(evidence, 0, EvidenceKind::Integer, parts.part({Signal::Integers}));
    Explanation::share(evidence, 0, EvidenceKind::Call, parts.part({Signal::LibraryCalls}));
    Explanation::share(evidence, 0, EvidenceKind::Switch, parts.part({Signal::Switches}));
    Explanation::share(evidence, 0, EvidenceKind::Name, parts.part({Signal::Name}));

    const float similarity = hypothesis.signals[static_cast<size_t>(Signal::Similarity)];
    char text[24];
    std::snprintf(text, sizeof text, "%.3f", static_cast<double>(similarity));
    evidence.push_back({EvidenceKind::Embedding, text, 0, 0,
                        parts.part({Signal::Similarity, Signal::InlinedSimilarity, Signal::CalleeSimilarity,
                                    Signal::CallerSimilarity, Signal::SimilarityMargin, Signal::ReverseMargin})});
    evidence.push_back({EvidenceKind::Structure, structureText(left, right), 0, 0, structureSimilarity(left, right)});

    const size_t neighbours = evidence.size();
    const CallGraphSignals &calls = reasoner.calls();
    const Known callees(all, calls.sourceCallees()[hypothesis.source]);
    for (const Neighbour &callee : calls.binaryCallees()[function]) {
        if (evidence.size() >= neighbours + mostNeighbours)
            break;
        if (const Hypothesis *known = callees.of(callee.function))
            evidence.push_back({EvidenceKind::Neighbour, "calls " + source.functions[known->source].name,
                                placeOfCall(left, callee.function),
                                static_cast<uint32_t>(placeOfCall(right, known->source)),
                                static_cast<double>(known->belief)});
    }
    const Known callers(all, calls.sourceCallers()[hypothesis.source]);
    for (const Neighbour &caller : calls.binaryCallers()[function]) {
        if (evidence.size() >= neighbours + 2 * mostNeighbours)
            break;
        if (const Hypothesis *known = callers.of(caller.function))
            evidence.push_back({EvidenceKind::Neighbour, "called by " + source.functions[known->source].name, 0, 0,
                                static_cast<double>(known->belief)});
    }
    const std::vector<std::string> &libraries = calls.nextCalls().libraries;
    const auto stands = [&](const std::vector<Neighbour> &around, const std::vector<Neighbour> &expected,
                            const char *where, size_t most) {
        const size_t first = evidence.size();
        const Known known(all, expected);
        for (const Neighbour &other : around) {
            if (evidence.size() >= first + most)
                break;
            if (other.function >= all.size()) {
                const size_t library = other.function - all.size();
                if (known.has(source.functions.size() + library))
                    evidence.push_back({EvidenceKind::Neighbour, where + libraries[library], 0, 0, 1});
            } else if (const Hypothesis *is = known.of(other.function)) {
                evidence.push_back({EvidenceKind::Neighbour, where + source.functions[is->source].name, 0, 0,
                                    static_cast<double>(is->belief)});
            }
        }
    };
    stands(calls.binaryPreviousCalls()[function], calls.sourcePreviousCalls()[hypothesis.source], "called behind ",
           mostOrdered);
    stands(calls.nextCalls().binary[function], calls.nextCalls().source[hypothesis.source], "called before ",
           mostOrdered);
    stands(calls.binaryLeaders()[function], calls.sourceLeaders()[hypothesis.source], "in a table behind ",
           mostNeighbours);
    stands(calls.binaryFollowers()[function], calls.sourceFollowers()[hypothesis.source], "in a table before ",
           mostNeighbours);
    Explanation::share(evidence, neighbours, EvidenceKind::Neighbour,
                       parts.part({Signal::Callees, Signal::Callers, Signal::NextCalls, Signal::PreviousCalls,
                                   Signal::Followers, Signal::Leaders}));

    const size_t places = evidence.size();
    const auto beside = [&](size_t other, const char *where) {
        for (const Hypothesis &each : all[other].list) {
            if (each.belief >= leastBelief
                && reasoner.order().file(each.source) == reasoner.order().file(hypothesis.source))
                evidence.push_back({EvidenceKind::Locality, where + source.functions[each.source].name, 0, 0,
                                    static_cast<double>(each.belief)});
        }
    };
    if (function > 0)
        beside(function - 1, "behind ");
    if (function + 1 < all.size())
        beside(function + 1, "before ");
    Explanation::share(evidence, places, EvidenceKind::Locality,
                       parts.part({Signal::FileBoth, Signal::FileEither, Signal::ChainBoth}));
    sortEvidence(evidence);
    return evidence;
}

} // namespace symbolon
