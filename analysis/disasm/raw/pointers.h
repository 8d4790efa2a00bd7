// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What may be an absolute address in a blob of a given architecture, and what addresses usually lead to.
#pragma once

#include "analysis/disasm/raw/statistics.h"

namespace symbolon::disasm::raw {

// The beginnings of NUL-terminated text of five characters or more that something else than text stands before. Sorted.
std::vector<uint64_t> stringStarts(const Blob &blob);

// Aligned words outside of code, what ARM code loads from its literal pools, and what instructions put together of
// parts (MIPS lui and addiu, ARM movw and movt, PowerPC lis and addi, x86 immediates). Sorted, each once; most of them
// are no pointers at all.
std::vector<uint64_t> pointerValues(const Blob &blob, const CodeStatistics &code);

// MIPS: where jal leads within its 256 MiB. Sorted, each once.
std::vector<uint64_t> regionJumps(const Blob &blob, Endian endian);

} // namespace symbolon::disasm::raw
