// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The neutral vocabulary: what single instructions give, and whether the same function compiled for two machines
// looks more alike in it than two different functions do.
#include "analysis/binary/loader.h"
#include "analysis/disasm/disassembler.h"
#include "analysis/features/codegraph.h"
#include "analysis/features/features.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <map>
#include <optional>
#include <set>

using namespace symbolon;
using namespace Qt::StringLiterals;

namespace {

// Functions that differ in what they do, as small libraries' do.
const char *const source = R"(
typedef unsigned char byte;
struct node { int key; struct node *next; short weight; byte name[12]; };
extern int report(const char *, int);
int counter;
static const unsigned table[16] = {1, 7, 9, 3, 5, 11, 2, 6, 8, 4, 10, 13, 12, 14, 15, 16};

unsigned checksum(const byte *data, unsigned size)
{
    unsigned low = 1, high = 0;
    while (size-- > 0) {
        low = (low + *data++) % 65521;
        high = (high + low) % 65521;
    }
    return high << 16 | low;
}
unsigned hash(const char *text)
{
    unsigned value = 2166136261u;
    for (; *text; text++)
        value = (value ^ (byte)*text) * 16777619u;
    return value;
}
int list_find(struct node *list, int key)
{
    int place = 0;
    for (; list; list = list->next, place++)
        if (list->key == key)
            return place;
    return report("no such key", key);
}
double mean(const double *values, int count)
{
    double sum = 0;
    for (int i = 0; i < count; i++)
        sum += values[i] * 1.5;
    return count > 0 ? sum / count : 0;
}
void sort(int *values, int count)
{
    for (int i = 1; i < count; i++) {
        int value = values[i], at = i;
        while (at > 0 && values[at - 1] > value) {
            values[at] = values[at - 1];
            at--;
        }
        values[at] = value;
    }
}
int parse(const char *text, int *result)
{
    int negative = 0, value = 0;
    while (*text == ' ' || *text == '\t')
        text++;
    if (*text == '-') {
        negative = 1;
        text++;
    }
    if (*text < '0' || *text > '9')
        return report("not a number", *text);
    while (*text >= '0' && *text <= '9')
        value = value * 10 + (*text++ - '0');
    *result = negative ? -value : value;
    return 0;
}
unsigned scramble(unsigned a, unsigned b, unsigned c)
{
    a -= b; a -= c; a ^= c >> 13;
    b -= c; b -= a; b ^= a << 8;
    c -= a; c -= b; c ^= b >> 13;
    a -= b; a -= c; a ^= c >> 12;
    b -= c; b -= a; b ^= a << 16;
    return c ^ b ^ a;
}
void initialise(struct node *node, int key, struct node *next)
{
    node->key = key;
    node->next = next;
    node->weight = 100;
    node->name[0] = 0;
    node->name[1] = 'x';
    counter++;
    report("a new node", key);
}
int nested(int level)
{
    if (report("level", level) < 0 || report("again", level + 1) < 0)
        return -1;
    if (level > 300)
        return report("too deep", counter);
    counter += level;
    return nested(level + 1) + report("leaving", level);
}
unsigned pack(const byte *from)
{
    return (unsigned)from[0] << 24 | (unsigned)from[1] << 16 | (unsigned)from[2] << 8 | from[3];
}
int lookup(unsigned value)
{
    unsigned sum = 0;
    for (unsigned shift = 0; shift < 32; shift += 4)
        sum += table[value >> shift & 15] + counter;
    return (int)sum;
}
int compare(const struct node *a, const struct node *b)
{
    if (a->weight != b->weight)
        return a->weight < b->weight ? -1 : 1;
    for (int i = 0; i < 12; i++)
        if (a->name[i] != b->name[i])
            return a->name[i] - b->name[i];
    return a->key - b->key;
}
void start(void)
{
    struct node node, other;
    int list[3] = {3, 1, 2}, result = 0;
    double values[2] = {0.25, 4};
    byte bytes[4] = {1, 2, 3, 4};
    initialise(&node, 5, &other);
    initialise(&other, 6, 0);
    sort(list, 3);
    result += parse("12", list) + list_find(&node, 3) + nested(1) + lookup(7) + compare(&node, &other);
    result += (int)(checksum(bytes, 4) + hash("abc") + scramble(1, 2, 3) + pack(bytes)) + (int)mean(values, 2);
    report("result", result);
}
)";
const char *const names[] = {"checksum", "hash",       "list_find", "mean", "sort",   "parse",
                             "scramble", "initialise", "nested",    "pack", "lookup", "compare"};
const char *const librarySource = "int report(const char *text, int value) { return *text + value; }\n";

struct Target {
    QString name;
    QString prefix;
    QString compiler;
    QStringList options;
};

