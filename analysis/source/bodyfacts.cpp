// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/bodyfacts.h"

#include "analysis/source/declarator.h"
#include "analysis/source/expression.h"
#include "analysis/source/keywords.h"

#include <algorithm>

namespace symbolon {

namespace {

constexpr int64_t longestRange = 512; // case 1 ... 512: each value; a longer range: its ends

// The index of the ')' of a macro NAME("…" …) with nothing but literals; else SIZE_MAX.
size_t endOfTextMacro(std::span<const Token> tokens, size_t i)
{
    if (!tokens[i].isWord() || !looksLikeMacro(tokens[i].text) || i + 1 >= tokens.size() || !tokens[i + 1].is("("))
        return SIZE_MAX;
    size_t close = i + 2;
    while (close < tokens.size() && tokens[close].kind == TokenKind::String)
        ++close;
    return close > i + 2 && close < tokens.size() && tokens[close].is(")") ? close : SIZE_MAX;
}

class BodyReader
{
public:
    BodyReader(std::span<const Token> tokens, FileScope &scope, SourceLanguage language, SourceFunction &function)
        : m_tokens(tokens),
          m_scope(scope),
          m_cpp(language == SourceLanguage::Cpp),
          m_language(language),
          m_close(matchBrackets(tokens)),
          m_function(function),
          m_resolve([this](std::string_view name) { return m_scope.constant(name); })
    {
    }

    void read()
    {
        for (size_t i = 0; i < m_tokens.size();) {
            const Token &token = m_tokens[i];
            closeSwitches(i);
            switch (token.kind) {
            case TokenKind::String:
                i = strings(i);
                continue;
            case TokenKind::Identifier:
                if (word(i))
                    continue;
                break;
            case TokenKind::Number:
            case TokenKind::Char:
                if (integer(i))
                    continue;
                break;
            case TokenKind::Punctuator:
                count(token);
                if ((token.is("-") || token.is("~") || token.is("(")) && operandBegins(i) && integer(i))
                    continue;
                break;
            }
            ++i;
        }
    }

private:
    struct OpenSwitch {
        size_t index = 0; // into SourceFunction::switches
        size_t end = 0;   // token after its body
    };

    [[nodiscard]] const Token *at(size_t index) const { return index < m_tokens.size() ? &m_tokens[index] : nullptr; }
    [[nodiscard]] bool is(size_t index, std::string_view op) const
    {
        return index < m_tokens.size() && m_tokens[index].is(op);
    }

    void count(const Token &token)
    {
        if (token.is("?") || token.is("&&") || token.is("||"))
            ++m_function.ifCount;
    }

    // Whether an operand can begin at `index`: after an operator, a keyword, a bracket or a cast.
    [[nodiscard]] bool operandBegins(size_t index) const
    {
        if (index == 0)
            return true;
        const Token &before = m_tokens[index - 1];
        if (before.isWord())
            return isKeyword(before.text, m_language);
        if (before.is(")"))
            return m_castEnd == index;
        return before.kind == TokenKind::Punctuator && !before.is("]");
    }

    size_t strings(size_t first)
    {
        size_t i = first;
        addString(joinedLiterals(m_tokens, i), m_tokens[first].line);
        return i;
    }

    // A NUL ends the string that a binary shows; what follows it is another.
    void addString(std::string_view bytes, uint32_t line)
    {
        while (!bytes.empty()) {
            const size_t end = std::min(bytes.find('\0'), bytes.size());
            if (end > 0)
                m_function.strings.push_back({asUtf8(std::string(bytes.substr(0, end))), line});
            bytes.remove_prefix(std::min(end + 1, bytes.size()));
        }
    }

