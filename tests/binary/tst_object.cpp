// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Relocatable objects against GNU ld, which is told to put the sections and the undefined symbols where the
// loader put them: the same bytes have to come out.
#include "toolbox.h"

using namespace symbolon;

namespace {

const char *const objectSource = R"(
extern int outside(int);
extern int datum;
static int counter = 7;
int table[4] = {1, 2, 3, 4};
static const char text[] = "text";
__attribute__((noinline)) static int helper(int x) { counter += x; return table[x & 3]; }
int (*pointers[2])(int) = {helper, outside};
const char *names[2] = {text, text + 2};
int calls(int a) { return outside(a) + helper(a) * 3 + datum; }
int jumps(int a) { return outside(a + 1); }
int reads(int a) { return pointers[a & 1](a) + names[a & 1][0] + table[2]; }
int choose(int a)
{
    switch (a) {
    case 1: return calls(5);
    case 2: return counter;
    case 3: return outside(a);
    case 4: return 17;
    case 5: return jumps(a);
    case 6: return -3;
    case 7: return table[1];
    }
    return 0;
}
)";

QString hexadecimal(uint64_t value)
{
    return QStringLiteral("0x") + QString::number(value, 16);
}

} // namespace

class ObjectTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString at(const QString &name) const { return m_folder.filePath(name); }

