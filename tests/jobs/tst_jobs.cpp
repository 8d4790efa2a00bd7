// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/jobs/inbox.h"
#include "app/jobs/jobs.h"
#include "app/jobs/serialthread.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <chrono>
#include <random>
#include <stdexcept>
#include <thread>

using namespace symbolon;
using namespace std::chrono_literals;

namespace {

// A body that works until it is stopped, looking every millisecond.
Result<int> untilStopped(const Work &work)
{
    while (!work.stopRequested())
        std::this_thread::sleep_for(1ms);
    return cancelled();
}

} // namespace

class TestJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deliversOnTheOwnersThread();
    void newerSupersedesOlder();
    void queuedJobsAllAnswerInOrder();
    void burstRunsOnlyFirstAndLast();
    void cancelAnswersWithin200ms();
    void cancelOfAWaitingJobNeverRunsIt();
    void progressIsThrottledAndComplete();
    void estimatesTimeLeft();
    void exceptionsBecomeErrors();
    void destructorStopsAndWaits();
    void jobsMayStartJobs();
    void serialThreadFinishesWhatItAccepted();
    void inboxKeepsOrderFromOneThread();
    void stress();
};

void TestJobs::deliversOnTheOwnersThread()
{
    Jobs jobs;
    QSignalSpy started(&jobs, &Jobs::started);
    QSignalSpy finished(&jobs, &Jobs::finished);
    std::thread::id ranOn;
    std::thread::id answeredOn;
    int answer = 0;
    jobs.start(Job<int>{.kind = QStringLiteral("add"),
                        .title = QStringLiteral("Adding"),
                        .body = [&](const Work &) -> Result<int> {
                            ranOn = std::this_thread::get_id();
                            return 42;
                        },
                        .done =
                            [&](Result<int> result) {
                                answeredOn = std::this_thread::get_id();
                                answer = result.value();
                            }});
    QVERIFY(jobs.isActive(QStringLiteral("add")));
    QTRY_COMPARE(answer, 42);
    QCOMPARE(answeredOn, std::this_thread::get_id());
    QVERIFY(ranOn != answeredOn);
    QCOMPARE(started.count(), 1);
    QCOMPARE(finished.count(), 1);
    QCOMPARE(finished[0][1].value<JobOutcome>(), JobOutcome::Done);
    QVERIFY(jobs.idle());
}

void TestJobs::newerSupersedesOlder()
{
    Jobs jobs;
    QSignalSpy finished(&jobs, &Jobs::finished);
    QStringList answers;
    // The older body ignores the stop for a while and then returns a value all the same: it must be dropped.
    jobs.start(Job<QString>{.kind = QStringLiteral("layout"),
                            .title = {},
                            .body = [](const Work &) -> Result<QString> {
                                std::this_thread::sleep_for(100ms);
                                return QStringLiteral("old");
                            },
                            .done = [&](Result<QString> r) { answers.append(r.value()); }});
    jobs.start(Job<QString>{.kind = QStringLiteral("layout"),
                            .title = {},
                            .body = [](const Work &) -> Result<QString> { return QStringLiteral("new"); },
                            .done = [&](Result<QString> r) { answers.append(r.value()); }});
    // Another kind is left alone.
    jobs.start(Job<QString>{.kind = QStringLiteral("other"),
                            .title = {},
                            .body = [](const Work &) -> Result<QString> {
                                std::this_thread::sleep_for(150ms);
                                return QStringLiteral("other");
                            },
                            .done = [&](Result<QString> r) { answers.append(r.value()); }});
    QTRY_VERIFY(jobs.idle());
    QTest::qWait(150);
    QCOMPARE(answers, QStringList({QStringLiteral("new"), QStringLiteral("other")}));
    QCOMPARE(finished.count(), 3);
    QCOMPARE(finished[0][1].value<JobOutcome>(), JobOutcome::Superseded);
}

void TestJobs::queuedJobsAllAnswerInOrder()
{
    Jobs jobs;
    QList<int> answers;
    std::atomic<int> atOnce = 0;
    std::atomic<int> most = 0;
    for (int n = 0; n < 5; ++n)
        jobs.start(Job<int>{.kind = QStringLiteral("analyze"),
                            .title = {},
                            .body = [&, n](const Work &) -> Result<int> {
                                most = std::max(most.load(), ++atOnce);
                                std::this_thread::sleep_for(5ms);
                                --atOnce;
                                return n;
                            },
                            .done = [&](Result<int> r) { answers.append(r.value()); },
                            .policy = JobPolicy::Queue});
    QTRY_COMPARE(answers, QList<int>({0, 1, 2, 3, 4}));
    QCOMPARE(most.load(), 1);
}

