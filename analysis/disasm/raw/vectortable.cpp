// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/raw/vectortable.h"

namespace symbolon::disasm::raw {

namespace {

constexpr unsigned systemEntries = 16;
constexpr unsigned mostEntries = 16 + 240;
constexpr uint64_t ramBegin = 0x10000000, ramEnd = 0x40000000; // SRAM, and the RAM that some parts have below it

std::optional<VectorTable> tableAt(const Blob &blob, const Piece &piece, Endian endian)
{
    const EndianView view(piece.bytes, endian);
    if (!view.holds(0, 4 * systemEntries))
        return std::nullopt;
    VectorTable table;
    table.address = piece.address;
    table.stack = view.field(0, 4);
    table.reset = view.field(4, 4);
    if (table.stack < ramBegin || table.stack > ramEnd || table.stack % 4 != 0 || table.reset % 2 == 0)
        return std::nullopt;
    uint64_t low = table.reset, high = table.reset;
    for (unsigned n = 1; n < mostEntries && view.holds(4 * n, 4); ++n) {
        const uint64_t value = view.field(4 * n, 4);
        if (value == 0)
            continue; // reserved
        const bool fits = value % 2 == 1 && std::max(high, value) - std::min(low, value) < blob.size();
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
    const auto outside = [&](uint64_t handler) { return blob.at(handler).empty(); };
    if (blob.addressesKnown() && std::any_of(table.handlers.begin(), table.handlers.end(), outside))
        return std::nullopt;
    return table;
}

} // namespace

std::optional<VectorTable> findVectorTable(const Blob &blob, Endian endian)
{
    for (const Piece &piece : blob.pieces()) {
        if (auto table = tableAt(blob, piece, endian))
            return table;
    }
    return std::nullopt;
}

} // namespace symbolon::disasm::raw
