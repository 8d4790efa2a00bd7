// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Damaged code and constants: disassembly ends quickly and gives a consistent Program, whatever the bytes.
#include "analysis/disasm/disassembler.h"
#include "switchfixtures.h"

#include <QTest>

#include <ctime>
#include <random>

using namespace symbolon;

class TestMutations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fixtures_data();
    void fixtures();
    void noise_data() { fixtures_data(); }
    void noise();
    void shapes();
};

void TestMutations::fixtures_data()
{
    QTest::addColumn<int>("index");
    for (size_t n = 0; n < switchFixtures.size(); ++n)
        QTest::newRow(switchFixtures[n].name) << static_cast<int>(n);
}

namespace {

void verify(const Image &image)
{
    const std::clock_t before = std::clock(); // the processor's time, whatever else runs on the machine
    const auto program = disassemble(image, {}, {});
    const double seconds = double(std::clock() - before) / CLOCKS_PER_SEC;
    QVERIFY(program);
    QVERIFY(decodeProgram(encodeProgram(*program)));
    for (const BinaryFunction &function : program->functions) {
        QVERIFY(!function.blocks.empty());
        QCOMPARE(function.blocks[0].address, function.address);
        for (const BasicBlock &block : function.blocks)
            QVERIFY(image.isCode(block.address));
    }
    QCOMPARE_LT(seconds, 10.0); // with sanitizers; a tenth of it without
}

} // namespace

void TestMutations::fixtures()
{
    QFETCH(int, index);
    const Image image = imageOf(switchFixtures[static_cast<size_t>(index)]);
    std::mt19937 random(static_cast<unsigned>(index));
    for (int n = 0; n < 100; ++n) {
        Image changed = image;
        for (int count = 1 + n % 12; count > 0; --count) {
            Region &region = changed.regions[random() % changed.regions.size()];
            region.bytes[random() % region.bytes.size()] = static_cast<uint8_t>(random());
        }
        if (n % 5 == 0)
            changed.regions[0].bytes.resize(1 + random() % changed.regions[0].bytes.size());
        if (n % 7 == 0)
            changed.entry = changed.regions[0].address + random() % 0x200;
        verify(changed);
    }
}

void TestMutations::noise()
{
    QFETCH(int, index);
    Image image = imageOf(switchFixtures[static_cast<size_t>(index)]);
    std::mt19937 random(static_cast<unsigned>(100 + index));
    for (const bool all : {true, false}) {
        std::vector<uint8_t> &bytes = image.regions[0].bytes;
        bytes.resize(all ? 20'000 : 60'000);
        image.regions[0].size = bytes.size();
        image.regions[1].address = 0x100000;
        if (image.regions.size() > 2)
            image.regions[2].address = 0x200000;
        // All random, or a few instructions over and over with a change now and then.
        for (size_t n = 0; n < bytes.size(); ++n)
            bytes[n] = all || random() % 64 == 0 || n < 64 ? static_cast<uint8_t>(random()) : bytes[n - 64];
        verify(image);
    }
}

// Addresses at the end of the address space, overlapping records, pointers to everywhere.
void TestMutations::shapes()
{
    Image image = imageOf(switchFixtures[0]);
    image.regions[0].address = UINT64_MAX - image.regions[0].bytes.size() + 1;
    std::swap(image.regions[0], image.regions[1]);
    image.entry = image.regions[1].address + 0x20;
    image.initArray = {0, UINT64_MAX, image.entry, image.entry + 1};
    image.functionStarts = {1, UINT64_MAX};
    image.symbols.push_back({"f", image.entry, UINT64_MAX, Symbol::Kind::Function, true, true, true});
    image.imports.push_back({"g", "", UINT64_MAX, UINT64_MAX, true});
    image.imports.push_back({"h", "", image.entry, image.entry, true});
    image.relocations.push_back({UINT64_MAX, 1, "", 0, image.entry + 3});
    image.marks.push_back({UINT64_MAX, MappingMark::Kind::Data});
    const auto program = disassemble(image, {}, {});
    QVERIFY(program);
    QVERIFY(decodeProgram(encodeProgram(*program)));

    for (const SwitchFixture &fixture : switchFixtures) {
        Image other = imageOf(fixture);
        other.entry = other.regions[0].address + other.regions[0].bytes.size() - 1;
        other.regions[0].size += 0x1000; // more memory than bytes
        for (uint64_t at = 0x10000; at < 0x10100; ++at)
            other.relocations.push_back({at, 0, "", 0, at ^ 0x55});
        QVERIFY(disassemble(other, {}, {}));
    }
}

QTEST_APPLESS_MAIN(TestMutations)
#include "tst_mutations.moc"
