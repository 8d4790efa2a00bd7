// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/definitions.h"

#include "analysis/source/declarator.h"
#include "analysis/source/keywords.h"

#include <algorithm>
#include <unordered_set>

namespace symbolon {

namespace {

void readInclude(const LexedFile &file, const Directive &directive, FileDefinitions &out)
{
    if (directive.first == directive.last)
        return;
    const Token &first = file.directiveTokens[directive.first];
    const Token &last = file.directiveTokens[directive.last - 1];
    std::string_view path;
    if (first.kind == TokenKind::String && first.text.size() > 2) {
        path = first.text.substr(1, first.text.size() - 2);
    } else if (first.is("<") && last.is(">")) {
        const size_t begin = file.offset(first) + 1;
        path = file.text.substr(begin, file.offset(last) - begin);
    }
    if (!path.empty())
        out.includes.push_back(path);
}

class ConstantReader
{
public:
    ConstantReader(std::vector<Token> tokens, FileDefinitions &out, std::unordered_set<std::string_view> &known)
        : m_tokens(std::move(tokens)), m_close(matchBrackets(m_tokens)), m_out(out), m_known(known)
    {
    }

    void read()
    {
        for (size_t i = 0; i < m_tokens.size(); ++i) {
            if (m_tokens[i].isWord("enum"))
                enumeration(i + 1);
            else if (m_tokens[i].is("=") && i > 0)
                variable(i);
        }
    }

private:
    void add(std::string_view name, std::vector<Token> expression, int64_t offset)
    {
        if (m_known.insert(name).second)
            m_out.constants.push_back({name, std::move(expression), offset});
    }

    void enumeration(size_t at)
    {
        size_t open = at;
        while (open < m_tokens.size() && open < at + 16 && !m_tokens[open].is("{") && !m_tokens[open].is(";"))
            ++open;
        if (open >= m_tokens.size() || !m_tokens[open].is("{") || m_close[open] == SIZE_MAX)
            return;
        std::vector<Token> base;
        int64_t offset = 0;
        for (size_t i = open + 1; i < m_close[open];) {
            const size_t end = itemEnd(i, m_close[open]);
            // A macro around an enumerator, IF_FEATURE(NAME,), hides whether it is there; it is taken to be.
            if (i < end && m_tokens[i].isWord()) {
                size_t equals = i + 1;
                while (equals < end && !m_tokens[equals].is("="))
                    ++equals;
                if (equals < end) {
                    base.assign(m_tokens.begin() + equals + 1, m_tokens.begin() + end);
                    offset = 0;
                }
                add(m_tokens[i].text, base, offset);
                ++offset;
            }
            i = end + 1;
        }
    }

    // The comma or end after the item at `at`.
    [[nodiscard]] size_t itemEnd(size_t at, size_t limit) const
    {
        while (at < limit && !m_tokens[at].is(",")) {
            if (m_close[at] != SIZE_MAX)
                at = m_close[at];
            ++at;
        }
        return std::min(at, limit);
    }

    // const int NAME = …;  static const char NAME[] = "…";  #define-like strings and numbers
    void variable(size_t equals)
    {
        size_t name = equals - 1;
        bool array = false;
        if (m_tokens[name].is("]")) {
            while (name > 0 && !m_tokens[name].is("["))
                --name;
            array = true;
            if (name == 0)
                return;
            --name;
        }
        if (!m_tokens[name].isWord())
            return;
        bool isConst = false;
        bool isChar = false;
        bool pointer = false;
        bool known = false;
        for (size_t i = name; i-- > 0 && name - i < 8;) {
            const Token &token = m_tokens[i];
            if (!token.isWord() && !token.is("*") && !token.is("::"))
                break;
            isConst = isConst || token.isWord("const") || token.isWord("constexpr");
            isChar = isChar || token.isWord("char") || token.isWord("wchar_t") || token.isWord("char16_t");
            pointer = pointer || token.is("*");
            known = known || (token.isWord() && isTypeKeyword(token.text));
        }
        const size_t end = itemEnd(equals + 1, std::min(m_tokens.size(), equals + 200));
        size_t last = equals + 1;
        while (last < end && !m_tokens[last].is(";"))
            ++last;
        if (last == equals + 1)
            return;
        const auto literal = [](const Token &token) { return token.kind == TokenKind::String; };
        const bool text = std::all_of(m_tokens.begin() + equals + 1, m_tokens.begin() + last, literal);
        if (isChar && text && (array || pointer)) {
            if (m_known.insert(m_tokens[name].text).second)
                m_out.texts.push_back({m_tokens[name].text, {m_tokens.begin() + equals + 1, m_tokens.begin() + last}});
        } else if (isConst && known && !array && !pointer && !text) {
            add(m_tokens[name].text, {m_tokens.begin() + equals + 1, m_tokens.begin() + last}, 0);
        }
    }

