// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Text that nobody vouches for: nothing hangs, nothing is lost in silence.
#include "analysis/source/filefacts.h"
#include "checkouts.h"
#include "tests/cputimer.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

#include <thread>

using namespace symbolon;

class HostileSourceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void binaryFile();
    void vanishedFile();
    void junk_data();
    void junk();
    void garbageAroundFunctions();
    void cutShort();
    void shuffled();
    void cancel();
    void cancelMerge();
    void progress();
};

namespace {

// Reads without libclang, which gives up on some of this; its part runs in child processes in the program.
SourceTree scanned(const Checkout &checkout, const char *path)
{
    auto facts = scanSource(checkout.root(), {path, {}, {}}, {});
    if (!facts.ok())
        qFatal("%s", facts.error().summary.c_str());
    std::vector<FileFacts> all;
    all.push_back(std::move(facts).value());
    return mergeSources({checkout.root(), {}, {}, {}}, std::move(all), {}).value();
}

} // namespace

void HostileSourceTest::binaryFile()
{
    const Checkout checkout{
        {"a.c", QByteArray("int f(void) { }\0\1\2", 18)},
        {"late.c", "int g(void) { }\n" + QByteArray(9000, ' ') + QByteArray("\0int h(void) { }", 16)},
        {"ok.c", "int ok(void) { return 0; }\n"}};
    const SourceTree tree = checkout.read();
    QCOMPARE(reasonFor(tree, "a.c"), QStringLiteral("binary file"));
    QVERIFY(find(tree, "ok"));
    QVERIFY(find(tree, "g") && find(tree, "h"));
    QCOMPARE(tree.files.size(), size_t{2});
}

void HostileSourceTest::vanishedFile()
{
    const Checkout checkout;
    const auto facts = parseSource(checkout.root(), {"none.c", {}, {}}, {});
    QVERIFY(!facts.ok());
    QCOMPARE(QString::fromStdString(facts.error().summary), QStringLiteral("none.c: not readable"));
}

