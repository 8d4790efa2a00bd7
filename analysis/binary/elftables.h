// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// ELF relocation tables, read from the file's bytes: LIEF 0.9 keeps one relocation per offset, which loses
// those of relocatable objects (each section starts at 0) and of static programs.
#pragma once

#include "analysis/binary/endianview.h"
#include "analysis/binary/image.h"

#include <cstdint>
#include <vector>

namespace symbolon {

struct ElfRelocation {
    uint64_t offset = 0; // virtual address; in a relocatable object, an offset in its section
    uint32_t type = 0;   // 64-bit MIPS: up to three types that follow each other, a byte each
    uint32_t symbol = 0; // index into the symbol table
    int64_t addend = 0;
    bool hasAddend = false; // else the addend is in place
};

struct ElfTable {
    enum class Kind : uint8_t { Rel, Rela, Relr };
    Kind kind = Kind::Rel;
    uint64_t offset = 0; // in the file
    uint64_t size = 0;
};

// What of the table lies inside the file. RELR entries come with `relativeType` as their type.
std::vector<ElfRelocation> readElfRelocations(const EndianView &file, const ElfTable &table, Architecture architecture,
                                              unsigned bits, uint32_t relativeType);

// The numbers of the relocation types that every dynamic linker knows; UINT32_MAX where there is none.
struct ElfRelocationTypes {
    static constexpr uint32_t none = UINT32_MAX;
    uint32_t absolute = none; // a pointer to the symbol
    uint32_t copy = none;
    uint32_t globDat = none;
    uint32_t jumpSlot = none;
    uint32_t relative = none;
    uint32_t irelative = none;
};
ElfRelocationTypes elfRelocationTypes(Architecture architecture);

} // namespace symbolon
