// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A gated graph network over control-flow graphs (Li et al. 2016; paper section 1).
#pragma once

#include "model/network/batch.h"

namespace symbolon {

// `rounds` times, with a weight and a bias for each kind of edge and each direction:
//   m_v = Σ_{edges u→v} (W_kind h_u + b_kind) + Σ_{edges v→u} (W'_kind h_u + b'_kind);  h_v ← GRU(m_v, h_v)
class Ggnn : public torch::nn::Module
{
public:
    Ggnn(int64_t width, int64_t edgeKinds, int64_t rounds);

    // nodes [blocks × width], edges [2 × edges], kinds [edges] → [blocks × width]
    torch::Tensor forward(const torch::Tensor &nodes, const torch::Tensor &edges, const torch::Tensor &kinds);

private:
    int64_t m_rounds;
    int64_t m_edgeKinds;
    torch::nn::Linear m_messages; // width → 2 · kinds · width: first the kinds along the edges, then against them
    torch::nn::GRUCell m_cell;
};

} // namespace symbolon
