// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The names that one file defines for the preprocessor and the constant folder: macros, enumerators, integer
// constants, and character arrays that are nothing but a string; and the files it includes.
#pragma once

#include "analysis/source/branches.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace symbolon {

struct MacroDefinition {
    std::string_view name;
    std::vector<std::string_view> parameters; // the last one is the rest where `variadic`
    std::vector<Token> body;
    uint32_t line = 0;
    bool functionLike = false;
    bool variadic = false;
    bool alternative = false; // in a second or later branch of an #if
    bool replaces = false;    // an #undef of its name stands before it
    bool fallback = false;    // behind its own #ifndef: for who has not defined it before

    [[nodiscard]] bool sameAs(const MacroDefinition &other) const;
};

// An enumerator or a const integer: expression + offset, the expression 0 where empty.
struct NamedConstant {
    std::string_view name;
    std::vector<Token> expression;
    int64_t offset = 0;
};

// static const char NAME[] = "…";
struct NamedText {
    std::string_view name;
    std::vector<Token> literals;
};

struct FileDefinitions {
    std::vector<MacroDefinition> macros;
    std::vector<NamedConstant> constants;
    std::vector<NamedText> texts;
    std::vector<std::string_view> includes; // as spelled between the quotes
};

// The result points into the lexed text. `commandMacros` are "NAME=VALUE" and must outlive it as well.
FileDefinitions readDefinitions(const LexedFile &file, const Branches &branches,
                                const std::vector<std::string> &commandMacros);

std::optional<MacroDefinition> readMacro(std::span<const Token> tokens); // what follows #define

} // namespace symbolon
