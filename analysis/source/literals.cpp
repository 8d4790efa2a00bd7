// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/literals.h"

namespace symbolon {

namespace {

int digitOf(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return 99;
}

// Length of the UTF-8 sequence at the start of `bytes`; 0: not valid.
size_t sequenceLength(std::string_view bytes)
{
    const auto byte = [&](size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80)
        return 1;
    const size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || bytes.size() < length)
        return 0;
    for (size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0) != 0x80)
            return 0;
    }
    const bool overlong = (lead == 0xe0 && byte(1) < 0xa0) || (lead == 0xf0 && byte(1) < 0x90);
    const bool beyond = (lead == 0xed && byte(1) >= 0xa0) || (lead == 0xf4 && byte(1) >= 0x90);
    return overlong || beyond ? 0 : length;
}

uint32_t decodeSequence(std::string_view bytes, size_t length)
{
    const auto byte = [&](size_t i) { return static_cast<uint32_t>(static_cast<unsigned char>(bytes[i])); };
    switch (length) {
    case 2:
        return (byte(0) & 0x1f) << 6 | (byte(1) & 0x3f);
    case 3:
        return (byte(0) & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f);
    case 4:
        return (byte(0) & 0x07) << 18 | (byte(1) & 0x3f) << 12 | (byte(2) & 0x3f) << 6 | (byte(3) & 0x3f);
    default:
        return byte(0);
    }
}

// What one escape or character stands for: a byte of the execution character set, or a code point.
struct Unit {
    uint32_t value = 0;
    bool isByte = false; // from an octal or hexadecimal escape
};

// Reads the escape after a backslash at `at`; moves `at` past it. Empty: a line splice.
std::optional<Unit> escape(std::string_view text, size_t &at)
{
    const char c = text[at++];
    const auto hex = [&](size_t most) {
        uint32_t value = 0;
        for (size_t n = 0; n < most && at < text.size() && digitOf(text[at]) < 16; ++n)
            value = value << 4 | static_cast<uint32_t>(digitOf(text[at++]));
        return value;
    };
    switch (c) {
    case 'n':
        return Unit{'\n'};
    case 't':
        return Unit{'\t'};
    case 'r':
        return Unit{'\r'};
    case 'a':
        return Unit{'\a'};
    case 'b':
        return Unit{'\b'};
    case 'f':
        return Unit{'\f'};
    case 'v':
        return Unit{'\v'};
    case 'e':
    case 'E':
        return Unit{27};
    case 'x':
        return Unit{hex(SIZE_MAX), true};
    case 'u':
        return Unit{hex(4)};
    case 'U':
        return Unit{hex(8)};
    case ' ':
    case '\t':
    case '\n': {
        size_t end = at - 1;
        while (end < text.size() && (text[end] == ' ' || text[end] == '\t'))
            ++end;
        if (end < text.size() && text[end] == '\n') {
            at = end + 1;
            return std::nullopt;
        }
        return Unit{static_cast<unsigned char>(c)};
    }
    default:
        break;
    }
    if (c >= '0' && c <= '7') {
        uint32_t value = static_cast<uint32_t>(c - '0');
        for (int n = 0; n < 2 && at < text.size() && text[at] >= '0' && text[at] <= '7'; ++n)
            value = value << 3 | static_cast<uint32_t>(text[at++] - '0');
        return Unit{value, true};
    }
    return Unit{static_cast<unsigned char>(c)};
}

struct Quoted {
    std::string_view prefix;
    std::string_view body;
};

Quoted split(std::string_view text, char quote)
{
    const size_t open = text.find(quote);
    if (open == std::string_view::npos)
        return {};
    Quoted result{text.substr(0, open), text.substr(open + 1)};
    if (result.body.ends_with(quote))
        result.body.remove_suffix(1);
    return result;
}

} // namespace

Constant normalised(Constant constant)
{
    if (!constant.is64)
        constant.value = constant.isUnsigned ? static_cast<int64_t>(static_cast<uint32_t>(constant.value))
                                             : static_cast<int64_t>(static_cast<int32_t>(constant.value));
    return constant;
}

