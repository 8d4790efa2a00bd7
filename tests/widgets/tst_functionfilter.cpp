// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the words of a filter accept, alone and together, and that nothing malformed is dropped in silence.
#include "sampleworkspace.h"

#include "widgets/common/foldedtext.h"
#include "widgets/tables/functionfilter.h"
#include "widgets/tables/naturalorder.h"

#include <QTest>

using namespace symbolon;
using namespace symbolon::test;

class FunctionFilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data();
    void accepts();
    void problems_data();
    void problems();
    void states();
    void textAgreesWithSlowSearch();
    void naturalOrder_data();
    void naturalOrder();
};

void FunctionFilterTest::accepts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("functions");
    const auto row = [](const char *text, const QList<int> &functions) {
        QTest::newRow(text) << QString::fromUtf8(text) << functions;
    };
    row("", {0, 1, 2, 3, 4, 5});
    row("   ", {0, 1, 2, 3, 4, 5});
    row("LOG_WARN", {2});
    row("cgi", {1, 3, 5});
    row("40c3a8", {2});
    row("0x40c4", {3, 4, 5});
    row("cgi parse", {1});
    row("-cgi", {0, 2, 4});
    row("cgi -parse", {3, 5});
    row("\"by hand\"", {2});
    row("\"size>100\"", {});
    row("state:accepted", {2});
    row("state:acc", {2});
    row("state:accepted,rejected", {2, 3});
    row("state:undecided", {0, 1, 4, 5});
    row("-state:undecided", {2, 3});
    row("name:main", {3});
    row("name:cgi", {1});
    row("candidate:cgi_handle", {3});
    row("file:log.c", {2});
    row("comment:hand", {2});
    row("evidence:string", {1});
    row("evidence>2", {1});
    row("evidence:0", {0, 3, 4, 5});
    row("size>100", {2, 3});
    row("size>=104 size<1000", {2});
    row("size=104", {2});
    row("size:0x68", {2});
    row("blocks>1", {1});
    row("score>90", {1, 2});
    row("score>=100%", {2});
    row("score<50", {3, 5});
    row("confidence:81", {1});
    row("why:call", {1});
    row("WHY:frame,prologue", {1, 2});
    row("why=symbol", {2});
    row("-why:call", {0, 2, 3, 4, 5});
    row("certainty<80", {1});
    row("certainty:65", {1});
    row("certainty>=100%", {0, 2, 3, 4, 5});
    row("log_error", {2}); // another name of log_warn
    row("name:log_err", {2});
    row("address>=0x40c47c", {4, 5});
    row("address:c47", {4});
    row("std::string", {});
    row("name::x", {});
    row("-", {0, 1, 2, 3, 4, 5});
}

void FunctionFilterTest::accepts()
{
    QFETCH(QString, text);
    QFETCH(QList<int>, functions);
    const Workspace workspace = sampleWorkspace();
    const FunctionFilter filter(text);
    QCOMPARE(filter.problems(), QStringList());
    QList<int> accepted;
    for (int function = 0; function < 6; ++function)
        if (filter.accepts(functionRow(workspace, function), workspace.sources.get()))
            accepted << function;
    QCOMPARE(accepted, functions);
}

void FunctionFilterTest::problems_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"state:maybe", "state:", "size>many", "size>", "blocks<=", "name>5", "score:high",
                             "evidence:magic", "why:magic", "why:", "certainty:maybe", "size>nan", "size>inf"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void FunctionFilterTest::problems()
{
    QFETCH(QString, text);
    const FunctionFilter filter(text);
    QCOMPARE(filter.problems().size(), 1);
    QVERIFY2(filter.problems().first().contains(text), qPrintable(filter.problems().first()));
    const Workspace workspace = sampleWorkspace();
    QVERIFY(filter.accepts(functionRow(workspace, 0), workspace.sources.get())); // a half-typed term hides nothing
}

void FunctionFilterTest::states()
{
    const Workspace workspace = sampleWorkspace();
    FunctionFilter filter(QStringLiteral("log"));
    filter.setStates(1u << static_cast<unsigned>(MatchState::Rejected));
    QVERIFY(!filter.accepts(functionRow(workspace, 2), workspace.sources.get()));
    filter.setStates(1u << static_cast<unsigned>(MatchState::Accepted));
    QVERIFY(filter.accepts(functionRow(workspace, 2), workspace.sources.get()));
    QVERIFY(!filter.isEmpty());
    QVERIFY(FunctionFilter(QStringLiteral(" ")).isEmpty());
}

void FunctionFilterTest::textAgreesWithSlowSearch()
{
    const Workspace workspace = largeWorkspace(3000);
    for (const QString &needle : {QStringLiteral("7"), QStringLiteral("HANDLER_1"), QStringLiteral("module42/"),
                                  QStringLiteral("0x1f"), QStringLiteral("n_99")}) {
        const FunctionFilter filter(needle);
        int accepted = 0;
        for (int function = 0; function < 3000; ++function) {
            const BinaryFunction &code = workspace.program->functions[static_cast<std::size_t>(function)];
            QStringList fields{QString::fromStdString(code.name), QStringLiteral("0x%1").arg(code.address, 0, 16)};
            if (const Candidate *candidate = workspace.candidate(function, 0)) {
                const SourceFunction *source = workspace.sourceOf(*candidate);
                fields << QString::fromStdString(source->name)
                       << QString::fromStdString(workspace.sources->files[source->file].path);
            }
            const bool expected = !fields.filter(needle, Qt::CaseInsensitive).isEmpty();
            QCOMPARE(filter.accepts(functionRow(workspace, function), workspace.sources.get()), expected);
            accepted += expected;
        }
        QVERIFY(accepted > 0 && accepted < 3000);
    }
}

void FunctionFilterTest::naturalOrder_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    const auto less = [](const char *a, const char *b) { QTest::newRow(a) << QByteArray(a) << QByteArray(b); };
    less("file2", "file10");
    less("File2", "file10");
    less("a", "b1");
    less("a", "aa");
    less("", "0");
    less("x9y", "x10");
    less("x007", "x8");
    less("x007", "x07");
    less("A", "a");
    less("v1.9.3", "v1.10");
    less("18446744073709551615", "18446744073709551616");
}

void FunctionFilterTest::naturalOrder()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    const std::string_view x(a.constData(), static_cast<std::size_t>(a.size()));
    const std::string_view y(b.constData(), static_cast<std::size_t>(b.size()));
    QVERIFY(naturalCompare(x, y) < 0);
    QVERIFY(naturalCompare(y, x) > 0);
    QCOMPARE(naturalCompare(x, x), 0);
    const auto key = [](std::string_view text) {
        std::string bytes;
        appendNaturalKey(bytes, text);
        return bytes;
    };
    QVERIFY(key(x) < key(y));
}

QTEST_GUILESS_MAIN(FunctionFilterTest)
#include "tst_functionfilter.moc"
