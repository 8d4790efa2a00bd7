// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Mach-O files written byte by byte, thin and universal.
#include "analysis/binary/containers/container.h"
#include "toolbox.h"

using namespace symbolon;

namespace {

class Writer
{
public:
    explicit Writer(Endian endian) : m_endian(endian) { }
    void integer(uint64_t value, unsigned size)
    {
        for (unsigned n = 0; n < size; ++n)
            m_bytes.push_back(static_cast<uint8_t>(value >> 8 * (m_endian == Endian::Big ? size - 1 - n : n)));
    }
    void word(uint64_t value) { integer(value, 4); }
    void name(const char *text) // 16 bytes
    {
        const QByteArray padded = QByteArray(text).leftJustified(16, '\0');
        m_bytes.insert(m_bytes.end(), padded.begin(), padded.end());
    }
    void text(const QByteArray &content) { m_bytes.insert(m_bytes.end(), content.begin(), content.end()); }
    void padTo(std::size_t size) { m_bytes.resize(std::max(size, m_bytes.size())); }
    std::size_t size() const { return m_bytes.size(); }
    void patch(std::size_t at, uint64_t value)
    {
        Writer other(m_endian);
        other.word(value);
        std::copy(other.m_bytes.begin(), other.m_bytes.end(), m_bytes.begin() + static_cast<std::ptrdiff_t>(at));
    }
    toolbox::Bytes take() { return std::move(m_bytes); }

private:
    Endian m_endian;
    toolbox::Bytes m_bytes;
};

struct Kind {
    Endian endian = Endian::Little;
    bool wide = true;
    uint32_t processor = 0x1000007; // x86-64
};

constexpr uint64_t base = 0x4000, codeOffset = 0x800, code = base + codeOffset;
constexpr uint64_t stubs = code + 0x40, pointers = 0x5000, starts = 0x5010, tail = 0x1100;

// __TEXT with __text (main, _helper) and __stubs (one for _printf), __DATA with a lazy pointer and
// __mod_init_func, __LINKEDIT with symbols, indirect symbols and function starts.
toolbox::Bytes program(const Kind &kind)
{
    const unsigned word = kind.wide ? 8 : 4;
    const uint64_t linkedit = tail;
    Writer out(kind.endian);
    out.word(kind.wide ? 0xfeedfacf : 0xfeedface);
    out.word(kind.processor);
    out.word(3);
    out.word(2); // MH_EXECUTE
    out.word(8); // commands
    const std::size_t sizeField = out.size();
    out.word(0);
    out.word(0x200085); // PIE, two-level
    if (kind.wide)
        out.word(0);
    const std::size_t commands = out.size();
    const auto section = [&](const char *name, const char *segment, uint64_t address, uint64_t size, uint64_t offset,
                             uint32_t flags, uint32_t reserved1, uint32_t reserved2) {
        out.name(name);
        out.name(segment);
        out.integer(address, word);
        out.integer(size, word);
        for (uint64_t value :
             {offset, uint64_t{2}, uint64_t{0}, uint64_t{0}, uint64_t{flags}, uint64_t{reserved1}, uint64_t{reserved2}})
            out.word(value);
        if (kind.wide)
            out.word(0);
    };
    const auto segment = [&](const char *name, uint64_t address, uint64_t size, uint64_t offset, uint64_t fileSize,
                             uint32_t protection, uint32_t sections) {
        out.word(kind.wide ? 0x19 : 1);
        out.word((kind.wide ? 72 : 56) + sections * (kind.wide ? 80 : 68));
        out.name(name);
        for (uint64_t value : {address, size, offset, fileSize})
            out.integer(value, word);
        for (uint32_t value : {protection, protection, sections, 0u})
            out.word(value);
    };
    segment("__TEXT", base, 0x1000, 0, 0x1000, 5, 2);
    section("__text", "__TEXT", code, 0x40, codeOffset, 0x80000400, 0, 0);
    section("__stubs", "__TEXT", stubs, 6, codeOffset + 0x40, 0x80000408, 0, 6);
    segment("__DATA", 0x5000, 0x1000, 0x1000, 0x100, 3, 2);
    section("__la_symbol_ptr", "__DATA", pointers, word, 0x1000, 7, 1, 0);
    section("__mod_init_func", "__DATA", starts, word, 0x1010, 9, 0, 0);
    segment("__LINKEDIT", 0x6000, 0x1000, linkedit, 0x200, 1, 0);
    out.word(2); // LC_SYMTAB
    out.word(24);
    out.word(linkedit);
    out.word(3);
    out.word(linkedit + 0x80);
    out.word(0x40);
    out.word(0xb); // LC_DYSYMTAB
    out.word(80);
    for (uint64_t value : {0, 1, 1, 1, 2, 1, 0, 0, 0, 0, 0, 0})
        out.word(value);
    out.word(linkedit + 0x60); // indirect symbols
    out.word(2);
    for (unsigned n = 0; n < 4; ++n)
        out.word(0);
    out.word(0x80000028); // LC_MAIN
    out.word(24);
    out.integer(codeOffset, 8);
    out.integer(0, 8);
    out.word(0x26); // LC_FUNCTION_STARTS
    out.word(16);
    out.word(linkedit + 0x70);
    out.word(8);
    out.word(0xc); // LC_LOAD_DYLIB
    out.word(48);
    out.word(24);
    for (unsigned n = 0; n < 3; ++n)
        out.word(1);
    out.text(QByteArray("/usr/lib/libc.so").leftJustified(24, '\0'));
    out.patch(sizeField, out.size() - commands);

    out.padTo(codeOffset);
    for (unsigned n = 0; n < 0x46; ++n)
        out.integer(0x90, 1);
    out.padTo(0x1010);
    out.integer(code + 0x10, word); // helper is an initialiser
    out.padTo(linkedit);
    const auto symbol = [&](uint32_t name, uint8_t type, uint8_t sectionNumber, uint16_t description, uint64_t value) {
        out.word(name);
        out.integer(type, 1);
        out.integer(sectionNumber, 1);
        out.integer(description, 2);
        out.integer(value, word);
    };
    symbol(1, 0x0e, 1, 0, code + 0x10); // _helper
    symbol(9, 0x0f, 1, 0, code);        // _main
    symbol(15, 0x01, 0, 0x100, 0);      // _printf, from the first library
    out.padTo(linkedit + 0x60);
    out.word(2);
    out.word(2);
    out.padTo(linkedit + 0x70);
    out.text(QByteArray::fromHex("80101000")); // 0x800, then 0x10 further
    out.padTo(linkedit + 0x80);
    out.text(QByteArray("\0_helper\0_main\0_printf\0", 24));
    out.padTo(linkedit + 0x200);
    return out.take();
}

const Kind arm64{Endian::Little, true, 0x100000c}, x86{Endian::Little, false, 7}, ppc{Endian::Big, false, 18};

toolbox::Bytes universal(const QList<toolbox::Bytes> &slices, const QList<uint32_t> &processors)
{
    Writer out(Endian::Big);
    out.word(0xcafebabe);
    out.word(static_cast<uint64_t>(slices.size()));
    uint64_t offset = 0x1000;
    for (qsizetype n = 0; n < slices.size(); ++n) {
        for (uint64_t value : {uint64_t{processors[n]}, uint64_t{3}, offset, uint64_t{slices[n].size()}, uint64_t{12}})
            out.word(value);
        offset += 0x2000;
    }
    for (qsizetype n = 0; n < slices.size(); ++n) {
        out.padTo(0x1000 + static_cast<std::size_t>(n) * 0x2000);
        out.text(
            QByteArray(reinterpret_cast<const char *>(slices[n].data()), static_cast<qsizetype>(slices[n].size())));
    }
    return out.take();
}

} // namespace

class MachOTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thin_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<int>("architecture");
        QTest::newRow("x86-64") << 0 << static_cast<int>(Architecture::X86_64);
        QTest::newRow("arm64") << 1 << static_cast<int>(Architecture::AArch64);
        QTest::newRow("x86") << 2 << static_cast<int>(Architecture::X86);
        QTest::newRow("powerpc") << 3 << static_cast<int>(Architecture::PowerPc32);
    }
    void thin()
    {
        QFETCH(int, which);
        QFETCH(int, architecture);
        const Kind kinds[] = {Kind{}, arm64, x86, ppc};
        const auto image = loadImage(program(kinds[which]), {"program", {}, {}, 0, false});
        QVERIFY2(image.ok(), image.ok() ? "" : (image.error().summary + image.error().detail).c_str());
        QVERIFY2(image->warnings.empty(), image->warnings.empty() ? "" : image->warnings[0].c_str());
        QCOMPARE(static_cast<int>(image->architecture), architecture);
        QVERIFY(image->format == FileFormat::MachO && image->endian == kinds[which].endian);
        QCOMPARE(image->bits, kinds[which].wide ? 64u : 32u);
        QCOMPARE(image->base, base);
        QCOMPARE(image->entry, code);
        QCOMPARE(image->regions.size(), std::size_t(4));
        const Region *text = image->regionNamed("__text");
        QVERIFY(text && text->executable && !text->writable && text->address == code && text->bytes.size() == 0x40);
        QCOMPARE(text->bytes[0], uint8_t(0x90));
        QVERIFY(image->regionNamed("__la_symbol_ptr")->writable);
        QCOMPARE(image->symbols.size(), std::size_t(2));
        QCOMPARE(image->symbols[0].name, std::string("main"));
        QVERIFY(image->symbols[0].exported && image->symbols[0].kind == Symbol::Kind::Function);
        QCOMPARE(image->symbols[1].name, std::string("helper"));
        QVERIFY(!image->symbols[1].global);
        QCOMPARE(image->functionStarts, (std::vector<uint64_t>{code, code + 0x10}));
        QCOMPARE(image->initArray, (std::vector<uint64_t>{code + 0x10}));
        QCOMPARE(image->libraries, (std::vector<std::string>{"/usr/lib/libc.so"}));
        QCOMPARE(image->imports.size(), std::size_t(2));
        uint64_t slot = 0, stub = 0;
        for (const Import &import : image->imports) {
            QCOMPARE(import.name, std::string("printf"));
            QCOMPARE(import.library, std::string("/usr/lib/libc.so"));
            slot |= import.slot;
            stub |= import.stub;
        }
        QCOMPARE(slot, pointers);
        QCOMPARE(stub, stubs);
    }

    void universalChoosesASlice()
    {
        const auto file = universal({program(Kind{}), program(arm64)}, {0x1000007, 0x100000c});
        LoadOptions options;
        options.path = "fat";
        auto image = loadImage(file, options);
        QVERIFY2(image.ok(), image.ok() ? "" : image.error().summary.c_str());
        QVERIFY(image->architecture == Architecture::X86_64);
        QVERIFY(!image->warnings.empty() && image->warnings[0].find("AArch64") != std::string::npos);
        options.architecture = parseArchitecture("arm64");
        image = loadImage(file, options);
        QVERIFY(image.ok() && image->architecture == Architecture::AArch64);
        QCOMPARE(image->entry, code);
        options.architecture = parseArchitecture("mips");
        QVERIFY(!loadImage(file, options).ok());
    }

    void universalIsListed()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("fat"));
        const auto thinArm = program(arm64);
        const auto file = universal({program(Kind{}), thinArm}, {0x1000007, 0x100000c});
        QVERIFY(toolbox::writeFile(
            path, QByteArray(reinterpret_cast<const char *>(file.data()), static_cast<qsizetype>(file.size()))));
        const auto listing = listContents(path.toStdString(), {}, {});
        QVERIFY(listing.ok());
        QCOMPARE(listing->entries.size(), std::size_t(3));
        QCOMPARE(listing->entries[0].kind, std::string("universal"));
        QCOMPARE(listing->entries[2].path, std::string("aarch64"));
        QVERIFY(listing->entries[2].type == ContainerEntry::Type::Executable);
        const auto member = readMember(path.toStdString(), "aarch64", {}, {});
        QVERIFY(member.ok() && *member == thinArm);
    }

    void damaged()
    {
        const auto whole = program(Kind{});
        for (std::size_t size = 0; size < whole.size(); size += 64) {
            const auto image = loadImage(std::span(whole).first(size), {"cut", {}, {}, 0, false});
            QVERIFY(image.ok() || image.error().kind == ErrorKind::BadInput);
        }
    }
};

QTEST_GUILESS_MAIN(MachOTest)
#include "tst_macho.moc"
