// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The candidates of each binary function with what speaks for them and how far each is believed: the state that the
// rounds of the method "full" work on.
#pragma once

#include "analysis/matching/full/signals.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace symbolon {

struct Hypothesis {
    uint32_t source = 0; // index in the source pool
    float belief = 0;    // 0…1
    float apart = 0;     // the same without regard to where the functions stand
    Signals signals{};
};

// Of one binary function. The beliefs and `none` add up to 1.
struct Hypotheses {
    std::vector<Hypothesis> list;
    std::vector<uint32_t> hopeless; // sources that were in the list and hardly believed; sorted
    float none = 1;
    float noneApart = 1;
    NoneSignals noneSignals{};
    bool decided = false; // by the analyst: beliefs stay as they are
    float doubt = 0;      // that it is none of the list: the analyst rejected what it looks like, seen alone
};

using AllHypotheses = std::vector<Hypotheses>; // by binary pool function

inline const Hypothesis *find(const Hypotheses &of, uint32_t source)
{
    for (const Hypothesis &hypothesis : of.list) {
        if (hypothesis.source == source)
            return &hypothesis;
    }
    return nullptr;
}

// By source function: the highest belief that any binary function is it.
inline std::vector<float> highestBeliefs(const AllHypotheses &all, size_t sources)
{
    std::vector<float> highest(sources, 0);
    for (const Hypotheses &of : all) {
        for (const Hypothesis &each : of.list)
            highest[each.source] = std::max(highest[each.source], each.belief);
    }
    return highest;
}

} // namespace symbolon
