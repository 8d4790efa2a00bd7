// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/commandpalette.h"
#include "app/window/fuzzy.h"
#include "tests/cputimer.h"

#include <QTest>

using namespace symbolon;
using namespace Qt::StringLiterals;

class TestFuzzy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fits_data();
    void fits();
    void ranks_data();
    void ranks();
    void placesAreThoseOfTheLetters();
    void hundredThousandNamesAreQuick();
    void hostileNamesAreQuick();
};

void TestFuzzy::fits_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("expected");
    QTest::newRow("empty") << u""_s << u"anything"_s << true;
    QTest::newRow("in order") << u"cpq"_s << u"cgi_parse_query"_s << true;
    QTest::newRow("wrong order") << u"qpc"_s << u"cgi_parse_query"_s << false;
    QTest::newRow("case") << u"OPENB"_s << u"Open binary"_s << true;
    QTest::newRow("blank") << u"open bin"_s << u"openBinary"_s << true;
    QTest::newRow("too long") << u"abc"_s << u"ab"_s << false;
    QTest::newRow("repeated letter") << u"aa"_s << u"abc"_s << false;
}

void TestFuzzy::fits()
{
    QFETCH(QString, typed);
    QFETCH(QString, name);
    QFETCH(bool, expected);
    QCOMPARE(fuzzyScore(typed, name).has_value(), expected);
    QCOMPARE(fuzzyPlaces(typed, name).empty(), !expected || typed.isEmpty());
}

void TestFuzzy::ranks_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("exact before prefix") << u"parse"_s << u"parse"_s << u"parse_all"_s;
    QTest::newRow("prefix before inside") << u"parse"_s << u"parse_query"_s << u"cgi_parse"_s;
    QTest::newRow("word before inside of a word") << u"query"_s << u"parse_query"_s << u"jquery"_s;
    QTest::newRow("initials before scattered") << u"cpq"_s << u"cgi_parse_query"_s << u"xcxpxqx"_s;
    QTest::newRow("camel case begins words") << u"pq"_s << u"parseQuery"_s << u"paraquat"_s;
    QTest::newRow("shorter before longer") << u"log"_s << u"log_open"_s << u"log_open_with_everything"_s;
}

void TestFuzzy::ranks()
{
    QFETCH(QString, typed);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    QVERIFY(fuzzyScore(typed, better).has_value());
    QVERIFY(fuzzyScore(typed, worse).has_value());
    QVERIFY2(*fuzzyScore(typed, better) > *fuzzyScore(typed, worse),
             qPrintable(u"%1 > %2"_s.arg(*fuzzyScore(typed, better)).arg(*fuzzyScore(typed, worse))));
}

void TestFuzzy::placesAreThoseOfTheLetters()
{
    QCOMPARE(fuzzyPlaces(u"cpq", u"cgi_parse_query"), (std::vector<qsizetype>{0, 4, 10}));
    QCOMPARE(fuzzyPlaces(u"parse", u"cgi_parse_query"), (std::vector<qsizetype>{4, 5, 6, 7, 8}));
}

void TestFuzzy::hundredThousandNamesAreQuick()
{
    PaletteEntries entries;
    for (int n = 0; n < 100'000; ++n)
        entries.push_back(
            {PaletteEntry::Kind::Function, u"module_%1_handle_request"_s.arg(n), u"0x%1"_s.arg(n, 0, 16), n});
    const CpuTimer timer;
    const auto best = bestEntries({}, entries, u"mod 4242 handle"_s, 10, {});
    QVERIFY(!best.empty());
    QCOMPARE(best.front().index, 4242);
    QVERIFY2(timer.seconds() < 1.5, qPrintable(QString::number(timer.seconds())));
    QCOMPARE(bestEntries(entries, {}, {}, 10, {}).size(), std::size_t(10));
    QCOMPARE(bestEntries({}, entries, u"0x1869f"_s, 10, {}).front().index, 99'999); // an address
}

void TestFuzzy::hostileNamesAreQuick()
{
    const QString name(100'000, u'a');
    const CpuTimer timer;
    QVERIFY(fuzzyScore(QString(5'000, u'a'), name).has_value());
    QVERIFY(!fuzzyScore(QString(63, u'a') + u'b', name).has_value());
    QVERIFY(timer.seconds() < 0.2);
}

QTEST_GUILESS_MAIN(TestFuzzy)
#include "tst_fuzzy.moc"
