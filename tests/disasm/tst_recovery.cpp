// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Facts of recovery on a few instructions each, written as the manuals encode them.
#include "analysis/disasm/callsweep.h"
#include "analysis/disasm/disassembler.h"

#include <QByteArray>
#include <QTest>

using namespace symbolon;

namespace {

std::vector<uint8_t> bytesOf(const char *hex)
{
    const QByteArray bytes = QByteArray::fromHex(hex);
    return {bytes.begin(), bytes.end()};
}

Region region(uint64_t address, const char *hex, bool executable)
{
    Region made;
    made.name = executable ? ".text" : ".rodata";
    made.address = address;
    made.bytes = bytesOf(hex);
    made.size = made.bytes.size();
    made.executable = executable;
    return made;
}

Symbol function(const char *name, uint64_t address)
{
    return {name, address, 0, Symbol::Kind::Function, false, true, false};
}

Image imageOf(Architecture architecture, unsigned bits, std::vector<Region> regions)
{
    Image image;
    image.format = FileFormat::Elf;
    image.kind = FileKind::Executable;
    image.architecture = architecture;
    image.bits = bits;
    image.regions = std::move(regions);
    image.base = image.regions.front().address;
    image.positionIndependent = true;
    return image;
}

const BinaryFunction *find(const Result<Program> &program, uint64_t address)
{
    const int index = program->functionStartingAt(address);
    return index < 0 ? nullptr : &program->functions[static_cast<size_t>(index)];
}

std::vector<double> floatsOf(const BinaryFunction &function)
{
    std::vector<double> values;
    for (const Reference &reference : function.references) {
        if (reference.kind == Reference::Kind::Float)
            values.push_back(reference.real());
    }
    return values;
}

// What makes an index in eax; cmp eax, 2; ja; lea rdx, table; movsxd rax, [rdx + rax * 4]; add rax, rdx; jmp rax.
Result<Program> withSwitch(const std::string &index, const std::string &distance, const char *table)
{
    const std::string code = index + "83f8027722488d15" + distance + "486304824801d0ffe0"
                             + "b801000000c3b802000000c3b803000000c331c0c3";
    Image image =
        imageOf(Architecture::X86_64, 64, {region(0x1000, code.c_str(), true), region(0x2000, table, false)});
    image.symbols = {function("f", 0x1000)};
    return disassemble(image, {}, {});
}

} // namespace

class TestRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aliasesAndWitness();
    void distantCases();
    void tableOfIndexes();
    void rotatedImmediates();
    void floatingConstants();
    void callsOfRawCode();
    void rawCodeWithoutEntry();
    void tableOfFunctions();
    void literals();
    void padding();
    void jumpIntoATrap();
    void alignedFrame();
    void poppingCallee();
    void globalPointer();
    void manyCallees();
    void chainOfJumps();
    void lazyStub();
    void rawText();
};

// call 0x100a; ret, and what is called.
void TestRecovery::aliasesAndWitness()
{
    Image image = imageOf(Architecture::X86_64, 64, {region(0x1000, "e805000000c30f1f4000b801000000c3", true)});
    image.symbols = {function("first", 0x1000), function("second", 0x1000)};
    const auto program = disassemble(image, {}, {});
    QVERIFY(program);
    const BinaryFunction *caller = find(program, 0x1000);
    QVERIFY(caller);
    QCOMPARE(caller->name, std::string("first"));
    QCOMPARE(caller->aliases, std::vector<std::string>{"second"});
    QCOMPARE(caller->witness, uint64_t(0));
    const BinaryFunction *callee = find(program, 0x100a);
    QVERIFY(callee);
    QVERIFY(has(callee->origins, Origin::Call));
    QCOMPARE(callee->witness, uint64_t(0x1000));
    QVERIFY(callee->aliases.empty());
}

