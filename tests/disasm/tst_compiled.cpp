// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A program compiled here by each compiler that is there, stripped, and held against what nm says of it unstripped.
#include "analysis/binary/loader.h"
#include "analysis/disasm/disassembler.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace symbolon;
using namespace Qt::StringLiterals;

namespace {

const char *const programSource = R"(
typedef __SIZE_TYPE__ size_t;
int puts(const char *);
int printf(const char *, ...);
int strcmp(const char *, const char *);
void qsort(void *, size_t, size_t, int (*)(const void *, const void *));
void exit(int) __attribute__((noreturn));

#define APART __attribute__((noinline, noclone))

struct entry { const char *name; int (*run)(int); };
static int counter;

static APART int twice(int x) { counter += x; return x * 2 + 171; }
static APART int thrice(int x) { counter -= x; return x * 3 - 209; }
static APART int quarter(int x) { return x > 1000003 ? x / 4 : twice(x); }
static const struct entry table[] = {{"twice", twice}, {"thrice", thrice}, {"quarter", quarter}};

static APART void give_up(const char *why) { printf("giving up: %s\n", why); exit(3); }

APART int choose(int kind, int x)
{
    switch (kind) {
    case 100: return twice(x);
    case 101: return puts("one hundred and one");
    case 102: return thrice(x) + 5;
    case 103: counter = 9; break;
    case 104: return quarter(31337) ^ x;
    case 105: return puts("one hundred and five") + 1;
    case 106: give_up("one hundred and six");
    case 107: return x * x - 12;
    }
    return counter;
}

static APART int sum(const volatile int *list, int count)
{
    int total = 0;
    for (int i = 0; i < count; i++)
        total += list[i] & 0x5a5a5a5a;
    return total;
}

static APART int recurse(int n) { return n < 2 ? n : recurse(n - 1) + recurse(n - 2); }
static APART int passes_on(int a, int b) { counter++; return choose(a, b); }

static int compare(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

int main(int argc, char **argv)
{
    int list[8] = {5, 3, 8};
    if (argc > 5)
        give_up("too many");
    qsort(list, 8, sizeof list[0], compare);
    for (unsigned i = 0; i < sizeof table / sizeof table[0]; i++)
        if (strcmp(argv[0], table[i].name) == 0)
            return table[i].run(argc);
    printf("%d %d %d\n", sum(list, 8), recurse(argc), passes_on(argc + 99, argc));
    return 0;
}
)";

// A C library in name only: other architectures' real ones are seldom installed.
const char *const librarySource = R"(
int puts(const char *s) { return *s; }
int printf(const char *s, ...) { return *s; }
int strcmp(const char *a, const char *b) { return *a - *b; }
void qsort(void *p, __SIZE_TYPE__ n, __SIZE_TYPE__ s, int (*f)(const void *, const void *)) { f(p, p); }
void exit(int n) { for (;;) ; }
void *memset(void *p, int c, __SIZE_TYPE__ n) { return p; }
)";

QByteArray run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForFinished(120'000) || process.exitCode() != 0)
        qWarning("%s failed: %s", qPrintable(program), process.readAll().constData());
    return process.readAll();
}

std::map<std::string, uint64_t> functionsOf(const QString &nm, const QString &path, bool arm)
{
    std::map<std::string, uint64_t> known;
    for (const QByteArray &line : run(nm, {path}).split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() != 3 || (words[1] != "t" && words[1] != "T"))
            continue;
        const uint64_t address = words[0].toULongLong(nullptr, 16);
        known[words[2].toStdString()] = arm ? address & ~uint64_t(1) : address;
    }
    return known;
}

Result<Program> disassembled(const QString &path)
{
    QFile binary(path);
    if (!binary.open(QIODevice::ReadOnly))
        return failure(path.toStdString() + " is not there");
    const QByteArray bytes = binary.readAll();
    LoadOptions load;
    load.path = path.toStdString();
    const auto image = loadImage({reinterpret_cast<const uint8_t *>(bytes.constData()), size_t(bytes.size())}, load);
    if (!image)
        return image.error();
    return disassemble(*image, {}, {});
}

QString whatIsMissing(const QString &program)
{
    return QStandardPaths::findExecutable(program).isEmpty() ? program + u" is not installed"_s : QString();
}

} // namespace

class TestCompiled : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void compilers_data();
    void compilers();
    void objects_data() { compilers_data(); }
    void objects();
    void virtualTables_data();
    void virtualTables();
};

