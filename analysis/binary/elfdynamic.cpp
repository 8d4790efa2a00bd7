// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/elfloader.h"

#include <algorithm>

namespace symbolon {

namespace {

enum Tag : uint64_t {
    tagPltRelSize = 2,
    tagPltGot = 3,
    tagRela = 7,
    tagRelaSize = 8,
    tagInit = 12,
    tagFini = 13,
    tagRel = 17,
    tagRelSize = 18,
    tagPltRel = 20,
    tagJmpRel = 23,
    tagInitArray = 25,
    tagFiniArray = 26,
    tagInitArraySize = 27,
    tagFiniArraySize = 28,
    tagPreinitArray = 32,
    tagPreinitArraySize = 33,
    tagRelrSize = 35,
    tagRelr = 36,
    tagMipsLocalGotCount = 0x7000000a,
    tagMipsSymbolCount = 0x70000011,
    tagMipsGotSymbol = 0x70000013,
};

enum SectionType : uint32_t { sectionRela = 4, sectionRel = 9, sectionRelr = 19 };
constexpr uint8_t typeFunction = 2, typeObject = 1, typeThreadLocal = 6;
constexpr uint64_t maximumArray = 100'000;

} // namespace

void ElfLoader::readDynamic()
{
    for (const LIEF::ELF::DynamicEntry &entry : m_elf->dynamic_entries()) {
        m_dynamic.emplace(static_cast<uint64_t>(entry.tag()), entry.value());
        if (const auto *library = dynamic_cast<const LIEF::ELF::DynamicEntryLibrary *>(&entry))
            m_builder.image.libraries.push_back(library->name());
    }
}

std::vector<ElfTable> ElfLoader::relocationTables() const
{
    std::vector<ElfTable> tables;
    if (m_builder.image.hasSections) {
        for (const ElfSection &section : m_sections) {
            if (!section.allocated())
                continue;
            if (section.type == sectionRela)
                tables.push_back({ElfTable::Kind::Rela, section.offset, section.size});
            else if (section.type == sectionRel)
                tables.push_back({ElfTable::Kind::Rel, section.offset, section.size});
            else if (section.type == sectionRelr)
                tables.push_back({ElfTable::Kind::Relr, section.offset, section.size});
        }
        if (!tables.empty())
            return tables;
    }
    const auto add = [&](ElfTable::Kind kind, uint64_t address, uint64_t size) {
        if (const auto offset = fileOffset(address); address != 0 && offset)
            tables.push_back({kind, *offset, size});
    };
    add(ElfTable::Kind::Rela, dynamic(tagRela), dynamic(tagRelaSize));
    add(ElfTable::Kind::Rel, dynamic(tagRel), dynamic(tagRelSize));
    add(ElfTable::Kind::Relr, dynamic(tagRelr), dynamic(tagRelrSize));
    add(dynamic(tagPltRel) == tagRela ? ElfTable::Kind::Rela : ElfTable::Kind::Rel, dynamic(tagJmpRel),
        dynamic(tagPltRelSize));
    return tables;
}

std::vector<ElfRelocation> ElfLoader::readTable(const ElfTable &table, uint32_t relativeType)
{
    // Those of a sane file share no bytes, or some once: DT_RELA's may end with DT_JMPREL's.
    m_tableBytes += m_view.part(table.offset, table.size).size();
    if (m_tableBytes > 2 * m_view.size()) {
        m_builder.warn("a relocation table was left out: they overlap in the file too often");
        return {};
    }
    return readElfRelocations(m_view, table, m_header.architecture, m_header.bits, relativeType);
}

void ElfLoader::readRelocations()
{
    m_hasSlot.assign(m_dynsym.size(), false);
    for (const ElfTable &table : relocationTables()) {
        if (m_view.part(table.offset, table.size).size() < table.size)
            m_builder.warn("a relocation table reaches beyond the end of the file");
        for (const ElfRelocation &relocation : readTable(table, m_types.relative))
            addRelocation(relocation);
    }
}

void ElfLoader::addRelocation(const ElfRelocation &entry)
{
    Image &image = m_builder.image;
    const unsigned word = image.bits / 8;
    const bool mips = m_types.relative == m_types.absolute;
    const uint32_t type = m_header.architecture == Architecture::Mips64 ? entry.type & 0xff : entry.type;
    if (type == 0)
        return; // R_*_NONE fills the table
    Relocation relocation{entry.offset, entry.type, {}, entry.addend, 0};
    const bool relative = type == m_types.relative || type == m_types.irelative;
    const bool pointer = type == m_types.absolute || type == m_types.globDat || type == m_types.jumpSlot;
    if (!entry.hasAddend && (relative || type == m_types.absolute))
        relocation.addend = static_cast<int64_t>(image.readPointer(entry.offset).value_or(0));

    const ElfSymbol *symbol = entry.symbol > 0 && entry.symbol < m_dynsym.size() ? &m_dynsym[entry.symbol] : nullptr;
    if (symbol)
        relocation.symbol = symbol->name;
    std::optional<uint64_t> target;
    if (relative && !(mips && entry.symbol != 0)) {
        target = static_cast<uint64_t>(relocation.addend);
    } else if (pointer && symbol) {
        // An in-place addend is relative to the symbol, except in a lazy slot, which holds its PLT entry.
        const auto address = addressOf(*symbol);
        const bool adds = type != m_types.jumpSlot || entry.hasAddend;
        if (address)
            target = *address + (adds ? static_cast<uint64_t>(relocation.addend) : 0);
        if (symbol->undefined() && type != m_types.absolute) {
            const bool callable = symbol->type != typeObject && symbol->type != typeThreadLocal;
            image.imports.push_back({symbol->name, symbol->library, entry.offset, symbol->value, callable});
            m_hasSlot[entry.symbol] = true;
        }
    }
    if (target && image.bits == 32)
        target = *target & 0xffffffff;
    if (target && image.regionAt(*target)) {
        relocation.target = *target;
        // IRELATIVE's target is the resolver, not what the slot will hold; still the best address known.
        m_builder.patch(entry.offset, word, *target);
    }
    if (type == m_types.copy && symbol)
        image.imports.push_back({symbol->name, symbol->library, 0, 0, false});
    image.relocations.push_back(std::move(relocation));
}

// The upper part of a MIPS GOT has one entry for each dynamic symbol from DT_MIPS_GOTSYM on; no relocation
// tells so. MIPS supplement, "Global Offset Table".
void ElfLoader::readMipsGot()
{
    Image &image = m_builder.image;
    const uint64_t got = dynamic(tagPltGot), first = dynamic(tagMipsGotSymbol);
    const uint64_t count = std::min<uint64_t>(dynamic(tagMipsSymbolCount), m_dynsym.size());
    const unsigned word = image.bits / 8;
    if (m_types.relative != m_types.absolute || got == 0 || first == 0 || first >= count)
        return;
    for (uint64_t n = first; n < count; ++n) {
        const ElfSymbol &symbol = m_dynsym[n];
        const uint64_t slot = got + (dynamic(tagMipsLocalGotCount) + n - first) * word;
        if (!image.regionAt(slot))
            break;
        if (symbol.undefined()) {
            image.imports.push_back({symbol.name, symbol.library, slot, symbol.value, symbol.type != typeObject});
            m_hasSlot[n] = true;
            continue;
        }
        Relocation relocation{slot, 0, symbol.name, 0, addressOf(symbol).value_or(0)};
        if (image.regionAt(relocation.target))
            m_builder.patch(slot, word, relocation.target);
        else
            relocation.target = 0;
        image.relocations.push_back(std::move(relocation));
    }
}

void ElfLoader::addImports()
{
    for (std::size_t n = 1; n < m_dynsym.size(); ++n) {
        const ElfSymbol &symbol = m_dynsym[n];
        if (!symbol.undefined() || symbol.name.empty() || m_hasSlot[n])
            continue;
        const bool callable = symbol.type != typeObject && symbol.type != typeThreadLocal;
        m_builder.image.imports.push_back({symbol.name, symbol.library, 0, symbol.value, callable});
    }
}

void ElfLoader::readPointerArray(std::vector<uint64_t> &list, uint64_t address, uint64_t size)
{
    const Image &image = m_builder.image;
    const unsigned word = image.bits / 8;
    if (size / word > maximumArray)
        m_builder.warn("an array of start functions is too long; its end is left out");
    for (uint64_t n = 0; n < std::min(size / word, maximumArray); ++n) {
        const auto pointer = image.readPointer(address + n * word);
        if (!pointer)
            break;
        if (*pointer != 0) // old toolchains put 0 and -1 at the ends of .ctors
            m_builder.addStart(list, functionAt(*pointer));
    }
}

void ElfLoader::readStarts()
{
    Image &image = m_builder.image;
    if (dynamic(tagInit) != 0)
        m_builder.addStart(image.initArray, functionAt(dynamic(tagInit)));
    if (dynamic(tagFini) != 0)
        m_builder.addStart(image.finiArray, functionAt(dynamic(tagFini)));
    readPointerArray(image.initArray, dynamic(tagPreinitArray), dynamic(tagPreinitArraySize));
    readPointerArray(image.initArray, dynamic(tagInitArray), dynamic(tagInitArraySize));
    readPointerArray(image.finiArray, dynamic(tagFiniArray), dynamic(tagFiniArraySize));
    // Static programs have no dynamic section; their start code walks the sections.
    for (const Region &region : image.regions) {
        if (region.name.starts_with(".init_array") || region.name == ".preinit_array" || region.name == ".ctors")
            readPointerArray(image.initArray, region.address, region.size);
        else if (region.name.starts_with(".fini_array") || region.name == ".dtors")
            readPointerArray(image.finiArray, region.address, region.size);
        else if (region.name == ".init" && image.kind != FileKind::Relocatable && dynamic(tagInit) == 0)
            m_builder.addStart(image.initArray, region.address);
        else if (region.name == ".fini" && image.kind != FileKind::Relocatable && dynamic(tagFini) == 0)
            m_builder.addStart(image.finiArray, region.address);
    }
}

void ElfLoader::readRegisters()
{
    Image &image = m_builder.image;
    const auto addressNamed = [&](std::string_view name) -> uint64_t {
        for (const auto *table : {&m_symtab, &m_dynsym}) {
            for (const ElfSymbol &symbol : *table) {
                if (symbol.name == name && !symbol.undefined())
                    return symbol.value;
            }
        }
        return 0;
    };
    if (image.kind == FileKind::Relocatable)
        return;
    const uint64_t pltGot = dynamic(tagPltGot);
    if (image.architecture == Architecture::X86) {
        const Region *got = image.regionNamed(".got.plt") ? image.regionNamed(".got.plt") : image.regionNamed(".got");
        image.gotPlt = pltGot;
        if (image.gotPlt == 0)
            image.gotPlt = addressNamed("_GLOBAL_OFFSET_TABLE_");
        if (image.gotPlt == 0 && got)
            image.gotPlt = got->address;
    } else if (image.architecture == Architecture::Mips32 || image.architecture == Architecture::Mips64) {
        constexpr uint64_t bias = 0x7ff0; // $gp points into the middle of what 16 bits reach
        if (pltGot != 0)
            image.gp = pltGot + bias;
        if (image.gp == 0)
            image.gp = addressNamed("_gp");
        if (const Region *info = image.regionNamed(".reginfo"); info && image.gp == 0)
            image.gp = image.readInteger(info->address + 20, 4).value_or(0); // ri_gp_value
        if (const Region *got = image.regionNamed(".got"); got && image.gp == 0)
            image.gp = got->address + bias;
    } else if (image.architecture == Architecture::PowerPc64) {
        image.gp = addressNamed(".TOC.");
        if (const Region *got = image.regionNamed(".got"); got && image.gp == 0)
            image.gp = got->address + 0x8000;
    }
}

} // namespace symbolon
