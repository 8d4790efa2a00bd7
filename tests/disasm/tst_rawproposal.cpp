// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is proposed for bytes without a header: programs compiled here, the benchmark's, and what is no code.
#include "analysis/disasm/rawproposal.h"
#include "tests/disasm/blobs.h"

#include <QDir>
#include <QTest>

#include <ctime>
#include <random>

using namespace symbolon;
using namespace Qt::StringLiterals;

namespace {

std::string wordOf(const ExecutableHeader &header, bool thumb)
{
    const bool big = header.endian == Endian::Big;
    switch (header.architecture) {
    case Architecture::Arm:
        return thumb ? "thumb" : "arm";
    case Architecture::Mips32:
        return big ? "mips" : "mipsel";
    default:
        return std::string(architectureName(header.architecture));
    }
}

std::vector<uint8_t> noise(std::size_t size)
{
    std::mt19937_64 random(11);
    std::vector<uint8_t> bytes(size);
    for (uint8_t &byte : bytes)
        byte = static_cast<uint8_t>(random());
    return bytes;
}

QByteArray reasonsOf(const RawProposal &proposal)
{
    QByteArray all;
    for (const RawReason &reason : proposal.reasons)
        all += "\n    " + QByteArray::fromStdString(reason.text);
    return all;
}

} // namespace

class TestRawProposal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void compiled_data();
    void compiled();
    void noCode_data();
    void noCode();
    void vectorTable();
    void smallAndOdd();
    void quickAndStoppable();
    void benchFirmware();
    void benchPrograms();
};

void TestRawProposal::compiled_data()
{
    QTest::addColumn<QString>("compiler");
    QTest::addColumn<QStringList>("flags");
    QTest::addColumn<quint64>("base");
    QTest::addColumn<QString>("word");
    const auto clang = [](const QString &target, const QStringList &more = {}) {
        return QStringList{u"--target="_s + target, u"-O2"_s, u"-fuse-ld=lld"_s} + more;
    };
    QTest::newRow("x86") << u"gcc"_s << QStringList{u"-O2"_s, u"-m32"_s, u"-fcf-protection=none"_s} << quint64(0x100000)
                         << u"x86"_s;
    QTest::newRow("x86-64") << u"gcc"_s << QStringList{u"-O2"_s, u"-fcf-protection=none"_s} << quint64(0x200000)
                            << u"x86-64"_s;
    QTest::newRow("arm, gcc") << u"arm-linux-gnueabihf-gcc"_s << QStringList{u"-O2"_s, u"-marm"_s}
                              << quint64(0xc0008000) << u"arm"_s;
    QTest::newRow("arm, literal pools") << u"arm-linux-gnueabihf-gcc"_s
                                        << QStringList{u"-O1"_s, u"-marm"_s, u"-march=armv5te"_s, u"-mfloat-abi=soft"_s}
                                        << quint64(0x60000000) << u"arm"_s;
    QTest::newRow("thumb, gcc") << u"arm-linux-gnueabihf-gcc"_s << QStringList{u"-Os"_s, u"-mthumb"_s}
                                << quint64(0x8010000) << u"thumb"_s;
    QTest::newRow("x86, clang") << u"clang"_s << clang(u"i386-linux-gnu"_s) << quint64(0x7c0000) << u"x86"_s;
    QTest::newRow("aarch64") << u"clang"_s << clang(u"aarch64-linux-gnu"_s) << quint64(0x40080000) << u"aarch64"_s;
    QTest::newRow("mips") << u"clang"_s << clang(u"mips-linux-gnu"_s, {u"-mno-abicalls"_s}) << quint64(0x80001000)
                          << u"mips"_s;
    QTest::newRow("mipsel") << u"clang"_s << clang(u"mipsel-linux-gnu"_s, {u"-mno-abicalls"_s}) << quint64(0x9fc00000)
                            << u"mipsel"_s;
    QTest::newRow("powerpc") << u"clang"_s << clang(u"powerpc-linux-gnu"_s) << quint64(0xfff00000) << u"powerpc"_s;
    QTest::newRow("powerpc64le") << u"clang"_s << clang(u"powerpc64le-linux-gnu"_s) << quint64(0x10000000)
                                 << u"powerpc64le"_s;
    QTest::newRow("armeb") << u"arm-linux-gnueabihf-gcc"_s
                           << QStringList{u"-O2"_s, u"-marm"_s, u"-mbig-endian"_s, u"-march=armv5te"_s,
                                          u"-mfloat-abi=soft"_s}
                           << quint64(0x1000000) << u"armeb"_s;
}

