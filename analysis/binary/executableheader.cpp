// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/executableheader.h"

#include "analysis/binary/endianview.h"

#include <array>
#include <cstdio>

namespace symbolon {

namespace {

using enum Architecture;

struct Machine {
    uint64_t number;
    const char *name;
    Architecture architecture = Unknown;
};

template<std::size_t N>
void nameMachine(ExecutableHeader &header, const std::array<Machine, N> &machines, uint64_t number)
{
    for (const Machine &machine : machines) {
        if (machine.number == number) {
            header.machine = machine.name;
            header.architecture = machine.architecture;
            return;
        }
    }
    char text[32];
    std::snprintf(text, sizeof text, "machine 0x%llx", static_cast<unsigned long long>(number));
    header.machine = text;
}

constexpr auto elfMachines = std::to_array<Machine>({
    {2, "SPARC"},
    {3, "x86", X86},
    {4, "Motorola 68000"},
    {8, "MIPS", Mips32},
    {10, "MIPS", Mips32},
    {15, "PA-RISC"},
    {18, "SPARC"},
    {20, "PowerPC", PowerPc32},
    {21, "PowerPC64", PowerPc64},
    {22, "S/390"},
    {40, "ARM", Arm},
    {42, "SuperH"},
    {43, "SPARC V9"},
    {45, "ARC"},
    {50, "IA-64"},
    {53, "ColdFire"},
    {62, "x86-64", X86_64},
    {83, "AVR"},
    {87, "V850"},
    {88, "M32R"},
    {93, "ARCompact"},
    {94, "Xtensa"},
    {105, "MSP430"},
    {106, "Blackfin"},
    {113, "Nios II"},
    {164, "Hexagon"},
    {183, "AArch64", AArch64},
    {188, "TILEPro"},
    {189, "MicroBlaze"},
    {195, "ARCv2"},
    {243, "RISC-V"},
    {247, "BPF"},
    {252, "C-SKY"},
    {258, "LoongArch"},
    {0x9026, "Alpha"},
});

constexpr auto peMachines = std::to_array<Machine>({
    {0x14c, "x86", X86},
    {0x8664, "x86-64", X86_64},
    {0x1c0, "ARM", Arm},
    {0x1c2, "Thumb", Arm},
    {0x1c4, "ARM Thumb-2", Arm},
    {0xaa64, "AArch64", AArch64},
    {0x166, "MIPS", Mips32},
    {0x169, "MIPS WCE", Mips32},
    {0x1f0, "PowerPC", PowerPc32},
    {0x1f1, "PowerPC", PowerPc32},
    {0x200, "IA-64"},
    {0x1a2, "SuperH"},
    {0x1a6, "SuperH"},
    {0xebc, "EFI byte code"},
    {0x5032, "RISC-V 32"},
    {0x5064, "RISC-V 64"},
    {0x6264, "LoongArch 64"},
    {0xa641, "AArch64 EC"},
});

constexpr auto machoMachines = std::to_array<Machine>({
    {6, "Motorola 68000"},
    {7, "x86", X86},
    {0x1000007, "x86-64", X86_64},
    {11, "PA-RISC"},
    {12, "ARM", Arm},
    {0x100000c, "AArch64", AArch64},
    {14, "SPARC"},
    {18, "PowerPC", PowerPc32},
    {0x1000012, "PowerPC64", PowerPc64},
    {0x200000c, "AArch64 ILP32"},
});

std::optional<ExecutableHeader> readElf(std::span<const uint8_t> bytes)
{
    constexpr std::array<uint8_t, 4> magic{0x7f, 'E', 'L', 'F'};
    if (bytes.size() < 20 || !std::equal(magic.begin(), magic.end(), bytes.begin()))
        return std::nullopt;
    const uint8_t width = bytes[4], order = bytes[5], version = bytes[6];
    if (width < 1 || width > 2 || order < 1 || order > 2 || version > 1)
        return std::nullopt;
    ExecutableHeader header{FileFormat::Elf, FileKind::Executable, Unknown, Endian::Little, 32, {}};
    header.endian = order == 2 ? Endian::Big : Endian::Little;
    header.bits = width == 2 ? 64 : 32;
    const EndianView view(bytes, header.endian);
    switch (view.field(16, 2)) {
    case 1:
        header.kind = FileKind::Relocatable;
        break;
    case 3:
        header.kind = FileKind::SharedObject;
        break;
    case 4:
        header.kind = FileKind::Core;
        break;
    default:
        break;
    }
    nameMachine(header, elfMachines, view.field(18, 2));
    if (header.architecture == Mips32 && header.bits == 64)
        header.architecture = Mips64;
    if ((header.architecture == X86 && header.bits == 64) || (header.architecture == AArch64 && header.bits == 32)
        || (header.architecture == X86_64 && header.bits == 32)) {
        header.machine += header.bits == 64 ? " in a 64-bit file" : " in a 32-bit file (ILP32)";
        header.architecture = Unknown;
    }
    return header;
}

std::optional<ExecutableHeader> readPe(std::span<const uint8_t> bytes)
{
    const EndianView view(bytes, Endian::Little);
    if (view.integer(0, 2) != 0x5a4d)
        return std::nullopt;
    const uint64_t at = view.field(0x3c, 4);
    if (view.integer(at, 4) != 0x4550 || !view.holds(at, 26))
        return std::nullopt;
    ExecutableHeader header{FileFormat::Pe, FileKind::Executable, Unknown, Endian::Little, 32, {}};
    const uint64_t magic = view.field(at + 24, 2);
    if (magic != 0x10b && magic != 0x20b)
        return std::nullopt;
    header.bits = magic == 0x20b ? 64 : 32;
    header.kind = view.field(at + 22, 2) & 0x2000 ? FileKind::SharedObject : FileKind::Executable;
    nameMachine(header, peMachines, view.field(at + 4, 2));
    return header;
}

std::optional<ExecutableHeader> readMachO(std::span<const uint8_t> bytes)
{
    if (bytes.size() < 28)
        return std::nullopt;
    ExecutableHeader header{FileFormat::MachO, FileKind::Executable, Unknown, Endian::Little, 32, {}};
    const uint64_t magic = decodeInteger(bytes.data(), 4, Endian::Little);
    if (magic == 0xcefaedfe || magic == 0xcffaedfe)
        header.endian = Endian::Big;
    else if (magic != 0xfeedface && magic != 0xfeedfacf)
        return std::nullopt;
    header.bits = magic == 0xfeedfacf || magic == 0xcffaedfe ? 64 : 32;
    const EndianView view(bytes, header.endian);
    const uint64_t fileType = view.field(12, 4);
    if (fileType < 1 || fileType > 12)
        return std::nullopt;
    if (fileType == 1)
        header.kind = FileKind::Relocatable;
    else if (fileType == 4)
        header.kind = FileKind::Core;
    else if (fileType == 6 || fileType == 8 || fileType == 9)
        header.kind = FileKind::SharedObject;
    nameMachine(header, machoMachines, view.field(4, 4));
    return header;
}

} // namespace

std::optional<ExecutableHeader> readExecutableHeader(std::span<const uint8_t> bytes)
{
    if (auto header = readElf(bytes))
        return header;
    if (auto header = readPe(bytes))
        return header;
    return readMachO(bytes);
}

std::vector<FatSlice> readFatSlices(std::span<const uint8_t> bytes)
{
    const EndianView view(bytes, Endian::Big);
    const auto magic = view.integer(0, 4);
    if (magic != 0xcafebabe && magic != 0xcafebabf)
        return {};
    const bool wide = magic == 0xcafebabf;
    const uint64_t count = view.field(4, 4);
    const uint64_t entry = wide ? 32 : 20;
    if (count == 0 || count > 30) // Java class files share the magic; there these bytes are a version above 44
        return {};
    std::vector<FatSlice> slices;
    for (uint64_t n = 0; n < count && view.holds(8 + n * entry, entry); ++n) {
        FatSlice slice;
        slice.offset = view.field(8 + n * entry + 8, wide ? 8 : 4);
        slice.size = view.field(8 + n * entry + (wide ? 16 : 12), wide ? 8 : 4);
        const auto part = view.part(slice.offset, slice.size);
        if (auto header = readMachO(part)) {
            slice.size = part.size();
            slice.header = *header;
            slices.push_back(slice);
        }
    }
    return slices;
}

} // namespace symbolon
