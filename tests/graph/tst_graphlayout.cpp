// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What holds for every layout of every graph: nodes do not overlap, edges end on the borders of their nodes,
// the entry is on top, the same graph gives the same drawing; and layered edges cross no node.
#include "tests/graph/shapes.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <limits>
#include <memory>
#include <unordered_map>

using namespace symbolon;

namespace {

struct Box {
    double left, top, right, bottom;
};

std::vector<Box> boxes(const GraphShape &shape, const GraphGeometry &geometry)
{
    std::vector<Box> result;
    for (std::size_t i = 0; i < shape.nodes.size(); ++i) {
        const auto &[width, height] = shape.nodes[i];
        const Point &c = geometry.centres[i];
        result.push_back({c.x - width / 2, c.y - height / 2, c.x + width / 2, c.y + height / 2});
    }
    return result;
}

bool overlap(const Box &a, const Box &b, double tolerance)
{
    return a.left < b.right - tolerance && b.left < a.right - tolerance && a.top < b.bottom - tolerance
           && b.top < a.bottom - tolerance;
}

// The boxes near a place, so that checking 50,000 nodes is not quadratic.
class BoxIndex
{
public:
    explicit BoxIndex(const std::vector<Box> &all) : m_all(all)
    {
        for (uint32_t i = 0; i < all.size(); ++i)
            for (int64_t row = cell(all[i].top); row <= cell(all[i].bottom); ++row)
                m_rows[row].push_back(i);
        for (auto &[row, members] : m_rows) {
            std::sort(members.begin(), members.end(),
                      [&](uint32_t a, uint32_t b) { return all[a].left < all[b].left; });
            for (const uint32_t i : members)
                m_widest = std::max(m_widest, all[i].right - all[i].left);
        }
    }

    // The first box that overlaps `box`, other than `self`; -1: none.
    [[nodiscard]] int hit(const Box &box, int self, double tolerance) const
    {
        for (int64_t row = cell(box.top); row <= cell(box.bottom); ++row) {
            const auto found = m_rows.find(row);
            if (found == m_rows.end())
                continue;
            const auto &members = found->second;
            auto at = std::lower_bound(members.begin(), members.end(), box.left - m_widest,
                                       [&](uint32_t i, double left) { return m_all[i].left < left; });
            for (; at != members.end() && m_all[*at].left <= box.right; ++at)
                if (static_cast<int>(*at) != self && overlap(box, m_all[*at], tolerance))
                    return static_cast<int>(*at);
        }
        return -1;
    }

private:
    static int64_t cell(double y) { return static_cast<int64_t>(std::floor(y / 100)); }

    const std::vector<Box> &m_all;
    std::unordered_map<int64_t, std::vector<uint32_t>> m_rows;
    double m_widest = 0;
};

double distanceToBorder(const Box &box, const Point &p)
{
    const double dx = std::max({box.left - p.x, 0.0, p.x - box.right});
    const double dy = std::max({box.top - p.y, 0.0, p.y - box.bottom});
    if (dx > 0 || dy > 0)
        return std::hypot(dx, dy);
    return std::min({p.x - box.left, box.right - p.x, p.y - box.top, box.bottom - p.y});
}

std::vector<bool> reachable(const GraphShape &shape)
{
    std::vector<std::vector<uint32_t>> next(shape.nodes.size());
    for (const auto &edge : shape.edges)
        next[edge.from].push_back(edge.to);
    std::vector<bool> seen(shape.nodes.size(), false);
    std::vector<uint32_t> stack{0};
    seen[0] = true;
    while (!stack.empty()) {
        const uint32_t node = stack.back();
        stack.pop_back();
        for (const uint32_t to : next[node]) {
            if (!seen[to])
                stack.push_back(to);
            seen[to] = true;
        }
    }
    return seen;
}

QString checkCommon(const GraphShape &shape, const GraphGeometry &geometry, double tolerance)
{
    if (geometry.centres.size() != shape.nodes.size() || geometry.edges.size() != shape.edges.size())
        return QStringLiteral("counts differ");
    const auto inside = [&](const Point &p) {
        return p.x >= -0.01 && p.y >= -0.01 && p.x <= geometry.width + 0.01 && p.y <= geometry.height + 0.01;
    };
    const std::vector<Box> nodes = boxes(shape, geometry);
    const BoxIndex index(nodes);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (!inside({nodes[i].left, nodes[i].top}) || !inside({nodes[i].right, nodes[i].bottom}))
            return QStringLiteral("node %1 lies outside of the drawing").arg(i);
        if (const int other = index.hit(nodes[i], static_cast<int>(i), tolerance); other >= 0)
            return QStringLiteral("nodes %1 and %2 overlap").arg(i).arg(other);
    }
    for (std::size_t i = 0; i < geometry.edges.size(); ++i) {
        const auto &edge = geometry.edges[i];
        if (edge.points.size() < 2 || (edge.curved && edge.points.size() % 3 != 1))
            return QStringLiteral("edge %1 has %2 points").arg(i).arg(edge.points.size());
        if (!std::all_of(edge.points.begin(), edge.points.end(), inside))
            return QStringLiteral("edge %1 leaves the drawing").arg(i);
        const double atStart = distanceToBorder(nodes[shape.edges[i].from], edge.points.front());
        const double atEnd = distanceToBorder(nodes[shape.edges[i].to], edge.points.back());
        if (atStart > tolerance || atEnd > tolerance)
            return QStringLiteral("edge %1 ends %2 and %3 off its nodes' borders").arg(i).arg(atStart).arg(atEnd);
    }
    if (!nodes.empty()) {
        const std::vector<bool> below = reachable(shape);
        for (std::size_t i = 0; i < nodes.size(); ++i)
            if (below[i] && nodes[i].top < nodes[0].top - tolerance)
                return QStringLiteral("node %1 stands above the entry").arg(i);
    }
    return {};
}

