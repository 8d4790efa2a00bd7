// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What tables of pointers say about functions, on both sides.
#include "analysis/disasm/program.h"
#include "analysis/features/features.h"
#include "analysis/features/names.h"
#include "analysis/features/tables.h"
#include "analysis/source/sourcetree.h"

#include <QTest>

using namespace symbolon;

namespace {

using Labels = std::vector<std::string>;
using Functions = std::vector<uint32_t>;

// Functions of the names, one file each line: "main.c: a b" …
SourceTree treeOf(const std::vector<std::pair<std::string, Labels>> &files)
{
    SourceTree tree;
    for (const auto &[path, names] : files) {
        for (const std::string &name : names) {
            SourceFunction function;
            function.qualifiedName = name;
            function.name = name.substr(name.rfind(':') + 1);
            function.file = static_cast<uint32_t>(tree.files.size());
            function.line = static_cast<uint32_t>(tree.functions.size() + 1);
            tree.functions.push_back(function);
        }
        tree.files.push_back({path, 0, 0, 0});
    }
    return tree;
}

} // namespace

class TestTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neighboursAndTexts()
    {
        std::vector<FunctionFeatures> functions(4);
        TableFacts facts(functions);
        facts.add(std::vector<TableFacts::Row>{{-1, "zero"}, {0, {}}, {-1, "one"}, {1, {}}, {2, {}}, {-1, {}}, {0, {}}},
                  {});
        facts.add(std::vector<TableFacts::Row>{{1, {}}, {-1, {}}, {1, {}}, {3, {}}}, "ns::Class");
        facts.finish();
        QCOMPARE(functions[0].followers, Functions{1});
        QCOMPARE(functions[1].followers, (Functions{2, 3}));
        QCOMPARE(functions[2].followers, Functions{0});
        QVERIFY(functions[3].followers.empty());
        QCOMPARE(functions[0].labels, (Labels{"one", "zero"}));
        QCOMPARE(functions[1].labels, (Labels{"ns::Class", "one"}));
        QVERIFY(functions[2].labels.empty());
        QCOMPARE(functions[3].labels, Labels{"ns::Class"});
    }

    // A default that stands in every table, and a table of messages.
    void whatIsEverywhereSaysNothing()
    {
        std::vector<FunctionFeatures> functions(100);
        TableFacts facts(functions);
        std::vector<TableFacts::Row> rows;
        const std::string longText(5000, 'x');
        for (int64_t n = 1; n < 100; ++n) {
            rows.push_back({0, {}});
            rows.push_back({n, {}});
            rows.push_back({-1, longText});
        }
        facts.add(rows, {});
        facts.finish();
        QVERIFY(functions[0].followers.empty());
        QVERIFY(functions[0].labels.empty());
        QCOMPARE(functions[1].followers, Functions{0});
    }

    void ofABinary()
    {
        Program program;
        for (uint64_t n = 0; n < 4; ++n) {
            BinaryFunction function;
            function.address = 0x1000 + n * 0x10;
            function.importStub = n == 1;
            program.functions.push_back(function);
        }
        program.tables = {{{}, {{0x2000, 0x1000, {}}, {0x2008, 0, "run"}, {0x2010, 0x1010, {}}, {0x2018, 0x1020, {}}}},
                          {"N2ns5ClassIiEE", {{0x3000, 0x1030, {}}, {0x3008, 0x1020, {}}, {0x3010, 0x7777, {}}}}};
        const FeaturePool pool = binaryFeatures(program); // without the stub
        QCOMPARE(pool.functions[0].followers, Functions{1});
        QCOMPARE(pool.functions[0].labels, Labels{"run"});
        QCOMPARE(pool.functions[1].labels, (Labels{"ns::Class", "run"}));
        QCOMPARE(pool.functions[2].followers, Functions{1});
        QCOMPARE(pool.functions[2].labels, Labels{"ns::Class"});
    }

    void ofSources()
    {
        SourceTree tree = treeOf({{"a.c", {"run", "stop"}},
                                  {"b.c", {"run", "other"}},
                                  {"c.cpp", {"ns::C::f", "ns::D::f"}},
                                  {"in.c", {"own"}}});
        tree.functions[2].isStatic = true; // run of b.c
        tree.functions[6].isStatic = true; // of a file that another one includes
        tree.tables = {
            {{}, 1, 5, {{"own", false}, {"ns::C::f", false}}},
            {{}, 1, 9, {{"name", true}, {"run", false}, {"stop", false}, {"unknown", false}, {"other", false}}},
            {"ns::D", 2, 1, {{"ns::D::f", false}, {"ns::C::f", false}}}};
        const FeaturePool pool = sourceFeatures(tree);
        QVERIFY(pool.functions[0].followers.empty());
        QCOMPARE(pool.functions[2].followers, Functions{1});
        QCOMPARE(pool.functions[2].labels, Labels{"name"});
        QCOMPARE(pool.functions[1].followers, Functions{3});
        QCOMPARE(pool.functions[6].followers, Functions{4});
        QCOMPARE(pool.functions[5].followers, Functions{4});
        QCOMPARE(pool.functions[5].labels, Labels{"ns::D"});
    }

    void typeNames()
    {
        QCOMPARE(plainTypeName("N4YAML4NodeE"), std::string("YAML::Node"));
        QCOMPARE(plainTypeName("5Plain"), std::string("Plain"));
        QCOMPARE(plainTypeName("St9exception"), std::string("std::exception"));
        QCOMPARE(plainTypeName("N2ns4ListIiE4NodeE"), std::string("ns::List::Node"));
        QCOMPARE(plainTypeName("St19_Sp_counted_deleterIPN4YAML4NodeEZNS0_4makeEvEUlvE_LN9__gnu_cxx12_Lock_policyE2EE")
                     .substr(0, 5),
                 std::string("std::"));
        QCOMPARE(plainTypeName("NSt6thread11_State_implINS_8_InvokerISt5tupleIJPFvPiES2_EEEEEE"),
                 std::string("std::thread::_State_impl"));
        QCOMPARE(plainTypeName("N12_GLOBAL__N_14ImplE"), std::string("Impl"));
        QCOMPARE(plainTypeName("4ListIN2ns1EELi3EE"), std::string("List"));
        // What the demangler makes longer than any memory.
        std::string bomb = "1XI";
        for (int n = 0; n < 40; ++n)
            bomb += "S" + std::to_string(n) + "_IS" + std::to_string(n) + "_S" + std::to_string(n) + "_E";
        QCOMPARE(plainTypeName(bomb + "E"), std::string("X"));
        for (const char *damaged : {"N", "N4", "N9shortE", "1XI", "1XIE5", "99999999999X", "N1A1B", "1A1B", "E"})
            QCOMPARE(plainTypeName(damaged), std::string());
        QCOMPARE(plainTypeName("no type"), std::string());
        QCOMPARE(plainTypeName(""), std::string());
    }
};

QTEST_APPLESS_MAIN(TestTables)
#include "tst_tables.moc"
