// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One vector for a graph from the vectors of its nodes. A graph without nodes gets zeros.
#pragma once

#include "model/network/encoder.h"

namespace symbolon {

// Set2Set (Vinyals et al. 2016; paper section 1). From q* = 0, `steps` times
//   q ← LSTM(q*);  a_i = softmax_i(h_i · q);  q* ← [q, Σ a_i h_i]
// then linear to the dimension.
class Set2Set : public GraphReadout
{
public:
    Set2Set(int64_t width, int64_t steps, int64_t dimension);
    torch::Tensor forward(const torch::Tensor &nodes, const torch::Tensor &owners, int64_t functions) override;

private:
    int64_t m_width;
    int64_t m_steps;
    torch::nn::LSTMCell m_cell;
    torch::nn::Linear m_output;
};

// The nodes' mean, linear to the dimension.
class MeanReadout : public GraphReadout
{
public:
    MeanReadout(int64_t width, int64_t dimension);
    torch::Tensor forward(const torch::Tensor &nodes, const torch::Tensor &owners, int64_t functions) override;

private:
    torch::nn::Linear m_output;
};

// Σ a_i h_i with a_i = softmax_i(v · tanh(W h_i + b)), linear to the dimension.
class AttentionReadout : public GraphReadout
{
public:
    AttentionReadout(int64_t width, int64_t dimension);
    torch::Tensor forward(const torch::Tensor &nodes, const torch::Tensor &owners, int64_t functions) override;

private:
    torch::nn::Linear m_inner;
    torch::nn::Linear m_scores;
    torch::nn::Linear m_output;
};

} // namespace symbolon
