// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/features/tokens/operands.h"

#include <utility>

namespace symbolon::tokens {

namespace {

using Kind = Operand::Kind;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// Takes a number from the front: "-0x14", "#8", "16".
bool takeNumber(std::string_view &text, int64_t &value, bool *real = nullptr)
{
    size_t at = 0;
    if (at < text.size() && text[at] == '#')
        ++at;
    bool negative = false;
    if (at < text.size() && (text[at] == '-' || text[at] == '+'))
        negative = text[at++] == '-';
    if (at >= text.size() || !isDigit(text[at]))
        return false;
    uint64_t number = 0;
    if (text.substr(at, 2) == "0x") {
        for (at += 2; at < text.size(); ++at) {
            const char c = text[at];
            const int digit = isDigit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
            if (digit < 0)
                break;
            number = number << 4 | static_cast<unsigned>(digit);
        }
    } else {
        for (; at < text.size() && isDigit(text[at]); ++at)
            number = number * 10 + static_cast<unsigned>(text[at] - '0');
        if (real && at < text.size() && text[at] == '.') {
            *real = true;
            at = text.size();
        }
    }
    value = static_cast<int64_t>(negative ? 0 - number : number);
    text.remove_prefix(at);
    return true;
}

std::string_view takeWord(std::string_view &text)
{
    size_t at = 0;
    while (at < text.size()
           && (isDigit(text[at]) || (text[at] >= 'a' && text[at] <= 'z') || text[at] == '$' || text[at] == '.'
               || text[at] == '_'))
        ++at;
    const std::string_view word = text.substr(0, at);
    text.remove_prefix(at);
    return word;
}

bool isShift(std::string_view word)
{
    switch (word.size()) {
    case 3:
        return word == "lsl" || word == "lsr" || word == "asr" || word == "ror" || word == "rrx" || word == "msl";
    case 4:
        return (word.substr(1, 2) == "xt" && (word[0] == 'u' || word[0] == 's'));
    default:
        return false;
    }
}

unsigned bitsOf(int64_t scale)
{
    return scale >= 8 ? 3 : scale >= 4 ? 2 : scale >= 2 ? 1 : 0;
}

// The inside of brackets.
void parseAddress(std::string_view text, const Machine &machine, Operand &memory)
{
    bool negative = false;
    bool shifted = false;
    while (!text.empty()) {
        const char c = text[0];
        int64_t number = 0;
        if (c == ' ' || c == ',' || c == '+') {
            if (c == '+')
                negative = false;
            text.remove_prefix(1);
        } else if (c == '-') {
            negative = true;
            text.remove_prefix(1);
        } else if (c == '*') {
            text.remove_prefix(1);
            if (takeNumber(text, number))
                memory.scale = static_cast<uint8_t>(bitsOf(number));
        } else if (c == '#' || isDigit(c)) {
            if (!takeNumber(text, number)) {
                text.remove_prefix(1);
                continue;
            }
            if (shifted)
                memory.scale = static_cast<uint8_t>(number & 31);
            else
                memory.value = static_cast<int64_t>(static_cast<uint64_t>(memory.value)
                                                    + static_cast<uint64_t>(negative ? 0 - static_cast<uint64_t>(number)
                                                                                     : static_cast<uint64_t>(number)));
            negative = false;
        } else {
            const std::string_view word = takeWord(text);
            if (word.empty()) {
                text.remove_prefix(1);
                continue;
            }
            if (isShift(word)) {
                shifted = true;
                continue;
            }
            const NamedRegister named = machine.registerOf(word);
            if (named.reg == NoRegister)
                continue;
            if (memory.reg == NoRegister && (text.empty() || text[0] != '*'))
                memory.reg = named.reg;
            else
                memory.index = named.reg;
            negative = false;
        }
    }
    if (memory.reg == NoRegister && memory.index != NoRegister && memory.value == 0 && memory.scale == 0)
        std::swap(memory.reg, memory.index);
}

uint8_t bytesOf(std::string_view word)
{
    switch (word.empty() ? '\0' : word[0]) {
    case 'b':
        return 1;
    case 'w':
        return 2;
    case 'd':
        return 4;
    case 'q':
        return 8;
    case 't': // tbyte
        return 10;
    case 'x':
        return word == "xword" ? 10 : 16;
    case 'y':
    case 'z':
        return 32;
    default:
        return 0;
    }
}

void parse(std::string_view text, const Machine &machine, Operand &operand)
{
    operand = {};
    operand.text = text;
    if (text.empty()) {
        operand.kind = Kind::Other;
        return;
    }
    if (text.back() == '!') {
        operand.writeBack = true;
        text.remove_suffix(1);
    }
    const size_t open = text.find('[');
    const char first = text.empty() ? '\0' : text[0];
    if (open != std::string_view::npos && first != 'v') { // v0.s[1] is a register
        operand.kind = Kind::Memory;
        const std::string_view before = text.substr(0, open);
        operand.segment = before.find(':') != std::string_view::npos;
        if (before.find(" ptr") != std::string_view::npos)
            operand.bytes = bytesOf(before);
        const size_t close = text.find(']', open);
        parseAddress(text.substr(open + 1, close == std::string_view::npos ? close : close - open - 1), machine,
                     operand);
        return;
    }
    if (first == '{') {
        operand.kind = Kind::List;
        return;
    }
    if (first == '#' || first == '-' || isDigit(first)) {
        std::string_view rest = text;
        bool real = false;
        if (takeNumber(rest, operand.value, &real)) {
            if (!rest.empty() && rest[0] == '(') { // 8($sp)
                operand.kind = Kind::Memory;
                rest.remove_prefix(1);
                operand.reg = machine.registerOf(takeWord(rest)).reg;
            } else {
                operand.kind = real ? Kind::Real : Kind::Integer;
            }
            return;
        }
    }
    if (first == '(') {
        operand.kind = Kind::Memory;
        text.remove_prefix(1);
        operand.reg = machine.registerOf(takeWord(text)).reg;
        return;
    }
    const size_t pointer = text.find(" ptr ");
    if (pointer != std::string_view::npos) { // dword ptr fs:0x14
        operand.kind = Kind::Memory;
        operand.bytes = bytesOf(text);
        operand.segment = text.find(':') != std::string_view::npos;
        return;
    }
    std::string_view rest = text;
    const std::string_view word = takeWord(rest);
    const NamedRegister named = machine.registerOf(word);
    if (named.reg != NoRegister) {
        operand.kind = Kind::Register;
        operand.reg = named.reg;
        operand.bytes = named.bytes;
        return;
    }
    if (isShift(word)) {
        operand.kind = Kind::Shift;
        operand.text = word;
        if (!rest.empty() && rest[0] == ' ')
            rest.remove_prefix(1);
        if (!takeNumber(rest, operand.value) && !rest.empty())
            operand.reg = machine.registerOf(rest).reg;
        return;
    }
    operand.kind = Kind::Other;
}

} // namespace

void parseOperands(std::string_view text, const Machine &machine, Operands &operands)
{
    operands.count = 0;
    int depth = 0;
    size_t begin = 0;
    for (size_t at = 0; at <= text.size() && operands.count < 5; ++at) {
        const char c = at < text.size() ? text[at] : ',';
        if (c == '[' || c == '{' || c == '(') {
            ++depth;
        } else if (c == ']' || c == '}' || c == ')') {
            --depth;
        } else if ((c == ',' && depth <= 0) || at == text.size()) {
            std::string_view part = text.substr(begin, at - begin);
            while (!part.empty() && part.front() == ' ')
                part.remove_prefix(1);
            while (!part.empty() && part.back() == ' ')
                part.remove_suffix(1);
            if (!part.empty() || begin > 0)
                parse(part, machine, operands.list[operands.count++]);
            begin = at + 1;
        }
    }
    operands.list[5] = {};
}

int decimal(std::string_view text)
{
    if (text.empty() || text.size() > 3)
        return -1;
    int number = 0;
    for (const char c : text) {
        if (!isDigit(c))
            return -1;
        number = number * 10 + (c - '0');
    }
    return number;
}

} // namespace symbolon::tokens
