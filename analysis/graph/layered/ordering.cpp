// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/graph/layered/proper.h"

#include <algorithm>
#include <numeric>

namespace symbolon::layered
{

namespace
{

// Crossings between a layer and the next: inversions, counted with a binary indexed tree.
uint64_t crossingsBelow(const Proper &graph, std::size_t layer, std::vector<uint32_t> &ends,
                        std::vector<uint32_t> &tree)
{
    ends.clear();
    for (const uint32_t vertex : graph.order[layer]) {
        const std::size_t begin = ends.size();
        for (const uint32_t below : graph.down[vertex])
            ends.push_back(graph.position[below]);
        std::sort(ends.begin() + static_cast<std::ptrdiff_t>(begin), ends.end());
    }
    const std::size_t size = graph.order[layer + 1].size();
    tree.assign(size + 1, 0);
    uint64_t crossings = 0;
    uint64_t added = 0;
    for (const uint32_t end : ends) {
        uint64_t notRight = 0;
        for (std::size_t i = end + 1; i > 0; i &= i - 1)
            notRight += tree[i];
        crossings += added - notRight;
        for (std::size_t i = end + 1; i <= size; i += i & (~i + 1))
            ++tree[i];
        ++added;
    }
    return crossings;
}

uint64_t crossings(const Proper &graph)
{
    uint64_t sum = 0;
    std::vector<uint32_t> ends;
    std::vector<uint32_t> tree;
    for (std::size_t layer = 0; layer + 1 < graph.layerCount(); ++layer)
        sum += crossingsBelow(graph, layer, ends, tree);
    return sum;
}

class Sweeper
{
public:
    explicit Sweeper(Proper &graph) : m_graph(graph), m_key(graph.vertexCount(), 0) { }

    void sweep(bool downwards)
    {
        const std::size_t layers = m_graph.layerCount();
        for (std::size_t i = 1; i < layers; ++i)
            sortLayer(downwards ? i : layers - 1 - i, downwards ? m_graph.up : m_graph.down);
    }

private:
    void sortLayer(std::size_t layer, const std::vector<std::vector<uint32_t>> &neighbours)
    {
        auto &row = m_graph.order[layer];
        for (const uint32_t vertex : row) {
            const auto &linked = neighbours[vertex];
            if (linked.empty()) {
                m_key[vertex] = m_graph.position[vertex]; // keeps its place among those that move
                continue;
            }
            double sum = 0;
            for (const uint32_t other : linked)
                sum += m_graph.position[other];
            m_key[vertex] = sum / static_cast<double>(linked.size());
        }
        for (const uint32_t vertex : row) // the end of a back edge stays beside its node
            if (neighbours[vertex].empty() && m_graph.beside[vertex] != none)
                m_key[vertex] = m_key[m_graph.beside[vertex]]
                                + (m_graph.position[vertex] < m_graph.position[m_graph.beside[vertex]] ? -0.25 : 0.25);
        std::stable_sort(row.begin(), row.end(), [&](uint32_t a, uint32_t b) { return m_key[a] < m_key[b]; });
        for (uint32_t i = 0; i < row.size(); ++i)
            m_graph.position[row[i]] = i;
    }

    Proper &m_graph;
    std::vector<double> m_key;
};

} // namespace

void orderLayers(Proper &graph)
{
    const std::size_t size = graph.vertexCount();
    const int sweeps = size < 2'000 ? 24 : size < 20'000 ? 12 : 6;
    constexpr int patience = 4; // sweeps without gain

    Sweeper sweeper(graph);
    auto best = graph.order;
    uint64_t fewest = crossings(graph);
    int without = 0;
    for (int i = 0; i < sweeps && fewest > 0 && without < patience; ++i) {
        sweeper.sweep(i % 2 == 0);
        const uint64_t now = crossings(graph);
        ++without;
        if (now < fewest) {
            fewest = now;
            best = graph.order;
            without = 0;
        }
    }
    graph.order = std::move(best);
    for (const auto &row : graph.order)
        for (uint32_t i = 0; i < row.size(); ++i)
            graph.position[row[i]] = i;
}

} // namespace symbolon::layered
