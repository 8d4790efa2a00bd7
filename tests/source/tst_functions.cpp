// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which functions are found, in text that no parser without its headers would like.
#include "checkouts.h"

using namespace symbolon;

class FunctionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void c_data();
    void c();
    void cpp_data();
    void cpp();
    void attributes();
    void text();
    void includedTemplate();
    void header();
    void grammar();
    void fullParse();
    void fullParseNamesMacroMadeFunctions();
};

void FunctionsTest::c_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *source, std::initializer_list<const char *> expected) {
        QStringList list;
        for (const char *each : expected)
            list << QString::fromUtf8(each);
        QTest::newRow(name) << QByteArray(source) << list;
    };
    row("plain", "int f(int a)\n{\n  return a;\n}\n", {"f 1-4"});
    row("return type above", "static int\nf(void)\n{\n}\n", {"f 1-4"});
    row("prototype only", "int f(int a);\nextern int g(void);\n", {});
    row("implicit int", "main(argc, argv)\nchar **argv;\n{\n}\n", {"main 1-4"});
    row("K&R", "int f(a, b)\n  int a;\n  char *b;\n{\n  return a;\n}\nint g(void) { return 0; }\n", {"f 1-6", "g 7-7"});
    row("K&R with a pointer to function", "void f(cb, n)\nint (*cb)();\nint n;\n{\n}\n", {"f 1-5"});
    row("macro before, then a declaration", "EXPORT(x) int a;\nstruct s { int b; };\nint f(void) { return 0; }\n",
        {"f 3-3"});
    row("unknown macro before", "static ALWAYS_INLINE int f(int a)\n{\n}\n", {"f 1-3"});
    row("calling convention", "int ZEXPORT f(int a) {\n}\nvoid XMLCALL g(void) {\n}\n", {"f 1-2", "g 3-4"});
    row("attribute after", "int f(int a) __attribute__((noinline)) {\n}\nint g(void) FAST_FUNC UNUSED(x) {\n}\n",
        {"f 1-2", "g 3-4"});
    row("attribute macro with arguments before", "static void printflike(2, 3)\nf(int a, const char *s, ...)\n{\n}\n",
        {"f 1-4"});
    row("parenthesised name", "int (f)(int a) {\n}\nlong *(g)(void) {\n}\n", {"f 1-2", "g 3-4"});
    row("convention within parentheses", "png_uint (PNGAPI\nf)(const char *b)\n{\n}\n", {"f 1-4"});
    row("returns a function pointer", "void (*f(int s, void (*h)(int)))(int)\n{\n}\n", {"f 1-3"});
    row("returns a struct", "struct s { int a; };\nstruct s *f(void)\n{\n}\nenum e g(enum e a) { return a; }\n",
        {"f 2-4", "g 5-5"});
    row("returns an enum defined there", "static enum { A, B } f(int c) {\n  return A;\n}\n", {"f 1-3"});
    row("twins", "#ifdef X\nint f(int a) {\n  return 1;\n}\n#else\nint f(int a) {\n  return 2;\n}\n#endif\n",
        {"f 2-4", "f 6-8"});
    row("two headers over one body",
        "#if X\nint f(int a) {\n#else\nint f(void) {\n#endif\n  return 0;\n}\nint g(void) {\n}\n", {"f 2-7", "g 8-9"});
    row("differently named headers over one body",
        "#if X\nint f(int a)\n#else\nint g(void)\n#endif\n{\n  return 0;\n}\n", {"f 2-8", "g 4-8"});
    row("braces in branches",
        "int f(int a) {\n#if X\n  if (a) {\n#else\n  if (!a) {\n#endif\n  }\n  return 0;\n}\nint g(void) {\n}\n",
        {"f 1-9", "g 10-11"});
    row("brace in one branch only",
        "int f(int a)\n{\n#if X\n  if (a) {\n#endif\n  g();\n  return 0;\n}\n\nint g(void)\n{\n  return 1;\n}\n",
        {"f 1-8", "g 10-13"});
    row("brace hidden in macros", "int f(int a)\n{\n  FOREACH(a)\n    b();\n  }\n  return 0;\n}\nint g(void)\n{\n}\n",
        {"f 1-7", "g 8-10"});
    row("dead code", "#if 0\nint f(void) {\n}\n#endif\nint g(void) {\n}\n", {"g 5-6"});
    row("a branch ends one and begins another",
        "int f(int a)\n{\n#if X\n  a = 1;\n#else\n  return 0;\n}\nint g(int a)\n{\n#endif\n  return a;\n}\n",
        {"f 1-7", "g 8-12"});
    row("nested branches",
        "#if X\nint f(void) {\n}\n#else\n# if Y\nint g(void) {\n}\n# else\nint h(void) {\n}\n# endif\n#endif\n",
        {"f 2-3", "g 6-7", "h 9-10"});
    row("extern C", "#ifdef __cplusplus\nextern \"C\" {\n#endif\nint f(void) {\n}\n#ifdef __cplusplus\n}\n#endif\n",
        {"f 4-5"});
    row("initialisers", "int a[] = { F(1), G(2) };\nstruct s t = { .f = { H(1) } };\nint f(void) {\n}\n", {"f 3-4"});
    row("macro that names", "#define NAME(x) my_##x\nint NAME(f)(int a)\n{\n}\n", {"my_f 2-4"});
    row("macro that declares",
        "#define FUNCTION(type, name, args) type name args\nFUNCTION(int, f, (int a, int b))\n{\n}\n", {"f 2-4"});
    row("macro that defines", "#define GETTER(x) int get_##x(void) { return x; }\nint x;\nGETTER(x)\nGETTER(y)\n",
        {"get_x 3-3", "get_y 4-4"});
    row("macro that makes parameters", "#define ARGS(a) (int a)\nstatic void f ARGS(sig)\n{\n}\n", {"f 2-4"});
    row("macro that begins",
        "#define TEST(n) static void n(void) { begin(#n); {\n#define END } }\nTEST(f)\n{\n  g();\n}\nEND\n"
        "TEST(k)\n{\n}\nEND\nint h(void)\n{\n}\n",
        {"f 3-6", "k 7-10", "h 12-14"});
    row("unknown macro with a name", "HANDLER(f)\n{\n}\nint g(void) {\n}\n", {"f 1-3", "g 4-5"});
    row("type and name in capitals", "HRESULT MYFUNC(VOID)\n{\n}\n", {"MYFUNC 1-3"});
    row("macro of the same name", "int f(int a) {\n  return a;\n}\n#define f(a) g(a)\n", {"f 1-3"});
    row("macro line before", "BEGIN_DECLS\nint f(void) {\n}\nMODULE(x)\nstatic int g(void) {\n}\n", {"f 2-3", "g 5-6"});
    row("words of C++", "int new(int class) {\n  return class;\n}\nvoid catch(int s)\n{\n}\n",
        {"new 1-3", "catch 4-6"});
    row("statement macro", "int f(void) {\n  if (a) { LIST_FOREACH(x, y) { b(); } }\n}\n", {"f 1-3"});
    row("on one line", "int f(void) { return 1; } int g(void) { return 2; }\n", {"f 1-1", "g 1-1"});
    row("missing brace at the end", "int f(void)\n{\n  if (a) {\n  return 1;\n", {"f 1-4"});
    row("stray brace", "}\n}\nint f(void) {\n}\n", {"f 3-4"});
    row("CRLF and form feed", "int f(void)\r\n{\r\n  return 1;\r\n}\r\n\f\r\nint g(void) {\r\n}\r\n",
        {"f 1-4", "g 6-7"});
    row("byte order mark", "\xef\xbb\xbfint f(void) {\n}\n", {"f 1-2"});
    row("Latin-1", "/* caf\xe9 */ int f(void) {\n}\n", {"f 1-2"});
}