void TestCompiled::virtualTables_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QString>("compiler");
    QTest::newRow("x86-64") << QString() << u"g++"_s;
    QTest::newRow("x86-64 clang") << QString() << u"clang++"_s;
    QTest::newRow("i386") << u"i686-linux-gnu-"_s << u"g++"_s;
    QTest::newRow("ARM") << u"arm-linux-gnueabihf-"_s << u"g++"_s;
    QTest::newRow("AArch64") << u"aarch64-linux-gnu-"_s << u"g++"_s;
    QTest::newRow("MIPS") << u"mips-linux-gnu-"_s << u"g++"_s;
}

// The class that each table belongs to, and its functions in order, against the symbols.
void TestCompiled::virtualTables()
{
    QFETCH(QString, prefix);
    QFETCH(QString, compiler);
    if (const QString missing = whatIsMissing(prefix + compiler); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    const QTemporaryDir folder;
    const QString source = folder.filePath(u"classes.cpp"_s), whole = folder.filePath(u"whole.so"_s),
                  stripped = folder.filePath(u"stripped.so"_s);
    QFile file(source);
    QVERIFY(
        file.open(QIODevice::WriteOnly)
        && file.write("namespace shapes {\n"
                      "struct Shape { virtual int area() const; virtual int sides() const = 0; virtual int name(); };\n"
                      "struct Square : Shape { int a; int area() const override; int sides() const override; };\n"
                      "int Shape::area() const { return 17; }\n"
                      "int Shape::name() { return 1817; }\n"
                      "int Square::area() const { return a * a; }\n"
                      "int Square::sides() const { return 4; }\n"
                      "}\n")
               > 0
        && file.flush());
    run(prefix + compiler, {u"-O2"_s, u"-shared"_s, u"-fPIC"_s, u"-nostdlib"_s, source, u"-o"_s, whole});
    run(prefix + u"strip"_s, {u"-s"_s, whole, u"-o"_s, stripped});
    const auto known = functionsOf(prefix + u"nm"_s, whole, prefix.startsWith(u"arm"_s));
    const auto program = disassembled(stripped);
    QVERIFY2(program, program ? "" : program.error().summary.c_str());
    std::map<std::string, std::vector<uint64_t>> found;
    for (const PointerTable &table : program->tables) {
        for (const PointerTable::Entry &entry : table.entries)
            found[table.typeName].push_back(entry.function);
    }
    QCOMPARE(found["N6shapes5ShapeE"],
             (std::vector<uint64_t>{known.at("_ZNK6shapes5Shape4areaEv"), known.at("_ZN6shapes5Shape4nameEv")}));
    QCOMPARE(found["N6shapes6SquareE"],
             (std::vector<uint64_t>{known.at("_ZNK6shapes6Square4areaEv"), known.at("_ZNK6shapes6Square5sidesEv"),
                                    known.at("_ZN6shapes5Shape4nameEv")}));
}

void TestCompiled::compilers_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QString>("compiler");
    QTest::addColumn<QStringList>("options");
    const auto row = [](const char *name, const QString &prefix, const QString &compiler, const QStringList &options) {
        QTest::newRow(name) << prefix << compiler << options;
    };
    const QStringList bare{u"-fno-asynchronous-unwind-tables"_s, u"-fno-unwind-tables"_s};
    row("x86-64", {}, u"gcc"_s, {u"-O2"_s});
    row("x86-64 -O0", {}, u"gcc"_s, {u"-O0"_s});
    row("x86-64 without unwind tables", {}, u"gcc"_s, QStringList{u"-Os"_s} + bare);
    row("x86-64 not position independent", {}, u"gcc"_s, {u"-O2"_s, u"-no-pie"_s, u"-fno-pie"_s});
    row("x86-64 clang", {}, u"clang"_s, {u"-O2"_s});
    row("i386", u"i686-linux-gnu-"_s, u"gcc"_s, {u"-O2"_s});
    row("i386 without unwind tables", u"i686-linux-gnu-"_s, u"gcc"_s, QStringList{u"-O2"_s} + bare);
    row("ARM", u"arm-linux-gnueabihf-"_s, u"gcc"_s, {u"-O2"_s, u"-marm"_s});
    row("Thumb", u"arm-linux-gnueabihf-"_s, u"gcc"_s, {u"-O2"_s, u"-mthumb"_s});
    row("Thumb -O0", u"arm-linux-gnueabihf-"_s, u"gcc"_s, {u"-O0"_s, u"-mthumb"_s});
    row("AArch64", u"aarch64-linux-gnu-"_s, u"gcc"_s, {u"-O2"_s});
    row("AArch64 without unwind tables", u"aarch64-linux-gnu-"_s, u"gcc"_s, QStringList{u"-Os"_s} + bare);
    row("MIPS", u"mips-linux-gnu-"_s, u"gcc"_s, {u"-O2"_s});
    row("MIPS not position independent", u"mips-linux-gnu-"_s, u"gcc"_s,
        {u"-Os"_s, u"-fno-pie"_s, u"-no-pie"_s, u"-mno-shared"_s, u"-mplt"_s});
    row("PowerPC", u"powerpc-linux-gnu-"_s, u"gcc"_s, {u"-O2"_s, u"-fno-pie"_s, u"-no-pie"_s});
    row("PowerPC64 little endian", u"powerpc64le-linux-gnu-"_s, u"gcc"_s, {u"-O2"_s});
}

