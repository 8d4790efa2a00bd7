// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The program's side of a worker process, with shell scripts as workers that misbehave in every way.
#include "app/workers/childprocess.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace symbolon;
using namespace std::chrono_literals;

namespace {

std::unique_ptr<ChildProcess> shell(const char *script)
{
    auto child = ChildProcess::start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), QString::fromLatin1(script)});
    return child ? std::move(*child) : nullptr;
}

} // namespace

class TestChildProcess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void framesArriveWhole()
    {
        // Two frames in one write, the second one cut in two.
        const auto child = shell("printf 'R\\005\\000\\000\\000helloE\\003\\000\\000'; sleep 0.1; printf '\\000abc'");
        QVERIFY(child);
        const auto first = child->receive({}, 5s);
        QVERIFY(first.ok());
        QCOMPARE(first->payload, std::string("hello"));
        const auto second = child->receive({}, 5s);
        QVERIFY(second.ok());
        QVERIFY(second->type == Frame::Type::Error);
        QCOMPARE(second->payload, std::string("abc"));
    }

    void largePayloadsPassBothWays()
    {
        const auto child = shell("cat");
        QVERIFY(child);
        const std::string payload(5'000'000, 'x');
        std::thread sender([&] { QVERIFY(child->send(Frame::Type::Result, payload, {}).ok()); });
        // send and receive touch different pipes; the test reads while the writer fills them.
        const auto back = child->receive({}, 20s);
        sender.join();
        QVERIFY(back.ok());
        QVERIFY(back->payload == payload);
    }

    void failures_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("says");
        QTest::newRow("ends") << QByteArray("exit 7") << QStringLiteral("status 7");
        QTest::newRow("crashes") << QByteArray("kill -SEGV $$") << QStringLiteral("crashed");
        QTest::newRow("hangs") << QByteArray("sleep 100") << QStringLiteral("did not answer");
        QTest::newRow("babbles") << QByteArray("printf 'R\\377\\377\\377\\377xxxx'; sleep 9")
                                 << QStringLiteral("damaged");
        QTest::newRow("half a frame") << QByteArray("printf 'R\\005\\000\\000\\000he'")
                                      << QStringLiteral("without a result");
    }
    void failures()
    {
        QFETCH(QByteArray, script);
        QFETCH(QString, says);
        const auto child = shell(script.constData());
        QVERIFY(child);
        const auto frame = child->receive({}, 1s);
        QVERIFY(!frame.ok());
        QVERIFY(frame.error().kind == ErrorKind::Failed);
        QVERIFY2(QString::fromStdString(frame.error().summary).contains(says), frame.error().summary.c_str());
    }

    void lastWordsAreKept()
    {
        const auto child = shell("echo 'assertion failed' >&2; exit 1");
        QVERIFY(child);
        const auto frame = child->receive({}, 5s);
        QVERIFY(!frame.ok());
        QVERIFY(frame.error().detail.find("assertion failed") != std::string::npos);
    }

    void chattyWorkersDoNotBlock()
    {
        const auto child =
            shell("i=0; while [ $i -lt 3000 ]; do echo 'a line of noise, and another one' >&2; i=$((i+1)); done;"
                  "printf 'R\\002\\000\\000\\000ok'");
        QVERIFY(child);
        const auto frame = child->receive({}, 20s);
        QVERIFY(frame.ok());
        QVERIFY(child->lastWords().size() <= 8192);
    }

    void cancelKillsWithin200ms()
    {
        const auto child = shell("trap '' TERM INT; sleep 100");
        QVERIFY(child);
        std::stop_source stop;
        std::thread canceller([&] {
            std::this_thread::sleep_for(100ms);
            stop.request_stop();
        });
        QElapsedTimer clock;
        clock.start();
        const auto frame = child->receive(stop.get_token(), 30s);
        const qint64 took = clock.elapsed();
        canceller.join();
        QVERIFY(!frame.ok());
        QVERIFY(frame.error().kind == ErrorKind::Cancelled);
        QVERIFY2(took < 100 + 200 + 500, qPrintable(QString::number(took))); // 500 for a busy machine
    }

    void missingProgramIsAnError()
    {
        const auto child = ChildProcess::start(QStringLiteral("/nonexistent/program"), {});
        if (child) // posix_spawn may report it only through the child's end
            QVERIFY(!(*child)->receive({}, 5s).ok());
        else
            QVERIFY(child.error().summary.find("/nonexistent/program") != std::string::npos);
    }

    void errorsKeepTheirParts()
    {
        const Error error{ErrorKind::BadInput, "a", "b\n\"c\"", "d"};
        const Error back = decodeError(encodeError(error));
        QVERIFY(back.kind == error.kind);
        QCOMPARE(back.summary, error.summary);
        QCOMPARE(back.detail, error.detail);
        QCOMPARE(back.hint, error.hint);
        QVERIFY(decodeError("\xff").kind == ErrorKind::Failed);
    }
};

QTEST_GUILESS_MAIN(TestChildProcess)
#include "tst_childprocess.moc"