void TestRecovery::distantCases()
{
    // sub eax, 0x10001e
    const auto program = withSwitch("89f82d1e001000", "ed0f0000", "1cf0ffff22f0ffff28f0ffff");
    QVERIFY(program);
    const BinaryFunction *f = find(program, 0x1000);
    QVERIFY(f);
    QCOMPARE(f->unresolvedJumps, 0U);
    QCOMPARE(f->switches.size(), size_t(1));
    QCOMPARE(f->switches[0].cases, (std::vector<int64_t>{0x10001e, 0x10001f, 0x100020}));
    QCOMPARE(f->switches[0].targets, (std::vector<uint64_t>{0x101c, 0x1022, 0x1028}));
}

// An index that is itself read from a table of bytes.
void TestRecovery::tableOfIndexes()
{
    // lea rcx, [rip + 0x1009]: 0x2010; movzx eax, byte [rcx + rdi]; sub eax, 5
    const auto program = withSwitch("488d0d091000000fb6043983e805", "e60f0000",
                                    "23f0ffff29f0ffff2ff0ffff000000000506070001020304");
    QVERIFY(program);
    const BinaryFunction *f = find(program, 0x1000);
    QVERIFY(f);
    QCOMPARE(f->unresolvedJumps, 0U);
    QCOMPARE(f->switches.size(), size_t(1));
    QCOMPARE(f->switches[0].cases, (std::vector<int64_t>{5, 6, 7}));
}

// What GNU ld writes as a PLT entry: add ip, pc, #0, 12; add ip, ip, #12, 20; ldr pc, [ip, #2004]!.
void TestRecovery::rotatedImmediates()
{
    Image image = imageOf(Architecture::Arm, 32, {region(0x1830, "00c68fe20cca8ce2d4f7bce5", true)});
    image.imports = {{"puts", "", 0xe00c, 0, true}};
    image.symbols = {function("f", 0x1830)};
    const auto program = disassemble(image, {}, {});
    QVERIFY(program);
    const BinaryFunction *f = find(program, 0x1830);
    QVERIFY(f);
    QCOMPARE(f->unresolvedJumps, 0U);
    QCOMPARE(f->calls.size(), size_t(1));
    QCOMPARE(f->calls[0].name, std::string("puts"));
}

void TestRecovery::floatingConstants()
{
    // movsd xmm0, [rip + 0xff8]; mulss xmm1, [rip + 0xff8]; ret. 3.25 and 0.5f; text is no number.
    Image x86 = imageOf(Architecture::X86_64, 64,
                        {region(0x1000, "f20f1005f80f0000f30f590df80f0000f30f5915f40f0000c3", true),
                         region(0x2000, "0000000000000a400000003f68656c6c6f00", false)});
    x86.symbols = {function("f", 0x1000)};
    const auto program = disassemble(x86, {}, {});
    QVERIFY(program);
    QCOMPARE(floatsOf(*find(program, 0x1000)), (std::vector<double>{3.25, 0.5}));
    // fmov d0, #1.5; fmov s1, #-0.125; ret
    Image aarch64 = imageOf(Architecture::AArch64, 64, {region(0x1000, "00106f1e0110381ec0035fd6", true)});
    aarch64.symbols = {function("f", 0x1000)};
    const auto other = disassemble(aarch64, {}, {});
    QVERIFY(other);
    QCOMPARE(floatsOf(*find(other, 0x1000)), (std::vector<double>{1.5, -0.125}));
}

void TestRecovery::callsOfRawCode()
{
    struct Case {
        Architecture architecture;
        Endian endian;
        bool thumb;
        const char *code; // at 0x1000
        uint64_t target;
        uint32_t calls;
    };
    static constexpr Case cases[] = {
        {Architecture::Arm, Endian::Little, false, "020000eb010000eb00f020e31eff2fe10000a0e1", 0x1010, 2},
        {Architecture::Arm, Endian::Little, true, "00f004f800f002f800bf00bf7047704700bf", 0x100c, 2},
        {Architecture::AArch64, Endian::Little, false, "0300009402000094c0035fd6c0035fd600000000", 0x100c, 2},
        {Architecture::Mips32, Endian::Big, false, "0c00040400000000000000000000000003e0000800000000", 0x1010, 1},
        {Architecture::PowerPc32, Endian::Big, false,
         "4800000d4800000960000000"
         "4e80002060000000",
         0x100c, 2},
        {Architecture::X86_64, Endian::Little, false, "e805000000e800000000c3c3c3c3c3", 0x100a, 2},
    };
    for (const Case &each : cases) {
        Image image = imageOf(each.architecture, 32, {region(0x1000, each.code, true)});
        image.endian = each.endian;
        image.thumbEntry = each.thumb;
        image.format = FileFormat::Raw;
        const disasm::CodeMap code(image);
        const auto found = disasm::sweepCalls(image, code);
        QVERIFY2(!found.empty(), each.code);
        QCOMPARE(found[0].target, each.target);
        QCOMPARE(found[0].calls, each.calls);
        QCOMPARE(found[0].thumb, each.thumb);
        QCOMPARE(found[0].site, uint64_t(0x1000));
    }
}

