// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One executable as it lies in memory, whatever file format it came from. Addresses are the file's own
// virtual addresses (no rebasing), Thumb bit cleared. A relocatable object's sections are laid out one
// after another from `base`, since each of them starts at 0 in the file.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace symbolon {

enum class Architecture : uint8_t { Unknown, X86, X86_64, Arm, AArch64, Mips32, Mips64, PowerPc32, PowerPc64 };
enum class Endian : uint8_t { Little, Big };
enum class FileFormat : uint8_t { Elf, Pe, MachO, Raw };
enum class FileKind : uint8_t { Executable, SharedObject, Relocatable, Core, Raw };

// "x86-64", "arm" …: the words of the command line (--arch) and of the reports.
std::string_view architectureName(Architecture architecture);
// Also takes common other spellings (amd64, armv7, armeb, mipsel, ppc …), which may name an endianness.
struct ArchitectureChoice {
    Architecture architecture = Architecture::Unknown;
    Endian endian = Endian::Little;
    bool thumb = false; // start decoding in Thumb state
};
std::optional<ArchitectureChoice> parseArchitecture(std::string_view name);
// The spellings for an error message: "x86, x86-64, arm, …".
std::string knownArchitectures();
std::string_view formatName(FileFormat format);

// A range of memory with one set of rights. `bytes` may be shorter than `size` (zero filled: .bss).
struct Region {
    std::string name; // section or segment name
    uint64_t address = 0;
    uint64_t size = 0;
    uint64_t fileOffset = 0;
    bool executable = false;
    bool writable = false;
    std::vector<uint8_t> bytes;

    [[nodiscard]] bool contains(uint64_t at) const { return at >= address && at - address < size; }
};

struct Symbol {
    enum class Kind : uint8_t { Function, Object, Other };
    std::string name; // C++: mangled; without the underscore that Mach-O and 32-bit PE put before every C name
    uint64_t address = 0;
    uint64_t size = 0; // 0: not known
    Kind kind = Kind::Other;
    bool exported = false; // in .dynsym / the export table
    bool global = false;
    bool thumb = false; // ARM: code at this address is Thumb
};

// Something of another file. `slot` is the address of the pointer that the loader fills (GOT, IAT),
// `stub` the PLT entry or import thunk that jumps through it; 0 where there is none or it is not known.
// In a relocatable object each undefined symbol has a made-up `stub` in the region "extern", to which calls
// and pointers lead, and a `slot` where the code asks for one.
struct Import {
    std::string name;
    std::string library;
    uint64_t slot = 0;
    uint64_t stub = 0;
    bool function = true;
};

// A place that the linker or loader fills in. `target` is the resolved value where it lies in this image
// (a pointer to Thumb code keeps its bit 0); `symbol` the name where one is given. A pointer whose target
// is known holds it in Region::bytes as well, as it would in memory.
struct Relocation {
    uint64_t address = 0;
    uint32_t type = 0; // the format's own number
    std::string symbol;
    int64_t addend = 0;
    uint64_t target = 0; // 0: outside the image
};

// ARM mapping symbols ($a, $t, $d): from `address` on, code of that kind or data.
struct MappingMark {
    enum class Kind : uint8_t { Arm, Thumb, Data, Code };
    uint64_t address = 0;
    Kind kind = Kind::Code;
};

struct Image {
    std::string path;   // as given by the user
    std::string member; // path inside a container, or empty
    FileFormat format = FileFormat::Raw;
    FileKind kind = FileKind::Raw;
    Architecture architecture = Architecture::Unknown;
    Endian endian = Endian::Little;
    unsigned bits = 32;
    bool positionIndependent = false;
    bool thumbEntry = false;
    bool hasSections = true; // false: no section headers; regions are segments
    uint64_t base = 0;
    uint64_t entry = 0; // 0: none
    // MIPS: value of $gp for this image (DT_PLTGOT + 0x7ff0 or .reginfo); 64-bit PowerPC: of r2, the TOC; 0: not known
    uint64_t gp = 0;
    uint64_t gotPlt = 0; // i386: _GLOBAL_OFFSET_TABLE_, what %ebx holds in PIC code; 0: not known

    std::vector<Region> regions; // sorted by address, not overlapping
    std::vector<Symbol> symbols; // defined here; sorted by address
    std::vector<Import> imports;
    std::vector<Relocation> relocations; // sorted by address
    std::vector<MappingMark> marks;      // sorted by address
    std::vector<uint64_t> initArray;     // functions called at start: init, init_array, ctors, TLS callbacks
    std::vector<uint64_t> finiArray;
    std::vector<uint64_t> functionStarts; // LC_FUNCTION_STARTS, .pdata: starts that the format itself lists
    std::vector<uint64_t> thumbStarts;    // ARM: those of the three lists above that are Thumb code; sorted
    std::vector<std::string> libraries;   // DT_NEEDED and the like
    std::vector<std::string> warnings;    // what could not be read, for the user

    [[nodiscard]] const Region *regionAt(uint64_t address) const;
    [[nodiscard]] const Region *regionNamed(std::string_view name) const;
    // The bytes from `address` to the end of its region's bytes, at most `limit`; empty when unmapped.
    [[nodiscard]] std::span<const uint8_t> bytesAt(uint64_t address, uint64_t limit = UINT64_MAX) const;
    [[nodiscard]] bool isCode(uint64_t address) const;
    // An unsigned integer of 1, 2, 4 or 8 bytes in the image's byte order.
    [[nodiscard]] std::optional<uint64_t> readInteger(uint64_t address, unsigned size) const;
    [[nodiscard]] std::optional<uint64_t> readPointer(uint64_t address) const { return readInteger(address, bits / 8); }
    // Bytes of machine code: the sum of executable regions.
    [[nodiscard]] uint64_t codeSize() const;
};

} // namespace symbolon
