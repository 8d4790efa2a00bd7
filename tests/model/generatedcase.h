// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Made-up cases for the tests of calibration.
#pragma once

#include "model/calibration/matchcase.h"
#include "tests/matching/generatedprogram.h"

namespace symbolon {

inline MatchCase generatedCase(uint32_t functions, unsigned seed)
{
    auto made = pools::generatedProgram(functions, seed, 8);
    MatchCase result;
    result.name = "generated/" + std::to_string(seed);
    result.group = "generated";
    result.binary = std::move(made.binary);
    result.source = std::move(made.source);
    result.retrieval = std::move(made.retrieval);
    for (const uint32_t right : made.right)
        result.labels.push_back({true, {right}});
    return result;
}

} // namespace symbolon
