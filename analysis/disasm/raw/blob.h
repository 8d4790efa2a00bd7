// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Bytes whose architecture is not known, and the addresses at which they lie: those of the records, or 0 for the
// first byte of a flat file.
#pragma once

#include "analysis/binary/endianview.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

namespace symbolon::disasm::raw {

struct Piece {
    uint64_t address = 0;
    std::span<const uint8_t> bytes;
    uint64_t firstWindow = 0; // its first in the numbering of windows
};

class Blob
{
public:
    static constexpr uint64_t windowSize = 1024; // what is asked whether it is code

    Blob(std::vector<Piece> pieces, bool addressesKnown) : m_pieces(std::move(pieces)), m_addressesKnown(addressesKnown)
    {
        for (Piece &piece : m_pieces) {
            piece.firstWindow = m_windows;
            m_windows += (piece.bytes.size() + windowSize - 1) / windowSize;
            m_size += piece.bytes.size();
        }
    }

    [[nodiscard]] const std::vector<Piece> &pieces() const { return m_pieces; }
    [[nodiscard]] bool addressesKnown() const { return m_addressesKnown; }
    [[nodiscard]] uint64_t windows() const { return m_windows; }
    [[nodiscard]] uint64_t size() const { return m_size; }
    [[nodiscard]] uint64_t begin() const { return m_pieces.front().address; }
    // One past the last address.
    [[nodiscard]] uint64_t end() const { return m_pieces.back().address + m_pieces.back().bytes.size(); }
    // From `address` to the end of its piece; empty where nothing lies.
    [[nodiscard]] std::span<const uint8_t> at(uint64_t address) const
    {
        const auto after = std::upper_bound(m_pieces.begin(), m_pieces.end(), address,
                                            [](uint64_t at, const Piece &piece) { return at < piece.address; });
        if (after == m_pieces.begin())
            return {};
        const Piece &piece = *std::prev(after);
        return address - piece.address < piece.bytes.size() ? piece.bytes.subspan(address - piece.address)
                                                            : std::span<const uint8_t>();
    }

private:
    std::vector<Piece> m_pieces; // by address
    bool m_addressesKnown = false;
    uint64_t m_windows = 0;
    uint64_t m_size = 0;
};

// A set of addresses of a blob, one bit for each unit of `alignment` bytes.
class AddressSet
{
public:
    AddressSet(const Blob &blob, unsigned alignment) : m_alignment(alignment)
    {
        for (const Piece &piece : blob.pieces()) {
            m_parts.push_back({piece.address, std::vector<bool>((piece.bytes.size() + alignment - 1) / alignment)});
        }
    }
    void insert(uint64_t address)
    {
        if (Part *part = partAt(address))
            part->bits[(address - part->begin) / m_alignment] = true;
    }
    [[nodiscard]] bool contains(uint64_t address) const
    {
        const Part *part = const_cast<AddressSet *>(this)->partAt(address);
        return part && part->bits[(address - part->begin) / m_alignment];
    }
    [[nodiscard]] std::vector<uint64_t> list() const
    {
        std::vector<uint64_t> all;
        for (const Part &part : m_parts) {
            for (std::size_t n = 0; n < part.bits.size(); ++n) {
                if (part.bits[n])
                    all.push_back(part.begin + n * m_alignment);
            }
        }
        return all;
    }

private:
    struct Part {
        uint64_t begin = 0;
        std::vector<bool> bits;
    };
    Part *partAt(uint64_t address)
    {
        const auto after = std::upper_bound(m_parts.begin(), m_parts.end(), address,
                                            [](uint64_t at, const Part &part) { return at < part.begin; });
        if (after == m_parts.begin())
            return nullptr;
        Part &part = *std::prev(after);
        const uint64_t offset = address - part.begin;
        return offset % m_alignment == 0 && offset / m_alignment < part.bits.size() ? &part : nullptr;
    }

    unsigned m_alignment;
    std::vector<Part> m_parts;
};

} // namespace symbolon::disasm::raw
