// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/literals.h"
#include "analysis/matching/stringweight.h"

#include <QTest>

using namespace symbolon;

class TestLiterals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void weightFormula_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("weight");
        const auto row = [](const char *text, double weight) {
            QTest::newRow(text) << QString::fromLatin1(text) << weight;
        };
        row("", 0);
        row("open", 0.2);            // letters, lower
        row("Open", 0.1);            // letters
        row("OPEN", 0.35);           // letters, upper-case tail
        row("A", 0.1);               // no tail
        row("v2", 0.45);             // letters, lower, digit
        row("42", 0.25);             // digit
        row("%s", 0.7);              // letters, lower, special
        row("max_size", 0.7);        // letters, lower, special
        row("MAX_SIZE", 0.85);       // letters, tail, special
        row("readFile", 0.6);        // letters, mixed
        row("open file", 0.4 * 1.2); // two words
        row("cannot open %s", (0.2 + 0.2 + 0.7) * 1.3);
        row("http://a.org", 0.2 + 0.5 + 1); // letters, lower, special, URL
        row("see http://a.org/b now", (0.2 + 1.7 + 0.2) * 1.3);
        row("  spaced   out \n", 0.4 * 1.2);
    }
    void weightFormula()
    {
        QFETCH(QString, text);
        QFETCH(double, weight);
        const double computed = stringWeight(text.toStdString());
        QVERIFY2(std::abs(computed - weight) < 1e-9, qPrintable(QString::number(computed)));
    }

    void plainWords()
    {
        QVERIFY(isPlainWord("open"));
        QVERIFY(isPlainWord("Open"));
        QVERIFY(!isPlainWord("OPEN"));
        QVERIFY(!isPlainWord("open file"));
        QVERIFY(!isPlainWord("open_file"));
        QVERIFY(!isPlainWord("x2"));
    }

    void stringKeys()
    {
        QCOMPARE(stringKey("done\n"), stringKey("done"));
        QCOMPARE(stringKey(std::string_view("list\0more", 9)), std::string("list"));
        QCOMPARE(stringKey("a\tb\x1b[0m"), std::string("a b[0m"));
        QCOMPARE(stringKey("\xc3\xa9t\xc3\xa9"), std::string("t"));
        QCOMPARE(stringKey("\xc3\xa9"), std::string("\xc3\xa9"));
        QVERIFY(stringKey("").empty());
        const std::string lengthy(5000, 'x');
        QCOMPARE(stringKey(lengthy), stringKey(lengthy.substr(0, 1000)));
        QVERIFY(stringKey("done.") != stringKey("done"));
    }

    void integerKeys()
    {
        QCOMPARE(integerKey(0xffffffff), int64_t(-1));
        QCOMPARE(integerKey(0xedb88320), integerKey(-306674912));
        QCOMPARE(integerKey(INT64_MIN), INT64_MIN);
        QCOMPARE(integerKey(0x100000000), int64_t(0x100000000));
        for (const int64_t trivial : {-1, 0, 1})
            QCOMPARE(integerWeight(trivial), 0.0);
        QVERIFY(integerWeight(2) > 0);
        QVERIFY(integerWeight(2) < integerWeight(256));
        QVERIFY(integerWeight(256) < integerWeight(0x1337));
        QVERIFY(integerWeight(INT64_MIN) <= 1);
        QVERIFY(integerWeight(INT64_MAX) <= 1);
    }

    void switchCases()
    {
        const SwitchFact letters{{'a', 'b', 'd'}, 0};
        const SwitchFact rebased{{0, 1, 3}, 0};
        QCOMPARE(caseKey(letters, false), std::string("97,98,100"));
        QCOMPARE(caseKey(letters, true), std::string("0,1,3"));
        QCOMPARE(caseKey({}, true), std::string());
        QCOMPARE(caseOverlap(letters, rebased), 1.0);
        QCOMPARE(caseOverlap(letters, {{'a', 'b'}, 0}), 2.0 / 3.0);
        QCOMPARE(caseOverlap(letters, {}), 0.0);
        const SwitchFact extremes{{INT64_MIN, INT64_MAX}, 0};
        QCOMPARE(caseOverlap(extremes, extremes), 1.0);
        QVERIFY(!caseKey(extremes, true).empty());
    }

    void calleeFamilies()
    {
        QCOMPARE(calleeFamily("puts"), calleeFamily("printf"));
        QCOMPARE(calleeFamily("fputc"), calleeFamily("fprintf"));
        QCOMPARE(calleeFamily("qsort"), std::string_view("qsort"));
        QVERIFY(calleeWeight("qsort") > calleeWeight("memcpy"));
        QCOMPARE(calleeWeight("stack_chk_fail"), 0.0);
    }
};

QTEST_APPLESS_MAIN(TestLiterals)
#include "tst_literals.moc"
