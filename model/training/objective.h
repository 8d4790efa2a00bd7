// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The loss that a configuration asks for, with what it learns itself.
#pragma once

#include "model/network/losses.h"
#include "model/network/samplers.h"
#include "model/training/trainingconfig.h"

namespace symbolon {

class ObjectiveImpl : public torch::nn::Module
{
public:
    ObjectiveImpl(const TrainingConfig &config, int64_t dimension);
    // `sources`, `binaries`: [n × dimension], unit length, row i of each a pair; `equal` [n × n] bool: pairs that are
    // no true negatives, the diagonal included. `similarities` [n × n], where defined: instead of the inner products;
    // not for "triplet". One number.
    torch::Tensor forward(const torch::Tensor &sources, const torch::Tensor &binaries, const torch::Tensor &equal,
                          torch::Tensor similarities = {});

private:
    // Of both directions: anchors of one side, positives and negatives of the other.
    torch::Tensor triplet(const torch::Tensor &sources, const torch::Tensor &binaries, const torch::Tensor &equal) const;

    TrainingConfig m_config;
    Sampler m_sampler;
    std::shared_ptr<InfoNce> m_infoNce;
    std::shared_ptr<Alignment> m_alignment;
};
TORCH_MODULE(Objective);

} // namespace symbolon
