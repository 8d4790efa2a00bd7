// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A 64-bit checksum in the manner of FNV-1a, over words of 8 bytes (little-endian) in four lanes, so that it keeps
// up with a disk. Every step is a bijection of the lane, so that a change within one word always shows. It is no
// protection against a forger.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace symbolon {

class Checksum
{
public:
    // All but the last piece must be a multiple of 32 bytes long.
    void add(std::string_view bytes)
    {
        m_size += bytes.size();
        for (; bytes.size() >= block; bytes.remove_prefix(block)) {
            for (size_t lane = 0; lane < m_lanes.size(); ++lane)
                mix(m_lanes[lane], wordAt(bytes.data() + lane * sizeof(uint64_t)));
        }
        char rest[block] = {};
        std::memcpy(rest, bytes.data(), bytes.size());
        for (size_t lane = 0; lane < m_lanes.size() && !bytes.empty(); ++lane)
            mix(m_lanes[lane], wordAt(rest + lane * sizeof(uint64_t)));
    }

    [[nodiscard]] uint64_t value() const
    {
        uint64_t hash = offset;
        mix(hash, m_size);
        for (const uint64_t lane : m_lanes)
            mix(hash, lane);
        return hash;
    }

private:
    static constexpr size_t block = 32;
    static constexpr uint64_t offset = 0xcbf29ce484222325;
    static constexpr uint64_t prime = 0x9e3779b97f4a7c15; // odd, bits spread: FNV's own is for bytes

    static void mix(uint64_t &hash, uint64_t word) { hash = std::rotl((hash ^ word) * prime, 29); }
    static uint64_t wordAt(const char *at)
    {
        uint64_t word = 0;
        for (unsigned i = 0; i < sizeof word; ++i)
            word |= static_cast<uint64_t>(static_cast<unsigned char>(at[i])) << (8 * i);
        return word;
    }

    std::array<uint64_t, 4> m_lanes{offset, offset + 1, offset + 2, offset + 3};
    uint64_t m_size = 0;
};

} // namespace symbolon
