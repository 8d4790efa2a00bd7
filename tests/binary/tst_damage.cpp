// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Damaged executables: cut at many places and with changed bytes. Whatever comes back, nothing crashes or
// hangs, and an Image that comes back keeps its promises.
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

} // namespace

class DamageTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    toolbox::Bytes m_program;

    toolbox::Bytes build(const QString &compiler, const QStringList &flags)
    {
        const QString out = m_folder.filePath(QStringLiteral("out"));
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
