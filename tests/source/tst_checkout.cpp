// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Walking a checkout: what is read, what is skipped and why, and compile_commands.json.
#include "analysis/source/compilecommands.h"
#include "checkouts.h"

#include <sys/stat.h>
#include <unistd.h>

using namespace symbolon;

class CheckoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void suffixes();
    void links();
    void unreadable();
    void limits();
    void noFolder();
    void emptyTree();
    void commandLines_data();
    void commandLines();
    void keptArguments();
    void databases_data();
    void databases();
    void damagedDatabase();
    void severalCommands();
    void movedDatabase();
};

namespace {

QStringList words(const std::vector<std::string> &list)
{
    QStringList result;
    for (const auto &word : list)
        result << QString::fromStdString(word);
    return result;
}

SourcePlan planOf(const Checkout &checkout, const SourceLimits &limits = {})
{
    auto plan = planSources(checkout.root(), limits, {});
    if (!plan.ok())
        qFatal("%s", plan.error().summary.c_str());
    return std::move(plan).value();
}

QStringList pathsOf(const SourcePlan &plan)
{
    QStringList result;
    for (const auto &job : plan.jobs)
        result << QString::fromStdString(job.path);
    return result;
}

QString skippedOf(const SourcePlan &plan, std::string_view path)
{
    for (const auto &skipped : plan.skipped) {
        if (skipped.path == path)
            return QString::fromStdString(skipped.reason);
    }
    return QStringLiteral("(read)");
}

} // namespace

void CheckoutTest::suffixes()
{
    const Checkout checkout{{"z.c", "a"},   {"a/x.cc", "a"},    {"a/y.hpp", "a"},    {"a/b/q.C", "a"},
                            {"r.inl", "a"}, {"notes.txt", "a"}, {"s.S", "a"},        {".hidden.c", "a"},
                            {"noext", "a"}, {".git/x.c", "a"},  {"b/.svn/x.c", "a"}, {".c", "a"},
                            {"g.y", "a"}};
    const SourcePlan plan = planOf(checkout);
    QCOMPARE(pathsOf(plan), (QStringList{QStringLiteral(".hidden.c"), QStringLiteral("a/b/q.C"),
                                         QStringLiteral("a/x.cc"), QStringLiteral("a/y.hpp"), QStringLiteral("g.y"),
                                         QStringLiteral("r.inl"), QStringLiteral("z.c")}));
    QCOMPARE(skippedOf(plan, ".git"), QStringLiteral("version control folder"));
    QCOMPARE(skippedOf(plan, "b/.svn"), QStringLiteral("version control folder"));
}

void CheckoutTest::links()
{
    const Checkout outside{{"secret.c", "int secret(void) { return 0; }"}};
    const Checkout checkout{{"a/x.c", "int x(void) { return 0; }"}, {"plain.txt", "int t(void) { return 0; }"}};
    const auto link = [&](const char *to, const char *at) {
        QCOMPARE(::symlink(to, checkout.absolute(at).toUtf8().constData()), 0);
    };
    link("..", "a/up");
    link("a", "again");
    link("a/x.c", "y.c");
    link("plain.txt", "t.c");
    link("nothing", "broken.c");
    link("loop.c", "loop.c");
    link((outside.root() + "/secret.c").c_str(), "secret.c");
    link(outside.root().c_str(), "elsewhere");
    link("/dev/zero", "zero.c");
    QCOMPARE(::mkfifo(checkout.absolute("pipe.c").toUtf8().constData(), 0600), 0);
    const SourcePlan plan = planOf(checkout);
    QCOMPARE(pathsOf(plan), (QStringList{QStringLiteral("a/x.c"), QStringLiteral("t.c")}));
    QCOMPARE(skippedOf(plan, "a/up"), QStringLiteral("link cycle"));
    QCOMPARE(skippedOf(plan, "again"), QStringLiteral("link to a, which is read there"));
    QCOMPARE(skippedOf(plan, "y.c"), QStringLiteral("link to a/x.c, which is read there"));
    QCOMPARE(skippedOf(plan, "broken.c"), QStringLiteral("link to nothing"));
    QCOMPARE(skippedOf(plan, "loop.c"), QStringLiteral("link cycle"));
    QCOMPARE(skippedOf(plan, "secret.c"), QStringLiteral("link that leaves the checkout"));
    QCOMPARE(skippedOf(plan, "elsewhere"), QStringLiteral("link that leaves the checkout"));
    QCOMPARE(skippedOf(plan, "zero.c"), QStringLiteral("link that leaves the checkout"));
    QCOMPARE(skippedOf(plan, "pipe.c"), QStringLiteral("not a regular file"));
}

