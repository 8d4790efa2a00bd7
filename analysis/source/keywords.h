// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Words of C and C++ by what they do in a declaration.
#pragma once

#include "analysis/source/branches.h"

#include <string_view>

namespace symbolon {

bool isKeyword(std::string_view word, SourceLanguage language);        // any of these
bool isControlKeyword(std::string_view word, SourceLanguage language); // if, while, return, …
bool isTypeKeyword(std::string_view word);      // int, void, unsigned, const, struct, size_t, …
bool isAccessKeyword(std::string_view word);    // public, signals, …
bool isStorageKeyword(std::string_view word);   // static, extern, inline, template, …
bool isAttributeKeyword(std::string_view word); // those with a parenthesis: __attribute__, noexcept, …

bool looksLikeMacro(std::string_view word); // upper case, or a reserved name

} // namespace symbolon