QList<Target> targets()
{
    return {
        {u"x86-64"_s, {}, u"gcc"_s, {}},
        {u"x86-64 clang"_s, {}, u"clang"_s, {}},
        {u"i386"_s, u"i686-linux-gnu-"_s, u"gcc"_s, {}},
        {u"ARM"_s, u"arm-linux-gnueabihf-"_s, u"gcc"_s, {u"-marm"_s}},
        {u"Thumb"_s, u"arm-linux-gnueabihf-"_s, u"gcc"_s, {u"-mthumb"_s}},
        {u"AArch64"_s, u"aarch64-linux-gnu-"_s, u"gcc"_s, {}},
        {u"MIPS"_s, u"mips-linux-gnu-"_s, u"gcc"_s, {u"-fno-pie"_s, u"-no-pie"_s, u"-mno-shared"_s, u"-mplt"_s}},
        {u"MIPS little endian"_s, u"mipsel-linux-gnu-"_s, u"gcc"_s, {}},
        {u"PowerPC"_s, u"powerpc-linux-gnu-"_s, u"gcc"_s, {}},
        {u"PowerPC64 little endian"_s, u"powerpc64le-linux-gnu-"_s, u"gcc"_s, {}},
    };
}

bool run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    const bool done = process.waitForFinished(120'000) && process.exitCode() == 0;
    if (!done)
        qWarning("%s failed: %s", qPrintable(program), process.readAll().constData());
    return done;
}

Result<Program> disassembled(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(path.toStdString() + ": cannot be read");
    const QByteArray bytes = file.readAll();
    LoadOptions options;
    options.path = path.toStdString();
    const auto image = loadImage({reinterpret_cast<const uint8_t *>(bytes.constData()), size_t(bytes.size())}, options);
    if (!image)
        return image.error();
    return disassemble(*image, {}, {});
}

std::optional<Program> compiled(const Target &target, const QString &level, const QDir &folder)
{
    const auto write = [&](const QString &name, const char *text) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) > 0;
    };
    const QString shared = folder.filePath(u"libreport.so"_s);
    const QString whole = folder.filePath(u"whole"_s);
    if (!write(u"library.c"_s, librarySource) || !write(u"program.c"_s, source))
        return std::nullopt;
    const QString compiler = target.prefix + target.compiler;
    if (!run(compiler,
             {u"-w"_s, u"-shared"_s, u"-fPIC"_s, u"-nostdlib"_s, folder.filePath(u"library.c"_s), u"-o"_s, shared}))
        return std::nullopt;
    // The functions have to stay apart from each other; their symbols only say which is which.
    const QStringList options{u"-w"_s,
                              level,
                              u"-fno-inline"_s,
                              u"-fno-stack-protector"_s,
                              u"-nostdlib"_s,
                              u"-Wl,-e,start"_s,
                              folder.filePath(u"program.c"_s),
                              shared,
                              u"-o"_s,
                              whole};
    if (!run(compiler, target.options + options))
        return std::nullopt;
    auto program = disassembled(whole);
    return program ? std::optional(std::move(*program)) : std::nullopt;
}

using Histogram = std::map<unsigned, double>;

double cosine(const Histogram &a, const Histogram &b)
{
    double product = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (const auto &[key, value] : a) {
        squaresA += value * value;
        if (const auto other = b.find(key); other != b.end())
            product += value * other->second;
    }
    for (const auto &[key, value] : b)
        squaresB += value * value;
    return squaresA > 0 && squaresB > 0 ? product / std::sqrt(squaresA * squaresB) : 0;
}

// The share of functions of `a` whose nearest in `b` is the same function.
double rankOne(const std::map<std::string, Histogram> &a, const std::map<std::string, Histogram> &b)
{
    int right = 0;
    for (const auto &[name, histogram] : a) {
        std::string best;
        double most = -1;
        for (const auto &[otherName, other] : b) {
            if (const double likeness = cosine(histogram, other); likeness > most) {
                most = likeness;
                best = otherName;
            }
        }
        right += best == name;
    }
    return a.empty() ? 0 : double(right) / double(a.size());
}

QByteArray shown(CodeToken token)
{
    static constexpr const char *operands[] = {"",        " Zero",   " Small",    " Large",  " Float",
                                               " String", " Global", " Function", " Import", " Stack",
                                               " Memory", " Field",  " Element"};
    static constexpr const char *conditions[] = {"", " eq", " ne", " signed", " unsigned", " other"};
    static constexpr const char *widths[] = {".1", ".2", "", ".8"};
    const std::string_view name = tokenClassName(classOf(token));
    return QByteArray(name.data(), qsizetype(name.size())) + widths[int(widthOf(token))]
           + operands[int(operandOf(token))] + conditions[int(conditionOf(token))];
}

QByteArray shown(const CodeGraph &graph)
{
    QByteArrayList list;
    for (const CodeToken token : graph.tokens)
        list.append(shown(token));
    return list.join(", ");
}

} // namespace

class TestCodeGraph : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void classNames();
    void instructions_data();
    void instructions();
    void references();
    void blocks();
    void accesses_data();
    void accesses();
    void mnemonics();
    void foreign();
    void retrieval_data();
    void retrieval();
    void bench_data();
    void bench();
};

void TestCodeGraph::classNames()
{
    std::set<std::string_view> names;
    for (unsigned n = 0; n <= unsigned(TokenClass::Trap); ++n) {
        const std::string_view name = tokenClassName(TokenClass(n));
        QVERIFY(!name.empty());
        QVERIFY(names.insert(name).second);
    }
    QCOMPARE(tokenClassName(TokenClass::SwapBytes), "SwapBytes");
    QCOMPARE(tokenClassName(TokenClass::Trap), "Trap");
    QVERIFY(tokenClassName(TokenClass(63)).empty());
}

