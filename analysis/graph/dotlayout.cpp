// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/graph/shapecheck.h"

#include <graphviz/gvc.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

namespace symbolon {

namespace {

constexpr double pointsPerInch = 72;

// Graphviz reports through one C callback without a user argument.
thread_local std::string graphvizMessages;

int keepMessage(char *text)
{
    constexpr std::size_t enough = 4000;
    if (graphvizMessages.size() < enough)
        graphvizMessages += text;
    return 0;
}

std::string number(double value)
{
    std::string text = std::to_string(value); // the C locale of a child process: always a point
    std::replace(text.begin(), text.end(), ',', '.');
    return text;
}

struct FreeContext {
    void operator()(GVC_t *context) const { gvFreeContext(context); }
};

// A graph together with the layout data that hangs on it.
class DotGraph
{
public:
    explicit DotGraph(GVC_t *context) : m_context(context) { m_graph = agopen(name("G"), Agdirected, nullptr); }
    ~DotGraph()
    {
        if (m_laidOut)
            gvFreeLayout(m_context, m_graph);
        agclose(m_graph);
    }
    DotGraph(const DotGraph &) = delete;
    DotGraph &operator=(const DotGraph &) = delete;

    void fill(const GraphShape &shape);
    bool layOut()
    {
        m_laidOut = gvLayout(m_context, m_graph, "dot") == 0;
        return m_laidOut;
    }
    [[nodiscard]] GraphGeometry geometry(const GraphShape &shape) const;

private:
    // cgraph takes char * but copies the text.
    static char *name(const char *text) { return const_cast<char *>(text); }
    void set(int kind, const char *key, const char *value) { agattr(m_graph, kind, name(key), name(value)); }

