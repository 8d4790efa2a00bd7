// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A function's vector with those of the functions around it in the call graph: a small function says little, what it
// calls and what calls it says much, and that can be compared between the sides as well as the functions themselves.
#pragma once

#include "analysis/features/features.h"

#include <cstdint>
#include <span>
#include <vector>

namespace symbolon {

// How much the two means weigh beside the function's own vector. Chosen on packages of the training corpus that the
// network was not trained on.
struct NeighbourShares {
    float callees = 0.6F;
    float callers = 0.4F;
};

// `values` [rows × dimension], each of unit length, are of the pool functions `functions`. Gives
// [rows × 3 · dimension], of unit length: the vector, then the mean of the vectors of the distinct functions that it
// calls, then of those that call it; a mean is brought to unit length times its share, and is zero where there is no
// such function. Functions that many call (or that call many) weigh less in a mean. Recursion is left out of account.
std::vector<float> withNeighbours(std::span<const float> values, std::size_t dimension,
                                  std::span<const uint32_t> functions, const FeaturePool &pool,
                                  const NeighbourShares &shares = {});

// The same of source functions with what is inlined into them: variants.functions[row] (inlinedVariant(), vector `own`)
// is of pool function variants.origin[row] and calls nothing of inlined[row].
std::vector<float> inlinedWithNeighbours(std::span<const float> own, const FeaturePool &variants,
                                         std::span<const std::vector<uint32_t>> inlined, std::span<const float> values,
                                         std::size_t dimension, std::span<const uint32_t> functions,
                                         const FeaturePool &pool, const NeighbourShares &shares = {});

} // namespace symbolon
