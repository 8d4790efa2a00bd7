// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One-to-one assignment over sparse candidate lists (the Hungarian step of both baselines).
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace symbolon {

struct AssignmentEdge {
    uint32_t column = 0;
    double value = 0; // what the pair is worth; pairs worth nothing or less are not assigned
};

// Chooses for each row one of its columns or none, each column at most once, so that the sum of values is largest.
// The answer is by row: its column, or -1. nullopt when asked to stop.
// Shortest augmenting paths (sparse Jonker–Volgenant): exact, unless one path would have to look at more than
// `effort` edges; that row then takes the best that was found so far. Rows go first by their best value, ties by
// index, so the answer depends on the input alone.
std::optional<std::vector<int32_t>> assign(const std::vector<std::vector<AssignmentEdge>> &rows, uint32_t columns,
                                           const std::stop_token &stop = {}, uint64_t effort = 200'000);

} // namespace symbolon
