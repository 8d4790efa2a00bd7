// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/neighbourvectors.h"

#include <QTest>

#include <cmath>
#include <map>
#include <random>
#include <set>

using namespace symbolon;

namespace {

void call(FeaturePool &pool, uint32_t caller, uint32_t callee)
{
    CallFact fact;
    fact.callee = static_cast<int32_t>(callee);
    pool.functions[caller].calls.push_back(fact);
    auto &callers = pool.functions[callee].callers;
    if (std::find(callers.begin(), callers.end(), caller) == callers.end())
        callers.push_back(caller);
}

using Vector = std::vector<double>;

Vector scaled(Vector v, double length)
{
    double squares = 0;
    for (const double x : v)
        squares += x * x;
    if (squares > 0) {
        for (double &x : v)
            x *= length / std::sqrt(squares);
    }
    return v;
}

} // namespace

class TestNeighbourVectors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheDefinition()
    {
        constexpr size_t dimension = 5;
        constexpr uint32_t count = 30;
        std::mt19937 random(9);
        FeaturePool pool;
        pool.functions.resize(count);
        for (int n = 0; n < 90; ++n)
            call(pool, random() % count, random() % count); // some twice, some recursive
        CallFact library;
        library.name = "malloc";
        pool.functions[0].calls.push_back(library);
        std::vector<uint32_t> functions; // every third has no vector
        for (uint32_t i = 0; i < count; ++i) {
            if (i % 3 != 2)
                functions.push_back(i);
        }
        std::normal_distribution<double> normal;
        std::map<uint32_t, Vector> own;
        std::vector<float> values;
        for (const uint32_t function : functions) {
            Vector v(dimension);
            for (double &x : v)
                x = normal(random);
            own[function] = scaled(v, 1);
            values.insert(values.end(), own[function].begin(), own[function].end());
        }
        std::map<uint32_t, std::set<uint32_t>> callees, callers;
        for (uint32_t i = 0; i < count; ++i) {
            for (const CallFact &fact : pool.functions[i].calls) {
                if (fact.callee >= 0) {
                    callees[i].insert(static_cast<uint32_t>(fact.callee));
                    callers[static_cast<uint32_t>(fact.callee)].insert(i);
                }
            }
        }
        const NeighbourShares shares{0.5F, 0.25F};
        const auto result = withNeighbours(values, dimension, functions, pool, shares);
        QCOMPARE(result.size(), functions.size() * 3 * dimension);
        for (size_t row = 0; row < functions.size(); ++row) {
            const uint32_t self = functions[row];
            const auto mean = [&](const std::set<uint32_t> &others, std::map<uint32_t, std::set<uint32_t>> &common) {
                Vector sum(dimension);
                for (const uint32_t other : others) {
                    if (other == self || !own.count(other))
                        continue;
                    for (size_t i = 0; i < dimension; ++i)
                        sum[i] += own[other][i] / (1 + std::log(1.0 + static_cast<double>(common[other].size())));
                }
                return sum;
            };
            Vector expected = own[self];
            const Vector called = scaled(mean(callees[self], callers), 0.5);
            const Vector calling = scaled(mean(callers[self], callees), 0.25);
            expected.insert(expected.end(), called.begin(), called.end());
            expected.insert(expected.end(), calling.begin(), calling.end());
            expected = scaled(expected, 1);
            for (size_t i = 0; i < expected.size(); ++i)
                QVERIFY(std::fabs(expected[i] - result[row * 3 * dimension + i]) < 1e-5);
        }
    }

    // As the function itself, but for its own vector and what is inlined into it.
    void formsWithWhatIsInlined()
    {
        const std::vector<float> values{1, 0, 0, 1, 0.6F, 0.8F, 0.8F, 0.6F};
        const std::vector<uint32_t> functions{0, 1, 2, 3};
        FeaturePool pool;
        pool.functions.resize(4);
        call(pool, 0, 1);
        call(pool, 0, 2);
        call(pool, 1, 2);
        call(pool, 3, 0);
        FeaturePool variants;
        variants.functions.push_back(pool.functions[0]); // calls 1, which is inlined, and 2
        variants.functions.push_back(pool.functions[0]);
        variants.origin = {0, 0};
        const std::vector<float> own{0, 1, 1, 0};
        const std::vector<std::vector<uint32_t>> inlined{{1}, {}};
        const auto rows = inlinedWithNeighbours(own, variants, inlined, values, 2, functions, pool);
        QCOMPARE(rows.size(), size_t(12));
        const auto plain = withNeighbours(values, 2, functions, pool);
        for (size_t i = 0; i < 6; ++i)
            QVERIFY(std::fabs(rows[6 + i] - plain[i]) < 1e-6); // nothing inlined, its own vector
        const NeighbourShares shares;
        const double length = std::sqrt(1 + shares.callees * shares.callees + shares.callers * shares.callers);
        const std::vector<double> expected{0, 1, 0.6 * shares.callees, 0.8 * shares.callees, 0.8 * shares.callers,
                                           0.6 * shares.callers};
        for (size_t i = 0; i < 6; ++i)
            QVERIFY(std::fabs(rows[i] - expected[i] / length) < 1e-6);
    }

    // Two functions with one vector, told apart by what they call.
    void tellsTwinsApart()
    {
        const std::vector<float> values{1, 0, 1, 0, 0, 1, 0.6F, 0.8F};
        const std::vector<uint32_t> functions{0, 1, 2, 3};
        FeaturePool pool;
        pool.functions.resize(4);
        call(pool, 0, 2);
        call(pool, 1, 3);
        const auto result = withNeighbours(values, 2, functions, pool);
        double product = 0;
        for (size_t i = 0; i < 6; ++i)
            product += static_cast<double>(result[i]) * result[6 + i];
        QVERIFY(product < 0.98);
    }
};

QTEST_GUILESS_MAIN(TestNeighbourVectors)
#include "tst_neighbourvectors.moc"
