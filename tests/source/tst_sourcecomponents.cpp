// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Checkouts united and taken apart again.
#include "analysis/source/components.h"
#include "checkouts.h"

using namespace symbolon;
using namespace Qt::StringLiterals;

class TestSourceComponents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
    void unitedTakenApart();
    void oneStaysAsItIs();
};

void TestSourceComponents::names_data()
{
    QTest::addColumn<QString>("root");
    QTest::addColumn<QStringList>("taken");
    QTest::addColumn<QString>("name");
    QTest::newRow("its folder") << u"/src/zlib"_s << QStringList{} << u"zlib"_s;
    QTest::newRow("a slash at the end") << u"/src/zlib/"_s << QStringList{} << u"zlib"_s;
    QTest::newRow("taken") << u"/old/zlib"_s << QStringList{u"zlib"_s} << u"old/zlib"_s;
    QTest::newRow("taken twice") << u"/a/old/zlib"_s << QStringList{u"zlib"_s, u"old/zlib"_s} << u"a/old/zlib"_s;
    QTest::newRow("all of it") << u"/zlib"_s << QStringList{u"zlib"_s} << u"/zlib"_s;
    QTest::newRow("even that") << u"/zlib"_s << QStringList{u"zlib"_s, u"/zlib"_s} << u"/zlib (2)"_s;
    QTest::newRow("the root") << u"/"_s << QStringList{} << u"/"_s;
    QTest::newRow("relative") << u"zlib"_s << QStringList{} << u"zlib"_s;
    QTest::newRow("none") << u""_s << QStringList{u""_s} << u" (2)"_s;
}

void TestSourceComponents::names()
{
    QFETCH(QString, root);
    QFETCH(QStringList, taken);
    QFETCH(QString, name);
    std::vector<std::string> names;
    for (const QString &each : taken)
        names.push_back(each.toStdString());
    QCOMPARE(QString::fromStdString(componentName(root.toStdString(), names)), name);
}

void TestSourceComponents::unitedTakenApart()
{
    const Checkout app({{"main.c", "int run(int);\nint main(void) { return run(1); }\nvoid *t[] = { run, main };\n"},
                        {"z/last.c", "int last(void) { return 3; }\n"},
                        {"broken.c", QByteArray("\0\1\2\0\0", 5)}});
    const Checkout library(
        {{"main.c", "int run(int x) { return x; }\nvoid *t[] = { \"run\", run };\n"}, {"none.c", "int nothing;\n"}});
    const Checkout empty;
    std::vector<SourceTree> trees{app.read(), empty.read(), library.read()};
    trees[0].warnings = {"one", "two"};
    trees[2].warnings = {"three"};
    const SourceTree all = uniteTrees(trees, {"app", "empty", "library"});
    QCOMPARE(all.components.size(), size_t(3));
    QCOMPARE(all.root, app.root());
    QCOMPARE(all.files.size(), trees[0].files.size() + trees[2].files.size());
    for (const SourceFunction &function : all.functions) {
        const SourceFile &file = all.files.at(function.file);
        QCOMPARE(rootOf(all, file), function.name == "run" ? library.root() : app.root());
        QCOMPARE(fileLabel(all, file), all.components[file.component].name + ": " + file.path);
    }
    QCOMPARE(all.tables.size(), size_t(2));
    for (const SourceTable &table : all.tables) {
        const bool ofLibrary = table.entries.front().isString;
        QCOMPARE(rootOf(all, all.files.at(table.file)), ofLibrary ? library.root() : app.root());
    }
    QCOMPARE(all.warnings, (std::vector<std::string>{"app: one", "app: two", "library: three"}));
    QCOMPARE(all.skipped.size(), trees[0].skipped.size());

    const auto decoded = decodeSourceTree(encodeSourceTree(all));
    QVERIFY(decoded.has_value());
    for (uint32_t n = 0; n < 3; ++n)
        QCOMPARE(encodeSourceTree(takeComponent(*decoded, n)), encodeSourceTree(trees[n]));
}

void TestSourceComponents::oneStaysAsItIs()
{
    const Checkout checkout({{"a.c", "int a(void) { return 1; }\n"}});
    SourceTree tree = checkout.read();
    tree.warnings = {"one"};
    QCOMPARE(componentsOf(tree).size(), size_t(1));
    QCOMPARE(fileLabel(tree, tree.files[0]), std::string("a.c"));
    const SourceTree all = uniteTrees({tree}, {"app"});
    QVERIFY(!hasSeveralComponents(all));
    QCOMPARE(all.components, (std::vector<SourceComponent>{{"app", checkout.root()}}));
    QCOMPARE(all.warnings, tree.warnings);
    QCOMPARE(fileLabel(all, all.files[0]), std::string("a.c"));
}

QTEST_GUILESS_MAIN(TestSourceComponents)
#include "tst_sourcecomponents.moc"
