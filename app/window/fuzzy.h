// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How well a few typed letters fit a name: all must occur in their order, and count more where a word begins,
// where they stand together, and early. For the command palette.
#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace symbolon {

// Higher is better; nothing: does not fit. Case and blanks in `typed` do not matter. An empty `typed` fits all.
std::optional<int> fuzzyScore(QStringView typed, QStringView name);
// The places in `name` that fuzzyScore counted, ascending; for emphasis.
std::vector<qsizetype> fuzzyPlaces(QStringView typed, QStringView name);

} // namespace symbolon
