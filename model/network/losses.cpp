// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/losses.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace symbolon {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

constexpr double mostScale = 100;

struct ReverseGradient : torch::autograd::Function<ReverseGradient> {
    static torch::Tensor forward(AutogradContext *context, const torch::Tensor &values, double strength)
    {
        context->saved_data["strength"] = strength;
        return values.view_as(values);
    }
    static tensor_list backward(AutogradContext *context, const tensor_list &gradients)
    {
        return {gradients[0] * -context->saved_data["strength"].toDouble(), torch::Tensor()};
    }
};

torch::Tensor ownPairs(const torch::Tensor &matrix)
{
    return torch::eye(matrix.size(0), matrix.options().dtype(torch::kBool).requires_grad(false));
}

torch::Tensor withoutSame(const torch::Tensor &scores, const torch::Tensor &same)
{
    if (!same.defined())
        return scores;
    return scores.masked_fill(same.logical_and(ownPairs(scores).logical_not()),
                              -std::numeric_limits<double>::infinity());
}

torch::Tensor bothWays(const torch::Tensor &logits)
{
    const auto ofRows = logits.log_softmax(1).diagonal();
    const auto ofColumns = logits.log_softmax(0).diagonal();
    return -(ofRows.mean() + ofColumns.mean()) / 2;
}

} // namespace

torch::Tensor unitDistances(const torch::Tensor &a, const torch::Tensor &b)
{
    // Not quite 0 at the least, where the root has no derivative.
    return (2 - 2 * a.mm(b.t())).clamp_min(1e-8).sqrt();
}

torch::Tensor tripletLoss(const torch::Tensor &anchors, const torch::Tensor &others, const torch::Tensor &negatives,
                          double margin)
{
    const auto rows = (negatives >= 0).nonzero().squeeze(1);
    const auto distances = [&](const torch::Tensor &to) {
        return (anchors.index_select(0, rows) - to).square().sum(1).clamp_min(1e-12).sqrt();
    };
    const auto near = distances(others.index_select(0, rows));
    const auto far = distances(others.index_select(0, negatives.index_select(0, rows)));
    return (near - far + margin).relu().sum() / std::max<int64_t>(rows.numel(), 1);
}

InfoNce::InfoNce(double temperature)
    : m_logScale(register_parameter("logScale", torch::full({}, -std::log(temperature), torch::kFloat)))
{
}

torch::Tensor InfoNce::scale() const
{
    return m_logScale.clamp(0, std::log(mostScale)).exp();
}

torch::Tensor InfoNce::forward(const torch::Tensor &similarities, const torch::Tensor &same)
{
    return bothWays(withoutSame(similarities * scale(), same));
}

torch::Tensor amSoftmaxLoss(const torch::Tensor &similarities, double margin, double scale, const torch::Tensor &same)
{
    const auto margins = ownPairs(similarities).to(similarities.scalar_type()) * margin;
    return bothWays(withoutSame((similarities - margins) * scale, same));
}

torch::Tensor circleLoss(const torch::Tensor &similarities, double margin, double scale, const torch::Tensor &same)
{
    const auto positive = similarities.diagonal();
    const auto ofPositive = -scale * (1 + margin - positive.detach()).relu() * (positive - (1 - margin));
    const auto weighted = scale * (similarities.detach() + margin).relu() * (similarities - margin);
    auto none = ownPairs(similarities);
    if (same.defined())
        none = none.logical_or(same);
    const auto negative = weighted.masked_fill(none, -1e9); // log 0, where nothing is left, has no derivative
    const auto softplus = [](const torch::Tensor &x) { return x.clamp_min(0) + (-x.abs()).exp().log1p(); };
    const auto ofRows = softplus(negative.logsumexp(1) + ofPositive).mean();
    const auto ofColumns = softplus(negative.logsumexp(0) + ofPositive).mean();
    return (ofRows + ofColumns) / 2;
}

torch::Tensor reverseGradient(const torch::Tensor &values, double strength)
{
    return ReverseGradient::apply(values, strength);
}

Alignment::Alignment(int64_t dimension, int64_t hidden)
    : m_network(register_module(
        "network", torch::nn::Sequential(torch::nn::Linear(dimension, hidden), torch::nn::ReLU(),
                                         torch::nn::Linear(hidden, hidden), torch::nn::ReLU(),
                                         torch::nn::Linear(hidden, 1))))
{
}

torch::Tensor Alignment::forward(const torch::Tensor &source, const torch::Tensor &binary, double strength)
{
    const auto scores = m_network->forward(reverseGradient(torch::cat({source, binary}), strength)).squeeze(1);
    const auto sides = torch::cat({torch::ones({source.size(0)}, scores.options()),
                                   torch::zeros({binary.size(0)}, scores.options())});
    return torch::nn::functional::binary_cross_entropy_with_logits(scores, sides);
}

} // namespace symbolon
