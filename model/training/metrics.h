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

// Functions of one side, some of which have a second vector; the nearer of both counts.
struct FormVectors {
    FormVectors() = default;
    FormVectors(torch::Tensor first) : rows(std::move(first)) { } // NOLINT(google-explicit-constructor)
    FormVectors(torch::Tensor first, torch::Tensor second, std::vector<int64_t> which)
        : rows(std::move(first)), others(std::move(second)), owners(std::move(which))
    {
    }

    torch::Tensor rows;          // [n × d]
    torch::Tensor others;        // [m × d]; undefined: none
    std::vector<int64_t> owners; // of `others`, ascending: which row

    [[nodiscard]] FormVectors part(int64_t begin, int64_t count) const;
};

// [n × m]: inner products, of the nearer forms.
torch::Tensor similaritiesOf(const FormVectors &a, const FormVectors &b);

// For each query the rank of its right answer among all rows of `pool`, from 1; answers that are as similar as the
// right one come before it. `answers[i]` is the row that belongs to query i.
// `groups`, where given, has a number for each row of the pool: any row of the answer's group is right.
std::vector<int64_t> ranks(const FormVectors &queries, const FormVectors &pool, std::span<const int64_t> answers,
                           std::span<const int64_t> groups = {});

RetrievalScore scoreOf(std::span<const int64_t> ranks);

} // namespace symbolon
