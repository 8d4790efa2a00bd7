// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The signals that a pair gives by itself.
#pragma once

#include "analysis/matching/facts.h"
#include "analysis/matching/full/hypotheses.h"
#include "analysis/matching/retrieval.h"

#include <memory>
#include <optional>

namespace symbolon {

class PairSignals
{
public:
    // Keeps references to the pools. nullopt when `work` was asked to stop.
    static std::optional<PairSignals> make(const FeaturePool &binary, const FeaturePool &source,
                                           std::shared_ptr<const Retrieval> retrieval, const Work &work);

    // Signals up to Header, the margins apart.
    [[nodiscard]] Signals of(uint32_t binary, uint32_t source) const;
    // The margins, once all candidates of all functions are there.
    static void addMargins(AllHypotheses &all, size_t sources);
    // Those that do not change from round to round; margins and candidates must be there.
    [[nodiscard]] NoneSignals ofNone(uint32_t binary, const Hypotheses &of) const;
    [[nodiscard]] bool shareName(uint32_t binary, uint32_t source) const;
    [[nodiscard]] const Facts &facts() const { return m_facts; }
    [[nodiscard]] const Retrieval &retrieval() const { return *m_retrieval; }

private:
    PairSignals(const FeaturePool &binary, const FeaturePool &source, std::shared_ptr<const Retrieval> retrieval,
                Facts facts);
    void addFacts(uint32_t binary, uint32_t source, Signals &signals) const;

    const FeaturePool *m_binary;
    const FeaturePool *m_source;
    std::shared_ptr<const Retrieval> m_retrieval;
    Facts m_facts;
    std::vector<float> m_binaryScale; // by row of the retrieval's vectors: one over its length
    std::vector<float> m_sourceScale;
    std::vector<float> m_inlinedScale;
    std::vector<uint32_t> m_unknownStrings; // by binary function
    std::vector<char> m_otherName;          // by binary function
};

} // namespace symbolon
