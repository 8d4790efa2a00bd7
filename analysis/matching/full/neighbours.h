// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which functions stand in some relation to a function: callees, callers, what comes next.
#pragma once

#include <cstdint>
#include <vector>

namespace symbolon {

struct Neighbour {
    uint32_t function = 0;
    float share = 1; // 1: directly
};
using Neighbours = std::vector<std::vector<Neighbour>>; // by function

// Who has whom as neighbour.
inline Neighbours reversed(const Neighbours &forward)
{
    Neighbours back(forward.size());
    for (uint32_t f = 0; f < forward.size(); ++f) {
        for (const Neighbour &each : forward[f])
            back[each.function].push_back({f, each.share});
    }
    return back;
}

} // namespace symbolon
