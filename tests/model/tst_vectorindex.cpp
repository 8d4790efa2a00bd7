// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/modelmodule.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>

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

    void agreesWithBruteForce()
    {
        constexpr std::size_t dimension = 24;
        constexpr std::size_t stored = 500;
        constexpr std::size_t asked = 7;
        std::mt19937 random(11);
        std::normal_distribution<float> normal;
        std::vector<float> vectors(stored * dimension);
        std::vector<float> queries(asked * dimension);
        std::generate(vectors.begin(), vectors.end(), [&] { return normal(random); });
        std::generate(queries.begin(), queries.end(), [&] { return normal(random); });

        const auto index = m_module->makeIndex(dimension, stored);
        QVERIFY(index->add(vectors).ok());
        QCOMPARE(index->size(), stored);
        const auto hits = index->search(queries, 5);
        QVERIFY(hits.ok());
        for (std::size_t q = 0; q < asked; ++q) {
            std::vector<double> product(stored);
            for (std::size_t v = 0; v < stored; ++v)
                product[v] = std::inner_product(queries.begin() + q * dimension, queries.begin() + (q + 1) * dimension,
                                                vectors.begin() + v * dimension, 0.0);
            std::vector<std::size_t> order(stored);
            std::iota(order.begin(), order.end(), 0);
            std::sort(order.begin(), order.end(), [&](auto a, auto b) { return product[a] > product[b]; });
            QCOMPARE(hits->at(q).size(), std::size_t(5));
            for (std::size_t n = 0; n < 5; ++n) {
                QCOMPARE(hits->at(q)[n].id, static_cast<int64_t>(order[n]));
                QVERIFY(std::abs(hits->at(q)[n].similarity - product[order[n]]) < 1e-3);
            }
        }
    }

    void givesFewerWhenFewerAreStored()
    {
        const auto index = m_module->makeIndex(2, 10);
        QVERIFY(index->search(std::vector<float>{1, 0}, 3)->front().empty());
        QVERIFY(index->add(std::vector<float>{1, 0}).ok());
        QCOMPARE(index->search(std::vector<float>{1, 0}, 3)->front().size(), std::size_t(1));
    }

    void refusesWrongLengths()
    {
        const auto index = m_module->makeIndex(3, 10);
        QVERIFY(!index->add(std::vector<float>{1, 2}).ok());
        QVERIFY(!index->search(std::vector<float>{1, 2, 3, 4}, 1).ok());
    }

private:
    std::shared_ptr<const ModelModule> m_module;
};

QTEST_GUILESS_MAIN(TestVectorIndex)
#include "tst_vectorindex.moc"
