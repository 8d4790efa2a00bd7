// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tables of pointers that sources lay out: initialisers with functions, classes with virtual functions.
#include "analysis/source/filefacts.h"
#include "checkouts.h"
#include "tests/cputimer.h"

using namespace symbolon;

class SourceTablesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initialisers_data();
    void initialisers();
    void cppInitialisers_data();
    void cppInitialisers();
    void classes_data();
    void classes();
    void acrossFiles();
    void order();
    void hostile_data();
    void hostile();
};

namespace {

// "line className: entry …", strings in quotes.
QStringList tablesOf(const SourceTree &tree)
{
    QStringList result;
    for (const SourceTable &table : tree.tables) {
        QStringList entries;
        for (const SourceTable::Entry &entry : table.entries) {
            const QString text = QString::fromStdString(entry.text);
            entries << (entry.isString ? QLatin1Char('"') + text + QLatin1Char('"') : text);
        }
        const QString name = QString::fromStdString(table.className);
        result << QStringLiteral("%1 %2: %3").arg(table.line).arg(name, entries.join(QLatin1Char(' ')));
    }
    return result;
}

void addRow(const char *name, const QByteArray &source, std::initializer_list<const char *> expected)
{
    QStringList list;
    for (const char *each : expected)
        list << QString::fromUtf8(each);
    QTest::newRow(name) << source << list;
}

// Two functions on line 1, which the rows name.
constexpr const char *twoFunctions = "int f(int a) { return a; } int g(int a) { return a; }\n";

} // namespace

void SourceTablesTest::initialisers_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *source, std::initializer_list<const char *> expected) {
        addRow(name, QByteArray(twoFunctions) + source, expected);
    };
    row("callbacks", "static const struct ops o = { f, 0, g, NULL, 7 };\n", {"2 : f g"});
    row("no function", "const char *names[] = { \"a\", \"b\" };\nint n[] = { 1, 2 };\n", {});
    row("unknown names", "struct ops o = { f, elsewhere, &thing };\n", {"2 : f"});
    row("commands through a macro",
        "#define COMMAND(n) { #n, n }\nstruct c t[] = {\n  COMMAND(f),\n  COMMAND(g),\n};\n", {"3 : \"f\" f \"g\" g"});
    row("pasted names",
        "int do_x(void) { return 1; }\n#define COMMAND(n) { #n, sizeof(#n), do_##n }\n"
        "struct c t[] = { COMMAND(x) };\n",
        {"4 : \"x\" do_x"});
    row("nested", "struct t m[2][2] = { { { \"a\", f }, { \"b\", g } }, { { \"c\", g } } };\n",
        {"2 : \"a\" f \"b\" g \"c\" g"});
    row("designated", "struct ops o = { .g = f, .f = &g, [3] = { .x.g = g } };\nstruct ops p = { f: g, g: f };\n",
        {"2 : f g g", "3 : g f"});
    row("casts", "void *t[] = { (void *)f, (int (*)(void))g, (handler_t)(f), (struct f *)p };\n", {"2 : f g f"});
    row("called", "int t[] = { f(1), (g)(2), sizeof(f), offsetof(struct s, g) };\nvoid *u[] = { f(1), g };\n",
        {"3 : g"});
    row("objects of the same name", "int *t[] = { &f[1], f.x, f->y, p.g, p->f, g * 2 };\n", {});
    row("strings",
        "struct c t[] = { { \"a\\t\" \"b\", f }, { \"\", g }, { \"one\\0two\", g }, { \"caf\\xe9\", g } };\n",
        {"2 : \"a\tb\" f g \"one\" g \"café\" g"});
    row("named string", "static const char usage[] = \"usage\";\nstruct c t = { usage, f };\n", {"3 : \"usage\" f"});
    row("enumerators", "enum { first, g2 };\nint g2(void);\nstruct c t = { f, first, g2 };\n", {"4 : f"});
    row("several declarators", "struct ops a = { f }, b = { g };\n", {"2 : f", "2 : g"});
    row("array of function pointers", "static int (*const t[])(int) = { f, g };\n", {"2 : f g"});
    row("attribute before the value", "struct ops o __attribute__((aligned(8))) = { f };\n", {"2 : f"});
    row("type defined there", "static struct { int (*p)(int); } o = { f };\n", {"2 : f"});
    row("compound literal", "struct ops *o = &(struct ops){ f, g };\n", {"2 : f g"});
    row("whole value from a macro", "#define OPS(a) { a, g }\nstruct ops o = OPS(f);\n", {"3 : f g"});
    row("whole table from a macro", "#define METHODS(n, a) static const struct ops n = { a, g };\nMETHODS(x, f)\n",
        {"3 : f g"});
    row("macro of the latest lines",
        "#define P(x) a_##x\nint a_x(void) { return 1; }\nint b_x(void) { return 2; }\nvoid *t[] = { P(x) };\n"
        "#ifdef Q\n#else\n#undef P\n#define P(x) b_##x\nvoid *u[] = { P(x) };\n#endif\n",
        {"5 : a_x", "10 : b_x"});
    row("function that is left out", "#ifdef SMALL\n#define f 0\n#endif\nvoid *t[] = { f, g };\n", {"5 : f g"});
    row("branches", "void *t[] = {\n#ifdef A\n  f,\n#else\n  g,\n#endif\n#if 0\n  g,\n#endif\n  f };\n", {"2 : f g f"});
    row("static in a function",
        "#define local static\nint h(int a) {\n  static void *const t[] = { f, g };\n  void *u[] = { f };\n"
        "  local struct { void *p; } s = { g };\n  static int k = 3, l[] = { 1 };\n  return f(a);\n}\n",
        {"4 : f g", "6 : g"});
    row("after a function with odd braces",
        "int h(void)\n{\n#if A\n  if (f(1)) {\n#else\n  if (g(1)) {\n#endif\n  }\n  return 0;\n}\nvoid *t[] = { g };\n",
        {"12 : g"});
    row("extern C", "#ifdef __cplusplus\nextern \"C\" {\n#endif\nvoid *t[] = { f };\n#ifdef __cplusplus\n}\n#endif\n",
        {"5 : f"});
}

