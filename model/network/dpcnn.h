// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Deep pyramid convolutions over the text of a function (Johnson and Zhang 2017; paper section 1).
#pragma once

#include "model/network/encoder.h"

namespace symbolon {

// Embedding, width-1 convolution to the width, then `depth` times
//   x ← x + conv3(ReLU(conv3(ReLU(x)))),  then the largest of 3 at every second place
// The mean over what is left, linear to the dimension. At the ends the convolutions see zeros.
class Dpcnn : public SequenceEncoder
{
public:
    Dpcnn(int64_t vocabulary, int64_t embedding, int64_t width, int64_t depth, int64_t dimension);
    torch::Tensor forward(const SequenceBatch &batch) override;

private:
    torch::nn::Embedding m_embedding;
    torch::nn::Linear m_widen; // the width-1 convolution
    std::vector<torch::Tensor> m_weights; // [3 × width × width], two a block
    std::vector<torch::Tensor> m_biases;
    torch::nn::Linear m_output;
};

} // namespace symbolon
