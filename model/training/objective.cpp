// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/training/objective.h"

#include <cmath>

namespace symbolon {

ObjectiveImpl::ObjectiveImpl(const TrainingConfig &config, int64_t) : m_config(config)
{
    m_logScale = register_parameter("log_scale", torch::full({1}, std::log(config.scale)));
}

torch::Tensor ObjectiveImpl::forward(const torch::Tensor &sources, const torch::Tensor &binaries,
                                     const torch::Tensor &equal)
{
    const int64_t n = sources.size(0);
    const torch::Tensor diagonal = torch::eye(n, torch::TensorOptions().dtype(torch::kBool).device(sources.device()));
    const torch::Tensor logits = (binaries.mm(sources.t()) * m_logScale.clamp_max(std::log(100.0)).exp())
                                     .masked_fill(equal & ~diagonal, -1e9);
    return -0.5
        * (torch::log_softmax(logits, 1).diagonal().mean() + torch::log_softmax(logits, 0).diagonal().mean());
}

} // namespace symbolon
