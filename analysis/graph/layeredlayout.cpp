// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/graph/layered/proper.h"
#include "analysis/graph/shapecheck.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace symbolon {

namespace {

constexpr double componentGap = 48;

struct Component {
    std::vector<uint32_t> nodes; // ascending; the first is its entry
    std::vector<uint32_t> edges;
    GraphGeometry geometry;
};

// Weakly connected components, by their first node: the entry's comes first.
std::vector<Component> components(const GraphShape &shape)
{
    std::vector<uint32_t> root(shape.nodes.size());
    std::iota(root.begin(), root.end(), 0);
    const auto find = [&root](uint32_t n) {
        while (root[n] != n)
            n = root[n] = root[root[n]];
        return n;
    };
    for (const auto &edge : shape.edges) {
        const uint32_t a = find(edge.from);
        const uint32_t b = find(edge.to);
        root[std::max(a, b)] = std::min(a, b);
    }
    std::vector<Component> result;
    std::vector<uint32_t> number(shape.nodes.size(), 0);
    for (uint32_t n = 0; n < shape.nodes.size(); ++n) {
        if (find(n) == n) {
            number[n] = static_cast<uint32_t>(result.size());
            result.emplace_back();
        }
        result[number[find(n)]].nodes.push_back(n);
    }
    for (uint32_t e = 0; e < shape.edges.size(); ++e)
        result[number[find(shape.edges[e].from)]].edges.push_back(e);
    return result;
}

GraphShape part(const GraphShape &shape, const Component &component, std::vector<uint32_t> &local)
{
    GraphShape result;
    for (const uint32_t n : component.nodes) {
        local[n] = static_cast<uint32_t>(result.nodes.size());
        result.nodes.push_back(shape.nodes[n]);
    }
    for (const uint32_t e : component.edges)
        result.edges.push_back({local[shape.edges[e].from], local[shape.edges[e].to]});
    return result;
}

GraphGeometry layOutConnected(const GraphShape &shape)
{
    layered::Proper graph = layered::makeProper(shape);
    layered::orderLayers(graph);
    const std::vector<double> columns = layered::assignColumns(graph);
    GraphGeometry geometry = layered::route(graph, columns, layered::assignPorts(graph));
    normalise(geometry, shape);
    return geometry;
}

// Shelves from the top, as wide as makes the whole drawing about square; the entry's component stands first.
void pack(const std::vector<Component> &parts, GraphGeometry &whole)
{
    double area = 0;
    double widest = 0;
    for (const Component &part : parts) {
        area += (part.geometry.width + componentGap) * (part.geometry.height + componentGap);
        widest = std::max(widest, part.geometry.width);
    }
    const double limit = std::max(widest, std::sqrt(area));
    double x = 0;
    double y = 0;
    double shelf = 0;
    for (const Component &part : parts) {
        if (x > 0 && x + part.geometry.width > limit) {
            x = 0;
            y += shelf + componentGap;
            shelf = 0;
        }
        const auto moved = [&](const Point &p) { return Point{p.x + x, p.y + y}; };
        for (std::size_t i = 0; i < part.nodes.size(); ++i)
            whole.centres[part.nodes[i]] = moved(part.geometry.centres[i]);
        for (std::size_t i = 0; i < part.edges.size(); ++i) {
            auto &edge = whole.edges[part.edges[i]];
            edge.points.reserve(part.geometry.edges[i].points.size());
            for (const Point &p : part.geometry.edges[i].points)
                edge.points.push_back(moved(p));
        }
        x += part.geometry.width + componentGap;
        shelf = std::max(shelf, part.geometry.height);
    }
}

} // namespace

Result<GraphGeometry> LayeredLayout::layOut(const GraphShape &shape) const
{
    if (auto error = checkShape(shape))
        return *error;
    GraphGeometry whole;
    whole.engine = "layered";
    whole.centres.resize(shape.nodes.size());
    whole.edges.resize(shape.edges.size());
    std::vector<Component> parts = components(shape);
    std::vector<uint32_t> local(shape.nodes.size(), 0);
    for (Component &component : parts)
        component.geometry = layOutConnected(part(shape, component, local));
    pack(parts, whole);
    normalise(whole, shape);
    return whole;
}

} // namespace symbolon
