// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Intel HEX and S-records against what objcopy writes, and damaged ones.
#include "analysis/binary/containers/container.h"
#include "analysis/binary/records/records.h"
#include "tests/binary/toolbox.h"

#include <random>

using namespace symbolon;
using namespace Qt::StringLiterals;

namespace {

std::span<const uint8_t> spanOf(const QByteArray &text)
{
    return {reinterpret_cast<const uint8_t *>(text.constData()), static_cast<std::size_t>(text.size())};
}

Result<RecordedMemory> read(const QByteArray &text)
{
    const auto format = recognizeRecords(spanOf(text));
    if (!format)
        return failure("not recognised");
    return readRecords(spanOf(text), *format, "f.hex");
}

QByteArray hexLine(const QByteArray &content) // without ':' and checksum
{
    const QByteArray bytes = QByteArray::fromHex(content);
    uint8_t sum = 0;
    for (const char byte : bytes)
        sum = static_cast<uint8_t>(sum + static_cast<uint8_t>(byte));
    return ':' + content.toUpper() + QByteArray(1, static_cast<char>(-sum)).toHex().toUpper() + '\n';
}

QByteArray srecLine(const QByteArray &content) // "S1" and the rest without checksum
{
    const QByteArray bytes = QByteArray::fromHex(content.mid(2));
    uint8_t sum = 0;
    for (const char byte : bytes)
        sum = static_cast<uint8_t>(sum + static_cast<uint8_t>(byte));
    return content.toUpper() + QByteArray(1, static_cast<char>(~sum)).toHex().toUpper() + '\n';
}

const QByteArray endOfHex = ":00000001FF\n";

} // namespace

class RecordsTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString at(const QString &name) const { return m_folder.filePath(name); }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    // A file of three sections with gaps between them, at low, middle and high addresses.
    void agreesWithObjcopy_data()
    {
        QTest::addColumn<QStringList>("starts");
        QTest::addColumn<QStringList>("options");
        const QStringList low{u"0x100"_s, u"0x2000"_s, u"0x9ff0"_s};
        const QStringList middle{u"0x1fff0"_s, u"0x40000"_s, u"0x8fff0"_s};
        const QStringList high{u"0x8003ff0"_s, u"0x8010040"_s, u"0xfffff000"_s};
        QTest::newRow("hex, 16 bits") << low << QStringList{u"-O"_s, u"ihex"_s};
        QTest::newRow("hex, segments") << middle << QStringList{u"-O"_s, u"ihex"_s};
        QTest::newRow("hex, 32 bits") << high << QStringList{u"-O"_s, u"ihex"_s};
        QTest::newRow("S1") << low << QStringList{u"-O"_s, u"srec"_s};
        QTest::newRow("S2") << middle << QStringList{u"-O"_s, u"srec"_s};
        QTest::newRow("S3") << high << QStringList{u"-O"_s, u"srec"_s, u"--srec-len"_s, u"32"_s};
        QTest::newRow("S3 forced") << low << QStringList{u"-O"_s, u"srec"_s, u"--srec-forceS3"_s};
    }
    void agreesWithObjcopy()
    {
        QFETCH(QStringList, starts);
        QFETCH(QStringList, options);
        for (const QString &tool : {u"gcc"_s, u"ld"_s, u"objcopy"_s}) {
            if (!toolbox::has(tool))
                QSKIP(qPrintable(tool + u" is not there"_s));
        }
        QVERIFY(toolbox::writeFile(at(u"parts.S"_s), R"(
            .section .one, "ax"
            .rept 700
            .byte 0x12, 0x34, 0x56
            .endr
            .section .two, "a"
            .ascii "between two gaps"
            .section .three, "aw"
            .rept 90
            .quad 0x0123456789abcdef
            .endr
        )"));
        QVERIFY(toolbox::run(u"gcc"_s, {u"-c"_s, at(u"parts.S"_s), u"-o"_s, at(u"parts.o"_s)}));
        QVERIFY(toolbox::run(u"ld"_s, {u"-e"_s, starts[0], u"--section-start=.one="_s + starts[0],
                                       u"--section-start=.two="_s + starts[1], u"--section-start=.three="_s + starts[2],
                                       at(u"parts.o"_s), u"-o"_s, at(u"parts.elf"_s)}));
        QVERIFY(toolbox::run(u"objcopy"_s, options + QStringList{at(u"parts.elf"_s), at(u"parts.txt"_s)}));
        LoadOptions load;
        load.architecture = parseArchitecture("x86-64");
        const auto image = toolbox::load(at(u"parts.txt"_s), load);
        QVERIFY2(image.ok(), image ? "" : image.error().summary.c_str());
        QVERIFY(image->warnings.empty());
        QCOMPARE(image->entry, starts[0].toULongLong(nullptr, 16));
        QCOMPARE(image->regions.size(), std::size_t(3));
        const QStringList names{u".one"_s, u".two"_s, u".three"_s};
        for (int n = 0; n < 3; ++n) {
            QVERIFY(toolbox::run(u"objcopy"_s,
                                 {u"-O"_s, u"binary"_s, u"-j"_s, names[n], at(u"parts.elf"_s), at(u"part.bin"_s)}));
            const Region &region = image->regions[std::size_t(n)];
            QCOMPARE(region.address, starts[n].toULongLong(nullptr, 16));
            QVERIFY(region.bytes == toolbox::readFile(at(u"part.bin"_s)));
            QCOMPARE(region.size, region.bytes.size());
        }
    }

    void mergesAndToleratesLayout()
    {
        // CRLF, blank lines, blanks at the ends, lower case, records out of order, bytes given twice.
        const auto memory = read("\r\n  " + hexLine("0400140005060708").trimmed().toLower().toLower() + " \r\n\r\n"
                                 + hexLine("040010000102030A").trimmed() + "\r\n" + hexLine("02001200030A").trimmed()
                                 + "\r\n" + endOfHex + "\x1a");
        QVERIFY2(memory.ok(), memory ? "" : memory.error().summary.c_str());
        QCOMPARE(memory->regions.size(), std::size_t(1));
        QCOMPARE(memory->regions[0].address, uint64_t(0x10));
        QCOMPARE(memory->regions[0].bytes, (std::vector<uint8_t>{1, 2, 3, 10, 5, 6, 7, 8}));
        QCOMPARE(memory->warnings.size(), std::size_t(1));
        QVERIFY2(memory->warnings[0].starts_with("line 5 "), memory->warnings[0].c_str());
    }

    void addressesOfHex()
    {
        // Offsets wrap within a segment, and run on within linear memory; both kinds of start.
        auto memory =
            read(hexLine("020000021000") + hexLine("04FFFE0001020304") + hexLine("0400000312340056") + endOfHex);
        QVERIFY(memory.ok());
        QCOMPARE(memory->regions.size(), std::size_t(2));
        QCOMPARE(memory->regions[0].address, uint64_t(0x10000));
        QCOMPARE(memory->regions[0].bytes, (std::vector<uint8_t>{3, 4}));
        QCOMPARE(memory->regions[1].address, uint64_t(0x1fffe));
        QCOMPARE(memory->entry.value_or(0), uint64_t(0x12396));
        memory = read(hexLine("020000040800") + hexLine("04FFFE0001020304") + hexLine("0400000508000141") + endOfHex);
        QVERIFY(memory.ok());
        QCOMPARE(memory->regions.size(), std::size_t(1));
        QCOMPARE(memory->regions[0].address, uint64_t(0x800fffe));
        QCOMPARE(memory->entry.value_or(0), uint64_t(0x8000141));
    }

    void damaged_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("error");   // what it says; empty: it is read
        QTest::addColumn<QString>("warning"); // what it warns of
        const QByteArray good = hexLine("040010000102030A");
        const auto row = [](const char *name, const QByteArray &text, const QString &error,
                            const QString &warning = {}) { QTest::newRow(name) << text << error << warning; };
        QByteArray wrong = good;
        wrong[10] = '7';
        row("checksum", good + wrong + endOfHex, u"line 2: wrong checksum"_s);
        row("cut in the middle", good + good.left(9) + "\n" + endOfHex, u"line 2: its length"_s);
        row("cut at the end", good + good.left(12), {}, u"line 2 is cut short"_s);
        row("no end", good, {}, u"no end record"_s);
        row("after the end", good + endOfHex + good, {}, u"left out"_s);
        row("not hexadecimal", good + ":04zz\n" + endOfHex, u"line 2: no record"_s);
        row("text between", good + "; a comment\n" + endOfHex, u"line 2"_s);
        row("length", good + hexLine("080010000102030A") + endOfHex, u"line 2: its length"_s);
        row("type", good + hexLine("0400100701020304") + endOfHex, u"unknown record type 7"_s);
        row("length of an address", good + hexLine("0300000400000A") + endOfHex, u"another length"_s);
        row("contradiction", good + hexLine("0100120009") + endOfHex, u"other bytes for 0x12"_s);
        row("beyond 32 bits", hexLine("02000004FFFF") + hexLine("04FFFE0001020304") + endOfHex, u"32 bits"_s);
        row("no data", hexLine("020000040800") + endOfHex, u"without any data"_s);
        const QByteArray data = srecLine("S1070010010203FF");
        QByteArray flipped = data;
        flipped[8] = '7';
        row("S checksum", data + flipped, u"line 2: wrong checksum"_s);
        row("S4", data + srecLine("S4070010010203FF"), u"S4"_s);
        row("S short", data + srecLine("S30400000000"), u"line 2"_s);
        row("S count", data + srecLine("S5030007") + srecLine("S9030000"), {}, u"counts 7"_s);
        row("S no end", data, {}, u"no end record"_s);
        row("S cut", data + data.left(11), {}, u"line 2 is cut short"_s);
        row("S beyond", srecLine("S309FFFFFFFE01020304") + srecLine("S70500000000"), u"32 bits"_s);
        QByteArray pieces;
        for (int n = 0; n < 10'100; ++n)
            pieces += srecLine("S205" + QByteArray::number(0x100000 + n * 2, 16) + "AA");
        row("pieces", pieces + srecLine("S804000000"), u"separate pieces"_s);
    }
    void damaged()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, error);
        QFETCH(QString, warning);
        const auto memory = read(text);
        if (!error.isEmpty()) {
            QVERIFY(!memory.ok());
            const QString said = QString::fromStdString(memory.error().summary);
            QVERIFY2(said.startsWith(u"f.hex: "_s) && said.contains(error), qPrintable(said));
            QVERIFY(memory.error().kind == ErrorKind::BadInput);
            return;
        }
        QVERIFY2(memory.ok(), memory ? "" : memory.error().summary.c_str());
        QCOMPARE(memory->warnings.size(), std::size_t(1));
        QVERIFY2(QString::fromStdString(memory->warnings[0]).contains(warning), memory->warnings[0].c_str());
        QCOMPARE(memory->regions.size(), std::size_t(1));
    }

    void changedBytesNeverBreakIt()
    {
        QByteArray text;
        for (int n = 0; n < 40; ++n)
            text +=
                hexLine("08" + QByteArray::number(0x1000 + 8 * n, 16).rightJustified(4, '0') + "000011223344556677");
        std::mt19937 random(5);
        for (int round = 0; round < 3000; ++round) {
            QByteArray changed = text + endOfHex;
            for (int n = 0; n < 3; ++n)
                changed[int(random() % unsigned(changed.size()))] = static_cast<char>(random());
            for (const RecordFormat format : {RecordFormat::IntelHex, RecordFormat::SRecord}) {
                const auto memory =
                    readRecords(spanOf(changed.left(int(random() % unsigned(changed.size())))), format, "f");
                QVERIFY(memory || !memory.error().summary.empty());
            }
        }
    }

    void loadingNeedsAnArchitecture()
    {
        const QByteArray text =
            hexLine("020000040800") + hexLine("080100000020704700BF00BF") + hexLine("0400000508000101") + endOfHex;
        QVERIFY(toolbox::writeFile(at(u"lock.hex"_s), text));
        const auto refused = toolbox::load(at(u"lock.hex"_s));
        QVERIFY(!refused.ok());
        QVERIFY2(QString::fromStdString(refused.error().summary).contains(u"Intel HEX"_s),
                 refused.error().summary.c_str());
        LoadOptions options;
        options.architecture = parseArchitecture("cortex-m");
        options.base = 0x1234;
        const auto image = toolbox::load(at(u"lock.hex"_s), options);
        QVERIFY(image.ok());
        QCOMPARE(image->base, uint64_t(0x8000100));
        QCOMPARE(image->entry, uint64_t(0x8000100)); // without its Thumb bit
        QVERIFY(image->thumbEntry);
        QCOMPARE(image->warnings.size(), std::size_t(1)); // the base address is not used
        const auto listing = listContents(at(u"lock.hex"_s).toStdString(), {}, {});
        QVERIFY(listing.ok());
        QCOMPARE(listing->entries.front().kind, "intel-hex");
        QVERIFY(listing->entries.front().type == ContainerEntry::Type::Unknown);
    }

    void benchFirmware()
    {
        const QString folder = qEnvironmentVariable("SYMBOLON_BENCH") + u"/firmware/"_s;
        if (!QFile::exists(folder + u"lock.bin"_s))
            QSKIP("SYMBOLON_BENCH is not set");
        const auto flat = toolbox::readFile(folder + u"lock.bin"_s);
        LoadOptions options;
        options.architecture = parseArchitecture("cortex-m");
        for (const QString &name : {u"lock.hex"_s, u"lock.srec"_s}) {
            const auto image = toolbox::load(folder + name, options);
            QVERIFY2(image.ok(), image ? "" : image.error().summary.c_str());
            QVERIFY(image->warnings.empty());
            QCOMPARE(image->regions.size(), std::size_t(1));
            QCOMPARE(image->regions[0].address, uint64_t(0x08004000));
            QVERIFY(image->regions[0].bytes == flat);
            QVERIFY(image->functionStarts.size() >= 3); // of the vector table
            QVERIFY(image->functionStarts == image->thumbStarts);
            QCOMPARE(image->entry, uint64_t(0x0800574c));
        }
    }
};

QTEST_APPLESS_MAIN(RecordsTest)
#include "tst_records.moc"
