// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/image.h"

#include <algorithm>
#include <array>

namespace symbolon {

namespace {

using enum Architecture;

// `listed`: named in knownArchitectures().
struct Spelling {
    std::string_view name;
    ArchitectureChoice choice;
    bool listed = false;
};

constexpr std::array spellings = std::to_array<Spelling>({
    {"x86", {X86}, true},
    {"i386", {X86}},
    {"i486", {X86}},
    {"i586", {X86}},
    {"i686", {X86}},
    {"ia32", {X86}},
    {"x86-32", {X86}},
    {"x86-64", {X86_64}, true},
    {"amd64", {X86_64}},
    {"x64", {X86_64}},
    {"em64t", {X86_64}},
    {"arm", {Arm}, true},
    {"armel", {Arm}},
    {"armhf", {Arm}},
    {"armle", {Arm}},
    {"armv4", {Arm}},
    {"armv5", {Arm}},
    {"armv6", {Arm}},
    {"armv7", {Arm}},
    {"armv7a", {Arm}},
    {"armeb", {Arm, Endian::Big}, true},
    {"armbe", {Arm, Endian::Big}},
    {"thumb", {Arm, Endian::Little, true}, true},
    {"thumb2", {Arm, Endian::Little, true}},
    {"cortex-m", {Arm, Endian::Little, true}},
    {"armv6m", {Arm, Endian::Little, true}},
    {"armv7m", {Arm, Endian::Little, true}},
    {"armv8m", {Arm, Endian::Little, true}},
    {"thumbeb", {Arm, Endian::Big, true}},
    {"aarch64", {AArch64}, true},
    {"arm64", {AArch64}},
    {"armv8", {AArch64}},
    {"aarch64-be", {AArch64, Endian::Big}},
    {"arm64-be", {AArch64, Endian::Big}},
    {"mips", {Mips32, Endian::Big}, true},
    {"mips32", {Mips32, Endian::Big}},
    {"mipsbe", {Mips32, Endian::Big}},
    {"mipseb", {Mips32, Endian::Big}},
    {"mipsel", {Mips32}, true},
    {"mips32el", {Mips32}},
    {"mipsle", {Mips32}},
    {"mips64", {Mips64, Endian::Big}, true},
    {"mips64be", {Mips64, Endian::Big}},
    {"mips64el", {Mips64}, true},
    {"mips64le", {Mips64}},
    {"powerpc", {PowerPc32, Endian::Big}, true},
    {"ppc", {PowerPc32, Endian::Big}},
    {"ppc32", {PowerPc32, Endian::Big}},
    {"powerpcle", {PowerPc32}},
    {"ppcle", {PowerPc32}},
    {"powerpc64", {PowerPc64, Endian::Big}, true},
    {"ppc64", {PowerPc64, Endian::Big}},
    {"powerpc64le", {PowerPc64}, true},
    {"ppc64le", {PowerPc64}},
    {"ppc64el", {PowerPc64}},
});

} // namespace

std::string_view architectureName(Architecture architecture)
{
    switch (architecture) {
    case Unknown:
        break;
    case X86:
        return "x86";
    case X86_64:
        return "x86-64";
    case Arm:
        return "arm";
    case AArch64:
        return "aarch64";
    case Mips32:
        return "mips";
    case Mips64:
        return "mips64";
    case PowerPc32:
        return "powerpc";
    case PowerPc64:
        return "powerpc64";
    }
    return "unknown";
}

std::optional<ArchitectureChoice> parseArchitecture(std::string_view name)
{
    std::string word(name);
    for (char &c : word)
        c = c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    auto found = std::find_if(spellings.begin(), spellings.end(), [&](const Spelling &s) { return s.name == word; });
    if (found == spellings.end())
        return std::nullopt;
    return found->choice;
}

std::string knownArchitectures()
{
    std::string list;
    for (const Spelling &spelling : spellings) {
        if (!spelling.listed)
            continue;
        if (!list.empty())
            list += ", ";
        list += spelling.name;
    }
    return list;
}

std::string_view formatName(FileFormat format)
{
    switch (format) {
    case FileFormat::Elf:
        return "ELF";
    case FileFormat::Pe:
        return "PE";
    case FileFormat::MachO:
        return "Mach-O";
    case FileFormat::Raw:
        break;
    }
    return "raw";
}

} // namespace symbolon
