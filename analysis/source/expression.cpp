// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/expression.h"

#include "analysis/source/keywords.h"

#include <array>
#include <utility>

namespace symbolon {

namespace {

constexpr int deepestNesting = 48;
constexpr int ternaryBinding = 0;

struct TypeSize {
    std::string_view name;
    int bytes;
    bool isUnsigned;
};

// Types whose size no target of interest changes.
constexpr std::array<TypeSize, 24> fixedTypes{
    {{"char", 1, false},    {"short", 2, false},   {"int", 4, false},      {"float", 4, false},
     {"double", 8, false},  {"int8_t", 1, false},  {"uint8_t", 1, true},   {"int16_t", 2, false},
     {"uint16_t", 2, true}, {"int32_t", 4, false}, {"uint32_t", 4, true},  {"int64_t", 8, false},
     {"uint64_t", 8, true}, {"u_int8_t", 1, true}, {"u_int16_t", 2, true}, {"u_int32_t", 4, true},
     {"u8", 1, true},       {"u16", 2, true},      {"u32", 4, true},       {"u64", 8, true},
     {"bool", 1, true},     {"_Bool", 1, true},    {"char16_t", 2, true},  {"char32_t", 4, true}}};

struct Type {
    int bytes = 0; // 0: not known
    bool isUnsigned = false;
};

Type typeOf(std::span<const Token> words)
{
    Type type;
    bool pointer = false;
    bool isLong = false;
    for (const Token &word : words) {
        pointer = pointer || word.is("*");
        if (word.isWord("unsigned")) {
            type.isUnsigned = true;
            if (type.bytes == 0)
                type.bytes = 4;
        }
        if (word.isWord("long"))
            isLong = true;
        for (const TypeSize &fixed : fixedTypes) {
            if (word.isWord(fixed.name)) {
                type.bytes = fixed.bytes;
                type.isUnsigned = type.isUnsigned || fixed.isUnsigned;
            }
        }
    }
    if (pointer || isLong)
        type.bytes = 0;
    return type;
}

class Folder
{
public:
    Folder(std::span<const Token> tokens, const ResolveName &resolve) : m_tokens(tokens), m_resolve(resolve) { }

    std::optional<Constant> binary(size_t &at, int binding, int depth)
    {
        size_t next = at;
        auto left = unary(next, depth);
        if (!left)
            return std::nullopt;
        at = next;
        while (at < m_tokens.size()) {
            const int operatorBinding = bindingOf(m_tokens[at]);
            if (operatorBinding == 0 || operatorBinding <= binding)
                break;
            next = at + 1;
            const auto right = binary(next, operatorBinding, depth + 1);
            // `2 + 3 * x`: the right operand is not 3 alone
            if (!right || (next < m_tokens.size() && bindingOf(m_tokens[next]) > operatorBinding))
                break;
            const auto value = apply(m_tokens[at], *left, *right);
            if (!value)
                break;
            left = value;
            at = next;
        }
        if (binding == ternaryBinding && depth == m_ternaryDepth && at < m_tokens.size() && m_tokens[at].is("?"))
            return ternary(at, *left, depth);
        return left;
    }

    std::optional<Constant> ternary(size_t &at, Constant condition, int depth)
    {
        size_t next = at + 1;
        const int saved = std::exchange(m_ternaryDepth, depth + 1);
        const auto yes = binary(next, ternaryBinding, depth + 1);
        std::optional<Constant> no;
        if (yes && next < m_tokens.size() && m_tokens[next].is(":")) {
            ++next;
            no = binary(next, ternaryBinding, depth + 1);
        }
        m_ternaryDepth = saved;
        if (!yes || !no)
            return condition;
        at = next;
        return condition.value ? yes : no;
    }