void FunctionsTest::c()
{
    QFETCH(QByteArray, source);
    QFETCH(QStringList, expected);
    QCOMPARE(functionsOf(Checkout{{"a.c", source}}.read()), expected);
}

void FunctionsTest::cpp_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *source, std::initializer_list<const char *> expected) {
        QStringList list;
        for (const char *each : expected)
            list << QString::fromUtf8(each);
        QTest::newRow(name) << QByteArray(source) << list;
    };
    row("method", "namespace n {\nclass A : public Unknown {\npublic:\n  int f() const { return 1; }\n};\n}\n",
        {"n::A::f 4-4"});
    row("out of line", "#include \"a.h\"\nint n::A::f(int x) const noexcept\n{\n  return x;\n}\n", {"n::A::f 2-5"});
    row("nested namespace", "namespace a::b {\nvoid f() {\n}\n}\n", {"a::b::f 2-3"});
    row("constructor", "A::A(int x) : Base<int>{x}, m_x(x), m_y{1, 2} {\n  g();\n}\nA::~A() {\n}\n",
        {"A::A 1-3", "A::~A 4-5"});
    row("constructor with try", "A::A() try : m(1) {\n  g();\n} catch (...) {\n}\nvoid h() {\n}\n",
        {"A::A 1-3", "h 5-6"});
    row("defaulted", "struct A {\n  A();\n  virtual ~A() = default;\n  A(const A &) = delete;\n};\nA::A() = default;\n",
        {"A::~A 3-3", "A::A 6-6"});
    row("operators",
        "bool A::operator==(const A &o) const {\n}\nA::operator bool() const {\n}\nint A::operator()(int x) {\n}\n"
        "int &A::operator[](int i) {\n}\nvoid *operator new(size_t s) {\n}\nA &A::operator=(A &&o) {\n}\n",
        {"A::operator== 1-2", "A::operator bool 3-4", "A::operator() 5-6", "A::operator[] 7-8", "operator new 9-10",
         "A::operator= 11-12"});
    row("templates",
        "template <typename T = int, bool b = (1 > 2)>\nT f(T t) {\n}\ntemplate <class T>\nvoid V<T>::g(T t) {\n}\n"
        "template <>\nvoid f<char>(char c) {\n}\n",
        {"f 1-3", "V::g 4-6", "f 7-9"});
    row("default arguments of a template",
        "template <typename K, typename E = void>\nstruct G {\n  static int get(K k) {\n    return 0;\n  }\n};\n",
        {"G::get 3-5"});
    row("trailing return", "auto f(int a) -> std::vector<int> {\n}\n", {"f 1-2"});
    row("attributes", "[[nodiscard]] int f() {\n}\nMY_API void A::g() {\n}\n", {"f 1-2", "A::g 3-4"});
    row("lambda",
        "void f() {\n  auto g = [](int a) { return a; };\n  h([&] { g(1); });\n}\nauto k = [] { return 1; };\nvoid l() "
        "{\n}\n",
        {"f 1-4", "l 6-7"});
    row("local class", "void f() {\n  struct L {\n    int m() { return 1; }\n  };\n  L().m();\n}\n",
        {"f 1-6", "f::L::m 3-3"});
    row("requires",
        "template <typename T> requires C<T>\nvoid f(T t) {\n}\nvoid g(auto x) requires D<decltype(x)> {\n}\n",
        {"f 1-3", "g 4-5"});
    row("members with braces",
        "class A {\n  int x{1};\n  std::map<int, int> m{{1, 2}};\n  std::function<int(int)> fn = [](int a) { return a; "
        "};\n  void f() {\n  }\n};\n",
        {"A::f 5-6"});
    row("class of a class elsewhere",
        "namespace n {\nclass A::B : public Unknown {\n  void f() {\n  }\n  void g() override { }\n};\n}\n",
        {"n::A::B::f 3-4", "n::A::B::g 5-5"});
    row("enum class", "enum class E : int { A = F(1), B };\nint f() {\n}\n", {"f 2-3"});
    row("extern C", "extern \"C\" {\nint f(void) {\n}\n}\nextern \"C\" int g() {\n}\n", {"f 2-3", "g 5-6"});
    row("anonymous namespace", "namespace {\nint f() {\n}\n}\n", {"f 2-3"});
    row("raw string with braces", "const char *f() {\n  return R\"x({{{)x\";\n}\nint g() {\n}\n", {"f 1-3", "g 4-5"});
    row("variadic template", "template <class... A>\nvoid f(A &&...a) {\n}\n", {"f 1-3"});
    row("friend in class", "class A {\n  friend bool operator<(A a, A b) {\n    return true;\n  }\n};\n",
        {"operator< 2-4"});
}