    // A constant expression at `i`; what stands before it may bind its first operand.
    bool integer(size_t &i)
    {
        int binding = 0;
        if (i > 0 && bindingOf(m_tokens[i - 1]) > 0 && i > 1 && endsOperand(i - 2))
            binding = bindingOf(m_tokens[i - 1]);
        if (i > 0 && (m_tokens[i - 1].is(".") || m_tokens[i - 1].is("->")))
            return false;
        const uint32_t line = m_tokens[i].line;
        size_t next = i;
        const auto value = foldExpression(m_tokens, next, binding, m_resolve);
        if (!value)
            return false;
        m_function.integers.push_back({value->value, line});
        i = next;
        return true;
    }

    [[nodiscard]] bool endsOperand(size_t index) const
    {
        const Token &token = m_tokens[index];
        if (token.isWord())
            return !isKeyword(token.text, m_language);
        return token.kind != TokenKind::Punctuator || token.is(")") || token.is("]");
    }

    // True when `i` was moved.
    bool word(size_t &i)
    {
        const std::string_view text = m_tokens[i].text;
        if (text == "if") {
            ++m_function.ifCount;
        } else if (text == "for" || text == "while" || text == "do") {
            loop(i, text);
        } else if (text == "switch") {
            openSwitch(i);
        } else if (text == "case") {
            return caseLabel(i);
        } else if (text == "default") {
            if (!m_switches.empty() && is(i + 1, ":"))
                m_function.switches[m_switches.back().index].hasDefault = true;
        } else if (text == "sizeof") {
            return integer(i);
        } else if (text == "__func__" || text == "__FUNCTION__") {
            addString(m_function.name, m_tokens[i].line);
        } else if (!isKeyword(text, m_language)) {
            return name(i);
        } else if (isCastAt(i)) {
            m_castEnd = m_close[i - 1] + 1;
        }
        return false;
    }

    [[nodiscard]] bool isCastAt(size_t i) const
    {
        return i > 0 && is(i - 1, "(") && m_close[i - 1] != SIZE_MAX && isCast(m_tokens, i - 1, m_close[i - 1]);
    }

    // `while` after the body of a `do` is the same loop.
    void loop(size_t i, std::string_view text)
    {
        if (text == "do") {
            const size_t close = is(i + 1, "{") ? m_close[i + 1] : SIZE_MAX;
            m_doWhile = close != SIZE_MAX ? close + 1 : SIZE_MAX;
            if (m_doWhile != SIZE_MAX)
                m_doWhiles.push_back(m_doWhile);
        } else if (text == "while" && std::find(m_doWhiles.begin(), m_doWhiles.end(), i) != m_doWhiles.end()) {
            return;
        }
        ++m_function.loopCount;
    }

    bool name(size_t &i)
    {
        if (isCastAt(i))
            m_castEnd = m_close[i - 1] + 1;
        const bool member = i > 0 && (m_tokens[i - 1].is(".") || m_tokens[i - 1].is("->"));
        size_t paren = i + 1;
        if (m_cpp && is(paren, "<"))
            paren = afterTemplateArguments(paren);
        if (is(paren, "(")) {
            call(i, member);
            return false;
        }
        if (member)
            return false;
        if (m_scope.constant(m_tokens[i].text) && integer(i))
            return true;
        if (const NamedText *text = m_scope.text(m_tokens[i].text)) {
            std::string bytes;
            for (const Token &literal : text->literals)
                bytes += stringLiteral(literal.text);
            addString(bytes, m_tokens[i].line);
        }
        return false;
    }

    // f<int, 3>(…): the index after the '>', or `open` where these are no template arguments.
    [[nodiscard]] size_t afterTemplateArguments(size_t open) const
    {
        int depth = 0;
        for (size_t i = open; i < m_tokens.size() && i < open + 64; ++i) {
            const Token &token = m_tokens[i];
            if (token.is("<"))
                ++depth;
            else if (token.is(">") || token.is(">>"))
                depth -= token.is(">") ? 1 : 2;
            else if (!token.isWord() && token.kind != TokenKind::Number && !token.is("::") && !token.is(",")
                     && !token.is("*") && !token.is("&"))
                return open;
            if (depth <= 0)
                return i + 1;
        }
        return open;
    }

