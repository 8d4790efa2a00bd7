// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is made small by fitting: how unlikely the weights of a round think the right candidates of one function.
#pragma once

#include "analysis/matching/full/combination.h"
#include "model/calibration/matchcase.h"

#include <vector>

namespace symbolon {

// A function to learn from.
struct Example {
    const Hypotheses *of = nullptr;
    std::vector<char> right; // by hypothesis; none: "none of them" is right
    double weight = 1;
};

// Less weight for a function of which no hypothesis is right.
Example exampleOf(const Hypotheses &of, const Label &label);

// −weight · ln P(right); its gradient by the weights is added to `gradient`, without what is too small to count.
double addGradient(const Example &example, const RoundWeights &weights, RoundWeights &gradient);

} // namespace symbolon
