// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/headercandidates.h"

#include "analysis/source/keywords.h"

#include <algorithm>

namespace symbolon {

CandidateFinder::CandidateFinder(std::span<const Token> tokens, SourceLanguage language)
    : HeaderElements(tokens, language)
{
    collect();
}

void CandidateFinder::collect()
{
    for (size_t i = 0; i < m_elements.size(); ++i) {
        if (isWord(i, "operator") && m_cpp) {
            if (collectOperator(i))
                return;
        } else if (isPiece(i, HeaderPiece::Group) && i > 0) {
            collectGroup(i);
        }
    }
}

bool CandidateFinder::collectOperator(size_t at)
{
    size_t group = at + 1;
    if (isPiece(group, HeaderPiece::Group) && isPiece(group + 1, HeaderPiece::Group))
        ++group; // operator()
    while (group < m_elements.size() && !isPiece(group, HeaderPiece::Group))
        ++group;
    if (group >= m_elements.size())
        return false;
    m_operator = at;
    NameCandidate candidate;
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

void CandidateFinder::collectGroup(size_t group)
{
    NameCandidate candidate;
    candidate.group = group;
    size_t name = group - 1;
    if (isPiece(name, HeaderPiece::Angle) && name > 0)
        --name; // an explicit specialisation
    if (isPiece(name, HeaderPiece::Word)) {
        const std::string_view word = text(m_elements[name]);
        if (isAttributeKeyword(word) || isTypeKeyword(word) || isControlKeyword(word, language())
            || isStorageKeyword(word))
            return;
        candidate.name = name;
        candidate.weak = looksLikeMacro(word);
    } else if (isPiece(name, HeaderPiece::Group)) {
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
bool CandidateFinder::collectNested(NameCandidate &candidate, size_t nested)
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
    if (pointer || nested == 0 || !isPiece(nested - 1, HeaderPiece::Word)) {
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

void CandidateFinder::finish(NameCandidate &candidate) const
{
    const HeaderElement &name = m_elements[candidate.name];
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
           && (isPiece(begin - 2, HeaderPiece::Word) || isPiece(begin - 2, HeaderPiece::Angle))) {
        begin -= 2;
        if (isPiece(begin, HeaderPiece::Angle) && begin > 0 && isPiece(begin - 1, HeaderPiece::Word))
            --begin;
    }
    candidate.begin = begin;
    for (size_t i = 0; i < begin; ++i) {
        const bool word = isPiece(i, HeaderPiece::Word) && !isStorageKeyword(text(m_elements[i]));
        const bool templateHead = isPiece(i, HeaderPiece::Angle) && i > 0 && isWord(i - 1, "template");
        candidate.typed =
            candidate.typed || word || isOperator(i, "*") || (isPiece(i, HeaderPiece::Angle) && !templateHead);
    }
}

// "(void)", "()", "(type name, …)", "(type *name)"; not "(2, 3)" or "((unused))".
bool CandidateFinder::readsLikeParameters(size_t first, size_t last) const
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
bool CandidateFinder::accepts(NameCandidate &candidate) const
{
    candidate.knr = isKnr(candidate);
    if (candidate.knr)
        return true;
    for (size_t i = candidate.group + 1; i < m_elements.size(); ++i) {
        const HeaderElement &element = m_elements[i];
        switch (element.piece) {
        case HeaderPiece::Word: {
            const std::string_view word = text(element);
            const bool qualifier = word == "const" || word == "volatile" || word == "auto";
            if (!qualifier && (isTypeKeyword(word) || isStorageKeyword(word)))
                return false;
            if (word == "requires")
                return true;
            break;
        }
        case HeaderPiece::Group:
            if (i == candidate.group + 1 || (!isPiece(i - 1, HeaderPiece::Word) && !isPiece(i - 1, HeaderPiece::Group)))
                return false;
            break;
        case HeaderPiece::Operator:
            if (m_cpp && isOperator(i, ":")) {
                candidate.init = true;
                return true;
            }
            if (isOperator(i, "->"))
                return true;
            if (!isOperator(i, "&") && !isOperator(i, "&&"))
                return false;
            break;
        case HeaderPiece::Literal:
            return false;
        case HeaderPiece::Bracket:
        case HeaderPiece::Angle:
            break;
        }
    }
    return true;
}

// int f(a, b) int a; char *b;
bool CandidateFinder::isKnr(const NameCandidate &candidate) const
{
    if (m_cpp || m_tokens.empty() || !m_tokens.back().is(";") || candidate.paramsFirst == candidate.paramsLast)
        return false;
    for (size_t i = candidate.paramsFirst; i < candidate.paramsLast; ++i) {
        if ((i - candidate.paramsFirst) % 2 == 0 ? !m_tokens[i].isWord() : !m_tokens[i].is(","))
            return false;
    }
    return candidate.group + 1 < m_elements.size() && isPiece(candidate.group + 1, HeaderPiece::Word);
}

const NameCandidate *CandidateFinder::choose() const
{
    const auto find = [&](auto accept) -> const NameCandidate * {
        const auto found = std::find_if(m_candidates.begin(), m_candidates.end(), accept);
        return found == m_candidates.end() ? nullptr : &*found;
    };
    const NameCandidate *result = find([](const NameCandidate &c) { return !c.operatorName.empty() || c.knr; });
    if (!result)
        result = find([](const NameCandidate &c) { return c.init && !c.weak; });
    if (!result)
        result = find([](const NameCandidate &c) { return !c.weak && c.typed && c.parameters; });
    if (!result)
        result = find([](const NameCandidate &c) { return !c.weak && c.typed; });
    if (!result)
        result = find([](const NameCandidate &c) { return !c.weak; });
    if (!result)
        result = find([](const NameCandidate &c) { return c.typed; });
    if (!result && !m_candidates.empty())
        result = &m_candidates.back();
    return result;
}

} // namespace symbolon