void FunctionsTest::cpp()
{
    QFETCH(QByteArray, source);
    QFETCH(QStringList, expected);
    QCOMPARE(functionsOf(Checkout{{"a.cpp", source}}.read()), expected);
}

void FunctionsTest::attributes()
{
    const auto tree = Checkout{{"a.c", "#define local static\n"
                                       "static int f(int a, char *b, ...) { return 0; }\n"
                                       "local inline void g(void) { }\n"
                                       "int h(int (*cb)(int, int), int b[2]) { return 0; }\n"
                                       "int k(a, b) int a, b; { return 0; }\n"},
                               {"b.cpp", "namespace { int p(int) { return 1; } }\n"
                                         "template <class T> T q(T a, std::map<int, int> b = {}) { return a; }\n"}}
                          .read();
    const auto &f = *find(tree, "f");
    QVERIFY(f.isStatic && f.isVariadic && !f.isInline);
    QCOMPARE(f.argumentCount, 2u);
    QVERIFY(find(tree, "g")->isStatic && find(tree, "g")->isInline);
    QCOMPARE(find(tree, "g")->argumentCount, 0u);
    QCOMPARE(find(tree, "h")->argumentCount, 2u);
    QVERIFY(!find(tree, "h")->isStatic);
    QCOMPARE(find(tree, "k")->argumentCount, 2u);
    QVERIFY(find(tree, "p")->isStatic);
    QVERIFY(find(tree, "q")->isTemplate);
    QCOMPARE(find(tree, "q")->argumentCount, 2u);
}

