// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/graph/shapes.h"

#include <QTest>

#include <limits>

using namespace symbolon;

class TestGraphCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shapeSurvives();
    void geometrySurvives();
    void cutBytesAreRefused();
    void damagedBytesNeverCrash();
    void refusesWrongValues();
};

void TestGraphCodec::shapeSurvives()
{
    for (const GraphShape &shape : {GraphShape{}, test::shapeOf(1, {{0, 0}}), test::randomShape(200, 500, 1)}) {
        const auto back = decodeGraphShape(encodeGraphShape(shape));
        QVERIFY(back);
        QCOMPARE(back->nodes.size(), shape.nodes.size());
        QCOMPARE(back->edges.size(), shape.edges.size());
        for (std::size_t i = 0; i < shape.nodes.size(); ++i) {
            QCOMPARE(back->nodes[i].width, shape.nodes[i].width);
            QCOMPARE(back->nodes[i].height, shape.nodes[i].height);
        }
        for (std::size_t i = 0; i < shape.edges.size(); ++i) {
            QCOMPARE(back->edges[i].from, shape.edges[i].from);
            QCOMPARE(back->edges[i].to, shape.edges[i].to);
        }
    }
}

void TestGraphCodec::geometrySurvives()
{
    GraphGeometry geometry{12.5, 1e6, {{1, 2}, {3.25, -4}}, {}, "dot"};
    geometry.edges.push_back({{{0, 0}, {1, 1}, {2, 2}, {3, 3}}, true});
    geometry.edges.push_back({{{0, 0}, {0, 9}}, false});
    const auto back = decodeGraphGeometry(encodeGraphGeometry(geometry));
    QVERIFY(back);
    QCOMPARE(back->engine, geometry.engine);
    QCOMPARE(back->width, 12.5);
    QCOMPARE(back->height, 1e6);
    QCOMPARE(back->centres.size(), std::size_t(2));
    QCOMPARE(back->centres[1].x, 3.25);
    QCOMPARE(back->edges.size(), std::size_t(2));
    QVERIFY(back->edges[0].curved);
    QVERIFY(!back->edges[1].curved);
    QCOMPARE(back->edges[0].points[3].y, 3.0);
}

void TestGraphCodec::cutBytesAreRefused()
{
    const std::string shape = encodeGraphShape(test::randomShape(20, 30, 1));
    for (std::size_t size = 0; size < shape.size(); ++size)
        QVERIFY(!decodeGraphShape(std::string_view(shape).substr(0, size)));
    QVERIFY(!decodeGraphShape(shape + "x"));
    const std::string geometry = encodeGraphGeometry(*LayeredLayout().layOut(test::randomShape(9, 15, 1)));
    for (std::size_t size = 0; size < geometry.size(); ++size)
        QVERIFY(!decodeGraphGeometry(std::string_view(geometry).substr(0, size)));
    QVERIFY(!decodeGraphGeometry(geometry + "x"));
    QVERIFY(!decodeGraphGeometry(shape));
    QVERIFY(!decodeGraphShape(geometry));
}

void TestGraphCodec::damagedBytesNeverCrash()
{
    const std::string shape = encodeGraphShape(test::randomShape(20, 30, 1));
    const std::string geometry = encodeGraphGeometry(*LayeredLayout().layOut(test::randomShape(9, 15, 1)));
    std::mt19937 random(1);
    int refused = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes = round % 2 ? shape : geometry;
        for (int i = 0; i < 3; ++i)
            bytes[random() % bytes.size()] = static_cast<char>(random());
        if (round % 2) {
            if (const auto decoded = decodeGraphShape(bytes)) {
                for (const auto &edge : decoded->edges)
                    QVERIFY(edge.from < decoded->nodes.size() && edge.to < decoded->nodes.size());
            } else {
                ++refused;
            }
        } else if (!decodeGraphGeometry(bytes)) {
            ++refused;
        }
    }
    QVERIFY(refused > 100);
}

void TestGraphCodec::refusesWrongValues()
{
    GraphShape shape = test::shapeOf(2, {{0, 1}});
    shape.edges[0].to = 2;
    QVERIFY(!decodeGraphShape(encodeGraphShape(shape)));
    GraphGeometry geometry{1, 1, {{0, 0}}, {{{{0, 0}, {1, 1}}, true}}, "dot"}; // a curve of two points
    QVERIFY(!decodeGraphGeometry(encodeGraphGeometry(geometry)));
    geometry.edges[0].curved = false;
    QVERIFY(decodeGraphGeometry(encodeGraphGeometry(geometry)));
    geometry.centres[0].x = std::numeric_limits<double>::quiet_NaN();
    QVERIFY(!decodeGraphGeometry(encodeGraphGeometry(geometry)));
}

QTEST_GUILESS_MAIN(TestGraphCodec)
#include "tst_graphcodec.moc"
