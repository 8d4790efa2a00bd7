// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/switches.h"

#include "analysis/matching/literals.h"

#include <algorithm>

namespace symbolon {

namespace {

constexpr double typicalRarity = 5; // stands for the IDF, which only equal facts have
constexpr double leastOverlap = 0.5;
constexpr size_t fewestCases = 4;
constexpr size_t mostPairs = 256; // of switches of the two functions that are compared

} // namespace

SwitchAgreement similarSwitches(const FunctionFeatures &binary, const FunctionFeatures &source,
                                const FactWeights &weights)
{
    SwitchAgreement best;
    double bestOverlap = 0;
    size_t pairs = 0;
    for (const SwitchFact &left : binary.switches) {
        for (const SwitchFact &right : source.switches) {
            if (std::min(left.cases.size(), right.cases.size()) < fewestCases || ++pairs > mostPairs)
                continue;
            const double overlap = caseOverlap(left, right);
            if (overlap >= leastOverlap && overlap < 1 && overlap > bestOverlap) {
                bestOverlap = overlap;
                best.binary = &left;
                best.source = &right;
            }
        }
    }
    best.weight = bestOverlap * bestOverlap * weights.switchCases * typicalRarity;
    return best;
}

void addSwitchEvidence(const SwitchAgreement &agreement, std::vector<Evidence> &evidence)
{
    if (!(agreement.weight > 0))
        return;
    evidence.push_back({EvidenceKind::Switch, caseKey(*agreement.binary, false), agreement.binary->place,
                        static_cast<uint32_t>(agreement.source->place), agreement.weight});
}

} // namespace symbolon