void SourceTablesTest::initialisers()
{
    QFETCH(QByteArray, source);
    QFETCH(QStringList, expected);
    QCOMPARE(tablesOf(Checkout{{"a.c", source}}.read()), expected);
}

void SourceTablesTest::cppInitialisers_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *source, std::initializer_list<const char *> expected) {
        addRow(name, QByteArray(twoFunctions) + source, expected);
    };
    row("namespaces",
        "namespace n {\nint h() { return 1; }\nnamespace {\nvoid *const t[] = { f, h };\n}\n}\n"
        "extern \"C\" {\nvoid *u[] = { &n::h, ::g };\n}\n",
        {"5 : f h", "9 : n::h g"});
    row("methods",
        "struct A {\n  int m() { return 1; }\n  static constexpr int (*s[])(int) = { f };\n};\n"
        "int (A::*const t[])() = { &A::m };\n",
        {"4 : f", "6 : A::m"});
    row("no equals sign", "const Entry t[]{ { \"a\", f } };\nconst std::array<Entry, 1> u{ Entry{ \"b\", g } };\n",
        {"2 : \"a\" f", "3 : \"b\" g"});
    row("types", "struct T { T() { } int x; };\nvoid *t[] = { (T *)p, T{ 1 }, T(2), static_cast<T>(q), f };\n",
        {"3 : f"});
    row("lambdas", "const Entry t[] = { { \"a\", [](int x) { return use(\"inner\", g); } }, { \"b\", f } };\n",
        {"2 : \"a\" \"b\" f"});
    row("template before", "template <class T = int, class U = A<T>> struct W { };\nvoid *t[] = { f };\n", {"3 : f"});
}

