// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/base/bytes.h"
#include "analysis/graph/layout.h"

#include <cmath>

namespace symbolon {

namespace {

constexpr uint64_t shapeMark = 0x53473101; // changes with the encoding
constexpr uint64_t geometryMark = 0x47473101;

void write(ByteWriter &out, const Point &point)
{
    out.d(point.x);
    out.d(point.y);
}

} // namespace

std::string encodeGraphShape(const GraphShape &shape)
{
    ByteWriter out;
    out.u(shapeMark);
    out.list(shape.nodes, [&](const GraphShape::Node &node) {
        out.d(node.width);
        out.d(node.height);
    });
    out.list(shape.edges, [&](const GraphShape::Edge &edge) {
        out.u(edge.from);
        out.u(edge.to);
    });
    return out.take();
}

std::optional<GraphShape> decodeGraphShape(std::string_view bytes)
{
    ByteReader in(bytes);
    if (in.u() != shapeMark)
        return std::nullopt;
    bool valid = true;
    GraphShape shape;
    in.list(shape.nodes, [&] {
        GraphShape::Node node;
        node.width = in.d();
        node.height = in.d();
        valid = valid && std::isfinite(node.width) && std::isfinite(node.height);
        return node;
    });
    in.list(shape.edges, [&] {
        const uint64_t from = in.u();
        const uint64_t to = in.u();
        valid = valid && from < shape.nodes.size() && to < shape.nodes.size();
        return GraphShape::Edge{static_cast<uint32_t>(from), static_cast<uint32_t>(to)};
    });
    if (!valid || in.failed() || !in.atEnd())
        return std::nullopt;
    return shape;
}

std::string encodeGraphGeometry(const GraphGeometry &geometry)
{
    ByteWriter out;
    out.u(geometryMark);
    out.s(geometry.engine);
    out.d(geometry.width);
    out.d(geometry.height);
    out.list(geometry.centres, [&](const Point &centre) { write(out, centre); });
    out.list(geometry.edges, [&](const GraphGeometry::Edge &edge) {
        out.u(edge.curved ? 1 : 0);
        out.list(edge.points, [&](const Point &point) { write(out, point); });
    });
    return out.take();
}

std::optional<GraphGeometry> decodeGraphGeometry(std::string_view bytes)
{
    ByteReader in(bytes);
    if (in.u() != geometryMark)
        return std::nullopt;
    bool valid = true;
    const auto point = [&] {
        Point p;
        p.x = in.d();
        p.y = in.d();
        valid = valid && std::isfinite(p.x) && std::isfinite(p.y);
        return p;
    };
    GraphGeometry geometry;
    geometry.engine = in.s();
    geometry.width = in.d();
    geometry.height = in.d();
    valid = std::isfinite(geometry.width) && std::isfinite(geometry.height);
    in.list(geometry.centres, point);
    in.list(geometry.edges, [&] {
        GraphGeometry::Edge edge;
        const uint64_t curved = in.u();
        edge.curved = curved == 1;
        in.list(edge.points, point);
        const std::size_t count = edge.points.size();
        valid = valid && curved <= 1 && (edge.curved ? count >= 4 && count % 3 == 1 : count >= 2);
        return edge;
    });
    if (!valid || in.failed() || !in.atEnd())
        return std::nullopt;
    return geometry;
}

} // namespace symbolon
