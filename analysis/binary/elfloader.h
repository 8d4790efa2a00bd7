// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// ELF → Image. LIEF reads the symbols and the dynamic section; section and program headers come from elfheaders.h,
// relocation tables from elftables.h. Source: System V ABI, gABI chapters 4 and 5, and the processor supplements.
#pragma once

#include "analysis/binary/elfheaders.h"
#include "analysis/binary/elftables.h"
#include "analysis/binary/executableheader.h"
#include "analysis/binary/imagebuilder.h"
#include "analysis/binary/loader.h"

#include <LIEF/ELF.hpp>

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace symbolon {

struct RelocationRule;

// One entry of .symtab or .dynsym, as it stands in the file.
struct ElfSymbol {
    std::string name;
    std::string library; // of its version, where one is given
    uint64_t value = 0;
    uint64_t size = 0;
    uint8_t type = 0;    // STT_*
    uint8_t binding = 0; // STB_*
    uint8_t other = 0;
    uint16_t section = 0; // SHN_UNDEF: 0

    [[nodiscard]] bool undefined() const { return section == 0; }
};

class ElfLoader
{
public:
    ElfLoader(std::span<const uint8_t> bytes, const ExecutableHeader &header, const LoadOptions &options);

    Result<Image> load();

private:
    void checkHeaders();
    bool sectionsCoverCode() const;
    void mapSections();
    void mapSegments();
    std::optional<uint64_t> fileOffset(uint64_t address) const;
    uint64_t dynamic(uint64_t tag) const;
    const ElfSection *sectionNamed(std::string_view name) const;

    // elfsymbols.cpp
    void readSymbols();
    void readSymbolsOfSegments();
    uint64_t countDynamicSymbols() const;
    void readVersions();
    void addSymbols(const std::vector<ElfSymbol> &table, bool dynamicTable);
    bool addMappingMark(const ElfSymbol &symbol, uint64_t address);
    std::optional<uint64_t> addressOf(const ElfSymbol &symbol) const;
    uint64_t functionAt(uint64_t address) const;

    // elfdynamic.cpp
    void readDynamic();
    void readStarts();
    void readPointerArray(std::vector<uint64_t> &list, uint64_t address, uint64_t size);
    std::vector<ElfTable> relocationTables() const;
    std::vector<ElfRelocation> readTable(const ElfTable &table, uint32_t relativeType);
    void readRelocations();
    void addRelocation(const ElfRelocation &relocation);
    void addImports();
    void readMipsGot();
    void readRegisters();

    // elfobject.cpp
    void layOutObject();
    void relocateObject();
    void pairMipsHalves(const ElfSection &section, std::vector<ElfRelocation> &relocations);
    void relocate(const ElfSection &section, const ElfRelocation &entry);
    // Writes the value; true for a call or jump.
    bool apply(const RelocationRule &rule, const ElfRelocation &entry, const ElfSymbol &symbol, uint64_t address,
               uint64_t place, int64_t addend);
    uint64_t gotEntry(uint64_t value);
    uint64_t tableBase() const;

    EndianView m_view;
    ExecutableHeader m_header;
    const LoadOptions &m_options;
    ImageBuilder m_builder;
    ElfRelocationTypes m_types;
    std::vector<ElfSection> m_sections;
    std::vector<ElfSegment> m_segments;
    std::unique_ptr<LIEF::ELF::Binary> m_elf;
    uint64_t m_tableBytes = 0; // of relocation tables that were read
    std::vector<ElfSymbol> m_symtab;
    std::vector<ElfSymbol> m_dynsym;
    std::map<uint64_t, uint64_t> m_dynamic; // first value of each tag
    std::vector<bool> m_hasSlot;            // by index in m_dynsym: an import with a slot was added

    // Relocatable objects; vectors by index in m_symtab.
    std::vector<uint64_t> m_externs; // address made up for an undefined symbol; 0: defined
    std::vector<uint64_t> m_entries; // its GOT entry; 0: none
    std::vector<bool> m_called;
    std::map<uint64_t, uint64_t> m_gotEntries; // value → address of the entry
    uint64_t m_common = 0;
    uint64_t m_got = 0;
    uint64_t m_gotEnd = 0;
    uint64_t m_unapplied = 0;
};

} // namespace symbolon
