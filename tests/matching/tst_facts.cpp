// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/facts.h"
#include "analysis/matching/neighbours.h"
#include "pools.h"

#include <QTest>

#include <cmath>

using namespace symbolon;
using namespace symbolon::pools;

namespace {

FunctionFeatures withString(const char *text, uint64_t place = 1)
{
    FunctionFeatures features;
    features.strings = {{text, place}};
    return features;
}

FeaturePool poolOf(std::vector<FunctionFeatures> functions)
{
    FeaturePool pool;
    pool.functions = std::move(functions);
    for (uint32_t i = 0; i < pool.functions.size(); ++i)
        pool.origin.push_back(i);
    return pool;
}

const Fact *factOf(const Facts &facts, const FactTable &table, size_t function, FactKind kind, std::string_view key)
{
    const auto id = facts.vocabulary.find(kind, key);
    if (!id)
        return nullptr;
    for (const Fact &fact : table.of(function)) {
        if (fact.id == *id)
            return &fact;
    }
    return nullptr;
}

} // namespace

class TestFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inverseDocumentFrequency()
    {
        // "rare one" stands in 1 of 4 source and 1 of 2 binary functions, "common two" in 3 of 4 and 2 of 2.
        std::vector<FunctionFeatures> source(4);
        source[0] = withString("rare one");
        source[0].strings.push_back({"common two", 2});
        source[1] = source[2] = withString("common two");
        std::vector<FunctionFeatures> binary(2);
        binary[0] = source[0];
        binary[1] = withString("common two");
        FactWeights weights;
        const auto facts = gatherFacts(poolOf(binary), poolOf(source), weights, {});
        QVERIFY(facts);
        const auto rare = facts->vocabulary.find(FactKind::String, "rare one");
        const auto common = facts->vocabulary.find(FactKind::String, "common two");
        QVERIFY(rare && common);
        const double looks = weights.string * 0.4 * 1.2;
        QVERIFY(std::abs(facts->weight[*rare] - looks * (std::log(5 / 2.0) + std::log(3 / 2.0)) / 2) < 1e-9);
        QVERIFY(std::abs(facts->weight[*common] - looks * std::log(5 / 4.0) / 2) < 1e-9);
        QCOMPARE(facts->binaryCount[*common], 2u);
        QCOMPARE(facts->sourceCount[*common], 3u);
    }

    void oneSidedFactsWeighNothing()
    {
        const auto facts = gatherFacts(poolOf({withString("only in the binary")}),
                                       poolOf({withString("only in the source")}), FactWeights(), {});
        QVERIFY(!facts->vocabulary.find(FactKind::String, "only in the binary"));
        QCOMPARE(facts->weight[*facts->vocabulary.find(FactKind::String, "only in the source")], 0.0);
    }

    void stringsInsideOthers()
    {
        // A macro put its text before the literal; another literal was cut.
        const auto facts = gatherFacts(
            poolOf({withString("error: cannot mount volume"), withString("usage: tool [-v")}),
            poolOf({withString("cannot mount volume"), withString("usage: tool [-v] file")}), FactWeights(), {});
        const Fact *longer = factOf(*facts, facts->binary, 0, FactKind::String, "cannot mount volume");
        QVERIFY(longer);
        QVERIFY(longer->share > 0.5f && longer->share < 1);
        QVERIFY(factOf(*facts, facts->binary, 1, FactKind::String, "usage: tool [-v] file"));
    }

    void stringsSpelledAsIntegers()
    {
        FunctionFeatures little, big, wide;
        little.integers = {{0x20544547, 1}};                  // "GET " little-endian
        big.integers = {{0x47455420, 1}};                     // big-endian
        wide.integers = {{0x312e312f50545448, 1}, {1000, 2}}; // "HTTP/1.1"
        const auto facts = gatherFacts(poolOf({little, big, wide}),
                                       poolOf({withString("GET "), withString("HTTP/1.1")}), FactWeights(), {});
        QVERIFY(factOf(*facts, facts->binary, 0, FactKind::String, "GET"));
        QVERIFY(factOf(*facts, facts->binary, 1, FactKind::String, "GET"));
        QVERIFY(factOf(*facts, facts->binary, 2, FactKind::String, "HTTP/1.1"));
        QVERIFY(!factOf(*facts, facts->binary, 2, FactKind::String, "GET"));
    }

    void inlinedCalleesLendTheirFacts()
    {
        FunctionFeatures outer, inner, innermost, external;
        outer.calls = {{"inner", 5, 1}, {"external", 6, 3}};
        inner = withString("from inner", 20);
        inner.internal = true;
        inner.callers = {0};
        inner.calls = {{"innermost", 21, 2}};
        innermost = withString("from innermost", 30);
        innermost.internal = true;
        innermost.callers = {1};
        innermost.calls = {{"inner", 31, 1}}; // a cycle
        external = withString("from external", 40);
        external.callers = {0};
        const FactWeights weights;
        const auto facts = gatherFacts(poolOf({withString("from inner"), withString("from innermost")}),
                                       poolOf({outer, inner, innermost, external}), weights, {});
        const Fact *once = factOf(*facts, facts->source, 0, FactKind::String, "from inner");
        const Fact *twice = factOf(*facts, facts->source, 0, FactKind::String, "from innermost");
        QVERIFY(once && twice);
        QCOMPARE(once->share, static_cast<float>(weights.inlinedOnce));
        QCOMPARE(once->place, uint64_t(5)); // the line of the call
        QCOMPARE(twice->share, static_cast<float>(weights.inlinedOnce * weights.inlinedOnce));
        QCOMPARE(twice->place, uint64_t(5));
        QVERIFY(!factOf(*facts, facts->source, 0, FactKind::String, "from external"));
        QCOMPARE(factOf(*facts, facts->source, 1, FactKind::String, "from inner")->share, 1.0f);
    }

    void switchesAreFactsAsTheyAreAndRebased()
    {
        FunctionFeatures source, binary;
        source.switches = {{{'a', 'b', 'd'}, 3}};
        binary.switches = {{{0, 1, 3}, 0x10}};
        const auto facts = gatherFacts(poolOf({binary}), poolOf({source}), FactWeights(), {});
        QVERIFY(!factOf(*facts, facts->binary, 0, FactKind::Switch, "97,98,100"));
        QVERIFY(factOf(*facts, facts->binary, 0, FactKind::RebasedSwitch, "0,1,3"));
    }

    void neighboursFollowFromPairs()
    {
        FunctionFeatures caller, callee;
        caller.calls = {{"", 0x10, 1}};
        callee.callers = {0};
        FunctionFeatures sourceCaller = caller, sourceCallee = callee;
        sourceCaller.name = sourceCaller.qualifiedName = "caller";
        sourceCallee.name = sourceCallee.qualifiedName = "callee";
        sourceCaller.calls[0].place = 7;
        FactWeights weights;
        weights.neighbours = true;
        const FeaturePool binary = poolOf({caller, callee}), source = poolOf({sourceCaller, sourceCallee});
        auto facts = gatherFacts(binary, source, weights, {});
        QVERIFY(facts);
        Chosen chosen;
        chosen.rankings = {{}, {{1, 0.9, 10, 10}}};
        chosen.confidence = {0, 0.75};
        const FactTable table = withNeighbours(facts->binary, binary, source, facts->vocabulary, chosen, 0.5);
        const Fact *calls = factOf(*facts, table, 0, FactKind::Callee, "1");
        QVERIFY(calls);
        QCOMPARE(calls->share, 0.75f);
        QCOMPARE(calls->place, uint64_t(0x10));
        QVERIFY(table.of(1).empty()); // its caller has no pair
        QVERIFY(withNeighbours(facts->binary, binary, source, facts->vocabulary, chosen, 0.8).of(0).empty());
        QVERIFY(factOf(*facts, facts->source, 0, FactKind::Callee, "1"));
        QVERIFY(factOf(*facts, facts->source, 1, FactKind::Caller, "0"));
    }

    void twinsAreOneNeighbour()
    {
        FunctionFeatures twin;
        twin.name = twin.qualifiedName = "twin";
        FunctionFeatures elsewhere = twin;
        elsewhere.group = 1;
        QCOMPARE(twinRepresentatives(poolOf({twin, elsewhere, twin})), (std::vector<uint32_t>{0, 1, 0}));
    }
};

QTEST_APPLESS_MAIN(TestFacts)
#include "tst_facts.moc"
