// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/hbmp.h"

#include "model/network/rows.h"

#include <string>

namespace symbolon {

namespace {

constexpr int layers = 3;

} // namespace

Hbmp::Hbmp(int64_t vocabulary, int64_t embedding, int64_t hidden, int64_t dimension)
    : m_embedding(register_module("embedding", torch::nn::Embedding(vocabulary, embedding))),
      m_output(register_module("output", torch::nn::Linear(layers * 2 * hidden, dimension)))
{
    for (int n = 0; n < layers; ++n) {
        const auto number = std::to_string(n);
        m_forth.push_back(register_module("forth" + number, std::make_shared<LstmLayer>(embedding, hidden, false)));
        m_back.push_back(register_module("back" + number, std::make_shared<LstmLayer>(embedding, hidden, true)));
    }
}

torch::Tensor Hbmp::forward(const torch::Tensor &ids, const torch::Tensor &lengths)
{
    const auto steps = stepsOf(lengths, ids.size(1), m_embedding->weight.device());
    const auto inputs = takeRows(m_embedding->weight, ids.flatten().index_select(0, steps.places));
    std::vector<torch::Tensor> found;
    for (const auto &direction : {m_forth, m_back}) {
        LstmResult result;
        for (const auto &layer : direction) {
            result = layer->forward(inputs, steps, {}, result.hidden, result.cells);
            found.push_back(maxOverSteps(result.states, steps));
        }
    }
    return m_output->forward(takeRows(torch::cat(found, 1), steps.inverse)) * presence(lengths, inputs);
}

} // namespace symbolon
