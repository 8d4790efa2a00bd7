// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/full/inlining.h"

#include "analysis/matching/evidence.h"
#include "analysis/matching/parallel.h"

#include <algorithm>
#include <cmath>

namespace symbolon {

namespace {

constexpr float believed = 0.5F;
constexpr float counted = 0.05F; // what is less likely adds up to nothing but noise
constexpr unsigned deepest = 3;
constexpr size_t mostInlined = 24; // into one function
constexpr size_t chunkSize = 32;
constexpr double leastConfidence = 0.3;
// Log-odds that a callee which the compiler can see, and which is not called, stands inside.
constexpr double ofInline = 2;       // declared so, or static
constexpr double ofOther = 0.5;      // it has linkage, so a copy of its own is there as well
constexpr double ofOwnCopy = -1;     // a binary function is believed to be it
constexpr double ofFactsThere = 0.5; // for each unit of weight
constexpr double ofFactsMissing = -0.4;
constexpr double ofDepth = -0.5; // for each level

double probability(double logOdds)
{
    return 1 / (1 + std::exp(-logOdds));
}

// Looks into one binary function.
class Search
{
public:
    Search(const Reasoner &reasoner, const FeaturePool &source, const std::vector<float> &claims, uint32_t binary,
           const Hypothesis &owner, const AllHypotheses &all)
        : m_reasoner(reasoner), m_source(source), m_claims(claims), m_binary(binary), m_owner(owner), m_all(all)
    {
    }

    std::vector<InlinedFunction> run()
    {
        m_seen.push_back(m_owner.source);
        look(m_owner.source, static_cast<double>(m_owner.belief), 0);
        std::stable_sort(m_found.begin(), m_found.end(),
                         [](const auto &a, const auto &b) { return a.confidence > b.confidence; });
        if (m_found.size() > mostInlined)
            m_found.resize(mostInlined);
        return std::move(m_found);
    }

private:
    void look(uint32_t caller, double belief, unsigned depth)
    {
        for (const CallFact &call : m_source.functions[caller].calls) {
            if (call.callee < 0)
                continue;
            const auto callee = static_cast<uint32_t>(call.callee);
            if (std::find(m_seen.begin(), m_seen.end(), callee) != m_seen.end() || !isVisible(callee))
                continue;
            m_seen.push_back(callee);
            const double called = calledBelief(callee);
            std::vector<Evidence> evidence;
            double odds = m_source.functions[callee].internal ? ofInline : ofOther;
            if (m_claims[callee] > believed)
                odds += ofOwnCopy;
            odds += ofDepth * depth + weighFacts(callee, evidence);
            const double confidence = belief * (1 - called) * probability(odds);
            if (confidence < leastConfidence)
                continue;
            evidence.push_back({EvidenceKind::Call,
                                m_source.functions[caller].name + " calls it, the binary function does not", 0,
                                static_cast<uint32_t>(depth == 0 ? call.place : 0), 1});
            sortEvidence(evidence);
            m_found.push_back({callee, confidence, std::move(evidence)});
            if (depth + 1 < deepest)
                look(callee, confidence, depth + 1);
        }
    }

    [[nodiscard]] bool isVisible(uint32_t callee) const
    {
        const FunctionFeatures &function = m_source.functions[callee];
        return function.inHeader || function.group == m_source.functions[m_owner.source].group;
    }

    // That one of the functions that are called is the callee.
    [[nodiscard]] double calledBelief(uint32_t callee) const
    {
        double none = 1;
        for (const Neighbour &each : m_reasoner.calls().binaryCallees()[m_binary]) {
            if (const Hypothesis *hypothesis = find(m_all[each.function], callee))
                none *= 1 - static_cast<double>(hypothesis->belief);
        }
        return 1 - none;
    }

    // Of the callee's own literals and library calls: those that are in the binary function and not the owner's own,
    // and those that are nowhere in it.
    double weighFacts(uint32_t callee, std::vector<Evidence> &evidence) const
    {
        const Facts &facts = m_reasoner.pairs().facts();
        const auto own = [&](uint32_t function, uint32_t id) {
            const auto list = facts.source.of(function);
            const auto at = std::lower_bound(list.begin(), list.end(), id,
                                             [](const Fact &fact, uint32_t other) { return fact.id < other; });
            return at != list.end() && at->id == id && at->share >= 1;
        };
        double there = 0, missing = 0;
        const auto inBinary = facts.binary.of(m_binary);
        forDistinct(facts.source.of(callee), [&](const Fact &fact) {
            const FactKind kind = facts.vocabulary.kind(fact.id);
            if (fact.share < 1 || kind == FactKind::Name || facts.weight[fact.id] <= 0 || own(m_owner.source, fact.id))
                return;
            const auto at = std::lower_bound(inBinary.begin(), inBinary.end(), fact.id,
                                             [](const Fact &each, uint32_t id) { return each.id < id; });
            const bool found = at != inBinary.end() && at->id == fact.id;
            (found ? there : missing) += facts.weight[fact.id];
        });
        for (Evidence &each : evidenceOf(m_source, facts, m_binary, callee)) {
            if (each.kind != EvidenceKind::Name)
                evidence.push_back(std::move(each));
        }
        return ofFactsThere * std::min(there, 8.0) + ofFactsMissing * std::min(missing, 8.0);
    }