// One function of one block, a line for each instruction, four bytes each.
static BinaryFunction handWritten(const QByteArray &lines)
{
    BinaryFunction function;
    uint64_t address = 0x1000;
    for (const QByteArray &line : lines.split(';')) {
        const QByteArray text = line.trimmed();
        qsizetype space = text.indexOf(' ');
        if (text.startsWith("rep ") || text.startsWith("lock "))
            space = text.indexOf(' ', space + 1);
        const QByteArray mnemonic = space < 0 ? text : text.left(space);
        const QByteArray operands = space < 0 ? QByteArray() : text.mid(space + 1);
        function.instructions.add(address, 4, {mnemonic.constData(), size_t(mnemonic.size())},
                                  {operands.constData(), size_t(operands.size())});
        address += 4;
    }
    function.address = 0x1000;
    function.size = address - function.address;
    function.blocks.push_back({function.address, function.size, 0, uint32_t(function.instructions.size())});
    return function;
}

void TestCodeGraph::instructions_data()
{
    QTest::addColumn<int>("architecture");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("tokens");
    const auto row = [](const char *name, Architecture architecture, const char *code, const char *tokens) {
        QTest::newRow(name) << int(architecture) << QByteArray(code) << QByteArray(tokens);
    };
    using enum Architecture;
    // The same work on each machine.
    row("frame, x86-64", X86_64,
        "endbr64; push rbp; mov rbp, rsp; push rbx; sub rsp, 0x18; add rsp, 0x18; pop rbx; leave; ret", "Return");
    row("frame, ARM", Arm,
        "push {r4, r7, lr}; sub sp, #0x14; add r7, sp, #0; adds r7, #0x14; mov sp, r7; pop {r4, r7, pc}", "Return");
    row("frame, ARM stm", Arm, "stmdb sp!, {r4, r5, lr}; ldm sp!, {r4, r5, pc}", "Return");
    row("frame, AArch64", AArch64,
        "stp x29, x30, [sp, #-0x30]!; mov x29, sp; stp x19, x20, [sp, #0x10]; mov x19, x0; ldp x19, x20, [sp, #0x10]; "
        "ldp x29, x30, [sp], #0x30; ret",
        "Return");
    row("frame, MIPS", Mips32,
        "lui $gp, 2; addiu $gp, $gp, -0x7e70; addu $gp, $gp, $t9; addiu $sp, $sp, -0x28; sw $gp, 0x10($sp); "
        "sw $ra, 0x24($sp); sw $s0, 0x20($sp); move $s0, $a0; lw $ra, 0x24($sp); lw $s0, 0x20($sp); jr $ra; "
        "addiu $sp, $sp, 0x28",
        "Return");
    row("frame, PowerPC", PowerPc32,
        "stwu r1, -0x20(r1); mflr r0; stw r0, 0x24(r1); lwz r0, 0x24(r1); mtlr r0; "
        "addi r1, r1, 0x20; blr",
        "Return");

    row("test of null, x86-64", X86_64, "test rdi, rdi; je 0x1100", "Compare.8 Zero, Branch eq");
    row("test of null, i386", X86, "cmp eax, 0; je 0x1100", "Compare Zero, Branch eq");
    row("test of null, ARM", Arm, "cmp r0, #0; beq #0x1100", "Compare Zero, Branch eq");
    row("test of null, Thumb", Arm, "cbz r0, #0x1100", "Compare Zero, Branch eq");
    row("test of null, AArch64", AArch64, "cbz w0, #0x1100", "Compare Zero, Branch eq");
    row("test of null, MIPS", Mips32, "beqz $a0, 0x1100; nop", "Compare Zero, Branch eq");
    row("test of null, PowerPC", PowerPc32, "cmpwi cr7, r3, 0; beq cr7, 0x1100", "Compare Zero, Branch eq");

    row("order, x86-64", X86_64, "cmp eax, edx; jl 0x1100", "Compare, Branch signed");
    row("order, AArch64", AArch64, "cmp w0, w1; b.lt #0x1100", "Compare, Branch signed");
    row("order, MIPS", Mips32, "slt $v0, $a0, $a1; bnez $v0, 0x1100; nop", "Compare, Branch signed");
    row("order, unsigned, x86", X86, "cmp eax, 0x3f; ja 0x1100", "Compare Small, Branch unsigned");
    row("order, unsigned, ARM", Arm, "cmp r0, #0x3f; bhi #0x1100", "Compare Small, Branch unsigned");
    row("order, unsigned, MIPS", Mips32, "sltiu $v0, $a0, 0x40; beqz $v0, 0x1100; nop",
        "Compare Small, Branch unsigned");
    row("constant, MIPS", Mips32, "addiu $v0, $zero, 0x78; bne $a0, $v0, 0x1100; nop", "Compare Small, Branch ne");
    row("bit, x86-64", X86_64, "test al, 4; jne 0x1100", "Test.1 Small, Branch ne");
    row("bit, AArch64", AArch64, "tbnz w0, #2, #0x1100", "Test Small, Branch ne");
    row("bit, MIPS", Mips32, "andi $v0, $a0, 4; bnez $v0, 0x1100; nop", "Test Small, Branch ne");
    row("bit, Thumb", Arm, "lsls r3, r0, #0x1d; bmi #0x1100", "Test Small, Branch signed");
    row("arithmetic's flags", X86_64, "sub eax, 1; jne 0x1100", "Subtract Small, Compare Zero, Branch ne");
    row("arithmetic's flags, ARM", Arm, "subs r0, #1; bne #0x1100", "Subtract Small, Compare Zero, Branch ne");

    row("truth, x86-64", X86_64, "xor eax, eax; cmp edi, esi; setl al; ret", "Compare, Select signed, Return");
    row("truth, x86-64 movzx", X86_64, "cmp edi, esi; setl al; movzx eax, al; ret", "Compare, Select signed, Return");
    row("truth, AArch64", AArch64, "cmp w0, w1; cset w0, lt; ret", "Compare, Select signed, Return");
    row("truth, MIPS", Mips32, "jr $ra; slt $v0, $a0, $a1", "Compare, Select signed, Return");
    row("truth, Thumb", Arm, "cmp r0, r1; ite lt; movlt r0, #1; movge r0, #0; bx lr", "Compare, Select signed, Return");
    row("is zero, MIPS", Mips32, "sltiu $v0, $a0, 1", "Compare Zero, Select eq");
    row("one of two, x86-64", X86_64, "test edi, edi; cmovne eax, esi", "Compare Zero, Select ne");
    row("one of two, MIPS", Mips32, "movn $v0, $a1, $a0", "Compare Zero, Select ne");

    row("zero, x86", X86, "xor eax, eax", "Move Zero");
    row("zero, ARM", Arm, "movs r0, #0", "Move Zero");
    row("zero, AArch64", AArch64, "movz w0, #0", "Move Zero");
    row("zero, MIPS", Mips32, "move $v0, $zero", "Move Zero");
    row("constant in two, ARM", Arm, "movw r3, #0x4925; movt r3, #0x2492", "Move Large");
    row("constant in two, AArch64", AArch64, "movz w0, #0x4925; movk w0, #0x2492, lsl #16", "Move Large");
    row("constant in two, MIPS", Mips32, "lui $v0, 0x2492; ori $v0, $v0, 0x4925", "Move Large");
    row("copies", X86_64, "mov rax, rdi; mov ebx, esi; nop; cdqe; movsxd rdx, esi", "");

    row("memory operand, x86-64", X86_64, "add dword ptr [rdi + 8], 1", "Load Field, Add Small, Store Field");
    row("memory operand, ARM", Arm, "ldr r3, [r0, #8]; adds r3, #1; str r3, [r0, #8]",
        "Load Field, Add Small, Store Field");
    row("memory operand, AArch64", AArch64, "ldr w1, [x0, #8]; add w1, w1, #1; str w1, [x0, #8]",
        "Load Field, Add Small, Store Field");
    row("memory operand, MIPS", Mips32, "lw $v0, 8($a0); addiu $v0, $v0, 1; sw $v0, 8($a0)",
        "Load Field, Add Small, Store Field");
    row("compare with memory", X86_64, "cmp byte ptr [rax], 0x2f", "Load.1 Memory, Compare.1 Small");
    row("element, x86-64", X86_64, "mov eax, dword ptr [rdi + rsi*4]", "Load Element");
    row("element, ARM", Arm, "ldr r0, [r0, r1, lsl #2]", "Load Element");
    row("element, AArch64", AArch64, "ldr w0, [x0, w1, sxtw #2]", "Load Element");
    row("element, MIPS", Mips32, "sll $v0, $a1, 2; addu $v0, $a0, $v0; lw $v0, ($v0)", "Load Element");
    row("store of zero, x86-64", X86_64, "mov dword ptr [rax], 0", "Move Zero, Store Memory");
    row("store of zero, MIPS", Mips32, "sw $zero, ($v0)", "Move Zero, Store Memory");
    row("store of zero, AArch64", AArch64, "str wzr, [x0]", "Move Zero, Store Memory");
    row("local, x86-64", X86_64, "push rbp; mov rbp, rsp; mov dword ptr [rbp - 0x14], edi; lea rax, [rbp - 0x20]",
        "Store Stack, Add.8 Stack");
    row("local, ARM", Arm, "push {r7}; add r7, sp, #0; str r0, [r7, #4]; add r3, r7, #8", "Store Stack, Add Stack");
    row("local, MIPS", Mips32, "addiu $sp, $sp, -0x28; move $fp, $sp; sw $a0, 0x28($fp); addiu $v0, $fp, 0x18",
        "Store Stack, Add Stack");
    row("scaled, x86-64", X86_64, "lea eax, [rdi + rdi*2]; shl eax, 4", "ShiftLeft Small, Add, ShiftLeft Small");
    row("scaled, ARM", Arm, "add r0, r0, r0, lsl #1; lsl r0, r0, #4", "ShiftLeft Small, Add, ShiftLeft Small");
    row("scaled, MIPS", Mips32, "sll $v0, $a0, 1; addu $v0, $v0, $a0; sll $v0, $v0, 4",
        "ShiftLeft Small, Add, ShiftLeft Small");
    row("less one", Mips32, "addiu $v0, $v0, -1", "Subtract Small");
    row("less one, x86", X86, "dec eax", "Subtract Small");
    row("byte, x86-64", X86_64, "movzx eax, al", "Extend.1");
    row("byte, ARM", Arm, "uxtb r0, r0", "Extend.1");
    row("byte, MIPS", Mips32, "andi $v0, $v0, 0xff", "Extend.1");
    row("byte in two", Mips32, "sll $v0, $v0, 0x18; sra $v0, $v0, 0x18", "Extend.1");
    row("negated, ARM", Arm, "rsb r0, r0, #0", "Negate");
    row("negated, MIPS", Mips32, "subu $v0, $zero, $v0", "Negate");
    row("complement, MIPS", Mips32, "nor $v0, $zero, $v0", "Not");
    row("complement, ARM", Arm, "mvns r0, r0", "Not");
    row("remainder, AArch64", AArch64, "sdiv w2, w0, w1; msub w0, w2, w1, w0", "Divide signed");
    row("remainder, x86-64", X86_64, "cdq; idiv ecx", "Divide signed");
    row("remainder, MIPS", Mips32, "div $zero, $a0, $a1; teq $a1, $zero, 7; mfhi $v0", "Divide signed");
    row("product, MIPS", Mips32, "multu $a0, $a1; mfhi $v0", "Multiply");
    row("field of bits, ARM", Arm, "ubfx r0, r0, #4, #3", "ShiftRight Small, And Small");
    row("field of bits, MIPS", Mips32, "ext $v0, $a0, 4, 3", "ShiftRight Small, And Small");
    row("field of bits, x86", X86, "shr eax, 4; and eax, 7", "ShiftRight Small, And Small");
    row("bits of PowerPC", PowerPc32, "rlwinm r3, r3, 28, 29, 31; slwi r4, r4, 2; clrlwi r5, r5, 24",
        "ShiftRight Small, And Small, ShiftLeft Small, Extend.1");
    row("loop of PowerPC", PowerPc32, "lwzu r9, 4(r3); add r8, r8, r9; bdnz 0x1000",
        "Load Field, Add, Subtract, Compare, Branch ne");
    row("swapped, MIPS", Mips32, "wsbh $v0, $v0; rotr $v0, $v0, 0x10", "SwapBytes");
    row("swapped halves, x86", X86, "rol ax, 8", "SwapBytes.2");
    row("string, x86-64", X86_64, "rep movsb byte ptr [rdi], byte ptr [rsi]", "StringMove.1");
    row("atomic, x86-64", X86_64, "lock cmpxchg dword ptr [rdx], ecx", "Atomic");
    row("slot before its jump", Mips32, "bnez $v0, 0x1100; addiu $a0, $a0, 1", "Add Small, Compare Zero, Branch ne");
    row("double, x86-64", X86_64, "movsd xmm1, qword ptr [rdi + rax*8]; mulsd xmm1, xmm2; addsd xmm0, xmm1",
        "FloatLoad.8 Element, FloatMultiply.8, FloatAdd.8");
    row("double, ARM", Arm, "vldr d1, [r0]; vmul.f64 d1, d1, d2; vadd.f64 d0, d0, d1",
        "FloatLoad.8 Memory, FloatMultiply.8, FloatAdd.8");
    row("double, MIPS", Mips32, "ldc1 $f2, ($a0); mul.d $f2, $f2, $f4; add.d $f0, $f0, $f2",
        "FloatLoad.8 Memory, FloatMultiply.8, FloatAdd.8");
    row("from integer, x86-64", X86_64, "pxor xmm0, xmm0; cvtsi2sd xmm0, edi", "FloatConvert.8");
    row("from integer, MIPS", Mips32, "mtc1 $a0, $f0; cvt.d.w $f0, $f0", "FloatConvert.8");
    row("float order, x86-64", X86_64, "comisd xmm0, xmm1; ja 0x1100", "FloatCompare.8, Branch signed");
    row("float order, ARM", Arm, "vcmpe.f64 d0, d1; vmrs apsr_nzcv, fpscr; bgt #0x1100",
        "FloatCompare.8, Branch signed");
    row("float order, MIPS", Mips32, "c.lt.d $f0, $f2; bc1t 0x1100; nop", "FloatCompare.8, Branch signed");
    row("conditional return", Arm, "cmp r0, #0; bxeq lr", "Compare Zero, Branch eq, Return");
    row("suffixes of ARM", Arm, "teq r0, r1; bls #0x1100; bics r0, r1; mls r0, r1, r2, r3; movs r1, r2",
        "Compare, Branch unsigned, And, Multiply, Subtract, Compare Zero");
    row("unknown", X86, "frobnicate eax, ebx", "Other");
    row("damaged register", AArch64, "add .x, v., .; mov", "*");
    row("damaged operands", X86_64, "mov eax, [; add [, ], 5; lea ]; cmp; mov rax, qword ptr [rax +", "*");
}

