// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which tokens belong together when a file has #if … #else branches. Nobody knows which branch is compiled, and
// branches may open braces that others close, so a file is read in several passes, each with one branch of every
// chain: pass 0 takes the first ones, and each branch is in some pass (as long as there are no more than 16).
// Branches that no compiler reads (#if 0, the rest after #if 1, and what __cplusplus excludes in the given
// language) are in none.
#pragma once

#include "analysis/source/lexer.h"

#include <vector>

namespace symbolon {

enum class SourceLanguage : uint8_t { C, Cpp };

class Branches
{
public:
    Branches(const LexedFile &file, SourceLanguage language);

    // At least 1.
    [[nodiscard]] unsigned passes() const { return m_passes; }
    [[nodiscard]] std::vector<Token> tokens(unsigned pass) const;
    // The tokens of all branches but the dead ones.
    [[nodiscard]] std::vector<Token> liveTokens() const;
    [[nodiscard]] bool isDeadToken(size_t token) const; // an index into LexedFile::tokens
    [[nodiscard]] bool isDead(size_t directive) const { return m_deadDirective[directive]; }
    // Whether the directive stands in the second or a later live branch of a chain.
    [[nodiscard]] bool isAlternative(size_t directive) const { return m_alternative[directive]; }

private:
    struct Range {
        uint32_t begin = 0;
        uint32_t end = 0;
    };
    struct Branch {
        Range range;
        std::vector<size_t> chains; // directly within it
        unsigned passes = 1;        // to read each branch below it once
    };
    struct Chain {
        std::vector<Branch> live;
    };

    void build(SourceLanguage language);
    void countPasses();
    void exclude(const std::vector<size_t> &chains, unsigned pass, std::vector<Range> &excluded) const;
    [[nodiscard]] std::vector<Token> without(std::vector<Range> ranges) const;

    const LexedFile &m_file;
    std::vector<Chain> m_chains; // an inner one after its outer one
    std::vector<size_t> m_outermost;
    std::vector<Range> m_dead;
    std::vector<bool> m_deadDirective;
    std::vector<bool> m_alternative;
    unsigned m_passes = 1;
};

} // namespace symbolon
