// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The facts of a function's body: strings, integers, calls, switches, counts.
#include "analysis/source/filefacts.h"
#include "checkouts.h"

using namespace symbolon;

class SourceFactsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void strings_data();
    void strings();
    void integers_data();
    void integers();
    void calls_data();
    void calls();
    void switches_data();
    void switches();
    void counts();
    void lines();
    void scopeOfNames();
    void ambiguousNames();
    void runawayMacros();
};

namespace {

SourceFunction read(const QByteArray &before, const QByteArray &body, const char *file = "a.c")
{
    const auto tree = Checkout{{file, before + "\nvoid f(int x)\n{\n" + body + "\n}\n"}}.read();
    const SourceFunction *function = find(tree, "f");
    return function ? *function : SourceFunction();
}

} // namespace

void SourceFactsTest::strings_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *before, const char *body,
                        std::initializer_list<const char *> expected) {
        QStringList list;
        for (const char *each : expected)
            list << QString::fromUtf8(each);
        QTest::newRow(name) << QByteArray(before) << QByteArray(body) << list;
    };
    row("joined", "", "g(\"a\" \"b\"\n  \"c\", \"d\");", {"abc", "d"});
    row("escapes", "", R"(g("a\tb\x41\n");)", {"a\tbA\n"});
    row("embedded zero", "", R"(g("one\0two\0");)", {"one", "two"});
    row("empty", "", "g(\"\");", {});
    row("Latin-1 escape", "", R"(g("caf\xe9");)", {"café"});
    row("macro", "#define FMT \"%d items\"", "g(FMT);", {"%d items"});
    row("macro beside literals", "#define V \"1.2\"", "g(\"v\" V \" (x)\");", {"v1.2 (x)"});
    row("macro of macros", "#define A \"a\" B\n#define B \"b\"", "g(A);", {"ab"});
    row("stringified", "#define S(x) #x\n#define T(x) S(x)\n#define N 42", "g(S(a + b), T(N));", {"a + b", "42"});
    row("in a function-like macro", "#define DIE(m) die(\"fatal: \" m)", "DIE(\"no\");", {"fatal: no"});
    row("format macros", "", "printf(\"%\" PRIu32 \" of %\" PRIx8 \"!\", a, b);", {"%u of %x!"});
    row("configuration macro", "", "g(\"a\" IF_FEATURE_X(\"b\") \"c\");", {"abc"});
    row("unknown name between", "", "g(\"a\" UNKNOWN \"c\");", {"a", "c"});
    row("own name", "", "g(__func__);", {"f"});
    row("assertion", "", "assert(x > 0 && \"why\");", {"why", "x > 0 && \"why\""});
    row("array", "static const char usage[] = \"usage: \" \"x\";", "g(usage);", {"usage: x"});
    row("variadic macro", "#define LOG(fmt, ...) log(\"[x] \" fmt, ##__VA_ARGS__)", "LOG(\"a\"); LOG(\"b %d\", 1);",
        {"[x] a", "[x] b %d"});
    row("comments and dead code", "", "/* \"no\" */ // \"no\"\n#if 0\ng(\"no\");\n#endif\ng(\"yes\");", {"yes"});
    row("both branches", "", "#ifdef A\ng(\"a\");\n#else\ng(\"b\");\n#endif", {"a", "b"});
    row("wide", "", R"(g(L"\xe9t\u00e9");)", {"été"});
}

void SourceFactsTest::strings()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, body);
    QFETCH(QStringList, expected);
    QCOMPARE(stringsOf(read(before, body)), expected);
}

