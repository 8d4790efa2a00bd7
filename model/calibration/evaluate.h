// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the method "full" gets right in cases with truth.
#pragma once

#include "analysis/matching/full/combination.h"
#include "model/calibration/matchcase.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace symbolon {

// What was proposed with a confidence of 0 to 0.1, 0.1 to 0.2, …
struct Tenth {
    uint64_t proposed = 0;
    uint64_t right = 0;
    double confidence = 0; // sum
};
using Tenths = std::array<Tenth, 10>;

struct CaseScore {
    std::string name;
    std::string group;
    uint64_t functions = 0; // of the truth
    uint64_t first = 0;     // right at rank 1
    uint64_t ten = 0;       // among ten
    uint64_t possible = 0;  // among all candidates
    Tenths tenths{};        // of what is at rank 1
    uint64_t sure = 0;      // proposed with confidence >= 0.9
    uint64_t sureAndRight = 0;
    uint64_t sources = 0;     // source functions of the truth
    uint64_t sourceFirst = 0; // whose most confident binary function is theirs
    uint64_t verdicts = 0;    // source functions that have no binary function by the truth
    uint64_t verdictsRight = 0;
};

// `misses`: tell to stdout of each function whose first candidate is wrong, and what decided against the right one.
CaseScore score(const MatchCase &matchCase, const CombinationWeights &weights, bool misses = false);

// One line for each case and the means; then the reliability of confidences.
void printScores(const std::vector<CaseScore> &scores);

// The reliability diagram as SVG: share right against confidence, a tenth at a time, and how many were proposed.
std::string reliabilitySvg(const std::vector<CaseScore> &scores);

} // namespace symbolon
