// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the reports say, and JSON and CSV to the byte.

#include "app/report/matchchoice.h"
#include "app/report/plaintext.h"
#include "app/report/reportdata.h"
#include "app/report/sourcelines.h"
#include "app/report/writers.h"
#include "reportsample.h"

#include <QBuffer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace symbolon;

class TestReportData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statesAndCounts();
    void acceptedSourceIsFirst();
    void acceptedSourceThatMoved();
    void acceptedSourceThatIsGone();
    void rejectedAndBlocked();
    void shareOfFiles();
    void golden_data();
    void golden();
    void jsonIsSchemaOne();
    void jsonEscapesWhatIsHidden();
    void thumbBitIsCleared();
    void nothingYet();
    void formulasAreDefused_data();
    void formulasAreDefused();
    void hiddenCharactersAreShown();
    void sourceIsColoured();
    void proposedAreCapped();

private:
    static QByteArray write(Result<void> (*writer)(const ReportData &, QIODevice &, const Work &),
                            const ReportInput &input)
    {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        if (const auto written = writer(ReportData(input), buffer, {}); !written)
            qFatal("%s", written.error().summary.c_str());
        return buffer.data();
    }
};

void TestReportData::statesAndCounts()
{
    const ReportInput input = reportSample();
    const ReportData data(input);
    QCOMPARE(data.rows.size(), std::size_t(4)); // not the import stub
    QCOMPARE(data.importStubs, 1);
    QCOMPARE(data.rows[0].state, ReportState::Accepted);
    QCOMPARE(data.rows[1].state, ReportState::Proposed);
    QCOMPARE(data.rows[2].state, ReportState::Rejected);
    QCOMPARE(data.rows[3].state, ReportState::Unmatched);
    for (auto count = data.counts.cbegin(); count != data.counts.cend(); ++count)
        QCOMPARE(*count, count.key() == ReportState::Blocked ? 0 : 1);
    QCOMPARE(data.notes.size(), 3); // the input's, the program's, a function's
}

void TestReportData::rejectedAndBlocked()
{
    ReportInput input = reportSample();
    const SourceKey other{QStringLiteral("src/cgi.c"), QStringLiteral("ns::other"), 39}; // a line moved
    input.decisions = {{0x401000, {0x401000, Decision::State::Rejected, {}, {}, {other}}},
                       {0x401040, {0x401040, Decision::State::Rejected, {}, {}, {other}}},
                       {0x401080, {0x401080, Decision::State::Blocked, {}, QStringLiteral("generated"), {}}}};
    const ReportData data(input);
    QCOMPARE(data.rows[0].state, ReportState::Proposed); // another candidate is left
    QCOMPARE(data.rows[0].best()->key.name, QStringLiteral("cgi_parse"));
    QCOMPARE(data.rows[0].candidates.last().key.name, QStringLiteral("ns::other"));
    QCOMPARE(data.rows[1].state, ReportState::Rejected);
    QCOMPARE(data.rows[2].state, ReportState::Blocked);
    QVERIFY(!data.rows[2].best());
    const QJsonArray functions =
        QJsonDocument::fromJson(write(writeJson, input)).object().value(QLatin1String("functions")).toArray();
    QCOMPARE(functions[2][QLatin1String("state")].toString(), QStringLiteral("blocked"));
    QCOMPARE(functions[2][QLatin1String("comment")].toString(), QStringLiteral("generated"));
    const QJsonArray rejected = functions[0][QLatin1String("rejected")].toArray();
    QCOMPARE(rejected.size(), 1);
    QCOMPARE(rejected[0][QLatin1String("name")].toString(), QStringLiteral("ns::other"));
    QVERIFY(write(writeCsv, input).contains(",blocked,"));
}

void TestReportData::acceptedSourceIsFirst()
{
    const ReportInput input = reportSample();
    const ReportData data(input);
    QCOMPARE(data.rows[0].candidates.size(), 2);
    QCOMPARE(data.rows[0].best()->key.name, QStringLiteral("cgi_parse")); // the method ranked it second
    QCOMPARE(data.rows[0].best()->score(), 0.9375);
    QCOMPARE(data.rows[0].candidates[1].key.name, QStringLiteral("ns::other"));
}

void TestReportData::acceptedSourceThatMoved()
{
    const ReportInput input = reportSample(); // decided when it began at line 11
    const ReportData data(input);
    QCOMPARE(data.rows[0].best()->key.line, 12U);
    QCOMPARE(data.rows[0].best()->endLine, 22U);
}

void TestReportData::acceptedSourceThatIsGone()
{
    ReportInput input = reportSample();
    input.decisions[0x401000].source = SourceKey{QStringLiteral("src/gone.c"), QStringLiteral("gone"), 7};
    const ReportData data(input);
    const ReportCandidate *best = data.rows[0].best();
    QCOMPARE(data.rows[0].candidates.size(), 3);
    QCOMPARE(best->key.name, QStringLiteral("gone"));
    QCOMPARE(best->source, -1);
    QVERIFY(!best->match);
    QCOMPARE(best->strategy(), std::string("analyst"));

    input.decisions[0x401000].source = SourceKey{QStringLiteral("src/none.c"), QStringLiteral("unused"), 3};
    const ReportData notProposed(input);
    QCOMPARE(notProposed.rows[0].best()->source, 3);
    QVERIFY(!notProposed.rows[0].best()->match);
}

