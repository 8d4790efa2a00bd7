// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Source functions with what is inlined into them, and functions whose address others take.
#include "analysis/features/inlinedvariant.h"
#include "analysis/source/reader.h"
#include "tests/matching/pools.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace symbolon;
using namespace symbolon::pools;

namespace {

// In one file; each is called only as a test says.
FeaturePool chain(uint32_t functions)
{
    FeaturePool pool;
    for (uint32_t s = 0; s < functions; ++s) {
        FunctionFeatures function;
        function.name = "f" + std::to_string(s);
        function.text = "text" + std::to_string(s);
        function.strings = {{"string" + std::to_string(s), 1}};
        function.integers = {{s, 2}};
        function.calleeWords = {s, s + 100};
        function.branchCount = 1;
        function.loopCount = 10;
        function.internal = s > 0;
        pool.functions.push_back(std::move(function));
        pool.origin.push_back(s);
    }
    return pool;
}

void call(FeaturePool &pool, uint32_t caller, uint32_t callee)
{
    pool.functions[caller].calls.push_back({pool.functions[callee].name, 3, static_cast<int32_t>(callee)});
    pool.functions[callee].callers.push_back(caller);
}

QByteArray textOf(const FeaturePool &pool, uint32_t function)
{
    const auto variant = inlinedVariant(pool, function);
    return variant ? QByteArray::fromStdString(variant->text) : QByteArray("none");
}

uint32_t numberOf(const FeaturePool &pool, std::string_view name)
{
    const auto at = std::find_if(pool.functions.begin(), pool.functions.end(),
                                 [&](const FunctionFeatures &function) { return function.name == name; });
    return static_cast<uint32_t>(at - pool.functions.begin());
}

} // namespace

class TestInlinedVariant : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesWhatTheCalleeHas()
    {
        FeaturePool pool = chain(3);
        call(pool, 0, 1);
        call(pool, 1, 2);
        const auto variant = inlinedVariant(pool, 0);
        QVERIFY(variant);
        QCOMPARE(variant->text, std::string("text0 text1 text2"));
        QCOMPARE(variant->strings.size(), size_t(3));
        QCOMPARE(variant->integers.size(), size_t(3));
        QCOMPARE(variant->calls.size(), size_t(2));
        QCOMPARE(variant->branchCount, 3U);
        QCOMPARE(variant->loopCount, 30U);
        QCOMPARE(variant->calleeWords, (std::vector<uint32_t>{0, 1, 2, 100, 101, 102}));
        QCOMPARE(pool.functions[0].text, std::string("text0"));
    }

    void nothingToInline()
    {
        FeaturePool pool = chain(2);
        QVERIFY(!inlinedVariant(pool, 0)); // calls nothing
        call(pool, 0, 0);
        pool.functions[0].internal = true;
        QVERIFY(!inlinedVariant(pool, 0)); // itself
        pool.functions[1].internal = false;
        call(pool, 0, 1);
        QVERIFY(!inlinedVariant(pool, 0)); // has linkage
        pool.functions[0].calls.push_back({"puts", 4, -1});
        QVERIFY(!inlinedVariant(pool, 0));
    }

    void onlyWhatTheCompilerSees()
    {
        FeaturePool pool = chain(2);
        call(pool, 0, 1);
        pool.functions[1].group = 1;
        QCOMPARE(textOf(pool, 0), QByteArray("none"));
        pool.functions[1].inHeader = true;
        QCOMPARE(textOf(pool, 0), QByteArray("text0 text1"));
    }

    void longOnesWithSeveralCallersStay()
    {
        FeaturePool pool = chain(3);
        call(pool, 0, 1);
        call(pool, 2, 1);
        QCOMPARE(textOf(pool, 0), QByteArray("text0 text1"));
        pool.functions[1].text.assign(5000, 'x');
        QCOMPARE(textOf(pool, 0), QByteArray("none"));
        pool.functions[1].callers = {0};
        QCOMPARE(textOf(pool, 0).size(), qsizetype(5006));
    }

    void eachOnceAndNotForEver()
    {
        FeaturePool pool = chain(40);
        call(pool, 0, 1);
        call(pool, 0, 1);
        call(pool, 1, 0); // a circle
        QCOMPARE(textOf(pool, 0), QByteArray("text0 text1"));
        pool = chain(40);
        for (uint32_t s = 0; s + 1 < 40; ++s)
            call(pool, s, s + 1);
        QCOMPARE(textOf(pool, 0), QByteArray("text0 text1 text2 text3")); // three deep
        pool = chain(40);
        for (uint32_t s = 1; s < 40; ++s)
            call(pool, 0, s);
        QCOMPARE(inlinedVariant(pool, 0)->strings.size(), size_t(17)); // sixteen callees
        for (FunctionFeatures &function : pool.functions)
            function.text.assign(6000, 'x');
        QVERIFY(inlinedVariant(pool, 0)->text.size() <= 16'384 + 16);
    }

    void addressesTakenInTheBinary()
    {
        Program program = smallProgram();
        const auto mention = [&](uint64_t target) {
            Reference reference;
            reference.address = 0x1030;
            reference.kind = Reference::Kind::Function;
            reference.target = target;
            program.functions[0].references.push_back(reference);
        };
        mention(0x1300);
        mention(0x1100);
        mention(0x1300); // twice
        mention(0x1400); // a stub, which is no part of the pool
        mention(0x9999); // no function
        const FeaturePool pool = binaryFeatures(program);
        QCOMPARE(pool.functions[0].mentions, (std::vector<uint32_t>{1, 3}));
        QVERIFY(pool.functions[1].mentions.empty());
    }

    void namesThatAreNotCalledInTheSource()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("main.c")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("static int compare(const void *a, const void *b) { return a < b; }\n"
                   "static int called(int x) { return x + 1; }\n"
                   "static void handler(int signal) { (void)signal; }\n"
                   "struct Item { int handler; };\n"
                   "void member(struct Item *item) { item->handler = 3; }\n"
                   "void sorts(void *base) { qsort(base, 3, 4, compare); base = (void *)called(1); }\n"
                   "void recursive(void) { void (*self)(void) = recursive; self(); }\n"
                   "void text(void) { puts(\"handler\"); /* compare */ }\n");
        file.close();
        const auto tree = readSources(folder.path().toStdString(), {}, {});
        QVERIFY(tree);
        const FeaturePool pool = sourceFeatures(*tree, {}, {.network = true});
        const auto mentions = [&](std::string_view name) { return pool.functions[numberOf(pool, name)].mentions; };
        QCOMPARE(mentions("sorts"), std::vector<uint32_t>{numberOf(pool, "compare")});
        QVERIFY(mentions("member").empty());
        QVERIFY(mentions("recursive").empty());
        QVERIFY(mentions("text").empty());
        QVERIFY(mentions("called").empty());
    }
};

QTEST_APPLESS_MAIN(TestInlinedVariant)
#include "tst_inlinedvariant.moc"
