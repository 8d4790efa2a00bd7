// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Integers and strings at offsets of a byte range of known byte order; nothing outside the range is read.
#pragma once

#include "analysis/binary/image.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace symbolon {

inline uint64_t decodeInteger(const uint8_t *bytes, unsigned size, Endian endian)
{
    uint64_t value = 0;
    for (unsigned n = 0; n < size; ++n)
        value = value << 8 | bytes[endian == Endian::Big ? n : size - 1 - n];
    return value;
}

inline void encodeInteger(uint8_t *bytes, unsigned size, Endian endian, uint64_t value)
{
    for (unsigned n = 0; n < size; ++n, value >>= 8)
        bytes[endian == Endian::Big ? size - 1 - n : n] = static_cast<uint8_t>(value);
}

class EndianView
{
public:
    EndianView(std::span<const uint8_t> bytes, Endian endian) : m_bytes(bytes), m_endian(endian) { }

    [[nodiscard]] uint64_t size() const { return m_bytes.size(); }
    [[nodiscard]] Endian endian() const { return m_endian; }
    [[nodiscard]] bool holds(uint64_t offset, uint64_t size) const
    {
        return offset <= m_bytes.size() && size <= m_bytes.size() - offset;
    }
    // An unsigned integer of 1 to 8 bytes.
    [[nodiscard]] std::optional<uint64_t> integer(uint64_t offset, unsigned size) const
    {
        if (!holds(offset, size))
            return std::nullopt;
        return decodeInteger(m_bytes.data() + offset, size, m_endian);
    }
    // The same, 0 outside the range: for fields of a header that was checked to be there.
    [[nodiscard]] uint64_t field(uint64_t offset, unsigned size) const { return integer(offset, size).value_or(0); }
    // What of the range is there.
    [[nodiscard]] std::span<const uint8_t> part(uint64_t offset, uint64_t size) const
    {
        if (offset >= m_bytes.size())
            return {};
        return m_bytes.subspan(offset, std::min<uint64_t>(size, m_bytes.size() - offset));
    }
    // Up to the first NUL, at most `limit` bytes.
    [[nodiscard]] std::string text(uint64_t offset, uint64_t limit = 4096) const
    {
        const auto bytes = part(offset, limit);
        return {bytes.begin(), std::find(bytes.begin(), bytes.end(), uint8_t{0})};
    }

private:
    std::span<const uint8_t> m_bytes;
    Endian m_endian;
};

} // namespace symbolon
