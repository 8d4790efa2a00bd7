// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/elftables.h"
#include "analysis/binary/endianview.h"
#include "analysis/binary/executableheader.h"
#include "analysis/binary/imagebuilder.h"

#include <QtTest>

using namespace symbolon;

namespace {

Image header(Architecture architecture, unsigned bits = 32)
{
    Image image;
    image.architecture = architecture;
    image.bits = bits;
    return image;
}

std::vector<uint8_t> counting(std::size_t size)
{
    std::vector<uint8_t> bytes(size);
    for (std::size_t n = 0; n < size; ++n)
        bytes[n] = static_cast<uint8_t>(n);
    return bytes;
}

} // namespace

class ImageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void integersHaveAByteOrder()
    {
        const std::vector<uint8_t> bytes = {1, 2, 3, 4, 5, 6, 7, 8};
        QCOMPARE(EndianView(bytes, Endian::Little).integer(0, 4), std::optional<uint64_t>(0x04030201));
        QCOMPARE(EndianView(bytes, Endian::Big).integer(1, 2), std::optional<uint64_t>(0x0203));
        QCOMPARE(EndianView(bytes, Endian::Big).integer(0, 8), std::optional<uint64_t>(0x0102030405060708));
        QVERIFY(!EndianView(bytes, Endian::Big).integer(5, 4));
        QVERIFY(!EndianView(bytes, Endian::Big).integer(UINT64_MAX, 4));
        QVERIFY(EndianView(bytes, Endian::Big).part(UINT64_MAX, UINT64_MAX).empty());
        QCOMPARE(EndianView(bytes, Endian::Big).part(6, UINT64_MAX).size(), std::size_t(2));
        std::vector<uint8_t> out(4);
        encodeInteger(out.data(), 4, Endian::Big, 0x01020304);
        QCOMPARE(out, (std::vector<uint8_t>{1, 2, 3, 4}));
    }

    void architecturesHaveNames()
    {
        const auto arm = parseArchitecture("ARMv7");
        QVERIFY(arm && arm->architecture == Architecture::Arm && arm->endian == Endian::Little && !arm->thumb);
        QVERIFY(parseArchitecture("thumb")->thumb);
        QVERIFY(parseArchitecture("x86_64")->architecture == Architecture::X86_64);
        QVERIFY(parseArchitecture("mips")->endian == Endian::Big);
        QVERIFY(parseArchitecture("mipsel")->endian == Endian::Little);
        QVERIFY(parseArchitecture("ppc64le")->architecture == Architecture::PowerPc64);
        QVERIFY(!parseArchitecture("sparc"));
        QVERIFY(!parseArchitecture(""));
        const std::string known = knownArchitectures();
        for (const char *name : {"x86", "x86-64", "arm", "aarch64", "mips", "mips64", "powerpc", "powerpc64"}) {
            QVERIFY2(known.find(name) != std::string::npos, name);
            const auto choice = parseArchitecture(name);
            QVERIFY2(choice.has_value(), name);
            QCOMPARE(std::string(architectureName(choice->architecture)), std::string(name)); // both ways
        }
    }

    void regionsAreFoundByAddress()
    {
        const auto file = counting(64);
        ImageBuilder builder(file, header(Architecture::X86));
        builder.addRegion({"b", 0x2000, 0x20, 16, false, true, {}}, 8); // the rest is zero filled
        builder.addRegion({"a", 0x1000, 0x10, 0, true, false, {}}, 0x10);
        builder.sealRegions();
        const Image image = builder.take();
        QVERIFY(image.warnings.empty());
        QCOMPARE(image.regions.size(), std::size_t(2));
        QCOMPARE(image.regions[0].name, std::string("a"));
        QVERIFY(!image.regionAt(0xfff));
        QCOMPARE(image.regionAt(0x1000)->name, std::string("a"));
        QVERIFY(!image.regionAt(0x1010));
        QCOMPARE(image.regionAt(0x201f)->name, std::string("b"));
        QVERIFY(image.isCode(0x1008) && !image.isCode(0x2000));
        QCOMPARE(image.readInteger(0x2000, 4), std::optional<uint64_t>(0x13121110));
        QCOMPARE(image.readInteger(0x2004, 4), std::optional<uint64_t>(0x17161514));
        QVERIFY(!image.readInteger(0x2006, 4)); // across the end of the bytes
        QVERIFY(!image.readInteger(0x2000, 3));
        QCOMPARE(image.bytesAt(0x1000, 4).size(), std::size_t(4));
        QCOMPARE(image.bytesAt(0x1008).size(), std::size_t(8));
        QVERIFY(image.bytesAt(0x2010).empty());
        QCOMPARE(image.codeSize(), uint64_t(0x10));
        QVERIFY(image.regionNamed("b") && !image.regionNamed("c"));
    }

    void forgedRegionsAreCutWithAWarning()
    {
        const auto file = counting(64);
        ImageBuilder builder(file, header(Architecture::X86));
        builder.addRegion({"empty", 0x500, 0, 0, true, false, {}}, 0);
        builder.addRegion({"outer", 0x1000, 0x20, 0, true, false, {}}, 0x20);
        builder.addRegion({"inner", 0x1008, 0x8, 0, true, false, {}}, 0x8);
        builder.addRegion({"behind", 0x1018, 0x10, 0, true, false, {}}, 0x10);
        builder.addRegion({"short", 0x3000, 0x100, 32, true, false, {}}, 0x100);
        builder.addRegion({"huge", 0xfffff000, UINT64_MAX, 0, false, true, {}}, 0);
        builder.addRegion({"outside", UINT64_C(0x100000000), 0x10, 0, false, true, {}}, 0);
        builder.sealRegions();
        const Image image = builder.take();
        QStringList names;
        for (const Region &region : image.regions)
            names.append(QString::fromStdString(region.name));
        QCOMPARE(names.join(u' '), QStringLiteral("outer behind short huge"));
        QCOMPARE(image.regions[1].address, uint64_t(0x1020));
        QCOMPARE(image.regions[1].size, uint64_t(8));
        QCOMPARE(image.regions[1].bytes, (std::vector<uint8_t>{8, 9, 10, 11, 12, 13, 14, 15}));
        QCOMPARE(image.regions[2].bytes.size(), std::size_t(32));
        QCOMPARE(image.regions[3].size, uint64_t(0x1000));
        QCOMPARE(image.warnings.size(), std::size_t(5)); // inner, behind, short, huge, outside
    }

    void manySectionsCannotMultiplyTheFile()
    {
        const std::vector<uint8_t> file(1 << 20);
        ImageBuilder builder(file, header(Architecture::X86_64, 64));
        for (uint64_t n = 0; n < 1000; ++n)
            builder.addRegion({"s", n << 24, 1 << 20, 0, true, false, {}}, 1 << 20);
        builder.sealRegions();
        const Image image = builder.take();
        uint64_t bytes = 0;
        for (const Region &region : image.regions)
            bytes += region.bytes.size();
        QVERIFY(bytes <= 5u << 20);
        QVERIFY(!image.warnings.empty() && image.warnings.size() <= 51);
    }

    void symbolsOfTwoTablesBecomeOne()
    {
        const auto file = counting(64);
        ImageBuilder builder(file, header(Architecture::Arm));
        builder.addRegion({"text", 0x1000, 0x40, 0, true, false, {}}, 0x40);
        builder.sealRegions();
        builder.image.marks = {{0x1010, MappingMark::Kind::Thumb}, {0x1000, MappingMark::Kind::Arm}};
        builder.addSymbol({"f", 0x1020, 0, Symbol::Kind::Other, false, true, false});
        builder.addSymbol({"f", 0x1020, 8, Symbol::Kind::Function, true, true, false});
        builder.addSymbol({"e", 0x1000, 8, Symbol::Kind::Function, false, false, false});
        builder.addStart(builder.image.initArray, 0x1031);
        builder.addStart(builder.image.initArray, 0x1031);
        builder.addStart(builder.image.initArray, 0x9000);
        const Image image = builder.take();
        QCOMPARE(image.symbols.size(), std::size_t(2));
        QCOMPARE(image.symbols[0].name, std::string("e"));
        QVERIFY(!image.symbols[0].thumb);
        QVERIFY(image.symbols[1].thumb && image.symbols[1].exported && image.symbols[1].size == 8);
        QVERIFY(image.symbols[1].kind == Symbol::Kind::Function);
        QCOMPARE(image.initArray, (std::vector<uint64_t>{0x1030}));
        QCOMPARE(image.thumbStarts, (std::vector<uint64_t>{0x1030}));
    }

    void headersAreReadWithoutParsing()
    {
        const std::vector<uint8_t> noise(4096, 0x5a);
        QVERIFY(!readExecutableHeader({}));
        QVERIFY(!readExecutableHeader(noise));
        std::vector<uint8_t> elf(64);
        const uint8_t start[] = {0x7f, 'E', 'L', 'F', 2, 1, 1};
        std::copy(std::begin(start), std::end(start), elf.begin());
        elf[16] = 2;
        elf[18] = 62;
        auto found = readExecutableHeader(elf);
        QVERIFY(found && found->architecture == Architecture::X86_64 && found->bits == 64);
        elf[18] = 243;
        found = readExecutableHeader(elf);
        QVERIFY(found && found->architecture == Architecture::Unknown);
        QCOMPARE(found->machine, std::string("RISC-V"));
        elf[4] = 3;
        QVERIFY(!readExecutableHeader(elf));
        // Java class files share the magic of universal Mach-O.
        std::vector<uint8_t> java(64);
        const uint8_t magic[] = {0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52};
        std::copy(std::begin(magic), std::end(magic), java.begin());
        QVERIFY(readFatSlices(java).empty());
    }

    void compactRelativeRelocationsUnfold()
    {
        // An address, then a bitmap: bit 1 is the word behind it, bit 63 the last (System V gABI, RELR).
        std::vector<uint8_t> table(24);
        encodeInteger(table.data(), 8, Endian::Little, 0x1000);
        encodeInteger(table.data() + 8, 8, Endian::Little, (UINT64_C(1) << 63) | 0b1011);
        encodeInteger(table.data() + 16, 8, Endian::Little, 0b11);
        const auto list = readElfRelocations(EndianView(table, Endian::Little), {ElfTable::Kind::Relr, 0, table.size()},
                                             Architecture::X86_64, 64, 8);
        std::vector<uint64_t> places;
        for (const auto &item : list)
            places.push_back(item.offset);
        QCOMPARE(places, (std::vector<uint64_t>{0x1000, 0x1008, 0x1018, 0x11f8, 0x1200}));
    }

    void tablesBeyondTheFileAreCut()
    {
        std::vector<uint8_t> table(20);
        const EndianView view(table, Endian::Little);
        QCOMPARE(readElfRelocations(view, {ElfTable::Kind::Rel, 0, UINT64_MAX}, Architecture::X86, 32, 8).size(),
                 std::size_t(2));
        QVERIFY(
            readElfRelocations(view, {ElfTable::Kind::Rela, UINT64_MAX - 4, 100}, Architecture::X86_64, 64, 8).empty());
    }
};

QTEST_APPLESS_MAIN(ImageTest)
#include "tst_image.moc"
