// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is known of a binary: which source function stands at which address. From a table beside a stripped binary,
// or from the binary's own DWARF.
#pragma once

#include "analysis/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace symbolon {

struct TruthRow {
    uint64_t address = 0; // the file's own, without the Thumb bit
    std::string name;     // plain
    std::string path;     // relative to the sources
    uint32_t line = 0;    // of the definition, as the compiler counts
};

struct Truth {
    std::vector<TruthRow> rows;
    uint64_t clones = 0; // rows left out: a compiler's special copies or pieces of a function
};

// Lines of address, size, name, path, line, end, notes, separated by tabs; a line that begins with '#' says nothing.
Result<Truth> parseTruth(std::string_view table);

// The functions that DWARF places below `root` (canonical), by address. A tree that was compiled elsewhere is
// recognised by the longest tail of a path that is a file of `root`. DWARF does not tell a clone from the function
// that it was made from. BadInput: no ELF, or without DWARF.
Result<Truth> dwarfTruth(const std::string &binary, const std::string &root);

} // namespace symbolon
