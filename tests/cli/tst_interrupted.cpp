// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ctrl+C, a parser that dies, and kill -9: what the user sees and what stays in the project.
#include "tests/cli/program.h"

#include "app/project/projectstore.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace symbolon;

namespace {

// Large enough that a test can catch it half-way: this program itself and its own sources.
const QString bigBinary = QStringLiteral(SYMBOLON_EXECUTABLE);
const QString bigSources = QStringLiteral(SYMBOLON_SOURCE_DIR "/analysis");

// The worker processes of `parent`, by reading /proc.
QList<qint64> workersOf(qint64 parent, const QByteArray &kind)
{
    QList<qint64> found;
    const QStringList pids = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString &pid : pids) {
        const QByteArray stat = readFile(QStringLiteral("/proc/%1/stat").arg(pid));
        const QList<QByteArray> words = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
        if (words.size() > 1 && words[1].toLongLong() == parent
            && readFile(QStringLiteral("/proc/%1/cmdline").arg(pid)).contains(QByteArray("worker\0", 7) + kind))
            found << pid.toLongLong();
    }
    return found;
}

} // namespace

class TestInterrupted : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void interruptEndsQuickly_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
    }
    void interruptEndsQuickly()
    {
        QFETCH(int, signal);
        QProcess process;
        process.start(QStringLiteral(SYMBOLON_EXECUTABLE), {QStringLiteral("match"), bigBinary, bigSources});
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(!workersOf(process.processId(), "analyze").isEmpty(), 10'000);
        ::kill(static_cast<pid_t>(process.processId()), signal);
        QVERIFY(process.waitForFinished(10'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 130);
    }

    void deadParserIsOneError()
    {
        QProcess process;
        process.start(QStringLiteral(SYMBOLON_EXECUTABLE), {QStringLiteral("analyze"), bigBinary});
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(!workersOf(process.processId(), "analyze").isEmpty(), 10'000);
        ::kill(static_cast<pid_t>(workersOf(process.processId(), "analyze").constFirst()), SIGSEGV);
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitCode(), 1);
        const QString said = QString::fromUtf8(process.readAllStandardError());
        QCOMPARE(said.count(QLatin1Char('\n')), 1);
        QVERIFY2(said.contains(QStringLiteral("crashed")) && said.contains(bigBinary), qPrintable(said));
    }

    void deadSourceParserCostsOnlyItsFile()
    {
        QProcess process;
        process.start(QStringLiteral(SYMBOLON_EXECUTABLE),
                      {QStringLiteral("match"), QStringLiteral(SYMBOLON_EXECUTABLE), bigSources,
                       QStringLiteral("--progress"), QStringLiteral("json")});
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(!workersOf(process.processId(), "source").isEmpty(), 10'000);
        ::kill(static_cast<pid_t>(workersOf(process.processId(), "source").constFirst()), SIGSEGV);
        QVERIFY(process.waitForFinished(120'000));
        const QString said = QString::fromUtf8(process.readAllStandardError());
        QVERIFY2(process.exitCode() == 0, qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("read without the parser")) && said.contains(QStringLiteral("crashed")),
                 qPrintable(said));
    }

    // kill -9 at many moments of a match that writes its project: what was decided before stays.
    void killedMatchKeepsDecisions()
    {
        const QString sample = QDir(QStringLiteral(SYMBOLON_SAMPLE_DIR))
                                   .entryInfoList({QStringLiteral("lampd-*.truth.tsv")})
                                   .constLast()
                                   .filePath()
                                   .chopped(10);
        const QString sources = QStringLiteral(SYMBOLON_SOURCE_DIR "/resources/sample/src");
        const QString project = m_folder.filePath(QStringLiteral("killed.symbolon"));
        QElapsedTimer whole;
        whole.start();
        QCOMPARE(runProgram({QStringLiteral("match"), sample, sources, QStringLiteral("--project"), project}).status,
                 0);
        const qint64 duration = whole.elapsed();
        quint64 address = 0;
        {
            auto store = ProjectStore::open(project);
            QVERIFY(store.ok());
            const auto binaries = (*store)->binaries();
            QCOMPARE(binaries->size(), 1);
            const auto program = (*store)->loadProgram(binaries->constFirst().id);
            QVERIFY(program.ok());
            address = program->functions.back().address;
            Decision decision;
            decision.address = address;
            decision.state = Decision::State::Accepted;
            decision.source = SourceKey{QStringLiteral("main.c"), QStringLiteral("main"), 128};
            decision.comment = QStringLiteral("kept");
            QVERIFY((*store)->decide(binaries->constFirst().id, decision).ok());
        }
        for (int round = 0; round < 8; ++round) {
            // Touched sources are read and saved again, so that there is something to interrupt.
            QProcess process;
            process.start(QStringLiteral(SYMBOLON_EXECUTABLE),
                          {QStringLiteral("match"), sample, bigSources, QStringLiteral("--project"), project});
            QVERIFY(process.waitForStarted());
            QTest::qWait(static_cast<int>(duration * (round + 1) / 6));
            process.kill();
            process.waitForFinished(); // false where it had ended already
            QCOMPARE(process.state(), QProcess::NotRunning);
            auto store = ProjectStore::open(project);
            QVERIFY2(store.ok(), store ? "" : store.error().summary.c_str());
            QVERIFY(!(*store)->isReadOnly());
            const auto decisions = (*store)->decisions((*store)->binaries()->constFirst().id);
            QVERIFY(decisions.ok());
            QCOMPARE(decisions->size(), 1);
            QCOMPARE(decisions->constFirst().address, address);
            QCOMPARE(decisions->constFirst().comment, QStringLiteral("kept"));
            QVERIFY((*store)->loadProgram((*store)->binaries()->constFirst().id).ok());
        }
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestInterrupted)
#include "tst_interrupted.moc"