void FunctionsTest::text()
{
    const auto tree =
        Checkout{{"a.c", "/* before */\nstatic int\nf(void)\n{\r\n  /* caf\xe9 */\r\n  return 1;\r\n} int after;\n"}}
            .read();
    const auto &f = *find(tree, "f");
    QCOMPARE(f.line, 2u);
    QCOMPARE(f.nameLine, 3u);
    QCOMPARE(f.endLine, 7u);
    QCOMPARE(QString::fromStdString(f.text), QStringLiteral("static int\nf(void)\n{\n  /* café */\n  return 1;\n}"));
}

// One text, included with several definitions, is several functions; each sees its own macro.
void FunctionsTest::includedTemplate()
{
    const auto tree = Checkout{{"impl.c", "#ifndef PREFIX\n#define PREFIX(x) x\n#endif\n" // not what main.c compiles
                                          "static int PREFIX(scan)(int a)\n{\n  return PREFIX(next)(a);\n}\n"},
                               {"main.c", "#define PREFIX(x) one_##x\n#include \"impl.c\"\n#undef PREFIX\n"
                                          "#define PREFIX(x) two_##x\n#include \"impl.c\"\n"}}
                          .read();
    QCOMPARE(functionsOf(tree), (QStringList{QStringLiteral("one_scan 4-7"), QStringLiteral("two_scan 4-7")}));
    QCOMPARE(callsOf(*find(tree, "one_scan")), QStringList{QStringLiteral("one_next")});
    QCOMPARE(callsOf(*find(tree, "two_scan")), QStringList{QStringLiteral("two_next")});
}

void FunctionsTest::header()
{
    const auto tree = Checkout{{"a.h", "static inline int f(void) { return 1; }\n"},
                               {"b.h", "namespace n { struct A { A() : x(1) { } int x; }; }\n"},
                               {"c.h", "#ifdef __cplusplus\nclass X;\n#endif\nint class(int new) { return new; }\n"}}
                          .read();
    QCOMPARE(functionsOf(tree),
             (QStringList{QStringLiteral("f 1-1"), QStringLiteral("n::A::A 1-1"), QStringLiteral("class 4-4")}));
    QVERIFY(tree.functions[0].inHeader);
}

void FunctionsTest::grammar()
{
    const auto tree = Checkout{{"p.y", "%{\nstatic int f(void) {\n  return 1;\n}\n%}\n%%\na : B { g($1); } ;\n%%\nint "
                                       "h(void)\n{\n  return 2;\n}\n"}}
                          .read();
    QVERIFY(find(tree, "f"));
    QVERIFY(find(tree, "h"));
    QCOMPARE(find(tree, "h")->endLine, 12u);
}

// With its flags a file also shows what its own text and headers hide.
void FunctionsTest::fullParse()
{
    Checkout checkout{{"src/a.c", "#include \"gen.h\"\nMAKE(f)\nint OTHER(void) { return WIDTH; }\n#ifdef OFF\nint "
                                  "off(void) { return 0; }\n#endif\n"},
                      {"include/gen.h",
                       "#define MAKE(x) int made_##x(void) { return 1; }\nstatic inline int h(void) { return 2; }\n"},
                      {"compile_commands.json",
                       "[{\"directory\": \".\", \"file\": \"src/a.c\", \"arguments\": "
                       "[\"cc\", \"-Iinclude\", \"-DOTHER=renamed\", \"-DWIDTH=77\", \"-c\", \"src/a.c\"]}]"}};
    const auto tree = checkout.read();
    QCOMPARE(functionsOf(tree), (QStringList{QStringLiteral("h 2-2"), QStringLiteral("made_f 2-2"),
                                             QStringLiteral("renamed 3-3"), QStringLiteral("off 5-5")}));
    QCOMPARE(integersOf(*find(tree, "renamed")), QList<qint64>{77});
}

void FunctionsTest::fullParseNamesMacroMadeFunctions()
{
    Checkout checkout{
        {"a.c", "#define CAT2(a, b) a##_##b\n#define CAT(a, b) CAT2(a, b)\n#define TYPE int\n#include \"body.c\"\n"
                "#undef TYPE\n#define TYPE long\n#include \"body.c\"\n"},
        {"body.c", "TYPE CAT(sum, TYPE)(TYPE a)\n{\n  return a + 1;\n}\n"},
        {"build/compile_commands.json",
         "[{\"directory\": \"..\", \"file\": \"a.c\", \"command\": \"gcc -O2 -c a.c -o x.o\"}]"}};
    QCOMPARE(functionsOf(checkout.read()),
             (QStringList{QStringLiteral("sum_int 1-4"), QStringLiteral("sum_long 1-4")}));
}

QTEST_GUILESS_MAIN(FunctionsTest)
#include "tst_functions.moc"
