// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Source functions as a person names them.
#pragma once

#include "analysis/source/sourcetree.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace symbolon {

// NAME, plain or qualified: all that have it. FILE:LINE: those that the line is within. FILE:NAME: those of that file.
// FILE is relative to its root, with or without the component ("zlib: inflate.c"); where the tree has no such file, the
// end of a path will do. Indices into SourceTree::functions, in order.
std::vector<uint32_t> findFunctions(const SourceTree &tree, std::string_view query);

} // namespace symbolon
