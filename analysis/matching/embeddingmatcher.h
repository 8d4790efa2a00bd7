// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The network's answer: each binary function's candidates are the source functions whose vectors are nearest to its
// own (MatchOptions::retrieval). The evidence beside the similarity is what the pair has in common for a person to
// check; it does not change the order. A name that the binary itself gives decides as in the other methods, also for
// a source function that was not retrieved.
//
// Score = the similarity, cut off at 0. The one-to-one assignment weighs a pair by e^(20 · similarity), the scale
// that the network is trained with, so that a near pair is not given up for two that are merely possible; the
// confidence is 1 − e^(−20 · margin to the best rival).
#pragma once

#include "analysis/matching/facts.h"
#include "analysis/matching/match.h"

#include <optional>

namespace symbolon {

class EmbeddingMatcher : public Matcher
{
public:
    [[nodiscard]] std::string_view name() const override { return embeddingMethod; }
    [[nodiscard]] std::string_view displayName() const override { return "Embedding (network)"; }
    [[nodiscard]] bool needsRetrieval() const override { return true; }
    // Failed without a retrieval for this pool.
    [[nodiscard]] Result<Matches> match(const FeaturePool &binary, const FeaturePool &source,
                                        const MatchOptions &options, const Work &work) const override;
};

// What ties a binary function to a source function that retrieval brought together, for both directions.
class PairEvidence
{
public:
    // Keeps references to both pools. nullopt when `work` was asked to stop.
    static std::optional<PairEvidence> gather(const FeaturePool &binary, const FeaturePool &source, const Work &work);

    [[nodiscard]] bool shareName(uint32_t binary, uint32_t source) const;
    // The similarity as it counts: a shared name lifts it above what vectors alone reach.
    [[nodiscard]] double similarity(uint32_t binary, uint32_t source, float cosine) const;
    // Strongest first; the similarity is among it. nullopt: retrieval did not bring the pair together.
    [[nodiscard]] std::vector<Evidence> of(uint32_t binary, uint32_t source, std::optional<float> cosine) const;
    // What `of` adds to the shared facts.
    void addTo(uint32_t binary, uint32_t source, std::optional<float> cosine, std::vector<Evidence> &evidence) const;
    [[nodiscard]] const Facts &facts() const { return m_facts; }

private:
    PairEvidence(const FeaturePool &binary, const FeaturePool &source, Facts facts);

    const FeaturePool *m_binary;
    const FeaturePool *m_source;
    Facts m_facts;
};

} // namespace symbolon
