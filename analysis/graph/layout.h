// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Control-flow graph layout: sizes and edges in, positions out. Units are the caller's (pixels, points);
// y grows downwards; the drawing's top left corner is (0, 0). Graphviz can take minutes, is not thread-safe
// and is fed from hostile files, so the program runs it in a killable child process; the layered layout is
// ours, quick, and serves graphs that are too large for dot.
#pragma once

#include "analysis/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace symbolon {

struct Point {
    double x = 0;
    double y = 0;
};

struct GraphShape {
    struct Node {
        double width = 0;
        double height = 0;
    };
    struct Edge {
        uint32_t from = 0;
        uint32_t to = 0;
    };
    std::vector<Node> nodes; // nodes[0] is the entry, laid out on top
    std::vector<Edge> edges;
};

struct GraphGeometry {
    struct Edge {
        std::vector<Point> points; // start, then either polyline points or cubic Bézier triples
        bool curved = false;       // points are start + 3·n Bézier control points
    };
    double width = 0;
    double height = 0;
    std::vector<Point> centres; // one per node
    std::vector<Edge> edges;    // one per GraphShape edge, in its order
    std::string engine;         // "dot" or "layered"
};

class GraphLayout
{
public:
    virtual ~GraphLayout() = default;
    [[nodiscard]] virtual Result<GraphGeometry> layOut(const GraphShape &shape) const = 0;
};

// Graphviz dot through libgvc. Call it in a child process only.
class DotLayout : public GraphLayout
{
public:
    [[nodiscard]] Result<GraphGeometry> layOut(const GraphShape &shape) const override;
};

// Longest-path layering over the acyclic part, barycentre ordering, orthogonal edges: O((n + e) log n).
class LayeredLayout : public GraphLayout
{
public:
    [[nodiscard]] Result<GraphGeometry> layOut(const GraphShape &shape) const override;
};

std::string encodeGraphShape(const GraphShape &shape);
std::optional<GraphShape> decodeGraphShape(std::string_view bytes);
std::string encodeGraphGeometry(const GraphGeometry &geometry);
std::optional<GraphGeometry> decodeGraphGeometry(std::string_view bytes);

} // namespace symbolon