// `stride`: every how many edges one is checked.
QString checkOrthogonal(const GraphShape &shape, const GraphGeometry &geometry, std::size_t stride = 1)
{
    const std::vector<Box> nodes = boxes(shape, geometry);
    const BoxIndex index(nodes);
    for (std::size_t i = 0; i < geometry.edges.size(); i += stride) {
        const auto &points = geometry.edges[i].points;
        for (std::size_t p = 1; p < points.size(); ++p) {
            const Point &a = points[p - 1];
            const Point &b = points[p];
            if (std::abs(a.x - b.x) > 0.001 && std::abs(a.y - b.y) > 0.001)
                return QStringLiteral("edge %1 is not orthogonal").arg(i);
            const Box line{std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
            // Half a unit of slack on both sides: a line may touch the border it ends on.
            const Box thick{line.left - 0.5, line.top - 0.5, line.right + 0.5, line.bottom + 0.5};
            if (const int node = index.hit(thick, -1, 0.75); node >= 0)
                return QStringLiteral("edge %1 runs through node %2").arg(i).arg(node);
        }
    }
    return {};
}

} // namespace

class TestGraphLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void properties_data();
    void properties();
    void layeredTakesSeconds_data();
    void layeredTakesSeconds();
    void straightChain();
    void backEdgeGoesAround();
    void refusesBadShapes();
    void dotIsQuiet();

private:
    static std::unique_ptr<GraphLayout> engine(bool dot)
    {
        if (dot)
            return std::make_unique<DotLayout>();
        return std::make_unique<LayeredLayout>();
    }
};

void TestGraphLayout::properties_data()
{
    QTest::addColumn<bool>("dot");
    QTest::addColumn<GraphShape>("shape");
    for (const bool dot : {true, false}) {
        const char *name = dot ? "dot" : "layered";
        const auto add = [&](const char *what, const GraphShape &shape) {
            QTest::addRow("%s: %s", name, what) << dot << shape;
        };
        add("empty", {});
        add("one node", test::shapeOf(1, {}));
        add("self loop", test::shapeOf(1, {{0, 0}}));
        add("many self loops", test::shapeOf(2, {{0, 1}, {0, 0}, {1, 1}, {1, 1}, {0, 0}}));
        add("two apart", test::shapeOf(2, {}));
        add("multi-edges", test::shapeOf(3, {{0, 1}, {0, 1}, {0, 1}, {1, 2}, {2, 1}, {2, 1}}));
        add("diamond", test::shapeOf(4, {{0, 1}, {0, 2}, {1, 3}, {2, 3}}));
        add("loop to the entry", test::shapeOf(3, {{0, 1}, {1, 2}, {2, 0}, {1, 0}}));
        add("entry reached from elsewhere", test::shapeOf(4, {{1, 0}, {2, 1}, {0, 3}, {3, 2}}));
        add("unreachable into entry", test::shapeOf(4, {{0, 1}, {2, 0}, {3, 2}}));
        add("nested loops",
            test::shapeOf(7, {{0, 1}, {1, 2}, {2, 3}, {3, 2}, {3, 1}, {3, 4}, {4, 4}, {4, 5}, {5, 6}, {1, 6}, {2, 5}}));
        GraphShape dispatch = test::shapeOf(402, {});
        for (uint32_t i = 1; i <= 400; ++i) {
            dispatch.edges.push_back({0, i});
            dispatch.edges.push_back({i, 401});
        }
        add("switch with 400 cases", dispatch);
        GraphShape tiny;
        tiny.nodes = {{1, 1}, {0.5, 2}, {900, 3}};
        tiny.edges = {{0, 1}, {0, 2}, {0, 2}, {2, 0}, {1, 1}};
        add("very small nodes", tiny);
        for (unsigned seed = 1; seed <= 12; ++seed) {
            const uint32_t nodes = 2 + seed * (dot ? 4 : 12);
            QTest::addRow("%s: random %u", name, seed) << dot << test::randomShape(nodes, nodes * (seed % 4), seed);
            QTest::addRow("%s: function %u", name, seed) << dot << test::functionShape(5 * seed, seed);
        }
    }
    QTest::addRow("layered: random 5000") << false << test::randomShape(5000, 7000, 7);
    QTest::addRow("layered: function 5000") << false << test::functionShape(5000, 7);
    QTest::addRow("layered: dense 300") << false << test::randomShape(300, 9000, 3);
}

