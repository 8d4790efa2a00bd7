// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/full/explanation.h"

#include "analysis/matching/evidence.h"
#include "analysis/matching/structure.h"
#include "analysis/matching/switches.h"

#include <algorithm>
#include <cstdio>

namespace symbolon {

namespace {

constexpr float leastBelief = 0.3F; // of a neighbour that is told of
constexpr size_t mostNeighbours = 8;
constexpr size_t mostLooked = 256; // on each side, to find these
constexpr float leastToldWords = 0.05F;
constexpr size_t mostOrdered = 3; // calls before, and behind

// Brings the weights of those from `begin` on of one kind to the sum that the kind has.
void share(std::vector<Evidence> &evidence, size_t begin, EvidenceKind kind, double sum)
{
    double all = 0;
    for (size_t i = begin; i < evidence.size(); ++i)
        all += evidence[i].kind == kind ? evidence[i].weight : 0;
    for (size_t i = begin; i < evidence.size(); ++i) {
        if (evidence[i].kind == kind && all > 0)
            evidence[i].weight *= sum / all;
    }
}

uint64_t placeOfCall(const FunctionFeatures &caller, uint32_t callee)
{
    for (const CallFact &call : caller.calls) {
        if (call.callee == static_cast<int32_t>(callee))
            return call.place;
    }
    return 0;
}

bool contains(const std::vector<Neighbour> &list, uint32_t function)
{
    const auto end = list.begin() + static_cast<std::ptrdiff_t>(std::min(list.size(), mostLooked));
    return std::any_of(list.begin(), end, [&](const Neighbour &each) { return each.function == function; });
}

} // namespace

Explainer::Explainer(const Reasoner &reasoner, const FeaturePool &binary, const FeaturePool &source,
                     const RoundWeights &weights, const AllHypotheses &all, const Work &work)
    : m_reasoner(reasoner),
      m_binary(binary),
      m_source(source),
      m_weights(weights),
      m_all(all),
      m_lessons(reasoner.words().learn(all, work))
{
    for (const Hypotheses &of : all) {
        std::vector<const Hypothesis *> &believed = m_believed.emplace_back();
        for (const Hypothesis &each : of.list) {
            if (each.belief >= leastBelief)
                believed.push_back(&each);
        }
    }
}

const Hypothesis *Explainer::known(uint32_t function, const std::vector<Neighbour> &among) const
{
    const Hypothesis *best = nullptr;
    for (const Hypothesis *each : m_believed[function]) {
        if ((!best || each->belief > best->belief) && contains(among, each->source))
            best = each;
    }
    return best;
}

double Explainer::part(const Hypothesis &hypothesis, std::initializer_list<Signal> signals) const
{
    double sum = 0;
    for (const Signal signal : signals) {
        const auto k = static_cast<size_t>(signal);
        sum += static_cast<double>(m_weights.pair[k] * hypothesis.signals[k]);
    }
    return std::max(0.0, sum);
}

std::vector<Evidence> Explainer::explain(uint32_t function, const Hypothesis &hypothesis) const
{
    std::vector<Evidence> evidence;
    addFacts(function, hypothesis, evidence);
    addNeighbours(function, hypothesis, evidence);
    addWords(function, hypothesis, evidence);
    addPlaces(function, hypothesis, evidence);
    sortEvidence(evidence);
    return evidence;
}

// What the pair alone shows.
void Explainer::addFacts(uint32_t function, const Hypothesis &hypothesis, std::vector<Evidence> &evidence) const
{
    const FunctionFeatures &left = m_binary.functions[function];
    const FunctionFeatures &right = m_source.functions[hypothesis.source];
    evidence = evidenceOf(m_source, m_reasoner.pairs().facts(), function, hypothesis.source);
    addSwitchEvidence(similarSwitches(left, right, FactWeights()), evidence);
    for (const auto &[kind, signal] :
         {std::pair(EvidenceKind::String, Signal::Strings), std::pair(EvidenceKind::Neighbour, Signal::Labels),
          std::pair(EvidenceKind::Integer, Signal::Integers), std::pair(EvidenceKind::Call, Signal::LibraryCalls),
          std::pair(EvidenceKind::Switch, Signal::Switches), std::pair(EvidenceKind::Name, Signal::Name)})
        share(evidence, 0, kind, part(hypothesis, {signal}));

    const float similarity = hypothesis.signals[static_cast<size_t>(Signal::Similarity)];
    char text[24];
    std::snprintf(text, sizeof text, "%.3f", static_cast<double>(similarity));
    evidence.push_back({EvidenceKind::Embedding, text, 0, 0,
                        part(hypothesis, {Signal::Similarity, Signal::InlinedSimilarity, Signal::CalleeSimilarity,
                                          Signal::CallerSimilarity, Signal::SimilarityMargin, Signal::ReverseMargin})});
    evidence.push_back({EvidenceKind::Structure, structureText(left, right), 0, 0, structureSimilarity(left, right)});
}

// Callers, callees and what stands beside it in calls and in tables.
void Explainer::addNeighbours(uint32_t function, const Hypothesis &hypothesis, std::vector<Evidence> &evidence) const
{
    const FunctionFeatures &left = m_binary.functions[function];
    const FunctionFeatures &right = m_source.functions[hypothesis.source];
    const size_t begin = evidence.size();
    const CallGraphSignals &calls = m_reasoner.calls();
    const std::vector<std::string> &libraries = calls.order().libraries;
    // `places` says where the neighbour is called from the function, for those that are.
    const auto add = [&](const std::vector<Neighbour> &around, const std::vector<Neighbour> &expected,
                         const char *relation, size_t most, bool places = false) {
        const size_t first = evidence.size();
        size_t looked = 0;
        for (const Neighbour &other : around) {
            if (evidence.size() >= first + most || ++looked > mostLooked)
                break;
            if (other.function >= m_all.size()) {
                const size_t library = other.function - m_all.size();
                if (contains(expected, static_cast<uint32_t>(m_source.functions.size() + library)))
                    evidence.push_back({EvidenceKind::Neighbour, relation + libraries[library], 0, 0, 1});
            } else if (const Hypothesis *is = known(other.function, expected)) {
                evidence.push_back({EvidenceKind::Neighbour, relation + m_source.functions[is->source].name,
                                    places ? placeOfCall(left, other.function) : 0,
                                    places ? static_cast<uint32_t>(placeOfCall(right, is->source)) : 0,
                                    static_cast<double>(is->belief)});
            }
        }
    };
    const uint32_t source = hypothesis.source;
    add(calls.binaryCallees()[function], calls.sourceCallees()[source], "calls ", mostNeighbours, true);
    add(calls.binaryCallers()[function], calls.sourceCallers()[source], "called by ", mostNeighbours);
    add(calls.order().binaryPrevious[function], calls.order().sourcePrevious[source], "called after ", mostOrdered);
    add(calls.order().binaryNext[function], calls.order().sourceNext[source], "called before ", mostOrdered);
    add(calls.binaryLeaders()[function], calls.sourceLeaders()[source], "in a table behind ", mostNeighbours);
    add(calls.binaryFollowers()[function], calls.sourceFollowers()[source], "in a table before ", mostNeighbours);
    share(evidence, begin, EvidenceKind::Neighbour,
          part(hypothesis, {Signal::Callees, Signal::Callers, Signal::NextCalls, Signal::PreviousCalls,
                            Signal::Followers, Signal::Leaders}));
}

void Explainer::addWords(uint32_t function, const Hypothesis &hypothesis, std::vector<Evidence> &evidence) const
{
    if (hypothesis.belief < leastToldWords)
        return;
    const size_t begin = evidence.size();
    auto pairs = m_reasoner.words().together(m_lessons, function, hypothesis.source);
    pairs.resize(std::min(pairs.size(), mostNeighbours));
    for (const WordSignals::Pair &pair : pairs)
        evidence.push_back({EvidenceKind::Neighbour, "uses " + std::string(pair.word) + " (" + pair.what + ")", 0, 0,
                            static_cast<double>(pair.gain)});
    share(evidence, begin, EvidenceKind::Neighbour, part(hypothesis, {Signal::Words}));
}

void Explainer::addPlaces(uint32_t function, const Hypothesis &hypothesis, std::vector<Evidence> &evidence) const
{
    const size_t begin = evidence.size();
    const auto beside = [&](size_t other, const char *where) {
        for (const Hypothesis *each : m_believed[other]) {
            if (m_reasoner.order().file(each->source) == m_reasoner.order().file(hypothesis.source))
                evidence.push_back({EvidenceKind::Locality, where + m_source.functions[each->source].name, 0, 0,
                                    static_cast<double>(each->belief)});
        }
    };
    if (function > 0)
        beside(function - 1, "behind ");
    if (function + 1 < m_all.size())
        beside(function + 1, "before ");
    share(evidence, begin, EvidenceKind::Locality,
          part(hypothesis, {Signal::FileBoth, Signal::FileEither, Signal::ChainBoth}));
}

} // namespace symbolon