// ARM: push {r4, lr}; bl g; bl g; pop {r4, pc}; g: add r0, r0, #1; bx lr; between them text.
void TestRecovery::rawCodeWithoutEntry()
{
    Image image = imageOf(Architecture::Arm, 32,
                          {region(0x8000,
                                  "10402de9030000eb020000eb1080bde8" // f
                                  "68656c6c6f000000"                 // "hello"
                                  "010080e21eff2fe1",                // g
                                  true)});
    image.format = FileFormat::Raw;
    image.kind = FileKind::Raw;
    image.positionIndependent = false;
    image.hasSections = false;
    const auto program = disassemble(image, {}, {});
    QVERIFY(program);
    QCOMPARE(program->functions.size(), size_t(2));
    const BinaryFunction *g = find(program, 0x8018);
    QVERIFY(g);
    QVERIFY(has(g->origins, Origin::Call));
    const BinaryFunction *f = find(program, 0x8000);
    QVERIFY(f);
    QCOMPARE(f->calls.size(), size_t(2));
    QVERIFY(has(f->origins, Origin::Prologue));
}

// mov rax, [rip + table + rdi * 8] as a tail call: the table lists functions, not cases.
void TestRecovery::tableOfFunctions()
{
    Image image = imageOf(Architecture::X86_64, 64,
                          {region(0x1000, "488d05f90f0000488b04f8ffe0909090c3909090c3", true),
                           region(0x2000, "10100000000000001410000000000000", false)});
    image.symbols = {function("f", 0x1000), function("g", 0x1010), function("h", 0x1014)};
    image.relocations = {{0x2000, 8, "", 0, 0x1010}, {0x2008, 8, "", 0, 0x1014}};
    const auto program = disassemble(image, {}, {});
    QVERIFY(program);
    const BinaryFunction *f = find(program, 0x1000);
    QVERIFY(f);
    QCOMPARE(f->unresolvedJumps, 0U);
    QVERIFY(f->switches.empty());
    QCOMPARE(f->calls.size(), size_t(1));
    QVERIFY(f->calls[0].tail);
}

// Thumb: ldr r0, [pc, #4]; bx lr; two no-operations; the literal. Behind it a function that reads the same literal
// backwards, which makes it no literal of its own: ldr.w r0, [pc, #-8]; bx lr.
void TestRecovery::literals()
{
    Image image = imageOf(Architecture::Arm, 32, {region(0x1000, "01487047c046c046785634125ff808007047", true)});
    image.symbols = {function("f", 0x1000), function("g", 0x100c)};
    for (Symbol &symbol : image.symbols)
        symbol.thumb = true;
    const auto program = disassemble(image, {}, {});
    QVERIFY(program);
    const BinaryFunction *f = find(program, 0x1000);
    QVERIFY(f);
    QCOMPARE(f->dataInCode.size(), size_t(2));
    QCOMPARE(f->dataInCode[0].kind, DataInCode::Kind::Padding);
    QCOMPARE(f->dataInCode[0].address, uint64_t(0x1004));
    QCOMPARE(f->dataInCode[0].size, uint64_t(4));
    QCOMPARE(f->dataInCode[1].kind, DataInCode::Kind::Literal);
    QCOMPARE(f->dataInCode[1].address, uint64_t(0x1008));
    QCOMPARE(f->dataInCode[1].value, uint64_t(0x12345678));
    QCOMPARE(f->dataInCode[1].user, uint64_t(0x1000));
    QCOMPARE(f->size, uint64_t(12)); // as its symbol would say
    const BinaryFunction *g = find(program, 0x100c);
    QVERIFY(g);
    QCOMPARE(g->references.size(), size_t(1)); // it does read it
    QVERIFY(g->dataInCode.empty());
}