    std::optional<Constant> whole()
    {
        size_t at = 0;
        const auto value = binary(at, ternaryBinding, 0);
        return at == m_tokens.size() ? value : std::nullopt;
    }

private:
    std::optional<Constant> unary(size_t &at, int depth)
    {
        if (at >= m_tokens.size() || depth > deepestNesting)
            return std::nullopt;
        const Token &token = m_tokens[at];
        if (token.is("-") || token.is("~") || token.is("!") || token.is("+")) {
            size_t next = at + 1;
            auto value = unary(next, depth + 1);
            if (!value)
                return std::nullopt;
            at = next;
            if (token.is("-"))
                value->value = static_cast<int64_t>(0 - static_cast<uint64_t>(value->value));
            else if (token.is("~"))
                value->value = ~value->value;
            else if (token.is("!"))
                value = Constant{value->value == 0};
            return normalised(*value);
        }
        if (token.is("("))
            return parenthesis(at, depth);
        std::optional<Constant> value;
        size_t next = at + 1;
        if (token.kind == TokenKind::Number)
            value = integerLiteral(token.text);
        else if (token.kind == TokenKind::Char)
            value = characterLiteral(token.text);
        else if (token.isWord("sizeof"))
            value = sizeOf(next);
        else if (token.isWord())
            value = m_resolve(token.text);
        if (!value)
            return std::nullopt;
        // a call, a member or an element is no constant
        if (token.isWord() && next < m_tokens.size()
            && (m_tokens[next].is("(") || m_tokens[next].is("[") || m_tokens[next].is(".") || m_tokens[next].is("->")
                || m_tokens[next].is("::") || m_tokens[next].is("++") || m_tokens[next].is("--")))
            return std::nullopt;
        at = next;
        return value;
    }

    std::optional<Constant> sizeOf(size_t &next) const
    {
        if (next >= m_tokens.size() || !m_tokens[next].is("("))
            return std::nullopt;
        size_t close = next + 1;
        while (close < m_tokens.size() && (m_tokens[close].isWord() || m_tokens[close].is("*")))
            ++close;
        if (close >= m_tokens.size() || !m_tokens[close].is(")"))
            return std::nullopt;
        const Type type = typeOf(m_tokens.subspan(next + 1, close - next - 1));
        if (type.bytes == 0)
            return std::nullopt;
        next = close + 1;
        return Constant{type.bytes, true, true};
    }

    std::optional<Constant> parenthesis(size_t &at, int depth)
    {
        size_t close = at + 1;
        while (close < m_tokens.size() && close < at + 8 && (m_tokens[close].isWord() || m_tokens[close].is("*")))
            ++close;
        if (close < m_tokens.size() && m_tokens[close].is(")") && isCast(m_tokens, at, close)) {
            size_t next = close + 1;
            auto value = unary(next, depth + 1);
            if (!value)
                return std::nullopt;
            const Type type = typeOf(m_tokens.subspan(at + 1, close - at - 1));
            at = next;
            return type.bytes ? converted(*value, type) : value;
        }
        size_t next = at + 1;
        const int saved = std::exchange(m_ternaryDepth, depth + 1);
        const auto value = binary(next, ternaryBinding, depth + 1);
        m_ternaryDepth = saved;
        if (!value || next >= m_tokens.size() || !m_tokens[next].is(")"))
            return std::nullopt;
        at = next + 1;
        return value;
    }

    static Constant converted(Constant value, Type type)
    {
        const auto raw = static_cast<uint64_t>(value.value);
        switch (type.bytes) {
        case 1:
            value.value = type.isUnsigned ? static_cast<int64_t>(static_cast<uint8_t>(raw))
                                          : static_cast<int64_t>(static_cast<int8_t>(raw));
            break;
        case 2:
            value.value = type.isUnsigned ? static_cast<int64_t>(static_cast<uint16_t>(raw))
                                          : static_cast<int64_t>(static_cast<int16_t>(raw));
            break;
        default:
            break;
        }
        value.is64 = type.bytes == 8;
        value.isUnsigned = type.isUnsigned && type.bytes >= 4;
        return normalised(value);
    }

