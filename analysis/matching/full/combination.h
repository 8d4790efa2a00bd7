// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Signals → probabilities. For a binary function b with candidates s: P(s) ∝ exp(w · signals(b, s)) and P(none of
// them) ∝ exp(v · noneSignals(b)). There are weights for each round, since signals from other functions mean more
// when these are better known. symbolon-calibrate fits them on packages of the training corpus that the network was
// not trained on, and writes fittedweights.cpp.
#pragma once

#include "analysis/matching/full/hypotheses.h"

#include <array>
#include <vector>

namespace symbolon {

struct RoundWeights {
    std::array<float, signalCount> pair{};
    std::array<float, noneSignalCount> none{};
};

using CombinationWeights = std::vector<RoundWeights>; // at least one round; the first has no mutual signals

const CombinationWeights &fittedWeights();

// Sets beliefs, `apart` ones too; decided functions keep theirs.
void believe(AllHypotheses &all, const RoundWeights &weights);

} // namespace symbolon
