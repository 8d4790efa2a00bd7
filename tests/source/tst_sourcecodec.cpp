// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Bytes that crossed a process border: what was written comes back, what is damaged is refused.
#include "analysis/source/filefacts.h"
#include "checkouts.h"

#include <QRandomGenerator>

using namespace symbolon;

class SourceCodecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void facts();
    void tree();
    void cutShort();
    void mutations();
    void tablesThatPointNowhere();
    void versions();

private:
    Checkout m_checkout{
        {"src/a.c",
         "#include \"b.h\"\nenum { A = -5, B };\nMAKE(x)\nint f(int a, ...)\n{\n  switch (a) {\n  case A: case 9:\n"
         "    return g(\"caf\xe9\", -1);\n  default:\n    while (h()) ;\n  }\n  return 0;\n}\n"},
        {"b.h", "static inline int g(const char *s, int i) { return i ? s[0] : UNKNOWN; }\n#define MAKE(n) int n(void) "
                "{ return 1; }\n"},
        {"c.cpp", "namespace n { template <class T> T m(T t) { return t; } }\nstruct V { virtual void v(); };\n"
                  "Entry t[] = { { \"caf\xe9\", m } };\n"},
        {"bad.c", QByteArray("\0", 1)},
        {"compile_commands.json", "[{\"file\": \"src/a.c\", \"command\": \"cc -I. -DX=1 -c src/a.c\"}]"}};

    [[nodiscard]] FileFacts someFacts() const
    {
        auto facts = parseSource(m_checkout.root(), {"src/a.c", {"-I.", "-DX=1"}, m_checkout.root()}, {});
        return std::move(facts).value();
    }
};

void SourceCodecTest::facts()
{
    FileFacts facts = someFacts();
    facts.warnings.emplace_back("a warning");
    facts.foreign.push_back({"b.h", "q", "n::q", 1, 2, 3, 4, 5, 6, 7, 8, true, false, true, true});
    QVERIFY(!facts.functions.empty() && !facts.macroUses.empty() && !facts.commandMacros.empty());
    const auto again = decodeFileFacts(encodeFileFacts(facts));
    QVERIFY(again);
    QVERIFY(*again == facts);
}

void SourceCodecTest::tree()
{
    const SourceTree tree = m_checkout.read();
    QCOMPARE(tree.skipped.size(), size_t{1});
    const std::string bytes = encodeSourceTree(tree);
    const auto again = decodeSourceTree(bytes);
    QVERIFY(again);
    QCOMPARE(encodeSourceTree(*again), bytes);
    QCOMPARE(functionsOf(*again), functionsOf(tree));
    const auto &f = *find(*again, "f");
    QCOMPARE(switchesOf(f), QStringLiteral("-5 9 default"));
    QCOMPARE(stringsOf(f), QStringList{QStringLiteral("café")});
    QVERIFY(f.isVariadic && !f.isStatic);
    QVERIFY(find(*again, "g")->inHeader && find(*again, "m")->isTemplate);
    QCOMPARE(again->root, tree.root);
    QCOMPARE(again->tables.size(), size_t{2});
    QVERIFY(again->tables == tree.tables);
}

void SourceCodecTest::cutShort()
{
    const std::string facts = encodeFileFacts(someFacts());
    for (size_t size = 0; size < facts.size(); ++size)
        QVERIFY(!decodeFileFacts(std::string_view(facts).substr(0, size)));
    const std::string tree = encodeSourceTree(m_checkout.read());
    for (size_t size = 0; size < tree.size(); ++size)
        QVERIFY(!decodeSourceTree(std::string_view(tree).substr(0, size)));
    QVERIFY(!decodeFileFacts(facts + "x") && !decodeSourceTree(tree + "x"));
}

// A changed byte is refused or gives other facts that are sound: merging them must not read out of bounds.
void SourceCodecTest::mutations()
{
    const std::string facts = encodeFileFacts(someFacts());
    QRandomGenerator random(3);
    int refused = 0;
    for (int round = 0; round < 4000; ++round) {
        std::string damaged = facts;
        for (int i = 0; i <= round % 3; ++i)
            damaged[random.bounded(static_cast<int>(damaged.size()))] = static_cast<char>(random.bounded(256));
        auto decoded = decodeFileFacts(damaged);
        if (!decoded) {
            ++refused;
            continue;
        }
        std::vector<FileFacts> all;
        all.push_back(std::move(*decoded));
        Work work;
        work.threads = 1;
        const auto merged = mergeSources({m_checkout.root(), {}, {}, {}}, std::move(all), work);
        QVERIFY(merged.ok());
    }
    QVERIFY(refused > 100);
    const std::string tree = encodeSourceTree(m_checkout.read());
    for (int round = 0; round < 4000; ++round) {
        std::string damaged = tree;
        damaged[random.bounded(static_cast<int>(damaged.size()))] ^= static_cast<char>(1 << random.bounded(8));
        const auto decoded = decodeSourceTree(damaged);
        if (!decoded)
            continue;
        for (const SourceFunction &function : decoded->functions)
            QVERIFY(function.file < decoded->files.size());
        for (const SourceTable &table : decoded->tables) {
            QVERIFY(table.file < decoded->files.size());
            QVERIFY(std::any_of(table.entries.begin(), table.entries.end(),
                                [](const SourceTable::Entry &entry) { return !entry.isString; }));
        }
    }
}

void SourceCodecTest::tablesThatPointNowhere()
{
    SourceTree tree;
    tree.files.push_back({"a.c", 1, 1, 0});
    tree.tables.push_back({"", 0, 1, {{"text", true}, {"f", false}}});
    QVERIFY(decodeSourceTree(encodeSourceTree(tree)));
    tree.tables[0].file = 1;
    QVERIFY(!decodeSourceTree(encodeSourceTree(tree)));
    tree.tables[0] = {"", 0, 1, {{"text", true}}};
    QVERIFY(!decodeSourceTree(encodeSourceTree(tree)));
}

void SourceCodecTest::versions()
{
    std::string bytes = encodeSourceTree({});
    QVERIFY(decodeSourceTree(bytes));
    QVERIFY(!decodeFileFacts(bytes));
    bytes[4] = '9';
    QVERIFY(!decodeSourceTree(bytes));
}

QTEST_GUILESS_MAIN(SourceCodecTest)
#include "tst_sourcecodec.moc"