void TestCodeGraph::instructions()
{
    QFETCH(int, architecture);
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, tokens);
    Program program;
    program.architecture = Architecture(architecture);
    const BinaryFunction function = handWritten(code);
    const CodeGraph graph = codeGraph(program, function);
    if (tokens != "*")
        QCOMPARE(shown(graph), tokens);
    QCOMPARE(graph.blockEnds.size(), size_t(1));
    QCOMPARE(graph.blockEnds[0], graph.tokens.size());
}

void TestCodeGraph::references()
{
    const auto translated = [](Architecture architecture, const QByteArray &code, std::vector<Reference> references) {
        Program program;
        program.architecture = architecture;
        BinaryFunction function = handWritten(code);
        function.references = std::move(references);
        return shown(codeGraph(program, function));
    };
    using Kind = Reference::Kind;
    const auto at = [](unsigned instruction, Kind kind, uint64_t target = 0, int64_t value = 0) {
        return Reference{0x1000 + 4 * instruction, kind, target, value, {}};
    };
    QCOMPARE(translated(Architecture::X86_64, "lea rdi, [rip + 0xe50]", {at(0, Kind::String, 0x2000)}),
             "Move.8 String");
    QCOMPARE(translated(Architecture::X86, "push 0x8049000", {at(0, Kind::String, 0x8049000)}), "Move String");
    QCOMPARE(translated(Architecture::X86, "push ebp; mov ebp, esp; mov dword ptr [ebp - 8], 0x8049000",
                        {at(2, Kind::String, 0x8049000)}),
             "Move String, Store Stack");
    QCOMPARE(translated(Architecture::AArch64, "adrp x0, #0x2000; add x0, x0, #0x10", {at(1, Kind::String, 0x2010)}),
             "Move.8 String");
    QCOMPARE(translated(Architecture::AArch64, "adrp x0, #0x2000; ldr w0, [x0, #0x10]", {at(1, Kind::Data, 0x2010)}),
             "Load Global");
    QCOMPARE(translated(Architecture::AArch64, "adrp x0, #0x2000; ldr x0, [x0, #0x10]; ldr w0, [x0]",
                        {at(2, Kind::Data, 0x3010)}),
             "Load Global");
    QCOMPARE(translated(Architecture::Mips32, "lui $a0, 0x41; addiu $a0, $a0, 0x590", {at(1, Kind::String, 0x410590)}),
             "Move String");
    QCOMPARE(
        translated(Architecture::Mips32, "lw $v0, -0x7fe8($gp); addiu $a0, $v0, 0x590", {at(1, Kind::String, 0x590)}),
        "Move String");
    QCOMPARE(translated(Architecture::Mips32, "lw $v0, -0x7fd4($gp); lw $v1, ($v0)", {at(1, Kind::Data, 0x590)}),
             "Load Global");
    QCOMPARE(translated(Architecture::Arm, "ldr r0, [pc, #0x2c]; add r0, pc", {at(1, Kind::String, 0x590)}),
             "Move String");
    QCOMPARE(translated(Architecture::Arm, "ldr r0, [pc, #0x2c]", {at(0, Kind::Integer, 0, 100000)}), "Move Large");
    QCOMPARE(translated(Architecture::Mips32,
                        "lui $gp, 2; addiu $gp, $gp, -0x7e70; addu $gp, $gp, $t9; lw $a0, -0x7fd4($gp)",
                        {at(3, Kind::Data, 0x10550)}),
             "Move Global");
    QCOMPARE(translated(Architecture::Arm,
                        "ldr r4, [pc, #0x70]; add r4, pc; ldr r3, [pc, #0x18]; ldr r3, [r4, r3]; ldr r2, [r3]",
                        {at(1, Kind::Data, 0x2000), at(4, Kind::Data, 0x2020)}),
             "Load Global");
    QCOMPARE(translated(Architecture::X86_64, "mulsd xmm0, qword ptr [rip + 8]", {at(0, Kind::Float, 0x2000)}),
             "FloatMove.8 Float, FloatMultiply.8");
    QCOMPARE(translated(Architecture::X86_64, "mov rax, qword ptr [rip + 8]", {at(0, Kind::Import, 0x2000)}),
             "Move.8 Import");
    QCOMPARE(translated(Architecture::X86_64, "mov dword ptr [rip + 8], 1",
                        {at(0, Kind::Data, 0x2000), at(0, Kind::Integer, 0, 1)}),
             "Move Small, Store Global");

    // What loads a callee's address belongs to the call; a jump through a table has nothing of how it reads it.
    Program program;
    program.architecture = Architecture::Mips32;
    BinaryFunction function = handWritten("lw $t9, -0x7fdc($gp); jalr $t9; move $a0, $s0; lw $gp, 0x10($sp)");
    function.references = {at(0, Kind::Function, 0x4000)};
    function.calls = {{.address = 0x1004, .target = 0x4000, .name = {}}};
    QCOMPARE(shown(codeGraph(program, function)), "Call");
    function.calls[0].import = true;
    QCOMPARE(shown(codeGraph(program, function)), "CallImport");
    program.architecture = Architecture::X86_64;
    function = handWritten("lea rdx, [rip + 0x100]; movsxd rax, dword ptr [rdx + rax*4]; add rax, rdx; jmp rax");
    function.references = {at(0, Kind::Data, 0x2000)};
    function.switches = {{.address = 0x100c, .table = 0x2000, .cases = {}, .targets = {}}};
    QCOMPARE(shown(codeGraph(program, function)), "SwitchJump");
    function = handWritten("jmp 0x4000");
    function.calls = {{.address = 0x1000, .target = 0x4000, .name = {}, .import = false, .tail = true}};
    QCOMPARE(shown(codeGraph(program, function)), "TailCall");
    function = handWritten("call rax; call 0x4000");
    QCOMPARE(shown(codeGraph(program, function)), "CallIndirect, Call");

    // Position independent i386 code: the thunk that reads the program counter.
    program.architecture = Architecture::X86;
    function = handWritten("push ebx; call 0x4000; add ebx, 0x2f9e; mov eax, dword ptr [ebx - 0x10]; "
                           "mov eax, dword ptr [eax]; lea eax, [ebx - 0x1fe4]");
    function.calls = {{.address = 0x1004, .target = 0x4000, .name = {}}};
    function.references = {at(2, Kind::Data, 0x5000), at(4, Kind::Data, 0x5100), at(5, Kind::String, 0x2000)};
    BinaryFunction thunk;
    thunk.address = 0x4000;
    thunk.instructions.add(0x4000, 3, "mov", "ebx, dword ptr [esp]");
    thunk.instructions.add(0x4003, 1, "ret", "");
    program.functions.push_back(thunk);
    QCOMPARE(shown(codeGraph(program, function)), "Load Global, Move String");
}

