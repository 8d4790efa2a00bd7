// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/source/branches.h"

#include <algorithm>
#include <optional>

namespace symbolon {

namespace {

constexpr unsigned mostPasses = 16;

// What is known of a condition without any macro: constants, and __cplusplus from the language.
std::optional<bool> condition(const LexedFile &file, const Directive &directive, SourceLanguage language)
{
    const Token *first = file.directiveTokens.data() + directive.first;
    const size_t count = directive.last - directive.first;
    const bool cpp = language == SourceLanguage::Cpp;
    if (count == 0)
        return std::nullopt;
    if (directive.name == "ifdef" || directive.name == "ifndef") {
        if (!first->isWord("__cplusplus"))
            return std::nullopt;
        return cpp == (directive.name == "ifdef");
    }
    if (first->kind == TokenKind::Number && (count == 1 || (first->text == "0" && first[1].is("&&"))))
        return first->text != "0";
    size_t at = 0;
    const bool negated = first[at].is("!") && ++at < count;
    if (at < count && first[at].isWord("defined")) {
        const bool paren = at + 1 < count && first[at + 1].is("(");
        const size_t word = at + (paren ? 2 : 1);
        if (word < count && first[word].isWord("__cplusplus") && count == word + (paren ? 2 : 1))
            return cpp != negated;
    }
    return std::nullopt;
}

struct Open {
    size_t chain = 0;
    uint32_t begin = 0;
    std::vector<size_t> inner;
    bool live = true;     // the branch being read
    bool decided = false; // a branch with a condition known to hold was seen: what follows is dead
    bool outerDead = false;
    bool outerAlternative = false;
};

} // namespace

Branches::Branches(const LexedFile &file, SourceLanguage language)
    : m_file(file), m_deadDirective(file.directives.size()), m_alternative(file.directives.size())
{
    build(language);
    countPasses();
}

void Branches::build(SourceLanguage language)
{
    std::vector<Open> stack;
    const auto closeBranch = [&](Open &open, uint32_t end) {
        if (open.live)
            m_chains[open.chain].live.push_back({{open.begin, end}, std::move(open.inner), 1});
        else
            m_dead.push_back({open.begin, end});
        open.inner.clear();
    };
    for (size_t i = 0; i < m_file.directives.size(); ++i) {
        const Directive &directive = m_file.directives[i];
        if (directive.name == "if" || directive.name == "ifdef" || directive.name == "ifndef") {
            Open open;
            open.chain = m_chains.size();
            open.begin = directive.position;
            if (!stack.empty()) {
                const Open &outer = stack.back();
                open.outerDead = outer.outerDead || !outer.live;
                open.outerAlternative = outer.outerAlternative || !m_chains[outer.chain].live.empty();
            }
            const auto known = condition(m_file, directive, language);
            open.live = known.value_or(true);
            open.decided = known.value_or(false);
            (stack.empty() ? m_outermost : stack.back().inner).push_back(open.chain);
            m_chains.emplace_back();
            stack.push_back(std::move(open));
        } else if ((directive.name == "elif" || directive.name == "else") && !stack.empty()) {
            Open &open = stack.back();
            closeBranch(open, directive.position);
            open.begin = directive.position;
            std::optional<bool> known;
            if (directive.name == "elif")
                known = condition(m_file, directive, language);
            open.live = !open.decided && known.value_or(true);
            open.decided = open.decided || known.value_or(false);
        } else if (directive.name == "endif" && !stack.empty()) {
            closeBranch(stack.back(), directive.position);
            stack.pop_back();
        }
        if (!stack.empty()) {
            const Open &open = stack.back();
            m_deadDirective[i] = open.outerDead || !open.live;
            m_alternative[i] = open.outerAlternative || !m_chains[open.chain].live.empty();
        }
    }
    for (; !stack.empty(); stack.pop_back())
        closeBranch(stack.back(), static_cast<uint32_t>(m_file.tokens.size()));
}

void Branches::countPasses()
{
    const auto ofChain = [this](size_t chain) {
        unsigned sum = 0;
        for (const Branch &branch : m_chains[chain].live)
            sum = std::min(mostPasses, sum + branch.passes);
        return sum;
    };
    for (size_t chain = m_chains.size(); chain-- > 0;) { // inner ones first
        for (Branch &branch : m_chains[chain].live) {
            for (const size_t inner : branch.chains)
                branch.passes = std::max(branch.passes, ofChain(inner));
        }
    }
    for (const size_t chain : m_outermost)
        m_passes = std::max(m_passes, ofChain(chain));
}

void Branches::exclude(const std::vector<size_t> &chains, unsigned pass, std::vector<Range> &excluded) const
{
    std::vector<std::pair<size_t, unsigned>> open;
    for (const size_t chain : chains)
        open.emplace_back(chain, pass);
    while (!open.empty()) {
        auto [chain, rest] = open.back();
        open.pop_back();
        const auto &live = m_chains[chain].live;
        bool taken = false;
        for (size_t i = 0; i < live.size(); ++i) {
            const bool take = !taken && (rest < live[i].passes || i + 1 == live.size());
            if (!take) {
                excluded.push_back(live[i].range);
                rest -= taken ? 0 : live[i].passes;
                continue;
            }
            taken = true;
            for (const size_t inner : live[i].chains)
                open.emplace_back(inner, rest);
        }
    }
}

std::vector<Token> Branches::without(std::vector<Range> ranges) const
{
    std::sort(ranges.begin(), ranges.end(), [](const Range &a, const Range &b) { return a.begin < b.begin; });
    std::vector<Token> result;
    result.reserve(m_file.tokens.size());
    uint32_t at = 0;
    for (const Range &range : ranges) {
        if (range.begin > at)
            result.insert(result.end(), m_file.tokens.begin() + at, m_file.tokens.begin() + range.begin);
        at = std::max(at, range.end);
    }
    result.insert(result.end(), m_file.tokens.begin() + at, m_file.tokens.end());
    return result;
}

std::vector<Token> Branches::tokens(unsigned pass) const
{
    std::vector<Range> excluded = m_dead;
    exclude(m_outermost, pass, excluded);
    return without(std::move(excluded));
}

bool Branches::isDeadToken(size_t token) const
{
    return std::any_of(m_dead.begin(), m_dead.end(),
                       [token](const Range &range) { return token >= range.begin && token < range.end; });
}

std::vector<Token> Branches::liveTokens() const
{
    return without(m_dead);
}

} // namespace symbolon
