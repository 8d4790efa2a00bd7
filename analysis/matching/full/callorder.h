// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The order in which functions call others: what callers call directly after a function tells it from the other
// functions that they call. The binary's order is that of addresses, the sources' that of the names in the text: f(g())
// counts as f, then g.
#pragma once

#include "analysis/features/features.h"
#include "analysis/matching/full/neighbours.h"

#include <string>
#include <vector>

namespace symbolon {

// What is called after each function, in whatever caller: share 1 for the next call, half of it for the next but one.
// On the source side also what would be called next if all inlinable functions were inlined (half of that). The largest
// shares first.
// Library functions that both sides call by one name stand behind the pool's functions, as number size + n with the
// same n on both sides.
struct CallOrder {
    Neighbours binaryNext;
    Neighbours binaryPrevious; // the other way round
    Neighbours sourceNext;
    Neighbours sourcePrevious;
    std::vector<std::string> libraries; // their names
};
CallOrder callOrder(const FeaturePool &binary, const FeaturePool &source);

} // namespace symbolon