    static std::optional<Constant> apply(const Token &token, Constant left, Constant right)
    {
        Constant result;
        result.is64 = left.is64 || right.is64;
        result.isUnsigned = left.isUnsigned || right.isUnsigned;
        const auto a = static_cast<uint64_t>(left.value);
        const auto b = static_cast<uint64_t>(right.value);
        const bool isSigned = !result.isUnsigned;
        const unsigned width = left.is64 ? 64 : 32;
        const auto logical = [](bool value) { return Constant{value}; };
        const auto set = [&](uint64_t value) {
            result.value = static_cast<int64_t>(value);
            return normalised(result);
        };
        if (token.is("+"))
            return set(a + b);
        if (token.is("-"))
            return set(a - b);
        if (token.is("*"))
            return set(a * b);
        if (token.is("&"))
            return set(a & b);
        if (token.is("|"))
            return set(a | b);
        if (token.is("^"))
            return set(a ^ b);
        if (token.is("/") || token.is("%")) {
            if (b == 0 || (left.value == INT64_MIN && right.value == -1))
                return std::nullopt;
            if (token.is("/"))
                return set(isSigned ? static_cast<uint64_t>(left.value / right.value) : a / b);
            return set(isSigned ? static_cast<uint64_t>(left.value % right.value) : a % b);
        }
        if (token.is("<<") || token.is(">>")) {
            if (b >= width)
                return std::nullopt;
            result.is64 = left.is64;
            result.isUnsigned = left.isUnsigned;
            if (token.is("<<"))
                return set(a << b);
            return set(left.isUnsigned ? a >> b : static_cast<uint64_t>(left.value >> b));
        }
        if (token.is("&&"))
            return logical(a && b);
        if (token.is("||"))
            return logical(a || b);
        if (token.is("=="))
            return logical(a == b);
        if (token.is("!="))
            return logical(a != b);
        if (token.is("<"))
            return logical(isSigned ? left.value < right.value : a < b);
        if (token.is(">"))
            return logical(isSigned ? left.value > right.value : a > b);
        if (token.is("<="))
            return logical(isSigned ? left.value <= right.value : a <= b);
        if (token.is(">="))
            return logical(isSigned ? left.value >= right.value : a >= b);
        return std::nullopt;
    }

    std::span<const Token> m_tokens;
    const ResolveName &m_resolve;
    int m_ternaryDepth = 0; // the nesting at which a '?' belongs to the expression being read
};

} // namespace

std::optional<Constant> foldExpression(std::span<const Token> tokens, size_t &at, int binding,
                                       const ResolveName &resolve)
{
    return Folder(tokens, resolve).binary(at, binding, 0);
}

std::optional<Constant> foldWhole(std::span<const Token> tokens, const ResolveName &resolve)
{
    return Folder(tokens, resolve).whole();
}

int bindingOf(const Token &token)
{
    switch (token.op) {
    case punct("||"):
        return 1;
    case punct("&&"):
        return 2;
    case punct("|"):
        return 3;
    case punct("^"):
        return 4;
    case punct("&"):
        return 5;
    case punct("=="):
    case punct("!="):
        return 6;
    case punct("<"):
    case punct(">"):
    case punct("<="):
    case punct(">="):
        return 7;
    case punct("<<"):
    case punct(">>"):
        return 8;
    case punct("+"):
    case punct("-"):
        return 9;
    case punct("*"):
    case punct("/"):
    case punct("%"):
        return 10;
    default:
        return 0;
    }
}

bool isCast(std::span<const Token> tokens, size_t open, size_t close)
{
    bool type = false;
    for (size_t i = open + 1; i < close; ++i) {
        const Token &token = tokens[i];
        if (token.is("*")) {
            type = type || i > open + 1;
            continue;
        }
        if (!token.isWord())
            return false;
        bool fixed = isTypeKeyword(token.text) || token.text.ends_with("_t");
        for (const TypeSize &known : fixedTypes)
            fixed = fixed || token.text == known.name;
        type = type || fixed;
    }
    return type;
}

} // namespace symbolon
