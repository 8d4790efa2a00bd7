// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The order a person expects: case does not matter and runs of digits count as numbers, so that file2 comes
// before file10. ASCII only; other bytes compare by value.
#pragma once

#include <string_view>

namespace symbolon
{

int naturalCompare(std::string_view a, std::string_view b); // < 0, 0, > 0

} // namespace symbolon
