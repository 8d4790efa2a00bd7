// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Loaded images against what readelf, nm and objdump say of the same files.
#include "tests/cputimer.h"
#include "toolbox.h"

#include <QMap>
#include <QSet>

using namespace symbolon;

namespace {

const char *const programSource = R"(
#include <stdio.h>
#include <stdlib.h>
static int counter;
int table[4] = {1, 2, 3, 4};
static int helper(int x) { counter += x; return table[x & 3]; }
int (*pointer)(int) = helper;
__attribute__((constructor)) static void start(void) { counter = 5; }
__attribute__((destructor)) static void stop(void) { counter = 6; }
int shown(int a) { printf("%d %p\n", helper(a), (void *)stdout); return pointer(a); }
int main(int argc, char **argv) { if (argc > 3) exit(2); return shown(argc) + atoi(argv[0]); }
)";

const char *const librarySource = R"(
extern int other(int);
static int state;
int table[4] = {1, 2, 3, 4};
static int helper(int x) { state += x; return table[x & 3]; }
int (*pointer)(int) = helper;
__attribute__((visibility("hidden"))) int hidden(int x) { return helper(x) + 1; }
int shown(int a) { return other(a) + pointer(a) + hidden(a); }
)";

struct Listed {
    uint64_t value = 0;
    uint64_t size = 0;
    QString type;
    QString binding;
    QString section;
    QString name;
};

// Lines of "readelf -W --syms" and "--dyn-syms".
QList<Listed> readelfSymbols(const QString &path, const QString &option)
{
    QList<Listed> list;
    const auto output = toolbox::run(QStringLiteral("readelf"), {QStringLiteral("-W"), option, path});
    for (const QByteArray &line : output.value_or(QByteArray()).split('\n')) {
        static const QRegularExpression other(QStringLiteral("\\[[^\\]]*\\]")); // "[MIPS PLT]"
        const QStringList words = QString::fromUtf8(line).remove(other).simplified().split(u' ');
        if (words.size() < 8 || !words[0].endsWith(u':') || words[0] == QLatin1String("Num:"))
            continue;
        list.append({words[1].toULongLong(nullptr, 16), words[2].toULongLong(nullptr, 0), words[3], words[4], words[6],
                     words[7].section(u'@', 0, 0)});
    }
    return list;
}

struct ListedRelocation {
    uint64_t address = 0;
    QString type;
    QString symbol;
};

QList<ListedRelocation> readelfRelocations(const QString &path)
{
    QList<ListedRelocation> list;
    static const QRegularExpression row(
        QStringLiteral("^([0-9a-f]{8,16}) +[0-9a-f]+ +(R_\\S+)(?: +[0-9a-f]+ +(\\S+))?"));
    const auto output = toolbox::run(QStringLiteral("readelf"), {QStringLiteral("-W"), QStringLiteral("-r"), path});
    for (const QByteArray &line : output.value_or(QByteArray()).split('\n')) {
        const auto match = row.match(QString::fromUtf8(line));
        if (match.hasMatch() && !match.captured(2).endsWith(QLatin1String("_NONE")))
            list.append(
                {match.captured(1).toULongLong(nullptr, 16), match.captured(2), match.captured(3).section(u'@', 0, 0)});
    }
    return list;
}

const Symbol *symbolNamed(const Image &image, const QString &name)
{
    for (const Symbol &symbol : image.symbols) {
        if (symbol.name == name.toStdString())
            return &symbol;
    }
    return nullptr;
}

const Import *importNamed(const Image &image, const std::string &name)
{
    for (const Import &import : image.imports) {
        if (import.name == name)
            return &import;
    }
    return nullptr;
}