// jmp over three bytes; xor eax, eax; ret. The bytes are a no-operation, traps, zeros, or no instruction.
void TestRecovery::padding()
{
    for (const auto &[bytes, isPadding] : {std::pair("eb030f1f0031c0c3", true), std::pair("eb03cccccc31c0c3", true),
                                           std::pair("eb0300000031c0c3", true), std::pair("eb0306060631c0c3", false)}) {
        Image image = imageOf(Architecture::X86_64, 64, {region(0x1000, bytes, true)});
        image.symbols = {function("f", 0x1000)};
        const auto program = disassemble(image, {}, {});
        QVERIFY(program);
        const BinaryFunction *f = find(program, 0x1000);
        QVERIFY(f);
        QCOMPARE(f->blocks.size(), size_t(2));
        QCOMPARE(f->dataInCode.size(), size_t(isPadding));
        if (isPadding) {
            QCOMPARE(f->dataInCode[0].kind, DataInCode::Kind::Padding);
            QCOMPARE(f->dataInCode[0].address, uint64_t(0x1002));
            QCOMPARE(f->dataInCode[0].size, uint64_t(3));
        }
        QCOMPARE(f->size, uint64_t(8));
    }
}

// A part that only traps stands before its function, which jumps there with its frame set up:
// ud2; no-operations; push ebx; test eax, eax; je 0x1000; pop ebx; ret. Only a pointer leads to the function.
void TestRecovery::jumpIntoATrap()
{
    Image image = imageOf(Architecture::X86, 32,
                          {region(0x1000, "0f0b6690669066905385c074f35bc3", true), region(0x2000, "08100000", false)});
    image.relocations = {{0x2000, 8, {}, 0, 0x1008}};
    const auto program = disassemble(image, {}, {});
    QVERIFY(program);
    const BinaryFunction *f = find(program, 0x1008);
    QVERIFY(f);
    QVERIFY(has(f->origins, Origin::Pointer));
    QCOMPARE(f->size, uint64_t(7));
}

// The table's address is kept in a frame that begins at a multiple of 32: push rbp; mov rbp, rsp; and rsp, -32;
// sub rsp, 32; lea rax, table; mov [rsp + 8], rax; cmp edi, 2; ja; mov rdx, [rsp + 8]; and on as above.
void TestRecovery::alignedFrame()
{
    Image image = imageOf(Architecture::X86_64, 64,
                          {region(0x1000,
                                  "554889e54883e4e04883ec20488d05ed0f0000488944240883ff02771c"
                                  "488b542408486304ba4801d0ffe0"
                                  "b801000000c9c3b802000000c9c331c0c9c3",
                                  true),
                           region(0x2000, "2bf0ffff32f0ffff39f0ffff", false)});
    image.symbols = {function("f", 0x1000)};
    const auto program = disassemble(image, {}, {});
    QVERIFY(program);
    const BinaryFunction *f = find(program, 0x1000);
    QVERIFY(f);
    QCOMPARE(f->unresolvedJumps, 0U);
    QCOMPARE(f->switches.size(), size_t(1));
    QCOMPARE(f->switches[0].targets, (std::vector<uint64_t>{0x102b, 0x1032, 0x1039}));
}