void TestReportData::shareOfFiles()
{
    const ReportInput input = reportSample();
    const ReportData data(input);
    QCOMPARE(data.files.size(), std::size_t(1)); // the rejected match does not count
    QCOMPARE(data.files[0].file, QStringLiteral("src/cgi.c"));
    QCOMPARE(data.files[0].functions, 2);
    QCOMPARE(data.files[0].accepted, 1);
    QCOMPARE(data.files[0].proposed, 1);
    QCOMPARE(data.filesWithoutMatch, 2);
}

void TestReportData::golden_data()
{
    QTest::addColumn<QString>("ending");
    QTest::newRow("json") << QStringLiteral("json");
    QTest::newRow("csv") << QStringLiteral("csv");
}

void TestReportData::golden()
{
    QFETCH(QString, ending);
    const QByteArray written = write(ending == QLatin1String("json") ? writeJson : writeCsv, reportSample());
    const QString path = QStringLiteral(SYMBOLON_SOURCE_DIR "/tests/report/golden/sample.") + ending;
    if (qEnvironmentVariableIsSet("SYMBOLON_WRITE_GOLDEN")) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(written) == written.size());
        QSKIP("written anew: look at the difference before committing it");
    }
    QFile file(path);
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
    const QByteArrayList is = written.split('\n');
    const QByteArrayList shall = file.readAll().split('\n');
    for (qsizetype n = 0; n < qMin(is.size(), shall.size()); ++n)
        QCOMPARE(is[n], shall[n]);
    QCOMPARE(is.size(), shall.size());
}

void TestReportData::jsonIsSchemaOne()
{
    QJsonParseError error;
    const QJsonObject root = QJsonDocument::fromJson(write(writeJson, reportSample()), &error).object();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(root[QLatin1String("schema")].toInt(), 1);
    QCOMPARE(root[QLatin1String("tool")][QLatin1String("name")].toString(), QStringLiteral("symbolon"));
    QCOMPARE(root[QLatin1String("binary")][QLatin1String("sha256")].toString().size(), 64);
    const QJsonArray functions = root[QLatin1String("functions")].toArray();
    QCOMPARE(functions.size(), 4);
    const QJsonObject first = functions[0].toObject();
    QCOMPARE(first[QLatin1String("address")].toString(), QStringLiteral("0x401000"));
    QCOMPARE(first[QLatin1String("state")].toString(), QStringLiteral("accepted"));
    const QJsonArray candidates = first[QLatin1String("candidates")].toArray();
    for (qsizetype n = 0; n < candidates.size(); ++n)
        QCOMPARE(candidates[n][QLatin1String("rank")].toInt(), n + 1);
    const QJsonObject evidence = candidates[0][QLatin1String("evidence")][0].toObject();
    QCOMPARE(evidence[QLatin1String("kind")].toString(), QStringLiteral("string"));
    QCOMPARE(evidence[QLatin1String("value")].toString(), QStringLiteral("usage: <script>alert(1)</script> %s\n"));
    QCOMPARE(evidence[QLatin1String("address")].toString(), QStringLiteral("0x401001"));
    QCOMPARE(evidence[QLatin1String("line")].toInt(), 20);
    QCOMPARE(functions[3].toObject()[QLatin1String("name")].toString(),
             QStringLiteral("say \"hi\", \u202eevil\x1b[31m"));
    QVERIFY(functions[3].toObject()[QLatin1String("candidates")].toArray().isEmpty());
}

void TestReportData::jsonEscapesWhatIsHidden()
{
    ReportInput input = reportSample();
    const QByteArray json = write(writeJson, input);
    QVERIFY(json.contains("say \\\"hi\\\", \\u202eevil\\u001b[31m"));
    input.checkouts.first().path = QStringLiteral("/\U000E0041\u2028漢\u00fc😀\\");
    const QByteArray other = write(writeJson, input);
    QVERIFY(other.contains("\"/\\udb40\\udc41\\u2028漢ü😀\\\\\""));
    QCOMPARE(QJsonDocument::fromJson(other)[QLatin1String("source")][QLatin1String("path")].toString(),
             input.checkouts.first().path);
}

void TestReportData::thumbBitIsCleared()
{
    QCOMPARE(hexAddress(0x8001, Architecture::Arm), QStringLiteral("0x8000"));
    QCOMPARE(hexAddress(0x8001, Architecture::X86), QStringLiteral("0x8001"));
    QCOMPARE(hexAddress(UINT64_MAX, Architecture::X86_64), QStringLiteral("0xffffffffffffffff"));
}

