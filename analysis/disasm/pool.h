// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Grows without moving what it holds, and takes memory only for what is there.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace symbolon::disasm {

template<typename T, unsigned ChunkBits>
class Pool
{
public:
    // Items that are appended together lie in a row; their number is below 2^ChunkBits. The index of the first.
    uint32_t append(std::span<const T> items)
    {
        if (items.empty())
            return 0;
        const size_t room = m_chunks.size() * ChunkSize - m_used;
        if (items.size() > room) {
            m_used += room;
            m_chunks.push_back(std::make_unique_for_overwrite<T[]>(ChunkSize));
        }
        const size_t first = m_used;
        std::copy(items.begin(), items.end(), &m_chunks.back()[first % ChunkSize]);
        m_used += items.size();
        return static_cast<uint32_t>(first);
    }
    [[nodiscard]] T *at(uint32_t index) const { return &m_chunks[index >> ChunkBits][index & (ChunkSize - 1)]; }
    [[nodiscard]] bool isFull() const { return m_used >= UINT32_MAX - 2 * ChunkSize; }

private:
    static constexpr size_t ChunkSize = size_t(1) << ChunkBits;

    std::vector<std::unique_ptr<T[]>> m_chunks;
    size_t m_used = 0;
};

} // namespace symbolon::disasm
