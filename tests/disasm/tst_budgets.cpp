// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Code and tables made to take time or memory: what disassembly spends grows with the size of the file, and it
// says what it left out.
#include "analysis/disasm/disassembler.h"

#include <QTest>

#include <sys/resource.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <random>
#include <string_view>

using namespace symbolon;

namespace {

constexpr uint64_t Base = 0x400000;
constexpr uint64_t DataBase = 0x10000000;
constexpr uint64_t FrameBase = 0x20000000;

using Bytes = std::vector<uint8_t>;

void put(Bytes &bytes, std::initializer_list<uint8_t> more)
{
    bytes.insert(bytes.end(), more);
}

void putNumber(Bytes &bytes, uint64_t number, unsigned size)
{
    for (unsigned n = 0; n < size; ++n)
        bytes.push_back(static_cast<uint8_t>(number >> 8 * n));
}

Bytes repeated(std::initializer_list<uint8_t> unit, size_t size)
{
    Bytes bytes;
    while (bytes.size() + unit.size() < size)
        put(bytes, unit);
    bytes.push_back(0xc3);
    return bytes;
}

void addRegion(Image &image, const char *name, uint64_t address, Bytes bytes, bool executable)
{
    const uint64_t size = bytes.size();
    image.regions.push_back({name, address, size, 0, executable, false, std::move(bytes)});
}

Image imageOf(Bytes code)
{
    Image image;
    image.format = FileFormat::Elf;
    image.kind = FileKind::Executable;
    image.architecture = Architecture::X86_64;
    image.bits = 64;
    image.base = Base;
    image.entry = Base;
    addRegion(image, ".text", Base, std::move(code), true);
    return image;
}

void addSymbol(Image &image, const std::string &name, uint64_t address)
{
    image.symbols.push_back({name, address, 0, Symbol::Kind::Function, false, true, false});
}

// Units of code with a symbol each.
Image functions(size_t size, const std::function<void(Bytes &, uint64_t)> &unit)
{
    Image image = imageOf({});
    Bytes &code = image.regions[0].bytes;
    while (code.size() + 64 < size) {
        addSymbol(image, "", Base + code.size());
        unit(code, code.size());
    }
    addSymbol(image, "", Base + code.size());
    put(code, {0xc3});
    image.regions[0].size = code.size();
    return image;
}

// "version 1, augmentation zPLR": .eh_frame's common information, with `padding` call frame instructions.
Bytes frameHead(size_t padding)
{
    Bytes frame;
    putNumber(frame, 20 + padding, 4);
    putNumber(frame, 0, 4);
    put(frame, {1, 'z', 'L', 'R', 0, 1, 0x78, 16, 2, 0x03, 0x03, 0x0c, 7, 8, 0x90, 1});
    frame.resize(frame.size() + padding);
    return frame;
}

void putFrame(Bytes &frame, uint64_t begin, uint64_t size, uint64_t lsda)
{
    putNumber(frame, 20, 4);
    putNumber(frame, frame.size(), 4); // back to the common information at the start
    putNumber(frame, begin, 4);
    putNumber(frame, size, 4);
    put(frame, {4});
    putNumber(frame, lsda, 4);
    put(frame, {0, 0, 0});
}

Bytes exceptionTable(size_t pads)
{
    Bytes table{0xff, 0xff, 0x03};
    const uint64_t length = pads * 13;
    for (unsigned n = 0; n < 5; ++n)
        table.push_back(static_cast<uint8_t>((length >> 7 * n & 0x7f) | (n < 4 ? 0x80 : 0)));
    for (size_t n = 0; n < pads; ++n) {
        putNumber(table, n % 1024, 4);
        putNumber(table, 64, 4);
        putNumber(table, n % 512, 4);
        table.push_back(0);
    }
    return table;
}

struct Shape {
    const char *name;
    Image (*make)(size_t size);
};

const std::vector<Shape> shapes = {
    {"one function", [](size_t size) { return imageOf(repeated({0x90}, size)); }},
    {"jumps to the next",
     [](size_t size) {
         return imageOf(repeated({0xeb, 0x00}, size));
     }},
    {"conditions",
     [](size_t size) {
         return imageOf(repeated({0x74, 0x00}, size));
     }},
    {"conditions that step",
     [](size_t size) {
         return imageOf(repeated({0x31, 0xc0, 0x74, 0x01, 0x40}, size));
     }},
    {"conditions to anywhere",
     [](size_t size) {
         std::mt19937 random(1);
         Bytes code;
         while (code.size() + 6 < size) {
             put(code, {0x0f, 0x84});
             putNumber(code, random() % (size / 6) * 6 - code.size() - 4, 4);
         }
         put(code, {0xc3});
         return imageOf(std::move(code));
     }},
    {"returns", [](size_t size) { return imageOf(repeated({0xc3}, size)); }},
    {"pushes and jumps",
     [](size_t size) {
         return imageOf(repeated({0x55, 0xeb, 0x00}, size));
     }},
    {"jumps through one table",
     [](size_t size) {
         Image image = imageOf(repeated({0xff, 0x24, 0xfd, 0x00, 0x00, 0x00, 0x10}, size));
         Bytes table;
         for (uint64_t n = 0; n < 4096; ++n)
             putNumber(table, Base + n * 7 % (size / 2), 8);
         addRegion(image, ".rodata", DataBase, std::move(table), false);
         return image;
     }},
    {"bounded jumps through one table",
     [](size_t size) {
         // cmp edi, 0xfff; ja +9; mov eax, edi; jmp [rax * 8 + table]
         Image image = imageOf(repeated(
             {0x81, 0xff, 0xff, 0x0f, 0x00, 0x00, 0x77, 0x09, 0x89, 0xf8, 0xff, 0x24, 0xc5, 0x00, 0x00, 0x00, 0x10},
             size));
         Bytes table;
         for (uint64_t n = 0; n < 4096; ++n)
             putNumber(table, Base + n * 17 % (size / 2), 8);
         addRegion(image, ".rodata", DataBase, std::move(table), false);
         return image;
     }},
    {"tail calls",
     [](size_t size) {
         return functions(size, [](Bytes &code, uint64_t) { put(code, {0xe9, 0x00, 0x00, 0x00, 0x00}); });
     }},
    {"calls that do not return",
     [](size_t size) {
         Image image = functions(size, [](Bytes &code, uint64_t) { put(code, {0xe8, 0x01, 0x00, 0x00, 0x00, 0xc3}); });
         image.regions[0].bytes.back() = 0xf4;
         return image;
     }},
    {"a symbol at each byte",
     [](size_t size) { return functions(size / 2, [](Bytes &code, uint64_t) { put(code, {0x90}); }); }},
    {"a pointer to each byte",
     [](size_t size) {
         Image image = imageOf(repeated({0x55, 0x5d, 0xeb, 0xfd}, size / 4));
         Bytes pointers;
         for (uint64_t n = 0; n < size / 4; ++n)
             putNumber(pointers, Base + n, 8);
         addRegion(image, ".data.rel.ro", DataBase, std::move(pointers), false);
         return image;
     }},
    {"calls into the middle",
     [](size_t size) {
         std::mt19937 random(2);
         Bytes code;
         while (code.size() + 5 < size) {
             put(code, {0xe8});
             putNumber(code, random() % (size / 5) * 5 - code.size() - 4, 4);
         }
         put(code, {0xc3});
         return imageOf(std::move(code));
     }},
    {"frames of one place",
     [](size_t size) {
         Image image = imageOf(repeated({0xe8, 0x00, 0x00, 0x00, 0x00}, 4096));
         addRegion(image, ".gcc_except_table", DataBase, exceptionTable(size / 13), false);
         Bytes frame = frameHead(2);
         while (frame.size() < size)
             putFrame(frame, Base, 2048, DataBase);
         addRegion(image, ".eh_frame", FrameBase, std::move(frame), false);
         return image;
     }},
    {"frames with one exception table",
     [](size_t size) {
         Image image = imageOf(repeated({0xe8, 0x00, 0x00, 0x00, 0x00}, size));
         addRegion(image, ".gcc_except_table", DataBase, exceptionTable(size / 13), false);
         Bytes frame = frameHead(2);
         for (uint64_t n = 0; frame.size() < size; ++n)
             putFrame(frame, Base + n, 2048, DataBase);
         addRegion(image, ".eh_frame", FrameBase, std::move(frame), false);
         return image;
     }},
    {"frames with a long head",
     [](size_t size) {
         Image image = imageOf(repeated({0x90}, size));
         Bytes frame = frameHead(size / 2 / 4 * 4 + 2);
         for (uint64_t n = 0; frame.size() < size; ++n)
             putFrame(frame, Base + n, 1, 0);
         addRegion(image, ".eh_frame", FrameBase, std::move(frame), false);
         return image;
     }},
    {"frames that share code",
     [](size_t size) {
         Image image = imageOf({});
         Bytes &code = image.regions[0].bytes;
         Bytes frame = frameHead(2);
         while (code.size() + 5 < size / 2) {
             putFrame(frame, Base + code.size(), 5, 0);
             put(code, {0xe9});
             putNumber(code, size / 2 - code.size() - 4, 4);
         }
         code.resize(size / 2);
         putFrame(frame, Base + code.size() - 1, size / 2, 0);
         const Bytes rest = repeated({0x74, 0x00}, size / 2);
         code.insert(code.end(), rest.begin(), rest.end());
         image.regions[0].size = code.size();
         addRegion(image, ".eh_frame", FrameBase, std::move(frame), false);
         return image;
     }},
    {"one long text",
     [](size_t size) {
         Image image = imageOf(repeated({0x48, 0xc7, 0xc7, 0x00, 0x00, 0x00, 0x10}, size));
         Bytes text(60'000, 'x');
         text.push_back(0);
         addRegion(image, ".rodata", DataBase, std::move(text), false);
         return image;
     }},
    {"one long name",
     [](size_t size) {
         Image image = imageOf(repeated({0xe8, 0xfb, 0xff, 0xff, 0xff}, size));
         addSymbol(image, std::string(100'000, 'x'), Base);
         return image;
     }},
    {"IT blocks",
     [](size_t size) {
         Image image = imageOf(repeated({0x01, 0xbf}, size));
         image.architecture = Architecture::Arm;
         image.bits = 32;
         image.thumbEntry = true;
         return image;
     }},
};

double processorSeconds(const Image &image, Result<Program> &program)
{
    Work work;
    work.threads = 1;
    const std::clock_t before = std::clock(); // the processor's time, whatever else runs on the machine
    program = disassemble(image, {}, work);
    return double(std::clock() - before) / CLOCKS_PER_SEC;
}

uint64_t peakMb()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<uint64_t>(usage.ru_maxrss) / 1024;
}

} // namespace

class TestBudgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostile_data()
    {
        QTest::addColumn<int>("index");
        for (size_t n = 0; n < shapes.size(); ++n)
            QTest::newRow(shapes[n].name) << static_cast<int>(n);
    }
    void hostile();
    void entryWithoutInstruction();
    void longGuesses();
};

void TestBudgets::hostile()
{
    QFETCH(int, index);
    const Shape &shape = shapes[static_cast<size_t>(index)];
    size_t largest = 64 * 1024;
    if (qEnvironmentVariableIsSet("SYMBOLON_BUDGET_KILOBYTES")) // for a look at how time grows
        largest = static_cast<size_t>(qEnvironmentVariableIntValue("SYMBOLON_BUDGET_KILOBYTES")) * 1024;
    for (const size_t size : {largest / 4, largest}) {
        Result<Program> program = cancelled();
        const double seconds = processorSeconds(shape.make(size), program);
        QVERIFY2(program, program ? "" : program.error().summary.c_str());
        std::string said;
        for (const std::string &warning : program->warnings)
            said += "; " + warning;
        qInfo("%-32s %5zu kB %7.2f s, %4llu MiB, %zu functions%s", shape.name, size / 1024, seconds,
              static_cast<unsigned long long>(peakMb()), program->functions.size(), said.c_str());
        QVERIFY(decodeProgram(encodeProgram(*program)));
        QCOMPARE_LT(seconds, 100.0); // with sanitizers; a tenth of it without
    }
}

// Landing pads alone are no function: its first block is the entry's.
void TestBudgets::entryWithoutInstruction()
{
    Bytes code = repeated({0x90}, 4096);
    code[0] = 0x06; // push es: not in 64-bit mode
    Image image = imageOf(std::move(code));
    addRegion(image, ".gcc_except_table", DataBase, exceptionTable(16), false);
    Bytes frame = frameHead(2);
    putFrame(frame, Base, 2048, DataBase);
    addRegion(image, ".eh_frame", FrameBase, std::move(frame), false);
    const auto program = disassemble(image, {}, {});
    QVERIFY(program);
    for (const BinaryFunction &function : program->functions)
        QCOMPARE(function.blocks.at(0).address, function.address);
}

// Pointers into code that hangs together and is longer than one function may be: following each of them to the end
// leaves nothing for the rest.
void TestBudgets::longGuesses()
{
    const auto warnings = [](std::string_view name, size_t size) {
        const auto shape = std::ranges::find(shapes, name, &Shape::name);
        Result<Program> program = cancelled();
        processorSeconds(shape->make(size), program);
        std::string all;
        for (const std::string &each : program ? program->warnings : std::vector<std::string>{"failed"})
            all += each + '\n';
        return all;
    };
    const std::string bounded = warnings("bounded jumps through one table", 1024 * 1024);
    QVERIFY2(bounded.find("followed everywhere") == std::string::npos, bounded.c_str());
    const std::string endless = warnings("jumps to the next", 128 * 1024);
    QVERIFY2(endless.find("searched everywhere") != std::string::npos, endless.c_str());
}

QTEST_APPLESS_MAIN(TestBudgets)
#include "tst_budgets.moc"
