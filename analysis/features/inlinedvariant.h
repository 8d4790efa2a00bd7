// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A source function as a compiler that inlines leaves it.
#pragma once

#include "analysis/features/features.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace symbolon {

// The function with the texts, literals and calls of those callees that were probably inlined into it (static or
// inline, of its file or a header; called from nowhere else, or short), and of theirs. Only what the network reads is
// filled in. Nothing where there is no such callee. The pool was made with FeatureOptions::network. `inlined`, where
// given, becomes those callees.
std::optional<FunctionFeatures> inlinedVariant(const FeaturePool &source, uint32_t function,
                                               std::vector<uint32_t> *inlined = nullptr);

} // namespace symbolon