void CheckoutTest::unreadable()
{
    if (::geteuid() == 0)
        QSKIP("root can read everything");
    const Checkout checkout{{"a.c", "int a(void) { return 0; }"}, {"b/b.c", "int b(void) { return 0; }"}};
    ::chmod(checkout.absolute("a.c").toUtf8().constData(), 0);
    ::chmod(checkout.absolute("b").toUtf8().constData(), 0);
    const SourcePlan plan = planOf(checkout);
    ::chmod(checkout.absolute("b").toUtf8().constData(), 0700);
    QVERIFY(plan.jobs.empty());
    QCOMPARE(skippedOf(plan, "a.c"), QStringLiteral("not readable"));
    QCOMPARE(skippedOf(plan, "b"), QStringLiteral("not readable"));
}

void CheckoutTest::limits()
{
    const Checkout checkout{
        {"a.c", QByteArray(2000, ' ')}, {"b.c", "int b;"}, {"c.c", "int c;"}, {"d/e/f/g.c", "int g;"}};
    SourceLimits limits;
    limits.fileBytes = 1000;
    limits.files = 1;
    limits.depth = 2;
    const SourcePlan plan = planOf(checkout, limits);
    QCOMPARE(pathsOf(plan), QStringList{QStringLiteral("b.c")});
    QCOMPARE(skippedOf(plan, "a.c"), QStringLiteral("larger than 1000 bytes"));
    QCOMPARE(skippedOf(plan, "c.c"), QStringLiteral("more than 1 files"));
    QCOMPARE(skippedOf(plan, "d/e/f"), QStringLiteral("deeper than 2 folders"));
}

void CheckoutTest::noFolder()
{
    const Checkout checkout{{"a.c", "int a;"}};
    for (const std::string &root : {checkout.root() + "/none", checkout.root() + "/a.c", std::string()}) {
        const auto plan = planSources(root, {}, {});
        QVERIFY(!plan.ok());
        QVERIFY(plan.error().kind == ErrorKind::BadInput);
        QVERIFY(!plan.error().hint.empty());
    }
}

void CheckoutTest::emptyTree()
{
    const SourceTree tree = Checkout{}.read();
    QVERIFY(tree.files.empty() && tree.functions.empty() && tree.skipped.empty() && tree.warnings.empty());
}

void CheckoutTest::commandLines_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("plain") << QByteArray("cc  -c\ta.c ")
                           << QStringList{QStringLiteral("cc"), QStringLiteral("-c"), QStringLiteral("a.c")};
    QTest::newRow("quotes") << QByteArray(R"(cc "-DA=\"x y\"" '-DB="z"' -DC=\"q\" a\ b.c)")
                            << QStringList{QStringLiteral("cc"), QStringLiteral("-DA=\"x y\""),
                                           QStringLiteral("-DB=\"z\""), QStringLiteral("-DC=\"q\""),
                                           QStringLiteral("a b.c")};
    QTest::newRow("empty word") << QByteArray("cc \"\" x")
                                << QStringList{QStringLiteral("cc"), QString(), QStringLiteral("x")};
    QTest::newRow("not closed") << QByteArray("cc 'a b") << QStringList{QStringLiteral("cc"), QStringLiteral("a b")};
    QTest::newRow("nothing") << QByteArray() << QStringList();
}

void CheckoutTest::commandLines()
{
    QFETCH(QByteArray, command);
    QFETCH(QStringList, expected);
    QCOMPARE(words(splitCommandLine({command.data(), static_cast<size_t>(command.size())})), expected);
}

// What loads code, writes files or only warns never reaches the parser.
void CheckoutTest::keptArguments()
{
    const auto kept = symbolon::keptArguments({"gcc",
                                               "-O2",
                                               "-Wall",
                                               "-Ifoo",
                                               "-I",
                                               "bar",
                                               "-DX=1",
                                               "-D",
                                               "Y",
                                               "-std=c99",
                                               "-fplugin=evil.so",
                                               "-Xclang",
                                               "-load",
                                               "-Xclang",
                                               "evil.so",
                                               "-o",
                                               "out.o",
                                               "-MF",
                                               "dep",
                                               "-c",
                                               "a.c",
                                               "@response",
                                               "-include",
                                               "pre.h",
                                               "-m32",
                                               "-iquote",
                                               "q",
                                               "-isystem"});
    QCOMPARE(words(kept).join(QLatin1Char(' ')),
             QStringLiteral("-Ifoo -I bar -DX=1 -D Y -std=c99 -include pre.h -m32 -iquote q"));
}

