// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/modelmodule.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <random>
#include <set>
#include <stop_token>

using namespace symbolon;

class TestVectorIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto module = loadModelModule();
        QVERIFY2(module.ok(), module ? "" : (module.error().summary + module.error().detail).c_str());
        m_module = *module;
    }

    void tellsWhatItRunsOn()
    {
        QVERIFY(QString::fromStdString(m_module->torchVersion()).startsWith(QLatin1String("1.13"))
                || m_module->torchVersion().at(0) >= '2');
        QCOMPARE(m_module->devices().front().name, std::string("cpu"));
    }

    void agreesWithBruteForce_data()
    {
        QTest::addColumn<int>("dimension");
        QTest::addColumn<int>("stored");
        QTest::addColumn<int>("asked");
        QTest::addColumn<int>("centres"); // vectors of one centre are nearly the same: rounding must not decide
        QTest::addColumn<double>("spread");
        QTest::addColumn<double>("largest"); // length, the smallest being 1
        QTest::newRow("anywhere") << 24 << 500 << 7 << 500 << 1.0 << 1.0;
        QTest::newRow("odd dimension, lengths that differ") << 17 << 3000 << 40 << 3000 << 1.0 << 20.0;
        QTest::newRow("wide, near one another") << 416 << 2000 << 300 << 20 << 0.02 << 1.0;
        QTest::newRow("more queries than are compared at once") << 33 << 1500 << 1500 << 100 << 0.1 << 1.0;
        QTest::newRow("more vectors than are compared at once") << 8 << 9000 << 260 << 900 << 0.3 << 1.0;
    }

    void agreesWithBruteForce()
    {
        QFETCH(const int, dimension);
        QFETCH(const int, stored);
        QFETCH(const int, asked);
        QFETCH(const int, centres);
        QFETCH(const double, spread);
        QFETCH(const double, largest);
        std::mt19937 random(11);
        const std::vector<float> middles = vectors(random, centres, dimension, {}, 1, 1);
        const std::vector<float> there = vectors(random, stored, dimension, middles, spread, largest);
        const std::vector<float> queries = vectors(random, asked, dimension, middles, spread, 1);
        const auto width = static_cast<std::size_t>(dimension);
        const auto index = m_module->makeIndex(width, 1000);
        const auto first = std::span(there).first(there.size() / width / 3 * width);
        QVERIFY(index->add(first, {}).ok());
        QVERIFY(index->add(std::span(there).subspan(first.size()), {}).ok());
        QCOMPARE(index->size(), std::size_t(stored));
        constexpr std::size_t wanted = 10;
        const auto hits = index->search(queries, wanted, {});
        QVERIFY(hits.ok());
        QCOMPARE(hits->size(), std::size_t(asked));
        for (std::size_t q = 0; q < hits->size(); ++q) {
            std::vector<double> products(static_cast<std::size_t>(stored));
            for (std::size_t v = 0; v < products.size(); ++v)
                products[v] = std::inner_product(queries.begin() + q * width, queries.begin() + (q + 1) * width,
                                                 there.begin() + v * width, 0.0);
            std::vector<double> best = products;
            std::partial_sort(best.begin(), best.begin() + wanted, best.end(), std::greater<>());
            QCOMPARE((*hits)[q].size(), wanted);
            std::set<int64_t> different;
            for (std::size_t n = 0; n < wanted; ++n) {
                const VectorIndex::Hit &hit = (*hits)[q][n];
                different.insert(hit.id);
                QVERIFY(std::abs(hit.similarity - products[static_cast<std::size_t>(hit.id)]) < 1e-5 * largest);
                QVERIFY(std::abs(hit.similarity - best[n]) < 1e-5 * largest); // equals are interchangeable
            }
            QCOMPARE(different.size(), wanted);
        }
    }

    void theFirstOfEqualsComesFirst()
    {
        const auto index = m_module->makeIndex(3, 10);
        QVERIFY(index->add(std::vector<float>{0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0}, {}).ok());
        const auto hits = index->search(std::vector<float>{0, 2, 0}, 4, {});
        QVERIFY(hits.ok());
        const std::vector<int64_t> order{0, 1, 3, 2};
        for (std::size_t n = 0; n < order.size(); ++n)
            QCOMPARE(hits->front()[n].id, order[n]);
    }

    void vectorsOfZeros()
    {
        const auto index = m_module->makeIndex(2, 10);
        QVERIFY(index->add(std::vector<float>{0, 0, 1, 0}, {}).ok());
        QCOMPARE(index->search(std::vector<float>{0, 0}, 2, {})->front().size(), std::size_t(2));
        const auto hits = index->search(std::vector<float>{-1, 0}, 1, {});
        QCOMPARE(hits->front().front().id, int64_t(0));
    }

    void theGraphFindsNearlyAll()
    {
        constexpr std::size_t dimension = 16, stored = 3000, asked = 200, wanted = 10;
        std::mt19937 random(3);
        const std::vector<float> there = vectors(random, stored, dimension, {}, 1, 1);
        const std::vector<float> queries = vectors(random, asked, dimension, {}, 1, 1);
        const auto graph = m_module->makeIndex(dimension, 2'000'000);
        const auto exact = m_module->makeIndex(dimension, stored);
        QVERIFY(graph->add(there, {}).ok() && exact->add(there, {}).ok());
        const auto found = graph->search(queries, wanted, {});
        const auto right = exact->search(queries, wanted, {});
        QVERIFY(found.ok() && right.ok());
        std::size_t same = 0;
        for (std::size_t q = 0; q < asked; ++q) {
            for (const VectorIndex::Hit &hit : (*found)[q])
                same += std::any_of((*right)[q].begin(), (*right)[q].end(),
                                    [&](const VectorIndex::Hit &each) { return each.id == hit.id; });
        }
        QVERIFY2(same > asked * wanted * 95 / 100, qPrintable(QString::number(same)));
    }

    void stops_data() { refusesWhatIsNoNumber_data(); }
    void stops()
    {
        QFETCH(const int, expected);
        const auto index = m_module->makeIndex(2, static_cast<std::size_t>(expected));
        QVERIFY(index->add(std::vector<float>{1, 0}, {}).ok());
        std::stop_source stop;
        stop.request_stop();
        Work work;
        work.stop = stop.get_token();
        const auto hits = index->search(std::vector<float>{1, 0}, 1, work);
        QVERIFY(!hits.ok());
        QCOMPARE(hits.error().kind, ErrorKind::Cancelled);
    }

    void givesFewerWhenFewerAreStored()
    {
        const auto index = m_module->makeIndex(2, 10);
        QVERIFY(index->search(std::vector<float>{1, 0}, 3, {})->front().empty());
        QVERIFY(index->add(std::vector<float>{1, 0}, {}).ok());
        QCOMPARE(index->search(std::vector<float>{1, 0}, 3, {})->front().size(), std::size_t(1));
        QVERIFY(index->search(std::vector<float>{1, 0}, 0, {})->front().empty());
        QVERIFY(index->search({}, 3, {})->empty());
    }

    void refusesWrongLengths()
    {
        const auto index = m_module->makeIndex(3, 10);
        QVERIFY(!index->add(std::vector<float>{1, 2}, {}).ok());
        QVERIFY(!index->search(std::vector<float>{1, 2, 3, 4}, 1, {}).ok());
    }

    void refusesWhatIsNoNumber_data()
    {
        QTest::addColumn<int>("expected");
        QTest::newRow("exact") << 10;
        QTest::newRow("graph") << 2'000'000;
    }
    void refusesWhatIsNoNumber()
    {
        QFETCH(const int, expected);
        const auto index = m_module->makeIndex(2, static_cast<std::size_t>(expected));
        QVERIFY(!index->add(std::vector<float>{1, NAN}, {}).ok());
        QVERIFY(!index->add(std::vector<float>{INFINITY, 0}, {}).ok());
        QCOMPARE(index->size(), std::size_t(0));
        QVERIFY(index->add(std::vector<float>{1, 0}, {}).ok());
        QVERIFY(!index->search(std::vector<float>{NAN, 0}, 1, {}).ok());
    }

private:
    // `count` vectors, each its centre and a random part of that length, of lengths from 1 to `largest`.
    static std::vector<float> vectors(std::mt19937 &random, int count, int dimension, const std::vector<float> &centres,
                                      double spread, double largest)
    {
        std::normal_distribution<double> normal(0, spread / std::sqrt(dimension));
        const auto width = static_cast<std::size_t>(dimension);
        std::vector<float> all;
        for (int row = 0; row < count; ++row) {
            const std::size_t centre = centres.empty() ? 0 : random() % (centres.size() / width);
            std::vector<double> vector(width);
            double squares = 0;
            for (std::size_t i = 0; i < width; ++i) {
                vector[i] = normal(random) + (centres.empty() ? 0.0 : centres[centre * width + i]);
                squares += vector[i] * vector[i];
            }
            const double length = 1 + (largest - 1) * row / count;
            for (const double value : vector)
                all.push_back(static_cast<float>(value / std::sqrt(squares) * length));
        }
        return all;
    }

    std::shared_ptr<const ModelModule> m_module;
};

QTEST_GUILESS_MAIN(TestVectorIndex)
#include "tst_vectorindex.moc"
