// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/embeddingmatcher.h"

#include "analysis/matching/evidence.h"
#include "analysis/matching/ranking.h"
#include "analysis/matching/selection.h"
#include "analysis/matching/structure.h"
#include "analysis/matching/switches.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string_view>
#include <unordered_map>

namespace symbolon {

namespace {

constexpr double scale = 20;           // of the similarity in an exponent
constexpr double ofSameName = 0.95;    // the least similarity of a pair that shares a name
constexpr size_t mostNamesakes = 64;   // source functions that one name proposes
constexpr double embeddingWeight = 10; // of a similarity of 1, as evidence
constexpr double structureWeight = 2;
constexpr double whole = 1000; // shared weight that leaves the confidence to the margin

using Namesakes = std::unordered_map<std::string_view, std::vector<uint32_t>>;

Namesakes namesakesOf(const FeaturePool &source)
{
    Namesakes names;
    for (uint32_t s = 0; s < source.functions.size(); ++s) {
        const FunctionFeatures &function = source.functions[s];
        if (function.text.empty())
            continue;
        names[function.name].push_back(s);
        if (function.qualifiedName != function.name)
            names[function.qualifiedName].push_back(s);
    }
    return names;
}

double weightOf(double similarity)
{
    return std::exp(scale * (similarity - 1));
}

// One run of the method over two pools.
class EmbeddingRun
{
public:
    EmbeddingRun(const FeaturePool &binary, const FeaturePool &source, const MatchOptions &options, const Work &work)
        : m_binary(binary), m_source(source), m_options(options), m_work(work), m_decisions(options)
    {
    }

    std::optional<Matches> run(std::string_view method)
    {
        m_pairs = PairEvidence::gather(m_binary, m_source, m_work);
        if (!m_pairs)
            return std::nullopt;
        auto chosen = choose(rankings(), m_source.functions.size(), m_options.assignment, m_decisions, m_work);
        if (!chosen)
            return std::nullopt;
        const auto more = [&](uint32_t b, uint32_t s, std::vector<Evidence> &evidence) {
            m_pairs->addTo(b, s, cosine(b, s), evidence);
        };
        auto matches = toMatches(*chosen, method, m_source, m_pairs->facts(), more, m_options, m_decisions, m_work);
        if (!matches)
            return std::nullopt;
        for (FunctionMatches &function : matches->functions) {
            const auto *accepted = m_decisions.acceptedFor(function.function);
            for (size_t n = accepted ? accepted->size() : 0; n < function.candidates.size(); ++n) {
                Candidate &candidate = function.candidates[n];
                candidate.score = std::max(0.0, similarity(function.function, candidate.source));
            }
        }
        matches->model = m_options.retrieval->model;
        return matches;
    }

private:
    // Best first; what the assignment weighs stands in the place of the score.
    Rankings rankings() const
    {
        const Namesakes namesakes = namesakesOf(m_source);
        Rankings rankings(m_binary.functions.size());
        for (uint32_t b = 0; b < rankings.size(); ++b) {
            const FunctionFeatures &function = m_binary.functions[b];
            const auto &nearest = m_options.retrieval->nearest[b];
            if (nearest.empty() || function.code.tokens.empty())
                continue;
            std::vector<uint32_t> sources;
            for (const NearFunction &near : nearest)
                sources.push_back(near.function);
            for (const std::string *name : {&function.name, &function.qualifiedName}) {
                if (const auto at = namesakes.find(*name); !name->empty() && at != namesakes.end())
                    sources.insert(sources.end(), at->second.begin(),
                                   at->second.begin()
                                       + static_cast<ptrdiff_t>(std::min(at->second.size(), mostNamesakes)));
            }
            std::sort(sources.begin(), sources.end());
            sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
            for (const uint32_t s : sources) {
                if (!m_decisions.rejects(b, s) && !m_source.functions[s].text.empty())
                    rankings[b].push_back({s, weightOf(similarity(b, s)), whole, whole});
            }
            std::stable_sort(rankings[b].begin(), rankings[b].end(),
                             [](const ScoredSource &x, const ScoredSource &y) { return x.score > y.score; });
        }
        return rankings;
    }