void TestCodeGraph::blocks()
{
    Program program;
    program.architecture = Architecture::X86_64;
    BinaryFunction function = handWritten("test edi, edi; je 0x1010; mov eax, edi; nop; ret");
    function.blocks = {{0x1000, 8, 0, 2}, {0x1008, 8, 2, 2}, {0x1010, 4, 4, 1}};
    function.edges = {
        {0, 2, EdgeKind::Taken, {}}, {0, 1, EdgeKind::FallThrough, {}}, {1, 2, EdgeKind::FallThrough, {}}};
    const CodeGraph graph = codeGraph(program, function);
    QCOMPARE(graph.blockEnds, (std::vector<uint32_t>{2, 2, 3}));
    QCOMPARE(graph.edges, (std::vector<CodeEdge>{{0, 2, 0}, {0, 1, 1}, {1, 2, 1}}));
    QCOMPARE(codeGraph(program, {}), CodeGraph());
}

void TestCodeGraph::accesses_data()
{
    using enum Architecture;
    QTest::addColumn<int>("architecture");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<std::vector<uint64_t>>("accesses");
    const auto row = [](const char *name, Architecture architecture, const char *code,
                        std::vector<std::pair<int64_t, unsigned>> members) {
        std::vector<uint64_t> accesses;
        for (const auto &[offset, bytes] : members)
            accesses.push_back(memberAccess(offset, bytes));
        QTest::newRow(name) << int(architecture) << QByteArray(code) << accesses;
    };
    row("load and store", X86_64, "mov eax, dword ptr [rdi + 0x18]; mov byte ptr [rsi - 4], al", {{0x18, 4}, {-4, 1}});
    row("computed with", X86_64, "add dword ptr [rdi + 8], 1; cmp qword ptr [rdi + 0x10], 0",
        {{8, 4}, {8, 4}, {0x10, 8}});
    row("element", X86_64, "mov rax, qword ptr [rdi + rcx*8 + 0x20]", {{0x20, 8}});
    row("not a member", X86_64,
        "mov eax, dword ptr [rdi]; mov eax, dword ptr [rsp + 8]; mov rax, qword ptr [rip + 0x200]; mov eax, 24", {});
    row("AArch64", AArch64, "ldr x0, [x1, #0x28]; strb w2, [x1, #3]; ldr w3, [sp, #8]", {{0x28, 8}, {3, 1}});
    row("ARM", Arm, "ldr r0, [r1, #12]; strh r2, [r3, #6]; ldr r0, [r1]", {{12, 4}, {6, 2}});
    row("MIPS", Mips32, "lw $v0, 0x1c($a0); sb $v1, 5($a1); lw $v0, 8($sp)", {{0x1c, 4}, {5, 1}});
}

