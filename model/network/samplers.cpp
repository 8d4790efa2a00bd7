// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/samplers.h"

#include <limits>

namespace symbolon {

namespace {

constexpr double nearest = 0.5;
constexpr double furthest = 1.4;
constexpr double infinity = std::numeric_limits<double>::infinity();

// `preferred` in the rows where it has any, `otherwise` in the others.
torch::Tensor firstChoice(const torch::Tensor &preferred, const torch::Tensor &otherwise)
{
    return torch::where(preferred.any(1, true), preferred, otherwise);
}

torch::Tensor evenly(const torch::Tensor &among)
{
    const auto ones = among.to(torch::kFloat);
    return ones / ones.sum(1, true).clamp_min(1);
}

// The least of each row, as [n × n] bool with one place a row; none where all are infinite.
torch::Tensor least(const torch::Tensor &values)
{
    const auto [value, place] = values.min(1, true);
    return torch::zeros_like(values, torch::kBool).scatter_(1, place, value < infinity);
}

torch::Tensor normWeighted(const torch::Tensor &distances, const torch::Tensor &allowed, double strength,
                           int64_t dimension)
{
    const auto d = distances.to(torch::kDouble).clamp_min(nearest);
    const auto n = static_cast<double>(dimension);
    const auto weights = (2 - n) * d.log() - (n - 3) / 2 * (1 - d.square() / 4).clamp_min(1e-8).log();
    const auto among = firstChoice(allowed.logical_and(distances < furthest), allowed);
    const auto kept = (strength * weights).masked_fill(among.logical_not(), -infinity);
    const auto chances = kept.softmax(1).masked_fill(among.logical_not(), 0);
    return chances.to(torch::kFloat);
}

} // namespace

torch::Tensor negativeChances(const Sampler &sampler, const torch::Tensor &distances, const torch::Tensor &same)
{
    const torch::NoGradGuard noGradient;
    const auto d = distances.detach();
    auto allowed = torch::eye(d.size(0), d.options().dtype(torch::kBool)).logical_not();
    if (same.defined())
        allowed = allowed.logical_and(same.logical_not());
    const auto only = [&](const torch::Tensor &values, const torch::Tensor &among) {
        return values.masked_fill(among.logical_not(), infinity);
    };
    switch (sampler.kind) {
    case Sampler::Kind::Uniform:
        return evenly(allowed);
    case Sampler::Kind::Hard:
        return evenly(least(only(d, allowed)));
    case Sampler::Kind::SemiHard: {
        const auto positive = d.diagonal().unsqueeze(1);
        const auto beyond = allowed.logical_and(d > positive);
        const auto among = beyond.logical_and(d < positive + sampler.margin);
        return evenly(firstChoice(firstChoice(among, least(only(d, beyond))), least(only(-d, allowed))));
    }
    case Sampler::Kind::DistanceWeighted:
        return normWeighted(d, allowed, 1, sampler.dimension);
    case Sampler::Kind::NormWeighted:
        return normWeighted(d, allowed, sampler.strength, sampler.dimension);
    }
    return evenly(allowed);
}

torch::Tensor drawNegatives(const torch::Tensor &chances, const torch::Generator &random)
{
    const auto any = chances.sum(1) > 0;
    // A row without negatives draws from all, for nothing.
    const auto drawn = torch::multinomial(torch::where(any.unsqueeze(1), chances, torch::ones_like(chances)), 1, false,
                                          random).squeeze(1);
    return torch::where(any, drawn, torch::full_like(drawn, -1));
}

} // namespace symbolon
