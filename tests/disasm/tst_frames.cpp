// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The frame record reader against records written by hand.
#include "analysis/disasm/frames.h"
#include "switchfixtures.h"

#include <QTest>

#include <random>

using namespace symbolon;
using namespace symbolon::disasm;

namespace {

class Bytes
{
public:
    explicit Bytes(Endian endian = Endian::Little) : m_big(endian == Endian::Big) { }
    Bytes &u8(uint64_t value) { return put(value, 1); }
    Bytes &u16(uint64_t value) { return put(value, 2); }
    Bytes &u32(uint64_t value) { return put(value, 4); }
    Bytes &u64(uint64_t value) { return put(value, 8); }
    Bytes &text(std::string_view characters)
    {
        bytes.insert(bytes.end(), characters.begin(), characters.end());
        bytes.push_back(0);
        return *this;
    }
    // A record: its length, then what `fill` writes, padded with no-operations.
    template<typename Fill>
    Bytes &record(Fill fill)
    {
        const size_t at = bytes.size();
        u32(0);
        fill(*this);
        while ((bytes.size() - at) % 4)
            u8(0);
        const auto length = static_cast<uint32_t>(bytes.size() - at - 4);
        for (unsigned n = 0; n < 4; ++n)
            bytes[at + n] = static_cast<uint8_t>(length >> 8 * (m_big ? 3 - n : n));
        return *this;
    }
    [[nodiscard]] uint64_t size() const { return bytes.size(); }

    std::vector<uint8_t> bytes;

private:
    Bytes &put(uint64_t value, unsigned size)
    {
        for (unsigned n = 0; n < size; ++n)
            bytes.push_back(static_cast<uint8_t>(value >> 8 * (m_big ? size - 1 - n : n)));
        return *this;
    }
    bool m_big;
};

constexpr uint64_t TextAddress = 0x10000;
constexpr uint64_t FrameAddress = 0x40000;
constexpr uint64_t LsdaAddress = 0x50000;

Image imageWith(const char *section, std::vector<uint8_t> frames, unsigned bits = 64, Endian endian = Endian::Little)
{
    Image image;
    image.format = FileFormat::Elf;
    image.kind = FileKind::Executable;
    image.architecture = bits == 64 ? Architecture::X86_64 : Architecture::X86;
    image.bits = bits;
    image.endian = endian;
    image.regions.push_back(regionOf(".text", TextAddress, std::vector<uint8_t>(0x1000, 0x90), true, false));
    image.regions.push_back(regionOf(section, FrameAddress, std::move(frames), false, false));
    return image;
}

// Common information with augmentation "zR": pointers are encoded as `encoding` says.
void commonRecord(Bytes &out, uint8_t encoding)
{
    out.record([&](Bytes &b) {
        b.u32(0).u8(1).text("zR").u8(1).u8(0x78).u8(16).u8(1).u8(encoding);
        b.u8(0x0c).u8(7).u8(8); // the frame address is register 7 + 8
    });
}

} // namespace

class TestFrames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodings_data();
    void encodings();
    void parts();
    void longRecords();
    void debugFrame();
    void header();
    void landingPads();
    void exceptionIndex();
    void damage();
};

void TestFrames::encodings_data()
{
    QTest::addColumn<int>("encoding");
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("relative");
    QTest::addColumn<int>("bits");
    QTest::addColumn<bool>("big");
    QTest::newRow("absolute, 64 bits") << 0x00 << 8 << false << 64 << false;
    QTest::newRow("absolute, 32 bits") << 0x00 << 4 << false << 32 << false;
    QTest::newRow("absolute, 32 bits, big endian") << 0x00 << 4 << false << 32 << true;
    QTest::newRow("udata4") << 0x03 << 4 << false << 64 << false;
    QTest::newRow("udata8") << 0x04 << 8 << false << 64 << false;
    QTest::newRow("sdata4 relative") << 0x1b << 4 << true << 64 << false;
    QTest::newRow("sdata4 relative, big endian") << 0x1b << 4 << true << 32 << true;
    QTest::newRow("sdata8 relative") << 0x1c << 8 << true << 64 << false;
}

