// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/graph/layered/channel.h"
#include "analysis/graph/layered/proper.h"

#include <algorithm>
#include <cmath>

namespace symbolon::layered {

namespace {

constexpr double laneGap = 9;
constexpr double beforeLanes = 24;
constexpr double shortestJog = 18; // a shorter one is taken out by moving the port
constexpr double portMargin = 6;   // from a node's corner and from other ports

class Router
{
public:
    Router(const Proper &graph, const std::vector<double> &columns, Ports ports)
        : m_graph(graph),
          m_x(columns),
          m_ports(std::move(ports)),
          m_channels(graph.layerCount() + 1),
          m_pieces(graph.routes.size())
    {
        double right = 0;
        for (const auto &row : graph.order)
            if (!row.empty())
                right = std::max(right, m_x[row.back()] + m_graph.width[row.back()] / 2);
        m_firstLane = right + beforeLanes;
    }

    GraphGeometry run()
    {
        snapPorts(true);
        snapPorts(false);
        for (uint32_t e = 0; e < m_graph.routes.size(); ++e)
            plan(e);
        placeRows();
        GraphGeometry result;
        result.engine = "layered";
        for (uint32_t n = 0; n < m_graph.realCount; ++n)
            result.centres.push_back({m_x[n], m_top[m_graph.layer[n]] + m_graph.height[n] / 2});
        for (uint32_t e = 0; e < m_graph.routes.size(); ++e)
            result.edges.push_back({draw(e), false});
        return result;
    }

private:
    // A horizontal piece of an edge, in the order of travel. Where the edge goes straight on there is none.
    struct Step {
        uint32_t channel;
        uint32_t piece;
    };

    [[nodiscard]] double leaveX(uint32_t edge) const { return m_x[m_graph.routes[edge].from] + m_ports.leave[edge]; }
    [[nodiscard]] double enterX(uint32_t edge) const { return m_x[m_graph.routes[edge].to] + m_ports.enter[edge]; }
    [[nodiscard]] double laneX(const Route &route) const { return m_firstLane + route.lane * laneGap; }

    void addPiece(uint32_t edge, std::size_t channel, Piece::Kind kind, double from, double to)
    {
        if (from == to)
            return;
        const uint32_t piece = m_channels[channel].add({kind, from, to, 0});
        m_pieces[edge].push_back({static_cast<uint32_t>(channel), piece});
    }

    void plan(uint32_t edge);
    void snapPorts(bool leaving);
    void placeRows();
    [[nodiscard]] std::vector<Point> draw(uint32_t edge) const;

    const Proper &m_graph;
    const std::vector<double> &m_x;
    Ports m_ports;
    std::vector<Channel> m_channels; // channel i lies above layer i
    std::vector<std::vector<Step>> m_pieces;
    std::vector<double> m_top;        // of each layer
    std::vector<double> m_channelTop; // of each channel
    double m_firstLane = 0;
};

void Router::plan(uint32_t edge)
{
    using Kind = Piece::Kind;
    const Route &route = m_graph.routes[edge];
    const std::size_t below = m_graph.layer[route.from] + 1;
    const std::size_t above = m_graph.layer[route.to];
    double x = leaveX(edge);
    const double end = enterX(edge);
    switch (route.way) {
    case Way::Forward:
        for (uint32_t i = 0; i < route.chainSize; ++i) {
            addPiece(edge, below + i, Kind::Through, x, m_x[route.chain + i]);
            x = m_x[route.chain + i];
        }
        addPiece(edge, above, Kind::Through, x, end);
        break;
    case Way::Back:
        for (uint32_t i = route.chainSize; i-- > 0;) {
            const double next = m_x[route.chain + i];
            if (i + 1 == route.chainSize)
                addPiece(edge, below, Kind::TurnUp, x, next);
            else // climbs: what is above is where it goes
                addPiece(edge, above + i + 1, Kind::Through, next, x);
            x = next;
        }
        addPiece(edge, above, Kind::TurnDown, x, end);
        break;
    case Way::LaneDown:
        addPiece(edge, below, Kind::Through, x, laneX(route));
        addPiece(edge, above, Kind::Through, laneX(route), end);
        break;
    case Way::LaneUp:
        addPiece(edge, below, Kind::TurnUp, x, laneX(route));
        addPiece(edge, above, Kind::TurnDown, laneX(route), end);
        break;
    }
}

// Moves ports a little, to where their edge comes from or goes to, as long as they keep their order.
void Router::snapPorts(bool leaving)
{
    struct Port {
        uint32_t node;
        uint32_t edge;
        double offset;
    };
    auto &offsets = leaving ? m_ports.leave : m_ports.enter;
    std::vector<Port> all;
    for (uint32_t e = 0; e < m_graph.routes.size(); ++e)
        all.push_back({leaving ? m_graph.routes[e].from : m_graph.routes[e].to, e, offsets[e]});
    std::sort(all.begin(), all.end(), [](const Port &a, const Port &b) {
        return a.node != b.node ? a.node < b.node : a.offset != b.offset ? a.offset < b.offset : a.edge < b.edge;
    });
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto [node, edge, offset] = all[i];
        const Route &route = m_graph.routes[edge];
        if (route.way != Way::Forward)
            continue;
        double target = leaving ? enterX(edge) : leaveX(edge);
        if (route.chainSize > 0)
            target = m_x[leaving ? route.chain : route.chain + route.chainSize - 1];
        const double wanted = target - m_x[node];
        const double half = m_graph.width[node] / 2 - portMargin;
        const bool first = i == 0 || all[i - 1].node != node;
        const bool last = i + 1 == all.size() || all[i + 1].node != node;
        const double low = first ? -half : offsets[all[i - 1].edge] + portMargin;
        const double high = last ? half : all[i + 1].offset - portMargin;
        if (std::abs(wanted - offset) < shortestJog && wanted >= low && wanted <= high)
            offsets[edge] = wanted;
    }
}

void Router::placeRows()
{
    std::vector<double> tallest(m_graph.layerCount(), 0);
    for (uint32_t n = 0; n < m_graph.realCount; ++n)
        tallest[m_graph.layer[n]] = std::max(tallest[m_graph.layer[n]], m_graph.height[n]);
    double y = 0;
    for (std::size_t i = 0; i < m_channels.size(); ++i) {
        m_channels[i].assign();
        m_channelTop.push_back(y);
        y += m_channels[i].height();
        if (i < tallest.size()) {
            m_top.push_back(y);
            y += tallest[i];
        }
    }
}

std::vector<Point> Router::draw(uint32_t edge) const
{
    const Route &route = m_graph.routes[edge];
    const Point start{leaveX(edge), m_top[m_graph.layer[route.from]] + m_graph.height[route.from]};
    const Point end{enterX(edge), m_top[m_graph.layer[route.to]]};
    std::vector<Point> points{start};
    for (const Step &step : m_pieces[edge]) {
        const Piece &piece = m_channels[step.channel].piece(step.piece);
        const double y = m_channelTop[step.channel] + piece.y;
        const double to = points.back().x == piece.from ? piece.to : piece.from;
        points.push_back({points.back().x, y});
        points.push_back({to, y});
    }
    points.push_back({end.x, end.y});
    return points;
}

} // namespace

GraphGeometry route(const Proper &graph, const std::vector<double> &columns, Ports ports)
{
    return Router(graph, columns, std::move(ports)).run();
}

} // namespace symbolon::layered
