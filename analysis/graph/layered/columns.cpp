// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/graph/layered/proper.h"

#include <algorithm>
#include <limits>

namespace symbolon::layered {

namespace {

constexpr double nodeGap = 36;
constexpr double edgeNodeGap = 18;
constexpr double edgeGap = 12;

struct Wish {
    double x = 0;
    double weight = 0;
};

// The order-keeping placement that is nearest to all wishes in the least-squares sense: with the distances
// taken out it is isotonic regression, solved by pooling adjacent violators.
class LayerPlacer
{
public:
    void place(const Proper &graph, const std::vector<uint32_t> &row, const std::vector<Wish> &wishes,
               std::vector<double> &x)
    {
        m_pools.clear();
        double offset = 0;
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0)
                offset += distance(graph, row[i - 1], row[i]);
            const Wish &wish = wishes[row[i]];
            Pool pool{(wish.x - offset) * wish.weight, wish.weight, 1};
            while (!m_pools.empty() && m_pools.back().mean() >= pool.mean()) {
                pool.sum += m_pools.back().sum;
                pool.weight += m_pools.back().weight;
                pool.count += m_pools.back().count;
                m_pools.pop_back();
            }
            m_pools.push_back(pool);
        }
        std::size_t i = 0;
        offset = 0;
        for (const Pool &pool : m_pools) {
            for (std::size_t n = 0; n < pool.count; ++n, ++i) {
                if (i > 0)
                    offset += distance(graph, row[i - 1], row[i]);
                x[row[i]] = pool.mean() + offset;
            }
        }
    }

private:
    struct Pool {
        double sum;
        double weight;
        std::size_t count;
        [[nodiscard]] double mean() const { return sum / weight; }
    };
    std::vector<Pool> m_pools;
};

class Columns
{
public:
    explicit Columns(const Proper &graph)
        : m_graph(graph), m_ports(assignPorts(graph)), m_x(graph.vertexCount(), 0), m_wishes(graph.vertexCount())
    {
        packFromLeft();
    }

    void settle(bool fromAbove)
    {
        const std::size_t layers = m_graph.layerCount();
        for (std::size_t i = 0; i < layers; ++i) {
            const auto &row = m_graph.order[fromAbove ? i : layers - 1 - i];
            for (const uint32_t vertex : row)
                m_wishes[vertex] = wish(vertex, fromAbove);
            for (const uint32_t vertex : row)
                if (m_wishes[vertex].weight == 0)
                    m_wishes[vertex] = wishWithoutLinks(vertex);
            m_placer.place(m_graph, row, m_wishes, m_x);
        }
    }

    void straighten();

    std::vector<double> take() { return std::move(m_x); }

private:
    struct Link {
        uint32_t other;
        double offset; // x of the other's port minus x of its centre, less the same of ours
    };

    void packFromLeft()
    {
        double widest = 0;
        std::vector<double> ends;
        for (const auto &row : m_graph.order) {
            double x = 0;
            for (std::size_t i = 0; i < row.size(); ++i) {
                x += i > 0 ? distance(m_graph, row[i - 1], row[i]) : 0;
                m_x[row[i]] = x;
            }
            ends.push_back(x);
            widest = std::max(widest, x);
        }
        for (std::size_t layer = 0; layer < m_graph.layerCount(); ++layer)
            for (const uint32_t vertex : m_graph.order[layer])
                m_x[vertex] += (widest - ends[layer]) / 2;
        collectLinks();
    }

    void collectLinks()
    {
        m_above.resize(m_graph.vertexCount());
        m_below.resize(m_graph.vertexCount());
        for (std::size_t e = 0; e < m_graph.routes.size(); ++e) {
            const Route &route = m_graph.routes[e];
            if (route.way != Way::Forward && route.way != Way::Back)
                continue;
            uint32_t above = route.way == Way::Forward ? route.from : none;
            double leave = route.way == Way::Forward ? m_ports.leave[e] : 0;
            const auto join = [&](uint32_t below, double enter) {
                if (above != none) {
                    m_above[below].push_back({above, leave - enter});
                    m_below[above].push_back({below, enter - leave});
                }
                above = below;
                leave = 0;
            };
            for (uint32_t i = 0; i < route.chainSize; ++i)
                join(route.chain + i, 0);
            if (route.way == Way::Forward)
                join(route.to, m_ports.enter[e]);
        }
    }

