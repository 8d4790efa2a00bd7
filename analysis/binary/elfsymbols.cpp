// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/elfloader.h"

namespace symbolon {

namespace {

// STT_*, STB_*, STV_*, SHN_*
enum : uint8_t {
    object = 1,
    function = 2,
    sectionSymbol = 3,
    fileSymbol = 4,
    common = 5,
    threadLocal = 6,
    indirect = 10
};
enum : uint8_t { local = 0, global = 1, weak = 2, unique = 10 };
enum : uint8_t { visibilityDefault = 0, visibilityProtected = 3 };
enum Tag : uint32_t {
    tagHash = 4,
    tagStrings = 5,
    tagSymbols = 6,
    tagGnuHash = 0x6ffffef5,
    tagVersions = 0x6ffffff0,
    tagVersionsNeeded = 0x6ffffffe,
    tagMipsSymbolCount = 0x70000011
};
constexpr uint16_t firstReservedSection = 0xff00, commonSection = 0xfff2;
constexpr uint64_t sharedText = 4;

// binutils writes "name@VERSION" into .symtab for what has a version in .dynsym.
std::string withoutVersion(const std::string &name)
{
    const auto at = name.find('@');
    return at == std::string::npos || at == 0 ? name : name.substr(0, at);
}

Symbol::Kind kindOf(uint8_t type)
{
    switch (type) {
    case function:
    case indirect:
        return Symbol::Kind::Function;
    case object:
    case common:
        return Symbol::Kind::Object;
    default:
        return Symbol::Kind::Other;
    }
}

} // namespace

void ElfLoader::readSymbols()
{
    const auto copy = [](const LIEF::ELF::Symbol &symbol) {
        return ElfSymbol{withoutVersion(symbol.name()),
                         {},
                         symbol.value(),
                         symbol.size(),
                         static_cast<uint8_t>(symbol.information() & 15),
                         static_cast<uint8_t>(symbol.information() >> 4),
                         symbol.other(),
                         symbol.shndx()};
    };
    for (const LIEF::ELF::Symbol &symbol : m_elf->static_symbols())
        m_symtab.push_back(copy(symbol));
    for (const LIEF::ELF::Symbol &symbol : m_elf->dynamic_symbols())
        m_dynsym.push_back(copy(symbol));
}

// Nothing gives the number of dynamic symbols, but the tables that find them by name reach to the last one.
uint64_t ElfLoader::countDynamicSymbols() const
{
    uint64_t count = dynamic(tagMipsSymbolCount);
    const auto place = [this](uint64_t tag) { return dynamic(tag) ? fileOffset(dynamic(tag)) : std::nullopt; };
    if (const auto hash = place(tagHash))
        count = std::max(count, m_view.field(*hash + 4, 4));
    if (const auto hash = place(tagGnuHash)) {
        const uint64_t buckets = m_view.field(*hash, 4), first = m_view.field(*hash + 4, 4);
        const uint64_t at = *hash + 16 + m_view.field(*hash + 8, 4) * (m_header.bits / 8);
        uint64_t last = 0;
        for (uint64_t n = 0; n < buckets && m_view.holds(at + n * 4, 4); ++n)
            last = std::max(last, m_view.field(at + n * 4, 4));
        const uint64_t chains = at + buckets * 4;
        if (last >= first && last > 0) {
            while (m_view.holds(chains + (last - first) * 4, 4) && !(m_view.field(chains + (last - first) * 4, 4) & 1))
                ++last;
            count = std::max(count, last + 1);
        }
    }
    return count;
}

// Without section headers LIEF counts the symbols that relocations name; those of a MIPS GOT are not among them, nor is
// what is only exported.
void ElfLoader::readSymbolsOfSegments()
{
    const bool wide = m_header.bits == 64;
    const uint64_t size = wide ? 24 : 16;
    const auto table = fileOffset(dynamic(tagSymbols)), names = fileOffset(dynamic(tagStrings));
    if (!dynamic(tagSymbols) || !table || !names)
        return;
    const uint64_t count = countDynamicSymbols();
    uint64_t text = 0; // names may share their ends, but not without measure
    for (uint64_t n = m_dynsym.size();
         n < count && m_view.holds(*table + n * size, size) && text <= sharedText * m_view.size(); ++n) {
        const uint64_t at = *table + n * size, after = at + (wide ? 4 : 12);
        const auto info = static_cast<uint8_t>(m_view.field(after, 1));
        m_dynsym.push_back({m_view.text(*names + m_view.field(at, 4)),
                            {},
                            m_view.field(at + (wide ? 8 : 4), m_header.bits / 8),
                            m_view.field(at + (wide ? 16 : 8), m_header.bits / 8),
                            static_cast<uint8_t>(info & 15),
                            static_cast<uint8_t>(info >> 4),
                            static_cast<uint8_t>(m_view.field(after + 1, 1)),
                            static_cast<uint16_t>(m_view.field(after + 2, 2))});
        text += m_dynsym.back().name.size();
    }
}

// The library that an undefined symbol's version comes from.
void ElfLoader::readVersions()
{
    const auto place = [this](uint64_t tag) { return dynamic(tag) ? fileOffset(dynamic(tag)) : std::nullopt; };
    const auto versions = place(tagVersions), needed = place(tagVersionsNeeded), names = place(tagStrings);
    if (!versions || !needed || !names)
        return;
    constexpr uint64_t entry = 16, longestFileName = 255;
    std::map<uint64_t, std::string> libraries;
    uint64_t left = m_view.size() / entry; // a sane file's do not overlap
    for (uint64_t at = *needed, next = 1; next != 0 && left > 0 && m_view.holds(at, entry); at += next) {
        --left;
        const std::string library = m_view.text(*names + m_view.field(at + 4, 4), longestFileName);
        uint64_t version = at + m_view.field(at + 8, 4);
        for (uint64_t n = m_view.field(at + 2, 2); n > 0 && left > 0 && m_view.holds(version, entry); --n) {
            --left;
            libraries.emplace(m_view.field(version + 6, 2), library);
            const uint64_t step = m_view.field(version + 12, 4);
            if (step == 0)
                break;
            version += step;
        }
        next = m_view.field(at + 12, 4);
    }
    for (std::size_t n = 0; n < m_dynsym.size(); ++n) {
        const auto library = libraries.find(m_view.field(*versions + 2 * n, 2) & 0x7fff);
        if (m_dynsym[n].undefined() && library != libraries.end())
            m_dynsym[n].library = library->second;
    }
}

// Where a defined symbol lies, with the Thumb bit of an ARM function.
std::optional<uint64_t> ElfLoader::addressOf(const ElfSymbol &symbol) const
{
    if (symbol.undefined() || symbol.type == threadLocal || symbol.type == fileSymbol)
        return std::nullopt;
    if (m_builder.image.kind != FileKind::Relocatable) {
        if (symbol.section >= firstReservedSection && !m_builder.image.regionAt(symbol.value))
            return std::nullopt; // SHN_ABS: a number, unless it is an address after all
        return symbol.value;
    }
    if (symbol.section == commonSection && m_common != 0)
        return m_common + symbol.value;
    if (symbol.section >= m_sections.size() || !m_sections[symbol.section].allocated())
        return std::nullopt;
    return m_sections[symbol.section].address + symbol.value;
}

// On 64-bit PowerPC (ELFv1) a function's address is that of its descriptor in .opd, whose first word
// points to the code.
uint64_t ElfLoader::functionAt(uint64_t address) const
{
    const Image &image = m_builder.image;
    if (image.architecture != Architecture::PowerPc64)
        return address;
    const Region *region = image.regionAt(address);
    if (!region || region->name != ".opd")
        return address;
    return image.readPointer(address).value_or(address);
}

bool ElfLoader::addMappingMark(const ElfSymbol &symbol, uint64_t address)
{
    const std::string &name = symbol.name;
    if (name.size() < 2 || name[0] != '$' || (name.size() > 2 && name[2] != '.') || symbol.binding != local)
        return false;
    MappingMark mark{address, MappingMark::Kind::Data};
    if (m_header.architecture == Architecture::Arm && name[1] == 'a')
        mark.kind = MappingMark::Kind::Arm;
    else if (m_header.architecture == Architecture::Arm && name[1] == 't')
        mark.kind = MappingMark::Kind::Thumb;
    else if (m_header.architecture == Architecture::AArch64 && name[1] == 'x')
        mark.kind = MappingMark::Kind::Code;
    else if (name[1] != 'd')
        return false;
    m_builder.image.marks.push_back(mark);
    return true;
}

void ElfLoader::addSymbols(const std::vector<ElfSymbol> &table, bool dynamicTable)
{
    const bool arm = m_header.architecture == Architecture::Arm;
    const bool mips = m_header.architecture == Architecture::Mips32 || m_header.architecture == Architecture::Mips64;
    uint64_t outside = 0;
    for (const ElfSymbol &entry : table) {
        const auto address = addressOf(entry);
        if (!address || entry.name.empty() || entry.type == sectionSymbol)
            continue;
        if ((arm || m_header.architecture == Architecture::AArch64) && addMappingMark(entry, *address))
            continue;
        Symbol symbol;
        symbol.name = entry.name;
        symbol.kind = kindOf(entry.type);
        symbol.address = symbol.kind == Symbol::Kind::Object ? *address : functionAt(*address);
        symbol.size = symbol.address == *address ? entry.size : 0; // else it is the descriptor's
        if (symbol.kind == Symbol::Kind::Function && (arm || mips)) {
            symbol.thumb = arm && (symbol.address & 1);
            symbol.address &= ~UINT64_C(1);
        }
        symbol.global = entry.binding != local;
        const uint8_t visibility = entry.other & 3;
        symbol.exported =
            dynamicTable && symbol.global && (visibility == visibilityDefault || visibility == visibilityProtected);
        if (!m_builder.image.regionAt(symbol.address) && !m_builder.image.regionAt(symbol.address - 1)) {
            // The end of a section (_end, __bss_start) is fine, and so are marks of the linker (__ehdr_start).
            outside += symbol.kind != Symbol::Kind::Other && symbol.name != ".TOC." ? 1 : 0;
            continue;
        }
        m_builder.addSymbol(std::move(symbol));
    }
    if (outside > 0)
        m_builder.warn(std::to_string(outside) + " symbols lie outside the sections that are loaded");
}

} // namespace symbolon
