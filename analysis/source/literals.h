// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The values of literals, as the compiler would put them into the binary.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace symbolon {

// An integer constant with what C needs to compute with it.
struct Constant {
    int64_t value = 0;
    bool isUnsigned = false;
    bool is64 = false;
};

// Brings the value into the range of its type (32 or 64 bits, signed or not).
Constant normalised(Constant constant);

// Decimal, octal, hexadecimal and binary with any suffix; empty for floating point and user-defined suffixes.
std::optional<Constant> integerLiteral(std::string_view text);

// 'a', '\n', 'abcd', L'é'. `char` is signed.
std::optional<Constant> characterLiteral(std::string_view text);

// The bytes of one string literal without its quotes: escapes decoded, wide ones as UTF-8, "\xNN" of a narrow one
// as that byte (so the result need not be UTF-8; asUtf8 mends that).
std::string stringLiteral(std::string_view text);

// `bytes` as UTF-8: unchanged when it is, else read as Latin-1.
std::string asUtf8(std::string bytes);
bool isUtf8(std::string_view bytes);
void appendUtf8(std::string &text, uint32_t codePoint);

} // namespace symbolon