    // Long edges are kept straight at the cost of short ones (the weights 1, 2, 8 of Gansner et al. 1993).
    [[nodiscard]] Wish wish(uint32_t vertex, bool fromAbove) const
    {
        double sum = 0;
        double weights = 0;
        for (const Link &link : fromAbove ? m_above[vertex] : m_below[vertex]) {
            const int bends = (m_graph.isVirtual(vertex) ? 1 : 0) + (m_graph.isVirtual(link.other) ? 1 : 0);
            const double weight = bends == 2 ? 8 : bends == 1 ? 2 : 1;
            sum += (m_x[link.other] + link.offset) * weight;
            weights += weight;
        }
        return weights > 0 ? Wish{sum / weights, weights} : Wish{};
    }

    // The end of a back edge stands close to its node; anything else stays.
    [[nodiscard]] Wish wishWithoutLinks(uint32_t vertex) const
    {
        const uint32_t node = m_graph.beside[vertex];
        if (node == none)
            return {m_x[vertex], 0.01};
        const double reach = distance(m_graph, node, vertex);
        return {m_x[node] + (m_graph.position[vertex] < m_graph.position[node] ? -reach : reach), 1};
    }

    // How far a vertex may move while its neighbours in the layer stay.
    [[nodiscard]] std::pair<double, double> room(uint32_t vertex) const
    {
        constexpr double far = std::numeric_limits<double>::infinity();
        const auto &row = m_graph.order[m_graph.layer[vertex]];
        const uint32_t at = m_graph.position[vertex];
        const double low = at > 0 ? m_x[row[at - 1]] + distance(m_graph, row[at - 1], vertex) : -far;
        const double high = at + 1 < row.size() ? m_x[row[at + 1]] - distance(m_graph, vertex, row[at + 1]) : far;
        return {low, std::max(low, high)};
    }

    const Proper &m_graph;
    Ports m_ports;
    std::vector<double> m_x;
    std::vector<Wish> m_wishes;
    std::vector<std::vector<Link>> m_above;
    std::vector<std::vector<Link>> m_below;
    LayerPlacer m_placer;
};

// Gives runs of virtual vertices of one edge the same x where there is room, so that the edge has no jogs.
void Columns::straighten()
{
    for (const Route &route : m_graph.routes) {
        uint32_t i = 0;
        while (i < route.chainSize) {
            auto [low, high] = room(route.chain + i);
            double sum = m_x[route.chain + i];
            uint32_t end = i + 1;
            for (; end < route.chainSize; ++end) {
                const auto [l, h] = room(route.chain + end);
                if (std::max(low, l) > std::min(high, h))
                    break;
                low = std::max(low, l);
                high = std::min(high, h);
                sum += m_x[route.chain + end];
            }
            const double x = std::clamp(sum / (end - i), low, high);
            for (; i < end; ++i)
                m_x[route.chain + i] = x;
        }
    }
}

} // namespace

double distance(const Proper &graph, uint32_t left, uint32_t right)
{
    const int edges = (graph.isVirtual(left) ? 1 : 0) + (graph.isVirtual(right) ? 1 : 0);
    const double gap = edges == 2 ? edgeGap : edges == 1 ? edgeNodeGap : nodeGap;
    return (graph.width[left] + graph.width[right]) / 2 + gap;
}

std::vector<double> assignColumns(const Proper &graph)
{
    Columns columns(graph);
    const int rounds = graph.vertexCount() < 20'000 ? 12 : 4;
    for (int i = 0; i < rounds; ++i) {
        columns.settle(true);
        columns.settle(false);
    }
    columns.settle(true);
    columns.straighten();
    return columns.take();
}

} // namespace symbolon::layered
