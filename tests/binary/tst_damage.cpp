// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Damaged executables: cut at many places and with changed bytes. Whatever comes back, nothing crashes or
// hangs, and an Image that comes back keeps its promises.
#include "analysis/binary/elfheaders.h"
#include "tests/cputimer.h"
#include "toolbox.h"

#include <sys/resource.h>

#include <random>

using namespace symbolon;

namespace {

const char *const source = "int state; int f(int x) { state += x; return x * 3; }\n"
                           "int main(int c, char **v) { (void)v; return f(c) + state; }\n";

// Does the Image hold what its header promises?
void check(const Result<Image> &result)
{
    if (!result.ok()) {
        QVERIFY(result.error().kind == ErrorKind::BadInput);
        QVERIFY(!result.error().summary.empty());
        return;
    }
    const Image &image = *result;
    uint64_t end = 0;
    for (const Region &region : image.regions) {
        QVERIFY(region.address >= end && region.size > 0 && region.bytes.size() <= region.size);
        end = region.address + region.size;
        QVERIFY(end > region.address);
    }
    for (const auto *list : {&image.initArray, &image.finiArray, &image.functionStarts}) {
        for (uint64_t address : *list)
            QVERIFY(image.isCode(address));
    }
    QVERIFY(image.warnings.size() <= 52);
}

constexpr uint32_t progBits = 1, symbolTable = 2, rela = 4, note = 7, rel = 9, dynamicSymbols = 11;

struct Section {
    uint32_t type = 0;
    uint64_t flags = 0;
    uint64_t address = 0;
    uint64_t offset = 0;
    uint64_t size = 0;
    uint32_t info = 0;
};

void put(toolbox::Bytes &bytes, std::initializer_list<std::pair<uint64_t, unsigned>> numbers)
{
    for (const auto &[number, size] : numbers) {
        bytes.resize(bytes.size() + size);
        encodeInteger(bytes.data() + bytes.size() - size, size, Endian::Little, number);
    }
}

constexpr uint64_t contentAt = 64;

// ELF for x86-64: header, content, section headers.
toolbox::Bytes elf(uint16_t kind, const toolbox::Bytes &content, const std::vector<Section> &sections)
{
    toolbox::Bytes bytes{0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    put(bytes, {{kind, 2}, {62, 2}, {1, 4}, {0x400000, 8}, {0, 8}, {contentAt + content.size(), 8}, {0, 4}, {64, 2}});
    put(bytes, {{56, 2}, {0, 2}, {64, 2}, {sections.size(), 2}, {0, 2}});
    bytes.insert(bytes.end(), content.begin(), content.end());
    for (const Section &section : sections)
        put(bytes, {{0, 4},
                    {section.type, 4},
                    {section.flags, 8},
                    {section.address, 8},
                    {section.offset, 8},
                    {section.size, 8},
                    {0, 4},
                    {section.info, 4},
                    {1, 8},
                    {0, 8}});
    return bytes;
}

} // namespace

class DamageTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    toolbox::Bytes m_program;

    toolbox::Bytes build(const QString &compiler, const QStringList &flags)
    {
        const QString out = m_folder.filePath(QStringLiteral("out.bin")); // MinGW adds .exe to a name without an ending
        if (!toolbox::has(compiler)
            || !toolbox::run(compiler, flags + QStringList{QStringLiteral("source.c"), QStringLiteral("-o"), out},
                             m_folder.path()))
            return {};
        return toolbox::readFile(out);
    }

    void kinds()
    {
        QTest::addColumn<QString>("compiler");
        QTest::addColumn<QStringList>("flags");
        QTest::newRow("ELF program") << QStringLiteral("gcc") << QStringList{QStringLiteral("-O1")};
        QTest::newRow("ELF object") << QStringLiteral("gcc") << QStringList{QStringLiteral("-c")};
        QTest::newRow("ELF, ARM object") << QStringLiteral("arm-linux-gnueabihf-gcc")
                                         << QStringList{QStringLiteral("-c")};
        QTest::newRow("ELF, MIPS library")
            << QStringLiteral("mips-linux-gnu-gcc")
            << QStringList{QStringLiteral("-shared"), QStringLiteral("-fPIC"), QStringLiteral("-nostdlib")};
        QTest::newRow("PE") << QStringLiteral("x86_64-w64-mingw32-gcc")
                            << QStringList{QStringLiteral("-O1"), QStringLiteral("-s")};
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(toolbox::writeFile(m_folder.filePath(QStringLiteral("source.c")), source)); }