void TestFrames::encodings()
{
    QFETCH(int, encoding);
    QFETCH(int, size);
    QFETCH(bool, relative);
    QFETCH(int, bits);
    QFETCH(bool, big);
    const Endian endian = big ? Endian::Big : Endian::Little;
    Bytes out(endian);
    commonRecord(out, static_cast<uint8_t>(encoding));
    for (const uint64_t start : {0x10000, 0x10080}) {
        out.record([&](Bytes &b) {
            b.u32(b.size()); // back to the common information at 0
            const uint64_t value = relative ? start - (FrameAddress + b.size()) : start;
            size == 8 ? b.u64(value).u64(0x40) : b.u32(value).u32(0x40);
            b.u8(0);
        });
    }
    out.u32(0);
    std::vector<std::string> warnings;
    const FrameTable table =
        readFrames(imageWith(".eh_frame", out.bytes, static_cast<unsigned>(bits), endian), warnings);
    QVERIFY(warnings.empty());
    QCOMPARE(table.records().size(), size_t(2));
    QCOMPARE(table.records()[0].begin, uint64_t(0x10000));
    QCOMPARE(table.records()[0].end, uint64_t(0x10040));
    QCOMPARE(table.records()[1].begin, uint64_t(0x10080));
    QVERIFY(!table.records()[0].part);
    QCOMPARE(table.holding(0x1003f), &table.records()[0]);
    QCOMPARE(table.holding(0x10040), nullptr);
    QCOMPARE(table.startingAt(0x10080), &table.records()[1]);
    QCOMPARE(table.startingAt(0x10081), nullptr);
}

// A cold part begins with the frame that its function has set up already.
void TestFrames::parts()
{
    Bytes out;
    commonRecord(out, 0x04);
    const auto record = [&](uint64_t start, std::initializer_list<uint8_t> program) {
        out.record([&](Bytes &b) {
            b.u32(b.size()).u64(start).u64(0x10).u8(0);
            for (const uint8_t byte : program)
                b.u8(byte);
        });
    };
    record(0x10000, {0x41, 0x0e, 0x10});       // advance, then def_cfa_offset 16: an ordinary prologue
    record(0x10010, {0x0e, 0x30});             // def_cfa_offset 48 at once
    record(0x10020, {0x0c, 0x06, 0x10});       // def_cfa register 6 + 16 at once
    record(0x10030, {0x86, 0x02, 0x0c, 7, 8}); // offset of a register; the frame address as it was
    std::vector<std::string> warnings;
    const FrameTable table = readFrames(imageWith(".eh_frame", out.bytes), warnings);
    QCOMPARE(table.records().size(), size_t(4));
    QVERIFY(!table.startingAt(0x10000)->part);
    QVERIFY(table.startingAt(0x10010)->part);
    QVERIFY(table.startingAt(0x10020)->part);
    QVERIFY(!table.startingAt(0x10030)->part);
}

void TestFrames::longRecords()
{
    Bytes out;
    commonRecord(out, 0x04);
    out.u32(0xffffffff).u64(4 + 16 + 4); // a 64-bit length
    out.u32(out.size()).u64(0x10100).u64(0x20).u8(0).u8(0).u8(0).u8(0);
    std::vector<std::string> warnings;
    const FrameTable table = readFrames(imageWith(".eh_frame", out.bytes), warnings);
    QCOMPARE(table.records().size(), size_t(1));
    QCOMPARE(table.records()[0].begin, uint64_t(0x10100));
    QCOMPARE(table.records()[0].end, uint64_t(0x10120));
}

void TestFrames::debugFrame()
{
    Bytes out;
    out.record([](Bytes &b) { b.u32(0xffffffff).u8(3).text("").u8(1).u8(0x7c).u8(8).u8(0x0c).u8(4).u8(4); });
    out.record([](Bytes &b) { b.u32(0).u32(0x10200).u32(0x33); });
    out.record([](Bytes &b) { b.u32(0).u32(0x90000).u32(0x33); }); // no code there
    std::vector<std::string> warnings;
    const FrameTable table = readFrames(imageWith(".debug_frame", out.bytes, 32), warnings);
    QCOMPARE(table.records().size(), size_t(1));
    QCOMPARE(table.records()[0].begin, uint64_t(0x10200));
    QCOMPARE(table.records()[0].end, uint64_t(0x10233));
}

// Without a section called .eh_frame its header tells where it is.
void TestFrames::header()
{
    Bytes out;
    commonRecord(out, 0x04);
    out.record([](Bytes &b) { b.u32(b.size()).u64(0x10300).u64(0x10).u8(0); });
    out.u32(0);
    Image image = imageWith("LOAD", out.bytes);
    Bytes head;
    head.u8(1).u8(0x1b).u8(0xff).u8(0xff).u32(FrameAddress - (0x60000 + 4));
    image.regions.push_back(regionOf(".eh_frame_hdr", 0x60000, head.bytes, false, false));
    std::vector<std::string> warnings;
    const FrameTable table = readFrames(image, warnings);
    QCOMPARE(table.records().size(), size_t(1));
    QCOMPARE(table.records()[0].begin, uint64_t(0x10300));
}

