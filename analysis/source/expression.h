// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The value of a constant expression, as far as its operands are literals or names that a resolver knows.
#pragma once

#include "analysis/source/lexer.h"
#include "analysis/source/literals.h"

#include <functional>
#include <optional>
#include <span>

namespace symbolon {

using ResolveName = std::function<std::optional<Constant>(std::string_view)>;

// The longest constant expression that begins at `at`, whose operators bind tighter than `binding` (0: all but
// the comma); moves `at` past it. Nothing, and `at` unchanged, where there is none.
std::optional<Constant> foldExpression(std::span<const Token> tokens, size_t &at, int binding,
                                       const ResolveName &resolve);

// The value of all of `tokens`.
std::optional<Constant> foldWhole(std::span<const Token> tokens, const ResolveName &resolve);

// How tight a binary operator binds (|| is 1, * is 10); 0: none.
int bindingOf(const Token &token);

// Whether tokens (open … close), both parentheses, are a cast rather than an operand.
bool isCast(std::span<const Token> tokens, size_t open, size_t close);

} // namespace symbolon
