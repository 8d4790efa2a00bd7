// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/graph/layered/proper.h"

#include <algorithm>
#include <numeric>
#include <queue>

namespace symbolon::layered {

namespace {

// Outgoing edges of each node, as indices into shape.edges.
std::vector<std::vector<uint32_t>> outgoing(const GraphShape &shape)
{
    std::vector<std::vector<uint32_t>> out(shape.nodes.size());
    for (uint32_t e = 0; e < shape.edges.size(); ++e)
        out[shape.edges[e].from].push_back(e);
    return out;
}

std::vector<uint32_t> longestPathLayers(const GraphShape &shape, const std::vector<bool> &back)
{
    const std::size_t count = shape.nodes.size();
    std::vector<std::vector<uint32_t>> below(count);
    std::vector<uint32_t> waiting(count, 0);
    for (std::size_t e = 0; e < shape.edges.size(); ++e) {
        auto [from, to] = shape.edges[e];
        if (from == to)
            continue;
        if (back[e])
            std::swap(from, to);
        below[from].push_back(to);
        ++waiting[to];
    }
    std::vector<uint32_t> layer(count, 0);
    std::vector<uint32_t> sorted;
    sorted.reserve(count);
    for (uint32_t n = 0; n < count; ++n)
        if (waiting[n] == 0)
            sorted.push_back(n);
    const std::size_t sources = sorted.size();
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        for (const uint32_t to : below[sorted[i]]) {
            layer[to] = std::max(layer[to], layer[sorted[i]] + 1);
            if (--waiting[to] == 0)
                sorted.push_back(to);
        }
    }
    // A source other than the entry moves down to what it leads to.
    for (std::size_t i = 0; i < sources; ++i) {
        const uint32_t n = sorted[i];
        if (n == 0 || below[n].empty())
            continue;
        uint32_t nearest = none;
        for (const uint32_t to : below[n])
            nearest = std::min(nearest, layer[to]);
        layer[n] = nearest - 1;
    }
    return layer;
}

uint32_t span(const Proper &graph, const Route &route)
{
    const uint32_t from = graph.layer[route.from];
    const uint32_t to = graph.layer[route.to];
    return route.way == Way::Forward ? to - from - 1 : from - to + 1;
}

// Edges too long for the budget of virtual vertices go outside, the longest first.
void moveLongEdgesToLanes(Proper &graph)
{
    const std::size_t budget = 50'000 + 4 * (graph.realCount + graph.routes.size());
    std::vector<uint32_t> bySpan(graph.routes.size());
    std::iota(bySpan.begin(), bySpan.end(), 0);
    std::stable_sort(bySpan.begin(), bySpan.end(), [&](uint32_t a, uint32_t b) {
        return span(graph, graph.routes[a]) < span(graph, graph.routes[b]);
    });
    std::size_t used = 0;
    for (const uint32_t e : bySpan) {
        Route &route = graph.routes[e];
        used += span(graph, route);
        if (used > budget)
            route.way = route.way == Way::Forward ? Way::LaneDown : Way::LaneUp;
    }
}

// Lanes as few as can be: an edge takes a lane whose last edge has ended above.
void assignLanes(Proper &graph)
{
    struct Run {
        uint32_t top;
        uint32_t bottom;
        uint32_t edge;
    };
    std::vector<Run> runs;
    for (uint32_t e = 0; e < graph.routes.size(); ++e) {
        const Route &route = graph.routes[e];
        const uint32_t from = graph.layer[route.from];
        const uint32_t to = graph.layer[route.to];
        if (route.way == Way::LaneDown || route.way == Way::LaneUp)
            runs.push_back({std::min(from, to), std::max(from, to), e});
    }
    std::sort(runs.begin(), runs.end(),
              [](const Run &a, const Run &b) { return a.top != b.top ? a.top < b.top : a.edge < b.edge; });
    using Busy = std::pair<uint32_t, uint32_t>; // busy down to this layer, lane
    std::priority_queue<Busy, std::vector<Busy>, std::greater<>> lanes;
    for (const Run &run : runs) {
        uint32_t lane = graph.laneCount;
        if (!lanes.empty() && lanes.top().first + 1 < run.top) {
            lane = lanes.top().second;
            lanes.pop();
        } else {
            ++graph.laneCount;
        }
        graph.routes[run.edge].lane = lane;
        lanes.emplace(run.bottom, lane);
    }
}

void addChains(Proper &graph)
{
    const auto link = [&](uint32_t above, uint32_t below) {
        graph.down[above].push_back(below);
        graph.up[below].push_back(above);
    };
    const auto addVertex = [&](uint32_t layer) {
        const auto vertex = static_cast<uint32_t>(graph.layer.size());
        graph.layer.push_back(layer);
        graph.width.push_back(0);
        graph.beside.push_back(none);
        graph.up.emplace_back();
        graph.down.emplace_back();
        return vertex;
    };
    for (Route &route : graph.routes) {
        if (route.way != Way::Forward && route.way != Way::Back)
            continue;
        const bool forward = route.way == Way::Forward;
        const uint32_t top = forward ? graph.layer[route.from] + 1 : graph.layer[route.to];
        route.chainSize = span(graph, route);
        route.chain = static_cast<uint32_t>(graph.layer.size());
        uint32_t above = forward ? route.from : none;
        for (uint32_t i = 0; i < route.chainSize; ++i) {
            const uint32_t vertex = addVertex(top + i);
            if (above != none)
                link(above, vertex);
            above = vertex;
        }
        if (forward) {
            link(above, route.to);
        } else {
            graph.beside[route.chain] = route.to;
            graph.beside[route.chain + route.chainSize - 1] = route.from;
        }
    }
}

// The order in which depth-first search meets the vertices; back edges stand right of the node they belong to.
void orderByDiscovery(Proper &graph, const GraphShape &shape, const std::vector<std::vector<uint32_t>> &out)
{
    uint32_t layers = 0;
    for (const uint32_t layer : graph.layer)
        layers = std::max(layers, layer + 1);
    graph.order.assign(layers, {});
    graph.position.assign(graph.vertexCount(), 0);
    const auto place = [&](uint32_t vertex) {
        auto &row = graph.order[graph.layer[vertex]];
        graph.position[vertex] = static_cast<uint32_t>(row.size());
        row.push_back(vertex);
    };
    std::vector<bool> seen(graph.realCount, false);
    std::vector<std::pair<uint32_t, std::size_t>> stack;
    for (uint32_t root = 0; root < graph.realCount; ++root) {
        if (seen[root])
            continue;
        seen[root] = true;
        place(root);
        stack.emplace_back(root, 0);
        while (!stack.empty()) {
            auto &[node, next] = stack.back();
            if (next == out[node].size()) {
                stack.pop_back();
                continue;
            }
            const uint32_t e = out[node][next++];
            const Route &route = graph.routes[e];
            for (uint32_t i = 0; i < route.chainSize; ++i)
                place(route.chain + i);
            const uint32_t to = shape.edges[e].to;
            if (!seen[to]) {
                seen[to] = true;
                place(to);
                stack.emplace_back(to, 0);
            }
        }
    }
}

} // namespace