void TestCompiled::compilers()
{
    QFETCH(QString, prefix);
    QFETCH(QString, compiler);
    QFETCH(QStringList, options);
    if (const QString missing = whatIsMissing(prefix + compiler); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    QTemporaryDir folder;
    const QString source = folder.filePath(u"program.c"_s);
    const QString whole = folder.filePath(u"whole"_s);
    const QString stripped = folder.filePath(u"stripped"_s);
    const auto write = [](const QString &path, const char *text) {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) > 0;
    };
    QVERIFY(write(source, programSource));
    QStringList link;
    if (!prefix.isEmpty()) {
        const QString library = folder.filePath(u"library.c"_s);
        const QString shared = folder.filePath(u"libnames.so"_s);
        QVERIFY(write(library, librarySource));
        run(prefix + compiler, QStringList{u"-w"_s, u"-fno-builtin"_s, u"-shared"_s, u"-fPIC"_s, u"-nostdlib"_s,
                                           library, u"-o"_s, shared});
        link = {u"-fno-stack-protector"_s, u"-nostdlib"_s, u"-Wl,-e,main"_s, shared};
    }
    run(prefix + compiler, QStringList{u"-w"_s, u"-fno-tree-vectorize"_s, source, u"-o"_s, whole} + options + link);
    QVERIFY(QFile::exists(whole));
    run(prefix + u"strip"_s, {u"-s"_s, whole, u"-o"_s, stripped});
    const bool arm = prefix.startsWith(u"arm"_s);
    const auto known = functionsOf(prefix + u"nm"_s, whole, arm);

    const auto program = disassembled(stripped);
    QVERIFY2(program, program ? "" : program.error().summary.c_str());

    const auto find = [&](const char *name) -> const BinaryFunction * {
        const auto place = known.find(name);
        const int index = place == known.end() ? -1 : program->functionStartingAt(place->second);
        return index < 0 ? nullptr : &program->functions[static_cast<size_t>(index)];
    };
    for (const char *name :
         {"twice", "thrice", "quarter", "give_up", "choose", "sum", "recurse", "passes_on", "compare", "main"}) {
        const BinaryFunction *function = find(name);
        QVERIFY2(function, name);
        QCOMPARE(function->thumb, options.contains(u"-mthumb"_s));
        QVERIFY2(function->note.empty(), function->note.c_str());
    }

    // Nothing else is claimed: no start inside of another function.
    std::set<uint64_t> starts;
    for (const auto &[name, place] : known)
        starts.insert(place);
    for (const BinaryFunction &function : program->functions) {
        if (function.importStub || starts.contains(function.address))
            continue;
        const auto next = starts.upper_bound(function.address);
        if (next != starts.begin() && function.address > known.at("twice") && function.address < known.at("compare"))
            QFAIL(qPrintable(u"a start at 0x%1 that nm does not know"_s.arg(function.address, 0, 16)));
    }

    const BinaryFunction &choose = *find("choose");
    const auto refersTo = [](const BinaryFunction &function, std::string_view text) {
        return std::ranges::any_of(function.references, [&](const Reference &reference) {
            return reference.kind == Reference::Kind::String && reference.text == text;
        });
    };
    const auto holds = [](const BinaryFunction &function, int64_t value) {
        return std::ranges::any_of(function.references, [&](const Reference &reference) {
            return reference.kind == Reference::Kind::Integer && reference.value == value;
        });
    };
    const auto calls = [](const BinaryFunction &function, std::string_view name) {
        return std::ranges::any_of(function.calls, [&](const Call &call) { return call.import && call.name == name; });
    };
    const auto callsAt = [&](const BinaryFunction &function, const char *name) {
        return std::ranges::any_of(function.calls, [&](const Call &call) { return call.target == known.at(name); });
    };
    QVERIFY(refersTo(choose, "one hundred and one"));
    QVERIFY(refersTo(choose, "one hundred and five"));
    QVERIFY(refersTo(*find("give_up"), "giving up: %s\n"));
    QVERIFY(refersTo(*find("main"), "%d %d %d\n"));
    QVERIFY(holds(choose, 31337));
    QVERIFY(holds(*find("twice"), 171));
    QVERIFY(holds(*find("thrice"), 209));
    QVERIFY(holds(*find("sum"), 0x5a5a5a5a));
    QVERIFY(calls(choose, "puts"));
    QVERIFY(calls(*find("main"), "qsort"));
    QVERIFY(calls(*find("give_up"), "exit"));
    QVERIFY(callsAt(choose, "quarter"));
    QVERIFY(callsAt(*find("recurse"), "recurse"));
    QVERIFY(callsAt(*find("passes_on"), "choose"));
    QVERIFY(find("give_up")->noReturn);
    QVERIFY(!choose.noReturn);
    if (prefix.isEmpty()) // the start files tell
        QCOMPARE(find("main")->name, std::string("main"));
    const auto inTable = std::ranges::find_if(program->tables, [&](const PointerTable &table) {
        return std::ranges::any_of(table.entries, [&](const auto &entry) { return entry.text == "thrice"; });
    });
    QVERIFY(inTable != program->tables.end());
    QStringList rows;
    for (const PointerTable::Entry &entry : inTable->entries) {
        const auto name = std::ranges::find_if(known, [&](const auto &each) { return each.second == entry.function; });
        rows.append(!entry.function       ? QString::fromStdString(entry.text)
                    : name == known.end() ? QString()
                                          : u"&"_s + QString::fromStdString(name->first));
    }
    QCOMPARE(rows, (QStringList{u"twice"_s, u"&twice"_s, u"thrice"_s, u"&thrice"_s, u"quarter"_s, u"&quarter"_s}));
    // Where the compiler made a table of it, all cases are known.
    if (!choose.switches.empty()) {
        const std::vector<int64_t> &cases = choose.switches[0].cases;
        QCOMPARE(cases.size(), size_t(8));
        QCOMPARE(cases.front(), 100);
        QCOMPARE(cases.back(), 107);
    }
}