// One way calls a function through a pointer, which takes its argument off the stack: sub esp, 12; mov [esp], ecx;
// mov [esp + 4], table; test eax, eax; je; push edx; call [edx]; mov ecx, [esp]; cmp ecx, 2; ja; mov edx, [esp + 4];
// jmp [edx + ecx * 4].
void TestRecovery::poppingCallee()
{
    Image image = imageOf(Architecture::X86, 32,
                          {region(0x1000,
                                  "83ec0c890c24c74424040020000085c0740352ff128b0c2483f90277198b542404ff248a"
                                  "b80100000083c40cc3b80200000083c40cc331c083c40cc3",
                                  true),
                           region(0x2000, "241000002d10000036100000", false)});
    image.positionIndependent = false;
    image.symbols = {function("f", 0x1000)};
    const auto program = disassemble(image, {}, {});
    QVERIFY(program);
    const BinaryFunction *f = find(program, 0x1000);
    QVERIFY(f);
    QCOMPARE(f->unresolvedJumps, 0U);
    QCOMPARE(f->switches.size(), size_t(1));
    QCOMPARE(f->switches[0].targets, (std::vector<uint64_t>{0x1024, 0x102d, 0x1036}));
}

// MIPS: g calls through a pointer last of all, so that it would run on into f; f makes $gp of $t9 and reads it back
// from the stack, where another value was put on one way, to find its table; h goes to another stack as longjmp() does.
void TestRecovery::globalPointer()
{
    Image image = imageOf(Architecture::Mips32, 32,
                          {region(0x1000,
                                  "8c9900000320f8090000000000000000"              // g
                                  "3c1c0001279c6fe00399e02127bdffe0"              // f
                                  "10a00002afbc0010afa000108fbc00102c82000210400" // beqz a1; sw gp; sw zero; lw gp
                                  "00a000420808f838010006418218c620000005c102100400008"
                                  "00000000100000022402000124020002"
                                  "03e0000827bd0020"
                                  "8c9d00048c9900000320000824020001", // h
                                  true),
                           region(0x2000, "fffe9064fffe906c", false), region(0x10000, "0000200000000000", false)});
    image.endian = Endian::Big;
    image.gp = 0x17ff0;
    image.regions[2].name = ".got";
    image.regions[2].writable = true;
    image.symbols = {function("g", 0x1000), function("h", 0x1068)};
    const auto program = disassemble(image, {}, {});
    QVERIFY(program);
    const BinaryFunction *g = find(program, 0x1000);
    QVERIFY(g);
    QCOMPARE(g->size, uint64_t(16));
    const BinaryFunction *f = find(program, 0x1010);
    QVERIFY(f);
    QVERIFY(has(f->origins, Origin::Prologue));
    QCOMPARE(f->unresolvedJumps, 0U);
    QCOMPARE(f->switches.size(), size_t(1));
    QCOMPARE(f->switches[0].targets, (std::vector<uint64_t>{0x1054, 0x105c}));
    const BinaryFunction *h = find(program, 0x1068);
    QVERIFY(h);
    QCOMPARE(h->unresolvedJumps, 0U);
}

// MIPS: f calls a stub, which goes to the loader by a call through a pointer and does not come back to what stands
// behind it: lw $t9, -32752($gp); move $t7, $ra; jalr $t9; li $t8, 5. That says nothing about its return to f.
void TestRecovery::lazyStub()
{
    Image image = imageOf(Architecture::Mips32, 32,
                          {region(0x1000,
                                  "041100030000000003e0000800000000"
                                  "8f99801003e078250320f80924180005"
                                  "03e0000800000000",
                                  true)});
    image.endian = Endian::Big;
    image.symbols = {function("f", 0x1000), function("stub", 0x1010), function("g", 0x1020)};
    const auto program = disassemble(image, {}, {});
    QVERIFY(program);
    const BinaryFunction *stub = find(program, 0x1010);
    QVERIFY(stub);
    QVERIFY(!stub->noReturn);
    const BinaryFunction *f = find(program, 0x1000);
    QVERIFY(f);
    QCOMPARE(f->size, uint64_t(16));
}

