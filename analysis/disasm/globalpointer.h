// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// MIPS: position independent functions make $gp of $t9, their own address, first of all:
// lui $gp; addiu $gp, $gp; addu $gp, $gp, $t9.
#pragma once

#include "analysis/binary/image.h"

#include <cstdint>
#include <vector>

namespace symbolon::disasm {

struct GlobalPointerSetUp {
    uint64_t function = 0;
    uint64_t value = 0; // of $gp, when $t9 holds the function's address
};

// In order of regions and addresses.
std::vector<GlobalPointerSetUp> findGlobalPointerSetUps(const Image &image);
// What most of them make; 0: they are too few to say.
uint64_t commonGlobalPointer(const Image &image);

} // namespace symbolon::disasm
