// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Large pools: time, cancellation, and the same answer for every number of threads.
#include "analysis/matching/match.h"
#include "pools.h"
#include "tests/cputimer.h"

#include <QTest>

#include <algorithm>
#include <ctime>
#include <thread>

using namespace symbolon;
using namespace symbolon::pools;

class TestMatchScale : public QObject
{
    Q_OBJECT

    static void methodRows()
    {
        QTest::addColumn<int>("method");
        for (size_t i = 0; i < matchers().size(); ++i) {
            if (!matchers()[i]->needsRetrieval())
                QTest::newRow(std::string(matchers()[i]->name()).c_str()) << static_cast<int>(i);
        }
    }
    static const Matcher &method(int index) { return *matchers()[static_cast<size_t>(index)]; }

private Q_SLOTS:
    void sameForEveryNumberOfThreads_data() { methodRows(); }
    void sameForEveryNumberOfThreads()
    {
        QFETCH(int, method);
        const RandomPools pools = randomPools(1500, 5);
        std::string first;
        for (const unsigned threads : {1u, 2u, 7u}) {
            Work work;
            work.threads = threads;
            const auto matches = this->method(method).match(pools.binary, pools.source, {}, work);
            QVERIFY(matches);
            const std::string bytes = encodeMatches(*matches);
            if (first.empty())
                first = bytes;
            QVERIFY(bytes == first);
        }
    }

    void findsMost_data() { methodRows(); }
    void findsMost()
    {
        QFETCH(int, method);
        const RandomPools pools = randomPools(2000, 6);
        const auto matches = this->method(method).match(pools.binary, pools.source, {}, {});
        size_t right = 0;
        for (const FunctionMatches &function : matches->functions)
            right += function.candidates.front().source == function.function;
        QVERIFY2(right > 1500, qPrintable(QString::number(right)));
    }

    void stopsAtOnce_data() { methodRows(); }
    void stopsAtOnce()
    {
        QFETCH(int, method);
        const RandomPools pools = randomPools(30'000 / sanitizerDivisor, 7);
        for (const int delay : {0, 50, 300, 900}) {
            std::stop_source stop;
            Work work;
            work.stop = stop.get_token();
            // Processor time, so that a busy machine does not decide; no thread may use more than 200 ms of it.
            std::clock_t asked = 0;
            std::jthread canceller([&] {
                std::this_thread::sleep_for(std::chrono::milliseconds(delay));
                asked = std::clock();
                stop.request_stop();
            });
            const auto matches = this->method(method).match(pools.binary, pools.source, {}, work);
            const std::clock_t ended = std::clock();
            canceller.join();
            if (matches)
                break; // was done before
            QCOMPARE(matches.error().kind, ErrorKind::Cancelled);
            const double late = static_cast<double>(ended - asked) / CLOCKS_PER_SEC;
            const double limit = 0.2 * std::max(1u, std::thread::hardware_concurrency());
            QVERIFY2(late < limit, qPrintable(QStringLiteral("%1 s after %2 ms").arg(late).arg(delay)));
        }
    }

    void largePoolsStayBounded()
    {
        const RandomPools pools = randomPools(100'000 / sanitizerDivisor, 8);
        const CpuTimer timer;
        const auto matches = (*findMatcher("b2sfinder"))->match(pools.binary, pools.source, {}, {});
        QVERIFY(matches);
        QVERIFY2(timer.seconds() < 120, qPrintable(QString::number(timer.seconds())));
        QVERIFY(matches->functions.size() > 50'000 / sanitizerDivisor);
    }

    void onlyCommonFacts()
    {
        // Half of the functions have the same literals: nothing to tell them apart, and no n² work.
        RandomPools pools;
        FunctionFeatures same;
        same.strings = {{"the same everywhere", 1}};
        same.integers = {{77, 2}, {78, 3}, {79, 4}};
        pools.binary.functions.assign(20'000 / sanitizerDivisor, same);
        pools.source.functions.assign(20'000 / sanitizerDivisor, same);
        pools.binary.functions.resize(40'000 / sanitizerDivisor);
        pools.source.functions.resize(40'000 / sanitizerDivisor);
        const CpuTimer timer;
        const auto matches = (*findMatcher("b2sfinder"))->match(pools.binary, pools.source, {}, {});
        QVERIFY(matches);
        QVERIFY2(timer.seconds() < 60, qPrintable(QString::number(timer.seconds())));
        QCOMPARE(matches->functions.size(), size_t(20'000 / sanitizerDivisor));
        for (const FunctionMatches &function : matches->functions)
            QCOMPARE(function.candidates.front().confidence, 0.0);
    }
};

QTEST_APPLESS_MAIN(TestMatchScale)
#include "tst_matchscale.moc"
