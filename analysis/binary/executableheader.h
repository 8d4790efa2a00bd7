// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the first bytes of a file say about it, without parsing more of it: for choosing a loader and for
// naming the executables of a firmware image.
#pragma once

#include "analysis/binary/image.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace symbolon {

struct ExecutableHeader {
    FileFormat format = FileFormat::Raw;
    FileKind kind = FileKind::Executable;
    Architecture architecture = Architecture::Unknown; // Unknown: none that Symbolon reads
    Endian endian = Endian::Little;
    unsigned bits = 32;
    std::string machine; // the architecture as the format calls it, for messages: "RISC-V", "machine 0x1234"
};

// ELF, PE (with its DOS header) or thin Mach-O; nullopt for anything else. The fields beyond the magic
// are checked for plausibility, so that text or noise is rarely taken for a header.
std::optional<ExecutableHeader> readExecutableHeader(std::span<const uint8_t> bytes);

// One architecture's file inside a universal ("fat") Mach-O.
struct FatSlice {
    uint64_t offset = 0;
    uint64_t size = 0;
    ExecutableHeader header;
};
// Empty: not a universal Mach-O.
std::vector<FatSlice> readFatSlices(std::span<const uint8_t> bytes);

} // namespace symbolon
