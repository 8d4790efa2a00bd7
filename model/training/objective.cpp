// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/training/objective.h"

#include <ATen/CPUGeneratorImpl.h>

namespace symbolon {

namespace {

Sampler samplerOf(const TrainingConfig &config, int64_t dimension)
{
    Sampler sampler;
    sampler.kind = config.sampler == "uniform" ? Sampler::Kind::Uniform
        : config.sampler == "hard"             ? Sampler::Kind::Hard
        : config.sampler == "semihard"         ? Sampler::Kind::SemiHard
        : config.sampler == "distance"         ? Sampler::Kind::DistanceWeighted
                                               : Sampler::Kind::NormWeighted;
    sampler.strength = config.norm;
    sampler.margin = config.margin;
    sampler.dimension = dimension;
    return sampler;
}

} // namespace

ObjectiveImpl::ObjectiveImpl(const TrainingConfig &config, int64_t dimension)
    : m_config(config), m_sampler(samplerOf(config, dimension))
{
    if (config.loss == "infonce")
        m_infoNce = register_module("infonce", std::make_shared<InfoNce>(1 / config.scale));
    if (config.adversarial > 0)
        m_alignment = register_module("alignment", std::make_shared<Alignment>(dimension, 128));
}

torch::Tensor ObjectiveImpl::triplet(const torch::Tensor &sources, const torch::Tensor &binaries,
                                     const torch::Tensor &equal) const
{
    const at::Generator random = at::detail::getDefaultCPUGenerator();
    const torch::Tensor distances = unitDistances(binaries, sources).detach();
    const auto negatives = [&](const torch::Tensor &from, const torch::Tensor &same) {
        return drawNegatives(negativeChances(m_sampler, from, same), random);
    };
    return 0.5
        * (tripletLoss(binaries, sources, negatives(distances, equal), m_config.margin)
           + tripletLoss(sources, binaries, negatives(distances.t(), equal.t()), m_config.margin));
}

torch::Tensor ObjectiveImpl::forward(const torch::Tensor &sources, const torch::Tensor &binaries,
                                     const torch::Tensor &equal, torch::Tensor similarities)
{
    if (!similarities.defined() && m_config.loss != "triplet")
        similarities = sources.mm(binaries.t());
    const torch::Tensor same = equal & ~torch::eye(equal.size(0), equal.options());
    torch::Tensor loss;
    if (m_config.loss == "triplet")
        loss = triplet(sources, binaries, same);
    else if (m_config.loss == "infonce")
        loss = m_infoNce->forward(similarities, same);
    else if (m_config.loss == "amsoftmax")
        loss = amSoftmaxLoss(similarities, m_config.margin, m_config.scale, same);
    else
        loss = circleLoss(similarities, m_config.margin, m_config.scale, same);
    if (m_alignment)
        loss = loss + m_alignment->forward(sources, binaries, m_config.adversarial);
    return loss;
}

} // namespace symbolon
