// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/declarator.h"

#include "analysis/source/headercandidates.h"
#include "analysis/source/keywords.h"

#include <algorithm>

namespace symbolon {

namespace {

class HeaderReader : CandidateFinder
{
public:
    using CandidateFinder::CandidateFinder;

    Header read()
    {
        Header header;
        if (m_elements.empty())
            return header;
        if (readScope(header))
            return header;
        const HeaderElement &first = m_elements.front();
        if (first.piece == HeaderPiece::Word && isControlKeyword(text(first), language())) {
            header.kind = HeaderKind::Control;
            return header;
        }
        const size_t tagged = tagKeyword();
        if (m_operator == none && hasAssignment()) {
            header.kind = HeaderKind::Initialiser;
            return header;
        }
        const NameCandidate *chosen = choose();
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
    // namespace N, extern "C"
    bool readScope(Header &header)
    {
        size_t at = 0;
        while (isWord(at, "inline") || isPiece(at, HeaderPiece::Bracket))
            ++at;
        if (isWord(at, "namespace")) {
            header.kind = HeaderKind::Namespace;
            for (++at; at < m_elements.size(); ++at) {
                if (isPiece(at, HeaderPiece::Word) && !isPiece(at + 1, HeaderPiece::Group)
                    && text(m_elements[at]) != "inline")
                    header.name = text(m_elements[at]);
                else if (!isOperator(at, "::"))
                    continue;
                header.qualified += text(m_elements[at]);
            }
            return true;
        }
        if (isWord(0, "extern") && isPiece(1, HeaderPiece::Literal) && m_elements.size() == 2) {
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
            if (isPiece(i, HeaderPiece::Group))
                continue;
            if (isWord(i, "struct") || isWord(i, "class") || isWord(i, "union") || isWord(i, "enum"))
                return i;
        }
        return none;
    }

    // Whether `candidate` is a function although a struct, class, union or enum is named before it.
    [[nodiscard]] bool isFunctionOfTag(const NameCandidate &candidate, size_t tag) const
    {
        if (tag > candidate.group)
            return true; // in a K&R declaration or a trailing return type
        for (size_t i = tag; i < candidate.begin; ++i) {
            if (isOperator(i, ":"))
                return false;
        }
        size_t words = 0;
        for (size_t i = tag + 1; i < candidate.begin; ++i) {
            const bool attribute = isPiece(i, HeaderPiece::Word) && isPiece(i + 1, HeaderPiece::Group);
            const bool members = isPiece(i, HeaderPiece::Bracket) && m_tokens[m_elements[i].first].is("{");
            words += (isPiece(i, HeaderPiece::Word) && !attribute) || members || isOperator(i, "*");
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
            if (isPiece(i, HeaderPiece::Word) && !isPiece(i + 1, HeaderPiece::Group) && text(m_elements[i]) != "final"
                && text(m_elements[i]) != "class") {
                const bool continued = i > 0 && isOperator(i - 1, "::");
                header.name = text(m_elements[i]);
                header.qualified = continued ? header.qualified + "::" + header.name : header.name;
            }
        }
    }

    void fill(Header &header, const NameCandidate &candidate) const
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
            if (isPiece(i, HeaderPiece::Word) && isOperator(i + 1, "::"))
                (header.qualified += text(m_elements[i])) += "::";
            else if (isPiece(i, HeaderPiece::Word) && isPiece(i + 1, HeaderPiece::Angle))
                (header.qualified += text(m_elements[i])) += "::";
        }
        header.qualified += header.name;
        header.start = startOf(candidate);
        countArguments(header, candidate);
        for (size_t i = 0; i < candidate.name; ++i) {
            header.isStatic = header.isStatic || isWord(i, "static");
            header.isInline = header.isInline || isWord(i, "inline") || isWord(i, "__inline") || isWord(i, "__inline__")
                              || isWord(i, "constexpr") || isWord(i, "__forceinline");
            header.isTemplate = header.isTemplate || (isWord(i, "template") && isPiece(i + 1, HeaderPiece::Angle));
        }
    }

    // Leaves out a macro that stands on lines of its own before the definition and ends without a semicolon.
    [[nodiscard]] size_t startOf(const NameCandidate &candidate) const
    {
        size_t start = 0;
        for (size_t at = 0; at < candidate.begin && isPiece(at, HeaderPiece::Word);) {
            if (!looksLikeMacro(text(m_elements[at])) || isAttributeKeyword(text(m_elements[at])))
                break;
            at += isPiece(at + 1, HeaderPiece::Group) ? 2 : 1;
            if (at >= candidate.begin || !isPiece(at, HeaderPiece::Word))
                break;
            const std::string_view word = text(m_elements[at]);
            if (m_tokens[m_elements[at].first].startsLine && (isTypeKeyword(word) || isStorageKeyword(word)))
                start = at;
        }
        return m_elements[start].first;
    }

    void countArguments(Header &header, const NameCandidate &candidate) const
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
};

} // namespace

Header analyseHeader(std::span<const Token> tokens, SourceLanguage language)
{
    return HeaderReader(tokens, language).read();
}

} // namespace symbolon
