// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The facts of one function's body that survive compilation, read from its macro-expanded tokens.
#pragma once

#include "analysis/source/nametable.h"
#include "analysis/source/sourcetree.h"

#include <span>
#include <string>

namespace symbolon {

// Fills strings, integers, calls, switches and the counts of `function`; its name must be set.
void readBody(std::span<const Token> tokens, FileScope &scope, SourceLanguage language, SourceFunction &function);

// The bytes of the literals that stand side by side at `at`, which is moved past them. A macro between them that only
// some configuration defines, "a" IF_FEATURE("b") "c", is taken to be there.
std::string joinedLiterals(std::span<const Token> tokens, size_t &at);

} // namespace symbolon
