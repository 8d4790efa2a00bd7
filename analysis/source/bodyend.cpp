// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/bodyend.h"

#include "analysis/source/declarator.h"
#include "analysis/source/keywords.h"

#include <algorithm>

namespace symbolon {

// The index of the function's '}'. Where macros or branches hide braces, the layout decides: a '}' in
// column 0 ends a function that begins there.
BodyEnd BodyEndFinder::find(size_t begin, size_t body) const
{
    const bool atColumn0 = m_tokens[begin].column0 || m_tokens[body].column0;
    size_t depth = 0;
    size_t fallback = SIZE_MAX;
    for (size_t i = body; i < m_tokens.size(); ++i) {
        const Token &token = m_tokens[i];
        if (token.is("{")) {
            ++depth;
        } else if (token.is("}")) {
            if (--depth == 0)
                return atColumn0 ? afterEarlyEnd(body, i) : BodyEnd{i, true};
            if (token.column0 && atColumn0 && fallback == SIZE_MAX)
                fallback = i;
        } else if (fallback != SIZE_MAX && token.column0 && token.isWord() && beginsDefinition(i)) {
            return {fallback, false};
        }
    }
    return {fallback != SIZE_MAX ? fallback : m_tokens.size() - 1, false};
}

// The matching brace is indented: perhaps a macro or branch held an opening one, and the function goes on.
BodyEnd BodyEndFinder::afterEarlyEnd(size_t body, size_t end) const
{
    if (m_tokens[end].column0 || m_tokens[end].line == m_tokens[body].line || !m_tokens[end].startsLine)
        return {end, true};
    for (size_t i = end + 1; i < m_tokens.size(); ++i) {
        if (!m_tokens[i].column0)
            continue;
        if (m_tokens[i].is("}")) {
            return {i, false};
        }
        const bool label = m_tokens[i].isWord() && i + 1 < m_tokens.size() && m_tokens[i + 1].is(":");
        if (!label)
            break;
    }
    return {end, true};
}

// Whether a definition that cannot be a statement begins at `at`, in column 0 after a closed block.
bool BodyEndFinder::beginsDefinition(size_t at) const
{
    const Token &before = m_tokens[at - 1];
    if ((!before.is("}") && !before.is(";")) || isControlKeyword(m_tokens[at].text, m_language))
        return false;
    const size_t limit = std::min(m_tokens.size(), at + 300);
    for (size_t i = at; i < limit; ++i) {
        if (m_tokens[i].is("(") && m_close[i] != SIZE_MAX) {
            i = m_close[i];
        } else if (m_tokens[i].is(";") || m_tokens[i].is("}") || m_tokens[i].is("=")) {
            return false;
        } else if (m_tokens[i].is("{")) {
            const Header header = analyseHeader(m_tokens.subspan(at, i - at), m_language);
            return header.kind == HeaderKind::Function && header.nameToken > 0;
        }
    }
    return false;
}

} // namespace symbolon
