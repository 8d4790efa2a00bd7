// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an instruction was seen to refer to, before it is known what lies at each address.
#pragma once

#include <cstdint>

namespace symbolon::disasm {

struct FoundReference {
    enum class Kind : uint8_t { Integer, Address, Access, Import, Float };
    uint64_t address = 0; // of the instruction
    uint64_t value = 0;   // the number, the address, the bits of a double, or an index into Image::imports
    uint64_t place = 0;   // Float: the address of the number; 0: in the instruction
    Kind kind = Kind::Integer;
    bool surelyAddress = false;
    bool isPart = false;
    bool built = false; // of two halves
};

} // namespace symbolon::disasm
