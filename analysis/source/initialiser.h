// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The strings and names of an initialiser { … }.
#pragma once

#include "analysis/source/nametable.h"
#include "analysis/source/sourcetree.h"

#include <span>
#include <vector>

namespace symbolon {

// In the order of the macro-expanded text between the braces, inner braces flattened. Of names those that may be a
// function's address: not called, no designator, type, enumerator or object whose member is taken. At most
// `mostEntries`.
std::vector<SourceTable::Entry> readInitialiser(std::span<const Token> tokens, FileScope &scope,
                                                SourceLanguage language, size_t mostEntries);

} // namespace symbolon
