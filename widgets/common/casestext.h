// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The case values of a switch as a person would list them: "3, 7–12, 40 and 5 more".
#pragma once

#include <QString>

#include <cstdint>
#include <vector>

namespace symbolon {

// Of more than `mostRuns` values and ranges the rest is counted (0: all are listed). `isDefault`: "default" is one
// more of them.
QString casesText(std::vector<int64_t> cases, bool isDefault = false, qsizetype mostRuns = 3);

} // namespace symbolon