    // First: it looks at the most memory that was taken so far.
    void forgedSizes()
    {
        toolbox::Bytes bytes = build(QStringLiteral("gcc"), {QStringLiteral("-O1")});
        if (bytes.empty())
            QSKIP("no compiler");
        const toolbox::Bytes whole = bytes;
        // Every section header's address, offset and size at the largest values, and at some that are no more than
        // large: one section that lies takes neither the others with it nor memory.
        const auto sane = loadImage(whole, {"sane", {}, {}, 0, false});
        QVERIFY(sane);
        uint64_t table = 0;
        for (unsigned n = 0; n < 8; ++n)
            table |= uint64_t{whole[40 + n]} << 8 * n;
        const unsigned count = whole[60] | whole[61] << 8;
        for (unsigned section = 0; section < count; ++section) {
            for (unsigned field : {16u, 24u, 32u}) { // address, offset, size
                bytes = whole;
                std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(table + section * 64 + field), 8,
                            uint8_t{0xff});
                const CpuTimer timer;
                check(loadImage(bytes, {"forged", {}, {}, 0, false}));
                QVERIFY2(timer.seconds() < 5, qPrintable(QString::number(section)));
            }
            const bool code = whole[table + section * 64 + 8] & 4;
            for (unsigned field : {24u, 32u}) {
                for (const uint8_t high : {0x10, 0x3f, 0x60}) {
                    bytes = whole;
                    bytes[table + section * 64 + field + 3] = high;
                    const auto image = loadImage(bytes, {"forged", {}, {}, 0, false});
                    check(image);
                    QVERIFY(image || code);
                    QVERIFY(code || image->codeSize() == sane->codeSize());
                }
            }
        }
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        QCOMPARE_LT(usage.ru_maxrss / 1024, 512);
        // More program headers than are there: what they tell is lost, and the user learns it.
        bytes = whole;
        bytes[56] = bytes[57] = 0xff;
        const auto image = loadImage(bytes, {"forged", {}, {}, 0, false});
        QVERIFY(!image.ok() || !image->warnings.empty());
    }

    void copyForLief_data()
    {
        kinds();
        QTest::newRow("ELF, relocations kept")
            << QStringLiteral("gcc") << QStringList{QStringLiteral("-Wl,--emit-relocs")};
    }
    // Nothing that LIEF compares with everything before it, and nothing that it copies more than once.
    void copyForLief()
    {
        QFETCH(QString, compiler);
        QFETCH(QStringList, flags);
        const toolbox::Bytes bytes = build(compiler, flags);
        if (bytes.empty() || bytes[0] != 0x7f)
            QSKIP("this compiler is not there, or makes no ELF");
        const unsigned bits = bytes[4] == 2 ? 64 : 32;
        const Endian endian = bytes[5] == 2 ? Endian::Big : Endian::Little;
        const EndianView file(bytes, endian);
        const toolbox::Bytes copy = symbolon::copyForLief(file, bits);
        QCOMPARE(copy.size(), bytes.size());
        const EndianView left(copy, endian);
        const auto before = readElfSections(file, bits), after = readElfSections(left, bits);
        QCOMPARE(after.size(), before.size());
        const auto hidden = [](uint32_t type) { return type == rela || type == rel || type == note; };
        QVERIFY(std::ranges::any_of(before, hidden, &ElfSection::type));
        QVERIFY(std::ranges::none_of(after, hidden, &ElfSection::type));
        QVERIFY(std::ranges::any_of(before, [](const ElfSection &section) { return section.name == ".text"; }));
        for (std::size_t n = 0; n < before.size(); ++n) {
            const bool kept = before[n].type == symbolTable || before[n].type == dynamicSymbols;
            QCOMPARE(after[n].size, kept ? before[n].size : 0);
            QCOMPARE(after[n].type, kept ? before[n].type : 0);
        }
        for (const ElfSegment &segment : readElfSegments(left, bits)) {
            if (segment.type != ElfSegment::dynamic) {
                QVERIFY(segment.type == 0 || segment.loaded());
                QCOMPARE(segment.fileSize, 0);
                continue;
            }
            const unsigned word = bits / 8;
            QVERIFY(segment.fileSize > 0);
            for (uint64_t at = segment.offset; left.field(at, word) != 0; at += 2 * word) {
                if (const uint64_t tag = left.field(at, word); tag == 0x6ffffffd || tag == 0x6fffffff)
                    QCOMPARE(left.field(at + word, word), 0); // DT_VERDEFNUM, DT_VERNEEDNUM
            }
        }
    }

    // Thousands of sections that all hold the same megabyte. Each by itself is fine; what looks at it anew for each of
    // them, or at each entry anew for each other, does not come to an end.
    void sharedBytes_data()
    {
        QTest::addColumn<unsigned>("kind");
        QTest::addColumn<unsigned>("type");
        QTest::addColumn<qulonglong>("flags");
        QTest::newRow("relocations of an object") << 1U << rela << 0ULL;
        QTest::newRow("relocations without addends") << 1U << rel << 0ULL;
        QTest::newRow("relocations of a program") << 2U << rela << 2ULL;
        QTest::newRow("kept relocations of a program") << 2U << rela << 0ULL;
        QTest::newRow("notes") << 2U << note << 0ULL;
        QTest::newRow("data") << 2U << progBits << 0ULL;
        QTest::newRow("symbols") << 2U << symbolTable << 0ULL;
        QTest::newRow("dynamic symbols") << 2U << dynamicSymbols << 0ULL;
    }
    void sharedBytes()
    {
        QFETCH(unsigned, kind);
        QFETCH(unsigned, type);
        QFETCH(qulonglong, flags);
        constexpr uint64_t code = 0x400000, length = 16, entries = 40'000;
        toolbox::Bytes content(length, 0x90);
        for (uint64_t n = 0; n < entries; ++n)
            put(content, {{type == note ? 4 : n, 4}, {type == note ? 8 : 0, 4}, {0, 8}, {n, 8}}); // R_X86_64_NONE
        std::vector<Section> sections{{}, {progBits, 6, code, contentAt, length}};
        sections.resize(20'000, {type, flags, code + 0x10000, contentAt + length, content.size() - length, 1});
        const auto image = loadImage(elf(static_cast<uint16_t>(kind), content, sections), {"shared", {}, {}, 0, false});
        check(image);
        QVERIFY(image);
        QCOMPARE(image->codeSize(), length);
        const bool overlap = std::ranges::any_of(
            image->warnings, [](const std::string &text) { return text.find("too often") != text.npos; });
        QCOMPARE(overlap, type == rela || type == rel ? kind == 1 || flags == 2 : false);
    }

    void truncated_data() { kinds(); }
    void truncated()
    {
        QFETCH(QString, compiler);
        QFETCH(QStringList, flags);
        const toolbox::Bytes whole = build(compiler, flags);
        if (whole.empty())
            QSKIP("this compiler is not there");
        QVERIFY(loadImage(whole, {"whole", {}, {}, 0, false}).ok());
        for (std::size_t size = 0; size < whole.size(); size += 512) {
            const CpuTimer timer;
            check(loadImage(std::span(whole).first(size), {"cut", {}, {}, 0, false}));
            QVERIFY2(timer.seconds() < 2, qPrintable(QString::number(size)));
        }
        // All but the last part: what is there is read, and the user learns that something is missing.
        const auto cut = loadImage(std::span(whole).first(whole.size() - whole.size() / 8), {"cut", {}, {}, 0, false});
        QVERIFY(!cut.ok() || !cut->warnings.empty());
    }

    void mutated_data() { kinds(); }
    void mutated()
    {
        QFETCH(QString, compiler);
        QFETCH(QStringList, flags);
        const toolbox::Bytes whole = build(compiler, flags);
        if (whole.empty())
            QSKIP("this compiler is not there");
        std::mt19937 random(20261123);
        // The headers are at the beginning, ELF's section table at the end.
        for (unsigned round = 0; round < 300; ++round) {
            toolbox::Bytes bytes = whole;
            const unsigned changes = 1 + random() % 8;
            for (unsigned n = 0; n < changes; ++n) {
                const std::size_t part = std::min<std::size_t>(bytes.size(), round % 3 == 0 ? 1024 : bytes.size());
                const std::size_t at = round % 3 == 1
                                           ? bytes.size() - 1 - random() % std::min<std::size_t>(bytes.size(), 2048)
                                           : random() % part;
                bytes[at] = static_cast<uint8_t>(random());
            }
            const CpuTimer timer;
            check(loadImage(bytes, {"mutated", {}, {}, 0, false}));
            QVERIFY2(timer.seconds() < 5, qPrintable(QString::number(round)));
        }
    }
};

QTEST_GUILESS_MAIN(DamageTest)
#include "tst_damage.moc"
