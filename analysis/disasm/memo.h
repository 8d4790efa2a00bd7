// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Programs write the same few thousand instructions over and over. Tells where one with the same bytes was decoded
// before; forgets some of them.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace symbolon::disasm {

class InstructionMemo
{
public:
    static constexpr size_t LongestKnown = 8; // bytes

    struct Entry {
        uint64_t bytes = 0;
        uint32_t instruction = 0; // the index of the one that was decoded
        uint8_t size = 0;         // 0: nothing
        bool thumb = false;
        bool sure = false; // decoded at two places, with the same outcome
    };

    // What these bytes begin with: no instruction begins with another one.
    [[nodiscard]] Entry *find(std::span<const uint8_t> code, bool thumb)
    {
        if (m_entries.empty() || code.size() < 2)
            return nullptr;
        const uint64_t bytes = number(code.first(std::min(code.size(), LongestKnown)));
        for (unsigned sizes = m_sizes[bytes & 0xffff]; sizes; sizes &= sizes - 1) {
            const auto size = static_cast<unsigned>(std::countr_zero(sizes)) + 1;
            const uint64_t own = size < 8 ? bytes & ((uint64_t(1) << size * 8) - 1) : bytes;
            Entry &entry = m_entries[place(own)];
            if (entry.bytes == own && entry.size == size && entry.thumb == thumb && size <= code.size())
                return &entry;
        }
        return nullptr;
    }
    // The whole code of an instruction.
    void add(std::span<const uint8_t> code, bool thumb, uint32_t instruction)
    {
        if (code.empty() || code.size() > LongestKnown)
            return;
        if (m_entries.empty()) {
            m_entries.resize(size_t(1) << PlaceBits);
            m_sizes.resize(size_t(1) << 16);
        }
        const uint64_t bytes = number(code);
        const auto size = static_cast<uint8_t>(code.size());
        m_entries[place(bytes)] = {bytes, instruction, size, thumb, false};
        const unsigned others = size == 1 ? 256 : 1; // what follows a single byte is any
        for (unsigned n = 0; n < others; ++n)
            m_sizes[(bytes & 0xffff) | n << 8] |= static_cast<uint8_t>(1U << (size - 1));
    }
    void clear()
    {
        std::exchange(m_entries, {});
        std::exchange(m_sizes, {});
    }

private:
    static constexpr unsigned PlaceBits = 15;

    static uint64_t number(std::span<const uint8_t> code)
    {
        uint64_t bytes = 0;
        for (size_t n = 0; n < code.size(); ++n)
            bytes |= uint64_t(code[n]) << n * 8;
        return bytes;
    }
    static size_t place(uint64_t bytes) { return bytes * 0x9e3779b97f4a7c15 >> (64 - PlaceBits); }

    std::vector<Entry> m_entries; // by a hash of the bytes
    std::vector<uint8_t> m_sizes; // by the first two bytes: a bit for each size
};

} // namespace symbolon::disasm
