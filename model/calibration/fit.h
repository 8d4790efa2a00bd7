// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Weights of the method "full" from cases with truth: round by round, multinomial logistic regression over the
// candidates and "none", by Adam over all functions at once, with an L2 penalty.
#pragma once

#include "analysis/matching/full/combination.h"
#include "model/calibration/matchcase.h"

#include <string>
#include <vector>

namespace symbolon {

struct FitOptions {
    unsigned rounds = 5;
    unsigned steps = 250;
    double rate = 0.1;
    double penalty = 1e-3; // times the squares of the weights of standardised signals
};

CombinationWeights fitWeights(const std::vector<MatchCase> &cases, const FitOptions &options);

// The C++ file that holds them.
std::string weightsAsSource(const CombinationWeights &weights, const std::string &comment);

} // namespace symbolon
