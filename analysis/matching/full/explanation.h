// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why the method "full" believes a pair: the facts that the two share, and what was concluded from other functions.
// The weight of a piece is its share of the log-odds.
#pragma once

#include "analysis/matching/full/reasoner.h"

#include <vector>

namespace symbolon {

// Strongest first.
std::vector<Evidence> explain(const Reasoner &reasoner, const FeaturePool &binary, const FeaturePool &source,
                              const RoundWeights &weights, const AllHypotheses &all, uint32_t function,
                              const Hypothesis &hypothesis);

} // namespace symbolon
