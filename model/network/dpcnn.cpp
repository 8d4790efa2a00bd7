// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/dpcnn.h"

#include "model/network/convolution.h"
#include "model/network/rows.h"

#include <algorithm>
#include <string>

namespace symbolon {

namespace {

// One gap on each side of every sequence.
constexpr int64_t gap = 1;

// Half as many rows: the largest of each three at every second place, fewer at a sequence's end.
torch::Tensor halved(const torch::Tensor &rows, Laid &laid)
{
    std::vector<int64_t> lengths(laid.lengths.size());
    std::transform(laid.lengths.begin(), laid.lengths.end(), lengths.begin(),
                   [](int64_t length) { return (length + 1) / 2; });
    auto half = laidOut(torch::tensor(lengths, torch::kLong), 0, gap, rows.device());
    // Where each row's three stand; a gap's are gap rows.
    std::vector<int64_t> places[3];
    for (auto &tap : places)
        tap.assign(static_cast<std::size_t>(half.rows), 0);
    for (std::size_t n = 0; n < lengths.size(); ++n)
        for (int64_t i = 0; i < lengths[n]; ++i)
            for (int64_t tap = 0; tap < 3; ++tap)
                places[tap][half.starts[n] + i] = laid.starts[n] + std::min(2 * i + tap, laid.lengths[n] - 1);
    const auto at = [&](int tap) { return takeRows(rows, torch::tensor(places[tap], torch::kLong).to(rows.device())); };
    laid = std::move(half);
    return torch::maximum(torch::maximum(at(0), at(1)), at(2));
}

} // namespace

Dpcnn::Dpcnn(int64_t vocabulary, int64_t embedding, int64_t width, int64_t depth, int64_t dimension)
    : m_embedding(register_module("embedding", torch::nn::Embedding(vocabulary, embedding))),
      m_widen(register_module("widen", torch::nn::Linear(embedding, width))),
      m_output(register_module("output", torch::nn::Linear(width, dimension)))
{
    for (int64_t n = 0; n < 2 * depth; ++n) {
        const auto number = std::to_string(n);
        m_weights.push_back(register_parameter("weight" + number, convolutionWeight(3, width, width)));
        m_biases.push_back(register_parameter("bias" + number, torch::zeros({width})));
    }
}

torch::Tensor Dpcnn::forward(const SequenceBatch &batch)
{
    if (batch.ids.numel() == 0)
        return torch::zeros({batch.lengths.size(0), m_output->options.out_features()}, m_output->weight.options());
    auto laid = laidOut(batch.lengths, batch.ids.size(1), gap, m_embedding->weight.device());
    const auto ids = batch.ids.flatten().index_select(0, laid.places);
    const auto &table = m_embedding->weight;
    // A small table is cheaper to widen than the text.
    auto rows =
        table.size(0) < ids.numel() ? takeRows(m_widen->forward(table), ids) : m_widen->forward(takeRows(table, ids));
    rows = rows.index_fill(0, laid.gaps, 0);
    for (std::size_t n = 0; n + 1 < m_weights.size(); n += 2) {
        const auto inner = convolve(rows.relu(), m_weights[n], m_biases[n], laid.gaps, 1);
        rows = rows + convolve(inner.relu_(), m_weights[n + 1], m_biases[n + 1], laid.gaps, 1);
        rows = halved(rows, laid);
    }
    return m_output->forward(meanOfEach(rows, laid)) * presence(batch.lengths, rows);
}

} // namespace symbolon
