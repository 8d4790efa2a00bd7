// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/transformer.h"

#include "model/network/rows.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace symbolon {

namespace {

torch::Tensor meanState(Transformer &transformer, const torch::Tensor &ids, const torch::Tensor &lengths)
{
    // Equal lengths side by side, so that each group is one product.
    const auto order = lengths.argsort();
    const auto sorted = lengths.index_select(0, order);
    const auto laid = laidOut(sorted, ids.size(1), 0, transformer.device());
    const auto states = transformer.forward(ids.index_select(0, order.to(ids.device())), laid);
    const auto sums = addRows(states, laid.owners, lengths.numel());
    const auto means = sums / sorted.to(states.options()).clamp_min(1).unsqueeze(1);
    return takeRows(means, order.argsort().to(transformer.device()));
}

} // namespace

torch::Tensor sinusoids(const torch::Tensor &positions, int64_t width)
{
    const auto exponents = torch::arange(0, width, 2, positions.options().dtype(torch::kFloat)) / width;
    const auto angles = positions.to(torch::kFloat).unsqueeze(1) * torch::exp(-std::log(10000.0) * exponents);
    return torch::cat({angles.sin(), angles.cos()}, 1);
}

Transformer::Transformer(int64_t vocabulary, int64_t width, int64_t heads, int64_t layers)
    : m_heads(heads), m_embedding(register_module("embedding", torch::nn::Embedding(vocabulary, width)))
{
    TORCH_CHECK(width % heads == 0 && width % 2 == 0, "the width is no multiple of the heads, or odd");
    const auto norm = [width] { return torch::nn::LayerNorm(torch::nn::LayerNormOptions({width})); };
    for (int64_t n = 0; n < layers; ++n) {
        const auto number = std::to_string(n);
        Layer layer;
        layer.attentionNorm = register_module("attentionNorm" + number, norm());
        layer.queriesKeysValues = register_module("queriesKeysValues" + number, torch::nn::Linear(width, 3 * width));
        layer.attentionOutput = register_module("attentionOutput" + number, torch::nn::Linear(width, width));
        layer.innerNorm = register_module("innerNorm" + number, norm());
        layer.inner = register_module("inner" + number, torch::nn::Linear(width, 4 * width));
        layer.innerOutput = register_module("innerOutput" + number, torch::nn::Linear(4 * width, width));
        m_layers.push_back(layer);
    }
    m_norm = register_module("norm", norm());
}

torch::Tensor Transformer::attend(const torch::Tensor &projected, const std::vector<int64_t> &lengths) const
{
    const int64_t width = projected.size(1) / 3;
    std::vector<int64_t> groups; // rows of each
    std::vector<int64_t> longs;  // length of its sequences
    for (const int64_t length : lengths) {
        if (length == 0)
            continue;
        if (longs.empty() || longs.back() != length) {
            longs.push_back(length);
            groups.push_back(0);
        }
        groups.back() += length;
    }
    if (groups.empty())
        return projected.narrow(1, 0, width);
    std::vector<torch::Tensor> attended;
    const auto parts = projected.split_with_sizes(groups);
    for (std::size_t n = 0; n < parts.size(); ++n) {
        // [sequences × length × 3 × heads × width of one] → 3 of [sequences × heads × length × width of one]
        const auto split = parts[n].view({-1, longs[n], 3, m_heads, width / m_heads}).permute({2, 0, 3, 1, 4}).unbind();
        const auto scores = split[0].matmul(split[1].transpose(2, 3)) / std::sqrt(double(width / m_heads));
        attended.push_back(scores.softmax(3).matmul(split[2]).transpose(1, 2).reshape({-1, width}));
    }
    return torch::cat(attended);
}

torch::Tensor Transformer::forward(const torch::Tensor &ids, const Laid &laid)
{
    auto states = takeRows(table(), ids.flatten().index_select(0, laid.places));
    states = states + sinusoids(laid.within, states.size(1));
    for (auto &layer : m_layers) {
        const auto projected = layer.queriesKeysValues->forward(layer.attentionNorm->forward(states));
        states = states + layer.attentionOutput->forward(attend(projected, laid.lengths));
        const auto inner = torch::gelu(layer.inner->forward(layer.innerNorm->forward(states)));
        states = states + layer.innerOutput->forward(inner);
    }
    return m_norm->forward(states);
}

TransformerEncoder::TransformerEncoder(int64_t vocabulary, int64_t width, int64_t heads, int64_t layers,
                                       int64_t dimension)
    : m_transformer(
        register_module("transformer", std::make_shared<Transformer>(vocabulary, width, heads, layers))),
      m_output(register_module("output", torch::nn::Linear(width, dimension)))
{
}

torch::Tensor TransformerEncoder::forward(const SequenceBatch &batch)
{
    const auto mean = meanState(*m_transformer, batch.ids, batch.lengths);
    return m_output->forward(mean) * presence(batch.lengths, mean);
}

BertBlock::BertBlock(int64_t vocabulary, int64_t width, int64_t heads, int64_t layers, int64_t dimension)
    : m_transformer(
        register_module("transformer", std::make_shared<Transformer>(vocabulary, width, heads, layers))),
      m_output(register_module("output", torch::nn::Linear(width, dimension)))
{
}

torch::Tensor BertBlock::forward(const torch::Tensor &ids, const torch::Tensor &lengths)
{
    const auto mean = meanState(*m_transformer, ids, lengths);
    return m_output->forward(mean) * presence(lengths, mean);
}

} // namespace symbolon
