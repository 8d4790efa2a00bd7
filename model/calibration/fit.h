// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Weights of the method "full" from cases with truth: round by round, the likelihood of the right candidate or "none",
// by Adam, with an L2 penalty.
#pragma once

#include "analysis/matching/full/combination.h"
#include "model/calibration/matchcase.h"

#include <string>
#include <vector>

namespace symbolon {

struct FitOptions {
    unsigned rounds = 4;
    unsigned epochs = 16;
    std::size_t batch = 512; // functions
    double rate = 0.02;
    double penalty = 1e-3; // times the squares of the weights of standardised signals; by packages that were held out
};

CombinationWeights fitWeights(const std::vector<MatchCase> &cases, const FitOptions &options);

// The C++ file that holds them.
std::string weightsAsSource(const CombinationWeights &weights, const std::string &comment);

} // namespace symbolon
