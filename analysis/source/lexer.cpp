// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/lexer.h"

#include <algorithm>
#include <array>
#include <string>

namespace symbolon {

namespace {

constexpr std::array<bool, 256> wordTable(bool digits)
{
    std::array<bool, 256> table{};
    for (int c = 'a'; c <= 'z'; ++c)
        table[c] = true;
    for (int c = 'A'; c <= 'Z'; ++c)
        table[c] = true;
    for (int c = '0'; c <= '9'; ++c)
        table[c] = digits;
    for (int c = 0x80; c < 0x100; ++c)
        table[c] = true;
    table['_'] = table['$'] = true;
    return table;
}

constexpr auto wordStart = wordTable(false);
constexpr auto wordPart = wordTable(true);

bool startsWord(char c)
{
    return wordStart[static_cast<unsigned char>(c)];
}

bool partOfWord(char c)
{
    return wordPart[static_cast<unsigned char>(c)];
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isPrefix(std::string_view word)
{
    return word == "L" || word == "u" || word == "U" || word == "u8" || word == "R" || word == "LR" || word == "uR"
           || word == "UR" || word == "u8R";
}

class Lexer
{
public:
    explicit Lexer(std::string_view text, uint32_t line) : m_text(text), m_line(line) { m_file.text = text; }

    LexedFile run(bool directives)
    {
        m_file.tokens.reserve(m_text.size() / 5);
        for (;;) {
            skipBlank();
            if (atEnd())
                break;
            if (directives && m_lineStart && m_text[m_at] == '#')
                directive();
            else
                m_file.tokens.push_back(token());
        }
        return std::move(m_file);
    }

private:
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] char peek(size_t ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }

    // The length of a backslash-newline at `at`, white space between them allowed as GCC does; 0: none.
    [[nodiscard]] size_t splice(size_t at) const
    {
        if (at >= m_text.size() || m_text[at] != '\\')
            return 0;
        size_t end = at + 1;
        while (end < m_text.size() && (m_text[end] == ' ' || m_text[end] == '\t'))
            ++end;
        return end < m_text.size() && m_text[end] == '\n' ? end + 1 - at : 0;
    }

    void newline()
    {
        ++m_line;
        m_lineStart = true;
    }

    void skipComment()
    {
        if (peek(1) == '/') {
            while (!atEnd() && m_text[m_at] != '\n') {
                if (const size_t length = splice(m_at)) {
                    m_at += length;
                    ++m_line;
                } else {
                    ++m_at;
                }
            }
            return;
        }
        const size_t close = m_text.find("*/", m_at + 2);
        const size_t end = close == std::string_view::npos ? m_text.size() : close + 2;
        m_line += static_cast<uint32_t>(std::count(m_text.begin() + m_at, m_text.begin() + end, '\n'));
        m_at = end;
    }

    // Stops at a token, or within a directive at the end of its line.
    void skipBlank()
    {
        m_space = false;
        while (!atEnd()) {
            const char c = m_text[m_at];
            if (c == '\n') {
                if (m_inDirective)
                    return;
                newline();
                ++m_at;
            } else if (c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\0') {
                ++m_at;
            } else if (c == '/' && (peek(1) == '/' || peek(1) == '*')) {
                skipComment();
            } else if (const size_t length = splice(m_at)) {
                m_at += length;
                ++m_line;
            } else {
                return;
            }
            m_space = true;
        }
    }

    void directive()
    {
        Directive result;
        result.line = m_line;
        result.position = static_cast<uint32_t>(m_file.tokens.size());
        m_inDirective = true;
        ++m_at;
        skipBlank();
        if (!atEnd() && startsWord(m_text[m_at]))
            result.name = token().text;
        result.first = static_cast<uint32_t>(m_file.directiveTokens.size());
        const bool prose = result.name == "error" || result.name == "warning" || result.name == "pragma";
        for (;;) {
            skipBlank();
            if (atEnd() || m_text[m_at] == '\n')
                break;
            if (prose)
                ++m_at; // apostrophes there open no literal
            else
                m_file.directiveTokens.push_back(token());
        }
        result.last = static_cast<uint32_t>(m_file.directiveTokens.size());
        m_inDirective = false;
        m_file.directives.push_back(result);
    }

    Token token()
    {
        Token result;
        result.line = m_line;
        result.startsLine = m_lineStart;
        result.spaceBefore = m_space;
        result.column0 = m_at == 0 || m_text[m_at - 1] == '\n';
        m_lineStart = false;
        const size_t begin = m_at;
        const char c = m_text[m_at];
        if (startsWord(c)) {
            while (!atEnd() && partOfWord(m_text[m_at]))
                ++m_at;
            const std::string_view word = m_text.substr(begin, m_at - begin);
            if ((peek() == '"' || peek() == '\'') && isPrefix(word)) {
                result.kind = peek() == '"' ? TokenKind::String : TokenKind::Char;
                if (word.back() != 'R')
                    quoted(m_text[m_at]);
                else if (peek() == '\'' || !raw())
                    result.kind = TokenKind::Identifier;
            } else {
                result.kind = TokenKind::Identifier;
            }
        } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
            result.kind = TokenKind::Number;
            number();
        } else if (c == '"' || c == '\'') {
            result.kind = c == '"' ? TokenKind::String : TokenKind::Char;
            quoted(c);
        } else {
            m_at += punctuatorLength();
            result.op = punct(m_text.substr(begin, m_at - begin));
        }
        result.text = m_text.substr(begin, m_at - begin);
        return result;
    }

