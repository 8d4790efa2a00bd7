// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Graphs to lay out: small ones by hand, large ones from a seed.
#pragma once

#include "analysis/graph/layout.h"

#include <random>
#include <utility>

namespace symbolon::test {

inline GraphShape shapeOf(uint32_t nodes, std::vector<std::pair<uint32_t, uint32_t>> edges)
{
    GraphShape shape;
    for (uint32_t i = 0; i < nodes; ++i)
        shape.nodes.push_back({80.0 + i % 5 * 30, 30.0 + i % 4 * 25});
    for (const auto &[from, to] : edges)
        shape.edges.push_back({from, to});
    return shape;
}

// Any edges at all: disconnected parts, loops, multi-edges.
inline GraphShape randomShape(uint32_t nodes, uint32_t edges, unsigned seed)
{
    std::mt19937 random(seed);
    GraphShape shape;
    for (uint32_t i = 0; i < nodes; ++i)
        shape.nodes.push_back({20.0 + random() % 300, 15.0 + random() % 200});
    for (uint32_t i = 0; i < edges && nodes > 0; ++i) {
        const auto from = static_cast<uint32_t>(random() % nodes);
        shape.edges.push_back({from, static_cast<uint32_t>(random() % nodes)});
    }
    return shape;
}

// As functions are: mostly on to the next blocks, some branches back, a few far.
inline GraphShape functionShape(uint32_t blocks, unsigned seed)
{
    std::mt19937 random(seed);
    GraphShape shape;
    for (uint32_t i = 0; i < blocks; ++i)
        shape.nodes.push_back({120.0 + random() % 200, 25.0 + random() % 300});
    for (uint32_t i = 0; i + 1 < blocks; ++i) {
        if (random() % 10 > 0)
            shape.edges.push_back({i, i + 1});
        const uint32_t kind = random() % 10;
        if (kind < 5)
            shape.edges.push_back({i, std::min<uint32_t>(blocks - 1, i + 1 + random() % 8)});
        else if (kind == 5)
            shape.edges.push_back({i, i - std::min<uint32_t>(i, random() % 12)});
        else if (kind == 6)
            shape.edges.push_back({i, blocks - 1});
    }
    return shape;
}

} // namespace symbolon::test