// Everything that readelf lists is in the image, at the same place.
void compareWithReadelf(const QString &path, const Image &image)
{
    const bool arm = image.architecture == Architecture::Arm;
    QSet<QString> known;
    for (const Symbol &symbol : image.symbols)
        known.insert(QString::number(symbol.address, 16) + u' ' + QString::fromStdString(symbol.name));
    qsizetype compared = 0;
    for (const QString &option : {QStringLiteral("--syms"), QStringLiteral("--dyn-syms")}) {
        for (const Listed &listed : readelfSymbols(path, option)) {
            if (listed.section == QLatin1String("UND") || listed.section == QLatin1String("ABS")
                || listed.name == QLatin1String(".TOC.")
                || (listed.type != QLatin1String("FUNC") && listed.type != QLatin1String("OBJECT")))
                continue;
            const uint64_t bit = arm && listed.type == QLatin1String("FUNC") ? listed.value & 1 : 0;
            // A function of 64-bit PowerPC (ELFv1) is listed where its descriptor is, which points to the code.
            uint64_t address = listed.value - bit;
            if (const Region *region = image.regionAt(address); region && region->name == ".opd")
                address = image.readPointer(address).value_or(0);
            const QString key = QString::number(address, 16) + u' ' + listed.name;
            QVERIFY2(known.contains(key), qPrintable(path + u' ' + key));
            ++compared;
        }
    }
    QSet<QString> imported;
    for (const Import &import : image.imports)
        imported.insert(QString::fromStdString(import.name));
    for (const Listed &listed : readelfSymbols(path, QStringLiteral("--dyn-syms"))) {
        if (listed.section == QLatin1String("UND") && !listed.name.isEmpty()) {
            QVERIFY2(imported.contains(listed.name), qPrintable(path + u' ' + listed.name));
            ++compared;
        }
    }
    QMap<uint64_t, std::string> relocated, slots_;
    for (const Relocation &relocation : image.relocations)
        relocated.insert(relocation.address, relocation.symbol);
    for (const Import &import : image.imports)
        slots_.insert(import.slot, import.name);
    for (const ListedRelocation &listed : readelfRelocations(path)) {
        const QByteArray where = (path + u' ' + QString::number(listed.address, 16)).toUtf8();
        QVERIFY2(relocated.contains(listed.address), where);
        if (listed.symbol.isEmpty())
            continue;
        QCOMPARE(QString::fromStdString(relocated[listed.address]), listed.symbol);
        ++compared;
        const bool undefined = imported.contains(listed.symbol);
        if (undefined
            && (listed.type.contains(QLatin1String("JUMP_SLO")) || listed.type.endsWith(QLatin1String("GLOB_DAT"))))
            QVERIFY2(slots_.value(listed.address) == listed.symbol.toStdString(), where);
    }
    qInfo("%s: %lld symbols, imports and relocations agree", qPrintable(path), static_cast<long long>(compared));
}

void checkOrder(const Image &image)
{
    for (std::size_t n = 1; n < image.regions.size(); ++n)
        QVERIFY(image.regions[n - 1].address + image.regions[n - 1].size <= image.regions[n].address);
    QVERIFY(std::is_sorted(image.symbols.begin(), image.symbols.end(),
                           [](const Symbol &a, const Symbol &b) { return a.address < b.address; }));
    QVERIFY(std::is_sorted(image.relocations.begin(), image.relocations.end(),
                           [](const Relocation &a, const Relocation &b) { return a.address < b.address; }));
}

} // namespace

class LoaderTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString at(const QString &name) const { return m_folder.filePath(name); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QVERIFY(toolbox::writeFile(at(QStringLiteral("program.c")), programSource));
        QVERIFY(toolbox::writeFile(at(QStringLiteral("library.c")), librarySource));
    }

    void compiledPrograms_data()
    {
        QTest::addColumn<QString>("compiler");
        QTest::addColumn<QStringList>("flags");
        const QStringList plain{QStringLiteral("-O1")};
        QTest::newRow("native") << QStringLiteral("gcc") << plain;
        QTest::newRow("not position independent")
            << QStringLiteral("gcc") << plain + QStringList{QStringLiteral("-no-pie")};
        QTest::newRow("lazy") << QStringLiteral("gcc") << plain + QStringList{QStringLiteral("-Wl,-z,lazy")};
        QTest::newRow("static") << QStringLiteral("gcc") << plain + QStringList{QStringLiteral("-static")};
        QTest::newRow("compact relocations")
            << QStringLiteral("gcc") << plain + QStringList{QStringLiteral("-Wl,-z,pack-relative-relocs")};
        QTest::newRow("arm") << QStringLiteral("arm-linux-gnueabihf-gcc") << plain;
    }
    void compiledPrograms()
    {
        QFETCH(QString, compiler);
        QFETCH(QStringList, flags);
        const QString out = at(QStringLiteral("program"));
        if (!toolbox::has(compiler) || !toolbox::has(QStringLiteral("readelf"))
            || !toolbox::run(compiler, flags + QStringList{QStringLiteral("program.c"), QStringLiteral("-o"), out},
                             m_folder.path()))
            QSKIP("this compiler cannot build the program here");
        const auto image = toolbox::load(out);
        QVERIFY2(image.ok(), image.ok() ? "" : image.error().summary.c_str());
        QVERIFY(image->warnings.empty());
        compareWithReadelf(out, *image);
        checkOrder(*image);
        QVERIFY(image->kind == FileKind::Executable);
        const Symbol *main = symbolNamed(*image, QStringLiteral("main"));
        const Symbol *start = symbolNamed(*image, QStringLiteral("start"));
        const Symbol *stop = symbolNamed(*image, QStringLiteral("stop"));
        const Symbol *pointer = symbolNamed(*image, QStringLiteral("pointer"));
        const Symbol *helper = symbolNamed(*image, QStringLiteral("helper"));
        QVERIFY(main && start && stop && pointer && helper);
        QVERIFY(image->isCode(main->address) && main->size > 0 && main->kind == Symbol::Kind::Function);
        QVERIFY(std::count(image->initArray.begin(), image->initArray.end(), start->address) == 1);
        QVERIFY(std::count(image->finiArray.begin(), image->finiArray.end(), stop->address) == 1);
        QCOMPARE(image->entry, symbolNamed(*image, QStringLiteral("_start"))->address);
        // A pointer in data holds its target, as in memory.
        const uint64_t bit = helper->thumb ? 1 : 0;
        QCOMPARE(image->readPointer(pointer->address), std::optional<uint64_t>(helper->address | bit));
        if (!flags.contains(QStringLiteral("-static"))) {
            const Import *import = importNamed(*image, "printf");
            QVERIFY(import && import->slot != 0 && import->function && !import->library.empty());
            QVERIFY(std::count(image->libraries.begin(), image->libraries.end(), import->library) == 1);
        }
    }

    void strippedToSegments()
    {
        const QString out = at(QStringLiteral("segments"));
        if (!toolbox::has(QStringLiteral("gcc"))
            || !toolbox::run(QStringLiteral("gcc"),
                             {QStringLiteral("-O1"), QStringLiteral("program.c"), QStringLiteral("-o"), out},
                             m_folder.path()))
            QSKIP("no compiler");
        const auto whole = toolbox::load(out);
        QVERIFY(whole.ok());
        // Without section headers, as some vendors ship.
        toolbox::Bytes bytes = toolbox::readFile(out);
        std::fill_n(bytes.begin() + 40, 8, uint8_t{0}); // e_shoff
        std::fill_n(bytes.begin() + 58, 6, uint8_t{0}); // e_shentsize, e_shnum, e_shstrndx
        const auto image = loadImage(bytes, {"segments", {}, {}, 0, false});
        QVERIFY2(image.ok(), image.ok() ? "" : image.error().summary.c_str());
        QVERIFY(!image->hasSections);
        QCOMPARE(image->entry, whole->entry);
        QCOMPARE(image->relocations.size(), whole->relocations.size());
        QCOMPARE(image->imports.size(), whole->imports.size());
        const Import *import = importNamed(*image, "printf");
        QVERIFY(import && import->slot == importNamed(*whole, "printf")->slot);
        QVERIFY(!whole->initArray.empty());
        for (uint64_t start : whole->initArray)
            QVERIFY(std::count(image->initArray.begin(), image->initArray.end(), start) == 1);
    }

    void compiledLibraries_data()
    {
        QTest::addColumn<QString>("compiler");
        for (const char *name : {"gcc", "arm-linux-gnueabihf-gcc", "aarch64-linux-gnu-gcc", "mips-linux-gnu-gcc",
                                 "i686-linux-gnu-gcc", "powerpc-linux-gnu-gcc", "powerpc64-linux-gnu-gcc",
                                 "powerpc64le-linux-gnu-gcc", "mips64-linux-gnuabi64-gcc"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void compiledLibraries()
    {
        QFETCH(QString, compiler);
        const QString out = at(QStringLiteral("library.so"));
        if (!toolbox::has(compiler) || !toolbox::has(QStringLiteral("readelf"))
            || !toolbox::run(compiler,
                             {QStringLiteral("-O1"), QStringLiteral("-fPIC"), QStringLiteral("-shared"),
                              QStringLiteral("-nostdlib"), QStringLiteral("library.c"), QStringLiteral("-o"), out},
                             m_folder.path()))
            QSKIP("this compiler is not there");
        const auto image = toolbox::load(out);
        QVERIFY2(image.ok(), image.ok() ? "" : image.error().summary.c_str());
        QVERIFY(image->warnings.empty());
        compareWithReadelf(out, *image);
        checkOrder(*image);
        QVERIFY(image->kind == FileKind::SharedObject && image->positionIndependent);
        const Symbol *shown = symbolNamed(*image, QStringLiteral("shown"));
        const Symbol *hidden = symbolNamed(*image, QStringLiteral("hidden"));
        const Symbol *helper = symbolNamed(*image, QStringLiteral("helper"));
        QVERIFY(shown && shown->exported && shown->kind == Symbol::Kind::Function && image->isCode(shown->address));
        QVERIFY(hidden && !hidden->exported);
        const Import *import = importNamed(*image, "other");
        QVERIFY(import && import->slot != 0 && image->regionAt(import->slot));
        const uint64_t bit = helper->thumb ? 1 : 0;
        const auto pointed = image->readPointer(symbolNamed(*image, QStringLiteral("pointer"))->address);
        QVERIFY(pointed && image->regionAt(*pointed));
        if (image->architecture != Architecture::PowerPc64) // there it points to a descriptor
            QCOMPARE(*pointed, helper->address | bit);
        if (image->architecture == Architecture::Mips32)
            QVERIFY(image->gp != 0);
        if (image->architecture == Architecture::X86)
            QCOMPARE(image->gotPlt, symbolNamed(*image, QStringLiteral("_GLOBAL_OFFSET_TABLE_"))->address);

        // Without section headers: what is exported without being used, and what only the GOT of MIPS names.
        toolbox::Bytes bytes = toolbox::readFile(out);
        const bool wide = image->bits == 64;
        std::fill_n(bytes.begin() + (wide ? 40 : 32), wide ? 8 : 4, uint8_t{0}); // e_shoff
        std::fill_n(bytes.begin() + (wide ? 58 : 46), 6, uint8_t{0});            // e_shentsize, e_shnum, e_shstrndx
        const auto bare = loadImage(bytes, {"segments", {}, {}, 0, false});
        QVERIFY2(bare.ok(), bare.ok() ? "" : bare.error().summary.c_str());
        QVERIFY(!bare->hasSections);
        const Symbol *still = symbolNamed(*bare, QStringLiteral("shown"));
        QVERIFY(still && still->exported);
        QCOMPARE(still->address, shown->address);
        const Import *same = importNamed(*bare, "other");
        QVERIFY(same);
        QCOMPARE(same->slot, import->slot);
    }

    void windowsPrograms_data()
    {
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<bool>("library");
        for (const char *prefix : {"x86_64-w64-mingw32-", "i686-w64-mingw32-"}) {
            QTest::addRow("%sexe", prefix) << QString::fromLatin1(prefix) << false;
            QTest::addRow("%sdll", prefix) << QString::fromLatin1(prefix) << true;
        }
    }
    void windowsPrograms()
    {
        QFETCH(QString, prefix);
        QFETCH(bool, library);
        const QString out = at(QStringLiteral("program.exe"));
        QStringList arguments{QStringLiteral("-O1"), QStringLiteral("program.c"), QStringLiteral("-o"), out};
        if (library)
            arguments.append(QStringLiteral("-shared"));
        if (!toolbox::has(prefix + QStringLiteral("gcc"))
            || !toolbox::run(prefix + QStringLiteral("gcc"), arguments, m_folder.path()))
            QSKIP("this compiler is not there");
        const auto image = toolbox::load(out);
        QVERIFY2(image.ok(), image.ok() ? "" : image.error().summary.c_str());
        checkOrder(*image);
        QVERIFY(image->format == FileFormat::Pe && image->isCode(image->entry));
        QVERIFY(library == (image->kind == FileKind::SharedObject));
        // Every function that nm knows.
        QSet<QString> known;
        for (const Symbol &symbol : image->symbols)
            known.insert(QString::number(symbol.address, 16) + u' ' + QString::fromStdString(symbol.name));
        qsizetype compared = 0;
        const bool decorated = image->bits == 32;
        for (const QByteArray &line : toolbox::run(prefix + QStringLiteral("nm"), {out})->split('\n')) {
            const QStringList words = QString::fromUtf8(line).split(u' ');
            if (words.size() != 3 || (words[1].toUpper() != QLatin1String("T")) || words[2].startsWith(u'.')
                || words[2].contains(u'@'))
                continue;
            const QString name = decorated && words[2].startsWith(u'_') ? words[2].mid(1) : words[2];
            QVERIFY2(known.contains(QString::number(words[0].toULongLong(nullptr, 16), 16) + u' ' + name), line);
            ++compared;
        }
        QVERIFY(compared > 50);
        const Symbol *shown = symbolNamed(*image, QStringLiteral("shown"));
        QVERIFY(shown && shown->kind == Symbol::Kind::Function);
        QCOMPARE(shown->exported, library);
        const Import *import = importNamed(*image, "malloc");
        QVERIFY(import && image->regionAt(import->slot));
        QCOMPARE(QString::fromStdString(import->library).toLower(), QStringLiteral("msvcrt.dll"));
        // The slot's content names the function before the loader fills it: hint, then name.
        const auto hint = image->readPointer(import->slot);
        QVERIFY(hint.has_value());
        const auto name = image->bytesAt(image->base + (*hint & 0x7fffffff) + 2, 6);
        QCOMPARE(std::string(name.begin(), name.end()), std::string("malloc"));
        if (image->bits == 64) {
            QVERIFY(image->functionStarts.size() > 50);
            const auto starts = image->functionStarts;
            QVERIFY(std::binary_search(starts.begin(), starts.end(), shown->address));
        }
        QVERIFY(!image->initArray.empty()); // MinGW's TLS callbacks
    }

    void rawBlobs()
    {
        const toolbox::Bytes bytes = {0x00, 0x20, 0x70, 0x47};
        LoadOptions options;
        options.path = "blob";
        const auto without = loadImage(bytes, options);
        QVERIFY(!without.ok() && without.error().kind == ErrorKind::BadInput);
        options.architecture = parseArchitecture("thumb");
        options.base = 0x08000000;
        const auto image = loadImage(bytes, options);
        QVERIFY(image.ok());
        QVERIFY(image->format == FileFormat::Raw && image->architecture == Architecture::Arm && image->thumbEntry);
        QCOMPARE(image->readInteger(0x08000002, 2), std::optional<uint64_t>(0x4770));
        QVERIFY(image->isCode(0x08000000) && image->base == 0x08000000);
        options.base = 0xffffffff;
        QVERIFY(!loadImage(bytes, options).ok());
        QVERIFY(!loadImage({}, options).ok());
    }

    void errorsNameTheReason()
    {
        toolbox::Bytes bytes(256);
        const uint8_t start[] = {0x7f, 'E', 'L', 'F', 2, 1, 1};
        std::copy(std::begin(start), std::end(start), bytes.begin());
        bytes[16] = 2;
        bytes[18] = 243;
        LoadOptions options;
        options.path = "thing";
        auto image = loadImage(bytes, options);
        QVERIFY(!image.ok() && image.error().kind == ErrorKind::BadInput);
        QVERIFY(image.error().summary.find("RISC-V") != std::string::npos);
        QVERIFY(image.error().summary.find("thing") != std::string::npos);
        QVERIFY(image.error().hint.find("x86-64") != std::string::npos);
        options.architecture = parseArchitecture("arm");
        options.forceRaw = true;
        QVERIFY(loadImage(bytes, options).ok());
        const QByteArray text("just some text, no program\n");
        image = loadImage({reinterpret_cast<const uint8_t *>(text.data()), static_cast<size_t>(text.size())},
                          {"text", {}, {}, 0, false});
        QVERIFY(!image.ok() && image.error().summary.find("not an ELF") != std::string::npos);
    }

    void benchmark_data()
    {
        QTest::addColumn<QString>("path");
        for (const QString &path : toolbox::benchBinaries())
            QTest::newRow(qPrintable(path.section(u'/', -2, -2))) << path;
        if (toolbox::benchBinaries().isEmpty())
            QTest::newRow("none") << QString();
    }
    void benchmark()
    {
        QFETCH(QString, path);
        if (path.isEmpty() || !toolbox::has(QStringLiteral("readelf")))
            QSKIP("SYMBOLON_BENCH is not set");
        const CpuTimer timer;
        const auto image = toolbox::load(path);
        QVERIFY(timer.seconds() < 0.5);
        QVERIFY2(image.ok(), image.ok() ? "" : image.error().summary.c_str());
        QVERIFY2(image->warnings.empty(), image->warnings.empty() ? "" : image->warnings[0].c_str());
        compareWithReadelf(path, *image);
        checkOrder(*image);
        QVERIFY(!image->initArray.empty());
    }
};

QTEST_GUILESS_MAIN(LoaderTest)
#include "tst_loader.moc"
