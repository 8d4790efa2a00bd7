// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Switch statements that are alike but not the same: compilers split off outliers and merge cases with the default.
// (Equal ones are facts.)
#pragma once

#include "analysis/matching/facts.h"
#include "analysis/matching/match.h"

#include <cstdint>
#include <vector>

namespace symbolon {

struct SwitchAgreement {
    double weight = 0; // like that of a fact; 0: none alike
    const SwitchFact *binary = nullptr;
    const SwitchFact *source = nullptr;
};

// The two switches of at least 4 cases each that have most in common, from half of their values on.
SwitchAgreement similarSwitches(const FunctionFeatures &binary, const FunctionFeatures &source,
                                const FactWeights &weights);

void addSwitchEvidence(const SwitchAgreement &agreement, std::vector<Evidence> &evidence);

} // namespace symbolon
