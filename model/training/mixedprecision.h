// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// While it lives, torch's own products (linear layers, convolutions, recurrent cells) are computed in bfloat16;
// weights, sums and losses stay float (automatic mixed precision).
#pragma once

#include <string>

#include <torch/torch.h>

namespace symbolon {

class MixedPrecision
{
public:
    // `precision` as in TrainingConfig: "auto" takes bf16 on a CUDA device, and on a processor that multiplies such
    // numbers itself.
    MixedPrecision(const std::string &precision, const torch::Device &device);
    MixedPrecision(const MixedPrecision &) = delete;
    MixedPrecision &operator=(const MixedPrecision &) = delete;
    ~MixedPrecision();

    static bool isWanted(const std::string &precision, const torch::Device &device);

private:
    bool m_cuda;
    bool m_active;
    bool m_before = false;
    at::ScalarType m_typeBefore = at::kFloat;
};

} // namespace symbolon
