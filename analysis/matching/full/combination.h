// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Signals → probabilities. For a binary function b with candidates s: P(s) ∝ exp(f(signals(b, s))) and P(none of
// them) ∝ exp(v · noneSignals(b)). f is linear, plus a layer of a few rectified units for what signals mean together:
// f(x) = w · x + Σ o · max(0, u · x + c). There are weights for each round, since signals from other functions mean
// more when these are better known. symbolon-calibrate fits them on packages of the training corpus that the network
// was not trained on, and writes fittedweights.cpp.
#pragma once

#include "analysis/base/work.h"
#include "analysis/matching/full/hypotheses.h"

#include <array>
#include <vector>

namespace symbolon {

constexpr size_t unitCount = 12;

struct RoundWeights {
    Signals pair{};
    NoneSignals none{};
    std::array<Signals, unitCount> units{};
    std::array<float, unitCount> offsets{};
    std::array<float, unitCount> outputs{};

    [[nodiscard]] float score(const Signals &signals) const;
};

using CombinationWeights = std::vector<RoundWeights>; // at least one round; the first has no mutual signals

const CombinationWeights &fittedWeights();

// Sets beliefs, `apart` ones too; decided functions keep theirs. `doubt` goes to "none".
void believe(Hypotheses &of, const RoundWeights &weights);
void believe(AllHypotheses &all, const RoundWeights &weights, const Work &work = {});

} // namespace symbolon
