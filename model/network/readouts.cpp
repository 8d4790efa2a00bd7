// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/readouts.h"

#include "model/network/rows.h"

namespace symbolon {

namespace {

torch::Tensor withNodes(const torch::Tensor &owners, int64_t functions)
{
    return (torch::bincount(owners, {}, functions) > 0).to(torch::kFloat).unsqueeze(1);
}

} // namespace

Set2Set::Set2Set(int64_t width, int64_t steps, int64_t dimension)
    : m_width(width), m_steps(steps), m_cell(register_module("cell", torch::nn::LSTMCell(2 * width, width))),
      m_output(register_module("output", torch::nn::Linear(2 * width, dimension)))
{
}

torch::Tensor Set2Set::forward(const torch::Tensor &nodes, const torch::Tensor &owners, int64_t functions)
{
    auto query = torch::zeros({functions, m_width}, nodes.options());
    auto cell = query;
    auto asked = torch::zeros({functions, 2 * m_width}, nodes.options());
    for (int64_t step = 0; step < m_steps; ++step) {
        std::tie(query, cell) = m_cell->forward(asked, std::make_tuple(query, cell));
        const auto weights = softmaxByOwner((nodes * takeRows(query, owners)).sum(1), owners, functions);
        asked = torch::cat({query, addRows(nodes * weights.unsqueeze(1), owners, functions)}, 1);
    }
    return m_output->forward(asked) * withNodes(owners, functions);
}

MeanReadout::MeanReadout(int64_t width, int64_t dimension)
    : m_output(register_module("output", torch::nn::Linear(width, dimension)))
{
}

torch::Tensor MeanReadout::forward(const torch::Tensor &nodes, const torch::Tensor &owners, int64_t functions)
{
    const auto mean = addRows(nodes, owners, functions) / rowsByOwner(owners, functions);
    return m_output->forward(mean) * withNodes(owners, functions);
}

AttentionReadout::AttentionReadout(int64_t width, int64_t dimension)
    : m_inner(register_module("inner", torch::nn::Linear(width, width))),
      m_scores(register_module("scores", torch::nn::Linear(torch::nn::LinearOptions(width, 1).bias(false)))),
      m_output(register_module("output", torch::nn::Linear(width, dimension)))
{
}

torch::Tensor AttentionReadout::forward(const torch::Tensor &nodes, const torch::Tensor &owners, int64_t functions)
{
    const auto scores = m_scores->forward(m_inner->forward(nodes).tanh()).squeeze(1);
    const auto weights = softmaxByOwner(scores, owners, functions);
    const auto sum = addRows(nodes * weights.unsqueeze(1), owners, functions);
    return m_output->forward(sum) * withNodes(owners, functions);
}

} // namespace symbolon
