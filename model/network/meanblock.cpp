// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/meanblock.h"

#include "model/network/rows.h"
#include "model/network/sequences.h"

namespace symbolon {

MeanBlock::MeanBlock(int64_t vocabulary, int64_t embedding, int64_t dimension)
    : m_embedding(register_module("embedding", torch::nn::Embedding(vocabulary, embedding))),
      m_output(register_module("output", torch::nn::Linear(embedding, dimension)))
{
}

torch::Tensor MeanBlock::forward(const torch::Tensor &ids, const torch::Tensor &lengths)
{
    const auto laid = laidOut(lengths, ids.size(1), 0, m_embedding->weight.device());
    const auto rows = takeRows(m_embedding->weight, ids.flatten().index_select(0, laid.places));
    const auto present = presence(lengths, rows);
    const auto counts = lengths.to(rows.options()).clamp_min(1).unsqueeze(1);
    return m_output->forward(addRows(rows, laid.owners, lengths.numel()) / counts) * present;
}

void MeanBlock::setEmbedding(const torch::Tensor &vectors, bool frozen)
{
    torch::NoGradGuard noGradient;
    m_embedding->weight.copy_(vectors);
    m_embedding->weight.set_requires_grad(!frozen);
}

} // namespace symbolon