    const Reasoner &m_reasoner;
    const FeaturePool &m_source;
    const std::vector<float> &m_claims;
    uint32_t m_binary;
    const Hypothesis &m_owner;
    const AllHypotheses &m_all;
    std::vector<uint32_t> m_seen;
    std::vector<InlinedFunction> m_found;
};

} // namespace

std::vector<std::vector<InlinedFunction>> inlinedFunctions(const Reasoner &reasoner, const FeaturePool &binary,
                                                           const FeaturePool &source, const AllHypotheses &all,
                                                           const Work &work)
{
    const std::vector<float> claims = highestBeliefs(all, source.functions.size());
    std::vector<std::vector<InlinedFunction>> inlined(binary.functions.size());
    parallelFor(all.size(), chunkSize, work, {}, [&](size_t begin, size_t end) {
        for (size_t b = begin; b < end; ++b) {
            for (const Hypothesis &each : all[b].list) {
                if (each.belief > believed)
                    inlined[b] = Search(reasoner, source, claims, static_cast<uint32_t>(b), each, all).run();
            }
        }
    });
    return inlined;
}

std::vector<SourceVerdict> sourceVerdicts(const FeaturePool &source, const AllHypotheses &all,
                                          const std::vector<std::vector<InlinedFunction>> &inlined)
{
    struct About {
        std::vector<std::pair<float, uint32_t>> claims; // believed binary functions
        uint32_t likeliest = 0;                         // binary function
        float best = 0;
        double expected = 0; // how many binary functions it is
        double notInlined = 1;
        std::vector<uint32_t> into;
    };
    std::vector<About> about(source.functions.size());
    std::vector<char> present; // by file: some function of it is believed to be there
    for (uint32_t b = 0; b < all.size(); ++b) {
        for (const Hypothesis &each : all[b].list) {
            About &of = about[each.source];
            if (each.belief >= counted)
                of.expected += static_cast<double>(each.belief);
            if (each.belief > of.best) {
                of.best = each.belief;
                of.likeliest = b;
            }
            if (each.belief < believed)
                continue;
            of.claims.emplace_back(each.belief, b);
            const uint32_t file = source.functions[each.source].group;
            if (file >= present.size())
                present.resize(file + 1, 0);
            present[file] = 1;
        }
        for (const InlinedFunction &each : inlined[b]) {
            about[each.source].notInlined *= 1 - each.confidence;
            about[each.source].into.push_back(b);
        }
    }
    std::vector<SourceVerdict> verdicts;
    for (uint32_t s = 0; s < about.size(); ++s) {
        About &of = about[s];
        SourceVerdict verdict{s, Verdict::Unknown, 0, {}};
        const double claimed = std::min(1.0, of.expected);
        const double unclaimed = 1 - claimed;
        const uint32_t file = source.functions[s].group;
        if (!of.claims.empty()) {
            std::stable_sort(of.claims.begin(), of.claims.end(),
                             [](const auto &a, const auto &b) { return a.first > b.first; });
            verdict.verdict = Verdict::Matched;
            verdict.confidence = static_cast<double>(of.best);
            for (const auto &[belief, b] : of.claims)
                verdict.functions.push_back(b);
        } else if (claimed >= 0.5 && of.notInlined >= 0.5) {
            // Twins share their functions' belief: that it is one of them is likelier than that it is any one.
            verdict.verdict = Verdict::Matched;
            verdict.confidence = claimed;
            verdict.functions = {of.likeliest};
        } else if (of.notInlined < 0.5) {
            verdict.verdict = Verdict::Inlined;
            verdict.confidence = unclaimed * (1 - of.notInlined);
            verdict.functions = std::move(of.into);
        } else if (unclaimed > 0.5) {
            verdict.verdict = Verdict::Absent;
            verdict.confidence = unclaimed * of.notInlined * (file < present.size() && present[file] ? 0.9 : 1);
        }
        if (verdict.verdict != Verdict::Matched && verdict.confidence < 0.5)
            verdict = {s, Verdict::Unknown, 0, {}};
        verdicts.push_back(std::move(verdict));
    }
    return verdicts;
}

} // namespace symbolon