void TestCodeGraph::accesses()
{
    QFETCH(int, architecture);
    QFETCH(QByteArray, code);
    QFETCH(std::vector<uint64_t>, accesses);
    Program program;
    program.architecture = Architecture(architecture);
    std::vector<uint64_t> found;
    codeGraph(program, handWritten(code), TokenScheme::Neutral, &found);
    QCOMPARE(found, accesses);
    for (const uint64_t access : found)
        QVERIFY(memberOffset(access));
    QVERIFY(!memberOffset(dataAccess(0xFFFFFFFF80001000)));
}

void TestCodeGraph::mnemonics()
{
    Program program;
    program.architecture = Architecture::X86_64;
    const BinaryFunction function = handWritten("push rbp; nop; push rax; mov eax, 5");
    const CodeGraph graph = codeGraph(program, function, TokenScheme::Mnemonic);
    QCOMPARE(graph.tokens.size(), size_t(4));
    QCOMPARE(graph.tokens[0], graph.tokens[2]);
    QVERIFY(graph.tokens[0] != graph.tokens[1]);
    for (const CodeToken token : graph.tokens)
        QVERIFY(token > 0 && token < CodeTokens);
}

void TestCodeGraph::foreign()
{
    Program program; // of no known architecture
    const CodeGraph graph = codeGraph(program, handWritten("a b; c d"));
    QCOMPARE(shown(graph), "Other, Other");
    QVERIFY(graph.tokens[0] != 0);
}

