// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where a function's body ends, also where macros or #if branches hide some of its braces.
#pragma once

#include "analysis/source/branches.h"

#include <span>
#include <vector>

namespace symbolon {

struct BodyEnd {
    size_t token = 0;    // the '}', or the last token there is
    bool matched = true; // it is the one that the braces say
};

class BodyEndFinder
{
public:
    // `close` as matchBrackets gives it; all must outlive this.
    BodyEndFinder(std::span<const Token> tokens, const std::vector<size_t> &close, SourceLanguage language)
        : m_tokens(tokens), m_close(close), m_language(language)
    {
    }

    // Of the definition whose first token is `begin` and whose '{' is `body`.
    [[nodiscard]] BodyEnd find(size_t begin, size_t body) const;

private:
    [[nodiscard]] BodyEnd afterEarlyEnd(size_t body, size_t end) const;
    [[nodiscard]] bool beginsDefinition(size_t at) const;

    std::span<const Token> m_tokens;
    const std::vector<size_t> &m_close;
    SourceLanguage m_language;
};

} // namespace symbolon
