// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Thumb: halfwords, so that chance forms its instructions more often than those of other architectures.
#include "analysis/disasm/raw/statistics.h"

#include <optional>

namespace symbolon::disasm::raw {

namespace {

struct Halfwords {
    std::span<const uint8_t> bytes;
    Endian endian;

    [[nodiscard]] uint32_t at(std::size_t offset) const
    {
        return offset + 2 <= bytes.size() ? static_cast<uint32_t>(decodeInteger(bytes.data() + offset, 2, endian)) : 0;
    }
};

bool isReturn(uint32_t first, uint32_t second)
{
    return first == 0x4770                                     // bx lr
           || first >> 8 == 0xbd                               // pop {…, pc}
           || (first == 0xe8bd && (second & 0xa000) == 0x8000) // pop.w {…, pc}
           || (first == 0xf85d && second == 0xfb04);           // ldr pc, [sp], #4
}

bool isPush(uint32_t first, uint32_t second)
{
    return first >> 8 == 0xb5 || (first == 0xe92d && (second & 0xe000) == 0x4000)
           || (first == 0xf84d && second == 0xed04);
}

// bl, from its own address.
std::optional<int64_t> callOffset(uint32_t first, uint32_t second)
{
    if (first >> 11 != 0x1e || (second & 0xd000) != 0xd000)
        return std::nullopt;
    const uint32_t sign = first >> 10 & 1;
    const uint32_t i1 = ~((second >> 13 & 1) ^ sign) & 1, i2 = ~((second >> 11 & 1) ^ sign) & 1;
    const uint32_t offset = sign << 24 | i1 << 23 | i2 << 22 | (first & 0x3ff) << 12 | (second & 0x7ff) << 1;
    return (static_cast<int64_t>(offset) ^ 0x1000000) - 0x1000000 + 4;
}

} // namespace

void measureThumb(const Blob &blob, CodeStatistics &statistics)
{
    statistics.alignment = 2;
    statistics.windowThreshold = 14; // noise has about 6
    AddressSet begins(blob, 2);
    for (const Piece &piece : blob.pieces()) {
        begins.insert(piece.address);
        const Halfwords code{piece.bytes, statistics.choice.endian};
        for (std::size_t at = 0; at + 2 <= piece.bytes.size(); at += 2) {
            const uint32_t first = code.at(at), second = code.at(at + 2);
            uint16_t &hits = statistics.hits[piece.firstWindow + at / Blob::windowSize];
            if (isReturn(first, second)) {
                ++statistics.returns;
                ++hits;
                std::size_t next = at + (first >> 11 >= 0x1d ? 4 : 2);
                if (code.at(next) == 0xbf00 || code.at(next) == 0x46c0 || code.at(next) == 0) // nop
                    next += 2;
                begins.insert(piece.address + next);
            } else if (isPush(first, second)) {
                ++statistics.prologues;
                ++hits;
                begins.insert(piece.address + at);
            } else if ((first & 0xff00) == 0xb000) { // add or sub sp, #
                ++statistics.frames;
                ++hits;
            } else if (first == 0xe7fe) { // b . , as default handlers are
                begins.insert(piece.address + at);
            }
        }
    }
    AddressSet starts = begins;
    for (const Piece &piece : blob.pieces()) {
        const Halfwords code{piece.bytes, statistics.choice.endian};
        for (std::size_t at = 0; at + 4 <= piece.bytes.size(); at += 2) {
            const auto offset = callOffset(code.at(at), code.at(at + 2));
            if (!offset)
                continue;
            const uint64_t target = piece.address + at + static_cast<uint64_t>(*offset);
            if (blob.at(target).size() < 2)
                continue;
            ++statistics.calls;
            starts.insert(target);
            if (!landsOn(begins, target, 2))
                continue;
            ++statistics.landing;
            ++statistics.hits[piece.firstWindow + at / Blob::windowSize];
        }
    }
    statistics.starts = starts.list();
}

} // namespace symbolon::disasm::raw