void TestCodeGraph::retrieval_data()
{
    QTest::addColumn<QString>("level");
    QTest::addColumn<double>("least"); // mean of the pairs of machines
    QTest::newRow("-O0") << u"-O0"_s << 0.8;
    QTest::newRow("-O1") << u"-O1"_s << 0.8;
    QTest::newRow("-O2") << u"-O2"_s << 0.8;
}

void TestCodeGraph::retrieval()
{
    QFETCH(QString, level);
    QFETCH(double, least);
    struct Machine {
        QString name;
        std::map<std::string, Histogram> tokens[3]; // classes, whole tokens, mnemonics
    };
    std::vector<Machine> machines;
    for (const Target &target : targets()) {
        if (QStandardPaths::findExecutable(target.prefix + target.compiler).isEmpty())
            continue;
        QTemporaryDir folder;
        const auto program = compiled(target, level, QDir(folder.path()));
        QVERIFY2(program, qPrintable(target.name));
        Machine &machine = machines.emplace_back();
        machine.name = target.name;
        for (const char *name : names) {
            const auto function = std::ranges::find(program->functions, name, &BinaryFunction::name);
            QVERIFY2(function != program->functions.end(), qPrintable(target.name + u' ' + QLatin1StringView(name)));
            const CodeGraph graph = codeGraph(*program, *function);
            for (const CodeToken token : graph.tokens) {
                QVERIFY(token != 0);
                machine.tokens[0][name][unsigned(classOf(token))] += 1;
                machine.tokens[1][name][token] += 1;
            }
            for (const CodeToken token : codeGraph(*program, *function, TokenScheme::Mnemonic).tokens)
                machine.tokens[2][name][token] += 1;
        }
    }
    if (machines.size() < 2)
        QSKIP("there are not two compilers to compare");
    double sums[3] = {};
    int pairs = 0;
    for (const Machine &a : machines) {
        for (const Machine &b : machines) {
            if (&a == &b)
                continue;
            double rates[3];
            for (int n = 0; n < 3; ++n)
                sums[n] += rates[n] = rankOne(a.tokens[n], b.tokens[n]);
            ++pairs;
            qDebug("%s to %s: classes %.2f, tokens %.2f, mnemonics %.2f", qPrintable(a.name), qPrintable(b.name),
                   rates[0], rates[1], rates[2]);
            QVERIFY2(rates[0] >= 0.5, qPrintable(a.name + u" to "_s + b.name));
        }
    }
    qInfo("mean of %d pairs: classes %.3f, tokens %.3f, mnemonics %.3f", pairs, sums[0] / pairs, sums[1] / pairs,
          sums[2] / pairs);
    QVERIFY(sums[0] / pairs >= least);
    QVERIFY(sums[0] > sums[2] + 0.2 * pairs);
}