private Q_SLOTS:
    void initTestCase() { QVERIFY(toolbox::writeFile(at(QStringLiteral("object.c")), objectSource)); }

    void relocatedAsByTheLinker_data()
    {
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QStringList>("flags");
        const auto row = [](const char *name, const char *prefix, const char *flags) {
            QTest::newRow(name) << QString::fromLatin1(prefix)
                                << QString::fromLatin1(flags).split(u' ', Qt::SkipEmptyParts);
        };
        row("x86-64", "", "-fno-pic");
        row("x86-64, far", "", "-fno-pic -mcmodel=large");
        row("x86", "i686-linux-gnu-", "-fno-pic");
        row("arm", "arm-linux-gnueabihf-", "-marm -fno-pic");
        row("arm, movw", "arm-linux-gnueabihf-", "-marm -fno-pic -march=armv7-a+fp");
        row("thumb", "arm-linux-gnueabihf-", "-mthumb -fno-pic");
        row("aarch64", "aarch64-linux-gnu-", "-fno-pic");
        row("aarch64, tiny", "aarch64-linux-gnu-", "-fno-pic -mcmodel=tiny");
        row("mips", "mips-linux-gnu-", "-fno-pic -mno-abicalls -G0");
        row("mips, small data", "mips-linux-gnu-", "-fno-pic -mno-abicalls -O2 -G0");
        row("powerpc", "powerpc-linux-gnu-", "-fno-pic");
        row("powerpc64le", "powerpc64le-linux-gnu-", "-fno-pic -mcmodel=medium");
    }
    void relocatedAsByTheLinker()
    {
        QFETCH(QString, prefix);
        QFETCH(QStringList, flags);
        const QString object = at(QStringLiteral("object.o")), linked = at(QStringLiteral("linked"));
        const QStringList common{QStringLiteral("-O1"),
                                 QStringLiteral("-ffreestanding"),
                                 QStringLiteral("-fno-asynchronous-unwind-tables"),
                                 QStringLiteral("-fno-stack-protector"),
                                 QStringLiteral("-fcf-protection=none"),
                                 QStringLiteral("-c"),
                                 QStringLiteral("object.c"),
                                 QStringLiteral("-o"),
                                 object};
        const bool x86 = prefix.isEmpty() || prefix.startsWith(QLatin1String("i686"));
        QStringList arguments = flags + common;
        if (!x86)
            arguments.removeAll(QStringLiteral("-fcf-protection=none"));
        if (!toolbox::has(prefix + QStringLiteral("gcc"))
            || !toolbox::run(prefix + QStringLiteral("gcc"), arguments, m_folder.path()))
            QSKIP("this compiler is not there");
        const auto image = toolbox::load(object);
        QVERIFY2(image.ok(), image.ok() ? "" : image.error().summary.c_str());
        QVERIFY2(image->warnings.empty(), image->warnings.empty() ? "" : image->warnings[0].c_str());
        QVERIFY(image->kind == FileKind::Relocatable);

        QStringList link{QStringLiteral("-nostdlib"),
                         QStringLiteral("--no-relax"),
                         QStringLiteral("--no-warn-rwx-segments"),
                         QStringLiteral("-T"),
                         at(QStringLiteral("script")),
                         QStringLiteral("-e"),
                         QStringLiteral("0"),
                         object,
                         QStringLiteral("-o"),
                         linked};
        for (const Import &import : image->imports) {
            QVERIFY(import.stub != 0);
            link.append(QStringLiteral("--defsym=") + QString::fromStdString(import.name) + u'='
                        + hexadecimal(import.stub));
        }
        QStringList compared;
        QString script;
        for (const Region &region : image->regions) {
            const QString name = QString::fromStdString(region.name);
            if (!name.startsWith(u'.'))
                continue;
            script +=
                name + u' ' + hexadecimal(region.address) + QStringLiteral(" : { *(") + name + QStringLiteral(") }\n");
            if (name.startsWith(QLatin1String(".text")) || name.startsWith(QLatin1String(".data"))
                || name.startsWith(QLatin1String(".rodata")) || name.startsWith(QLatin1String(".sdata")))
                compared.append(name);
        }
        QVERIFY(compared.contains(QStringLiteral(".text")) && compared.contains(QStringLiteral(".data")));
        QVERIFY(toolbox::writeFile(at(QStringLiteral("script")),
                                   "SECTIONS\n{\n" + script.toUtf8() + ".got "
                                       + hexadecimal(image->regionNamed("extern.got")->address).toUtf8()
                                       + " : { *(.got) *(.got.plt) *(.igot.plt) *(.plt) *(.iplt) }\n}\n"));
        if (!toolbox::run(prefix + QStringLiteral("ld"), link, m_folder.path()))
            QSKIP("this linker does not link it so");
        const auto program = toolbox::load(linked);
        QVERIFY2(program.ok(), program.ok() ? "" : program.error().summary.c_str());
        // For ld a number is ARM code, and it changes calls of it; on PowerPC it chooses the TOC's place itself.
        if (flags.contains(QStringLiteral("-mthumb")) || prefix.startsWith(QLatin1String("powerpc64")))
            compared.removeAll(QStringLiteral(".text"));
        qsizetype bytes = 0;
        for (const QString &name : compared) {
            const Region *ours = image->regionNamed(name.toStdString());
            QVERIFY(ours);
            const auto theirs = program->bytesAt(ours->address, ours->bytes.size());
            QCOMPARE(theirs.size(), ours->bytes.size());
            for (std::size_t n = 0; n < theirs.size(); ++n) {
                if (theirs[n] != ours->bytes[n])
                    QFAIL(qPrintable(name + QStringLiteral(" differs from the linker's at ")
                                     + hexadecimal(ours->address + n)));
            }
            bytes += static_cast<qsizetype>(theirs.size());
        }
        QVERIFY(bytes >= 16);
        // Calls lead to imports by name.
        const auto outside = std::find_if(image->imports.begin(), image->imports.end(),
                                          [](const Import &import) { return import.name == "outside"; });
        const auto datum = std::find_if(image->imports.begin(), image->imports.end(),
                                        [](const Import &import) { return import.name == "datum"; });
        QVERIFY(outside != image->imports.end() && datum != image->imports.end());
        if (!flags.contains(QStringLiteral("-mcmodel=large"))) // which loads addresses and calls through registers
            QVERIFY(outside->function);
        QVERIFY(!datum->function);
    }

    void thumbCallsReachTheirTargets()
    {
        const QString compiler = QStringLiteral("arm-linux-gnueabihf-gcc"), object = at(QStringLiteral("thumb.o"));
        if (!toolbox::has(compiler)
            || !toolbox::run(compiler,
                             {QStringLiteral("-O1"), QStringLiteral("-mthumb"), QStringLiteral("-ffreestanding"),
                              QStringLiteral("-c"), QStringLiteral("object.c"), QStringLiteral("-o"), object},
                             m_folder.path()))
            QSKIP("this compiler is not there");
        const auto image = toolbox::load(object);
        QVERIFY(image.ok());
        unsigned checked = 0;
        for (const Relocation &relocation : image->relocations) {
            if (relocation.type != 10) // R_ARM_THM_CALL
                continue;
            const uint64_t first = *image->readInteger(relocation.address, 2),
                           second = *image->readInteger(relocation.address + 2, 2);
            QVERIFY((second & 0xd000) == 0xd000); // BL
            const int64_t s = first >> 10 & 1, i1 = ~(second >> 13 ^ s) & 1, i2 = ~(second >> 11 ^ s) & 1;
            const int64_t offset = (s ? -(INT64_C(1) << 24) : 0) + (i1 << 23) + (i2 << 22)
                                   + static_cast<int64_t>((first & 0x3ff) << 12)
                                   + static_cast<int64_t>((second & 0x7ff) << 1);
            const uint64_t target = relocation.address + 4 + static_cast<uint64_t>(offset);
            uint64_t expected = 0;
            for (const Import &import : image->imports)
                expected = import.name == relocation.symbol ? import.stub : expected;
            for (const Symbol &symbol : image->symbols)
                expected = symbol.name == relocation.symbol ? symbol.address : expected;
            QCOMPARE(target, expected);
            ++checked;
        }
        QVERIFY(checked > 0);
        QVERIFY(!image->marks.empty());
    }

    void globalOffsetTablesAreMade_data()
    {
        QTest::addColumn<QString>("compiler");
        for (const char *name :
             {"gcc", "i686-linux-gnu-gcc", "arm-linux-gnueabihf-gcc", "aarch64-linux-gnu-gcc", "mips-linux-gnu-gcc"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void globalOffsetTablesAreMade()
    {
        QFETCH(QString, compiler);
        const QString object = at(QStringLiteral("pic.o"));
        if (!toolbox::has(compiler)
            || !toolbox::run(compiler,
                             {QStringLiteral("-O1"), QStringLiteral("-fPIC"), QStringLiteral("-ffreestanding"),
                              QStringLiteral("-c"), QStringLiteral("object.c"), QStringLiteral("-o"), object},
                             m_folder.path()))
            QSKIP("this compiler is not there");
        const auto image = toolbox::load(object);
        QVERIFY(image.ok());
        QVERIFY2(image->warnings.empty(), image->warnings.empty() ? "" : image->warnings[0].c_str());
        const auto datum = std::find_if(image->imports.begin(), image->imports.end(),
                                        [](const Import &import) { return import.name == "datum"; });
        QVERIFY(datum != image->imports.end() && datum->slot != 0 && datum->stub != 0);
        QCOMPARE(image->readPointer(datum->slot), std::optional<uint64_t>(datum->stub));
        if (image->architecture == Architecture::Mips32)
            QVERIFY(image->gp > datum->slot - 0x8000 && image->gp - datum->slot < 0x8000);
    }

    void commonSymbolsGetAPlace()
    {
        const QString object = at(QStringLiteral("common.o"));
        QVERIFY(toolbox::writeFile(at(QStringLiteral("common.c")),
                                   "int first; double second[4]; int use(void) { return first + (int)second[1]; }\n"));
        if (!toolbox::has(QStringLiteral("gcc"))
            || !toolbox::run(QStringLiteral("gcc"),
                             {QStringLiteral("-O1"), QStringLiteral("-fcommon"), QStringLiteral("-c"),
                              QStringLiteral("common.c"), QStringLiteral("-o"), object},
                             m_folder.path()))
            QSKIP("no compiler");
        const auto image = toolbox::load(object);
        QVERIFY(image.ok());
        const Region *common = image->regionNamed("common");
        QVERIFY(common && common->bytes.empty());
        uint64_t first = 0, second = 0;
        for (const Symbol &symbol : image->symbols) {
            first = symbol.name == "first" ? symbol.address : first;
            second = symbol.name == "second" ? symbol.address : second;
        }
        QVERIFY(common->contains(first) && common->contains(second) && common->contains(second + 31)
                && first != second);
        QCOMPARE(second % 16, uint64_t(0));
    }

    void chosenBase()
    {
        const QString object = at(QStringLiteral("base.o"));
        if (!toolbox::has(QStringLiteral("gcc"))
            || !toolbox::run(QStringLiteral("gcc"),
                             {QStringLiteral("-c"), QStringLiteral("object.c"), QStringLiteral("-o"), object},
                             m_folder.path()))
            QSKIP("no compiler");
        LoadOptions options;
        options.base = 0x40000000;
        const auto image = toolbox::load(object, options);
        QVERIFY(image.ok());
        QCOMPARE(image->base, uint64_t(0x40000000));
        for (const Region &region : image->regions)
            QVERIFY(region.address >= 0x40000000);
    }
};

QTEST_GUILESS_MAIN(ObjectTest)
#include "tst_object.moc"