void SourceTablesTest::cppInitialisers()
{
    QFETCH(QByteArray, source);
    QFETCH(QStringList, expected);
    QCOMPARE(tablesOf(Checkout{{"a.cpp", source}}.read()), expected);
}

void SourceTablesTest::classes_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QStringList>("expected");
    addRow("plain",
           "struct A {\n  virtual void a() { }\n  void b() { }\n  virtual int c(int x) const;\n"
           "  virtual void d() = 0;\n  static void e();\n};\n",
           {"1 A: A::a A::c"});
    addRow("no virtual function", "struct A { void a() { } ~A() { } };\n", {});
    addRow("only pure ones", "struct A { virtual void a() = 0; virtual void b() const = 0; };\n", {});
    addRow("destructors",
           "class A {\npublic:\n  virtual ~A() = default;\n};\nclass B : public A {\n  ~B() { }\n};\n"
           "struct C { virtual ~C() = 0; };\nstruct D { ~D() { } };\n",
           {"1 A: A::~A", "5 B: B::~B", "8 C: C::~C"});
    addRow("base that is not known",
           "class B : public Unknown {\n  B(Missing x) : m(x) { }\n  void a(Missing &x) override "
           "{ x.y(); }\n  ~B();\n  int b() const final;\n  void c();\n};\n"
           "class C : Unknown { ~C(); void a(); };\n",
           {"1 B: B::a B::~B B::b"});
    addRow(
        "overrides that do not say so",
        "namespace n {\nstruct A { virtual void a(int x) = 0; virtual void b(); };\nstruct B : A { void b(); };\n"
        "struct C : public virtual B {\n  void a(int x) { }\n  void a() { }\n  void b() { }\n  void c() { }\n};\n}\n",
        {"2 n::A: n::A::b", "3 n::B: n::B::b", "4 n::C: n::C::a n::C::b"});
    addRow("macro before the name",
           "class MY_API A : public std::runtime_error {\npublic:\n"
           "  A() : std::runtime_error(\"x\") { }\n  ~A() MY_NOEXCEPT override;\n};\n",
           {"1 A: A::~A"});
    addRow("templates",
           "template <class T, class U = V<T>>\nclass A : public B<T, U>, C {\n  virtual T a() { return T(); }\n"
           "  template <class X> void b(X x) { }\n};\n",
           {"2 A: A::a"});
    addRow("nested",
           "namespace a::b {\nclass A {\n  class I {\n    virtual void i() { }\n  };\n  virtual void o();\n};\n}\n",
           {"2 a::b::A: a::b::A::o", "3 a::b::A::I: a::b::A::I::i"});
    addRow("operators and defaults",
           "struct A {\n  virtual bool operator==(const A &o) const = 0;\n"
           "  virtual A &operator=(const A &o);\n  virtual void f(X x = {}, int y = 2);\n"
           "  virtual void g() = delete;\n  int m = 3;\n  X n{1};\n};\n",
           {"1 A: A::operator= A::f"});
    addRow("friends",
           "struct A {\n  friend class B;\n  friend void f(A &a) { }\n  using X::f;\n  virtual void v();\n};\n",
           {"1 A: A::v"});
    addRow("bases in a circle", "struct A : B { void f(); virtual void g(); };\nstruct B : A { void g(); };\n",
           {"1 A: A::g", "2 B: B::g"});
}

void SourceTablesTest::classes()
{
    QFETCH(QByteArray, source);
    QFETCH(QStringList, expected);
    QCOMPARE(tablesOf(Checkout{{"a.cpp", source}}.read()), expected);
}

void SourceTablesTest::acrossFiles()
{
    const auto tree = Checkout{{"a.h", "#define ENTRY(n) { #n, n##_run }\n#define FINAL override\n"
                                       "namespace n { class A { public: virtual ~A(); virtual void v(); }; }\n"},
                               {"b.cpp", "#include \"a.h\"\nnamespace n {\nclass B : public A { ~B(); void v(); "
                                         "void w() FINAL; };\n}\n"},
                               {"c.c", "#include \"a.h\"\nvoid *t[] = { ENTRY(x) };\n"},
                               {"impl.c", "int NAME(run)(void)\n{\n  return 1;\n}\n"},
                               {"x.c", "#define NAME(n) x_##n\n#include \"impl.c\"\n"}}
                          .read();
    QCOMPARE(tablesOf(tree),
             (QStringList{QStringLiteral("3 n::A: n::A::~A n::A::v"),
                          QStringLiteral("3 n::B: n::B::~B n::B::v n::B::w"), QStringLiteral("2 : \"x\" x_run")}));
}

