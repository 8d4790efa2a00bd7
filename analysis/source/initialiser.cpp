// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/initialiser.h"

#include "analysis/source/bodyfacts.h"
#include "analysis/source/headerelements.h"
#include "analysis/source/keywords.h"

#include <algorithm>
#include <array>

namespace symbolon {

namespace {

// What stands in their parentheses is measured, not stored.
bool isMeasure(std::string_view word)
{
    constexpr std::array<std::string_view, 8> words{"sizeof",   "offsetof", "alignof",    "_Alignof",
                                                    "decltype", "typeid",   "__typeof__", "typeof"};
    return std::find(words.begin(), words.end(), word) != words.end() || word.starts_with("__builtin_");
}

class InitialiserReader
{
public:
    InitialiserReader(std::span<const Token> tokens, FileScope &scope, SourceLanguage language)
        : m_tokens(tokens), m_scope(scope), m_language(language), m_close(matchBrackets(tokens))
    {
    }

    std::vector<SourceTable::Entry> read(size_t mostEntries)
    {
        while (m_at < m_tokens.size() && m_entries.size() < mostEntries) {
            const Token &token = m_tokens[m_at];
            if (token.kind == TokenKind::String)
                addString(joinedLiterals(m_tokens, m_at));
            else if (token.isWord())
                word();
            else if (token.is("["))
                m_at = afterBracket();
            else
                ++m_at;
        }
        return std::move(m_entries);
    }

private:
    [[nodiscard]] bool is(size_t index, std::string_view op) const
    {
        return index < m_tokens.size() && m_tokens[index].is(op);
    }
    [[nodiscard]] bool isWord(size_t index) const { return index < m_tokens.size() && m_tokens[index].isWord(); }
    [[nodiscard]] size_t after(size_t open) const { return m_close[open] != SIZE_MAX ? m_close[open] + 1 : open + 1; }

    // A pointer to it shows what stands before its first NUL.
    void addString(std::string bytes)
    {
        bytes.resize(std::min(bytes.find('\0'), bytes.size()));
        if (!bytes.empty())
            m_entries.push_back({asUtf8(std::move(bytes)), true});
    }

    void word()
    {
        const size_t first = m_at;
        const std::string_view text = m_tokens[first].text;
        if (isMeasure(text)) {
            m_at = is(first + 1, "(") ? after(first + 1) : first + 1;
            return;
        }
        if (isKeyword(text, m_language)) {
            const bool tag = text == "struct" || text == "union" || text == "enum" || text == "class";
            m_at = first + (tag && isWord(first + 1) ? 2 : 1);
            return;
        }
        std::string name(text);
        size_t last = first;
        for (; is(last + 1, "::") && isWord(last + 2); last += 2)
            (name += "::") += m_tokens[last + 2].text;
        m_at = last + 1;
        if (is(m_at, "(")) {
            // In C, where nothing is called before main, it is a macro that is not known.
            if (m_language == SourceLanguage::Cpp && !looksLikeMacro(m_tokens[last].text))
                m_at = after(m_at);
            return;
        }
        const bool called = is(m_at, ")") && is(m_at + 1, "(") && first > 0 && is(first - 1, "("); // or a cast's type
        if (called || isDesignator(first, m_at) || isOther(m_at))
            return;
        if (first == last && m_scope.constant(text))
            return;
        if (const NamedText *named = first == last ? m_scope.text(text) : nullptr) {
            size_t at = 0;
            addString(joinedLiterals(named->literals, at));
            return;
        }
        m_entries.push_back({std::move(name), false});
    }

    // .field =, or field: of old; also a member that is read.
    [[nodiscard]] bool isDesignator(size_t name, size_t next) const
    {
        if (name > 0 && (is(name - 1, ".") || is(name - 1, "->")))
            return true;
        return is(next, ":") && (name == 0 || is(name - 1, "{") || is(name - 1, ","));
    }

    // Whether the name before `next` is a type or an object.
    [[nodiscard]] bool isOther(size_t next) const
    {
        constexpr std::array<std::string_view, 8> signs{"*", "&", "{", ".", "->", "[", ">", "::"};
        return std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) { return is(next, sign); });
    }

    // Past a subscript or a designator, and past a whole lambda: its body is a function of its own.
    [[nodiscard]] size_t afterBracket() const
    {
        const size_t past = after(m_at);
        if (m_language != SourceLanguage::Cpp || m_close[m_at] == SIZE_MAX)
            return past;
        size_t at = is(past, "(") ? after(past) : past;
        for (const size_t limit = std::min(m_tokens.size(), at + 16); at < limit; ++at) {
            if (m_tokens[at].is("{"))
                return after(at);
            if (!m_tokens[at].isWord() && !m_tokens[at].is("->") && !m_tokens[at].is("::") && !m_tokens[at].is("*")
                && !m_tokens[at].is("&"))
                break;
        }
        return past;
    }

    std::span<const Token> m_tokens;
    FileScope &m_scope;
    SourceLanguage m_language;
    std::vector<size_t> m_close;
    std::vector<SourceTable::Entry> m_entries;
    size_t m_at = 0;
};

} // namespace

std::vector<SourceTable::Entry> readInitialiser(std::span<const Token> tokens, FileScope &scope,
                                                SourceLanguage language, size_t mostEntries)
{
    return InitialiserReader(tokens, scope, language).read(mostEntries);
}

} // namespace symbolon