std::vector<bool> findBackEdges(const GraphShape &shape)
{
    const auto out = outgoing(shape);
    enum State : uint8_t { New, Open, Done };
    std::vector<State> state(shape.nodes.size(), New);
    std::vector<bool> back(shape.edges.size(), false);
    std::vector<uint32_t> incoming(shape.nodes.size(), 0);
    for (const auto &edge : shape.edges)
        ++incoming[edge.to];

    std::vector<std::pair<uint32_t, std::size_t>> stack;
    const auto visit = [&](uint32_t root) {
        if (state[root] != New)
            return;
        state[root] = Open;
        stack.emplace_back(root, 0);
        while (!stack.empty()) {
            auto &[node, next] = stack.back();
            if (next == out[node].size()) {
                state[node] = Done;
                stack.pop_back();
                continue;
            }
            const uint32_t e = out[node][next++];
            const uint32_t to = shape.edges[e].to;
            if (state[to] == Open || to == 0) {
                back[e] = true;
            } else if (state[to] == New) {
                state[to] = Open;
                stack.emplace_back(to, 0);
            }
        }
    };
    visit(0);
    for (uint32_t n = 0; n < shape.nodes.size(); ++n)
        if (incoming[n] == 0)
            visit(n);
    for (uint32_t n = 0; n < shape.nodes.size(); ++n)
        visit(n);
    return back;
}

Proper makeProper(const GraphShape &shape)
{
    const auto out = outgoing(shape);
    const std::vector<bool> back = findBackEdges(shape);

    Proper graph;
    graph.realCount = static_cast<uint32_t>(shape.nodes.size());
    graph.layer = longestPathLayers(shape, back);
    graph.beside.assign(graph.realCount, none);
    graph.up.resize(graph.realCount);
    graph.down.resize(graph.realCount);
    for (const auto &node : shape.nodes) {
        graph.width.push_back(node.width);
        graph.height.push_back(node.height);
    }
    graph.routes.resize(shape.edges.size());
    for (std::size_t e = 0; e < shape.edges.size(); ++e) {
        Route &route = graph.routes[e];
        route.from = shape.edges[e].from;
        route.to = shape.edges[e].to;
        route.way = graph.layer[route.from] < graph.layer[route.to] ? Way::Forward : Way::Back;
    }
    moveLongEdgesToLanes(graph);
    assignLanes(graph);
    addChains(graph);
    orderByDiscovery(graph, shape, out);
    return graph;
}

} // namespace symbolon::layered
