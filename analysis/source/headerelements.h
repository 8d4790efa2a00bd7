// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tokens before a '{' as a sequence of words, bracketed groups and operators.
#pragma once

#include "analysis/source/branches.h"

#include <span>
#include <vector>

namespace symbolon {

enum class HeaderPiece : uint8_t { Word, Group, Bracket, Angle, Operator, Literal };

struct HeaderElement {
    HeaderPiece piece = HeaderPiece::Operator;
    size_t first = 0;
    size_t last = 0; // inclusive
};

class HeaderElements
{
public:
    HeaderElements(std::span<const Token> tokens, SourceLanguage language);

protected:
    static constexpr size_t none = SIZE_MAX;

    [[nodiscard]] SourceLanguage language() const { return m_cpp ? SourceLanguage::Cpp : SourceLanguage::C; }
    [[nodiscard]] std::string_view text(const HeaderElement &element) const { return m_tokens[element.first].text; }
    [[nodiscard]] bool isWord(size_t element, std::string_view word) const
    {
        return element < m_elements.size() && m_elements[element].piece == HeaderPiece::Word
               && text(m_elements[element]) == word;
    }
    [[nodiscard]] bool isOperator(size_t element, std::string_view op) const
    {
        return element < m_elements.size() && m_elements[element].piece == HeaderPiece::Operator
               && m_tokens[m_elements[element].first].is(op);
    }
    [[nodiscard]] bool isPiece(size_t element, HeaderPiece piece) const
    {
        return element < m_elements.size() && m_elements[element].piece == piece;
    }

    const std::span<const Token> m_tokens;
    const bool m_cpp;
    const std::vector<size_t> m_close; // as matchBrackets gives it
    std::vector<HeaderElement> m_elements;

private:
    void split();
    [[nodiscard]] size_t closeAngle(size_t open) const;
};

// For each '(', '[' and '{' the index of what closes it, else SIZE_MAX. One pass; a bracket that its
// surroundings close is left open.
std::vector<size_t> matchBrackets(std::span<const Token> tokens);

// The index after the template parameters whose '<' is at `open`, `close` being what matchBrackets gives. Their
// defaults hold '=' signs that make no variable.
size_t afterTemplateHead(std::span<const Token> tokens, const std::vector<size_t> &close, size_t open);

} // namespace symbolon