    std::vector<Token> m_tokens;
    std::vector<size_t> m_close;
    FileDefinitions &m_out;
    std::unordered_set<std::string_view> &m_known;
};

// Only what stands outside of functions: a local name means nothing elsewhere.
std::vector<Token> withoutBodies(std::vector<Token> tokens)
{
    const std::vector<size_t> close = matchBrackets(tokens);
    std::vector<Token> result;
    for (size_t i = 0; i < tokens.size(); ++i) {
        const bool body = tokens[i].is("{") && i > 0 && tokens[i - 1].is(")") && close[i] != SIZE_MAX;
        if (body)
            i = close[i];
        else
            result.push_back(tokens[i]);
    }
    return result;
}

} // namespace

bool MacroDefinition::sameAs(const MacroDefinition &other) const
{
    return functionLike == other.functionLike && variadic == other.variadic && parameters == other.parameters
           && std::equal(body.begin(), body.end(), other.body.begin(), other.body.end(),
                         [](const Token &a, const Token &b) { return a.text == b.text; });
}

std::optional<MacroDefinition> readMacro(std::span<const Token> tokens)
{
    if (tokens.empty() || !tokens[0].isWord())
        return std::nullopt;
    MacroDefinition macro;
    macro.name = tokens[0].text;
    macro.line = tokens[0].line;
    size_t at = 1;
    if (at < tokens.size() && tokens[at].is("(") && !tokens[at].spaceBefore) {
        macro.functionLike = true;
        for (++at; at < tokens.size() && !tokens[at].is(")"); ++at) {
            if (tokens[at].isWord()) {
                macro.parameters.push_back(tokens[at].text);
            } else if (tokens[at].is("...")) {
                macro.variadic = true;
                if (tokens[at - 1].is("(") || tokens[at - 1].is(","))
                    macro.parameters.emplace_back("__VA_ARGS__");
            } else if (!tokens[at].is(",")) {
                return std::nullopt;
            }
        }
        if (at == tokens.size())
            return std::nullopt;
        ++at;
    }
    macro.body.assign(tokens.begin() + static_cast<std::ptrdiff_t>(at), tokens.end());
    return macro;
}

namespace {

// #ifndef NAME, directly before #define NAME.
bool isFallback(const LexedFile &file, size_t define, std::string_view name)
{
    if (define == 0)
        return false;
    const Directive &guard = file.directives[define - 1];
    return guard.name == "ifndef" && guard.first < guard.last && file.directiveTokens[guard.first].isWord(name);
}

// #undef NAME, in the same branch before #define NAME.
bool isReplacement(const LexedFile &file, size_t define, std::string_view name)
{
    constexpr size_t farthest = 16;
    for (size_t i = define; i-- > 0 && define - i <= farthest;) {
        const Directive &before = file.directives[i];
        if (before.name == "undef" && before.first < before.last && file.directiveTokens[before.first].isWord(name))
            return true;
        if (before.name != "undef" && before.name != "define")
            return false;
    }
    return false;
}

} // namespace

FileDefinitions readDefinitions(const LexedFile &file, const Branches &branches,
                                const std::vector<std::string> &commandMacros)
{
    FileDefinitions out;
    for (const std::string &definition : commandMacros) {
        const std::string_view text = definition;
        const size_t equals = text.find('=');
        std::vector<Token> tokens = lexFragment(text.substr(0, equals), 0);
        auto macro = readMacro(tokens);
        if (!macro || equals == std::string_view::npos)
            continue;
        macro->body = lexFragment(text.substr(equals + 1), 0);
        out.macros.push_back(std::move(*macro));
    }
    for (size_t i = 0; i < file.directives.size(); ++i) {
        const Directive &directive = file.directives[i];
        if (branches.isDead(i))
            continue;
        if (directive.name == "define") {
            const std::span<const Token> all = file.directiveTokens;
            auto macro = readMacro(all.subspan(directive.first, directive.last - directive.first));
            if (macro) {
                macro->alternative = branches.isAlternative(i);
                macro->replaces = isReplacement(file, i, macro->name);
                macro->fallback = isFallback(file, i, macro->name);
                out.macros.push_back(std::move(*macro));
            }
        } else if (directive.name == "include" || directive.name == "include_next" || directive.name == "import") {
            readInclude(file, directive, out);
        }
    }
    std::unordered_set<std::string_view> known;
    for (unsigned pass = 0; pass < branches.passes(); ++pass)
        ConstantReader(withoutBodies(branches.tokens(pass)), out, known).read();
    // Enumerations within functions, as far as no outer name is taken.
    ConstantReader(branches.liveTokens(), out, known).read();
    return out;
}

} // namespace symbolon
