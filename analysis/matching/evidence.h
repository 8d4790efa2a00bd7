// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why a pair was proposed, fact by fact.
#pragma once

#include "analysis/matching/facts.h"
#include "analysis/matching/match.h"

#include <vector>

namespace symbolon {

constexpr size_t mostEvidence = 64; // of one candidate; the strongest

// The facts that the two functions share, by fact. A fact that occurs several times on both sides ties the
// first places to the first, the second to the second, and splits its weight.
std::vector<Evidence> evidenceOf(const FeaturePool &source, const Facts &facts, uint32_t binaryFunction,
                                 uint32_t sourceFunction);

// Sorts strongest first and drops what is beyond mostEvidence.
void sortEvidence(std::vector<Evidence> &evidence);

} // namespace symbolon
