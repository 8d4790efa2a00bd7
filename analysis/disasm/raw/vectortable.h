// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The table at the beginning of a Cortex-M program: the initial stack pointer, then the addresses of the reset and
// exception handlers, odd because they are Thumb code (ARMv7-M architecture reference manual, B1.5.3).
#pragma once

#include "analysis/disasm/raw/blob.h"

#include <optional>

namespace symbolon::disasm::raw {

struct VectorTable {
    uint64_t address = 0; // in the blob
    uint64_t stack = 0;
    uint64_t reset = 0;
    std::vector<uint64_t> handlers; // those that are there, reset included, Thumb bit cleared; sorted, each once
    unsigned entries = 0;           // how many words of it are handlers
};

// At the beginning of a piece, where the handlers' distance fits the blob (with known addresses: where they lie
// in it).
std::optional<VectorTable> findVectorTable(const Blob &blob, Endian endian);

} // namespace symbolon::disasm::raw
