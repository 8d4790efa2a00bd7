// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The headless commands on the sample, against the truth of its unstripped build.
#include "tests/cli/program.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct Truth {
    QString name;
    QString file;
    int line = 0;
    int size = 0;
};

QHash<quint64, Truth> readTruth(const QString &program)
{
    QHash<quint64, Truth> truth;
    const QStringList lines =
        QString::fromUtf8(readFile(program + QStringLiteral(".truth.tsv"))).split(QLatin1Char('\n'));
    for (const QString &line : lines) {
        const QStringList cells = line.split(QLatin1Char('\t'));
        if (cells.size() == 5 && !line.startsWith(QLatin1Char('#')))
            truth.insert(cells[0].toULongLong(nullptr, 16),
                         {cells[2], cells[3], cells[4].toInt(), cells[1].toInt(nullptr, 16)});
    }
    return truth;
}

QString sampleSources()
{
    return QStringLiteral(SYMBOLON_SOURCE_DIR "/resources/sample/src");
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void helpAndVersion()
    {
        QCOMPARE(runProgram({QStringLiteral("--version")}).status, 0);
        for (const char *command : {"list", "analyze", "match", "find", "export"}) {
            const Outcome help = runProgram({QLatin1String(command), QStringLiteral("--help")});
            QCOMPARE(help.status, 0);
            QVERIFY2(help.out.contains(QStringLiteral("symbolon %1").arg(QLatin1String(command))),
                     qPrintable(help.out));
        }
    }

    void aMisspeltCommandIsNoFile()
    {
        const Outcome run = runProgram({QStringLiteral("mtach"), QStringLiteral("a"), QStringLiteral("b")});
        QCOMPARE(run.err, QStringLiteral("symbolon: mtach is neither a command nor a file; see symbolon --help\n"));
        QCOMPARE(run.status, 2);
    }

    void withoutDisplayTheWindowSaysSo()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"})
            environment.remove(QLatin1String(name));
        QProcess process;
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(SYMBOLON_EXECUTABLE), QStringList());
        QVERIFY(process.waitForFinished());
        const QString err = QString::fromUtf8(process.readAllStandardError());
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 1);
        QVERIFY2(err.startsWith(QLatin1String("symbolon: there is no display")), qPrintable(err));
        QCOMPARE(err.count(QLatin1Char('\n')), 1);
    }

    void samples_data()
    {
        QTest::addColumn<QString>("program");
        const QDir folder(QStringLiteral(SYMBOLON_SAMPLE_DIR));
        const QStringList names = folder.entryList({QStringLiteral("lampd-*.truth.tsv")});
        QVERIFY(!names.isEmpty());
        for (const QString &name : names)
            QTest::newRow(qPrintable(name)) << folder.filePath(name.chopped(10));
    }

    void analyzeFindsTheFunctions_data() { samples_data(); }
    void analyzeFindsTheFunctions()
    {
        QFETCH(QString, program);
        const auto truth = readTruth(program);
        QVERIFY(truth.size() >= 60);
        const QString json = m_folder.filePath(QStringLiteral("analyze.json"));
        const Outcome run = runProgram({QStringLiteral("analyze"), program, QStringLiteral("--json"), json});
        QCOMPARE(run.err, QString());
        QCOMPARE(run.status, 0);
        int found = 0;
        int dataSeen = 0; // in the samples for ARM pools, in those for x86 padding
        int sized = 0;    // as the symbol says
        const QJsonArray functions = readJson(json).value(QStringLiteral("functions")).toArray();
        for (const auto &value : functions) {
            const QJsonObject function = value.toObject();
            const auto known =
                truth.constFind(function.value(QStringLiteral("address")).toString().toULongLong(nullptr, 16));
            if (known == truth.cend())
                continue;
            const int size = function.value(QStringLiteral("size")).toInt();
            ++found;
            for (const auto &each : function.value(QStringLiteral("data_in_code")).toArray()) {
                const QJsonObject data = each.toObject();
                const QString kind = data.value(QStringLiteral("kind")).toString();
                const bool literal = kind == QLatin1String("literal");
                QVERIFY2(literal || kind == QLatin1String("table") || kind == QLatin1String("padding"),
                         qPrintable(kind));
                QCOMPARE(data.contains(QStringLiteral("value")), literal);
                QCOMPARE(data.contains(QStringLiteral("used_at")), kind != QLatin1String("padding"));
                QVERIFY(data.value(QStringLiteral("size")).toInt() > 0);
                ++dataSeen;
            }
            sized += size <= known->size && size >= known->size * 0.9;
        }
        QVERIFY(dataSeen > 0);
        QVERIFY2(sized >= found * 0.95, qPrintable(QStringLiteral("%1 of %2").arg(sized).arg(found)));
        QVERIFY2(found >= truth.size() * 0.95, qPrintable(QStringLiteral("%1 of %2").arg(found).arg(truth.size())));
    }

    void matchFindsTheSources_data() { samples_data(); }
    void matchFindsTheSources()
    {
        QFETCH(QString, program);
        const auto truth = readTruth(program);
        for (const char *method : {"b2sfinder", "binpro"}) {
            const QString json = m_folder.filePath(QStringLiteral("match.json"));
            const Outcome run =
                runProgram({QStringLiteral("match"), program, sampleSources(), QStringLiteral("--method"),
                            QLatin1String(method), QStringLiteral("--report"), json});
            QVERIFY2(run.status == 0, qPrintable(run.err));
            const QJsonObject report = readJson(json);
            QCOMPARE(report.value(QStringLiteral("schema")).toInt(), 1);
            int right = 0;
            const QJsonArray functions = report.value(QStringLiteral("functions")).toArray();
            for (const auto &value : functions) {
                const QJsonObject function = value.toObject();
                const auto known =
                    truth.constFind(function.value(QStringLiteral("address")).toString().toULongLong(nullptr, 16));
                const QJsonArray candidates = function.value(QStringLiteral("candidates")).toArray();
                if (known == truth.cend() || candidates.isEmpty())
                    continue;
                const QJsonObject best = candidates.first().toObject();
                right += best.value(QStringLiteral("name")).toString() == known->name
                         && best.value(QStringLiteral("file")).toString() == known->file;
            }
            // Literals alone cannot tell functions without any; most of the sample has some.
            QVERIFY2(
                right >= truth.size() * 0.5,
                qPrintable(QStringLiteral("%1: %2 of %3").arg(QLatin1String(method)).arg(right).arg(truth.size())));
        }
    }

    void evidencePointsAtBothSides()
    {
        const QString program = QDir(QStringLiteral(SYMBOLON_SAMPLE_DIR))
                                    .entryInfoList({QStringLiteral("lampd-*.truth.tsv")})
                                    .constLast()
                                    .filePath()
                                    .chopped(10);
        const QString json = m_folder.filePath(QStringLiteral("evidence.json"));
        QCOMPARE(
            runProgram({QStringLiteral("match"), program, sampleSources(), QStringLiteral("--report"), json}).status,
            0);
        int strings = 0;
        int quoted = 0; // the others stand at the call of a function that was inlined
        const QJsonArray functions = readJson(json).value(QStringLiteral("functions")).toArray();
        for (const auto &value : functions) {
            const QJsonObject function = value.toObject();
            const quint64 begin = function.value(QStringLiteral("address")).toString().toULongLong(nullptr, 16);
            const QJsonArray candidates = function.value(QStringLiteral("candidates")).toArray();
            if (candidates.isEmpty())
                continue;
            const QJsonObject best = candidates.first().toObject();
            const QString text = QString::fromUtf8(
                readFile(sampleSources() + QLatin1Char('/') + best.value(QStringLiteral("file")).toString()));
            const QStringList lines = text.split(QLatin1Char('\n'));
            const QJsonArray evidence = best.value(QStringLiteral("evidence")).toArray();
            for (const auto &item : evidence) {
                const QJsonObject fact = item.toObject();
                if (fact.value(QStringLiteral("kind")).toString() != QLatin1String("string"))
                    continue;
                ++strings;
                const int line = fact.value(QStringLiteral("line")).toInt();
                QVERIFY(line >= best.value(QStringLiteral("line")).toInt()
                        && line <= best.value(QStringLiteral("end_line")).toInt());
                quoted += lines.value(line - 1).contains(QLatin1Char('"'));
                QVERIFY(!lines.value(line - 1).trimmed().isEmpty());
                QVERIFY(fact.value(QStringLiteral("address")).toString().toULongLong(nullptr, 16) >= begin);
            }
        }
        QVERIFY(strings > 30);
        QVERIFY2(quoted >= strings * 0.9, qPrintable(QStringLiteral("%1 of %2").arg(quoted).arg(strings)));
    }

    void projectIsReused()
    {
        const QString program = QDir(QStringLiteral(SYMBOLON_SAMPLE_DIR))
                                    .entryInfoList({QStringLiteral("lampd-*.truth.tsv")})
                                    .constLast()
                                    .filePath()
                                    .chopped(10);
        const QString project = m_folder.filePath(QStringLiteral("sample.symbolon"));
        const QString first = m_folder.filePath(QStringLiteral("first.json"));
        const QString second = m_folder.filePath(QStringLiteral("second.json"));
        const QString exported = m_folder.filePath(QStringLiteral("exported.json"));
        const QStringList match{QStringLiteral("match"),
                                program,
                                sampleSources(),
                                QStringLiteral("--project"),
                                project,
                                QStringLiteral("--progress"),
                                QStringLiteral("json"),
                                QStringLiteral("--report")};
        const Outcome one = runProgram(match + QStringList{first});
        QVERIFY2(one.status == 0, qPrintable(one.err));
        QVERIFY2(one.err.contains(QStringLiteral("\"files\"")), qPrintable(one.err));
        const Outcome two = runProgram(match + QStringList{second});
        QVERIFY2(two.status == 0, qPrintable(two.err));
        QVERIFY2(!two.err.contains(QStringLiteral("\"files\"")), "the sources were read again");
        QCOMPARE(readJson(second), readJson(first));
        const Outcome out = runProgram({QStringLiteral("export"), project, QStringLiteral("--report"), exported,
                                        QStringLiteral("--report"), m_folder.filePath(QStringLiteral("r.html")),
                                        QStringLiteral("--report"), m_folder.filePath(QStringLiteral("r.csv")),
                                        QStringLiteral("--report"), m_folder.filePath(QStringLiteral("r.pdf"))});
        QVERIFY2(out.status == 0, qPrintable(out.err));
        QCOMPARE(readJson(exported), readJson(first));
        QVERIFY(readFile(m_folder.filePath(QStringLiteral("r.html"))).contains("</html>"));
        QVERIFY(readFile(m_folder.filePath(QStringLiteral("r.csv"))).count('\n') > 60);
        QVERIFY(readFile(m_folder.filePath(QStringLiteral("r.pdf"))).startsWith("%PDF"));
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
