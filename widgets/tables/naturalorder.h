// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The order a person expects: case does not matter and runs of digits count as numbers, so that file2 comes
// before file10. ASCII only; other bytes compare by value.
#pragma once

#include <string>
#include <string_view>

namespace symbolon {

int naturalCompare(std::string_view a, std::string_view b); // < 0, 0, > 0

// Appends bytes that compare (as unsigned bytes) as the texts do, for sorting many. Text must hold no NUL.
void appendNaturalKey(std::string &key, std::string_view text);

} // namespace symbolon
