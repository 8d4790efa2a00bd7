// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The COFF symbol table of PE files, read from the file's bytes: LIEF 0.9 loses names of up to eight
// characters and the types. Source: Microsoft, "PE Format", COFF Symbol Table.
#pragma once

#include "analysis/binary/endianview.h"

#include <cstdint>
#include <string>
#include <vector>

namespace symbolon {

struct CoffSymbol {
    std::string name;
    uint64_t value = 0;
    int section = 0;     // from 1; 0: undefined, below: no section
    uint16_t type = 0;   // 0x20: function
    uint8_t storage = 0; // 2: external, 3: static
};

// One item for each index of the table; the auxiliary records among them are empty (storage 0).
std::vector<CoffSymbol> readCoffSymbols(const EndianView &file, uint64_t offset, uint64_t count);

// A section's name, which stands in the string table when it has more than eight characters ("/4").
std::string coffSectionName(const EndianView &file, const std::string &name, uint64_t symbolTable, uint64_t symbols);

} // namespace symbolon
