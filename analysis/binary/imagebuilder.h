// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the loaders of all formats share: regions from a hostile file without overlaps, overflows or more
// memory than the file justifies, warnings without a flood, and the order that Image promises.
#pragma once

#include "analysis/binary/image.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace symbolon {

class ImageBuilder
{
public:
    // `image` brings what the header says.
    ImageBuilder(std::span<const uint8_t> file, Image image);

    Image image;

    void warn(std::string text);
    // The region's bytes are `fileSize` bytes of the file from region.fileOffset on, cut at the end of the
    // file (with a warning) and at region.size.
    void addRegion(Region region, uint64_t fileSize);
    // Puts the regions in order and removes overlaps; then addresses can be looked up. To be called once.
    void sealRegions();
    // Writes an integer into a region's bytes; false where there are none.
    bool patch(uint64_t address, unsigned size, uint64_t value);
    // Image::bytesAt, for writing.
    std::span<uint8_t> bytesAt(uint64_t address, uint64_t limit);

    void addSymbol(Symbol symbol);
    // The three lists of starts: clears a Thumb bit (Image::thumbStarts keeps it) and drops what is not
    // in an executable region.
    void addStart(std::vector<uint64_t> &list, uint64_t address);
    // Sorts everything, merges a symbol that two tables list, derives Thumb from the mapping symbols.
    Image take();

private:
    void mergeSymbols();
    void markThumb();

    std::span<const uint8_t> m_file;
    uint64_t m_copied = 0; // bytes of the file that are in regions
    uint64_t m_suppressed = 0;
};

} // namespace symbolon
