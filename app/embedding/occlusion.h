// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A function's features cut into parts by place (basic blocks, lines), and what the network would read of the
// function without one of them, or of one of them alone.
#pragma once

#include "analysis/disasm/program.h"
#include "analysis/features/features.h"
#include "analysis/matching/attribution.h"
#include "analysis/source/sourcetree.h"

#include <cstddef>
#include <vector>

namespace symbolon {

inline constexpr std::size_t mostParts = 64; // of a side; neighbouring blocks or lines of a larger one go together

struct OccludedCode {
    std::vector<CodePart> parts;
    std::vector<double> middle; // of each part, 0…1: how much of the function's code stands before it
    std::vector<FunctionFeatures> without;
    std::vector<FunctionFeatures> alone;
};
// `features` were made of `function` with FeatureOptions::network.
OccludedCode occludeCode(const BinaryFunction &function, const FunctionFeatures &features);

struct OccludedText {
    std::vector<TextPart> parts;
    std::vector<double> middle; // in tokens
    std::vector<FunctionFeatures> without;
    std::vector<FunctionFeatures> alone;
};
OccludedText occludeText(const SourceFunction &function, const FunctionFeatures &features);

} // namespace symbolon
