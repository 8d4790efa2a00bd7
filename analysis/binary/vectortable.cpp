// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/vectortable.h"

#include "analysis/binary/endianview.h"

#include <algorithm>

namespace symbolon {

namespace {

constexpr unsigned systemEntries = 16;
constexpr unsigned mostEntries = 16 + 240;
constexpr uint64_t ramBegin = 0x10000000, ramEnd = 0x40000000; // SRAM, and the RAM that some parts have below it

} // namespace

std::optional<VectorTable> readVectorTable(std::span<const uint8_t> bytes, Endian endian, uint64_t reach)
{
    const EndianView view(bytes, endian);
    if (!view.holds(0, 4 * systemEntries))
        return std::nullopt;
    VectorTable table;
    table.stack = view.field(0, 4);
    table.reset = view.field(4, 4);
    if (table.stack < ramBegin || table.stack > ramEnd || table.stack % 4 != 0 || table.reset % 2 == 0)
        return std::nullopt;
    uint64_t low = table.reset, high = table.reset;
    for (unsigned n = 1; n < mostEntries && view.holds(4 * n, 4); ++n) {
        const uint64_t value = view.field(4 * n, 4);
        if (value == 0)
            continue; // reserved
        const bool fits = value % 2 == 1 && std::max(high, value) - std::min(low, value) < reach;
        const bool reserved = n >= 7 && n <= 10; // some vendors keep a checksum or a signature there
        if (!fits && reserved)
            continue;
        if (!fits && n < systemEntries)
            return std::nullopt;
        if (!fits)
            break; // where the interrupts' handlers end
        low = std::min(low, value);
        high = std::max(high, value);
        ++table.entries;
        table.handlers.push_back(value - 1);
    }
    std::sort(table.handlers.begin(), table.handlers.end());
    table.handlers.erase(std::unique(table.handlers.begin(), table.handlers.end()), table.handlers.end());
    if (table.entries < 3) // reset, NMI and hard fault have no default in hardware
        return std::nullopt;
    return table;
}

void applyVectorTable(Image &image)
{
    uint64_t size = 0;
    for (const Region &region : image.regions)
        size += region.bytes.size();
    for (const Region &region : image.regions) {
        const auto table = readVectorTable(region.bytes, image.endian, size);
        if (!table || !std::all_of(table->handlers.begin(), table->handlers.end(), [&](uint64_t handler) {
                return !image.bytesAt(handler, 2).empty();
            }))
            continue;
        if (image.entry == 0)
            image.entry = table->reset - 1;
        image.thumbEntry = true;
        image.functionStarts = table->handlers;
        image.thumbStarts = table->handlers;
        return;
    }
}

} // namespace symbolon
