// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sequences of different lengths without the padding between them, so that no time is spent on it and a
// function's result cannot depend on the others of its batch.
#pragma once

#include "model/network/torch.h"

#include <vector>

namespace symbolon {

// Step by step, for recurrent layers: the sequences sorted by length, the longest first; all first positions,
// then all second ones, and so on.
struct Steps {
    std::vector<int64_t> running; // [longest]: how many sequences are longer than the step
    torch::Tensor sizes;          // [longest]: the same, on the CPU
    torch::Tensor places;         // [positions]: position in ids, flattened
    torch::Tensor sequences;      // [positions]: sorted sequence
    torch::Tensor order;          // [sequences]: sorted → given
    torch::Tensor inverse;        // [sequences]: given → sorted
    torch::Tensor lengths;        // [sequences] float: of the sorted sequences

    [[nodiscard]] int64_t count() const { return order.numel(); }
    [[nodiscard]] int64_t positions() const { return places.numel(); }
};
Steps stepsOf(const torch::Tensor &lengths, int64_t padded, torch::Device device);

// End to end, for convolutions and attention: one sequence after the other, with `gap` rows of nothing
// before the first and behind each.
struct Laid {
    std::vector<int64_t> starts;
    std::vector<int64_t> lengths;
    int64_t rows = 0;      // in all, gaps too
    torch::Tensor places;  // [rows]: position in ids, flattened; in a gap any
    torch::Tensor gaps;    // [gap rows]
    torch::Tensor within;  // [rows]: position in its own sequence; in a gap 0
    torch::Tensor owners;  // [rows]: sequence; in a gap that before it
};
Laid laidOut(const torch::Tensor &lengths, int64_t padded, int64_t gap, torch::Device device);

// The distinct ones among padded sequences: equal ones are encoded once. ids [n × longest], lengths [n].
struct Distinct {
    torch::Tensor first;   // [distinct]: where each stands first
    torch::Tensor inverse; // [n]: which of them each is
};
Distinct distinctSequences(const torch::Tensor &ids, const torch::Tensor &lengths);

// [n × 1] float: 1 where there is something, 0 at length 0.
torch::Tensor presence(const torch::Tensor &lengths, const torch::Tensor &like);

} // namespace symbolon
