// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/graph/layered/proper.h"

#include <algorithm>

namespace symbolon::layered {

namespace {

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
    explicit Sweeper(Proper &graph) : m_graph(graph), m_key(graph.vertexCount(), 0), m_ends(graph.realCount)
    {
        for (uint32_t vertex = graph.realCount; vertex < graph.vertexCount(); ++vertex)
            if (graph.beside[vertex] != none)
                m_ends[graph.beside[vertex]].push_back(vertex);
    }

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
        m_sorted.clear();
        for (const uint32_t vertex : row) {
            const auto &linked = neighbours[vertex];
            if (linked.empty() && m_graph.beside[vertex] != none)
                continue; // the end of a back edge goes where its node goes
            double sum = 0;
            for (const uint32_t other : linked)
                sum += m_graph.position[other];
            m_key[vertex] = linked.empty() ? m_graph.position[vertex] // keeps its place among those that move
                                           : sum / static_cast<double>(linked.size());
            m_sorted.push_back(vertex);
        }
        std::stable_sort(m_sorted.begin(), m_sorted.end(), [&](uint32_t a, uint32_t b) { return m_key[a] < m_key[b]; });
        row.clear();
        const auto appendEnds = [&](uint32_t node, bool left) {
            for (const uint32_t end : m_ends[node])
                if (neighbours[end].empty() && (m_graph.position[end] < m_graph.position[node]) == left)
                    row.push_back(end);
        };
        for (const uint32_t vertex : m_sorted) {
            if (m_graph.isVirtual(vertex)) {
                row.push_back(vertex);
                continue;
            }
            appendEnds(vertex, true);
            row.push_back(vertex);
            appendEnds(vertex, false);
        }
        for (uint32_t i = 0; i < row.size(); ++i)
            m_graph.position[row[i]] = i;
    }

    Proper &m_graph;
    std::vector<double> m_key;
    std::vector<uint32_t> m_sorted;
    std::vector<std::vector<uint32_t>> m_ends; // of back edges, per real vertex
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
