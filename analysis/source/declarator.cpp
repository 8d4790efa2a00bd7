// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/declarator.h"

#include "analysis/source/keywords.h"

#include <algorithm>

namespace symbolon
{

namespace
{

enum class Piece : uint8_t { Word, Group, Bracket, Angle, Operator, Literal };

struct Element {
    Piece piece = Piece::Operator;
    size_t first = 0;
    size_t last = 0; // inclusive
};

struct Candidate {
    size_t group = 0;       // element index of the parameter list
    size_t name = 0;        // element index of the (last) name
    size_t begin = 0;       // element index where the qualified name begins
    size_t paramsFirst = 0; // tokens between the parentheses
    size_t paramsLast = 0;  // exclusive
    size_t nameToken = 0;
    bool weak = false;
    bool typed = false;
    bool knr = false;
    bool init = false;       // followed by a constructor's ':'
    bool parameters = false; // the list reads like parameters, not like a macro's arguments
    std::string operatorName;
    std::string inner;
};

class HeaderReader
{
public:
    HeaderReader(std::span<const Token> tokens, Language language)
        : m_tokens(tokens), m_cpp(language == Language::Cpp), m_close(matchBrackets(tokens))
    {
    }

    Header read()
    {
        split();
        Header header;
        if (m_elements.empty())
            return header;
        if (readScope(header))
            return header;
        const Element &first = m_elements.front();
        if (first.piece == Piece::Word && isControlKeyword(text(first), language())) {
            header.kind = HeaderKind::Control;
            return header;
        }
        collect();
        const size_t tagged = tagKeyword();
        if (m_operator == none && hasAssignment()) {
            header.kind = HeaderKind::Initialiser;
            return header;
        }
        const Candidate *chosen = choose();
        if (tagged != none && (!chosen || !isFunctionOfTag(*chosen, tagged))) {
            readTag(header, tagged);
            return header;
        }
        if (!chosen)
            return header;
        fill(header, *chosen);
        return header;
    }

private:
    static constexpr size_t none = SIZE_MAX;

    [[nodiscard]] Language language() const { return m_cpp ? Language::Cpp : Language::C; }
    [[nodiscard]] std::string_view text(const Element &element) const { return m_tokens[element.first].text; }
    [[nodiscard]] bool isWord(size_t element, std::string_view word) const
    {
        return element < m_elements.size() && m_elements[element].piece == Piece::Word
               && text(m_elements[element]) == word;
    }
    [[nodiscard]] bool isOperator(size_t element, std::string_view op) const
    {
        return element < m_elements.size() && m_elements[element].piece == Piece::Operator
               && m_tokens[m_elements[element].first].is(op);
    }
    [[nodiscard]] bool isPiece(size_t element, Piece piece) const
    {
        return element < m_elements.size() && m_elements[element].piece == piece;
    }

    void split()
    {
        for (size_t i = 0; i < m_tokens.size(); ++i) {
            const Token &token = m_tokens[i];
            Element element{Piece::Operator, i, i};
            if (token.isWord()) {
                element.piece = Piece::Word;
            } else if (token.kind != TokenKind::Punctuator) {
                element.piece = Piece::Literal;
            } else if (token.is("(") || token.is("[") || token.is("{")) {
                if (m_close[i] != none) {
                    element.piece = token.is("(") ? Piece::Group : Piece::Bracket;
                    element.last = m_close[i];
                }
            } else if (token.is("<") && m_cpp && i > 0 && m_tokens[i - 1].isWord()
                       && !m_tokens[i - 1].isWord("operator")) {
                const size_t end = closeAngle(i);
                if (end != none) {
                    element.piece = Piece::Angle;
                    element.last = end;
                }
            }
            i = element.last;
            m_elements.push_back(element);
        }
    }

    [[nodiscard]] size_t closeAngle(size_t open) const
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

