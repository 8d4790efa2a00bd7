// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/textcnn.h"

#include "model/network/convolution.h"
#include "model/network/rows.h"

#include <string>

namespace symbolon {

namespace {

constexpr int64_t fewestTaps = 2;
constexpr int64_t mostTaps = 5;

} // namespace

TextCnn::TextCnn(int64_t vocabulary, int64_t embedding, int64_t filters, int64_t dimension)
    : m_embedding(register_module("embedding", torch::nn::Embedding(vocabulary, embedding))),
      m_output(register_module("output", torch::nn::Linear((mostTaps - fewestTaps + 1) * filters, dimension)))
{
    for (int64_t taps = fewestTaps; taps <= mostTaps; ++taps) {
        const auto number = std::to_string(taps);
        m_weights.push_back(register_parameter("weight" + number, convolutionWeight(taps, embedding, filters)));
        m_biases.push_back(register_parameter("bias" + number, torch::zeros({filters})));
    }
}

torch::Tensor TextCnn::forward(const SequenceBatch &batch)
{
    if (batch.ids.numel() == 0)
        return torch::zeros({batch.lengths.size(0), m_output->options.out_features()}, m_output->weight.options());
    const auto laid = laidOut(batch.lengths, batch.ids.size(1), mostTaps - 1, m_embedding->weight.device());
    const auto ids = batch.ids.flatten().index_select(0, laid.places);
    const auto rows = takeRows(m_embedding->weight, ids).index_fill(0, laid.gaps, 0);
    std::vector<torch::Tensor> found;
    for (std::size_t n = 0; n < m_weights.size(); ++n)
        found.push_back(maxOfEach(convolve(rows, m_weights[n], m_biases[n], laid.gaps, 0), laid).relu());
    return m_output->forward(torch::cat(found, 1)) * presence(batch.lengths, rows);
}

} // namespace symbolon