void TestCodeGraph::bench_data()
{
    QTest::addColumn<QString>("path");
    const QDir cases(qEnvironmentVariable("SYMBOLON_BENCH") + u"/cases"_s);
    if (qEnvironmentVariableIsEmpty("SYMBOLON_BENCH") || !cases.exists()) {
        QTest::newRow("none") << QString();
        return;
    }
    for (const QString &name : cases.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        QTest::newRow(qPrintable(name)) << cases.filePath(name + u"/bin"_s);
}

// What compilers really write: nearly all of it has a class of its own.
void TestCodeGraph::bench()
{
    QFETCH(QString, path);
    if (path.isEmpty())
        QSKIP("SYMBOLON_BENCH is not set");
    const auto program = disassembled(path);
    QVERIFY2(program, program ? "" : program.error().summary.c_str());
    size_t tokens = 0;
    size_t others = 0;
    size_t bytes = 0;
    std::vector<CodeGraph> graphs;
    graphs.reserve(program->functions.size());
    QElapsedTimer timer;
    timer.start();
    for (const BinaryFunction &function : program->functions)
        graphs.push_back(codeGraph(*program, function));
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    for (size_t n = 0; n < graphs.size(); ++n) {
        const BinaryFunction &function = program->functions[n];
        const CodeGraph &graph = graphs[n];
        QCOMPARE(graph.blockEnds.size(), function.blocks.size());
        QVERIFY(std::ranges::is_sorted(graph.blockEnds));
        QCOMPARE(graph.tokens.size(), graph.blockEnds.empty() ? 0 : graph.blockEnds.back());
        QCOMPARE(graph.edges.size(), function.edges.size());
        tokens += graph.tokens.size();
        for (const CodeToken token : graph.tokens) {
            QVERIFY(token != 0 && token < CodeTokens && !tokenClassName(classOf(token)).empty());
            others += classOf(token) == TokenClass::Other;
        }
        for (const Instruction &instruction : function.instructions)
            bytes += instruction.size;
    }
    QVERIFY(tokens > 0);
    qInfo("%zu tokens, of no class %.3f %%, %.1f MB/s", tokens, 100.0 * double(others) / double(tokens),
          double(bytes) / seconds / 1e6);
    QVERIFY(double(others) < 0.01 * double(tokens));
}

QTEST_GUILESS_MAIN(TestCodeGraph)
#include "tst_codegraph.moc"
