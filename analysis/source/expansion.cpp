// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/expansion.h"

#include <algorithm>

namespace symbolon
{

namespace
{

constexpr unsigned deepestExpansion = 24;
constexpr size_t freeTokens = 20'000; // an expansion may add these, and
constexpr size_t tokensPerToken = 16; // so many for each token there was
constexpr size_t longestPasted = 1024;
constexpr size_t longestStringified = 16'384;

} // namespace

std::vector<Token> Expander::expand(std::span<const Token> tokens)
{
    m_budget = freeTokens + tokensPerToken * tokens.size();
    m_hidden.clear();
    return run(tokens, 0);
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
    if (m_preferred && token.text == m_preferred->name)
        return m_preferred->functionLike && !called ? nullptr : m_preferred;
    const MacroDefinition *macro = m_scope.macro(token.text, token.line);
    return macro && macro->functionLike && !called ? nullptr : macro;
}

std::vector<Token> Expander::run(std::span<const Token> tokens, unsigned depth)
{
    std::vector<Work> rest; // what is still to be read, the next at the back
    rest.reserve(tokens.size());
    for (size_t i = tokens.size(); i-- > 0;)
        rest.push_back({tokens[i], 0});
    std::vector<Token> result;
    result.reserve(tokens.size());
    while (!rest.empty()) {
        const Work work = rest.back();
        rest.pop_back();
        const bool called = !rest.empty() && rest.back().token.is("(");
        const MacroDefinition *macro = work.token.isWord() ? macroFor(work.token, called) : nullptr;
        if (!macro || depth > deepestExpansion || isHidden(work.token.text, work.hidden)) {
            result.push_back(work.token);
            continue;
        }
        Arguments arguments;
        if (macro->functionLike && !readArguments(rest, *macro, arguments)) {
            result.push_back(work.token);
            continue;
        }
        m_depth = depth;
        std::vector<Token> body = substitute(*macro, arguments, work.token.line);
        if (body.size() > m_budget) {
            m_cut = true;
            result.push_back(work.token);
            for (const auto &argument : arguments)
                result.insert(result.end(), argument.begin(), argument.end());
            continue;
        }
        m_budget -= body.size();
        m_hidden.push_back({macro->name, work.hidden});
        for (size_t i = body.size(); i-- > 0;)
            rest.push_back({body[i], m_hidden.size()});
    }
    return result;
}

// Takes "(a, b)" off the rest. False, and nothing taken, when it is not closed or has too few arguments.
bool Expander::readArguments(std::vector<Work> &rest, const MacroDefinition &macro, Arguments &arguments)
{
    size_t depth = 0;
    size_t at = rest.size(); // one past the next token
    std::vector<Token> argument;
    for (;;) {
        if (at == 0 || rest.size() - at > m_budget) {
            m_budget -= std::min(m_budget, rest.size() - at);
            return false;
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
        argument.push_back(token);
    }
    if (!argument.empty() || !arguments.empty() || !macro.parameters.empty())
        arguments.push_back(std::move(argument));
    if (macro.variadic && arguments.size() + 1 == macro.parameters.size())
        arguments.emplace_back();
    if (arguments.size() != macro.parameters.size())
        return false;
    rest.resize(at);
    return true;
}

std::vector<Token> Expander::substitute(const MacroDefinition &macro, const Arguments &arguments, uint32_t line)
{
    const unsigned depth = m_depth;
    std::vector<Token> result;
    std::vector<std::optional<std::vector<Token>>> expanded(arguments.size());
    const auto parameter = [&](const Token &token) {
        if (!token.isWord())
            return macro.parameters.size();
        return static_cast<size_t>(std::find(macro.parameters.begin(), macro.parameters.end(), token.text)
                                   - macro.parameters.begin());
    };
    const auto &body = macro.body;
    bool pasteNext = false;
    for (size_t i = 0; i < body.size() && result.size() <= m_budget; ++i) {
        Token token = body[i];
        token.line = line;
        token.startsLine = token.column0 = false;
        const size_t index = parameter(token);
        const bool pastes = i + 1 < body.size() && body[i + 1].is("##");
        if (token.is("##") && !result.empty() && i + 1 < body.size()) {
            pasteNext = true;
        } else if (token.is("#") && macro.functionLike && i + 1 < body.size()
                   && parameter(body[i + 1]) < arguments.size()) {
            result.push_back(stringified(arguments[parameter(body[++i])], line));
        } else if (index < arguments.size()) {
            const bool comma = pasteNext && result.back().is(","); // the GNU `, ##__VA_ARGS__`
            if (comma && arguments[index].empty())
                result.pop_back();
            const bool raw = (pasteNext && !comma) || pastes;
            if (!raw && !expanded[index]) {
                expanded[index] = run(arguments[index], depth + 1);
                m_depth = depth;
            }
            const std::vector<Token> &value = raw ? arguments[index] : *expanded[index];
            size_t first = 0;
            if (pasteNext && !comma && !value.empty() && !result.empty()) {
                paste(result, value[0]);
                first = 1;
            }
            result.insert(result.end(), value.begin() + static_cast<std::ptrdiff_t>(first), value.end());
            pasteNext = false;
        } else if (pasteNext && !result.empty()) {
            paste(result, token);
            pasteNext = false;
        } else {
            result.push_back(token);
            pasteNext = false;
        }
    }
    return result;
}

Token Expander::stringified(std::span<const Token> argument, uint32_t line)
{
    std::string text = "\"";
    for (size_t i = 0; i < argument.size(); ++i) {
        if (i > 0 && (argument[i].spaceBefore || argument[i].startsLine))
            text += ' ';
        const bool literal = argument[i].kind == TokenKind::String || argument[i].kind == TokenKind::Char;
        if (text.size() + argument[i].text.size() > longestStringified) {
            m_cut = true;
            break;
        }
        for (const char c : argument[i].text) {
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

void Expander::paste(std::vector<Token> &tokens, const Token &right)
{
    const Token left = tokens.back();
    if (left.text.size() + right.text.size() > longestPasted) {
        m_cut = true;
        tokens.push_back(right);
        return;
    }
    tokens.pop_back();
    m_texts.push_back(std::string(left.text) + std::string(right.text));
    for (Token token : lexFragment(m_texts.back(), right.line)) {
        token.line = right.line;
        token.startsLine = token.column0 = false;
        tokens.push_back(token);
    }
}

} // namespace symbolon
