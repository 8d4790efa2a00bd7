// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Macro expansion over tokens, as the preprocessor does it (arguments expanded first, # and ##, __VA_ARGS__, no macro
// within itself), with the definitions that a FileScope proposes. Bounded: a use that grows beyond measure stays as
// it is written, and is counted.
#pragma once

#include "analysis/source/nametable.h"

#include <deque>
#include <span>
#include <string>
#include <vector>

namespace symbolon {

class Expander
{
public:
    explicit Expander(FileScope &scope) : m_scope(scope) { }

    // Reads `macro` whenever its name occurs, whatever the scope says.
    void prefer(const MacroDefinition *macro) { m_preferred = macro; }

    // Leaves this name alone.
    void freeze(std::string_view name) { m_frozen.insert(name); }

    // Tokens from macro bodies get the line of the use. New tokens live as long as the expander.
    std::vector<Token> expand(std::span<const Token> tokens);

    [[nodiscard]] unsigned tooLarge() const { return m_tooLarge; } // uses left as they are

private:
    struct Hidden { // a macro within whose expansion a token stands
        std::string_view name;
        size_t outer;
    };
    struct Work {
        Token token;
        size_t hidden = 0; // 0: none, else index + 1 into m_hidden
    };
    using Arguments = std::vector<std::vector<Work>>;

    [[nodiscard]] bool isHidden(std::string_view name, size_t hidden) const;
    const MacroDefinition *macroFor(const Token &token, bool called);
    size_t readArguments(const std::vector<Work> &rest, const MacroDefinition &macro, Arguments &arguments);
    std::vector<Work> substitute(const MacroDefinition &macro, const Arguments &arguments, const Work &use,
                                 unsigned depth);
    void hide(std::vector<Work> &tokens, std::string_view name);
    Token stringified(std::span<const Work> argument, uint32_t line);
    void paste(std::vector<Work> &tokens, const Work &right);
    std::vector<Work> run(std::vector<Work> rest, unsigned depth);
    bool expandUse(std::vector<Work> &rest, const Work &use, const MacroDefinition &macro, std::vector<Work> &result);

    FileScope &m_scope;
    const MacroDefinition *m_preferred = nullptr;
    std::vector<Hidden> m_hidden;
    std::deque<std::string> m_texts;
    std::unordered_set<std::string_view> m_frozen;
    size_t m_budget = 0; // tokens that the use being read may still add
    size_t m_total = 0;  // tokens that all may add
    bool m_exhausted = false;
    unsigned m_tooLarge = 0;
};

} // namespace symbolon
