// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/stringweight.h"

#include <cstddef>

namespace symbolon {

namespace {

bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

// Calls each(word) for the parts of `text` between white space.
template<typename Each>
void forWords(std::string_view text, Each each)
{
    for (size_t at = 0; at < text.size();) {
        if (isSpace(text[at])) {
            ++at;
            continue;
        }
        const size_t begin = at;
        while (at < text.size() && !isSpace(text[at]))
            ++at;
        each(text.substr(begin, at - begin));
    }
}

} // namespace

double wordWeight(std::string_view word)
{
    size_t lower = 0, upper = 0;
    size_t tailLower = 0, tailUpper = 0; // among the letters after the first
    bool digit = false, special = false;
    for (const char c : word) {
        if (isLower(c) || isUpper(c)) {
            if (lower + upper > 0)
                ++(isLower(c) ? tailLower : tailUpper);
            ++(isLower(c) ? lower : upper);
        } else if (isDigit(c)) {
            digit = true;
        } else {
            special = true;
        }
    }
    double weight = 0;
    if (lower + upper > 0)
        weight += 0.1;
    if (lower > 0 && upper == 0)
        weight += 0.1;
    if (tailUpper > 0 && tailLower == 0 && upper > 1)
        weight += 0.25;
    if (digit)
        weight += 0.25;
    if (special)
        weight += 0.5;
    if (tailUpper > 0 && lower > 0)
        weight += 0.5;
    if (word.find("://") != std::string_view::npos)
        weight += 1;
    return weight;
}

double stringWeight(std::string_view text)
{
    double sum = 0;
    unsigned words = 0;
    forWords(text, [&](std::string_view word) {
        sum += wordWeight(word);
        ++words;
    });
    return words > 1 ? sum * (1 + 0.1 * words) : sum;
}

bool isPlainWord(std::string_view text)
{
    unsigned words = 0;
    bool plain = true;
    forWords(text, [&](std::string_view word) {
        ++words;
        for (size_t i = 0; i < word.size(); ++i)
            plain &= isLower(word[i]) || (i == 0 && isUpper(word[i]));
    });
    return words <= 1 && plain;
}

} // namespace symbolon