    // namespace N, extern "C"
    bool readScope(Header &header)
    {
        size_t at = 0;
        while (isWord(at, "inline") || isPiece(at, Piece::Bracket))
            ++at;
        if (isWord(at, "namespace")) {
            header.kind = HeaderKind::Namespace;
            for (++at; at < m_elements.size(); ++at) {
                if (isPiece(at, Piece::Word) && !isPiece(at + 1, Piece::Group) && text(m_elements[at]) != "inline")
                    header.name = text(m_elements[at]);
                else if (!isOperator(at, "::"))
                    continue;
                header.qualified += text(m_elements[at]);
            }
            return true;
        }
        if (isWord(0, "extern") && isPiece(1, Piece::Literal) && m_elements.size() == 2) {
            header.kind = HeaderKind::Linkage;
            return true;
        }
        return false;
    }

    [[nodiscard]] bool hasAssignment() const
    {
        for (size_t i = 0; i < m_elements.size(); ++i) {
            if (isOperator(i, "="))
                return true;
        }
        return false;
    }

    [[nodiscard]] size_t tagKeyword() const
    {
        for (size_t i = 0; i < m_elements.size(); ++i) {
            if (isPiece(i, Piece::Group))
                continue;
            if (isWord(i, "struct") || isWord(i, "class") || isWord(i, "union") || isWord(i, "enum"))
                return i;
        }
        return none;
    }

    // Whether `candidate` is a function although a struct, class, union or enum is named before it.
    [[nodiscard]] bool isFunctionOfTag(const Candidate &candidate, size_t tag) const
    {
        if (tag > candidate.group)
            return true; // in a K&R declaration or a trailing return type
        for (size_t i = tag; i < candidate.begin; ++i) {
            if (isOperator(i, ":"))
                return false;
        }
        size_t words = 0;
        for (size_t i = tag + 1; i < candidate.begin; ++i) {
            const bool attribute = isPiece(i, Piece::Word) && isPiece(i + 1, Piece::Group);
            const bool members = isPiece(i, Piece::Bracket) && m_tokens[m_elements[i].first].is("{");
            words += (isPiece(i, Piece::Word) && !attribute) || members || isOperator(i, "*");
        }
        if (words == 0)
            return false;
        return !candidate.weak || candidate.paramsLast - candidate.paramsFirst != 1
               || candidate.group + 1 == m_elements.size();
    }

    void readTag(Header &header, size_t tag) const
    {
        header.kind = isWord(tag, "enum") ? HeaderKind::Enum : HeaderKind::Class;
        for (size_t i = tag + 1; i < m_elements.size() && !isOperator(i, ":"); ++i) {
            if (isPiece(i, Piece::Word) && !isPiece(i + 1, Piece::Group) && text(m_elements[i]) != "final"
                && text(m_elements[i]) != "class") {
                const bool continued = i > 0 && isOperator(i - 1, "::");
                header.name = text(m_elements[i]);
                header.qualified = continued ? header.qualified + "::" + header.name : header.name;
            }
        }
    }

    void collect()
    {
        for (size_t i = 0; i < m_elements.size(); ++i) {
            if (isWord(i, "operator") && m_cpp) {
                if (collectOperator(i))
                    return;
            } else if (isPiece(i, Piece::Group) && i > 0) {
                collectGroup(i);
            }
        }
    }

    bool collectOperator(size_t at)
    {
        size_t group = at + 1;
        if (isPiece(group, Piece::Group) && isPiece(group + 1, Piece::Group))
            ++group; // operator()
        while (group < m_elements.size() && !isPiece(group, Piece::Group))
            ++group;
        if (group >= m_elements.size())
            return false;
        m_operator = at;
        Candidate candidate;
        candidate.group = group;
        candidate.name = at;
        candidate.operatorName = "operator";
        for (size_t i = m_elements[at].last + 1; i < m_elements[group].first; ++i) {
            const bool wordBefore = m_tokens[i - 1].isWord();
            const bool spaced = m_tokens[i].isWord() && (wordBefore || m_tokens[i - 1].is("*"));
            if (spaced || (wordBefore && i > m_elements[at].last + 1 && m_tokens[i].is("*")))
                candidate.operatorName += ' ';
            candidate.operatorName += m_tokens[i].text;
        }
        finish(candidate);
        m_candidates = {candidate};
        return true;
    }