// Text decodes as x86 code that jumps forth and forth; words that point into it do not make it functions, and do not
// cost more than the whole image may.
void TestRecovery::rawText()
{
    Image image = imageOf(Architecture::X86, 32, {region(0x10000, "5589e583ec08b801000000c9c300000090", true)});
    image.format = FileFormat::Raw;
    image.kind = FileKind::Raw;
    image.positionIndependent = false;
    image.hasSections = false;
    std::vector<uint8_t> &bytes = image.regions[0].bytes;
    const std::string words = "USB Serial, Virtual Webcam, UPS: vendors whose products speak such protocols ";
    while (bytes.size() < 100'000)
        bytes.insert(bytes.end(), words.begin(), words.end());
    bytes.resize((bytes.size() + 3) / 4 * 4);
    for (uint32_t address = 0x10100; address < 0x20000; address += 61) {
        for (unsigned n = 0; n < 4; ++n)
            bytes.push_back(static_cast<uint8_t>(address >> 8 * n));
    }
    image.regions[0].size = bytes.size();
    const auto program = disassemble(image, {}, {});
    QVERIFY(program);
    QVERIFY2(program->warnings.empty(), program->warnings.empty() ? "" : program->warnings[0].c_str());
    QVERIFY(find(program, 0x10000));
}

// One function that calls 4,000 others, each once, and gives all effort to none of them.
void TestRecovery::manyCallees()
{
    constexpr uint32_t count = 4000;
    constexpr uint32_t callSize = 5;
    constexpr uint32_t calleeSize = 6;
    std::vector<uint8_t> code;
    const uint32_t callees = count * callSize + 1;
    for (uint32_t n = 0; n < count; ++n) {
        const uint32_t distance = callees + n * calleeSize - (n + 1) * callSize;
        code.push_back(0xe8);
        for (unsigned shift = 0; shift < 32; shift += 8)
            code.push_back(static_cast<uint8_t>(distance >> shift));
    }
    code.push_back(0xc3);
    for (uint32_t n = 0; n < count; ++n) // push rbp; mov rbp, rsp; pop rbp; ret
        code.insert(code.end(), {0x55, 0x48, 0x89, 0xe5, 0x5d, 0xc3});
    Region text = region(0x1000, "", true);
    text.size = code.size();
    text.bytes = code;
    Image image = imageOf(Architecture::X86_64, 64, {text});
    image.symbols = {function("f", 0x1000)};
    const auto program = disassemble(image, {}, {});
    QVERIFY(program);
    QVERIFY(program->warnings.empty());
    QCOMPARE(program->functions.size(), size_t(count + 1));
    QCOMPARE(program->functions[0].calls.size(), size_t(count));
}

// More jumps through registers than a function is followed for, each known only when the one before is: what was not
// followed to its end may return. mov rax, next; jmp rax, and so on; ret; behind it call f; ret.
void TestRecovery::chainOfJumps()
{
    constexpr uint64_t base = 0x1000;
    constexpr uint32_t links = 100;
    std::vector<uint8_t> code;
    for (uint32_t n = 0; n < links; ++n) {
        code.insert(code.end(), {0x48, 0xb8});
        for (unsigned shift = 0; shift < 64; shift += 8)
            code.push_back(static_cast<uint8_t>((base + (n + 1) * 12) >> shift));
        code.insert(code.end(), {0xff, 0xe0});
    }
    code.push_back(0xc3);
    const uint64_t caller = base + code.size();
    const auto distance = static_cast<uint32_t>(base - caller - 5);
    code.push_back(0xe8);
    for (unsigned shift = 0; shift < 32; shift += 8)
        code.push_back(static_cast<uint8_t>(distance >> shift));
    code.push_back(0xc3);
    Region text = region(base, "", true);
    text.size = code.size();
    text.bytes = code;
    Image image = imageOf(Architecture::X86_64, 64, {text});
    image.positionIndependent = false;
    image.symbols = {function("f", base), function("g", caller)};
    const auto program = disassemble(image, {}, {});
    QVERIFY(program);
    const BinaryFunction *f = find(program, base);
    QVERIFY(f);
    QVERIFY(!f->noReturn);
    QCOMPARE(f->unresolvedJumps, 1U);
    const BinaryFunction *g = find(program, caller);
    QVERIFY(g);
    QCOMPARE(g->size, uint64_t(6));
}

QTEST_APPLESS_MAIN(TestRecovery)
#include "tst_recovery.moc"
