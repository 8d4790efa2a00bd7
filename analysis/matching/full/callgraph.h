// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Agreement of the two call graphs, of the order of calls, and of the order in tables of pointers, under what is
// believed of the functions around a pair. A source function also calls what its inlinable callees call, to a lesser
// degree.
#pragma once

#include "analysis/features/features.h"
#include "analysis/matching/full/callorder.h"
#include "analysis/matching/full/hypotheses.h"
#include "analysis/matching/full/neighbours.h"

#include <cstdint>
#include <vector>

namespace symbolon {

class CallGraphSignals
{
public:
    CallGraphSignals(const FeaturePool &binary, const FeaturePool &source);
    // Sets Callees … LeadersAbsent and ForeignCallers from the beliefs.
    void update(AllHypotheses &all, const Work &work) const;

    [[nodiscard]] const Neighbours &binaryCallees() const { return m_binaryCallees; }
    [[nodiscard]] const Neighbours &binaryCallers() const { return m_binaryCallers; }
    [[nodiscard]] const Neighbours &sourceCallees() const { return m_sourceCallees; }
    [[nodiscard]] const Neighbours &sourceCallers() const { return m_sourceCallers; }
    // What callers call after a function, and what before.
    [[nodiscard]] const CallOrder &order() const { return m_order; }
    // What comes next, and what before, in tables of pointers; what stands two places away to a lesser degree.
    [[nodiscard]] const Neighbours &binaryFollowers() const { return m_binaryFollowers; }
    [[nodiscard]] const Neighbours &binaryLeaders() const { return m_binaryLeaders; }
    [[nodiscard]] const Neighbours &sourceFollowers() const { return m_sourceFollowers; }
    [[nodiscard]] const Neighbours &sourceLeaders() const { return m_sourceLeaders; }

private:
    Neighbours m_binaryCallees; // without the function itself; each once
    Neighbours m_binaryCallers;
    Neighbours m_sourceCallees; // with those behind inlinable callees
    Neighbours m_sourceCallers;
    CallOrder m_order;
    Neighbours m_binaryFollowers;
    Neighbours m_binaryLeaders;
    Neighbours m_sourceFollowers;
    Neighbours m_sourceLeaders;
    std::vector<char> m_sourceInlinable;
};

} // namespace symbolon
