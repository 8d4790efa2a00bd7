// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/naturalorder.h"

#include <algorithm>

namespace symbolon {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

unsigned char folded(char c)
{
    return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

// The digits at the start of `text` without leading zeros; they are taken off `text`.
std::string_view takeNumber(std::string_view &text)
{
    std::size_t zeros = 0;
    while (zeros < text.size() && text[zeros] == '0')
        ++zeros;
    std::size_t end = zeros;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    const std::string_view number = text.substr(zeros, end - zeros);
    text.remove_prefix(end);
    return number;
}

} // namespace

int naturalCompare(std::string_view a, std::string_view b)
{
    const std::string_view wholeA = a;
    const std::string_view wholeB = b;
    while (!a.empty() && !b.empty()) {
        if (isDigit(a.front()) && isDigit(b.front())) {
            const std::string_view x = takeNumber(a);
            const std::string_view y = takeNumber(b);
            if (x.size() != y.size())
                return x.size() < y.size() ? -1 : 1;
            if (const int order = x.compare(y))
                return order;
            continue;
        }
        const unsigned char x = folded(a.front());
        const unsigned char y = folded(b.front());
        if (x != y)
            return x < y ? -1 : 1;
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    if (a.empty() != b.empty())
        return a.empty() ? -1 : 1;
    return wholeA.compare(wholeB); // equal but for case and leading zeros
}

void appendNaturalKey(std::string &key, std::string_view text)
{
    const std::string_view whole = text;
    while (!text.empty()) {
        if (!isDigit(text.front())) {
            key += static_cast<char>(folded(text.front()));
            text.remove_prefix(1);
            continue;
        }
        const std::string_view number = takeNumber(text);
        const std::size_t size = std::min<std::size_t>(number.size(), 0xffff);
        key += '0'; // where digits stand among other characters
        key += static_cast<char>(size >> 8);
        key += static_cast<char>(size & 0xff);
        key += number;
    }
    key += '\0';
    key += whole;
}

} // namespace symbolon