void CheckoutTest::databases_data()
{
    QTest::addColumn<QByteArray>("where");
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<QString>("arguments");
    const QString kept = QStringLiteral("-DX=1 -Iinc");
    QTest::newRow("arguments")
        << QByteArray("compile_commands.json")
        << QByteArray(
               R"({"directory": "ROOT", "file": "src/a.c", "arguments": ["cc", "-DX=1", "-Iinc", "-c", "src/a.c"]})")
        << kept;
    QTest::newRow("command") << QByteArray("compile_commands.json")
                             << QByteArray(
                                    R"({"directory": "ROOT/src", "file": "a.c", "command": "cc -DX=1 -Iinc -c a.c"})")
                             << kept;
    QTest::newRow("no directory") << QByteArray("compile_commands.json")
                                  << QByteArray(R"({"file": "src/a.c", "command": "cc -DX=1 -Iinc"})") << kept;
    QTest::newRow("build folder")
        << QByteArray("build-x/compile_commands.json")
        << QByteArray(R"({"directory": "ROOT/build-x", "file": "../src/a.c", "command": "cc -DX=1 -Iinc"})") << kept;
    QTest::newRow("absolute file") << QByteArray("build/compile_commands.json")
                                   << QByteArray(
                                          R"({"directory": "/", "file": "ROOT/src/a.c", "command": "cc -DX=1 -Iinc"})")
                                   << kept;
    QTest::newRow("not there") << QByteArray("compile_commands.json")
                               << QByteArray(R"({"directory": "ROOT", "file": "src/none.c", "command": "cc -DX=1"})")
                               << QString();
    QTest::newRow("outside") << QByteArray("compile_commands.json")
                             << QByteArray(R"({"directory": "ROOT", "file": "/etc/passwd", "command": "cc -DX=1"})")
                             << QString();
    QTest::newRow("no flags") << QByteArray("compile_commands.json")
                              << QByteArray(
                                     R"({"directory": "ROOT", "file": "src/a.c", "command": "cc -O2 -c src/a.c"})")
                              << QStringLiteral("-I.");
}

void CheckoutTest::databases()
{
    QFETCH(QByteArray, where);
    QFETCH(QByteArray, entry);
    QFETCH(QString, arguments);
    const Checkout checkout{{"src/a.c", "int a;"}};
    checkout.write(where.constData(), "[" + entry.replace("ROOT", QByteArray::fromStdString(checkout.root())) + "]");
    const SourcePlan plan = planOf(checkout);
    QCOMPARE(plan.jobs.size(), size_t{1});
    QCOMPARE(words(plan.jobs[0].arguments).join(QLatin1Char(' ')), arguments);
    QCOMPARE(plan.warnings.empty(), !arguments.isEmpty());
}

void CheckoutTest::damagedDatabase()
{
    for (const QByteArray &json :
         {QByteArray("{"), QByteArray("{}"), QByteArray("[1, \"x\", {}, {\"file\": 3}]"), QByteArray(100'000, '['),
          QByteArray("[{\"file\": \"a.c\", \"command\": 5}]"), QByteArray()}) {
        const Checkout checkout{{"a.c", "int a;"}, {"compile_commands.json", json}};
        const SourcePlan plan = planOf(checkout);
        QCOMPARE(pathsOf(plan), QStringList{QStringLiteral("a.c")});
    }
    const Checkout checkout{{"a.c", "int a;"}, {"compile_commands.json", "{"}};
    QCOMPARE(planOf(checkout).warnings.size(), size_t{1});
}

void CheckoutTest::severalCommands()
{
    QByteArray json = "[";
    for (const int name : {0, 0, 2, 2, 4, 4, 10, 11, 12})
        json += (json.size() > 1 ? "," : "") + QByteArray("{\"file\": \"a.c\", \"command\": \"cc -DNAME=f")
                + QByteArray::number(name) + "\"}";
    const Checkout checkout{{"a.c", "int NAME(int x)\n{\n  return x;\n}\n"}, {"compile_commands.json", json + "]"}};
    const SourcePlan plan = planOf(checkout);
    QCOMPARE(plan.jobs.size(), mostCommandsPerFile);
    QCOMPARE(plan.warnings.size(), size_t{1});
    QCOMPARE(functionsOf(checkout.read()), (QStringList{QStringLiteral("f0 1-4"), QStringLiteral("f10 1-4"),
                                                        QStringLiteral("f2 1-4"), QStringLiteral("f4 1-4")}));
}

// Written where the tree stood elsewhere: paths are moved by their common tail.
void CheckoutTest::movedDatabase()
{
    const Checkout checkout{
        {"lib/a.c", "#include \"w.h\"\nint a(void) { return W; }\n"},
        {"inc/w.h", "#define W 5\n"},
        {"compile_commands.json",
         R"([{"directory": "/builds/pkg-1.0/obj", "file": "/builds/pkg-1.0/lib/a.c", "command": "cc -I/builds/pkg-1.0/inc -c x"}])"}};
    const SourcePlan plan = planOf(checkout);
    QCOMPARE(words(plan.jobs.at(1).arguments).join(QLatin1Char(' ')),
             QStringLiteral("-I") + QDir(QString::fromStdString(checkout.root())).canonicalPath()
                 + QStringLiteral("/inc"));
    QVERIFY(plan.warnings.empty());
}

QTEST_GUILESS_MAIN(CheckoutTest)
#include "tst_checkout.moc"