    void collectGroup(size_t group)
    {
        Candidate candidate;
        candidate.group = group;
        size_t name = group - 1;
        if (isPiece(name, Piece::Angle) && name > 0)
            --name; // an explicit specialisation
        if (isPiece(name, Piece::Word)) {
            const std::string_view word = text(m_elements[name]);
            if (isAttributeKeyword(word) || isTypeKeyword(word) || isControlKeyword(word, language())
                || isStorageKeyword(word))
                return;
            candidate.name = name;
            candidate.weak = looksLikeMacro(word);
        } else if (isPiece(name, Piece::Group)) {
            if (!collectNested(candidate, name))
                return;
        } else {
            return;
        }
        finish(candidate);
        if (accepts(candidate))
            m_candidates.push_back(candidate);
    }

    // A parenthesis before the parameter list: int (f)(int), int (*f(int))(void) or MACRO(f)(int).
    bool collectNested(Candidate &candidate, size_t nested)
    {
        const size_t first = m_elements[nested].first + 1;
        const size_t last = m_elements[nested].last;
        size_t at = first;
        while (at < last && (m_tokens[at].is("*") || m_tokens[at].is("&") || m_tokens[at].isWord("const")))
            ++at;
        while (at + 1 < last && m_tokens[at].isWord() && m_tokens[at + 1].isWord())
            ++at; // a calling convention
        const bool pointer = at > first && m_tokens[first].is("*");
        const bool word = at < last && m_tokens[at].isWord();
        if (pointer && word && at + 1 < last && m_tokens[at + 1].is("(") && m_close[at + 1] != none) {
            candidate.name = nested;
            candidate.nameToken = at;
            candidate.paramsFirst = at + 2;
            candidate.paramsLast = m_close[at + 1];
            return true;
        }
        if (pointer || nested == 0 || !isPiece(nested - 1, Piece::Word)) {
            if (!pointer && word && at + 1 == last && nested > 0) { // type *(f)(int)
                candidate.name = nested;
                candidate.nameToken = at;
                return true;
            }
            return false;
        }
        const std::string_view before = text(m_elements[nested - 1]);
        if (isAttributeKeyword(before) || isControlKeyword(before, language()))
            return false;
        if (isTypeKeyword(before) || isStorageKeyword(before)) {
            if (!word || at + 1 != last)
                return false;
            candidate.name = nested;
            candidate.nameToken = at;
            return true;
        }
        candidate.name = nested - 1;
        if (word && at + 1 == last)
            candidate.inner = m_tokens[at].text;
        return true;
    }

    void finish(Candidate &candidate) const
    {
        const Element &name = m_elements[candidate.name];
        if (candidate.nameToken == 0)
            candidate.nameToken = name.first;
        if (candidate.paramsLast == 0) {
            candidate.paramsFirst = m_elements[candidate.group].first + 1;
            candidate.paramsLast = m_elements[candidate.group].last;
        }
        candidate.parameters = readsLikeParameters(candidate.paramsFirst, candidate.paramsLast);
        size_t begin = candidate.name;
        if (begin > 0 && isOperator(begin - 1, "~"))
            --begin;
        while (begin >= 2 && isOperator(begin - 1, "::")
               && (isPiece(begin - 2, Piece::Word) || isPiece(begin - 2, Piece::Angle))) {
            begin -= 2;
            if (isPiece(begin, Piece::Angle) && begin > 0 && isPiece(begin - 1, Piece::Word))
                --begin;
        }
        candidate.begin = begin;
        for (size_t i = 0; i < begin; ++i) {
            const bool word = isPiece(i, Piece::Word) && !isStorageKeyword(text(m_elements[i]));
            const bool templateHead = isPiece(i, Piece::Angle) && i > 0 && isWord(i - 1, "template");
            candidate.typed =
                candidate.typed || word || isOperator(i, "*") || (isPiece(i, Piece::Angle) && !templateHead);
        }
    }

