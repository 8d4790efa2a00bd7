// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Call frame information (.eh_frame, .debug_frame: DWARF 5 section 6.4 and the LSB's .eh_frame; .ARM.exidx:
// ARM EHABI) and C++ exception tables: which ranges are functions, and where their landing pads are.
#pragma once

#include "analysis/binary/image.h"

#include <cstdint>
#include <string>
#include <vector>

namespace symbolon::disasm {

struct LandingPad {
    uint64_t begin = 0; // of the code whose exceptions land there
    uint64_t end = 0;
    uint64_t address = 0;
};

struct FrameRecord {
    uint64_t begin = 0;
    uint64_t end = 0;  // 0: not known (.ARM.exidx)
    uint64_t lsda = 0; // exception table; 0: none
    bool part = false; // a cold part: it is entered with a frame already set up
    bool thumb = false;
    std::vector<LandingPad> landingPads;
};

class FrameTable
{
public:
    void add(FrameRecord record) { m_records.push_back(std::move(record)); }
    // Sorts, and drops records without code and duplicates.
    void finish();
    [[nodiscard]] const std::vector<FrameRecord> &records() const { return m_records; }
    // The record whose range holds the address; null: none.
    [[nodiscard]] const FrameRecord *holding(uint64_t address) const;
    [[nodiscard]] const FrameRecord *startingAt(uint64_t address) const;

private:
    std::vector<FrameRecord> m_records;
};

// All records of the image. What is damaged ends that section's reading and is named in `warnings`.
FrameTable readFrames(const Image &image, std::vector<std::string> &warnings);

// The parts of it, for themselves.
void readEhFrame(const Image &image, uint64_t address, uint64_t size, bool debugFrame, FrameTable &table,
                 std::vector<std::string> &warnings);
void readExceptionIndex(const Image &image, uint64_t address, uint64_t size, FrameTable &table);
// `callSites`: how many may be read; what was read is taken off it.
std::vector<LandingPad> readLandingPads(const Image &image, uint64_t lsda, uint64_t functionStart, uint64_t &callSites);

} // namespace symbolon::disasm
