// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// match and find with a network, end to end: the module, weights made here (they learned nothing), the project.
#include "tests/cli/program.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestNetwork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        m_weights = path(u"test.weights"_s);
        QCOMPARE(QProcess::execute(QStringLiteral(MAKEWEIGHTS), {m_weights}), 0);
        const QStringList found = QDir(QStringLiteral(SYMBOLON_SAMPLE_DIR)).entryList({u"lampd-*.truth.tsv"_s});
        QVERIFY(!found.isEmpty());
        m_program = QStringLiteral(SYMBOLON_SAMPLE_DIR "/") + found.constLast().chopped(10);
        qputenv("SYMBOLON_WEIGHTS", "/nonexistent/symbolon.weights");
    }

    void embeddingKeepsItsVectors()
    {
        const QString project = path(u"p.symbolon"_s);
        const QStringList common{u"--method"_s, u"embedding"_s,  u"--weights"_s, m_weights,      u"--device"_s,
                                 u"cpu"_s,      u"--progress"_s, u"json"_s,      u"--project"_s, project};
        const Outcome one = match(common + QStringList{u"--report"_s, path(u"one.json"_s)});
        QVERIFY2(one.status == 0, qPrintable(one.err));
        QVERIFY2(one.err.contains(u"\"embedding\""_s), qPrintable(one.err));
        const QJsonObject report = readJson(path(u"one.json"_s));
        const QJsonObject tool = report.value(u"tool"_s).toObject();
        QVERIFY(QRegularExpression(u"^[0-9a-f]{16}$"_s).match(tool.value(u"model"_s).toString()).hasMatch());
        QCOMPARE(tool.value(u"method"_s).toString(), u"embedding"_s);
        int embedded = 0;
        for (const auto &value : report.value(u"functions"_s).toArray()) {
            for (const auto &each : value.toObject().value(u"candidates"_s).toArray()) {
                const QJsonObject candidate = each.toObject();
                const double score = candidate.value(u"score"_s).toDouble();
                QVERIFY(score >= 0 && score <= 1);
                for (const auto &evidence : candidate.value(u"evidence"_s).toArray())
                    embedded += evidence.toObject().value(u"kind"_s).toString() == u"embedding"_s;
            }
        }
        QVERIFY(embedded > 100);

        const Outcome two = match(common + QStringList{u"--report"_s, path(u"two.json"_s)});
        QVERIFY2(two.status == 0, qPrintable(two.err));
        QVERIFY2(!two.err.contains(u"\"embedding\""_s), "unchanged functions were embedded again");
        QCOMPARE(readJson(path(u"two.json"_s)), report);
        const Outcome exported = runProgram({u"export"_s, project, u"--report"_s, path(u"exported.json"_s)});
        QVERIFY2(exported.status == 0, qPrintable(exported.err));
        QCOMPARE(readJson(path(u"exported.json"_s)), report);
    }

    void findGoesTheOtherWay()
    {
        const QStringList common{u"find"_s,     m_program, sources(),     u"--weights"_s, m_weights,
                                 u"--device"_s, u"cpu"_s,  u"--method"_s, u"embedding"_s};
        QJsonObject source; // any candidate
        for (const auto &value : readJson(path(u"one.json"_s)).value(u"functions"_s).toArray()) {
            const QJsonArray candidates = value.toObject().value(u"candidates"_s).toArray();
            if (source.isEmpty() && !candidates.isEmpty())
                source = candidates.first().toObject();
        }
        QVERIFY(!source.isEmpty());
        const QString name = source.value(u"name"_s).toString();
        const QString place =
            source.value(u"file"_s).toString() + u':' + QString::number(source.value(u"end_line"_s).toInt());
        const Outcome run = runProgram(
            common
            + QStringList{u"--function"_s, name, u"--function"_s, place, u"--top"_s, u"3"_s, u"--json"_s, u"-"_s});
        QVERIFY2(run.status == 0, qPrintable(run.err));
        const QJsonObject found = QJsonDocument::fromJson(run.out.toUtf8()).object();
        QCOMPARE(found.value(u"schema"_s).toInt(), 1);
        const QJsonArray functions = found.value(u"functions"_s).toArray();
        QVERIFY(!functions.isEmpty()); // one that is asked for twice is answered once
        const QJsonObject byPlace = functions.last().toObject();
        QCOMPARE(byPlace.value(u"name"_s).toString(), name);
        const QJsonArray candidates = byPlace.value(u"candidates"_s).toArray();
        QCOMPARE(candidates.size(), 3);
        double before = 1;
        for (const auto &each : candidates) {
            const QJsonObject candidate = each.toObject();
            QVERIFY(candidate.value(u"address"_s).toString().startsWith(u"0x"_s));
            QVERIFY(candidate.value(u"score"_s).toDouble() <= before);
            before = candidate.value(u"score"_s).toDouble();
            QVERIFY(!candidate.value(u"evidence"_s).toArray().isEmpty());
            QVERIFY(candidate.value(u"confidence"_s).isNull()); // the network alone tells none
        }
        QVERIFY(byPlace.value(u"verdict"_s).isNull());
        const Outcome table = runProgram(common + QStringList{u"--function"_s, place});
        QCOMPARE(table.status, 0);
        QCOMPARE(table.out.count(u'\n'), 12); // the source function, a header, then ten of the binary
        QVERIFY(table.out.startsWith(name));

        const Outcome unknown = runProgram(common + QStringList{u"--function"_s, u"no_such_function"_s});
        QCOMPARE(unknown.status, 3);
        QVERIFY(unknown.err.contains(u"no_such_function"_s));
        QCOMPARE(unknown.err.count(u'\n'), 1);
        QCOMPARE(runProgram(common).status, 2);
        QCOMPARE(runProgram({u"find"_s, m_program, sources(), u"--function"_s, name, u"--method"_s, u"full"_s}).status,
                 1); // no weights
    }

    void theDefaultGivesWay()
    {
        const Outcome run = match({u"--report"_s, path(u"default.json"_s)});
        QVERIFY2(run.status == 0, qPrintable(run.err));
        QVERIFY2(run.err.contains(u"symbolon.weights"_s) && run.err.contains(u"matching with binpro instead"_s),
                 qPrintable(run.err));
        const QJsonObject tool = readJson(path(u"default.json"_s)).value(u"tool"_s).toObject();
        QCOMPARE(tool.value(u"method"_s).toString(), u"binpro"_s);
        QVERIFY(tool.value(u"model"_s).isNull());
    }

    void whatWasAskedForIsNotReplaced()
    {
        for (const QStringList &asked :
             {QStringList{u"--method"_s, u"embedding"_s}, QStringList{u"--weights"_s, u"/nonexistent/a.weights"_s}}) {
            const Outcome run = match(asked);
            QVERIFY(run.status == 1 || run.status == 3);
            QCOMPARE(run.err.count(u'\n'), 1);
            QVERIFY2(run.err.contains(u".weights"_s), qPrintable(run.err));
        }
        QVERIFY(match({u"--method"_s, u"embedding"_s}).err.contains(u"--method binpro"_s));
    }

    void damagedWeightsAreRefused()
    {
        const QByteArray good = readFile(m_weights);
        QByteArray flipped = good;
        flipped[flipped.size() / 2] = char(flipped[flipped.size() / 2] ^ 1);
        const QString bad = path(u"bad.weights"_s);
        for (const QByteArray &bytes : {flipped, good.left(good.size() / 2), QByteArray("no weights"), QByteArray()}) {
            QVERIFY(writeFile(bad, bytes));
            const Outcome run = match({u"--weights"_s, bad});
            QCOMPARE(run.status, 3);
            QVERIFY2(run.err.contains(bad) && run.err.count(u'\n') == 1, qPrintable(run.err));
        }
    }

    void unknownDevices()
    {
        QCOMPARE(match({u"--device"_s, u"tpu"_s}).status, 2);
        const Outcome run = match({u"--weights"_s, m_weights, u"--device"_s, u"cuda:99"_s});
        QVERIFY(run.status == 1 || run.status == 2);
        QVERIFY2(run.err.contains(u"cuda:99"_s) && run.err.count(u'\n') == 1, qPrintable(run.err));
    }

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    static QString sources() { return QStringLiteral(SYMBOLON_SOURCE_DIR "/resources/sample/src"); }
    [[nodiscard]] Outcome match(const QStringList &more) const
    {
        return runProgram(QStringList{u"match"_s, m_program, sources()} + more);
    }

    QTemporaryDir m_folder;
    QString m_weights;
    QString m_program;
};

QTEST_GUILESS_MAIN(TestNetwork)
#include "tst_network.moc"
