// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The encoding of Program: what goes in comes out, and damage is refused.
#include "analysis/disasm/disassembler.h"
#include "switchfixtures.h"

#include <QTest>

#include <random>

using namespace symbolon;

namespace {

Program fullProgram()
{
    Program program;
    program.path = "/tmp/a b";
    program.member = "bin/x";
    program.format = FileFormat::Pe;
    program.architecture = Architecture::Mips64;
    program.endian = Endian::Big;
    program.bits = 64;
    program.base = 0xffffffff80000000;
    program.entry = program.base + 16;
    program.codeSize = 99;
    BinaryFunction function;
    function.address = program.base + 16;
    function.size = 40;
    function.name = "f\0g";
    function.named = true;
    function.origins = 0xfff;
    function.confidence = 0.25F;
    function.thumb = true;
    function.importStub = true;
    function.thunk = true;
    function.noReturn = true;
    function.argumentCount = 3;
    function.instructions.add(program.base + 16, 4, "addiu", "$a0, $a0, 1");
    function.instructions.add(program.base + 20, 4, "nop", "");
    function.blocks = {{program.base + 16, 4, 0, 1}, {program.base + 20, 4, 1, 1}};
    function.edges = {{0, 1, EdgeKind::Switch, {-5, 7}}, {1, 0, EdgeKind::Exception, {}}};
    function.references = {{program.base + 16, Reference::Kind::String, 5, 0, "text\xc3\xa4"},
                           {program.base + 20, Reference::Kind::Integer, 0, INT64_MIN, {}}};
    function.calls = {{program.base + 20, 0, "puts", true, true}};
    function.switches = {{program.base + 20, 0x1000, {1, 2}, {3, 4}}};
    function.dataInCode = {{program.base + 24, 2, DataInCode::Kind::Padding, 0, 0},
                           {program.base + 26, 8, DataInCode::Kind::Literal, UINT64_MAX, program.base + 16},
                           {program.base + 34, 300, DataInCode::Kind::Table, 0, program.base + 20}};
    function.callers = {1};
    function.callees = {0, 1};
    function.note = "note";
    program.functions.push_back(function);
    function.address += 100;
    function.argumentCount = UINT32_MAX;
    function.importStub = false;
    program.functions.push_back(function);
    program.strings = {{5, "text"}};
    program.tables = {{"N2ns4TypeE", {{program.base + 64, program.base + 16, {}}}},
                      {{}, {{program.base + 80, 0, "text\xc3\xa4"}, {program.base + 88, program.base + 116, {}}}}};
    program.imports = {"puts", "exit"};
    program.warnings = {"a warning"};
    return program;
}

void compare(const Program &a, const Program &b)
{
    QCOMPARE(a.path, b.path);
    QCOMPARE(a.member, b.member);
    QCOMPARE(a.format, b.format);
    QCOMPARE(a.architecture, b.architecture);
    QCOMPARE(a.endian, b.endian);
    QCOMPARE(a.bits, b.bits);
    QCOMPARE(a.base, b.base);
    QCOMPARE(a.entry, b.entry);
    QCOMPARE(a.codeSize, b.codeSize);
    QCOMPARE(a.imports, b.imports);
    QCOMPARE(a.warnings, b.warnings);
    QVERIFY(a.tables == b.tables);
    QCOMPARE(a.strings.size(), b.strings.size());
    QCOMPARE(a.strings[0].text, b.strings[0].text);
    QCOMPARE(a.functions.size(), b.functions.size());
    for (size_t n = 0; n < a.functions.size(); ++n) {
        const BinaryFunction &f = a.functions[n];
        const BinaryFunction &g = b.functions[n];
        QCOMPARE(f.address, g.address);
        QCOMPARE(f.size, g.size);
        QCOMPARE(f.name, g.name);
        QCOMPARE(f.named, g.named);
        QCOMPARE(f.origins, g.origins);
        QCOMPARE(f.confidence, g.confidence);
        QCOMPARE(f.thumb, g.thumb);
        QCOMPARE(f.importStub, g.importStub);
        QCOMPARE(f.thunk, g.thunk);
        QCOMPARE(f.noReturn, g.noReturn);
        QCOMPARE(f.argumentCount, g.argumentCount);
        QCOMPARE(f.callers, g.callers);
        QCOMPARE(f.callees, g.callees);
        QCOMPARE(f.note, g.note);
        QCOMPARE(f.blocks.size(), g.blocks.size());
        QCOMPARE(f.blocks[1].address, g.blocks[1].address);
        QCOMPARE(f.blocks[1].firstInstruction, g.blocks[1].firstInstruction);
        QCOMPARE(f.edges.size(), g.edges.size());
        QCOMPARE(f.edges[0].cases, g.edges[0].cases);
        QCOMPARE(f.edges[1].kind, g.edges[1].kind);
        QCOMPARE(f.instructions.size(), g.instructions.size());
        QCOMPARE(f.instructions[1].address, g.instructions[1].address);
        QCOMPARE(f.instructions.texts(), g.instructions.texts());
        for (size_t n = 0; n < f.instructions.size(); ++n) {
            QVERIFY(f.instructions.mnemonic(f.instructions[n]) == g.instructions.mnemonic(g.instructions[n]));
            QVERIFY(f.instructions.operands(f.instructions[n]) == g.instructions.operands(g.instructions[n]));
        }
        QCOMPARE(f.references.size(), g.references.size());
        QCOMPARE(f.references[0].text, g.references[0].text);
        QCOMPARE(f.references[1].value, g.references[1].value);
        QCOMPARE(f.calls.size(), g.calls.size());
        QCOMPARE(f.calls[0].name, g.calls[0].name);
        QCOMPARE(f.calls[0].tail, g.calls[0].tail);
        QCOMPARE(f.switches.size(), g.switches.size());
        QCOMPARE(f.switches[0].targets, g.switches[0].targets);
        QCOMPARE(f.dataInCode.size(), g.dataInCode.size());
        for (size_t each = 0; each < f.dataInCode.size(); ++each) {
            QCOMPARE(f.dataInCode[each].address, g.dataInCode[each].address);
            QCOMPARE(f.dataInCode[each].size, g.dataInCode[each].size);
            QCOMPARE(f.dataInCode[each].kind, g.dataInCode[each].kind);
            QCOMPARE(f.dataInCode[each].value, g.dataInCode[each].value);
            QCOMPARE(f.dataInCode[each].user, g.dataInCode[each].user);
        }
    }
}

} // namespace

class TestProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip();
    void refusesDamage();
    void refusesInconsistency();
    void findsFunctions();
};

void TestProgram::roundTrip()
{
    const Program program = fullProgram();
    const auto decoded = decodeProgram(encodeProgram(program));
    QVERIFY(decoded);
    compare(program, *decoded);
    const auto empty = decodeProgram(encodeProgram(Program()));
    QVERIFY(empty);
    QVERIFY(empty->functions.empty());
}

void TestProgram::refusesDamage()
{
    const std::string bytes = encodeProgram(fullProgram());
    for (size_t size = 0; size < bytes.size(); ++size)
        QVERIFY2(!decodeProgram(std::string_view(bytes).substr(0, size)), qPrintable(QString::number(size)));
    QVERIFY(!decodeProgram(bytes + 'x'));
    std::string newer = bytes;
    ++newer[8]; // the version stands behind the magic and its length
    QVERIFY(!decodeProgram(newer));

    // A changed byte may still decode to something; it must not decode to something that points outside.
    std::mt19937 random(1);
    for (int n = 0; n < 3000; ++n) {
        std::string changed = bytes;
        for (int count = 0; count < 1 + n % 3; ++count)
            changed[random() % changed.size()] = static_cast<char>(random());
        const auto decoded = decodeProgram(changed);
        if (!decoded)
            continue;
        for (const BinaryFunction &function : decoded->functions) {
            for (const Edge &edge : function.edges)
                QVERIFY(edge.from < function.blocks.size() && edge.to < function.blocks.size());
            for (const BasicBlock &block : function.blocks)
                QVERIFY(uint64_t(block.firstInstruction) + block.instructionCount <= function.instructions.size());
            for (const uint32_t callee : function.callees)
                QVERIFY(callee < decoded->functions.size());
            QVERIFY(isOrdered(function.dataInCode));
            for (const DataInCode &data : function.dataInCode)
                QVERIFY(data.kind <= DataInCode::Kind::Padding);
        }
    }
}

void TestProgram::refusesInconsistency()
{
    Program program = fullProgram();
    program.functions[0].edges[0].to = 2;
    QVERIFY(!decodeProgram(encodeProgram(program)));
    program = fullProgram();
    program.functions[0].blocks[0].instructionCount = 3;
    QVERIFY(!decodeProgram(encodeProgram(program)));
    program = fullProgram();
    program.functions[1].callers = {2};
    QVERIFY(!decodeProgram(encodeProgram(program)));
    program = fullProgram();
    std::swap(program.functions[0], program.functions[1]);
    QVERIFY(!decodeProgram(encodeProgram(program)));
    program = fullProgram();
    program.functions[0].switches[0].targets.pop_back();
    QVERIFY(!decodeProgram(encodeProgram(program)));
    program = fullProgram();
    program.functions[0].dataInCode[0].size = 3; // reaches into the next
    QVERIFY(!decodeProgram(encodeProgram(program)));
    program = fullProgram();
    program.functions[0].dataInCode[2].size = UINT64_MAX; // around the end of memory
    QVERIFY(!decodeProgram(encodeProgram(program)));
    program = fullProgram();
    program.functions[0].dataInCode[1].kind = static_cast<DataInCode::Kind>(3);
    QVERIFY(!decodeProgram(encodeProgram(program)));
}

void TestProgram::findsFunctions()
{
    const auto program = disassemble(imageOf(switchFixtures[0]), {}, {});
    QVERIFY(program);
    QCOMPARE(program->functionStartingAt(switchFixtures[0].choose + 1), -1);
    const int choose = program->functionStartingAt(switchFixtures[0].choose);
    QVERIFY(choose >= 0);
    for (const BasicBlock &block : program->functions[static_cast<size_t>(choose)].blocks)
        QVERIFY(program->functionContaining(block.address + block.size - 1) >= 0);
    QCOMPARE(program->functionContaining(switchFixtures[0].choose + 2), choose);
    QCOMPARE(program->functionContaining(0x20000), -1);
}

QTEST_APPLESS_MAIN(TestProgram)
#include "tst_program.moc"