// The same source as a relocatable object with its symbols, and as code for a fixed place, as kernel modules are.
void TestCompiled::objects()
{
    QFETCH(QString, prefix);
    QFETCH(QString, compiler);
    QFETCH(QStringList, options);
    if (const QString missing = whatIsMissing(prefix + compiler); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    QTemporaryDir folder;
    const QString source = folder.filePath(u"program.c"_s);
    QFile file(source);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(programSource) > 0 && file.flush());
    for (const char *place : {"-fPIC", "-fno-pic"}) {
        const QString object = folder.filePath(u"program.o"_s);
        QStringList command{u"-w"_s, u"-fno-stack-protector"_s, u"-c"_s, source, u"-o"_s, object};
        command += options + QStringList{QString::fromLatin1(place)};
        command.removeAll(u"-no-pie"_s);
        run(prefix + compiler, command);
        const auto program = disassembled(object);
        QVERIFY2(program, program ? "" : program.error().summary.c_str());
        const auto tells = [&](std::string_view name, Reference::Kind kind, std::string_view text) {
            return std::ranges::any_of(program->functions, [&](const BinaryFunction &function) {
                return function.name == name && std::ranges::any_of(function.references, [&](const Reference &each) {
                           return each.kind == kind && each.text == text;
                       });
            });
        };
        const auto calls = [&](std::string_view name, std::string_view callee) {
            return std::ranges::any_of(program->functions, [&](const BinaryFunction &function) {
                return function.name == name && std::ranges::any_of(function.calls, [&](const Call &call) {
                           return call.import && call.name == callee;
                       });
            });
        };
        QVERIFY2(tells("choose", Reference::Kind::String, "one hundred and five"), place);
        QVERIFY2(tells("give_up", Reference::Kind::String, "giving up: %s\n"), place);
        QVERIFY2(tells("main", Reference::Kind::Function, "compare"), place);
        QVERIFY2(calls("choose", "puts"), place);
        QVERIFY2(calls("main", "qsort"), place);
        QVERIFY2(calls("give_up", "exit"), place);
    }
}

QTEST_APPLESS_MAIN(TestCompiled)
#include "tst_compiled.moc"
