// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/lstmencoder.h"

#include "model/network/rows.h"

#include <string>

namespace symbolon {

LstmEncoder::LstmEncoder(int64_t vocabulary, int64_t embedding, int64_t width, int64_t layers, int64_t dimension,
                         Pooling pooling)
    : m_embedding(register_module("embedding", torch::nn::Embedding(vocabulary, embedding))),
      m_output(register_module("output", torch::nn::Linear(2 * width, dimension))), m_pooling(pooling)
{
    for (int64_t n = 0; n < layers; ++n) {
        const auto number = std::to_string(n);
        const int64_t inputs = n == 0 ? embedding : 2 * width;
        m_forth.push_back(register_module("forth" + number, std::make_shared<LstmLayer>(inputs, width, false)));
        m_back.push_back(register_module("back" + number, std::make_shared<LstmLayer>(inputs, width, true)));
    }
}

torch::Tensor LstmEncoder::forward(const SequenceBatch &batch)
{
    const auto steps = stepsOf(batch.lengths, batch.ids.size(1), m_embedding->weight.device());
    auto states = takeRows(m_embedding->weight, batch.ids.flatten().index_select(0, steps.places));
    for (std::size_t n = 0; n < m_forth.size(); ++n)
        states = torch::cat({m_forth[n]->forward(states, steps).states, m_back[n]->forward(states, steps).states}, 1);
    const auto pooled = m_pooling == Pooling::Max ? maxOverSteps(states, steps) : meanOverSteps(states, steps);
    return m_output->forward(takeRows(pooled, steps.inverse)) * presence(batch.lengths, states);
}

} // namespace symbolon
