// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Source text in the form that the network reads and that data sets compare.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace symbolon {

// Its tokens as the lexer finds them, without comments and preprocessing directives, joined by a space where two
// would otherwise run together, else by nothing. lex() of the result gives the same tokens.
std::string plainSourceText(std::string_view text);

} // namespace symbolon
