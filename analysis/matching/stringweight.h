// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How telling a string constant is by its looks: B2SFinder's weight (ASE'19; see also IDF in facts.h).
// A word gets +0.1 for having letters, +0.1 when all letters are lower case, +0.25 for an upper-case tail (two or
// more letters, all after the first upper case), +0.25 for a digit, +0.5 for an underscore or another special
// character, +0.5 for mixed case (lower and upper case after the first letter, or upper after lower), +1 when it is
// a URL. A string of several words weighs the sum of its words × (1 + 0.1 · words).
// The paper does not say what exactly a tail and mixed case are: the readings in brackets are ours.
#pragma once

#include <string_view>

namespace symbolon {

double wordWeight(std::string_view word);
double stringWeight(std::string_view text);

// One word of letters that are all lower case, or lower case after a capital: says next to nothing by itself.
bool isPlainWord(std::string_view text);

} // namespace symbolon
