// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/headerelements.h"

#include <algorithm>

namespace symbolon {

HeaderElements::HeaderElements(std::span<const Token> tokens, SourceLanguage language)
    : m_tokens(tokens), m_cpp(language == SourceLanguage::Cpp), m_close(matchBrackets(tokens))
{
    split();
}

void HeaderElements::split()
{
    for (size_t i = 0; i < m_tokens.size(); ++i) {
        const Token &token = m_tokens[i];
        HeaderElement element{HeaderPiece::Operator, i, i};
        if (token.isWord()) {
            element.piece = HeaderPiece::Word;
        } else if (token.kind != TokenKind::Punctuator) {
            element.piece = HeaderPiece::Literal;
        } else if (token.is("(") || token.is("[") || token.is("{")) {
            if (m_close[i] != none) {
                element.piece = token.is("(") ? HeaderPiece::Group : HeaderPiece::Bracket;
                element.last = m_close[i];
            }
        } else if (token.is("<") && m_cpp && i > 0 && m_tokens[i - 1].isWord() && !m_tokens[i - 1].isWord("operator")) {
            const size_t end = closeAngle(i);
            if (end != none) {
                element.piece = HeaderPiece::Angle;
                element.last = end;
            }
        }
        i = element.last;
        m_elements.push_back(element);
    }
}

// Where the template arguments that begin at `open` end.
size_t HeaderElements::closeAngle(size_t open) const
{
    int depth = 0;
    const size_t limit = std::min(m_tokens.size(), open + 2000);
    for (size_t i = open; i < limit; ++i) {
        const Token &token = m_tokens[i];
        if (token.is("<")) {
            ++depth;
        } else if (token.is(">") || token.is(">>")) {
            depth -= token.is(">") ? 1 : 2;
            if (depth <= 0)
                return i;
        } else if (token.is("(") || token.is("[") || token.is("{")) {
            if (m_close[i] == none)
                return none;
            i = m_close[i];
        } else if (token.is(";")) {
            return none;
        }
    }
    return none;
}

std::vector<size_t> matchBrackets(std::span<const Token> tokens)
{
    std::vector<size_t> close(tokens.size(), SIZE_MAX);
    std::vector<size_t> stack;
    size_t braces = 0;
    for (size_t i = 0; i < tokens.size(); ++i) {
        const Token &token = tokens[i];
        if (token.kind != TokenKind::Punctuator)
            continue;
        if (token.is("(") || token.is("[") || token.is("{")) {
            braces += token.is("{");
            stack.push_back(i);
        } else if (token.is("}")) {
            if (braces == 0)
                continue;
            while (!tokens[stack.back()].is("{"))
                stack.pop_back();
            --braces;
            close[stack.back()] = i;
            stack.pop_back();
        } else if ((token.is(")") || token.is("]")) && !stack.empty()
                   && tokens[stack.back()].is(token.is(")") ? "(" : "[")) {
            close[stack.back()] = i;
            stack.pop_back();
        }
    }
    return close;
}

size_t afterTemplateHead(std::span<const Token> tokens, const std::vector<size_t> &close, size_t open)
{
    int depth = 0;
    for (size_t i = open; i < std::min(tokens.size(), open + 2000); ++i) {
        const Token &token = tokens[i];
        if (token.is("<"))
            ++depth;
        else if (token.is(">") || token.is(">>"))
            depth -= token.is(">") ? 1 : 2;
        else if (token.is("(") && close[i] != SIZE_MAX)
            i = close[i];
        else if (token.is(";") || token.is("{"))
            break;
        if (depth <= 0)
            return i + 1;
    }
    return open + 1;
}

} // namespace symbolon
