// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Finds function definitions by tokens and braces alone. It needs no types, no headers and no flags, so it finds
// what a parser without them drops: `static ALWAYS_INLINE int f(…)`, `int ZEXPORT f(…)`, K&R definitions,
// definitions in both branches of an #if, and what stands after a syntax error.
#pragma once

#include "analysis/source/branches.h"
#include "analysis/source/filefacts.h"

#include <span>

namespace symbolon {

struct Scan {
    std::vector<FoundFunction> functions; // by body, then name
    std::vector<MacroUse> macroUses;
};

Scan scanFunctions(const LexedFile &file, const Branches &branches, SourceLanguage language);

// Of tokens that belong to no file (a macro's expansion): the headers and the token ranges of the bodies.
struct ScannedBody {
    FoundFunction function; // offsets are token indices
    size_t nameToken = 0;
};
std::vector<ScannedBody> scanTokens(std::span<const Token> tokens, SourceLanguage language);

} // namespace symbolon
