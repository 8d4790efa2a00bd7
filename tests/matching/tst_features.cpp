// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/features/names.h"
#include "pools.h"

#include <QTest>

using namespace symbolon;
using namespace symbolon::pools;

class TestFeatures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesOfSymbols_data()
    {
        QTest::addColumn<QString>("symbol");
        QTest::addColumn<QString>("plain");
        QTest::addColumn<QString>("qualified");
        const auto row = [](const char *symbol, const char *plain, const char *qualified) {
            QTest::newRow(symbol) << QString::fromLatin1(symbol) << QString::fromLatin1(plain)
                                  << QString::fromLatin1(qualified);
        };
        row("inflate", "inflate", "inflate");
        row("copy.constprop.0", "copy", "copy");
        row("memcpy@GLIBC_2.14", "memcpy", "memcpy");
        row("_ZN4YAML4Node5beginEv", "begin", "YAML::Node::begin");
        row("_ZN4YAML4NodeD1Ev", "~Node", "YAML::Node::~Node");
        row("_ZN4YAMLlsERNS_7EmitterERKNS_8_CommentE", "operator<<", "YAML::operator<<");
        row("_ZNK3FoocvbEv", "operator bool", "Foo::operator bool");
        row("_ZN3FooclEi", "operator()", "Foo::operator()");
        row("_ZN12_GLOBAL__N_13barEv", "bar", "bar");
        row("_Z4castIiET_d", "cast", "cast"); // int cast<int>(double)
        row("_ZN3FooC2ERKSt6vectorIiSaIiEE", "Foo", "Foo::Foo");
        row("?parse@Reader@json@@QEAAXXZ", "parse", "json::Reader::parse");
        row("_Zbroken", "_Zbroken", "_Zbroken");
        row("", "", "");
    }
    void namesOfSymbols()
    {
        QFETCH(QString, symbol);
        const PlainName name = plainName(symbol.toStdString());
        QTEST(QString::fromStdString(name.plain), "plain");
        QTEST(QString::fromStdString(name.qualified), "qualified");
    }

    void dataThatIsReferredTo()
    {
        Program program;
        program.architecture = Architecture::X86_64;
        BinaryFunction function;
        function.address = 0x1000;
        const auto refer = [&](Reference::Kind kind, uint64_t target) {
            Reference reference;
            reference.address = 0x1000 + function.references.size();
            reference.kind = kind;
            reference.target = target;
            function.references.push_back(reference);
        };
        for (const uint64_t target : {0x5008, 0x5000, 0x5008})
            refer(Reference::Kind::Data, target);
        refer(Reference::Kind::Function, 0x2000);
        program.functions = {function};
        const auto accesses = [&](bool network) {
            return binaryFeatures(program, {}, {.network = network}).functions.at(0).accesses;
        };
        QCOMPARE(accesses(true), (std::vector<uint64_t>{0x5000, 0x5008}));
        QVERIFY(accesses(false).empty());
    }

    void namesOfLibraryFunctions_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("plain");
        for (const auto &[name, plain] : std::initializer_list<std::pair<const char *, const char *>>{
                 {"__printf_chk", "printf"},
                 {"__isoc99_sscanf", "sscanf"},
                 {"fopen64", "fopen"},
                 {"__fxstat64", "fstat"},
                 {"fputs_unlocked", "fputs"},
                 {"htobe64", "htobe"}, // harmless: both sides are treated alike
                 {"read", "read"},
                 {"__", "__"},
                 {"64", "64"}})
            QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(plain);
    }
    void namesOfLibraryFunctions()
    {
        QFETCH(QString, name);
        QTEST(QString::fromStdString(libraryName(name.toStdString())), "plain");
    }

    void binaryLeavesOutStubs()
    {
        const FeaturePool pool = binaryFeatures(smallProgram());
        QCOMPARE(pool.functions.size(), size_t(4));
        QCOMPARE(pool.origin, (std::vector<uint32_t>{0, 1, 2, 3}));
        QVERIFY(pool.functions[0].name.empty()); // "sub" is not the file's own name
    }

    void binaryTakesFacts()
    {
        const FeaturePool pool = binaryFeatures(smallProgram());
        const FunctionFeatures &parse = pool.functions[1];
        QCOMPARE(parse.begin, uint64_t(0x1100));
        QCOMPARE(parse.end, uint64_t(0x1140));
        QCOMPARE(parse.strings.size(), size_t(1));
        QCOMPARE(parse.strings[0].place, uint64_t(0x1104));
        QCOMPARE(parse.calls.size(), size_t(2));
        QCOMPARE(parse.calls[0].name, std::string("puts"));
        QCOMPARE(parse.calls[0].callee, -1);
        QCOMPARE(parse.calls[1].callee, 2);
        QCOMPARE(parse.switches[0].cases.size(), size_t(5));
        QCOMPARE(pool.functions[0].calls[0].name, std::string("fopen"));
        QCOMPARE(pool.functions[2].callers, (std::vector<uint32_t>{0, 1}));
    }

    void binaryResolvesStubsAndThunks()
    {
        Program program;
        BinaryFunction caller = binaryFunction(0x1000);
        BinaryFunction veneer = binaryFunction(0x1100);
        veneer.thunk = true;
        veneer.calls = {importCall(0x1100, "__strdup")};
        veneer.calls[0].tail = true;
        BinaryFunction exported = binaryFunction(0x1200);
        exported.name = "_ZN3lib4openEv";
        exported.named = true;
        BinaryFunction stub = binaryFunction(0x1300);
        stub.name = "_ZN3lib4openEv"; // PLT entry of its own export
        stub.importStub = true;
        caller.calls = {callOf(0x1004, 0x1100), callOf(0x1008, 0x1300), callOf(0x100c, 0x1200), callOf(0x1010, 0x9999),
                        callOf(0x1014, 0x1000)};
        program.functions = {caller, veneer, exported, stub};
        const FeaturePool pool = binaryFeatures(program);
        const auto &calls = pool.functions[0].calls;
        QCOMPARE(calls[0].name, std::string("strdup"));
        QCOMPARE(calls[0].callee, -1);
        QCOMPARE(calls[1].name, std::string("open"));
        QCOMPARE(calls[1].callee, 2);
        QCOMPARE(calls[2].name, std::string("open"));
        QCOMPARE(calls[2].callee, 2);
        QVERIFY(calls[3].name.empty());
        QCOMPARE(calls[3].callee, -1);
        QCOMPARE(calls[4].callee, 0);
        QVERIFY(pool.functions[0].recursive);
        QCOMPARE(pool.functions[2].qualifiedName, std::string("lib::open"));
    }

    void binaryCountsBranchesAndLoops()
    {
        Program program;
        BinaryFunction function = binaryFunction(0x1000);
        function.blocks = {{0x1000, 4, 0, 0}, {0x1010, 4, 0, 0}, {0x1020, 4, 0, 0}};
        function.edges = {{0, 1, EdgeKind::FallThrough, {}},
                          {1, 1, EdgeKind::Taken, {}},
                          {1, 2, EdgeKind::FallThrough, {}},
                          {2, 1, EdgeKind::Taken, {}},
                          {2, 77, EdgeKind::Jump, {}}}; // damaged
        program.functions = {function};
        const FeaturePool pool = binaryFeatures(program);
        QCOMPARE(pool.functions[0].blockCount, 3u);
        QCOMPARE(pool.functions[0].branchCount, 2u);
        QCOMPARE(pool.functions[0].loopCount, 1u); // two edges to one head
    }

    void sourceResolvesCallees()
    {
        SourceTree tree;
        tree.files = {{"a/x.c", 1, 1}, {"a/y.c", 1, 1}, {"b/z.c", 1, 1}};
        SourceFunction caller = sourceFunction("caller", 1, 0);
        caller.calls = {{"helper", 2}, {"shared", 3}, {"hidden", 4}, {"caller", 5}, {"printf", 6}};
        SourceFunction helperHere = sourceFunction("helper", 20, 0);
        SourceFunction helperThere = sourceFunction("helper", 1, 1);
        SourceFunction sharedNear = sourceFunction("shared", 20, 1);
        SourceFunction sharedFar = sourceFunction("shared", 1, 2);
        SourceFunction hidden = sourceFunction("hidden", 20, 2);
        hidden.isStatic = true;
        tree.functions = {caller, helperHere, helperThere, sharedNear, sharedFar, hidden};
        const FeaturePool pool = sourceFeatures(tree);
        const auto &calls = pool.functions[0].calls;
        QCOMPARE(calls[0].callee, 1);
        QCOMPARE(calls[1].callee, 3);
        QCOMPARE(calls[2].callee, -1); // static in another file
        QCOMPARE(calls[3].callee, 0);
        QCOMPARE(calls[4].callee, -1);
        QVERIFY(pool.functions[0].recursive);
        QVERIFY(pool.functions[5].internal);
        QCOMPARE(pool.functions[1].callers, (std::vector<uint32_t>{0}));
        QVERIFY(pool.functions[2].callers.empty());
    }

    void sourceSortsCases()
    {
        const FeaturePool pool = sourceFeatures(smallTree());
        QCOMPARE(pool.functions[1].switches[0].cases, (std::vector<int64_t>{10, 13, 17, 40, 77}));
        QCOMPARE(pool.functions[1].switches[0].place, uint64_t(35));
    }

    void stopLeavesPoolEmpty()
    {
        std::stop_source stop;
        stop.request_stop();
        Work work;
        work.stop = stop.get_token();
        QVERIFY(binaryFeatures(smallProgram(), work).functions.empty());
        QVERIFY(sourceFeatures(smallTree(), work).functions.empty());
    }
};

QTEST_APPLESS_MAIN(TestFeatures)
#include "tst_features.moc"
