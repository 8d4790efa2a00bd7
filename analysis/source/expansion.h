// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Macro expansion over tokens, as the preprocessor does it (arguments expanded first, # and ##, __VA_ARGS__, no macro
// within itself), with the definitions that a FileScope proposes. Bounded: an expansion that grows without measure
// is cut, and says so.
#pragma once

#include "analysis/source/nametable.h"

#include <deque>
#include <span>
#include <string>
#include <vector>

namespace symbolon
{

class Expander
{
public:
    explicit Expander(FileScope &scope) : m_scope(scope) { }

    // Reads `macro` whenever its name occurs, whatever the scope says.
    void prefer(const MacroDefinition *macro) { m_preferred = macro; }

    // Tokens from macro bodies get the line of the use. New tokens live as long as the expander.
    std::vector<Token> expand(std::span<const Token> tokens);

    [[nodiscard]] bool cut() const { return m_cut; }

private:
    struct Hidden { // a macro within whose expansion a token stands
        std::string_view name;
        size_t outer;
    };
    struct Work {
        Token token;
        size_t hidden = 0; // 0: none, else index + 1 into m_hidden
    };
    using Arguments = std::vector<std::vector<Token>>;

    [[nodiscard]] bool isHidden(std::string_view name, size_t hidden) const;
    const MacroDefinition *macroFor(const Token &token, bool called);
    bool readArguments(std::vector<Work> &rest, const MacroDefinition &macro, Arguments &arguments);
    std::vector<Token> substitute(const MacroDefinition &macro, const Arguments &arguments, uint32_t line);
    Token stringified(std::span<const Token> argument, uint32_t line);
    void paste(std::vector<Token> &tokens, const Token &right);
    std::vector<Token> run(std::span<const Token> tokens, unsigned depth);

    FileScope &m_scope;
    const MacroDefinition *m_preferred = nullptr;
    std::vector<Hidden> m_hidden;
    std::deque<std::string> m_texts;
    unsigned m_depth = 0;
    size_t m_budget = 0;
    bool m_cut = false;
};

} // namespace symbolon