    void number()
    {
        while (!atEnd()) {
            const char c = m_text[m_at];
            if ((c == '+' || c == '-') && m_at > 0) {
                const char before = m_text[m_at - 1];
                const bool hex = peekBackHex();
                if (!((before == 'e' || before == 'E') && !hex) && before != 'p' && before != 'P')
                    return;
            } else if (c == '\'') {
                if (m_at + 1 >= m_text.size() || !partOfWord(m_text[m_at + 1]))
                    return;
            } else if (!partOfWord(c) && c != '.') {
                return;
            }
            ++m_at;
        }
    }

    // Whether the number that ends here began with 0x, so that an 'e' is a digit in it.
    [[nodiscard]] bool peekBackHex() const
    {
        size_t begin = m_at;
        while (begin > 0 && m_at - begin < 40 && (partOfWord(m_text[begin - 1]) || m_text[begin - 1] == '.'))
            --begin;
        return m_text[begin] == '0' && begin + 1 < m_at && (m_text[begin + 1] | 0x20) == 'x';
    }

    void quoted(char quote)
    {
        ++m_at;
        while (!atEnd()) {
            const char c = m_text[m_at];
            if (c == '\n')
                return;
            if (c == '\\') {
                if (const size_t length = splice(m_at)) {
                    m_at += length;
                    ++m_line;
                    continue;
                }
                m_at += m_at + 1 < m_text.size() && m_text[m_at + 1] != '\n' ? 2 : 1;
                continue;
            }
            ++m_at;
            if (c == quote)
                return;
        }
    }

    bool raw()
    {
        const size_t open = m_text.find_first_of("( \\)\n", m_at + 1);
        if (open == std::string_view::npos || m_text[open] != '(' || open - m_at > 17)
            return false;
        std::string close = ")";
        close += m_text.substr(m_at + 1, open - m_at - 1);
        close += '"';
        const size_t end = m_text.find(close, open + 1);
        if (end == std::string_view::npos)
            return false;
        m_line += static_cast<uint32_t>(std::count(m_text.begin() + m_at, m_text.begin() + end, '\n'));
        m_at = end + close.size();
        return true;
    }

    [[nodiscard]] size_t punctuatorLength() const
    {
        static constexpr std::string_view three[] = {"<<=", ">>=", "...", "->*", "<=>"};
        static constexpr std::string_view two[] = {"->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||",
                                                   "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "::", "##", ".*"};
        const std::string_view rest = m_text.substr(m_at, 3);
        for (const auto text : three) {
            if (rest == text)
                return 3;
        }
        for (const auto text : two) {
            if (rest.starts_with(text))
                return 2;
        }
        return 1;
    }

    std::string_view m_text;
    LexedFile m_file;
    size_t m_at = 0;
    uint32_t m_line = 1;
    bool m_lineStart = true;
    bool m_inDirective = false;
    bool m_space = false;
};

} // namespace

LexedFile lex(std::string_view text)
{
    return Lexer(text, 1).run(true);
}

std::vector<Token> lexFragment(std::string_view text, uint32_t line)
{
    return Lexer(text, line).run(false).tokens;
}

} // namespace symbolon
