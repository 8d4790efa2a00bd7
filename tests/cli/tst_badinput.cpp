// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Bad input on the command line: one line on stderr that names the file, the right exit status, no hang.
#include "tests/cli/program.h"

#include "app/project/projectstore.h"

#include <QDir>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace symbolon;

namespace {

QString sample()
{
    return QDir(QStringLiteral(SYMBOLON_SAMPLE_DIR))
        .entryInfoList({QStringLiteral("lampd-*.truth.tsv")})
        .constLast()
        .filePath()
        .chopped(10);
}

QString sampleSources()
{
    return QStringLiteral(SYMBOLON_SOURCE_DIR "/resources/sample/src");
}

} // namespace

class TestBadInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        m_elf = readFile(sample());
        QVERIFY(m_elf.size() > 10'000);
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const QStringList &arguments, const QString &says) {
            QTest::newRow(name) << arguments << says;
        };
        const QString match = QStringLiteral("match");
        row("unknown option", {match, sample(), sampleSources(), QStringLiteral("--frob")}, QStringLiteral("frob"));
        row("missing argument", {match, sample()}, QStringLiteral("SOURCE_DIR"));
        row("method", {match, sample(), sampleSources(), QStringLiteral("--method"), QStringLiteral("magic")},
            QStringLiteral("b2sfinder"));
        row("report ending", {match, sample(), sampleSources(), QStringLiteral("--report"), QStringLiteral("x.doc")},
            QStringLiteral(".html"));
        row("top", {match, sample(), sampleSources(), QStringLiteral("--top"), QStringLiteral("0")},
            QStringLiteral("--top"));
        row("base",
            {QStringLiteral("analyze"), sample(), QStringLiteral("--arch"), QStringLiteral("arm"),
             QStringLiteral("--base"), QStringLiteral("zz")},
            QStringLiteral("zz"));
        row("architecture", {QStringLiteral("analyze"), sample(), QStringLiteral("--arch"), QStringLiteral("pdp11")},
            QStringLiteral("x86-64"));
        row("device", {match, sample(), sampleSources(), QStringLiteral("--device"), QStringLiteral("tpu")},
            QStringLiteral("tpu"));
        row("nothing to export", {QStringLiteral("export"), QStringLiteral("p.symbolon")}, QStringLiteral("--report"));
        row("progress", {QStringLiteral("list"), sample(), QStringLiteral("--progress"), QStringLiteral("pie")},
            QStringLiteral("pie"));
    }
    void wrongUsage()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        const Outcome run = runProgram(arguments);
        QCOMPARE(run.status, 2);
        QCOMPARE(run.err.count(QLatin1Char('\n')), 1);
        QVERIFY2(run.err.contains(says), qPrintable(run.err));
    }

    void badBinaries_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("says");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("empty");
        QTest::newRow("text") << QByteArray("hello\n") << QStringLiteral("--arch");
        QTest::newRow("random") << QByteArray(5000, '\x5a') << QStringLiteral("--arch");
        QTest::newRow("only a magic") << QByteArray("\x7f"
                                                    "ELF")
                                      << QString();
        QTest::newRow("header alone") << m_elf.left(64) << QString();
        QByteArray foreign = m_elf;
        foreign[18] = '\xf3'; // RISC-V
        foreign[19] = 0;
        QTest::newRow("unknown architecture") << foreign << QStringLiteral("x86-64");
    }
    void badBinaries()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, says);
        const QString file = m_folder.filePath(QStringLiteral("input.bin"));
        QVERIFY(writeFile(file, bytes));
        const QList<QStringList> commands{{QStringLiteral("analyze"), file},
                                          {QStringLiteral("match"), file, sampleSources()}};
        for (const QStringList &command : commands) {
            const Outcome run = runProgram(command);
            QVERIFY2(run.status == 3, qPrintable(QString::number(run.status) + run.err));
            QCOMPARE(run.err.count(QLatin1Char('\n')), 1);
            QVERIFY2(run.err.contains(QStringLiteral("input.bin")), qPrintable(run.err));
            QVERIFY2(run.err.contains(says), qPrintable(run.err));
        }
    }

    // A damaged file either gives one error or what could be read, never a crash or a hang.
    void damagedBinaries_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const int keep : {100, 1000, 5000, 20000})
            QTest::addRow("cut at %d", keep) << m_elf.left(keep);
        QByteArray sections = m_elf; // e_shoff far outside
        const int shoff = m_elf[4] == 2 ? 0x28 : 0x20;
        for (int n = 0; n < 4; ++n)
            sections[shoff + n] = '\xff';
        QTest::newRow("section table outside") << sections;
        QByteArray segments = m_elf; // sizes that overflow
        const int phoff = m_elf[4] == 2 ? 64 : 52;
        for (int n = phoff + 8; n < phoff + 400; ++n)
            segments[n] = '\xff';
        QTest::newRow("segments overflow") << segments;
        QByteArray zero = m_elf; // the section table holds zeros
        zero.replace(m_elf.size() - 1500, 1500, QByteArray(1500, 0));
        QTest::newRow("zeroed section table") << zero;
    }
    void damagedBinaries()
    {
        QFETCH(QByteArray, bytes);
        const QString file = m_folder.filePath(QStringLiteral("damaged.bin"));
        QVERIFY(writeFile(file, bytes));
        const Outcome run = runProgram({QStringLiteral("analyze"), file});
        QVERIFY2(run.status == 0 || run.status == 3, qPrintable(QString::number(run.status) + run.err));
        if (run.status == 3)
            QCOMPARE(run.err.count(QLatin1Char('\n')), 1);
    }

    void missingPlaces()
    {
        for (const char *command : {"list", "analyze"}) {
            const Outcome run = runProgram({QLatin1String(command), m_folder.filePath(QStringLiteral("absent"))});
            QCOMPARE(run.status, 3);
            QVERIFY2(run.err.contains(QStringLiteral("absent")), qPrintable(run.err));
            QCOMPARE(runProgram({QLatin1String(command), m_folder.path()}).status, 3);
        }
        QCOMPARE(runProgram({QStringLiteral("match"), sample(), m_folder.filePath(QStringLiteral("absent"))}).status,
                 3);
        QCOMPARE(runProgram({QStringLiteral("match"), sample(), sample()}).status, 3);
        QCOMPARE(runProgram({QStringLiteral("analyze"), sample(), QStringLiteral("--member"), QStringLiteral("bin/sh")})
                     .status,
                 3);
        const Outcome run = runProgram({QStringLiteral("match"), sample(), sampleSources(), QStringLiteral("--report"),
                                        QStringLiteral("/nonexistent/r.json")});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.err.contains(QStringLiteral("/nonexistent")), qPrintable(run.err));
    }

    void sourceTrees()
    {
        const QString empty = m_folder.filePath(QStringLiteral("empty"));
        QVERIFY(QDir().mkpath(empty));
        Outcome run = runProgram({QStringLiteral("match"), sample(), empty});
        QCOMPARE(run.status, 0);
        QVERIFY2(run.err.contains(QStringLiteral("no C or C++")), qPrintable(run.err));

        const QString odd = m_folder.filePath(QStringLiteral("odd"));
        QVERIFY(QDir().mkpath(odd));
        QVERIFY(writeFile(odd + QStringLiteral("/binary.c"), m_elf.left(3000)));
        QVERIFY(writeFile(odd + QStringLiteral("/broken.c"), "int f( { { ( ] #if\nvoid g(void) { \"open"));
        QVERIFY(writeFile(odd + QStringLiteral("/latin1.c"),
                          "/* \xe9\xe8 */ const char *greet(void) { return \"caf\xe9 lampd ready\"; }\n"));
        QVERIFY(writeFile(odd + QStringLiteral("/good.c"), readFile(sampleSources() + QStringLiteral("/config.c"))));
        QVERIFY(QFile::link(odd, odd + QStringLiteral("/cycle")));
        run = runProgram({QStringLiteral("match"), sample(), odd});
        QVERIFY2(run.status == 0, qPrintable(run.err));
        QVERIFY2(run.err.contains(QStringLiteral("skipped")), qPrintable(run.err));
        QVERIFY2(run.out.contains(QStringLiteral("config_load")), qPrintable(run.out));
    }

    void containers()
    {
        const QString zip = m_folder.filePath(QStringLiteral("cut.gz"));
        QVERIFY(writeFile(zip, QByteArray::fromHex("1f8b0800000000000003cb48cdc9")));
        QCOMPARE(runProgram({QStringLiteral("list"), zip}).status, 0);
        const Outcome plain = runProgram({QStringLiteral("list"), sample()});
        QCOMPARE(plain.status, 0);
        QVERIFY2(plain.out.contains(QStringLiteral("elf")), qPrintable(plain.out));
        QVERIFY(writeFile(zip, {}));
        QCOMPARE(runProgram({QStringLiteral("list"), zip}).status, 3);
    }

    void escapingArchive()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("tar")).isEmpty())
            QSKIP("tar is not there");
        const QString inner = m_folder.filePath(QStringLiteral("a/b"));
        QVERIFY(QDir().mkpath(inner));
        QVERIFY(QFile::copy(sample(), m_folder.filePath(QStringLiteral("a/escaped"))));
        QProcess tar;
        tar.setWorkingDirectory(inner);
        tar.start(QStringLiteral("tar"),
                  {QStringLiteral("-cPf"), m_folder.filePath(QStringLiteral("t.tar")), QStringLiteral("../escaped")});
        QVERIFY(tar.waitForFinished());
        QVERIFY(QFile::remove(m_folder.filePath(QStringLiteral("a/escaped"))));
        const QString archive = m_folder.filePath(QStringLiteral("t.tar"));
        const Outcome run = runProgram({QStringLiteral("list"), archive});
        QCOMPARE(run.status, 0);
        QVERIFY2(run.out.contains(QStringLiteral("escaped")), qPrintable(run.out));
        const Outcome open = runProgram({QStringLiteral("analyze"), archive});
        QCOMPARE(open.status, 3);
        QVERIFY2(open.err.contains(QStringLiteral("--member")), qPrintable(open.err));
        QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("a/escaped"))));
        QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("escaped"))));
    }

    void projects()
    {
        const QString project = m_folder.filePath(QStringLiteral("p.symbolon"));
        const QStringList exporting{QStringLiteral("export"), project, QStringLiteral("--report"),
                                    m_folder.filePath(QStringLiteral("o.json"))};
        QCOMPARE(runProgram(exporting).status, 3); // not there
        QVERIFY(writeFile(project, QByteArray(5000, 'x')));
        Outcome run = runProgram(exporting);
        QCOMPARE(run.status, 3);
        QCOMPARE(run.err.count(QLatin1Char('\n')), 1);
        QCOMPARE(readFile(project), QByteArray(5000, 'x'));
        run = runProgram({QStringLiteral("match"), sample(), sampleSources(), QStringLiteral("--project"), project});
        QCOMPARE(run.status, 3);
        QCOMPARE(readFile(project), QByteArray(5000, 'x'));

        QVERIFY(QFile::remove(project));
        QCOMPARE(runProgram({QStringLiteral("match"), sample(), sampleSources(), QStringLiteral("--project"), project})
                     .status,
                 0);
        QCOMPARE(runProgram(exporting).status, 0);
        QByteArray damaged = readFile(project);
        for (qsizetype n = 3000; n < damaged.size(); n += 512)
            damaged.replace(n, 200, QByteArray(200, '\x5a'));
        QVERIFY(writeFile(project, damaged));
        run = runProgram(exporting);
        QVERIFY2(run.status == 3 || run.status == 1, qPrintable(run.err));
        QCOMPARE(run.err.count(QLatin1Char('\n')), 1);
    }

private:
    QTemporaryDir m_folder;
    QByteArray m_elf;
};

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_badinput.moc"
