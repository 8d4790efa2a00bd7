// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The table at the beginning of a Cortex-M program: the initial stack pointer, then the addresses of the reset and
// exception handlers, odd because they are Thumb code (ARMv7-M architecture reference manual, B1.5.3).
#pragma once

#include "analysis/binary/image.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace symbolon {

struct VectorTable {
    uint64_t stack = 0;
    uint64_t reset = 0;             // with its Thumb bit
    std::vector<uint64_t> handlers; // those that are there, reset included, Thumb bit cleared; sorted, each once
    unsigned entries = 0;           // how many words of it are handlers
};

// From the front of `bytes`. `reach`: the handlers lie no farther apart than this, the size of the program.
std::optional<VectorTable> readVectorTable(std::span<const uint8_t> bytes, Endian endian, uint64_t reach);

// Raw Thumb code with such a table in a region that leads into it: its handlers are functions, reset is the entry.
void applyVectorTable(Image &image);

} // namespace symbolon
