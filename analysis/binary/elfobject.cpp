// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Relocatable objects: what a linker would do with one object alone. Undefined symbols get an address each
// in a region "extern" behind the sections, and GOT entries one behind that, so that every call and every
// access of the code leads to a name.
#include "analysis/binary/elfloader.h"

#include "analysis/binary/elfrelocate.h"

#include <algorithm>

namespace symbolon {

namespace {

constexpr uint64_t defaultBase = 0x10000; // not 0, so that no function lies at "no address"
constexpr uint64_t largestAlignment = 0x10000;
constexpr uint64_t externStep = 16;
constexpr uint16_t commonSection = 0xfff2;
constexpr uint32_t noBits = 8, relaTable = 4, relTable = 9;
constexpr uint8_t sectionSymbol = 3, functionSymbol = 2;

uint64_t alignUp(uint64_t value, uint64_t alignment)
{
    return (value + alignment - 1) / alignment * alignment;
}

bool isMips(Architecture architecture)
{
    return architecture == Architecture::Mips32 || architecture == Architecture::Mips64;
}

// Names for what only a linker knows: where the GOT, or the pointer into it, lies.
bool isLinkerMade(const std::string &name)
{
    return name == "_GLOBAL_OFFSET_TABLE_" || name == "_gp_disp" || name == "__gnu_local_gp" || name == ".TOC.";
}

// Marks that tell a linker what it may improve: R_MIPS_JALR, R_ARM_V4BX.
bool isHint(Architecture architecture, uint32_t type)
{
    return (isMips(architecture) && type == 37) || (architecture == Architecture::Arm && type == 40);
}

// How far the program counter is ahead of a branch's field.
uint64_t programCounterLead(RelocationField field)
{
    switch (field) {
    case RelocationField::ArmBranch:
        return 8;
    case RelocationField::ThumbBranch:
    case RelocationField::Word: // x86
        return 4;
    default:
        return 0;
    }
}

} // namespace

void ElfLoader::layOutObject()
{
    uint64_t next = m_options.base != 0 ? m_options.base : defaultBase;
    const uint64_t limit = next + UINT32_MAX / 2; // what 32-bit relocations of all architectures reach
    const auto place = [&](const std::string &name, uint64_t size, uint64_t alignment) -> std::optional<uint64_t> {
        const uint64_t at = alignUp(next, std::clamp<uint64_t>(alignment, 16, largestAlignment));
        if (at > limit || size > limit - at) {
            m_builder.warn("section " + name + ": too large; left out");
            return std::nullopt;
        }
        next = at + size;
        return at;
    };
    for (ElfSection &section : m_sections) {
        if (!section.allocated())
            continue;
        const auto at = place(section.name, section.size, section.alignment);
        if (!at) {
            section.flags = 0;
            continue;
        }
        section.address = *at;
        m_builder.addRegion(
            {section.name, *at, section.size, section.offset, section.executable(), section.writable(), {}},
            section.type == noBits ? 0 : section.size);
    }
    m_externs.assign(m_symtab.size(), 0);
    uint64_t externs = 0, commons = 0;
    for (std::size_t n = 1; n < m_symtab.size(); ++n) {
        ElfSymbol &symbol = m_symtab[n];
        if (symbol.undefined() && !symbol.name.empty()) {
            m_externs[n] = isLinkerMade(symbol.name) ? 0 : ++externs;
        } else if (symbol.section == commonSection) { // its value is its alignment
            commons = alignUp(commons, std::clamp<uint64_t>(symbol.value, 1, largestAlignment));
            symbol.value = commons;
            commons += std::min<uint64_t>(symbol.size, UINT32_MAX);
        }
    }
    if (commons > 0) {
        if (const auto at = place("common", commons, largestAlignment)) {
            m_builder.addRegion({"common", *at, commons, 0, false, true, {}}, 0);
            m_common = *at;
        }
    }
    const uint64_t externBase = place("extern", externs * externStep, externStep).value_or(0);
    if (externs > 0 && externBase != 0)
        m_builder.addRegion({"extern", externBase, externs * externStep, 0, false, false, {}}, 0);
    for (uint64_t &at : m_externs)
        at = at == 0 || externBase == 0 ? 0 : externBase + (at - 1) * externStep;
    // A GOT large enough for every symbol; MIPS also needs entries for the pages of local ones.
    const uint64_t gotSize = (m_symtab.size() + 1) * (m_header.bits / 8) * (isMips(m_header.architecture) ? 2 : 1);
    if (const auto at = place("extern.got", gotSize, largestAlignment)) {
        m_got = *at;
        m_gotEnd = *at + m_header.bits / 8;
        m_builder.addRegion({"extern.got", *at, gotSize, 0, false, true, std::vector<uint8_t>(gotSize)}, 0);
    }
}

// The GOT entry that holds `value`, made when first asked for.
uint64_t ElfLoader::gotEntry(uint64_t value)
{
    auto [entry, added] = m_gotEntries.emplace(value, m_gotEnd);
    if (added) {
        if (!m_builder.patch(m_gotEnd, m_header.bits / 8, value)) {
            m_gotEntries.erase(entry);
            return 0;
        }
        m_gotEnd += m_header.bits / 8;
    }
    return entry->second;
}

// What code counts GOT offsets from: its start, or the middle of what 16 bits reach.
uint64_t ElfLoader::tableBase() const
{
    if (isMips(m_header.architecture))
        return m_got + 0x7ff0;
    return m_header.architecture == Architecture::PowerPc64 ? m_got + 0x8000 : m_got;
}

void ElfLoader::relocateObject()
{
    Image &image = m_builder.image;
    if (isMips(image.architecture) || image.architecture == Architecture::PowerPc64)
        image.gp = tableBase();
    if (image.architecture == Architecture::X86)
        image.gotPlt = m_got;
    m_called.assign(m_symtab.size(), false);
    m_entries.assign(m_symtab.size(), 0);
    for (const ElfSection &table : m_sections) {
        if ((table.type != relaTable && table.type != relTable) || table.info >= m_sections.size())
            continue;
        const ElfSection &section = m_sections[table.info];
        if (!section.allocated())
            continue;
        const auto kind = table.type == relaTable ? ElfTable::Kind::Rela : ElfTable::Kind::Rel;
        auto relocations = readTable({kind, table.offset, table.size}, ElfRelocationTypes::none);
        if (isMips(image.architecture) && kind == ElfTable::Kind::Rel)
            pairMipsHalves(section, relocations);
        for (const ElfRelocation &relocation : relocations)
            relocate(section, relocation);
    }
    for (std::size_t n = 1; n < m_symtab.size(); ++n) {
        if (m_externs[n] != 0)
            image.imports.push_back({m_symtab[n].name, {}, m_entries[n], m_externs[n], m_called[n]});
    }
    if (m_unapplied > 0)
        m_builder.warn(std::to_string(m_unapplied)
                       + " relocations were not applied (thread-local storage, or of an unknown type)");
}

// In REL objects the addend of a HI16 (or of a GOT16 of a local symbol) is completed by the LO16 after it
// for the same symbol. MIPS supplement, "Relocation".
void ElfLoader::pairMipsHalves(const ElfSection &section, std::vector<ElfRelocation> &relocations)
{
    const auto inPlace = [&](const ElfRelocation &entry) {
        const uint64_t word = m_builder.image.readInteger(section.address + entry.offset, 4).value_or(0);
        return static_cast<int16_t>(word & 0xffff);
    };
    std::map<uint32_t, int64_t> low; // by symbol: that of the nearest LO16 behind
    for (auto entry = relocations.rbegin(); entry != relocations.rend(); ++entry) {
        const bool local = entry->symbol < m_symtab.size() && m_symtab[entry->symbol].binding == 0;
        if (entry->type == 6) {
            low[entry->symbol] = inPlace(*entry);
        } else if (entry->type == 5 || (entry->type == 9 && local)) {
            entry->addend = int64_t{inPlace(*entry)} * 65536 + (low.contains(entry->symbol) ? low[entry->symbol] : 0);
            entry->hasAddend = true;
        }
    }
}

void ElfLoader::relocate(const ElfSection &section, const ElfRelocation &entry)
{
    Image &image = m_builder.image;
    const uint64_t place = section.address + entry.offset;
    const ElfSymbol *symbol = entry.symbol > 0 && entry.symbol < m_symtab.size() ? &m_symtab[entry.symbol] : nullptr;
    Relocation record{place, entry.type, symbol ? symbol->name : std::string(), entry.addend, 0};
    std::optional<uint64_t> address;
    if (symbol) {
        address = addressOf(*symbol);
        if (symbol->undefined() && m_externs[entry.symbol] != 0)
            address = m_externs[entry.symbol];
        else if (symbol->undefined() && isLinkerMade(symbol->name))
            address = tableBase();
        if (symbol->type == sectionSymbol && record.symbol.empty() && symbol->section < m_sections.size())
            record.symbol = m_sections[symbol->section].name;
    }
    const RelocationRule *rule = relocationRule(m_header.architecture, entry.type);
    const auto bytes = m_builder.bytesAt(place, 8);
    if (entry.type != 0 && !isHint(m_header.architecture, entry.type)
        && (!rule || !address || bytes.size() < fieldSize(rule->field))) {
        ++m_unapplied;
    } else if (rule && address) {
        const int64_t addend = entry.hasAddend ? entry.addend : readField(*rule, m_header.endian, bytes);
        record.addend = addend;
        const bool call = apply(*rule, entry, *symbol, *address, place, addend);
        // The program counter that code counts from is ahead of the place; by how much is known of calls
        // and jumps alone.
        const bool counted = m_header.architecture == Architecture::X86 || m_header.architecture == Architecture::X86_64
                             || m_header.architecture == Architecture::Arm;
        record.target = *address + static_cast<uint64_t>(addend) + (call ? programCounterLead(rule->field) : 0);
        if (!call && counted && rule->formula == RelocationFormula::Relative && section.executable())
            record.target = 0;
        if (!image.regionAt(record.target))
            record.target = 0;
    }
    image.relocations.push_back(std::move(record));
}

bool ElfLoader::apply(const RelocationRule &rule, const ElfRelocation &entry, const ElfSymbol &symbol, uint64_t address,
                      uint64_t place, int64_t addend)
{
    const Image &image = m_builder.image;
    const bool mips = isMips(image.architecture);
    const uint64_t got = tableBase();
    const auto a = static_cast<uint64_t>(addend);
    const uint64_t page = ~UINT64_C(0xfff);
    uint64_t entryAddress = 0;
    if (rule.usesGotEntry()) {
        // A local symbol's GOT16 is the upper part of its address; the LO16 after it adds the rest.
        const bool local = mips && rule.type == 9 && symbol.binding == 0;
        entryAddress = gotEntry(local ? (address + a + 0x8000) & ~UINT64_C(0xffff) : address);
        m_entries[entry.symbol] = entryAddress;
    }
    const uint64_t gotAddend = mips ? 0 : a;
    uint64_t value = 0;
    switch (rule.formula) {
    case RelocationFormula::Absolute:
        value = address + a;
        break;
    case RelocationFormula::Relative:
        value = address + a - place;
        break;
    case RelocationFormula::Page:
        value = ((address + a) & page) - (place & page);
        break;
    case RelocationFormula::GotRelative:
        value = entryAddress + a - place;
        break;
    case RelocationFormula::GotPage:
        value = ((entryAddress + a) & page) - (place & page);
        break;
    case RelocationFormula::GotEntry:
        value = entryAddress + a;
        break;
    case RelocationFormula::GotIndex:
        value = entryAddress + gotAddend - got;
        break;
    case RelocationFormula::GotOffset:
        value = address + a - got;
        break;
    case RelocationFormula::GotBase:
        value = got + a - place;
        break;
    }
    if (mips && symbol.name == "_gp_disp") // not a symbol: the distance from the function's start to $gp
        value = image.gp - place + (rule.type == 6 ? 4 : 0);
    const auto bytes = m_builder.bytesAt(place, 8);
    const bool x86 = image.architecture == Architecture::X86 || image.architecture == Architecture::X86_64;
    const bool x86Call = x86 && rule.formula == RelocationFormula::Relative
                         && (rule.type == 4 || (image.readInteger(place - 1, 1).value_or(0) & 0xfe) == 0xe8);
    const bool call = rule.branches() || x86Call;
    if (call || symbol.type == functionSymbol)
        m_called[entry.symbol] = true;
    // An undefined function is taken to be in the state of its caller.
    const bool toThumb = symbol.undefined() ? rule.field == RelocationField::ThumbBranch : (address & 1) != 0;
    writeField(rule, m_header.endian, bytes, static_cast<int64_t>(rule.branches() ? value & ~UINT64_C(1) : value),
               toThumb);
    return call;
}

} // namespace symbolon
