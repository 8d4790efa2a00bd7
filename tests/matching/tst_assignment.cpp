// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/assignment.h"
#include "tests/cputimer.h"

#include <QTest>

#include <cmath>
#include <map>
#include <random>
#include <set>

using namespace symbolon;

namespace {

using Rows = std::vector<std::vector<AssignmentEdge>>;

// The textbook Hungarian algorithm, O(n³), on the dense matrix with one column more per row that is worth 0.
double exactTotal(const Rows &rows, uint32_t columns)
{
    const size_t n = rows.size(), m = columns + rows.size();
    std::vector<std::vector<double>> cost(n + 1, std::vector<double>(m + 1, 0));
    for (size_t i = 0; i < n; ++i) {
        for (const AssignmentEdge &edge : rows[i])
            cost[i + 1][edge.column + 1] = std::min(cost[i + 1][edge.column + 1], -edge.value);
    }
    std::vector<double> u(n + 1, 0), v(m + 1, 0);
    std::vector<size_t> match(m + 1, 0), way(m + 1, 0);
    for (size_t i = 1; i <= n; ++i) {
        match[0] = i;
        size_t column = 0;
        std::vector<double> least(m + 1, 1e18);
        std::vector<bool> used(m + 1, false);
        do {
            used[column] = true;
            const size_t row = match[column];
            double delta = 1e18;
            size_t next = 0;
            for (size_t j = 1; j <= m; ++j) {
                if (used[j])
                    continue;
                const double reduced = cost[row][j] - u[row] - v[j];
                if (reduced < least[j]) {
                    least[j] = reduced;
                    way[j] = column;
                }
                if (least[j] < delta) {
                    delta = least[j];
                    next = j;
                }
            }
            for (size_t j = 0; j <= m; ++j) {
                if (used[j]) {
                    u[match[j]] += delta;
                    v[j] -= delta;
                } else {
                    least[j] -= delta;
                }
            }
            column = next;
        } while (match[column] != 0);
        do {
            const size_t before = way[column];
            match[column] = match[before];
            column = before;
        } while (column != 0);
    }
    double total = 0;
    for (size_t j = 1; j <= m; ++j) {
        if (match[j] != 0)
            total -= cost[match[j]][j];
    }
    return total;
}

double totalOf(const Rows &rows, const std::vector<int32_t> &columns)
{
    double total = 0;
    for (size_t i = 0; i < rows.size(); ++i) {
        if (columns[i] < 0)
            continue;
        double best = 0;
        for (const AssignmentEdge &edge : rows[i]) {
            if (edge.column == static_cast<uint32_t>(columns[i]))
                best = std::max(best, edge.value);
        }
        total += best;
    }
    return total;
}

Rows randomRows(std::mt19937 &random, size_t count, uint32_t columns, unsigned degree, unsigned levels)
{
    Rows rows(count);
    for (auto &row : rows) {
        std::set<uint32_t> chosen;
        for (unsigned n = random() % (degree + 1); n > 0; --n)
            chosen.insert(static_cast<uint32_t>(random() % columns));
        for (const uint32_t column : chosen)
            row.push_back({column, static_cast<double>(random() % levels) / levels - 0.1});
    }
    return rows;
}

} // namespace

class TestAssignment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothing()
    {
        QCOMPARE(assign({}, 0)->size(), size_t(0));
        const auto columns = assign({{}, {{0, -1.0}}, {{0, 0.0}}}, 1);
        QCOMPARE(*columns, (std::vector<int32_t>{-1, -1, -1}));
    }

    void betterTogether()
    {
        // Greedy would give column 0 to row 0 (0.9) and nothing to row 1.
        const Rows rows = {{{0, 0.9}, {1, 0.8}}, {{0, 0.7}}};
        QCOMPARE(*assign(rows, 2), (std::vector<int32_t>{1, 0}));
    }

    void leavesRowsOut()
    {
        // Three rows, one column: the best pair holds.
        const Rows rows = {{{0, 0.3}}, {{0, 0.9}}, {{0, 0.5}}};
        QCOMPARE(*assign(rows, 1), (std::vector<int32_t>{-1, 0, -1}));
    }

    void againstHungarian_data()
    {
        QTest::addColumn<uint>("rows");
        QTest::addColumn<uint>("columns");
        QTest::addColumn<uint>("degree");
        QTest::addColumn<uint>("levels");
        QTest::newRow("sparse") << 12u << 12u << 3u << 1000u;
        QTest::newRow("dense") << 10u << 14u << 14u << 1000u;
        QTest::newRow("more rows") << 20u << 7u << 5u << 1000u;
        QTest::newRow("ties") << 15u << 10u << 6u << 3u;
        QTest::newRow("larger") << 60u << 50u << 8u << 40u;
    }
    void againstHungarian()
    {
        QFETCH(uint, rows);
        QFETCH(uint, columns);
        QFETCH(uint, degree);
        QFETCH(uint, levels);
        std::mt19937 random(7);
        for (int round = 0; round < 200; ++round) {
            const Rows values = randomRows(random, rows, columns, degree, levels);
            const auto answer = assign(values, columns);
            QVERIFY(answer);
            QCOMPARE(answer->size(), values.size());
            std::set<int32_t> seen;
            for (const int32_t column : *answer)
                QVERIFY(column < 0 || seen.insert(column).second);
            const double expected = exactTotal(values, columns);
            QVERIFY2(std::abs(totalOf(values, *answer) - expected) < 1e-9,
                     qPrintable(QStringLiteral("%1 instead of %2").arg(totalOf(values, *answer)).arg(expected)));
        }
    }

    void limitedEffortStaysValid()
    {
        std::mt19937 random(11);
        const Rows values = randomRows(random, 300, 100, 20, 5);
        const auto answer = assign(values, 100, {}, 10);
        QVERIFY(answer);
        std::map<int32_t, int> seen;
        for (size_t i = 0; i < answer->size(); ++i) {
            if ((*answer)[i] >= 0)
                QCOMPARE(++seen[(*answer)[i]], 1);
        }
        QVERIFY(totalOf(values, *answer) > 0.8 * exactTotal(values, 100));
    }

    void largeIsQuick()
    {
        constexpr uint32_t count = 100'000 / sanitizerDivisor;
        std::mt19937 random(3);
        const Rows values = randomRows(random, count, count, 32, 100'000);
        const CpuTimer timer;
        QVERIFY(assign(values, count));
        QVERIFY2(timer.seconds() < 20, qPrintable(QString::number(timer.seconds())));
    }

    void stops()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!assign({{{0, 1.0}}}, 1, stop.get_token()));
    }
};

QTEST_APPLESS_MAIN(TestAssignment)
#include "tst_assignment.moc"
