// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The compiler as the oracle: what gcc -g says of names and lines must be what is read from the text.
#include "checkouts.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

using namespace symbolon;

class DwarfSourceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sameFunctions_data();
    void sameFunctions();
};

void DwarfSourceTest::initTestCase()
{
    for (const QString &tool : {QStringLiteral("g++"), QStringLiteral("readelf")}) {
        if (QStandardPaths::findExecutable(tool).isEmpty())
            QSKIP(qPrintable(tool + QStringLiteral(" is not installed")));
    }
}

void DwarfSourceTest::sameFunctions_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("source");
    QTest::newRow("C")
        << QByteArray("a.c")
        << QByteArray(
               "#define MAKE(n) int made_##n(void) { return 1; }\n"
               "#define PREFIX(n) my_##n\n"
               "#define local static __attribute__((used))\n"
               "int plain(int a) { return a; }\n"
               "local int\nbelow(int a, int b)\n{\n  return a + b;\n}\n"
               "int knr(a, b)\n  int a;\n  char *b;\n{\n  return a + *b;\n}\n"
               "MAKE(one) MAKE(two)\n"
               "int PREFIX(named)(void)\n{\n  return 3;\n}\n"
               "#ifdef NEVER\nint twin(void)\n{\n  return 1;\n}\n#else\nint twin(void)\n{\n  return 2;\n}\n#endif\n"
               "int (parenthesised)(int x)\n{\n  return x;\n}\n"
               "void (*returns(int s))(int)\n{\n  return (void (*)(int))(long)s;\n}\n"
               "struct pair { int a, b; };\nstruct pair pairs(void)\n{\n  struct pair p = {1, 2};\n  return p;\n}\n"
               "__attribute__((noinline))\nint attributed(void)\n{\n  return 1;\n}\n"
               "int unbalanced(int a)\n{\n#ifdef NEVER\n  if (a) {\n#else\n  if (!a) {\n#endif\n    return 1;\n  }\n  "
               "return 2;\n}\n"
               "int last(void) { return '}' + \"{\"[0]; }\n");
    QTest::newRow("C++")
        << QByteArray("a.cpp")
        << QByteArray(
               "#define API __attribute__((visibility(\"default\")))\n"
               "namespace outer { namespace inner {\n"
               "class API Thing {\npublic:\n  Thing();\n  explicit Thing(int x) : m_x{x}, m_y(2) { }\n  ~Thing();\n"
               "  int get() const { return m_x; }\n  bool operator==(const Thing &o) const;\n  operator int() const;\n"
               "  int operator()(int a);\n  int &operator[](int i);\nprivate:\n  int m_x = 0;\n  int m_y{1};\n};\n"
               "Thing::Thing() : m_x(1) { }\nThing::~Thing() { }\n"
               "bool Thing::operator==(const Thing &o) const { return m_x == o.m_x && m_y; }\n"
               "Thing::operator int() const\n{\n  return m_x;\n}\n"
               "int Thing::operator()(int a) { return a; }\nint &Thing::operator[](int i) { return i ? m_x : m_y; }\n"
               "} }\n"
               "template <typename T = int, bool B = (1 > 0)>\nT twice(T t)\n{\n  return t + t;\n}\n"
               "template int twice<int, true>(int);\n"
               "auto trailing(int a) -> long { return a; }\n"
               "int lambdas(int a)\n{\n  auto f = [a](int b) { return a + b; };\n  return f(1);\n}\n"
               "namespace { int hidden() { return 1; } }\n"
               "extern \"C\" int plain(void) { return hidden(); }\n"
               "int tried() try {\n  return 1;\n} catch (...) {\n  return 2;\n}\n"
               "int local()\n{\n  struct L {\n    int m(int x) { return x; }\n  };\n  return "
               "L().m(outer::inner::Thing(3).get());\n}\n");
}

void DwarfSourceTest::sameFunctions()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, source);
    const Checkout checkout{{file.constData(), source}};
    QProcess gcc;
    gcc.setWorkingDirectory(QString::fromStdString(checkout.root()));
    const bool cpp = file.endsWith(".cpp");
    gcc.start(cpp ? QStringLiteral("g++") : QStringLiteral("gcc"),
              {QStringLiteral("-g"), QStringLiteral("-gdwarf-4"), QStringLiteral("-O0"), QStringLiteral("-w"),
               QStringLiteral("-c"), QString::fromUtf8(file), QStringLiteral("-o"), QStringLiteral("a.o")});
    QVERIFY(gcc.waitForFinished());
    QVERIFY2(gcc.exitCode() == 0, gcc.readAllStandardError().constData());
    QProcess readelf;
    readelf.setWorkingDirectory(gcc.workingDirectory());
    readelf.start(QStringLiteral("readelf"),
                  {QStringLiteral("--debug-dump=info"), QStringLiteral("--wide"), QStringLiteral("a.o")});
    QVERIFY(readelf.waitForFinished());

    // Each DW_TAG_subprogram with a name and a line of its own; declarations of methods stand for their definitions.
    QSet<QPair<QString, int>> wanted;
    QString name;
    int line = 0;
    bool subprogram = false;
    bool artificial = false;
    const auto take = [&] {
        if (subprogram && !artificial && !name.isEmpty() && line > 0)
            wanted.insert({name, line});
        name.clear();
        line = 0;
        artificial = false;
    };
    // "DW_AT_name : (indirect string, offset: 0x9): f", with other words in the parentheses in other versions
    const QRegularExpression value(QStringLiteral(R"(DW_AT_\w+\s*:\s*(?:\([^)]*\):?\s*)*(\S.*?)\s*$)"));
    for (const QString &row : QString::fromUtf8(readelf.readAllStandardOutput()).split(QLatin1Char('\n'))) {
        if (row.contains(QStringLiteral("Abbrev Number"))) {
            take();
            subprogram = row.contains(QStringLiteral("DW_TAG_subprogram"));
        } else if (row.contains(QStringLiteral("DW_AT_name"))) {
            name = value.match(row).captured(1);
        } else if (row.contains(QStringLiteral("DW_AT_decl_line"))) {
            line = value.match(row).captured(1).toInt();
        } else if (row.contains(QStringLiteral("DW_AT_artificial"))) {
            artificial = true;
        }
    }
    take();
    QVERIFY(wanted.size() >= 12);

    const SourceTree tree = checkout.read();
    QSet<QString> names;
    QSet<QPair<QString, int>> found;
    for (const SourceFunction &function : tree.functions) {
        names.insert(QString::fromStdString(function.name));
        found.insert({QString::fromStdString(function.name), static_cast<int>(function.nameLine)});
    }
    for (auto [wantedName, wantedLine] : wanted) {
        const int angle = wantedName.startsWith(QStringLiteral("operator"))
                              ? -1
                              : static_cast<int>(wantedName.indexOf(QLatin1Char('<')));
        const QString plain = angle >= 0 ? wantedName.left(angle) : wantedName;
        QVERIFY2(names.contains(plain), qPrintable(plain));
        // A method declared in its class has the declaration's line there; the definition's is another entry.
        const bool declared = source.split('\n').value(wantedLine - 1).trimmed().endsWith(';');
        if (!declared)
            QVERIFY2(found.contains({plain, wantedLine}),
                     qPrintable(QStringLiteral("%1:%2").arg(plain).arg(wantedLine)));
    }
}

QTEST_GUILESS_MAIN(DwarfSourceTest)
#include "tst_dwarfsource.moc"