    // "(void)", "()", "(type name, …)", "(type *name)"; not "(2, 3)" or "((unused))".
    [[nodiscard]] bool readsLikeParameters(size_t first, size_t last) const
    {
        if (first == last || (first + 1 == last && isTypeKeyword(m_tokens[first].text)))
            return true;
        for (size_t i = first; i + 1 < last; ++i) {
            if (m_tokens[i].is("(") && m_close[i] != none)
                i = m_close[i];
            else if (m_tokens[i].isWord() && (m_tokens[i + 1].isWord() || m_tokens[i + 1].is("*")))
                return true;
        }
        return false;
    }

    // Whether what stands between the parameter list and the '{' can stand there.
    bool accepts(Candidate &candidate) const
    {
        candidate.knr = isKnr(candidate);
        if (candidate.knr)
            return true;
        for (size_t i = candidate.group + 1; i < m_elements.size(); ++i) {
            const Element &element = m_elements[i];
            switch (element.piece) {
            case Piece::Word: {
                const std::string_view word = text(element);
                const bool qualifier = word == "const" || word == "volatile" || word == "auto";
                if (!qualifier && (isTypeKeyword(word) || isStorageKeyword(word)))
                    return false;
                if (word == "requires")
                    return true;
                break;
            }
            case Piece::Group:
                if (i == candidate.group + 1 || (!isPiece(i - 1, Piece::Word) && !isPiece(i - 1, Piece::Group)))
                    return false;
                break;
            case Piece::Operator:
                if (m_cpp && isOperator(i, ":")) {
                    candidate.init = true;
                    return true;
                }
                if (isOperator(i, "->"))
                    return true;
                if (!isOperator(i, "&") && !isOperator(i, "&&"))
                    return false;
                break;
            case Piece::Literal:
                return false;
            case Piece::Bracket:
            case Piece::Angle:
                break;
            }
        }
        return true;
    }

    // int f(a, b) int a; char *b;
    [[nodiscard]] bool isKnr(const Candidate &candidate) const
    {
        if (m_cpp || m_tokens.empty() || !m_tokens.back().is(";") || candidate.paramsFirst == candidate.paramsLast)
            return false;
        for (size_t i = candidate.paramsFirst; i < candidate.paramsLast; ++i) {
            if ((i - candidate.paramsFirst) % 2 == 0 ? !m_tokens[i].isWord() : !m_tokens[i].is(","))
                return false;
        }
        return candidate.group + 1 < m_elements.size() && isPiece(candidate.group + 1, Piece::Word);
    }

    [[nodiscard]] const Candidate *choose() const
    {
        const auto find = [&](auto accept) -> const Candidate * {
            const auto found = std::find_if(m_candidates.begin(), m_candidates.end(), accept);
            return found == m_candidates.end() ? nullptr : &*found;
        };
        const Candidate *result = find([](const Candidate &c) { return !c.operatorName.empty() || c.knr; });
        if (!result)
            result = find([](const Candidate &c) { return c.init && !c.weak; });
        if (!result)
            result = find([](const Candidate &c) { return !c.weak && c.typed && c.parameters; });
        if (!result)
            result = find([](const Candidate &c) { return !c.weak && c.typed; });
        if (!result)
            result = find([](const Candidate &c) { return !c.weak; });
        if (!result)
            result = find([](const Candidate &c) { return c.typed; });
        if (!result && !m_candidates.empty())
            result = &m_candidates.back();
        return result;
    }

