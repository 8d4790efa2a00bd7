// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Killed programs, two programs at once, files and folders that may not be written, a full disk. The program runs
// itself again as the other one: --act NAME PATH.

#include "app/project/database.h"
#include "app/project/projectstore.h"
#include "generated.h"
#include "must.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdio>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

using namespace symbolon;
using namespace generated;

namespace {

constexpr Size large{400, 60, 400}; // 1.5 MiB

Program largeProgram(uint64_t seed)
{
    Random random(seed);
    return program(random, large);
}

Decision decision(quint64 address)
{
    return {address, Decision::State::Accepted, SourceKey{QStringLiteral("a.c"), QStringLiteral("f"), 3}, {}};
}

void say(const char *text)
{
    std::puts(text);
    std::fflush(stdout);
}

// Saves the one or the other program again and again until it is killed.
int saveForever(const QString &path)
{
    const auto store = must(ProjectStore::open(path));
    const Program programs[] = {largeProgram(1), largeProgram(2)};
    BinaryInput input = must(store->binaries()).first();
    say("ready");
    for (int n = 0;; ++n) {
        must(store->saveBinary(input, programs[n % 2]));
        say("saved");
    }
}

int decideAndHang(const QString &path)
{
    const auto store = must(ProjectStore::open(path));
    const qint64 id = must(store->binaries()).first().id;
    for (quint64 n = 0; n < 5; ++n)
        must(store->decide(id, decision(n)));
    say("decided");
    pause();
    return 0;
}

int holdOpen(const QString &path)
{
    const auto store = must(ProjectStore::open(path));
    say(store->isReadOnly() ? "read-only" : "writable");
    pause();
    return 0;
}

// As somebody who is not root: what may be written is then a matter of permissions.
int describe(const QString &path)
{
    if (geteuid() == 0 && (setresgid(65534, 65534, 65534) != 0 || setresuid(65534, 65534, 65534) != 0))
        return 77;
    const auto store = ProjectStore::open(path);
    if (!store) {
        say(store.error().summary.c_str());
        return 1;
    }
    const auto inputs = (*store)->binaries();
    std::printf("%s|%d|%lld\n", qPrintable((*store)->readOnlyReason()), (*store)->isReadOnly(),
                inputs ? static_cast<long long>(inputs->size()) : -1LL);
    if (!inputs)
        return 1;
    const auto decisions = (*store)->decisions(inputs->first().id);
    std::printf("%lld\n", decisions ? static_cast<long long>(decisions->size()) : -1LL);
    const auto refused = (*store)->decide(inputs->first().id, decision(1));
    say(refused ? "written" : refused.error().summary.c_str());
    return 0;
}

int saveTooMuch(const QString &path)
{
    const auto store = must(ProjectStore::open(path));
    const BinaryInput input = must(store->binaries()).first();
    const auto saved = store->saveBinary(input, largeProgram(2));
    say(saved ? "saved" : (saved.error().summary + " [" + saved.error().detail + "]").c_str());
    return saved ? 1 : 0;
}

// No file may grow beyond what it is.
int writeBeyondLimit(const QString &path)
{
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{200'000, 200'000};
    setrlimit(RLIMIT_FSIZE, &limit);
    return saveTooMuch(path);
}

// A disk with room for little more than the project, that only this process sees, with a copy of the project; 77: not
// allowed here.
int writeToFullDisk(const QString &path)
{
    const QString folder = QFileInfo(path).absolutePath() + QStringLiteral("/disk");
    QDir().mkpath(folder);
    const QString room = QStringLiteral("size=%1").arg(QFileInfo(path).size() + 600'000);
    const bool mounted = (unshare(CLONE_NEWNS) == 0 || unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0)
                         && mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0
                         && mount("tmpfs", qPrintable(folder), "tmpfs", 0, qPrintable(room)) == 0;
    if (!mounted)
        return 77;
    const QString copy = folder + QStringLiteral("/a.symbolon");
    QFile::copy(path, copy);
    const int status = saveTooMuch(copy);
    const auto store = must(ProjectStore::open(copy));
    const bool whole =
        difference(must(store->loadProgram(must(store->binaries()).first().id)), largeProgram(1)).empty();
    say(whole && must(store->decisions(must(store->binaries()).first().id)).size() == 1 ? "whole" : "lost");
    return status;
}

int act(const QString &name, const QString &path)
{
    if (name == QLatin1String("save"))
        return saveForever(path);
    if (name == QLatin1String("decide"))
        return decideAndHang(path);
    if (name == QLatin1String("hold"))
        return holdOpen(path);
    if (name == QLatin1String("describe"))
        return describe(path);
    if (name == QLatin1String("limit"))
        return writeBeyondLimit(path);
    return writeToFullDisk(path);
}

} // namespace

class TestProjectSafety : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QFile::setPermissions(m_folder->path(), QFile::Permissions(0x7755));
        const auto store = must(ProjectStore::create(path()));
        Random random(3);
        m_id = must(store->saveBinary(binaryInput(random), largeProgram(1)));
        must(store->decide(m_id, decision(99)));
    }
    void cleanup()
    {
        m_other.reset();
        QFile::setPermissions(m_folder->path(), QFile::Permissions(0x7755));
    }
    void killedWhileSaving_data();
    void killedWhileSaving();
    void killedAfterDeciding();
    void secondProgramReadsOnly();
    void holderThatDiedHoldsNothing();
    void jobsOfOneProgramWriteTogether();
    void writerWaitsForAnother();
    void unwritableFileIsReadOnly_data();
    void unwritableFileIsReadOnly();
    void openedForReadingWritesNothing();
    void failedWriteLosesNothing();
    void fullDiskLosesNothing();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("a.symbolon")); }
    QProcess &start(const char *name)
    {
        m_other = std::make_unique<QProcess>();
        m_other->start(QCoreApplication::applicationFilePath(), {QStringLiteral("--act"), QLatin1String(name), path()});
        if (!m_other->waitForStarted())
            qFatal("the other program does not start");
        return *m_other;
    }
    QByteArray line()
    {
        while (!m_other->canReadLine()) {
            if (!m_other->waitForReadyRead(60'000))
                qFatal("the other program says nothing");
        }
        return m_other->readLine().trimmed();
    }
    void killOther()
    {
        m_other->kill();
        QVERIFY(m_other->waitForFinished(60'000));
        QCOMPARE(m_other->exitStatus(), QProcess::CrashExit);
    }
    void checkIntegrity() const
    {
        const Database database(path(), Database::Mode::ReadWrite);
        Statement check = database.prepare("PRAGMA integrity_check");
        QVERIFY(check.next());
        QCOMPARE(check.string(0), QStringLiteral("ok"));
        QCOMPARE(database.integer("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_other;
    qint64 m_id = 0;
};

void TestProjectSafety::killedWhileSaving_data()
{
    QTest::addColumn<int>("afterMicroseconds");
    for (int n = 0; n < 12; ++n)
        QTest::addRow("%d", n) << 500 + n * 9'000;
}

void TestProjectSafety::killedWhileSaving()
{
    QFETCH(int, afterMicroseconds);
    start("save");
    QCOMPARE(line(), QByteArray("ready"));
    usleep(static_cast<useconds_t>(afterMicroseconds));
    killOther();
    checkIntegrity();
    const auto store = must(ProjectStore::open(path()));
    QVERIFY2(!store->isReadOnly(), qPrintable(store->readOnlyReason()));
    const Program found = must(store->loadProgram(m_id));
    QVERIFY(difference(found, largeProgram(1)).empty() || difference(found, largeProgram(2)).empty());
    QCOMPARE(must(store->decisions(m_id)).size(), 1);
    must(store->decide(m_id, decision(100)));
}

void TestProjectSafety::killedAfterDeciding()
{
    start("decide");
    QCOMPARE(line(), QByteArray("decided"));
    killOther();
    checkIntegrity();
    const auto store = must(ProjectStore::open(path()));
    QVERIFY(!store->isReadOnly());
    QCOMPARE(must(store->decisions(m_id)).size(), 6);
    for (int n = 0; n < 6; ++n)
        must(store->undo());
    QVERIFY(must(store->decisions(m_id)).isEmpty());
}

void TestProjectSafety::secondProgramReadsOnly()
{
    start("hold");
    QCOMPARE(line(), QByteArray("writable"));
    {
        const auto store = must(ProjectStore::open(path()));
        QVERIFY(store->isReadOnly());
        QVERIFY2(store->readOnlyReason().contains(QString::number(m_other->processId())),
                 qPrintable(store->readOnlyReason()));
        QCOMPARE(must(store->decisions(m_id)).size(), 1);
        QVERIFY(!store->decide(m_id, decision(1)));
        QVERIFY(!store->setSetting(QStringLiteral("a"), QStringLiteral("b")));
        QVERIFY(!store->canUndo());
        QVERIFY(!store->undo());
        QVERIFY(!ProjectStore::restoreBackup(path()));
    }
    killOther();
    QVERIFY(!must(ProjectStore::open(path()))->isReadOnly());
}

void TestProjectSafety::holderThatDiedHoldsNothing()
{
    QFile left(path() + QStringLiteral("-lock")); // by a program that was killed
    QVERIFY(left.open(QIODevice::WriteOnly));
    left.write("1\n");
    left.close();
    QVERIFY(!must(ProjectStore::open(path()))->isReadOnly());
    QVERIFY(!QFile::exists(path() + QStringLiteral("-lock")));
}

void TestProjectSafety::jobsOfOneProgramWriteTogether()
{
    const auto session = must(ProjectStore::open(path()));
    std::atomic<int> failures = 0;
    std::thread job([&] {
        const auto store = ProjectStore::open(path());
        if (!store || (*store)->isReadOnly()) {
            ++failures;
            return;
        }
        for (quint64 n = 0; n < 5; ++n)
            failures += !(*store)->saveBinary((*store)->binaries()->first(), largeProgram(n));
    });
    for (quint64 n = 0; n < 50; ++n)
        must(session->decide(m_id, decision(1000 + n)));
    job.join();
    QCOMPARE(failures.load(), 0);
    QCOMPARE(must(session->decisions(m_id)).size(), 51);
    // The job's store is closed; the session still holds the project against other programs.
    start("hold");
    QCOMPARE(line(), QByteArray("read-only"));
    killOther();
}

void TestProjectSafety::writerWaitsForAnother()
{
    const auto store = must(ProjectStore::open(path()));
    must(store->setSetting(QStringLiteral("a"), QStringLiteral("b"))); // the backup is made
    std::atomic<bool> holding = false;
    std::thread other([&] {
        const Database database(path(), Database::Mode::ReadWrite);
        Transaction transaction(database, Transaction::Kind::Write);
        holding = true;
        usleep(300'000);
        transaction.commit();
    });
    while (!holding)
        usleep(1000);
    QElapsedTimer timer;
    timer.start();
    const auto decided = store->decide(m_id, decision(5));
    other.join();
    QVERIFY2(decided.ok(), decided.ok() ? "" : decided.error().summary.c_str());
    QVERIFY(timer.elapsed() >= 150);
}

void TestProjectSafety::unwritableFileIsReadOnly_data()
{
    QTest::addColumn<bool>("fileWritable");
    QTest::addColumn<bool>("withLog");
    QTest::newRow("file") << false << false;
    QTest::newRow("folder") << true << false;
    QTest::newRow("folder, and the last changes still in the log") << true << true;
}

void TestProjectSafety::unwritableFileIsReadOnly()
{
    QFETCH(bool, fileWritable);
    QFETCH(bool, withLog);
    if (withLog) {
        start("decide");
        QCOMPARE(line(), QByteArray("decided"));
        killOther();
        QVERIFY(QFile(path() + QStringLiteral("-wal")).size() > 0);
    }
    for (const auto *ending : {"", "-wal", "-shm", "-lock"})
        QFile::setPermissions(path() + QLatin1String(ending), QFile::Permissions(fileWritable ? 0x6666 : 0x4444));
    QFile::setPermissions(m_folder->path(), QFile::Permissions(fileWritable ? 0x5555 : 0x7777));
    const QStringList before = QDir(m_folder->path()).entryList(QDir::Files);

    start("describe");
    QVERIFY(m_other->waitForFinished(60'000));
    if (m_other->exitCode() == 77)
        QSKIP("cannot become a user without rights here");
    const QByteArrayList said = m_other->readAllStandardOutput().trimmed().split('\n');
    QCOMPARE(m_other->exitCode(), 0);
    QCOMPARE(said.size(), 3);
    QVERIFY2(said[0].startsWith("You may not write") && said[0].endsWith("|1|1"), said[0].constData());
    QCOMPARE(said[1], QByteArray(withLog ? "6" : "1"));
    QVERIFY2(said[2].contains("You may not write"), said[2].constData());
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), before); // nothing is left behind
}

void TestProjectSafety::openedForReadingWritesNothing()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    {
        const auto store = must(ProjectStore::open(path(), ProjectStore::Access::ReadOnly));
        QVERIFY(store->isReadOnly());
        QVERIFY(!store->readOnlyReason().isEmpty());
        QVERIFY(!store->saveSources({}, {}));
        QVERIFY(!store->removeBinary(m_id));
        // Reading hinders nobody.
        QVERIFY(!must(ProjectStore::open(path()))->isReadOnly());
    }
    file.seek(0);
    QCOMPARE(file.readAll(), before);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{QStringLiteral("a.symbolon")});
}

void TestProjectSafety::fullDiskLosesNothing()
{
    start("full disk");
    QVERIFY(m_other->waitForFinished(60'000));
    if (m_other->exitCode() == 77)
        QSKIP("may not mount a small disk here");
    const QByteArrayList said = m_other->readAllStandardOutput().trimmed().split('\n');
    QCOMPARE(m_other->exitCode(), 0);
    QVERIFY2(said[0].contains("no room left on the disk"), said[0].constData());
    QCOMPARE(said[1], QByteArray("whole"));
}

void TestProjectSafety::failedWriteLosesNothing()
{
    start("limit");
    QVERIFY(m_other->waitForFinished(60'000));
    const QByteArray said = m_other->readAllStandardOutput().trimmed();
    QCOMPARE(m_other->exitCode(), 0);
    QVERIFY2(said.contains("cannot be written") && said.contains(path().toUtf8()), said.constData());
    checkIntegrity();
    const auto store = must(ProjectStore::open(path()));
    QVERIFY(difference(must(store->loadProgram(m_id)), largeProgram(1)).empty());
    QCOMPARE(must(store->decisions(m_id)).size(), 1);
    must(store->decide(m_id, decision(2)));
}

int main(int count, char **arguments)
{
    QCoreApplication application(count, arguments);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() == 4 && words[1] == QLatin1String("--act"))
        return act(words[2], words[3]);
    TestProjectSafety test;
    return QTest::qExec(&test, count, arguments);
}

#include "tst_projectsafety.moc"
