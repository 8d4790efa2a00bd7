// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/maskedtokens.h"

#include "model/network/rows.h"

#include <cmath>

namespace symbolon {

MaskedTokens maskTokens(const torch::Tensor &ids, const torch::Tensor &lengths, double chance, int64_t mask,
                        int64_t vocabulary, const torch::Generator &random)
{
    const auto laid = laidOut(lengths, ids.size(1), 0, torch::kCPU);
    const auto pick = torch::rand({laid.rows}, random, torch::kFloat);
    const auto change = torch::rand({laid.rows}, random, torch::kFloat);
    const auto others = torch::randint(1, vocabulary, {laid.rows}, random, torch::kLong);

    MaskedTokens masked;
    masked.rows = (pick < chance).nonzero().squeeze(1);
    const auto places = laid.places.index_select(0, masked.rows);
    const auto flat = ids.to(torch::kCPU).flatten();
    masked.targets = flat.index_select(0, places);
    const auto share = change.index_select(0, masked.rows);
    auto tokens = torch::where(share < 0.9, others.index_select(0, masked.rows), masked.targets);
    tokens = torch::where(share < 0.8, torch::full_like(tokens, mask), tokens);
    masked.ids = flat.index_copy(0, places, tokens).view(ids.sizes()).to(ids.device());
    masked.rows = masked.rows.to(ids.device());
    masked.targets = masked.targets.to(ids.device());
    return masked;
}

TokenHead::TokenHead(int64_t width, int64_t vocabulary, bool tied)
    : m_inner(register_module("inner", torch::nn::Linear(width, width))),
      m_norm(register_module("norm", torch::nn::LayerNorm(torch::nn::LayerNormOptions({width}))))
{
    const double bound = 1 / std::sqrt(static_cast<double>(width));
    if (!tied)
        m_weights = register_parameter("weights", torch::empty({vocabulary, width}).uniform_(-bound, bound));
    m_bias = register_parameter("bias", torch::zeros({vocabulary}));
}

torch::Tensor TokenHead::forward(const torch::Tensor &states, const torch::Tensor &table)
{
    const auto inner = m_norm->forward(torch::gelu(m_inner->forward(states)));
    return torch::addmm(m_bias, inner, (m_weights.defined() ? m_weights : table).t());
}

torch::Tensor maskedTokenLoss(Transformer &transformer, TokenHead &head, const MaskedTokens &masked,
                              const torch::Tensor &lengths, bool tied)
{
    const auto laid = laidOut(lengths, masked.ids.size(1), 0, transformer.device());
    const auto states = takeRows(transformer.forward(masked.ids, laid), masked.rows);
    if (masked.rows.numel() == 0)
        return states.sum();
    const auto scores = head.forward(states, tied ? transformer.table() : torch::Tensor());
    return torch::nn::functional::cross_entropy(scores, masked.targets);
}

} // namespace symbolon
