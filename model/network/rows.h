// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rows of a matrix taken and added up by index: what embeddings, graphs and bags are made of. Faster on the
// CPU than index_add, and so is what they give back: each is the other's derivative.
#pragma once

#include "model/network/torch.h"

namespace symbolon {

// values [m × d], index [k] → [k × d]: row i is values[index[i]].
torch::Tensor takeRows(const torch::Tensor &values, const torch::Tensor &index);

// values [k × d], index [k] → [rows × d]: row j is the sum of the values[i] with index[i] = j.
torch::Tensor addRows(const torch::Tensor &values, const torch::Tensor &index, int64_t rows);

// scores [m], owners [m] → [m]: softmax among the scores of one owner.
torch::Tensor softmaxByOwner(const torch::Tensor &scores, const torch::Tensor &owners, int64_t owning);

// owners [m] → [owning × 1] float: how many rows each has, but 1 where it has none.
torch::Tensor rowsByOwner(const torch::Tensor &owners, int64_t owning);

} // namespace symbolon