void HostileSourceTest::junk_data()
{
    QTest::addColumn<QByteArray>("text");
    constexpr int n = 300'000;
    QTest::newRow("one line") << "int f(void) { return 1; } " + QByteArray("x = y + 1; ").repeated(100'000);
    QTest::newRow("open parentheses") << QByteArray(n, '(');
    QTest::newRow("open braces") << QByteArray(n, '{');
    QTest::newRow("closing braces") << QByteArray(n, '}');
    QTest::newRow("open brackets within a function") << "int f(void) { return " + QByteArray(n, '(');
    QTest::newRow("nested parentheses") << "int f(void) { return " + QByteArray(n / 2, '(') + "1"
                                               + QByteArray(n / 2, ')') + "; }";
    QTest::newRow("nested blocks") << "int f(void) " + QByteArray(n / 2, '{') + QByteArray(n / 2, '}');
    QTest::newRow("nested scopes") << QByteArray("namespace a { class b {").repeated(n / 20);
    QTest::newRow("nested conditions") << QByteArray("#if X\n").repeated(n / 6);
    QTest::newRow("many branches") << "#if X\nint a(void) {\n" + QByteArray("#elif Y\nint b(void) {\n").repeated(5000)
                                          + "#endif\n}\n";
    QTest::newRow("headers without end") << QByteArray("static int f(int a) b ").repeated(n / 20);
    QTest::newRow("angles") << "template <" + QByteArray("a<").repeated(n / 2) + "> void f() { }";
    QTest::newRow("K&R without end") << "int f(a, b) " + QByteArray("int a; ").repeated(n / 7);
    QTest::newRow("backslashes") << QByteArray(n, '\\');
    QTest::newRow("spliced lines") << QByteArray("\\\n").repeated(n / 2);
    QTest::newRow("quotes") << QByteArray(n, '"');
    QTest::newRow("raw string openings") << QByteArray("R\"(").repeated(n / 3);
    QTest::newRow("hashes") << QByteArray("#\n").repeated(n / 2);
    QTest::newRow("operators") << "int f(void) { return " + QByteArray("1+").repeated(n / 2);
    QTest::newRow("unary") << "int f(void) { return " + QByteArray(n, '-') + "1; }";
    QTest::newRow("ternaries") << "int f(void) { return " + QByteArray("1?").repeated(n / 2) + "1; }";
    QTest::newRow("cases") << "int f(void) { switch (x) { " + QByteArray("case 0 ... 511: ").repeated(2000) + "} }";
    QTest::newRow("nested switches") << "int f(void) { " + QByteArray("switch (x) { case 1: ").repeated(20'000);
    QTest::newRow("long enumeration") << "enum { a = b, " + QByteArray("c = a + 1, ").repeated(50'000)
                                             + "};int f(void) { return c; }";
    QTest::newRow("circular enumerators") << QByteArray("enum { A = B, B = C, C = A };\nint f(void) { return A; }");
    QTest::newRow("calls of a macro not closed")
        << "#define M(x) x\nint f(void) { " + QByteArray("M(").repeated(n / 10);
    QTest::newRow("nested macro calls") << "#define M(x) x\nint f(void) { " + QByteArray("M(").repeated(5000)
                                               + QByteArray(5000, ')') + "; }";
    QTest::newRow("macro that pastes") << QByteArray(
        "#define P(x) Q(x##x)\n#define Q(x) R(x##x)\n#define R(x) P(x##x)\nint f(void) { P(aaaa); }");
    QTest::newRow("arrays") << "int a[] = " + QByteArray("{ {1}, ").repeated(n / 10);
    QTest::newRow("constructor initialisers") << "A::A() : " + QByteArray("a{1}, ").repeated(n / 10) + "b(2) { }";
}

void HostileSourceTest::junk()
{
    QFETCH(QByteArray, text);
    const Checkout checkout{{"a.c", text + "\nint last(void)\n{\n  return 2;\n}\n"}, {"b.cpp", text}};
    const CpuTimer timer;
    for (const char *path : {"a.c", "b.cpp"}) {
        const SourceTree tree = scanned(checkout, path);
        for (const SourceFunction &function : tree.functions)
            QVERIFY(function.line >= 1 && function.line <= function.endLine && function.endLine <= tree.files[0].lines);
    }
    QVERIFY2(timer.seconds() < 20, qPrintable(QString::number(timer.seconds())));
}

// A syntax error costs what it stands in, not what follows.
void HostileSourceTest::garbageAroundFunctions()
{
    const SourceTree tree = Checkout{{"a.c", "int a(void)\n{\n  return 1;\n}\n"
                                             "@@@ <<<<<<< HEAD ((( ]]] 'x\n"
                                             "int b(void)\n{\n  return 2;\n}\n"
                                             ">>>>>>> branch \"unterminated\n"
                                             "struct { int\n"
                                             "};\n"
                                             "static int c(int x)\n{\n  if (x {\n    y(;\n  return 3;\n}\n"
                                             "static int d(int x)\n{\n  return 4;\n}\n"}}
                                .read();
    for (const char *name : {"a", "b", "c", "d"})
        QVERIFY2(find(tree, name), name);
    QCOMPARE(find(tree, "d")->endLine, 22u);
}

void HostileSourceTest::cutShort()
{
    QFile file(QFINDTESTDATA("tst_hostilesource.cpp"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    for (qsizetype size = 0; size < text.size(); size += 97) {
        const Checkout checkout{{"a.cpp", text.left(size)}};
        const SourceTree tree = scanned(checkout, "a.cpp");
        for (const SourceFunction &function : tree.functions)
            QVERIFY(!function.name.empty() && !function.text.empty());
    }
}

void HostileSourceTest::shuffled()
{
    QFile file(QFINDTESTDATA("tst_functions.cpp"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QRandomGenerator random(7);
    for (int round = 0; round < 150; ++round) {
        QByteArray damaged = text;
        for (int i = 0; i < 60; ++i)
            damaged[random.bounded(static_cast<int>(damaged.size()))] = "(){}[]<>\"'#\\;:,\n/*"[random.bounded(18)];
        const Checkout checkout{{"a.cpp", damaged}, {"a.c", damaged}};
        (void)scanned(checkout, "a.cpp");
        (void)scanned(checkout, "a.c");
    }
}

void HostileSourceTest::cancel()
{
    QByteArray text;
    for (int i = 0; i < 300; ++i)
        text += "int f" + QByteArray::number(i) + "(int a) { if (a) g(\"text\", a + 1); return 0; }\n";
    const Checkout checkout;
    for (int i = 0; i < 400; ++i)
        checkout.write(("f" + QByteArray::number(i) + ".c").constData(), text);
    std::stop_source source;
    Work work;
    work.stop = source.get_token();
    work.threads = 2;
    work.onProgress = [&](const Progress &progress) {
        if (progress.done == 3)
            source.request_stop();
    };
    QElapsedTimer timer;
    qint64 stoppedAt = 0;
    const std::stop_callback note(work.stop, [&] { stoppedAt = timer.elapsed(); });
    timer.start();
    const auto tree = readSources(checkout.root(), {}, work);
    const qint64 late = timer.elapsed() - stoppedAt;
    QVERIFY(!tree.ok());
    QVERIFY(tree.error().kind == ErrorKind::Cancelled);
    QVERIFY2(late < 200, qPrintable(QString::number(late)));
}

void HostileSourceTest::cancelMerge()
{
    const Checkout checkout{{"a.c", "int f(void) { return 1; }\n"}};
    auto facts = parseSource(checkout.root(), {"a.c", {}, {}}, {});
    QVERIFY(facts.ok());
    std::vector<FileFacts> all;
    all.push_back(std::move(facts).value());
    std::stop_source source;
    source.request_stop();
    Work work;
    work.stop = source.get_token();
    const auto tree = mergeSources({checkout.root(), {}, {}, {}}, std::move(all), work);
    QVERIFY(!tree.ok() && tree.error().kind == ErrorKind::Cancelled);
    const auto plan = planSources(checkout.root(), {}, work);
    QVERIFY(!plan.ok() && plan.error().kind == ErrorKind::Cancelled);
}

void HostileSourceTest::progress()
{
    const Checkout checkout{{"a.c", "int a;\n"}, {"b.c", "int b;\n"}, {"c.c", "int c;\n"}};
    uint64_t done = 0;
    uint64_t total = 0;
    Work work;
    work.threads = 1;
    work.onProgress = [&](const Progress &progress) {
        if (progress.stage != "files")
            return;
        QVERIFY(progress.done == done + 1);
        done = progress.done;
        total = progress.total;
    };
    QVERIFY(readSources(checkout.root(), {}, work).ok());
    QCOMPARE(done, uint64_t{3});
    QCOMPARE(total, uint64_t{3});
}

QTEST_GUILESS_MAIN(HostileSourceTest)
#include "tst_hostilesource.moc"
