// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the fuzz targets share, and fuzz_seeds. Each target is a program of libFuzzer's: fuzz_NAME [CORPUS]...
#pragma once

#include "analysis/binary/image.h"

#include <cstdlib>
#include <span>

namespace symbolon::fuzz {

inline void require(bool promise)
{
    if (!promise)
        std::abort();
}

constexpr Architecture architectures[] = {Architecture::X86,       Architecture::X86_64,   Architecture::Arm,
                                          Architecture::AArch64,   Architecture::Mips32,   Architecture::Mips64,
                                          Architecture::PowerPc32, Architecture::PowerPc64};
constexpr const char *frameSections[] = {".eh_frame", ".debug_frame", ".ARM.exidx", ".eh_frame_hdr"};

// The bytes twice: as code where a program has it, and as data.
inline Image imageOf(uint8_t choice, std::span<const uint8_t> bytes)
{
    Image image;
    image.format = FileFormat::Elf;
    image.kind = FileKind::Executable;
    image.architecture = architectures[choice % 8];
    image.bits = image.architecture == Architecture::X86_64 || image.architecture == Architecture::AArch64
                         || image.architecture == Architecture::Mips64 || image.architecture == Architecture::PowerPc64
                     ? 64
                     : 32;
    image.endian = choice & 8 && image.architecture != Architecture::X86 && image.architecture != Architecture::X86_64
                       ? Endian::Big
                       : Endian::Little;
    image.thumbEntry = image.architecture == Architecture::Arm && choice & 16;
    image.positionIndependent = choice & 32;
    image.hasSections = !(choice & 64);
    image.base = image.entry = 0x10000;
    const std::vector<uint8_t> copy(bytes.begin(), bytes.end());
    image.regions.push_back({".text", 0x10000, copy.size(), 0, true, false, copy});
    image.regions.push_back(
        {".rodata", 0x10000 + (copy.size() + 0xffff) / 0x10000 * 0x10000, copy.size(), 0, false, choice >= 128, copy});
    return image;
}

} // namespace symbolon::fuzz
