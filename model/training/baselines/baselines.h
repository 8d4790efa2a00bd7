// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Methods without a network, evaluated on the same pools:
//   binpro, b2sfinder   analysis/matching's, which list a few sources for each function
//   integers, strings   the paper's "Hungarian": the weight of a pair is the sum over the integers or strings that both
//                       have of the mean of ln((1 + functions) / (1 + functions that have it)) of the two sides; the
//                       assignment of the largest sum decides rank 1, the weights the order behind it. The paper does
//                       not give its weights, nor those of BinPro: these are ours.
// A pool is functions from many programs, so no method sees a call graph: of calls within a program only their number
// is left, and no names but those of library functions.
// Sources stand in a made-up order, so that no method gains from answers that stand where their queries do.
#pragma once

#include "analysis/base/result.h"
#include "analysis/features/features.h"
#include "model/training/evaluation.h"

#include <cstdint>
#include <string>
#include <vector>

namespace symbolon {

// Usage error for an unknown method; the message lists the known ones. `set` must outlive the method.
Result<Method> findBaseline(const DataSet &set, const std::string &name);
std::string baselineRow(const std::string &name); // of the paper's table 1

enum class Literal : uint8_t { Integers, Strings };

// By row of `queries` the functions of `pool` that have something in common with it, best first; ties by index.
std::vector<std::vector<uint32_t>> hungarian(const FeaturePool &queries, const FeaturePool &pool, Literal literal);

} // namespace symbolon
