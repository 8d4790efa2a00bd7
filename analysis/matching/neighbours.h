// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The call graph as facts: once a binary function is believed to be a source function, its callers have the fact
// "calls it" and its callees the fact "called by it", on both sides. On the binary side the share of such a fact is
// the confidence of the pair it comes from.
#pragma once

#include "analysis/matching/facts.h"
#include "analysis/matching/selection.h"

#include <cstdint>
#include <vector>

namespace symbolon {

// The binary functions' facts with those that follow from `chosen` in place of earlier ones; `literals` are the
// facts without neighbours. Pairs below `leastConfidence` tell nothing.
FactTable withNeighbours(const FactTable &literals, const FeaturePool &binary, const FeaturePool &source,
                         const Vocabulary &vocabulary, const Chosen &chosen, double leastConfidence);

// Functions of one name in one file (#ifdef twins) are one neighbour: the key of the first of them.
std::vector<uint32_t> twinRepresentatives(const FeaturePool &source);

} // namespace symbolon
