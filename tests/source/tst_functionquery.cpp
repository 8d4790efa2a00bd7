// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Source functions asked for by name and place.
#include "analysis/source/functionquery.h"

#include "analysis/source/components.h"
#include "checkouts.h"

using namespace symbolon;
using namespace Qt::StringLiterals;

class TestFunctionQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asked_data();
    void asked();
};

void TestFunctionQuery::asked_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("found");
    const QString first = u"run app: main.c:1"_s;
    const QString second = u"run lib: src/main.c:2"_s;
    const QString third = u"net::run lib: src/part.cpp:2"_s;
    QTest::newRow("name") << u"run"_s << QStringList{first, second, third};
    QTest::newRow("qualified") << u"net::run"_s << QStringList{third};
    QTest::newRow("first line") << u"src/main.c:2"_s << QStringList{second};
    QTest::newRow("last line") << u"src/main.c:4"_s << QStringList{second};
    QTest::newRow("line outside") << u"src/main.c:5"_s << QStringList{};
    QTest::newRow("file and name") << u"src/part.cpp:run"_s << QStringList{third};
    QTest::newRow("file and qualified name") << u"src/part.cpp:net::run"_s << QStringList{third};
    QTest::newRow("component") << u"lib: src/main.c:run"_s << QStringList{second};
    QTest::newRow("whole path before its end") << u"main.c:run"_s << QStringList{first};
    QTest::newRow("end of a path") << u"part.cpp:3"_s << QStringList{third};
    QTest::newRow("part of a name") << u"art.cpp:3"_s << QStringList{};
    QTest::newRow("other name of the file") << u"main.c:stop"_s << QStringList{};
    QTest::newRow("no name") << u"main.c:"_s << QStringList{};
    QTest::newRow("nothing") << QString() << QStringList{};
    QTest::newRow("too large a line") << u"main.c:99999999999999999999"_s << QStringList{};
}

void TestFunctionQuery::asked()
{
    QFETCH(QString, query);
    const Checkout app({{"main.c", "int run(int x) { return x; }\n"}});
    const Checkout lib({{"src/main.c", "\nint run(void)\n{\n}\n\nint stop(void) { return 0; }\n"},
                        {"src/part.cpp", "namespace net {\nint run()\n{ return 2; }\n}\n"}});
    const SourceTree tree = uniteTrees({app.read(), lib.read()}, {"app", "lib"});
    QStringList found;
    for (const uint32_t n : findFunctions(tree, query.toStdString())) {
        const SourceFunction &function = tree.functions[n];
        found << QStringLiteral("%1 %2:%3")
                     .arg(QString::fromStdString(function.qualifiedName),
                          QString::fromStdString(fileLabel(tree, tree.files[function.file])))
                     .arg(function.line);
    }
    QTEST(found, "found");
}

QTEST_GUILESS_MAIN(TestFunctionQuery)
#include "tst_functionquery.moc"
