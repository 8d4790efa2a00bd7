// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is known of each byte of code: one byte of marks for every byte of the executable regions.
#pragma once

#include "analysis/binary/image.h"

#include <cstdint>
#include <vector>

namespace symbolon::disasm {

class CodeMap
{
public:
    enum Mark : uint8_t {
        Start = 1,    // a function starts here
        Data = 2,     // a literal pool, a jump table: not code
        Covered = 4,  // part of an instruction of a function
        Stub = 8,     // part of an import stub
        Marked = 16,  // ARM mapping symbols say data
        Begin = 32,   // the first byte of such an instruction
        Literal = 64, // looks like a literal pool, from a look at a gap
    };
    struct Area {
        const Region *region = nullptr;
        uint64_t begin = 0;
        uint64_t end = 0; // of the bytes that the file holds
        std::vector<uint8_t> marks;
    };

    explicit CodeMap(const Image &image)
    {
        for (const Region &region : image.regions) {
            if (!region.executable || region.bytes.empty())
                continue;
            const uint64_t room = UINT64_MAX - region.address;
            const uint64_t size = region.bytes.size() < room ? region.bytes.size() : room;
            m_areas.push_back({&region, region.address, region.address + size, std::vector<uint8_t>(size)});
        }
    }

    [[nodiscard]] const std::vector<Area> &areas() const { return m_areas; }
    // Index of the area that holds the address; -1: not code.
    [[nodiscard]] int areaAt(uint64_t address) const
    {
        const size_t guess = m_last;
        if (guess < m_areas.size() && address - m_areas[guess].begin < m_areas[guess].marks.size())
            return static_cast<int>(guess);
        size_t low = 0;
        size_t high = m_areas.size();
        while (low < high) {
            const size_t middle = (low + high) / 2;
            if (m_areas[middle].end <= address)
                low = middle + 1;
            else
                high = middle;
        }
        if (low == m_areas.size() || address < m_areas[low].begin)
            return -1;
        m_last = low;
        return static_cast<int>(low);
    }
    [[nodiscard]] bool isCode(uint64_t address) const { return areaAt(address) >= 0; }
    [[nodiscard]] uint8_t marks(uint64_t address) const
    {
        const int area = areaAt(address);
        return area < 0 ? 0 : m_areas[area].marks[address - m_areas[area].begin];
    }
    void mark(uint64_t address, uint64_t size, uint8_t marks)
    {
        forRange(address, size, [marks](uint8_t &byte) { byte |= marks; });
    }
    // The first byte of each instruction.
    template<typename Instructions>
    void markEach(const Instructions &instructions, uint8_t marks)
    {
        for (const auto *each : instructions) {
            if (const int area = areaAt(each->address); area >= 0)
                m_areas[area].marks[each->address - m_areas[area].begin] |= marks;
        }
    }
    void clear(uint64_t address, uint64_t size, uint8_t marks)
    {
        forRange(address, size, [marks](uint8_t &byte) { byte &= static_cast<uint8_t>(~marks); });
    }
    void clearEverywhere(uint8_t marks)
    {
        for (Area &area : m_areas) {
            for (uint8_t &byte : area.marks)
                byte &= static_cast<uint8_t>(~marks);
        }
    }

private:
    template<typename Each>
    void forRange(uint64_t address, uint64_t size, Each each)
    {
        const int index = areaAt(address);
        if (index < 0)
            return;
        Area &area = m_areas[index];
        const uint64_t first = address - area.begin;
        const uint64_t last = size < area.marks.size() - first ? first + size : area.marks.size();
        for (uint64_t at = first; at < last; ++at)
            each(area.marks[at]);
    }

    std::vector<Area> m_areas;
    mutable size_t m_last = 0; // a guess
};

} // namespace symbolon::disasm