void TestRawProposal::compiled()
{
    QFETCH(QString, compiler);
    QFETCH(QStringList, flags);
    QFETCH(quint64, base);
    QFETCH(QString, word);
    const auto flat = blobs::compile(compiler, flags, base);
    if (!flat)
        QSKIP(qPrintable(compiler + u' ' + flags.join(u' ') + u" cannot compile this here"_s));
    const auto found = proposeRaw(flat->bytes, "blob", {});
    QVERIFY(found.ok());
    const RawProposal *best = found->convincing();
    QVERIFY2(best, found->note.c_str());
    qInfo("%zu bytes: %s, confidence %.2f%s", flat->bytes.size(), describeProposal(*best).c_str(), best->confidence,
          reasonsOf(*best).constData());
    QCOMPARE(QString::fromStdString(best->architecture), word);
    QVERIFY(best->baseFound);
    QCOMPARE(best->base, flat->base);
    QVERIFY(best->reasons.size() >= 3);
}

void TestRawProposal::noCode_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("note");
    const auto random = noise(300'000);
    QTest::newRow("noise") << QByteArray(reinterpret_cast<const char *>(random.data()), 300'000) << u"encrypted"_s;
    QByteArray text;
    for (int n = 0; n < 9000; ++n)
        text += "line " + QByteArray::number(n) + ": The quick brown fox jumps over the lazy dog.\n";
    QTest::newRow("text") << text << u"text"_s;
    QTest::newRow("compressed") << qCompress(text + QByteArray(reinterpret_cast<const char *>(random.data()), 200'000))
                                << u"encrypted"_s;
    QTest::newRow("padding") << QByteArray(100'000, '\xff') << u"one value"_s;
    QByteArray counters; // a table of numbers
    for (uint32_t n = 0; n < 50'000; ++n)
        counters.append(reinterpret_cast<const char *>(&n), 4);
    QTest::newRow("counters") << counters << u"no machine code"_s;
    QByteArray strings; // of a translation, say
    for (int n = 0; n < 20'000; ++n)
        strings += "string " + QByteArray::number(n) + '\0';
    QTest::newRow("strings") << strings << u"no machine code"_s;
}

void TestRawProposal::noCode()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, note);
    const auto found =
        proposeRaw({reinterpret_cast<const uint8_t *>(bytes.constData()), std::size_t(bytes.size())}, "blob", {});
    QVERIFY(found.ok());
    QVERIFY2(!found->convincing(), found->convincing() ? reasonsOf(*found->convincing()).constData() : "");
    QVERIFY2(QString::fromStdString(found->note).contains(note), found->note.c_str());
}

// The same Thumb program behind a vector table whose handlers are far apart, so that only what they and the pointers
// lead to can say where it lies.
void TestRawProposal::vectorTable()
{
    constexpr uint64_t base = 0x08004000;
    const auto code = blobs::compile(u"arm-linux-gnueabihf-gcc"_s, {u"-Os"_s, u"-mthumb"_s}, base + 0x100);
    if (!code)
        QSKIP("arm-linux-gnueabihf-gcc is not there");
    QCOMPARE(code->base, base + 0x100);
    std::vector<uint8_t> blob(0x100);
    const auto put = [&](unsigned index, uint32_t value) {
        encodeInteger(blob.data() + 4 * index, 4, Endian::Little, value);
    };
    put(0, 0x20002000);
    for (const unsigned index : {1u, 2u, 3u, 11u, 14u, 15u})
        put(index, static_cast<uint32_t>(base) + 0x101 + 0x20 * index);
    blob.insert(blob.end(), code->bytes.begin(), code->bytes.end());
    const auto found = proposeRaw(blob, "blob", {});
    QVERIFY(found.ok() && found->convincing());
    QCOMPARE(found->convincing()->architecture, "cortex-m");
    QCOMPARE(found->convincing()->base, base);
    QVERIFY2(reasonsOf(*found->convincing()).contains("stack pointer 0x20002000"), reasonsOf(*found->convincing()));
}

void TestRawProposal::smallAndOdd()
{
    for (const std::size_t size : {1u, 2u, 3u, 7u, 64u, 1023u, 1025u, 4097u}) {
        for (const uint8_t fill : {0x00, 0x55, 0xe8, 0xb5, 0xff}) {
            const std::vector<uint8_t> bytes(size, fill);
            const auto found = proposeRaw(bytes, "blob", {});
            QVERIFY(found.ok());
            QVERIFY(!found->convincing());
        }
    }
    QVERIFY(!proposeRaw({}, "blob", {}).ok());
    const std::vector<uint8_t> elf{0x7f, 'E', 'L', 'F', 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 40, 0};
    const auto found = proposeRaw(elf, "blob", {});
    QVERIFY(found.ok() && found->executable && found->proposals.empty());
    QCOMPARE(found->format, "ELF");
}

void TestRawProposal::quickAndStoppable()
{
    // Thumb code over and over, the worst case: weak patterns, and many pointers that vote.
    std::vector<uint8_t> bytes = noise(4u << 20);
    if (const auto code = blobs::compile(u"arm-linux-gnueabihf-gcc"_s, {u"-Os"_s, u"-mthumb"_s}, 0x8000000)) {
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            if (at / code->bytes.size() % 2 == 0)
                bytes[at] = code->bytes[at % code->bytes.size()];
        }
    }
    const std::clock_t begin = std::clock(); // of the processor: other programs may be busy
    QVERIFY(proposeRaw(bytes, "blob", {}).ok());
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    qInfo("%zu bytes: %.2f s", bytes.size(), seconds);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    QVERIFY2(seconds < 4, qPrintable(QString::number(seconds)));
#endif
    std::stop_source stop;
    stop.request_stop();
    Work work;
    work.stop = stop.get_token();
    const auto stopped = proposeRaw(bytes, "blob", work);
    QVERIFY(!stopped.ok() && stopped.error().kind == ErrorKind::Cancelled);
}

void TestRawProposal::benchFirmware()
{
    const QString folder = qEnvironmentVariable("SYMBOLON_BENCH") + u"/firmware/"_s;
    if (!QFile::exists(folder + u"lock.bin"_s))
        QSKIP("SYMBOLON_BENCH is not set");
    for (const QString &name : {u"lock.bin"_s, u"lock.hex"_s, u"lock.srec"_s}) {
        const auto found = proposeRaw(blobs::bytesOf(folder + name), name.toStdString(), {});
        QVERIFY(found.ok());
        const RawProposal *best = found->convincing();
        QVERIFY(best);
        QCOMPARE(best->architecture, "cortex-m");
        QCOMPARE(best->base, uint64_t(0x08004000));
        QCOMPARE(found->addressesKnown, name != u"lock.bin"_s);
    }
}

void TestRawProposal::benchPrograms()
{
    const QDir cases(qEnvironmentVariable("SYMBOLON_BENCH") + u"/cases"_s);
    if (qEnvironmentVariableIsEmpty("SYMBOLON_BENCH") || !cases.exists())
        QSKIP("SYMBOLON_BENCH is not set");
    int all = 0, architectures = 0, bases = 0, misled = 0;
    for (const QString &name : cases.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const auto file = blobs::bytesOf(cases.filePath(name + u"/bin"_s));
        const auto flat = blobs::flatten(file);
        QVERIFY(flat);
        const auto found = proposeRaw(flat->bytes, name.toStdString(), {});
        QVERIFY(found.ok());
        ++all;
        const RawProposal *best = found->convincing();
        if (!best)
            continue;
        const bool thumb = name.contains(u"armhf-gcc"_s); // built with -mthumb
        architectures += best->architecture == wordOf(*readExecutableHeader(file), thumb);
        bases += best->base == flat->base;
        misled += best->baseFound && best->base != flat->base;
        qInfo("%-24s %-8s %.2f at %#llx (%s), in truth %#llx", qPrintable(name), best->architecture.c_str(),
              best->confidence, static_cast<unsigned long long>(best->base), best->baseFound ? "found" : "not found",
              static_cast<unsigned long long>(flat->base));
    }
    qInfo("of %d: %d architectures and %d base addresses right, %d misled", all, architectures, bases, misled);
    QVERIFY(architectures * 10 >= all * 9);
    QVERIFY(bases * 10 >= all * 8);
    QVERIFY(misled * 10 <= all);
}

QTEST_APPLESS_MAIN(TestRawProposal)
#include "tst_rawproposal.moc"
