// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/ggnn.h"

#include "model/network/rows.h"

namespace symbolon {

Ggnn::Ggnn(int64_t width, int64_t edgeKinds, int64_t rounds)
    : m_rounds(rounds), m_edgeKinds(edgeKinds),
      m_messages(register_module("messages", torch::nn::Linear(width, 2 * edgeKinds * width))),
      m_cell(register_module("cell", torch::nn::GRUCell(width, width)))
{
}

torch::Tensor Ggnn::forward(const torch::Tensor &nodes, const torch::Tensor &edges, const torch::Tensor &kinds)
{
    // A message's row among all that a node could send: node · 2 kinds + kind, and behind those the ones against
    // the edge.
    const auto from = edges.select(0, 0);
    const auto to = edges.select(0, 1);
    const auto sent = torch::cat({from * (2 * m_edgeKinds) + kinds, to * (2 * m_edgeKinds) + m_edgeKinds + kinds});
    const auto received = torch::cat({to, from});
    auto states = nodes;
    for (int64_t round = 0; round < m_rounds; ++round) {
        const auto messages = m_messages->forward(states).view({-1, states.size(1)});
        states = m_cell->forward(addRows(takeRows(messages, sent), received, states.size(0)), states);
    }
    return states;
}

} // namespace symbolon
