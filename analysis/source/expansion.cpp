// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/expansion.h"

#include <algorithm>

namespace symbolon {

namespace {

constexpr unsigned deepestExpansion = 24;
constexpr size_t tokensPerUse = 3000; // of one macro use in the text; type-checking macros easily give more
constexpr size_t freeTokens = 20'000; // all uses together may add these, and
constexpr size_t tokensPerToken = 16; // so many for each token there was
constexpr size_t longestPasted = 1024;
constexpr size_t longestStringified = 16'384;

} // namespace

std::vector<Token> Expander::expand(std::span<const Token> tokens)
{
    m_total = freeTokens + tokensPerToken * tokens.size();
    m_hidden.clear();
    std::vector<Work> rest; // what is still to be read, the next at the back
    rest.reserve(tokens.size());
    for (size_t i = tokens.size(); i-- > 0;)
        rest.push_back({tokens[i], 0});
    std::vector<Token> result;
    result.reserve(tokens.size());
    std::vector<Work> expanded;
    while (!rest.empty()) {
        const Work use = rest.back();
        rest.pop_back();
        const bool called = !rest.empty() && rest.back().token.is("(");
        const MacroDefinition *macro =
            use.token.isWord() && !isHidden(use.token.text, use.hidden) ? macroFor(use.token, called) : nullptr;
        expanded.clear();
        if (!macro || !expandUse(rest, use, *macro, expanded)) {
            result.push_back(use.token);
            continue;
        }
        // The name of a macro that the expansion ends with may take its arguments from the text that follows.
        const bool joins = !expanded.empty() && expanded.back().token.isWord() && !rest.empty()
                           && rest.back().token.is("(") && !isHidden(expanded.back().token.text, expanded.back().hidden)
                           && macroFor(expanded.back().token, true);
        for (size_t i = 0; i + (joins ? 1 : 0) < expanded.size(); ++i)
            result.push_back(expanded[i].token);
        if (joins)
            rest.push_back(expanded.back());
    }
    return result;
}

// One use in the text, all the way. False, and nothing taken, when it is no use or grows too large.
bool Expander::expandUse(std::vector<Work> &rest, const Work &use, const MacroDefinition &macro,
                         std::vector<Work> &result)
{
    m_budget = std::min(tokensPerUse, m_total);
    m_exhausted = false;
    Arguments arguments;
    size_t taken = 0;
    if (macro.functionLike && (taken = readArguments(rest, macro, arguments)) == 0)
        return false;
    std::vector<Work> body = substitute(macro, arguments, use, 0);
    hide(body, macro.name);
    std::reverse(body.begin(), body.end());
    result = run(std::move(body), 0);
    m_total -= std::min(m_total, result.size());
    if (m_exhausted) {
        ++m_tooLarge;
        return false;
    }
    rest.resize(rest.size() - taken);
    return true;
}

bool Expander::isHidden(std::string_view name, size_t hidden) const
{
    for (; hidden != 0; hidden = m_hidden[hidden - 1].outer) {
        if (m_hidden[hidden - 1].name == name)
            return true;
    }
    return false;
}

const MacroDefinition *Expander::macroFor(const Token &token, bool called)
{
    if (!m_frozen.empty() && m_frozen.contains(token.text))
        return nullptr;
    const bool preferred = m_preferred && token.text == m_preferred->name;
    const MacroDefinition *macro = preferred ? m_preferred : m_scope.macro(token.text, token.line);
    return macro && macro->functionLike && !called ? nullptr : macro;
}

// `rest` in reverse order, as above.
std::vector<Expander::Work> Expander::run(std::vector<Work> rest, unsigned depth)
{
    std::vector<Work> result;
    while (!rest.empty()) {
        const Work work = rest.back();
        rest.pop_back();
        const bool called = !rest.empty() && rest.back().token.is("(");
        const MacroDefinition *macro = nullptr;
        if (work.token.isWord() && !m_exhausted && depth <= deepestExpansion && !isHidden(work.token.text, work.hidden))
            macro = macroFor(work.token, called);
        Arguments arguments;
        size_t taken = 0;
        if (!macro || (macro->functionLike && (taken = readArguments(rest, *macro, arguments)) == 0)) {
            result.push_back(work);
            continue;
        }
        std::vector<Work> body = substitute(*macro, arguments, work, depth);
        if (body.size() + 1 > m_budget) {
            m_exhausted = true;
            result.push_back(work);
            continue;
        }
        m_budget -= body.size() + 1;
        rest.resize(rest.size() - taken);
        hide(body, macro->name);
        rest.insert(rest.end(), body.rbegin(), body.rend());
    }
    return result;
}

// Marks the tokens as standing within `name`, besides what they stand in already.
void Expander::hide(std::vector<Work> &tokens, std::string_view name)
{
    size_t outer = SIZE_MAX;
    size_t hidden = 0;
    for (Work &work : tokens) {
        if (work.hidden != outer) {
            outer = work.hidden;
            m_hidden.push_back({name, outer});
            hidden = m_hidden.size();
        }
        work.hidden = hidden;
    }
}

// Reads "(a, b)" at the back of `rest`: how many tokens it has; 0 when it is not closed or has another number of
// arguments.
size_t Expander::readArguments(const std::vector<Work> &rest, const MacroDefinition &macro, Arguments &arguments)
{
    size_t depth = 0;
    size_t at = rest.size(); // one past the next token
    std::vector<Work> argument;
    for (;;) {
        if (at == 0 || rest.size() - at > tokensPerUse) {
            m_total -= std::min(m_total, rest.size() - at);
            return 0;
        }
        const Token &token = rest[--at].token;
        if (token.is("(") || token.is("[") || token.is("{")) {
            if (depth++ == 0)
                continue;
        } else if (token.is(")") || token.is("]") || token.is("}")) {
            if (--depth == 0)
                break;
        } else if (token.is(",") && depth == 1
                   && !(macro.variadic && arguments.size() + 1 >= macro.parameters.size())) {
            arguments.push_back(std::move(argument));
            argument.clear();
            continue;
        }
        argument.push_back(rest[at]);
    }
    if (!argument.empty() || !arguments.empty() || !macro.parameters.empty())
        arguments.push_back(std::move(argument));
    if (macro.variadic && arguments.size() + 1 == macro.parameters.size())
        arguments.emplace_back();
    return arguments.size() == macro.parameters.size() ? rest.size() - at : 0;
}

std::vector<Expander::Work> Expander::substitute(const MacroDefinition &macro, const Arguments &arguments,
                                                 const Work &use, unsigned depth)
{
    std::vector<Work> result;
    std::vector<std::optional<std::vector<Work>>> expanded(arguments.size());
    const auto parameter = [&](const Token &token) {
        if (!token.isWord())
            return macro.parameters.size();
        return static_cast<size_t>(std::find(macro.parameters.begin(), macro.parameters.end(), token.text)
                                   - macro.parameters.begin());
    };
    const auto &body = macro.body;
    bool pasteNext = false;
    for (size_t i = 0; i < body.size(); ++i) {
        if (result.size() > m_budget) {
            m_exhausted = true;
            break;
        }
        Work work{body[i], use.hidden};
        Token &token = work.token;
        token.line = use.token.line;
        token.startsLine = token.column0 = false;
        const size_t index = parameter(token);
        const bool pastes = i + 1 < body.size() && body[i + 1].is("##");
        if (token.is("##") && !result.empty() && i + 1 < body.size()) {
            pasteNext = true;
        } else if (token.is("#") && macro.functionLike && i + 1 < body.size()
                   && parameter(body[i + 1]) < arguments.size()) {
            result.push_back({stringified(arguments[parameter(body[++i])], token.line), use.hidden});
        } else if (index < arguments.size()) {
            const bool comma = pasteNext && !result.empty() && result.back().token.is(","); // GNU: , ## __VA_ARGS__
            if (comma && arguments[index].empty())
                result.pop_back();
            const bool raw = (pasteNext && !comma) || pastes;
            if (!raw && !expanded[index])
                expanded[index] = run({arguments[index].rbegin(), arguments[index].rend()}, depth + 1);
            const std::vector<Work> &value = raw ? arguments[index] : *expanded[index];
            size_t first = 0;
            if (pasteNext && !comma && !value.empty() && !result.empty()) {
                paste(result, value[0]);
                first = 1;
            }
            result.insert(result.end(), value.begin() + static_cast<std::ptrdiff_t>(first), value.end());
            pasteNext = false;
        } else if (pasteNext && !result.empty()) {
            paste(result, work);
            pasteNext = false;
        } else {
            result.push_back(work);
            pasteNext = false;
        }
    }
    return result;
}

Token Expander::stringified(std::span<const Work> argument, uint32_t line)
{
    std::string text = "\"";
    for (size_t i = 0; i < argument.size(); ++i) {
        const Token &token = argument[i].token;
        if (text.size() + token.text.size() > longestStringified) {
            m_exhausted = true;
            break;
        }
        if (i > 0 && (token.spaceBefore || token.startsLine))
            text += ' ';
        const bool literal = token.kind == TokenKind::String || token.kind == TokenKind::Char;
        for (const char c : token.text) {
            if (literal && (c == '"' || c == '\\'))
                text += '\\';
            text += c;
        }
    }
    text += '"';
    m_texts.push_back(std::move(text));
    Token token;
    token.text = m_texts.back();
    token.line = line;
    token.kind = TokenKind::String;
    return token;
}

void Expander::paste(std::vector<Work> &tokens, const Work &right)
{
    const Work left = tokens.back();
    if (left.token.text.size() + right.token.text.size() > longestPasted) {
        m_exhausted = true;
        return;
    }
    tokens.pop_back();
    m_texts.push_back(std::string(left.token.text) + std::string(right.token.text));
    for (Token token : lexFragment(m_texts.back(), right.token.line)) {
        token.line = right.token.line;
        token.startsLine = token.column0 = false;
        tokens.push_back({token, left.hidden});
    }
}

} // namespace symbolon
