// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// C and C++ text → tokens and directives. The lexer never fails: what it does not know becomes a one-character
// token, an unterminated literal ends with its line, an unterminated comment with the file. It reads C and C++
// alike (raw strings and digit separators included), so that it can run before the language is known.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace symbolon {

enum class TokenKind : uint8_t { Identifier, Number, String, Char, Punctuator };

// Up to three characters of a punctuator in one number: punct("<<=").
constexpr uint32_t punct(std::string_view text)
{
    uint32_t value = 0;
    for (size_t i = 0; i < text.size() && i < 3; ++i)
        value |= static_cast<uint32_t>(static_cast<unsigned char>(text[i])) << (8 * i);
    return value;
}

struct Token {
    std::string_view text; // points into the lexed text
    uint32_t line = 0;     // 1-based
    uint32_t op = 0;       // punct(text) of a punctuator, else 0
    TokenKind kind = TokenKind::Punctuator;
    bool startsLine = false;  // the first on its line
    bool column0 = false;     // at the very start of its line
    bool spaceBefore = false; // white space or a comment stands before it

    [[nodiscard]] bool is(std::string_view punctuator) const { return op == punct(punctuator); }
    [[nodiscard]] bool isWord() const { return kind == TokenKind::Identifier; }
    [[nodiscard]] bool isWord(std::string_view word) const { return isWord() && text == word; }
};

// One preprocessing directive. Its tokens (after the name) are directiveTokens[first … last).
struct Directive {
    std::string_view name; // "if", "define", …; empty for a lone '#'
    uint32_t line = 0;
    uint32_t position = 0; // how many code tokens stand before it
    uint32_t first = 0;
    uint32_t last = 0;
};

struct LexedFile {
    std::string_view text;
    std::vector<Token> tokens; // code, without directives and comments
    std::vector<Directive> directives;
    std::vector<Token> directiveTokens;

    [[nodiscard]] uint32_t offset(const Token &token) const
    {
        return static_cast<uint32_t>(token.text.data() - text.data());
    }
    [[nodiscard]] uint32_t endOffset(const Token &token) const
    {
        return offset(token) + static_cast<uint32_t>(token.text.size());
    }
};

// `text` (below 4 GiB) must outlive the result. Line ends are '\n'.
LexedFile lex(std::string_view text);

// The tokens of one macro body or argument, directives not looked for.
std::vector<Token> lexFragment(std::string_view text, uint32_t line);

} // namespace symbolon