void TestJobs::burstRunsOnlyFirstAndLast()
{
    Jobs jobs;
    std::atomic<int> ran = 0;
    QList<int> answers;
    for (int n = 0; n < 50; ++n)
        jobs.start(Job<int>{.kind = QStringLiteral("layout"),
                            .title = {},
                            .body = [&, n](const Work &) -> Result<int> {
                                ++ran;
                                std::this_thread::sleep_for(30ms);
                                return n;
                            },
                            .done = [&](Result<int> r) { answers.append(r.value()); }});
    QTRY_VERIFY(jobs.idle());
    QCOMPARE(answers, QList<int>({49}));
    QVERIFY2(ran <= 3, qPrintable(QString::number(ran)));
}

void TestJobs::cancelAnswersWithin200ms()
{
    Jobs jobs;
    int answered = 0;
    ErrorKind kind = ErrorKind::Failed;
    const quint64 id = jobs.start(Job<int>{.kind = QStringLiteral("slow"),
                                           .title = {},
                                           .body = [](const Work &) -> Result<int> {
                                               std::this_thread::sleep_for(600ms); // deaf to the stop
                                               return 1;
                                           },
                                           .done =
                                               [&](Result<int> r) {
                                                   ++answered;
                                                   kind = r.ok() ? ErrorKind::Failed : r.error().kind;
                                               }});
    QTest::qWait(20);
    QElapsedTimer timer;
    timer.start();
    jobs.cancel(id);
    QTRY_COMPARE_WITH_TIMEOUT(answered, 1, 1000);
    QVERIFY(timer.elapsed() < 200);
    QCOMPARE(kind, ErrorKind::Cancelled);
    QVERIFY(jobs.idle());
    QTest::qWait(700); // the late answer
    QCOMPARE(answered, 1);
    jobs.cancel(id); // gone: nothing happens
}

void TestJobs::cancelOfAWaitingJobNeverRunsIt()
{
    Jobs jobs;
    std::atomic<bool> ran = false;
    bool answered = false;
    jobs.start(Job<int>{
        .kind = QStringLiteral("q"), .title = {}, .body = untilStopped, .done = {}, .policy = JobPolicy::Queue});
    const quint64 waiting = jobs.start(Job<int>{.kind = QStringLiteral("q"),
                                                .title = {},
                                                .body = [&](const Work &) -> Result<int> {
                                                    ran = true;
                                                    return 0;
                                                },
                                                .done = [&](Result<int> r) { answered = !r.ok(); },
                                                .policy = JobPolicy::Queue});
    QCOMPARE(jobs.active().size(), 2);
    jobs.cancel(waiting);
    QTRY_VERIFY(answered);
    QCOMPARE(jobs.active().size(), 1);
    jobs.cancelAll();
    QTRY_VERIFY(jobs.idle());
    QVERIFY(!ran);
}

void TestJobs::progressIsThrottledAndComplete()
{
    Jobs jobs;
    QSignalSpy progressed(&jobs, &Jobs::progressed);
    QSignalSpy finished(&jobs, &Jobs::finished);
    jobs.start(Job<int>{.kind = QStringLiteral("count"),
                        .title = {},
                        .body = [](const Work &work) -> Result<int> {
                            for (uint64_t n = 1; n <= 500; ++n) {
                                work.report("functions", n, 500);
                                std::this_thread::sleep_for(1ms);
                            }
                            return 0;
                        },
                        .done = {}});
    QTRY_COMPARE(finished.count(), 1);
    const auto last = finished[0][0].value<JobStatus>();
    QCOMPARE(last.done, quint64(500));
    QCOMPARE(last.unit, QStringLiteral("functions"));
    QVERIFY(progressed.count() >= 2);
    QVERIFY2(progressed.count() <= last.elapsed / 50 + 1, qPrintable(QString::number(progressed.count())));
}

