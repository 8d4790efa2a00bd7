// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tables of function pointers in data: what initialisers ({"name", function}, a structure of callbacks) and virtual
// tables become. Pointers are known from relocations, and in an image that is linked for a fixed place from its words.
// Data in executable regions, as raw images have it, gives none.
#pragma once

#include "analysis/base/work.h"
#include "analysis/disasm/knowledge.h"
#include "analysis/disasm/program.h"
#include "analysis/disasm/references.h"

#include <vector>

namespace symbolon::disasm {

// By address. `program` holds the functions. Fewer when `texts` is used up, when an image holds more than a bound, or
// when `work` was asked to stop.
std::vector<PointerTable> findPointerTables(const Knowledge &knowledge, const Program &program, TextAllowance &texts,
                                            const Work &work);

// The type's name by which the type information before a virtual table's first function calls its class, mangled as
// the Itanium C++ ABI does; empty where `firstFunction` is no virtual table's first place.
std::string classOfVirtualTable(const Image &image, uint64_t firstFunction);

} // namespace symbolon::disasm