    void call(size_t i, bool member)
    {
        if (member && !m_cpp)
            return; // through a pointer: its name is the member's, not a function's
        if (m_tokens[i].text.starts_with("__builtin_"))
            return; // the compiler's own
        if (i > 0 && !member) {
            const Token &before = m_tokens[i - 1];
            const bool declares = before.isWord() ? !isControlKeyword(before.text, m_language)
                                                  : m_cpp && before.is(">") && closesTemplateArguments(i - 1);
            if (declares && !before.isWord("operator"))
                return; // Type name(…)
        }
        m_function.calls.push_back({std::string(m_tokens[i].text), m_tokens[i].line});
    }

    // Whether the '>' ends Type<…>, and does not compare.
    [[nodiscard]] bool closesTemplateArguments(size_t close) const
    {
        for (size_t i = close; i-- > 0 && close - i < 64;) {
            if (m_tokens[i].is("<"))
                return i > 0 && m_tokens[i - 1].isWord() && afterTemplateArguments(i) == close + 1;
        }
        return false;
    }

    void openSwitch(size_t i)
    {
        SourceSwitch opened;
        opened.line = m_tokens[i].line;
        const size_t close = is(i + 1, "(") ? m_close[i + 1] : SIZE_MAX;
        if (close == SIZE_MAX)
            return;
        const size_t body = is(close + 1, "{") ? m_close[close + 1] : SIZE_MAX;
        m_switches.push_back({m_function.switches.size(), body != SIZE_MAX ? body : m_tokens.size()});
        m_function.switches.push_back(opened);
    }

    void closeSwitches(size_t i)
    {
        while (!m_switches.empty() && i >= m_switches.back().end)
            m_switches.pop_back();
    }

    bool caseLabel(size_t &i)
    {
        const uint32_t line = m_tokens[i].line;
        size_t next = i + 1;
        const auto low = foldExpression(m_tokens, next, 0, m_resolve);
        std::optional<Constant> high;
        if (low && is(next, "...")) {
            ++next;
            high = foldExpression(m_tokens, next, 0, m_resolve);
        }
        const bool known = low && is(next, ":");
        if (known) {
            m_function.integers.push_back({low->value, line});
            if (high)
                m_function.integers.push_back({high->value, line});
        }
        if (m_switches.empty()) {
            if (known)
                i = next;
            return known;
        }
        SourceSwitch &target = m_function.switches[m_switches.back().index];
        if (!known) {
            ++target.unknownCases;
            return false;
        }
        if (!high)
            target.cases.push_back(low->value);
        else if (high->value >= low->value && high->value - low->value < longestRange)
            for (int64_t value = low->value; value <= high->value; ++value)
                target.cases.push_back(value);
        else
            target.cases.insert(target.cases.end(), {low->value, high->value});
        i = next;
        return true;
    }

    std::span<const Token> m_tokens;
    FileScope &m_scope;
    bool m_cpp;
    SourceLanguage m_language;
    std::vector<size_t> m_close;
    SourceFunction &m_function;
    ResolveName m_resolve;
    std::vector<OpenSwitch> m_switches;
    std::vector<size_t> m_doWhiles;
    size_t m_doWhile = SIZE_MAX;
    size_t m_castEnd = SIZE_MAX; // the token after the cast read last
};

} // namespace

std::string joinedLiterals(std::span<const Token> tokens, size_t &at)
{
    std::string bytes;
    while (at < tokens.size()) {
        if (tokens[at].kind == TokenKind::String) {
            bytes += stringLiteral(tokens[at++].text);
            continue;
        }
        const size_t close = endOfTextMacro(tokens, at);
        if (close == SIZE_MAX)
            break;
        for (at += 2; at < close; ++at)
            bytes += stringLiteral(tokens[at].text);
        at = close + 1;
    }
    return bytes;
}

void readBody(std::span<const Token> tokens, FileScope &scope, SourceLanguage language, SourceFunction &function)
{
    BodyReader(tokens, scope, language, function).read();
}

} // namespace symbolon
