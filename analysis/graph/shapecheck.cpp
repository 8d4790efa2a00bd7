// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/graph/shapecheck.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace symbolon {

namespace {
constexpr std::size_t largest = 4'000'000;
constexpr double longestSide = 1e6;
} // namespace

std::optional<Error> checkShape(const GraphShape &shape)
{
    if (shape.nodes.size() > largest || shape.edges.size() > largest)
        return badInput("graph too large to lay out: " + std::to_string(shape.nodes.size()) + " nodes, "
                            + std::to_string(shape.edges.size()) + " edges",
                        "use the disassembly list for this function");
    for (std::size_t i = 0; i < shape.nodes.size(); ++i) {
        const auto &node = shape.nodes[i];
        if (!(node.width > 0 && node.height > 0 && node.width <= longestSide && node.height <= longestSide))
            return badInput("graph node " + std::to_string(i) + " has no usable size");
    }
    for (std::size_t i = 0; i < shape.edges.size(); ++i) {
        const auto &edge = shape.edges[i];
        if (edge.from >= shape.nodes.size() || edge.to >= shape.nodes.size())
            return badInput("graph edge " + std::to_string(i) + " leads to a node that does not exist");
    }
    return std::nullopt;
}

void normalise(GraphGeometry &geometry, const GraphShape &shape)
{
    constexpr double infinite = std::numeric_limits<double>::infinity();
    double left = infinite;
    double top = infinite;
    double right = -infinite;
    double bottom = -infinite;
    const auto include = [&](double x, double y) {
        left = std::min(left, x);
        right = std::max(right, x);
        top = std::min(top, y);
        bottom = std::max(bottom, y);
    };
    for (std::size_t i = 0; i < geometry.centres.size(); ++i) {
        const Point &c = geometry.centres[i];
        include(c.x - shape.nodes[i].width / 2, c.y - shape.nodes[i].height / 2);
        include(c.x + shape.nodes[i].width / 2, c.y + shape.nodes[i].height / 2);
    }
    for (const auto &edge : geometry.edges)
        for (const Point &p : edge.points)
            include(p.x, p.y);
    if (!std::isfinite(left)) {
        geometry.width = geometry.height = 0;
        return;
    }
    const auto move = [&](Point &p) { p = {p.x - left, p.y - top}; };
    for (Point &c : geometry.centres)
        move(c);
    for (auto &edge : geometry.edges)
        for (Point &p : edge.points)
            move(p);
    geometry.width = right - left;
    geometry.height = bottom - top;
}

} // namespace symbolon