void TestGraphLayout::properties()
{
    QFETCH(bool, dot);
    QFETCH(GraphShape, shape);
    const auto layout = engine(dot);
    const Result<GraphGeometry> result = layout->layOut(shape);
    QVERIFY2(result.ok(), result.ok() ? "" : result.error().summary.c_str());
    QCOMPARE(result->engine, std::string(dot ? "dot" : "layered"));
    const QString problem = checkCommon(shape, *result, dot ? 1.5 : 0.001);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    if (!dot) {
        const QString crossing = checkOrthogonal(shape, *result);
        QVERIFY2(crossing.isEmpty(), qPrintable(crossing));
    }
    const Result<GraphGeometry> again = layout->layOut(shape);
    QVERIFY(again.ok());
    QVERIFY(encodeGraphGeometry(*again) == encodeGraphGeometry(*result));
}

void TestGraphLayout::layeredTakesSeconds_data()
{
    QTest::addColumn<GraphShape>("shape");
    QTest::newRow("function of 50000") << test::functionShape(50'000, 1);
    QTest::newRow("random 50000") << test::randomShape(50'000, 75'000, 2);
    GraphShape chain = test::shapeOf(50'000, {});
    for (uint32_t i = 0; i + 1 < 50'000; ++i) {
        chain.edges.push_back({i, i + 1});
        chain.edges.push_back({i, 49'999});
        chain.edges.push_back({i, i / 2});
    }
    QTest::newRow("chain with far edges") << chain;
    GraphShape fan = test::shapeOf(50'000, {});
    for (uint32_t i = 1; i < 50'000; ++i)
        fan.edges.push_back({0, i});
    QTest::newRow("fan") << fan;
    QTest::newRow("50000 alone") << test::shapeOf(50'000, {});
}

void TestGraphLayout::layeredTakesSeconds()
{
    QFETCH(GraphShape, shape);
    const std::clock_t start = std::clock(); // of this process: other load does not count
    const Result<GraphGeometry> result = LayeredLayout().layOut(shape);
    const double spent = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    QVERIFY(result.ok());
    const QString problem = checkCommon(shape, *result, 0.001);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const QString crossing = checkOrthogonal(shape, *result, 31);
    QVERIFY2(crossing.isEmpty(), qPrintable(crossing));
    qInfo("%.2f s", spent);
    QVERIFY2(spent < 60, "a layout that takes a minute is no fallback"); // generous: sanitizers, slow machines
}

void TestGraphLayout::straightChain()
{
    const GraphShape shape = test::shapeOf(5, {{0, 1}, {1, 2}, {2, 3}, {3, 4}});
    const Result<GraphGeometry> result = LayeredLayout().layOut(shape);
    QVERIFY(result.ok());
    for (std::size_t i = 0; i < result->edges.size(); ++i) {
        QCOMPARE(result->edges[i].points.size(), std::size_t(2));
        QVERIFY(result->centres[i].y < result->centres[i + 1].y);
        QCOMPARE(result->centres[i].x, result->centres[0].x);
    }
}

void TestGraphLayout::backEdgeGoesAround()
{
    const GraphShape shape = test::shapeOf(4, {{0, 1}, {1, 2}, {2, 1}, {2, 3}});
    const Result<GraphGeometry> result = LayeredLayout().layOut(shape);
    QVERIFY(result.ok());
    const auto &back = result->edges[2].points;
    QVERIFY(back.front().y > result->centres[2].y);
    QVERIFY(back.back().y < result->centres[1].y);
    QVERIFY(back[1].y > back[0].y);                             // leaves downwards
    QVERIFY(back[back.size() - 1].y > back[back.size() - 2].y); // enters from above
}

void TestGraphLayout::refusesBadShapes()
{
    for (const bool dot : {true, false}) {
        const auto layout = engine(dot);
        GraphShape shape = test::shapeOf(2, {{0, 2}});
        QCOMPARE(layout->layOut(shape).error().kind, ErrorKind::BadInput);
        shape = test::shapeOf(2, {{0, 1}});
        for (const double size : {0.0, -5.0, 1e30, std::nan(""), std::numeric_limits<double>::infinity()}) {
            shape.nodes[1].width = size;
            QVERIFY(!layout->layOut(shape).ok());
        }
    }
}

// Whatever Graphviz says goes into the Error, never to stderr, where a child's protocol may be.
void TestGraphLayout::dotIsQuiet()
{
    char path[] = "/tmp/symbolon-stderr-XXXXXX";
    const int file = mkstemp(path);
    QVERIFY(file >= 0);
    const int kept = dup(2);
    dup2(file, 2);
    const bool ok = DotLayout().layOut(test::randomShape(60, 150, 5)).ok();
    dup2(kept, 2);
    ::close(kept);
    const auto said = lseek(file, 0, SEEK_END);
    ::close(file);
    unlink(path);
    QVERIFY(ok);
    QCOMPARE(static_cast<long>(said), 0L);
}

QTEST_GUILESS_MAIN(TestGraphLayout)
#include "tst_graphlayout.moc"