void SourceTablesTest::order()
{
    const QByteArray text = QByteArray(twoFunctions)
                            + "struct A { virtual void v(); };\nint h() { static void *s[] = { f }; return 1; }\n"
                              "void *t[] = { g };\nstruct B { virtual void v(); };\n";
    const auto tree = Checkout{{"a.cpp", text}, {"b.cpp", text}}.read();
    QCOMPARE(tree.tables.size(), size_t{8});
    const bool sorted =
        std::is_sorted(tree.tables.begin(), tree.tables.end(), [](const SourceTable &a, const SourceTable &b) {
            return std::pair(a.file, a.line) < std::pair(b.file, b.line);
        });
    QVERIFY(sorted);
    QCOMPARE(tree.tables[7].file, 1u);
}

void SourceTablesTest::hostile_data()
{
    QTest::addColumn<QByteArray>("text");
    constexpr int n = 100'000;
    QTest::newRow("long table") << "void *t[] = { " + QByteArray("f, ").repeated(n * 2) + "f };";
    QTest::newRow("many tables") << QByteArray("void *t[] = { f };").repeated(n);
    QTest::newRow("tables that do not end") << QByteArray("void *t[] = { f, ").repeated(n);
    QTest::newRow("static without end") << "int h(void) { " + QByteArray("static a ").repeated(n) + "}";
    QTest::newRow("initialisers without equals") << "X x " + QByteArray("a{f}, b{g}, ").repeated(n / 2);
    QTest::newRow("classes in classes") << QByteArray("class A : B { virtual void f(); ").repeated(n / 5);
    QTest::newRow("a chain of classes") << [] {
        QByteArray chain;
        for (int i = 0; i < n / 5; ++i)
            chain += "struct C" + QByteArray::number(i + 1) + " : C" + QByteArray::number(i)
                     + " { void f(); virtual void g(); };\n";
        return chain;
    }();
    QTest::newRow("many bases") << "struct A : " + QByteArray("B<C, D>, ").repeated(n / 5) + "E { virtual void f(); };";
    QTest::newRow("long scope") << "namespace " + QByteArray(n, 'x') + " {"
                                       + QByteArray("struct A : B { virtual void f(); };").repeated(n / 20) + "}";
    QTest::newRow("macros that grow") << "#define A(x) x, x, x, x\n#define B(x) A(x), A(x), A(x), A(x)\n"
                                         "#define C(x) B(x), B(x), B(x), B(x)\nvoid *t[] = { "
                                             + QByteArray("C(\"text\"), C(f), ").repeated(n / 10) + "f };";
}

void SourceTablesTest::hostile()
{
    QFETCH(QByteArray, text);
    text.prepend(twoFunctions);
    const CpuTimer timer;
    for (const char *path : {"a.c", "a.cpp"}) {
        const Checkout checkout{{path, text}};
        auto facts = scanSource(checkout.root(), {path, {}, {}}, {});
        QVERIFY(facts.ok());
        std::vector<FileFacts> all;
        all.push_back(std::move(facts).value());
        const SourceTree tree = mergeSources({checkout.root(), {}, {}, {}}, std::move(all), {}).value();
        for (const SourceTable &table : tree.tables)
            QVERIFY(table.entries.size() <= 65'536);
    }
    QVERIFY2(timer.seconds() < 15, qPrintable(QString::number(timer.seconds())));
}

QTEST_GUILESS_MAIN(SourceTablesTest)
#include "tst_sourcetables.moc"
