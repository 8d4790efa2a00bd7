// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/strings.h"

namespace symbolon::disasm {

namespace {

constexpr size_t LongestString = 64 * 1024;
constexpr unsigned ShortestWideString = 3;

bool printable(uint32_t c)
{
    if (c < 0x20)
        return (c >= 7 && c <= 13) || c == 0x1b;
    return c < 0x7f;
}

// The length of the well-formed UTF-8 sequence at the front; 0: none.
size_t sequenceLength(std::span<const uint8_t> bytes)
{
    const uint8_t first = bytes[0];
    const size_t length = first >= 0xf0 && first <= 0xf4 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
    if (first > 0xf4 || length == 0 || bytes.size() < length)
        return 0;
    for (size_t n = 1; n < length; ++n) {
        if ((bytes[n] & 0xc0) != 0x80)
            return 0;
    }
    if ((first == 0xe0 && bytes[1] < 0xa0) || (first == 0xed && bytes[1] >= 0xa0) || (first == 0xf0 && bytes[1] < 0x90)
        || (first == 0xf4 && bytes[1] >= 0x90))
        return 0;
    return length;
}

std::optional<std::string> narrow(std::span<const uint8_t> bytes, unsigned shortest)
{
    size_t at = 0;
    unsigned characters = 0;
    while (at < bytes.size() && bytes[at] && at < LongestString) {
        size_t length = 1;
        if (bytes[at] >= 0x80)
            length = sequenceLength(bytes.subspan(at));
        else if (!printable(bytes[at]))
            length = 0;
        if (length == 0)
            return std::nullopt;
        at += length;
        ++characters;
    }
    if (at >= bytes.size() || characters < shortest || characters == 0)
        return std::nullopt;
    return std::string(bytes.begin(), bytes.begin() + static_cast<ptrdiff_t>(at));
}

std::optional<std::string> wide(std::span<const uint8_t> bytes, unsigned unit, bool big)
{
    std::string text;
    for (size_t at = 0; at + unit <= bytes.size() && text.size() < LongestString; at += unit) {
        uint32_t c = 0;
        for (unsigned n = 0; n < unit; ++n)
            c |= uint32_t(bytes[at + (big ? unit - 1 - n : n)]) << 8 * n;
        if (c == 0)
            return text.size() >= ShortestWideString ? std::optional(text) : std::nullopt;
        // Other scripts are left out: any two bytes are some letter of them.
        if (!printable(c))
            return std::nullopt;
        text.push_back(static_cast<char>(c));
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> stringAt(const Image &image, uint64_t address, unsigned shortest)
{
    const auto bytes = image.bytesAt(address, 4 * LongestString);
    if (bytes.empty())
        return std::nullopt;
    const bool big = image.endian == Endian::Big;
    // A single letter followed by a NUL may be the start of wide text.
    if (auto text = wide(bytes, 2, big))
        return text;
    if (auto text = wide(bytes, 4, big))
        return text;
    return narrow(bytes, shortest);
}

} // namespace symbolon::disasm
