// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Blocks, edges, jump tables, calls and references of the same function on every architecture.
#include "analysis/disasm/disassembler.h"
#include "switchfixtures.h"

#include <QTest>

#include <map>
#include <set>

using namespace symbolon;

class TestSwitches : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void architectures_data();
    void architectures();
    void stops();
    void budget_data() { architectures_data(); }
    void budget();
    void noCode();
};

void TestSwitches::architectures_data()
{
    QTest::addColumn<int>("index");
    for (size_t n = 0; n < switchFixtures.size(); ++n)
        QTest::newRow(switchFixtures[n].name) << static_cast<int>(n);
}

void TestSwitches::architectures()
{
    QFETCH(int, index);
    const SwitchFixture &fixture = switchFixtures[static_cast<size_t>(index)];
    const auto program = disassemble(imageOf(fixture), {}, {});
    QVERIFY2(program, program ? "" : program.error().summary.c_str());

    const int chooseIndex = program->functionStartingAt(fixture.choose);
    const int sinkIndex = program->functionStartingAt(fixture.sink);
    QVERIFY(chooseIndex >= 0);
    QVERIFY(sinkIndex >= 0);
    const BinaryFunction &choose = program->functions[static_cast<size_t>(chooseIndex)];
    const BinaryFunction &sink = program->functions[static_cast<size_t>(sinkIndex)];
    QVERIFY(has(choose.origins, Origin::Entry));
    QVERIFY(has(sink.origins, Origin::Call));
    QCOMPARE(choose.thumb, fixture.thumb);
    QCOMPARE(sink.thumb, fixture.thumb);
    QCOMPARE(choose.blocks[0].address, fixture.choose);
    QCOMPARE(sink.blocks.size(), size_t(1));
    QCOMPARE(choose.argumentCount, 1U);
    QCOMPARE(sink.argumentCount, 2U);
    QVERIFY(!choose.noReturn);
    QVERIFY(choose.note.empty());

    // The switch: seven cases, each to a place of its own, from its edges and from its table.
    QCOMPARE(choose.switches.size(), size_t(1));
    const SwitchTable &table = choose.switches[0];
    QCOMPARE(table.cases, (std::vector<int64_t>{10, 11, 12, 13, 14, 15, 16}));
    QCOMPARE(std::set(table.targets.begin(), table.targets.end()).size(), size_t(7));
    std::map<int64_t, uint64_t> targetOf;
    for (const Edge &edge : choose.edges) {
        QCOMPARE(edge.kind == EdgeKind::Switch, !edge.cases.empty());
        for (const int64_t value : edge.cases)
            targetOf[value] = choose.blocks[edge.to].address;
    }
    QCOMPARE(targetOf.size(), size_t(7));
    for (size_t n = 0; n < table.cases.size(); ++n)
        QCOMPARE(targetOf[table.cases[n]], table.targets[n]);

    // Every case reaches its own string, and calls sink.
    static const std::map<int64_t, std::string> strings = {
        {10, "alpha"}, {11, "bravo"}, {12, "charlie"}, {13, "delta"}, {14, "echo"}, {15, "foxtrot"}, {16, "golf"}};
    for (const auto &[value, text] : strings) {
        const auto block = std::ranges::find(choose.blocks, targetOf[value], &BasicBlock::address);
        QVERIFY(block != choose.blocks.end());
        std::vector<std::string> found;
        for (const Reference &reference : choose.references) {
            if (reference.kind == Reference::Kind::String && reference.address >= block->address
                && reference.address - block->address < block->size)
                found.push_back(reference.text);
        }
        QCOMPARE(found, std::vector<std::string>{text});
        QVERIFY(std::ranges::any_of(choose.calls, [&](const Call &call) {
            return call.target == fixture.sink && call.address >= block->address
                   && call.address - block->address < block->size;
        }));
    }
    std::multiset<int64_t> integers;
    for (const Reference &reference : choose.references) {
        if (reference.kind == Reference::Kind::Integer)
            integers.insert(reference.value);
    }
    // What is said apart from the switch; some compilers move the last one behind a function of its own.
    for (const int64_t wanted : {1, 2, 3, 5, 6, 8, 99, 40961, 70001})
        QVERIFY2(integers.contains(wanted), qPrintable(QString::number(wanted)));
    const bool hasDefault = std::ranges::any_of(program->functions, [](const BinaryFunction &function) {
        return std::ranges::any_of(function.references, [](const Reference &reference) {
            return reference.kind == Reference::Kind::Integer && reference.value == 0x12345678;
        });
    });
    QVERIFY(hasDefault);
    // Neither addresses nor their halves, nor stack offsets.
    for (const int64_t value : integers)
        QVERIFY2(value < 100 || value == 40961 || value == 70001 || value == 0x12345678,
                 qPrintable(QString::number(value, 16)));

    QCOMPARE(choose.callees.size(), program->functions.size() - 1);
    QCOMPARE(sink.callers, std::vector<uint32_t>{static_cast<uint32_t>(chooseIndex)});
    QCOMPARE(program->strings.size(), size_t(7));

    // The blocks hold all of the function's bytes once, and each is reached.
    std::set<uint32_t> reached{0};
    for (const Edge &edge : choose.edges)
        reached.insert(edge.to);
    QCOMPARE(reached.size(), choose.blocks.size());
    uint32_t next = 0;
    for (const BasicBlock &block : choose.blocks) {
        QCOMPARE(block.firstInstruction, next);
        next += block.instructionCount;
        uint64_t address = block.address;
        for (uint32_t n = 0; n < block.instructionCount; ++n) {
            const Instruction &instruction = choose.instructions[block.firstInstruction + n];
            QCOMPARE(instruction.address, address);
            QVERIFY(instruction.mnemonicLength > 0);
            address += instruction.size;
        }
        QCOMPARE(address, block.address + block.size);
    }
    QCOMPARE(next, static_cast<uint32_t>(choose.instructions.size()));
}

void TestSwitches::stops()
{
    std::stop_source source;
    source.request_stop();
    Work work;
    work.stop = source.get_token();
    const auto program = disassemble(imageOf(switchFixtures[0]), {}, work);
    QVERIFY(!program);
    QCOMPARE(program.error().kind, ErrorKind::Cancelled);
}

void TestSwitches::budget()
{
    QFETCH(int, index);
    const SwitchFixture &fixture = switchFixtures[static_cast<size_t>(index)];
    DisassemblyOptions options;
    options.instructionsPerFunction = 4;
    const auto program = disassemble(imageOf(fixture), options, {});
    QVERIFY(program);
    const int choose = program->functionStartingAt(fixture.choose);
    QVERIFY(choose >= 0);
    const BinaryFunction &function = program->functions[static_cast<size_t>(choose)];
    QVERIFY(!function.note.empty());
    QVERIFY(function.instructions.size() <= 8); // delay slots come with their branches
    QVERIFY(!program->warnings.empty());
}

void TestSwitches::noCode()
{
    Image image = imageOf(switchFixtures[0]);
    image.regions.erase(image.regions.begin());
    const auto none = disassemble(image, {}, {});
    QVERIFY(!none);
    QCOMPARE(none.error().kind, ErrorKind::BadInput);
    image = imageOf(switchFixtures[0]);
    image.architecture = Architecture::Unknown;
    const auto unknown = disassemble(image, {}, {});
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().kind, ErrorKind::BadInput);
}

QTEST_APPLESS_MAIN(TestSwitches)
#include "tst_switches.moc"
