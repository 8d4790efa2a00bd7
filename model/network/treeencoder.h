// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A child-sum Tree-LSTM over the syntax tree of a function (Tai et al. 2015).
#pragma once

#include "model/network/encoder.h"

namespace symbolon {

// With x the embedding of a node's kind and k its children:
//   h' = Σ h_k;  i = σ(x Wi + h' Ui + bi), o alike, u = tanh(x Wu + h' Uu + bu);  f_k = σ(x Wf + h_k Uf + bf)
//   c = i u + Σ f_k c_k;  h = o tanh(c)
// All nodes of one depth at a time. The roots' sum and the mean over all nodes, side by side, linear to the
// dimension.
class TreeEncoder : public torch::nn::Module
{
public:
    TreeEncoder(int64_t kinds, int64_t embedding, int64_t width, int64_t dimension);
    torch::Tensor forward(const TreeBatch &batch); // [n × dimension]

private:
    int64_t m_width;
    torch::nn::Embedding m_embedding;
    torch::nn::Linear m_input;    // → i, o, u, f
    torch::nn::Linear m_children; // h' → i, o, u
    torch::nn::Linear m_forget;   // h_k → f
    torch::nn::Linear m_output;
};

} // namespace symbolon
