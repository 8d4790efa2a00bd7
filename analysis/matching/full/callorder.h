// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The order in which functions call others: what callers call right behind a function tells it from the other functions
// that they call.
#pragma once

#include "analysis/features/features.h"
#include "analysis/matching/full/neighbours.h"

#include <string>
#include <vector>

namespace symbolon {

// What is called next behind a call of each function, in whatever caller (share 1), and next but one (half of that). On
// the source side also what would be called next if all inlinable functions were inlined (half of that).
// Library functions that both sides call by one name stand behind the pool's functions, as number size + n with the
// same n on both sides.
struct NextCalls {
    Neighbours binary;
    Neighbours source;
    std::vector<std::string> libraries; // their names
};
NextCalls nextCalls(const FeaturePool &binary, const FeaturePool &source);

} // namespace symbolon
