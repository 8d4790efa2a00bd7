// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// ELF section and program headers, read from the file's bytes, and what is left of them for LIEF.
#pragma once

#include "analysis/binary/endianview.h"

#include <cstdint>
#include <string>
#include <vector>

namespace symbolon {

struct ElfSection {
    std::string name;
    uint32_t type = 0;
    uint64_t flags = 0;
    uint64_t address = 0; // in a relocatable object: where it was laid out
    uint64_t offset = 0;
    uint64_t size = 0;
    uint64_t alignment = 0;
    uint64_t info = 0;
    uint64_t link = 0;

    [[nodiscard]] bool allocated() const { return flags & 2; }
    [[nodiscard]] bool writable() const { return flags & 1; }
    [[nodiscard]] bool executable() const { return flags & 4; }
    [[nodiscard]] bool threadLocal() const { return flags & 0x400; }
};

struct ElfSegment {
    static constexpr uint32_t load = 1, dynamic = 2, interpreter = 3; // PT_*

    uint32_t type = 0;
    uint32_t flags = 0;
    uint64_t address = 0;
    uint64_t offset = 0;
    uint64_t size = 0;     // in memory
    uint64_t fileSize = 0; // as the header says: the file may end before

    [[nodiscard]] bool loaded() const { return type == load; }
    [[nodiscard]] bool writable() const { return flags & 2; }
    [[nodiscard]] bool executable() const { return flags & 1; }
};

// Those that the file holds; it may claim more.
std::vector<ElfSection> readElfSections(const EndianView &file, unsigned bits);
std::vector<ElfSegment> readElfSegments(const EndianView &file, unsigned bits);
uint64_t claimedElfSections(const EndianView &file, unsigned bits);
uint64_t claimedElfSegments(const EndianView &file, unsigned bits);

// A copy for LIEF to read the symbols and the dynamic section from. LIEF 0.9 compares each relocation and each note of
// a section with all that came before, each required or defined version with each symbol, copies the bytes of every
// section and segment, however many of them share these, and makes room for a section that reaches beyond the end of
// the file. None of that is in the copy.
std::vector<uint8_t> copyForLief(const EndianView &file, unsigned bits);

} // namespace symbolon
