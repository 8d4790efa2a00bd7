// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <cmath>
#include <span>

namespace symbolon {

// Whether all are numbers whose squares can be summed up in 32 bits.
inline bool allNumbers(std::span<const float> values)
{
    return std::all_of(values.begin(), values.end(), [](float value) { return std::abs(value) < 1e15F; });
}

} // namespace symbolon
