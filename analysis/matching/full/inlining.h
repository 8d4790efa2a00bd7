// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What became of source functions that are no binary function of their own: which stand inside others, which were not
// compiled in.
#pragma once

#include "analysis/matching/full/reasoner.h"

#include <optional>
#include <vector>

namespace symbolon {

// By binary function: what was probably inlined into it. A function that its source calls, that a compiler can see
// there (same file, or a header), and that it does not call. The literals and calls that it brings speak for it; what
// it should bring and is not there speaks against it. Callees of inlined functions are looked at as well.
std::vector<std::vector<InlinedFunction>> inlinedFunctions(const Reasoner &reasoner, const FeaturePool &binary,
                                                           const FeaturePool &source, const AllHypotheses &all,
                                                           const Work &work);

// By source function.
std::vector<SourceVerdict> sourceVerdicts(const FeaturePool &source, const AllHypotheses &all,
                                          const std::vector<std::vector<InlinedFunction>> &inlined);

} // namespace symbolon
