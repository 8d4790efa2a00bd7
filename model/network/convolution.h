// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Convolutions over sequences that are laid end to end (see sequences.h): one matrix product per tap.
#pragma once

#include "model/network/sequences.h"

namespace symbolon {

// rows [L × c], weight [taps × c × d], bias [d] → [L × d]:
//   out[t] = bias + Σ_j rows[t + j - before] weight[j],  zero where that reaches outside, and in the gaps
torch::Tensor convolve(const torch::Tensor &rows, const torch::Tensor &weight, const torch::Tensor &bias,
                       const torch::Tensor &gaps, int64_t before);

// rows [L × c] → [n × c]: the largest, or the mean, of each sequence; zeros at length 0.
torch::Tensor maxOfEach(const torch::Tensor &rows, const Laid &laid);
torch::Tensor meanOfEach(const torch::Tensor &rows, const Laid &laid);

// Weights [taps × c × d] as torch's convolutions begin with them: uniform in ±1/√(taps c).
torch::Tensor convolutionWeight(int64_t taps, int64_t from, int64_t to);

} // namespace symbolon
