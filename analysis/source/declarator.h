// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the tokens before a '{' declare. Works on unpreprocessed text, so it weighs hints: where the parameter
// lists are, which words are known, which look like macros.
#pragma once

#include "analysis/source/branches.h"
#include "analysis/source/headerelements.h"
#include "analysis/source/lexer.h"

#include <cstdint>
#include <span>
#include <string>

namespace symbolon {

enum class HeaderKind : uint8_t {
    Other,           // nothing known: what is inside the braces is read as declarations
    Function,        // the '{' opens its body
    ConstructorInit, // a constructor, but the '{' initialises a member
    Namespace,
    Class, // struct and union too
    Enum,
    Linkage,     // extern "C"
    Initialiser, // the '{' is a value
    Control,     // if, for, …: not at the scope of declarations at all
};

struct Header {
    HeaderKind kind = HeaderKind::Other;
    std::string name;      // of the function, namespace or class; plain
    std::string qualified; // as spelled: "A::B::f"
    std::string inner;     // f of MACRO(f)(int x), for when MACRO turns out not to be known
    size_t start = 0;      // index of the first token that belongs to the definition
    size_t nameToken = 0;
    uint32_t argumentCount = 0;
    bool isStatic = false;
    bool isInline = false;
    bool isTemplate = false;
    bool isVariadic = false;
};

Header analyseHeader(std::span<const Token> tokens, SourceLanguage language);

} // namespace symbolon