    void fill(Header &header, const Candidate &candidate) const
    {
        const Token &last = m_tokens.back();
        const bool value = last.isWord() || last.is(">");
        header.kind =
            candidate.init && value && !last.isWord("try") ? HeaderKind::ConstructorInit : HeaderKind::Function;
        const bool destructor = candidate.begin < candidate.name && isOperator(candidate.name - 1, "~");
        header.name = candidate.operatorName;
        if (header.name.empty()) {
            if (destructor)
                header.name.push_back('~');
            header.name += m_tokens[candidate.nameToken].text;
        }
        header.nameToken = candidate.nameToken;
        header.inner = candidate.inner;
        for (size_t i = candidate.begin; i < candidate.name; ++i) {
            if (isPiece(i, Piece::Word) && isOperator(i + 1, "::"))
                (header.qualified += text(m_elements[i])) += "::";
            else if (isPiece(i, Piece::Word) && isPiece(i + 1, Piece::Angle))
                (header.qualified += text(m_elements[i])) += "::";
        }
        header.qualified += header.name;
        header.start = startOf(candidate);
        countArguments(header, candidate);
        for (size_t i = 0; i < candidate.name; ++i) {
            header.isStatic = header.isStatic || isWord(i, "static");
            header.isInline = header.isInline || isWord(i, "inline") || isWord(i, "__inline") || isWord(i, "__inline__")
                              || isWord(i, "constexpr") || isWord(i, "__forceinline");
            header.isTemplate = header.isTemplate || (isWord(i, "template") && isPiece(i + 1, Piece::Angle));
        }
    }

    // Leaves out a macro that stands on lines of its own before the definition and ends without a semicolon.
    [[nodiscard]] size_t startOf(const Candidate &candidate) const
    {
        size_t start = 0;
        for (size_t at = 0; at < candidate.begin && isPiece(at, Piece::Word);) {
            if (!looksLikeMacro(text(m_elements[at])) || isAttributeKeyword(text(m_elements[at])))
                break;
            at += isPiece(at + 1, Piece::Group) ? 2 : 1;
            if (at >= candidate.begin || !isPiece(at, Piece::Word))
                break;
            const std::string_view word = text(m_elements[at]);
            if (m_tokens[m_elements[at].first].startsLine && (isTypeKeyword(word) || isStorageKeyword(word)))
                start = at;
        }
        return m_elements[start].first;
    }

    void countArguments(Header &header, const Candidate &candidate) const
    {
        size_t count = 0;
        size_t tokens = 0;
        int angles = 0;
        for (size_t i = candidate.paramsFirst; i < candidate.paramsLast; ++i) {
            const Token &token = m_tokens[i];
            if ((token.is("(") || token.is("[") || token.is("{")) && m_close[i] != none)
                i = std::min(m_close[i], candidate.paramsLast);
            else if (m_cpp && token.is("<"))
                ++angles;
            else if (m_cpp && (token.is(">") || token.is(">>")))
                angles = std::max(0, angles - (token.is(">") ? 1 : 2));
            else if (token.is(",") && angles == 0)
                ++count;
            else if (token.is("..."))
                header.isVariadic = header.isVariadic || i + 1 == candidate.paramsLast;
            ++tokens;
        }
        const bool empty = tokens == 0 || (tokens == 1 && m_tokens[candidate.paramsFirst].isWord("void"));
        header.argumentCount = static_cast<uint32_t>(empty ? 0 : count + 1);
        if (header.isVariadic && header.argumentCount > 0 && tokens > 0)
            --header.argumentCount;
    }

    std::span<const Token> m_tokens;
    bool m_cpp;
    std::vector<size_t> m_close;
    std::vector<Element> m_elements;
    std::vector<Candidate> m_candidates;
    size_t m_operator = none;
};

} // namespace

Header analyseHeader(std::span<const Token> tokens, Language language)
{
    return HeaderReader(tokens, language).read();
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

} // namespace symbolon
