// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The layered graph the steps of LayeredLayout work on: after Sugiyama, Tagawa and Toda (1981), "Methods for
// visual understanding of hierarchical system structures". Every vertex stands in a layer, every link joins
// neighbouring layers; an edge that spans several layers has one virtual vertex in each layer it passes.
//
// A forward edge u→v passes the layers between u and v. A back edge (or self loop) leaves u downwards, climbs
// beside u and everything up to v, and enters v from above: it has a virtual vertex in each layer from v's
// to u's, both included. An edge that would take too many virtual vertices runs in a lane right of all layers.
#pragma once

#include "analysis/graph/layout.h"

#include <cstdint>
#include <vector>

namespace symbolon::layered {

constexpr uint32_t none = UINT32_MAX;

enum class Way : uint8_t { Forward, Back, LaneDown, LaneUp };

struct Route {
    uint32_t from = 0; // real vertices
    uint32_t to = 0;
    Way way = Way::Forward;
    uint32_t chain = 0; // first virtual vertex, the topmost; the others follow
    uint32_t chainSize = 0;
    uint32_t lane = 0; // LaneDown, LaneUp: counted from the left
};

struct Proper {
    uint32_t realCount = 0;
    std::vector<double> width;    // per vertex; virtual vertices have none
    std::vector<double> height;   // per real vertex
    std::vector<uint32_t> layer;  // per vertex
    std::vector<uint32_t> beside; // per vertex: the real vertex of the same layer that a back edge's end belongs to
    std::vector<Route> routes;    // per edge
    std::vector<std::vector<uint32_t>> up;    // per vertex: linked vertices in the layer above
    std::vector<std::vector<uint32_t>> down;  // and below
    std::vector<std::vector<uint32_t>> order; // per layer: its vertices from left to right
    std::vector<uint32_t> position;           // per vertex: index in its layer
    uint32_t laneCount = 0;

    [[nodiscard]] bool isVirtual(uint32_t vertex) const { return vertex >= realCount; }
    [[nodiscard]] std::size_t vertexCount() const { return layer.size(); }
    [[nodiscard]] std::size_t layerCount() const { return order.size(); }
};

// The edges that close a cycle in depth-first search from node 0, self loops among them. All edges into node 0
// count as such, so that it stays on top.
std::vector<bool> findBackEdges(const GraphShape &shape);

// Breaks cycles by depth-first search from node 0, puts every node one below its lowest predecessor (longest
// path), and cuts long edges into virtual vertices. `shape` is connected and has at least one node.
Proper makeProper(const GraphShape &shape);

// Barycentre sweeps; keeps the order with the fewest crossings.
void orderLayers(Proper &graph);

// x of every vertex's centre: each layer keeps its order and the distances below, and vertices stand as near as
// they can to the mean of their neighbours.
std::vector<double> assignColumns(const Proper &graph);
double distance(const Proper &graph, uint32_t left, uint32_t right); // least distance of two centres

// The places on a node's lower and upper side where edges leave and enter, as offsets from its centre.
struct Ports {
    std::vector<double> leave; // per edge
    std::vector<double> enter;
};
Ports assignPorts(const Proper &graph);

// Rows, tracks in the channels between the layers, and the orthogonal edges.
GraphGeometry route(const Proper &graph, const std::vector<double> &columns, Ports ports);

} // namespace symbolon::layered