void TestReportData::nothingYet()
{
    ReportInput input;
    QVERIFY(QJsonDocument::fromJson(write(writeJson, input)).isObject());
    input.program = std::make_shared<Program>();
    QVERIFY(QJsonDocument::fromJson(write(writeJson, input)).isObject());
    QCOMPARE(write(writeCsv, input).count('\n'), 1);
    input = reportSample();
    input.matches.reset();
    input.sources.reset();
    const ReportData data(input);
    QCOMPARE(data.rows[1].state, ReportState::Unmatched);
    QCOMPARE(data.rows[0].best()->key.name, QStringLiteral("cgi_parse")); // what was decided holds
    QVERIFY(QJsonDocument::fromJson(write(writeJson, input)).isObject());
}

void TestReportData::formulasAreDefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("cell");
    const auto row = [](const char *name, const char *cell) {
        QTest::newRow(name) << QString::fromUtf8(name) << QByteArray(cell);
    };
    row("plain", "plain");
    row("=1+1", "'=1+1");
    row("+1", "'+1");
    row("-1", "'-1");
    row("@SUM(A1)", "'@SUM(A1)");
    row("\t=1", "'\t=1");
    row(" =1", "' =1");
    row("漢字", "漢字");
    row("\n=1", "\"'\n=1\"");
    row("=a,\"b\"", "\"'=a,\"\"b\"\"\"");
    row("\xef\xbc\x9d"
        "1",
        "'\xef\xbc\x9d"
        "1"); // full-width =
    row("a,b", "\"a,b\"");
    row("a\r\nb", "\"a\r\nb\"");
}

void TestReportData::formulasAreDefused()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, cell);
    ReportInput input;
    auto program = std::make_shared<Program>();
    program->functions.resize(1);
    program->functions[0].name = "=1\n";
    input.program = program;
    input.decisions.insert(0, {0, Decision::State::None, {}, text});
    const QByteArray line = write(writeCsv, input);
    QVERIFY2(line.endsWith("\r\n0x0,0,'=1\\n,0,unmatched,,,,,,," + cell + ",,1.0000\r\n"), line.constData());
}

void TestReportData::hiddenCharactersAreShown()
{
    QCOMPARE(visible(std::string("a\nb\tc\x1b")), QStringLiteral("a\\nb\\tc\\x1b"));
    QCOMPARE(visible(QStringLiteral("\u202Eabc\u200b\ufeff")), QStringLiteral("\\u202eabc\\u200b\\ufeff"));
    QCOMPARE(visible(QString(QChar(0xd800))), QStringLiteral("\\ud800"));
    QCOMPARE(visible(QStringLiteral("漢字 ü 😀")), QStringLiteral("漢字 ü 😀"));
    QCOMPARE(escaped(QStringLiteral("<a href='\"&\">")), QStringLiteral("&lt;a href=&#39;&quot;&amp;&quot;&gt;"));
    QCOMPARE(shortened(QString(1'000'000, u'x'), 5), QStringLiteral("xxxx…"));
    QCOMPARE(columns(QStringLiteral("a漢")), 3);
}

void TestReportData::sourceIsColoured()
{
    const auto lines = sourceLines("#if 1\nint f(void) /* a\nb */ { return \"x\\\"y\"[0x1f]; } // \"end\"\r\n");
    QCOMPARE(lines.size(), std::size_t(3));
    QCOMPARE(lines[0][0].style, CodeStyle::Preprocessor);
    QCOMPARE(lines[1][0].text, QStringLiteral("int"));
    QCOMPARE(lines[1][0].style, CodeStyle::Keyword);
    QCOMPARE(lines[1].back().text, QStringLiteral("/* a"));
    QCOMPARE(lines[2][0].text, QStringLiteral("b */"));
    QCOMPARE(lines[2][0].style, CodeStyle::Comment);
    QCOMPARE(lines[2].back().text, QStringLiteral("// \"end\""));
    QString literal;
    QString number;
    for (const CodeSpan &span : lines[2]) {
        literal += span.style == CodeStyle::Literal ? span.text : QString();
        number += span.style == CodeStyle::Number ? span.text : QString();
    }
    QCOMPARE(literal, QStringLiteral("\"x\\\"y\""));
    QCOMPARE(number, QStringLiteral("0x1f"));
    QCOMPARE(sourceLines("\"never closed\\").size(), std::size_t(1));
    QCOMPARE(sourceLines({}).size(), std::size_t(1));
}

void TestReportData::proposedAreCapped()
{
    const ReportInput proposed = largeSample(40, 2, false);
    const ReportData data(proposed);
    const MatchChoice choice(data);
    QVERIFY(!choice.accepted);
    QCOMPARE(choice.rows.size(), std::size_t(25));
    QCOMPARE(choice.leftOut, 15);
    QVERIFY(choice.explanation.contains(QLatin1String("15")));
    QCOMPARE(choice.rows.front()->best()->score(), 39.0 / 40); // the best first

    const ReportInput accepted = largeSample(40, 2, true);
    const ReportData all(accepted);
    QCOMPARE(MatchChoice(all).rows.size(), std::size_t(40));
}

QTEST_GUILESS_MAIN(TestReportData)
#include "tst_reportdata.moc"