    GVC_t *m_context;
    Agraph_t *m_graph;
    std::vector<Agnode_t *> m_nodes;
    std::vector<Agedge_t *> m_edges;
    bool m_laidOut = false;
};

void DotGraph::fill(const GraphShape &shape)
{
    set(AGRAPH, "nodesep", "0.45");
    set(AGRAPH, "ranksep", "0.75");
    if (shape.nodes.size() > 500) { // keeps network simplex from polishing for minutes
        set(AGRAPH, "nslimit", "2");
        set(AGRAPH, "nslimit1", "2");
        set(AGRAPH, "mclimit", "0.3");
    }
    set(AGNODE, "shape", "box");
    set(AGNODE, "fixedsize", "true");
    set(AGNODE, "label", "");
    set(AGNODE, "width", "1");
    set(AGNODE, "height", "1");
    set(AGEDGE, "arrowhead", "none"); // curves run up to the border; the view draws its own heads over them
    // Out below and in above, back edges and loops too: the way control flow is read.
    set(AGEDGE, "tailport", "s");
    set(AGEDGE, "headport", "n");

    m_nodes.reserve(shape.nodes.size());
    for (std::size_t i = 0; i < shape.nodes.size(); ++i) {
        Agnode_t *node = agnode(m_graph, name(std::to_string(i).c_str()), 1);
        agset(node, name("width"), name(number(shape.nodes[i].width / pointsPerInch).c_str()));
        agset(node, name("height"), name(number(shape.nodes[i].height / pointsPerInch).c_str()));
        m_nodes.push_back(node);
    }
    bool entryHasPredecessor = false;
    m_edges.reserve(shape.edges.size());
    for (std::size_t i = 0; i < shape.edges.size(); ++i) {
        const auto &edge = shape.edges[i];
        m_edges.push_back(agedge(m_graph, m_nodes[edge.from], m_nodes[edge.to], name(std::to_string(i).c_str()), 1));
        entryHasPredecessor = entryHasPredecessor || (edge.to == 0 && edge.from != 0);
    }
    if (entryHasPredecessor) {
        Agraph_t *top = agsubg(m_graph, name("top"), 1);
        agsubnode(top, m_nodes[0], 1);
        set(AGRAPH, "rank", "");
        agset(top, name("rank"), name("source"));
    }
}

// dot joins all edges at the middle of a node's side. They are drawn apart, ordered by where they go.
void spreadEnds(GraphGeometry &geometry, const GraphShape &shape, bool starts)
{
    constexpr double gap = 14;
    struct End {
        uint32_t node;
        double towards; // slope of the way it takes
        uint32_t edge;
    };
    std::vector<End> ends;
    for (uint32_t e = 0; e < geometry.edges.size(); ++e) {
        const auto &points = geometry.edges[e].points;
        if (!geometry.edges[e].curved)
            continue;
        const std::size_t last = points.size() - 1;
        const Point &end = starts ? points[0] : points[last];
        const Point &way = starts ? points[3] : points[last - 3];
        ends.push_back({starts ? shape.edges[e].from : shape.edges[e].to,
                        std::atan2(way.x - end.x, std::max(1.0, std::abs(way.y - end.y))), e});
    }
    std::sort(ends.begin(), ends.end(), [](const End &a, const End &b) {
        if (a.node != b.node)
            return a.node < b.node;
        return a.towards != b.towards ? a.towards < b.towards : a.edge < b.edge;
    });
    for (std::size_t first = 0; first < ends.size();) {
        std::size_t past = first;
        while (past < ends.size() && ends[past].node == ends[first].node)
            ++past;
        const auto count = static_cast<double>(past - first);
        const double step = std::min(gap, shape.nodes[ends[first].node].width * 0.6 / count);
        for (std::size_t i = first; i < past; ++i) {
            const double shift = (static_cast<double>(i - first) - (count - 1) / 2) * step;
            auto &points = geometry.edges[ends[i].edge].points;
            const std::size_t at = starts ? 0 : points.size() - 2;
            points[at].x += shift; // the end and the control point beside it
            points[at + 1].x += shift;
        }
        first = past;
    }
}

// dot's curves swing where they need not. One that leads down through free space becomes a plain S.
void smooth(GraphGeometry &geometry, const GraphShape &shape)
{
    constexpr double clearance = 4;
    const auto isFree = [&](const Point &a, const Point &b) {
        const double left = std::min(a.x, b.x) - clearance;
        const double right = std::max(a.x, b.x) + clearance;
        for (std::size_t n = 0; n < shape.nodes.size(); ++n) {
            const Point &c = geometry.centres[n];
            const auto &[width, height] = shape.nodes[n];
            if (c.x + width / 2 > left && c.x - width / 2 < right && c.y + height / 2 > a.y + 1
                && c.y - height / 2 < b.y - 1)
                return false;
        }
        return true;
    };
    for (auto &edge : geometry.edges) {
        const Point from = edge.points.front();
        const Point to = edge.points.back();
        if (!edge.curved || to.y - from.y < clearance || !isFree(from, to))
            continue;
        const double middle = (from.y + to.y) / 2;
        edge.points = {from, {from.x, middle}, {to.x, middle}, to};
    }
}

GraphGeometry DotGraph::geometry(const GraphShape &shape) const
{
    GraphGeometry result;
    result.engine = "dot";
    const auto flipped = [](const pointf &p) { return Point{p.x, -p.y}; };
    result.centres.reserve(m_nodes.size());
    for (Agnode_t *node : m_nodes)
        result.centres.push_back(flipped(ND_coord(node)));
    result.edges.resize(m_edges.size());
    for (std::size_t i = 0; i < m_edges.size(); ++i) {
        auto &edge = result.edges[i];
        edge.curved = true;
        const splines *drawn = ED_spl(m_edges[i]);
        if (!drawn || drawn->size == 0 || drawn->list[0].size < 4) { // dot lost the edge: a straight line
            const auto &ends = shape.edges[i];
            const Point from = result.centres[ends.from];
            const Point to = result.centres[ends.to];
            edge.curved = false;
            edge.points = {{from.x, from.y + shape.nodes[ends.from].height / 2},
                           {to.x, to.y - shape.nodes[ends.to].height / 2}};
            continue;
        }
        const auto lineTo = [&edge](const Point &to) {
            const Point from = edge.points.back();
            edge.points.push_back({from.x + (to.x - from.x) / 3, from.y + (to.y - from.y) / 3});
            edge.points.push_back({from.x + (to.x - from.x) * 2 / 3, from.y + (to.y - from.y) * 2 / 3});
            edge.points.push_back(to);
        };
        for (int piece = 0; piece < drawn->size; ++piece) {
            const bezier &curve = drawn->list[piece];
            if (edge.points.empty())
                edge.points.push_back(flipped(curve.sflag ? curve.sp : curve.list[0]));
            if (curve.sflag || piece > 0)
                lineTo(flipped(curve.list[0]));
            for (int p = 1; p < curve.size; ++p)
                edge.points.push_back(flipped(curve.list[p]));
            if (curve.eflag) // the arrow's tip
                lineTo(flipped(curve.ep));
        }
    }
    spreadEnds(result, shape, true);
    spreadEnds(result, shape, false);
    smooth(result, shape);
    normalise(result, shape);
    return result;
}

} // namespace

Result<GraphGeometry> DotLayout::layOut(const GraphShape &shape) const
{
    if (auto error = checkShape(shape))
        return *error;
    if (shape.nodes.empty())
        return GraphGeometry{0, 0, {}, {}, "dot"};

    graphvizMessages.clear();
    agseterr(AGWARN);
    const agusererrf before = agseterrf(keepMessage);
    Result<GraphGeometry> result = failure("Graphviz could not be started", "check that its plugins are installed");
    if (const std::unique_ptr<GVC_t, FreeContext> context(gvContext()); context) {
        DotGraph graph(context.get());
        graph.fill(shape);
        if (graph.layOut())
            result = graph.geometry(shape);
        else
            result =
                failure("Graphviz could not lay out the graph", "the layered layout serves instead", graphvizMessages);
    }
    agseterrf(before);
    return result;
}

} // namespace symbolon
