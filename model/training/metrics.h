// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How well queries find their answers in a pool.
#pragma once

#include "model/network/torch.h"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace symbolon {

inline constexpr int64_t notFound = std::numeric_limits<int64_t>::max(); // a rank, of a method that lists only some

struct RetrievalScore {
    double recall1 = 0, recall5 = 0, recall10 = 0;
    double reciprocal = 0; // mean reciprocal rank
    int64_t queries = 0;
};

// For each query the rank of its right answer among all rows of `pool`, from 1; answers that are as similar as the
// right one come before it. `queries` [n × d], `pool` [m × d]; `answers[i]` is the row that belongs to query i.
// `groups`, where given, has a number for each row of the pool: any row of the answer's group is right.
std::vector<int64_t> ranks(const torch::Tensor &queries, const torch::Tensor &pool, std::span<const int64_t> answers,
                           std::span<const int64_t> groups = {});

RetrievalScore scoreOf(std::span<const int64_t> ranks);

} // namespace symbolon