void SourceFactsTest::integers_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QList<qint64>>("expected");
    const auto row = [](const char *name, const char *before, const char *body, QList<qint64> expected) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(body) << expected;
    };
    row("bases", "", "g(10, 0x1f, 017, 0b11, 100UL);", {10, 31, 15, 3, 100});
    row("characters", "", "g('a', '\\n', L'b');", {97, 10, 98});
    row("negative", "", "x = -5; y = a - 5; return -1;", {-5, 5, -1});
    row("folded", "", "x = 1 << 4 | 1 << 5; y = (3 + 4) * 2;", {48, 14});
    row("partly constant", "", "x = a + 2 * 3; y = 4 + b; z = 2 * c + 1;", {6, 4, 2, 1});
    row("complement", "", "x &= ~0xff; y = ~0U;", {-256, 4294967295});
    row("cast", "", "x = (uint8_t)300; y = (size_t)-1; z = (char)'x';", {44, -1, 120});
    row("size", "", "g(sizeof(uint32_t) * 3, sizeof(struct s));", {12});
    row("32 bits", "", "x = 0x7fffffff + 1; y = 1u << 31;", {-2147483648LL, 2147483648LL});
    row("division by zero", "", "x = 1 / 0;", {1, 0});
    row("ternary", "", "x = 1 ? 7 : 8;", {7});
    row("floating point", "", "d = 1.5 + 2e3f;", {});
    row("macro", "#define SIZE (4 * 1024)", "g(SIZE);", {4096});
    row("macro with arguments", "#define BIT(n) (1u << (n))", "g(BIT(5) | BIT(6));", {96});
    row("enumerators", "enum { A, B = 10, C, D = C * 2, E };", "g(A, B, C, D, E);", {0, 10, 11, 22, 23});
    row("enumerator from macro", "#define BASE 100\nenum e { P = BASE, Q };", "x = Q;", {101});
    row("constant", "static const int limit = 33;", "x = limit;", {33});
    row("well-known", "", "x = EINVAL; y = INT_MAX; g(STDERR_FILENO);", {22, 2147483647, 2});
    row("member of the same name", "enum { size = 9 };", "x = p->size; y = q.size; z = size;", {9});
    row("array element", "", "a[3] = 4;", {3, 4});
    row("array size is no unary minus", "", "x = a[1] - 1;", {1, 1});
    row("multi-character", "", "g('abcd');", {0x61626364});
}

void SourceFactsTest::integers()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, body);
    QFETCH(QList<qint64>, expected);
    QCOMPARE(integersOf(read(before, body)), expected);
}

void SourceFactsTest::calls_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *file, const char *before, const char *body,
                        std::initializer_list<const char *> expected) {
        QStringList list;
        for (const char *each : expected)
            list << QString::fromUtf8(each);
        QTest::newRow(name) << QByteArray(file) << QByteArray(before) << QByteArray(body) << list;
    };
    row("plain", "a.c", "", "g(h(1), k); if (a) (void) m();", {"g", "h", "m"});
    row("no calls", "a.c", "", "if (a) { } while (b) { } return (c); x = sizeof(d); int y(void);", {});
    row("through a member", "a.c", "", "p->read(1); q.write(2);", {});
    row("macro", "a.c", "#define FREE(p) my_free(p, 0)", "FREE(a);", {"my_free"});
    row("macro of macros", "a.c", "#define A(x) B(x)\n#define B(x) c(x)", "A(d(1));", {"c", "d"});
    row("renaming macro", "a.c", "#define read_all real_read_all", "read_all(1);", {"real_read_all"});
    row("macro named as its function", "a.c", "#define g(a) g(a, 1)", "g(2);", {"g"});
    row("errno", "a.c", "", "errno = 0;", {"__errno_location"});
    row("methods", "a.cpp", "", "p->run(1); q.stop(); n::h(2); T::make<int>(3); new Foo(4);",
        {"run", "stop", "h", "make", "Foo"});
    row("declarations", "a.cpp", "", "Foo a(1); Bar<int> b(2); auto c = Foo(3);", {"Foo"});
    row("in a lambda", "a.cpp", "", "each([&](int i) { g(i); });", {"each", "g"});
    row("built in", "a.c", "#define likely(x) __builtin_expect(!!(x), 1)", "if (likely(g())) h();", {"g", "h"});
}

void SourceFactsTest::calls()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, body);
    QFETCH(QStringList, expected);
    QCOMPARE(callsOf(read(before, body, file.constData())), expected);
}

void SourceFactsTest::switches_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    QTest::newRow("values") << QByteArray()
                            << QByteArray("switch (x) { case 1: case 'a': g(); break; case -3: default: h(); }")
                            << QStringLiteral("1 97 -3 default");
    QTest::newRow("enumerators") << QByteArray("enum { A = 4, B };")
                                 << QByteArray("switch (x) { case A: case B: case UNKNOWN: case B + 1: break; }")
                                 << QStringLiteral("4 5 6 ?1");
    QTest::newRow("range") << QByteArray()
                           << QByteArray("switch (x) { case 1 ... 4: break; case 0 ... 100000: break; }")
                           << QStringLiteral("1 2 3 4 0 100000");
    QTest::newRow("nested") << QByteArray()
                            << QByteArray(
                                   "switch (x) { case 1: switch (y) { case 7: break; default: ; } case 2: break; }")
                            << QStringLiteral("1 2 | 7 default");
    QTest::newRow("one after another") << QByteArray()
                                       << QByteArray("switch (x) { case 1: ; } switch (y) { case 2: ; }")
                                       << QStringLiteral("1 | 2");
    QTest::newRow("ternary in a label") << QByteArray("#define K 2")
                                        << QByteArray("switch (x) { case K > 1 ? 5 : 6: break; }")
                                        << QStringLiteral("5");
}

