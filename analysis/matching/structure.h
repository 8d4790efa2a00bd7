// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How alike two functions are in size and shape: numbers of branches, loops, switches, calls, callers and
// arguments, and whether they call themselves.
#pragma once

#include "analysis/features/features.h"
#include "analysis/matching/match.h"

namespace symbolon {

// 0…1; 1: the same numbers. Each number counts by the logarithm of its ratio, so that 10 against 12 is near and
// 1 against 10 is far; compilers inline, unroll and merge, so no single number excludes a pair.
double structureSimilarity(const FunctionFeatures &binary, const FunctionFeatures &source);

// "branches 12/13, loops 2/2, calls 5/6, callers 1/1": what it compared, for a person.
std::string structureText(const FunctionFeatures &binary, const FunctionFeatures &source);

} // namespace symbolon
