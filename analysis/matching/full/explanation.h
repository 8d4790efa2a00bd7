// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why the method "full" believes a pair: the facts that the two share, and what was concluded from other functions.
// The weight of a piece is its share of the log-odds.
#pragma once

#include "analysis/matching/full/reasoner.h"

#include <initializer_list>
#include <vector>

namespace symbolon {

class Explainer
{
public:
    // `all`: what is believed in the end, with `weights` for the last round. Keeps references.
    Explainer(const Reasoner &reasoner, const FeaturePool &binary, const FeaturePool &source,
              const RoundWeights &weights, const AllHypotheses &all, const Work &work = {});
    // Strongest first.
    [[nodiscard]] std::vector<Evidence> explain(uint32_t function, const Hypothesis &hypothesis) const;

private:
    void addFacts(uint32_t function, const Hypothesis &hypothesis, std::vector<Evidence> &evidence) const;
    void addNeighbours(uint32_t function, const Hypothesis &hypothesis, std::vector<Evidence> &evidence) const;
    void addWords(uint32_t function, const Hypothesis &hypothesis, std::vector<Evidence> &evidence) const;
    void addPlaces(uint32_t function, const Hypothesis &hypothesis, std::vector<Evidence> &evidence) const;
    // What a binary function is believed to be among source functions; nullptr: none of them.
    [[nodiscard]] const Hypothesis *known(uint32_t function, const std::vector<Neighbour> &among) const;
    // What the signals bring; not below 0.
    [[nodiscard]] double part(const Hypothesis &hypothesis, std::initializer_list<Signal> signals) const;

    const Reasoner &m_reasoner;
    const FeaturePool &m_binary;
    const FeaturePool &m_source;
    const RoundWeights &m_weights;
    const AllHypotheses &m_all;
    WordSignals::Lessons m_lessons;
    std::vector<std::vector<const Hypothesis *>> m_believed; // by binary function
};

} // namespace symbolon
