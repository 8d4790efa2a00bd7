// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Functions that several components of a tree have alike: two versions of a library side by side, or a copy of it that
// a program brings along. They compile to the same code, so that matching looks at one of them only.
#pragma once

#include "analysis/source/sourcetree.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace symbolon {

// Whether both have the same name and say the same: text without comments, and what its macros expand to.
bool sayTheSame(const SourceFunction &a, const SourceFunction &b);

// "inflate.c" of "contrib/inflate.c".
std::string_view lastOfPath(std::string_view path);

// For each function the one that stands for it: the first that says the same in a file of the same name of an earlier
// component, of several the one whose path agrees the furthest from its end; itself where there is none.
// Empty for a tree of one component.
std::vector<uint32_t> sourceTwins(const SourceTree &tree);

} // namespace symbolon
