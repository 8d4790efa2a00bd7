// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The forms under which constants of a binary and of source text are the same constant.
#pragma once

#include "analysis/features/features.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace symbolon {

// Strings that differ only in what compilers and readers change are equal by this key: cut at the first NUL (a C
// string ends there in the binary), without the final newline that printf → puts drops (nor other blanks at the
// end), without control and non-ASCII characters (whose encoding the two sides may read differently) unless there
// is nothing else, at most 160 characters long (a binary may show only the beginning).
std::string stringKey(std::string_view text);

// Numbers that fit 32 bits are equal as 32-bit patterns: 0xffffffff is -1.
int64_t integerKey(int64_t value);

// How telling a number is by its looks, 0…1: 0 for 0, 1 and -1, little for other small numbers and round powers.
double integerWeight(int64_t key);

// "3,4,7,9": a switch's case values as they are, or less the smallest.
std::string caseKey(const SwitchFact &fact, bool rebased);
// Shared values ÷ all values of two switches, the better of as they are and rebased to 0; 0…1.
double caseOverlap(const SwitchFact &a, const SwitchFact &b);

// Some compilers replace one library call by another (printf by puts): the callees of one such family are one.
std::string_view calleeFamily(std::string_view name);
// Callees that compilers add or expand at will (memcpy, memset, strlen, __stack_chk_fail …): 0…1 of full weight.
double calleeWeight(std::string_view name);

} // namespace symbolon