void TestJobs::estimatesTimeLeft()
{
    Jobs jobs;
    qint64 left = -1;
    connect(&jobs, &Jobs::progressed, this, [&](const JobStatus &job) { left = std::max(left, job.left); });
    jobs.start(Job<int>{.kind = QStringLiteral("count"),
                        .title = {},
                        .body = [](const Work &work) -> Result<int> {
                            for (uint64_t n = 1; n <= 100 && !work.stopRequested(); ++n) {
                                work.report("files", n, 100);
                                std::this_thread::sleep_for(20ms);
                            }
                            return cancelled();
                        },
                        .done = {}});
    QTRY_VERIFY(left > 0);
    QVERIFY(left < 20'000);
}

void TestJobs::exceptionsBecomeErrors()
{
    Jobs jobs;
    std::string detail;
    jobs.start(Job<int>{.kind = QStringLiteral("throw"),
                        .title = QStringLiteral("Throwing"),
                        .body = [](const Work &) -> Result<int> { throw std::runtime_error("inner words"); },
                        .done = [&](Result<int> r) { detail = r.ok() ? "" : r.error().detail; }});
    QTRY_COMPARE(detail, std::string("inner words"));
}

void TestJobs::destructorStopsAndWaits()
{
    std::atomic<int> left = 0;
    std::atomic<int> entered = 0;
    bool answered = false;
    {
        Jobs jobs;
        for (int n = 0; n < 4; ++n)
            jobs.start(Job<int>{.kind = QString::number(n),
                                .title = {},
                                .body =
                                    [&](const Work &work) {
                                        ++entered;
                                        auto result = untilStopped(work);
                                        ++left;
                                        return result;
                                    },
                                .done = [&](Result<int>) { answered = true; }});
        QTRY_COMPARE(entered.load(), 4);
    }
    QCOMPARE(left.load(), 4);
    QCoreApplication::processEvents();
    QVERIFY(!answered);
}

void TestJobs::jobsMayStartJobs()
{
    Jobs jobs;
    int depth = 0;
    std::function<void()> next = [&] {
        jobs.start(Job<int>{.kind = QStringLiteral("chain"),
                            .title = {},
                            .body = [](const Work &) -> Result<int> { return 1; },
                            .done =
                                [&](Result<int> r) {
                                    depth += *r;
                                    if (depth < 10)
                                        next();
                                }});
    };
    next();
    QTRY_COMPARE(depth, 10);
    QTRY_VERIFY(jobs.idle());
}

void TestJobs::serialThreadFinishesWhatItAccepted()
{
    std::vector<int> order;
    {
        SerialThread thread;
        for (int n = 0; n < 100; ++n)
            thread.post([&order, n] {
                if (n % 10 == 0)
                    std::this_thread::sleep_for(1ms);
                order.push_back(n);
            });
    }
    QCOMPARE(order.size(), std::size_t(100));
    QVERIFY(std::is_sorted(order.begin(), order.end()));
}

void TestJobs::inboxKeepsOrderFromOneThread()
{
    Inbox inbox;
    std::vector<int> order;
    std::thread poster([&] {
        for (int n = 0; n < 1000; ++n)
            inbox.post([&order, n] { order.push_back(n); });
    });
    poster.join();
    QTRY_COMPARE(order.size(), std::size_t(1000));
    QVERIFY(std::is_sorted(order.begin(), order.end()));
}

// Start, supersede, cancel and destroy in a random but repeatable order; run it under ThreadSanitizer.
void TestJobs::stress()
{
    std::mt19937 random(7);
    const QStringList kinds{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};
    std::atomic<int> bodies = 0;
    int answers = 0;
    int startedCount = 0;
    int finishedCount = 0;
    for (int round = 0; round < 20; ++round) {
        Jobs jobs;
        connect(&jobs, &Jobs::finished, this, [&] { ++finishedCount; });
        QList<quint64> ids;
        for (int n = 0; n < 40; ++n) {
            const auto policy = random() % 3 == 0 ? JobPolicy::Queue : JobPolicy::Supersede;
            auto values = std::make_shared<std::vector<int>>(100, n);
            ids.append(
                jobs.start(Job<int>{.kind = kinds[qsizetype(random() % 3)],
                                    .title = QStringLiteral("job %1").arg(n),
                                    .body = [&bodies, values, naps = random() % 5](const Work &work) -> Result<int> {
                                        ++bodies;
                                        int sum = 0;
                                        for (unsigned i = 0; i < naps && !work.stopRequested(); ++i) {
                                            work.report("things", i, naps);
                                            sum += (*values)[i];
                                            std::this_thread::sleep_for(1ms);
                                        }
                                        if (work.stopRequested())
                                            return cancelled();
                                        return sum;
                                    },
                                    .done = [&answers, values](Result<int>) { ++answers; },
                                    .policy = policy}));
            ++startedCount;
            if (random() % 4 == 0)
                jobs.cancel(ids[qsizetype(random() % std::mt19937::result_type(ids.size()))]);
            if (random() % 8 == 0)
                QTest::qWait(int(random() % 8));
        }
        if (round % 2 == 0)
            QTRY_VERIFY(jobs.idle());
        // else: destroyed while running
    }
    QVERIFY(bodies > 0);
    QVERIFY(answers > 0 && answers <= startedCount);
    QVERIFY(finishedCount <= startedCount);
}

QTEST_GUILESS_MAIN(TestJobs)
#include "tst_jobs.moc"
