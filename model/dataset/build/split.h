// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which sources learn, which decide when to stop, and which measure. The same for the same seed on any machine.
#pragma once

#include "model/dataset/build/selection.h"
#include "model/dataset/dataset.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace symbolon {

// Source (index into Selection::sources) and part, in the order in which they are kept.
using Split = std::vector<std::pair<uint32_t, Part>>;

constexpr uint64_t paperTraining = 30'000;
constexpr uint64_t paperValidation = 10'000;
constexpr uint64_t paperTest = 10'000;

// The paper's: functions at random, tiny ones left out; each part is scaled down alike when there are fewer than
// 50,000.
Split paperSplit(const Selection &selection, uint64_t seed);

// Whole packages: about a tenth of the functions each for validation and test, from packages that are no larger than
// a quarter of that, as far as there are enough, so that none decides a result alone; the rest, with the large ones,
// is for training. A text that stands in several packages belongs to the first.
Split projectSplit(const Selection &selection, uint64_t seed);

} // namespace symbolon
