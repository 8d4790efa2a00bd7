// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an image's memory holds once it is loaded and linked: numbers that cannot change, pointers that the
// loader fills in, imports.
#pragma once

#include "analysis/binary/image.h"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace symbolon::disasm {

class Memory
{
public:
    explicit Memory(const Image &image);

    struct Word {
        enum class Kind : uint8_t { Unknown, Number, Address, Import };
        Kind kind = Kind::Unknown;
        uint64_t value = 0; // the number, the address, or an index into Image::imports
    };
    // What a load of `size` bytes gets: Unknown where the program may have written.
    [[nodiscard]] Word load(uint64_t address, unsigned size) const;
    // The index of the import that the loader puts at this address.
    [[nodiscard]] std::optional<uint32_t> importAt(uint64_t slot) const;
    // What an entry of a jump table holds, even where the table lies in relocated data.
    [[nodiscard]] std::optional<uint64_t> element(uint64_t address, unsigned size) const;

    [[nodiscard]] const Region *regionAt(uint64_t address) const;
    [[nodiscard]] bool mapped(uint64_t address) const { return regionAt(address) != nullptr; }
    [[nodiscard]] bool constant(uint64_t address) const;
    [[nodiscard]] bool executable(uint64_t address) const;
    // True when a plain number may be an address: the image is linked for a fixed place.
    [[nodiscard]] bool numbersAreAddresses() const { return m_fixed; }
    // The same of a number that stands in these bytes: in an object those with a relocation may be.
    [[nodiscard]] bool numbersAreAddresses(uint64_t begin, uint64_t end) const
    {
        return m_fixed || (m_image.kind == FileKind::Relocatable && relocated(begin, end));
    }
    [[nodiscard]] const Image &image() const { return m_image; }
    // MIPS: $gp, as the file says it or its functions set it up; 0: not known.
    [[nodiscard]] uint64_t globalPointer() const { return m_global; }
    [[nodiscard]] uint64_t mask() const { return m_image.bits == 32 ? UINT32_MAX : UINT64_MAX; }

private:
    [[nodiscard]] const Relocation *relocationAt(uint64_t address) const;
    [[nodiscard]] bool relocated(uint64_t begin, uint64_t end) const;

    const Image &m_image;
    std::unordered_map<uint64_t, uint32_t> m_slots;
    std::vector<uint8_t> m_settled; // by region: written by the loader only
    uint64_t m_global = 0;
    bool m_fixed = false;
};

} // namespace symbolon::disasm