void SourceFactsTest::switches()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, body);
    QFETCH(QString, expected);
    QCOMPARE(switchesOf(read(before, body)), expected);
}

void SourceFactsTest::counts()
{
    const auto f = read("", "if (a && b) x = c ? 1 : 2; else if (d || e) ;\n"
                            "for (;;) { while (x) { } do { y(); } while (z); }\n");
    QCOMPARE(f.ifCount, 5u);
    QCOMPARE(f.loopCount, 3u);
}

void SourceFactsTest::lines()
{
    const auto f = read("#define M g(\"in\", 5)", "M;\n\nh(\"a\"\n\"b\", 6);");
    QCOMPARE(f.strings[0].line, 4u); // where the macro is used
    QCOMPARE(f.strings[1].line, 6u);
    QCOMPARE(f.integers[0].line, 4u);
    QCOMPARE(f.integers[1].line, 7u);
    QCOMPARE(f.calls[1].line, 6u);
}

// The file's own definition, else one of a header that it includes, else the only one of the tree.
void SourceFactsTest::scopeOfNames()
{
    const auto tree = Checkout{{"a/a.c", "#include \"conf.h\"\nint fa(void) { return LEVEL + OWN; }\n#define OWN 1\n"},
                               {"a/conf.h", "#define LEVEL 10\n#include \"deep.h\"\n"},
                               {"b/b.c", "#include \"conf.h\"\nint fb(void) { return LEVEL; }\n"},
                               {"b/conf.h", "#define LEVEL 20\n"},
                               {"c.c", "int fc(void) { return g(ONLY, LEVEL, DEEP); }\n"},
                               {"d.h", "#define ONLY 77\n#define OWN 2\n"},
                               {"include/deep.h", "enum { DEEP = 5 };\n"},
                               {"e.c", "#include <a/conf.h>\nint fe(void) { return DEEP; }\n"}}
                          .read();
    QCOMPARE(integersOf(*find(tree, "fa")), QList<qint64>{11});
    QCOMPARE(integersOf(*find(tree, "fb")), QList<qint64>{20});
    QCOMPARE(integersOf(*find(tree, "fc")), (QList<qint64>{77, 5})); // LEVEL has two values: none
    QCOMPARE(integersOf(*find(tree, "fe")), QList<qint64>{5});
}

// A macro of a stranger must not change what an ordinary name means.
void SourceFactsTest::ambiguousNames()
{
    const auto tree = Checkout{{"a.c", "int f(void) { int count = 1; return open(count); }\n"},
                               {"stranger.c", "#define count other->count\n#define open(x) my_open(x, 2)\n"},
                               {"b.c", "int open(int x) { return x; }\n"}}
                          .read();
    QCOMPARE(callsOf(*find(tree, "f")), QStringList{QStringLiteral("open")});
    QCOMPARE(integersOf(*find(tree, "f")), QList<qint64>{1});
}

void SourceFactsTest::runawayMacros()
{
    QByteArray macros = "#define M0(x) x x x x\n";
    for (int i = 1; i < 20; ++i)
        macros += QStringLiteral("#define M%1(x) M%2(x x x x)\n").arg(i).arg(i - 1).toUtf8();
    macros += "#define P P2\n#define P2 P\n#define S0(x) x ## x\n#define Q(x) Q(x) Q(x)\n";
    const Checkout checkout{{"a.c", macros + "int f(int y)\n{\n  P;\n  Q(1);\n  M19(g(2);)\n  return h(3);\n}\n"}};
    // libclang would expand them for hours; the program's parsers are child processes that it ends.
    auto facts = scanSource(checkout.root(), {"a.c", {}, {}}, {});
    QVERIFY(facts.ok());
    std::vector<FileFacts> all;
    all.push_back(std::move(facts).value());
    const auto tree = mergeSources({checkout.root(), {}, {}, {}}, std::move(all), {}).value();
    const auto &f = *find(tree, "f");
    QVERIFY(callsOf(f).contains(QStringLiteral("h")));
    QVERIFY(f.calls.size() < 5000);
    QCOMPARE(tree.warnings.size(), size_t{1});
    QVERIFY(QString::fromStdString(tree.warnings[0]).contains(QStringLiteral("too large")));
}

QTEST_GUILESS_MAIN(SourceFactsTest)
#include "tst_sourcefacts.moc"