    // Nothing for a pair that retrieval did not bring together.
    std::optional<float> cosine(uint32_t binary, uint32_t source) const
    {
        const auto &nearest = m_options.retrieval->nearest[binary];
        const auto at = std::find_if(nearest.begin(), nearest.end(),
                                     [&](const NearFunction &near) { return near.function == source; });
        return at == nearest.end() ? std::nullopt : std::optional(at->similarity);
    }

    double similarity(uint32_t binary, uint32_t source) const
    {
        return m_pairs->similarity(binary, source, cosine(binary, source).value_or(0));
    }

    const FeaturePool &m_binary;
    const FeaturePool &m_source;
    const MatchOptions &m_options;
    const Work &m_work;
    const Decisions m_decisions;
    std::optional<PairEvidence> m_pairs;
};

bool fits(const Retrieval &retrieval, const FeaturePool &binary, const FeaturePool &source)
{
    if (retrieval.nearest.size() != binary.functions.size())
        return false;
    for (const auto &nearest : retrieval.nearest) {
        for (const NearFunction &near : nearest) {
            if (near.function >= source.functions.size() || !std::isfinite(near.similarity))
                return false;
        }
    }
    return true;
}

} // namespace

PairEvidence::PairEvidence(const FeaturePool &binary, const FeaturePool &source, Facts facts)
    : m_binary(&binary), m_source(&source), m_facts(std::move(facts))
{
}

std::optional<PairEvidence> PairEvidence::gather(const FeaturePool &binary, const FeaturePool &source, const Work &work)
{
    auto facts = gatherFacts(binary, source, FactWeights(), work);
    if (!facts)
        return std::nullopt;
    return PairEvidence(binary, source, std::move(*facts));
}

bool PairEvidence::shareName(uint32_t binary, uint32_t source) const
{
    const FunctionFeatures &left = m_binary->functions[binary];
    const FunctionFeatures &right = m_source->functions[source];
    return !left.name.empty()
           && (left.name == right.name || left.name == right.qualifiedName
               || left.qualifiedName == right.qualifiedName);
}

double PairEvidence::similarity(uint32_t binary, uint32_t source, float cosine) const
{
    const double plain = std::clamp(static_cast<double>(cosine), -1.0, 1.0);
    return shareName(binary, source) ? ofSameName + (1 - ofSameName) * std::max(0.0, plain) : plain;
}

void PairEvidence::addTo(uint32_t binary, uint32_t source, std::optional<float> cosine,
                         std::vector<Evidence> &evidence) const
{
    const FunctionFeatures &left = m_binary->functions[binary];
    const FunctionFeatures &right = m_source->functions[source];
    addSwitchEvidence(similarSwitches(left, right, FactWeights()), evidence);
    evidence.push_back({EvidenceKind::Structure, structureText(left, right), 0, 0,
                        structureSimilarity(left, right) * structureWeight});
    if (!cosine)
        return;
    const double similarity = static_cast<double>(*cosine);
    char text[24];
    std::snprintf(text, sizeof text, "%.3f", similarity);
    evidence.push_back({EvidenceKind::Embedding, text, 0, 0, embeddingWeight * std::max(0.0, similarity)});
}

std::vector<Evidence> PairEvidence::of(uint32_t binary, uint32_t source, std::optional<float> cosine) const
{
    std::vector<Evidence> evidence = evidenceOf(*m_source, m_facts, binary, source);
    addTo(binary, source, cosine, evidence);
    sortEvidence(evidence);
    return evidence;
}

Result<Matches> EmbeddingMatcher::match(const FeaturePool &binary, const FeaturePool &source,
                                        const MatchOptions &options, const Work &work) const
{
    if (!options.retrieval || !fits(*options.retrieval, binary, source))
        return failure("the functions were not embedded for this method", "use the method binpro");
    auto matches = EmbeddingRun(binary, source, options, work).run(name());
    if (!matches)
        return cancelled();
    return std::move(*matches);
}

} // namespace symbolon