std::optional<Constant> integerLiteral(std::string_view text)
{
    int base = 10;
    size_t at = 0;
    if (text.size() > 1 && text[0] == '0') {
        const char c = static_cast<char>(text[1] | 0x20);
        base = c == 'x' ? 16 : c == 'b' ? 2 : 8;
        at = base == 8 ? 1 : 2;
    }
    uint64_t value = 0;
    for (; at < text.size(); ++at) {
        if (text[at] == '\'')
            continue;
        const int digit = digitOf(text[at]);
        if (digit >= base)
            break;
        value = value * static_cast<uint64_t>(base) + static_cast<uint64_t>(digit);
    }
    Constant result;
    for (; at < text.size(); ++at) {
        const char c = static_cast<char>(text[at] | 0x20);
        if (c == 'u')
            result.isUnsigned = true;
        else if (c == 'l' || c == 'z')
            result.is64 = true;
        else
            return std::nullopt;
    }
    result.value = static_cast<int64_t>(value);
    if (value > UINT32_MAX || (value > INT32_MAX && base == 10 && !result.isUnsigned))
        result.is64 = true;
    else if (value > INT32_MAX && !result.is64)
        result.isUnsigned = true;
    if (value > INT64_MAX)
        result.isUnsigned = true;
    return result;
}

std::optional<Constant> characterLiteral(std::string_view text)
{
    const Quoted quoted = split(text, '\'');
    const std::string_view body = quoted.body;
    if (body.empty())
        return std::nullopt;
    const bool wide = !quoted.prefix.empty();
    uint32_t value = 0;
    size_t units = 0;
    for (size_t at = 0; at < body.size();) {
        Unit unit;
        size_t length = 0;
        if (body[at] == '\\' && at + 1 < body.size()) {
            ++at;
            const auto read = escape(body, at);
            if (!read)
                continue;
            unit = *read;
        } else if (wide && (length = sequenceLength(body.substr(at)))) {
            unit.value = decodeSequence(body.substr(at), length);
            at += length;
        } else {
            unit.value = static_cast<unsigned char>(body[at++]);
        }
        value = wide ? unit.value : value << 8 | (unit.value & 0xff);
        ++units;
    }
    if (units == 0)
        return std::nullopt;
    if (!wide && units == 1)
        return Constant{static_cast<signed char>(value)};
    return Constant{wide ? static_cast<int64_t>(value) : static_cast<int32_t>(value)};
}

std::string stringLiteral(std::string_view text)
{
    const Quoted quoted = split(text, '"');
    if (quoted.prefix.ends_with('R')) {
        const size_t open = quoted.body.find('(');
        if (open == std::string_view::npos || quoted.body.size() < 2 * open + 2)
            return std::string(quoted.body);
        return std::string(quoted.body.substr(open + 1, quoted.body.size() - 2 * open - 2));
    }
    const bool wide = !quoted.prefix.empty() && quoted.prefix != "u8";
    std::string result;
    result.reserve(quoted.body.size());
    for (size_t at = 0; at < quoted.body.size();) {
        if (quoted.body[at] != '\\' || at + 1 >= quoted.body.size()) {
            result += quoted.body[at++];
            continue;
        }
        const char kind = quoted.body[++at];
        const auto unit = escape(quoted.body, at);
        if (!unit)
            continue;
        if (unit->isByte && !wide)
            result += static_cast<char>(unit->value);
        else if (unit->isByte || kind == 'u' || kind == 'U')
            appendUtf8(result, unit->value);
        else
            result += static_cast<char>(unit->value);
    }
    return result;
}

bool isUtf8(std::string_view bytes)
{
    while (!bytes.empty()) {
        const size_t length = sequenceLength(bytes);
        if (length == 0)
            return false;
        bytes.remove_prefix(length);
    }
    return true;
}

void appendUtf8(std::string &text, uint32_t codePoint)
{
    if (codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint < 0xe000))
        codePoint = 0xfffd;
    if (codePoint < 0x80) {
        text += static_cast<char>(codePoint);
        return;
    }
    if (codePoint < 0x800) {
        text += static_cast<char>(0xc0 | codePoint >> 6);
    } else {
        if (codePoint < 0x10000) {
            text += static_cast<char>(0xe0 | codePoint >> 12);
        } else {
            text += static_cast<char>(0xf0 | codePoint >> 18);
            text += static_cast<char>(0x80 | (codePoint >> 12 & 0x3f));
        }
        text += static_cast<char>(0x80 | (codePoint >> 6 & 0x3f));
    }
    text += static_cast<char>(0x80 | (codePoint & 0x3f));
}

std::string asUtf8(std::string bytes)
{
    if (isUtf8(bytes))
        return bytes;
    std::string result;
    result.reserve(bytes.size() + bytes.size() / 8);
    for (const char c : bytes)
        appendUtf8(result, static_cast<unsigned char>(c));
    return result;
}

} // namespace symbolon
