// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/graph/layered/proper.h"

#include <algorithm>

namespace symbolon::layered {

namespace {

constexpr double portGap = 22;

struct End {
    uint32_t node;
    int side;     // -1: turns to the left, 0: goes straight on, 1: to a lane, 2: turns to the right
    int64_t rank; // within the side
    uint32_t edge;
};

// The order of ends that needs no crossings: those that turn back nest, the nearest outermost.
bool before(const End &a, const End &b)
{
    if (a.node != b.node)
        return a.node < b.node;
    if (a.side != b.side)
        return a.side < b.side;
    return a.rank != b.rank ? a.rank < b.rank : a.edge < b.edge;
}

void spread(const Proper &graph, std::vector<End> &ends, std::vector<double> &offsets)
{
    std::sort(ends.begin(), ends.end(), before);
    for (std::size_t begin = 0; begin < ends.size();) {
        std::size_t end = begin;
        while (end < ends.size() && ends[end].node == ends[begin].node)
            ++end;
        const auto count = static_cast<double>(end - begin);
        const double width = graph.width[ends[begin].node];
        const double gap = std::min(portGap, width * 0.8 / count);
        for (std::size_t i = begin; i < end; ++i)
            offsets[ends[i].edge] = (static_cast<double>(i - begin) - (count - 1) / 2) * gap;
        begin = end;
    }
}

} // namespace

Ports assignPorts(const Proper &graph)
{
    std::vector<End> leaving;
    std::vector<End> entering;
    const auto beside = [&](uint32_t node, uint32_t vertex, uint32_t edge) {
        const bool left = graph.position[vertex] < graph.position[node];
        return End{node, left ? -1 : 2, -static_cast<int64_t>(graph.position[vertex]), edge};
    };
    for (uint32_t e = 0; e < graph.routes.size(); ++e) {
        const Route &route = graph.routes[e];
        const uint32_t last = route.chain + route.chainSize - 1;
        switch (route.way) {
        case Way::Forward:
            leaving.push_back({route.from, 0, graph.position[route.chainSize ? route.chain : route.to], e});
            entering.push_back({route.to, 0, graph.position[route.chainSize ? last : route.from], e});
            break;
        case Way::Back:
            leaving.push_back(beside(route.from, last, e));
            entering.push_back(beside(route.to, route.chain, e));
            break;
        case Way::LaneDown:
        case Way::LaneUp:
            leaving.push_back({route.from, 1, -static_cast<int64_t>(route.lane), e});
            entering.push_back({route.to, 1, -static_cast<int64_t>(route.lane), e});
            break;
        }
    }
    Ports ports{std::vector<double>(graph.routes.size(), 0), std::vector<double>(graph.routes.size(), 0)};
    spread(graph, leaving, ports.leave);
    spread(graph, entering, ports.enter);
    return ports;
}

} // namespace symbolon::layered
