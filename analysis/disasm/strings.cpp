// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/strings.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace symbolon::disasm {

namespace {

constexpr size_t LongestString = 64 * 1024;
constexpr size_t LongestWideString = 4 * 1024; // bytes of UTF-8; each letter is looked up
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

enum class Script : uint8_t { Common, LatinExtended, Other };

struct Letters {
    uint32_t first;
    uint32_t last;
    Script script;
};

// What people write in, by ascending number; all else (private use, historic scripts, controls) is no text.
constexpr std::array<Letters, 23> Scripts = {{
    {0xa0, 0xbf, Script::Common},     {0xc0, 0x24f, Script::LatinExtended}, {0x300, 0x36f, Script::Common},
    {0x370, 0x3ff, Script::Other},    {0x400, 0x52f, Script::Other},        {0x530, 0x58f, Script::Other},
    {0x590, 0x5ff, Script::Other},    {0x600, 0x6ff, Script::Other},        {0x900, 0x97f, Script::Other},
    {0xe00, 0xe7f, Script::Other},    {0x10a0, 0x10ff, Script::Other},      {0x1e00, 0x1eff, Script::LatinExtended},
    {0x2010, 0x206f, Script::Common}, {0x20a0, 0x20bf, Script::Common},     {0x2100, 0x214f, Script::Common},
    {0x2190, 0x21ff, Script::Common}, {0x2500, 0x27bf, Script::Common},     {0x3000, 0x303f, Script::Common},
    {0x3040, 0x30ff, Script::Other},  {0x4e00, 0x9fff, Script::Other},      {0xac00, 0xd7a3, Script::Other},
    {0xff01, 0xff5e, Script::Common}, {0x1f300, 0x1faff, Script::Common},
}};

void appendUtf8(std::string &text, uint32_t c)
{
    if (c < 0x80) {
        text.push_back(static_cast<char>(c));
        return;
    }
    const int following = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    text.push_back(static_cast<char>((0xff00 >> (following + 1) & 0xff) | c >> 6 * following));
    for (int n = following - 1; n >= 0; --n)
        text.push_back(static_cast<char>(0x80 | (c >> 6 * n & 0x3f)));
}

// Whether the characters of a wide text fit together. Any two bytes are a letter of some script: so all letters
// must be of one, Latin ones aside, and rising numbers are a table.
class Coherence
{
public:
    bool take(uint32_t c)
    {
        ++m_count;
        const bool besideOther = std::exchange(m_besideOther, false);
        m_rises = m_rises && c > m_before;
        m_before = c;
        if (c < 0x80) {
            m_latin += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            return printable(c);
        }
        const auto narrow = [](uint32_t byte) { return byte == 0 || (byte < 0x7f && printable(byte)); };
        m_narrow = m_narrow && narrow(c & 0xff) && narrow(c >> 8);
        const auto letters = std::ranges::find_if(Scripts, [c](const Letters &each) { return c <= each.last; });
        if (letters == Scripts.end() || c < letters->first)
            return false;
        if (letters->script == Script::LatinExtended)
            ++m_extended;
        if (letters->script != Script::Other)
            return true;
        m_adjacent += besideOther;
        m_besideOther = true;
        if (std::ranges::find(m_letters.begin(), m_letters.begin() + m_distinct, c) == m_letters.begin() + m_distinct
            && m_distinct < m_letters.size())
            m_letters[m_distinct++] = c;
        ++m_other;
        const uint32_t script = letters->first == 0x3040 ? 0x4e00 : letters->first; // Japanese
        const bool same = m_script == 0 || m_script == script;
        m_script = script;
        return same;
    }
    [[nodiscard]] bool holds() const
    {
        constexpr unsigned LongestRise = 6;
        if (m_narrow || m_count < ShortestWideString || (m_rises && m_count >= LongestRise))
            return false;
        if (!m_script)
            return m_latin >= std::max(m_extended, 1U);
        // Numbers of 32 bits have a letter and something small in turn, those of 64 bits the same few again.
        return 4 * m_adjacent >= m_other && m_extended <= m_latin
               && (m_distinct == m_letters.size() || 2 * m_distinct > m_other);
    }

private:
    unsigned m_count = 0;
    unsigned m_latin = 0;
    unsigned m_extended = 0;
    unsigned m_other = 0;
    std::array<uint32_t, 8> m_letters = {}; // those of `m_script`, each once
    uint8_t m_distinct = 0;
    unsigned m_adjacent = 0; // those that follow another of it
    bool m_besideOther = false;
    uint32_t m_script = 0;
    uint32_t m_before = 0;
    bool m_rises = true;
    bool m_narrow = true; // all of it may be ASCII in pairs
};

// UTF-16 or UTF-32.
class WideReader
{
public:
    WideReader(std::span<const uint8_t> bytes, unsigned unit, bool big) : m_bytes(bytes), m_unit(unit), m_big(big) { }

    // Null: not a character; 0: the end.
    std::optional<uint32_t> next()
    {
        const auto first = one();
        if (!first || *first < 0xd800 || *first > 0xdfff)
            return first && *first <= 0x10ffff ? first : std::nullopt;
        const auto second = m_unit == 2 && *first < 0xdc00 ? one() : std::nullopt;
        if (!second || *second < 0xdc00 || *second > 0xdfff)
            return std::nullopt;
        return 0x10000 + ((*first - 0xd800) << 10) + (*second - 0xdc00);
    }

private:
    std::optional<uint32_t> one()
    {
        if (m_at + m_unit > m_bytes.size())
            return std::nullopt;
        uint32_t c = 0;
        for (unsigned n = 0; n < m_unit; ++n)
            c |= uint32_t(m_bytes[m_at + (m_big ? m_unit - 1 - n : n)]) << 8 * n;
        m_at += m_unit;
        return c;
    }

    std::span<const uint8_t> m_bytes;
    size_t m_at = 0;
    unsigned m_unit;
    bool m_big;
};

std::optional<std::string> wideAscii(WideReader reader)
{
    std::string text;
    while (text.size() < LongestString) {
        const auto c = reader.next();
        if (c == 0U)
            return text.size() >= ShortestWideString ? std::optional(text) : std::nullopt;
        if (!c || !printable(*c))
            return std::nullopt;
        text.push_back(static_cast<char>(*c));
    }
    return std::nullopt;
}

std::optional<std::string> wideText(WideReader reader)
{
    std::string text;
    Coherence coherence;
    while (text.size() < LongestWideString) {
        const auto c = reader.next();
        if (c == 0U)
            return coherence.holds() ? std::optional(text) : std::nullopt;
        if (!c || !coherence.take(*c))
            return std::nullopt;
        appendUtf8(text, *c);
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
    for (const unsigned unit : {2U, 4U}) {
        if (auto text = wideAscii({bytes, unit, big}))
            return text;
    }
    if (auto text = narrow(bytes, shortest))
        return text;
    if (shortest > 1 && narrow(bytes, 1))
        return std::nullopt;
    for (const unsigned unit : {2U, 4U}) {
        if (address % unit)
            continue;
        if (auto text = wideText({bytes, unit, big}))
            return text;
    }
    return std::nullopt;
}

} // namespace symbolon::disasm