void TestFrames::landingPads()
{
    Bytes out;
    out.record([](Bytes &b) {
        b.u32(0).u8(1).text("zPLR").u8(1).u8(0x78).u8(16);
        b.u8(11).u8(0x04).u64(0x1234).u8(0x04).u8(0x04); // personality, exception table, pointers
    });
    out.record([](Bytes &b) { b.u32(b.size()).u64(0x10000).u64(0x100).u8(8).u64(LsdaAddress); });
    Image image = imageWith(".eh_frame", out.bytes);
    Bytes lsda;
    lsda.u8(0xff).u8(0xff).u8(0x01); // landing pads from the function's start, no types, uleb
    lsda.u8(8);
    lsda.u8(0x10).u8(0x08).u8(0x40).u8(1); // 0x10…0x18 lands at 0x40
    lsda.u8(0x20).u8(0x04).u8(0x00).u8(0); // no landing pad
    image.regions.push_back(regionOf(".gcc_except_table", LsdaAddress, lsda.bytes, false, false));
    std::vector<std::string> warnings;
    const FrameTable table = readFrames(image, warnings);
    QCOMPARE(table.records().size(), size_t(1));
    const FrameRecord &record = table.records()[0];
    QCOMPARE(record.lsda, LsdaAddress);
    QCOMPARE(record.landingPads.size(), size_t(1));
    QCOMPARE(record.landingPads[0].begin, uint64_t(0x10010));
    QCOMPARE(record.landingPads[0].end, uint64_t(0x10018));
    QCOMPARE(record.landingPads[0].address, uint64_t(0x10040));
}

void TestFrames::exceptionIndex()
{
    const auto prel31 = [](uint64_t at, uint64_t target) { return (target - at) & 0x7fffffff; };
    Bytes out;
    out.u32(prel31(FrameAddress, 0x10000)).u32(0x80b0b0b0);     // ARM code, unwound inline
    out.u32(prel31(FrameAddress + 8, 0x10021)).u32(0x80a8b0b0); // Thumb
    out.u32(prel31(FrameAddress + 16, 0x10040)).u32(1);         // cannot unwind
    out.u32(prel31(FrameAddress + 24, 0x10061)).u32(prel31(FrameAddress + 28, LsdaAddress));
    Image image = imageWith(".ARM.exidx", out.bytes, 32);
    image.architecture = Architecture::Arm;
    Bytes table;
    table.u32(prel31(LsdaAddress, 0x10080)).u32(0x01b0b0b0).u32(0xb0b0b0b0); // personality, one more word
    table.u8(0xff).u8(0xff).u8(0x01).u8(4).u8(2).u8(4).u8(0x11).u8(1);
    image.regions.push_back(regionOf(".ARM.extab", LsdaAddress, table.bytes, false, false));
    std::vector<std::string> warnings;
    const FrameTable frames = readFrames(image, warnings);
    QCOMPARE(frames.records().size(), size_t(3));
    QCOMPARE(frames.records()[0].begin, uint64_t(0x10000));
    QVERIFY(!frames.records()[0].thumb);
    QCOMPARE(frames.records()[1].begin, uint64_t(0x10020));
    QVERIFY(frames.records()[1].thumb);
    QCOMPARE(frames.records()[2].begin, uint64_t(0x10060));
    QCOMPARE(frames.records()[2].landingPads.size(), size_t(1));
    QCOMPARE(frames.records()[2].landingPads[0].begin, uint64_t(0x10062));
    QCOMPARE(frames.records()[2].landingPads[0].address, uint64_t(0x10070));
}

void TestFrames::damage()
{
    Bytes out;
    commonRecord(out, 0x1b);
    for (int n = 0; n < 8; ++n)
        out.record([&](Bytes &b) { b.u32(b.size()).u32(0x10000 + 16 * n - (FrameAddress + b.size())).u32(16).u8(0); });
    std::vector<std::string> warnings;
    const size_t whole = readFrames(imageWith(".eh_frame", out.bytes), warnings).records().size();
    QCOMPARE(whole, size_t(8));
    auto cut = out.bytes;
    cut.resize(cut.size() - 5);
    QCOMPARE(readFrames(imageWith(".eh_frame", cut), warnings).records().size(), size_t(7));
    QCOMPARE(warnings.size(), size_t(1));

    // Anything may be there: it ends, and what it gives lies in the code.
    std::mt19937 random(7);
    for (int n = 0; n < 2000; ++n) {
        auto changed = out.bytes;
        for (int count = 0; count < 4; ++count)
            changed[random() % changed.size()] = static_cast<uint8_t>(random());
        for (const char *section : {".eh_frame", ".debug_frame"}) {
            const Image image = imageWith(section, changed);
            const FrameTable table = readFrames(image, warnings);
            for (const FrameRecord &record : table.records())
                QVERIFY(image.isCode(record.begin));
        }
        Image image = imageWith(".ARM.exidx", changed, 32);
        image.architecture = Architecture::Arm;
        const FrameTable index = readFrames(image, warnings);
        for (const FrameRecord &record : index.records())
            QVERIFY(image.isCode(record.begin));
        uint64_t callSites = 10'000;
        for (const LandingPad &pad :
             readLandingPads(image, FrameAddress + random() % changed.size(), TextAddress, callSites))
            QVERIFY(image.isCode(pad.address));
    }
}

QTEST_APPLESS_MAIN(TestFrames)
#include "tst_frames.moc"
