// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Source text in the form that the network reads and that data sets compare.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace symbolon {

struct Token;

// Its tokens as the lexer finds them, without comments and preprocessing directives, joined by a space where two
// would otherwise run together, else by nothing. lex() of the result gives the same tokens.
std::string plainSourceText(std::string_view text);
// The same of lexed tokens: all of a text's, or those that are left of it.
std::string plainSourceText(const std::vector<Token> &tokens);

} // namespace symbolon
