// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Convolutions of several widths side by side (Kim 2014).
#pragma once

#include "model/network/encoder.h"

namespace symbolon {

// Of each width 2 to 5: `filters` convolutions, the largest over all places, ReLU; side by side, linear to the
// dimension. A window may reach over the text's end, where it sees zeros.
class TextCnn : public SequenceEncoder
{
public:
    TextCnn(int64_t vocabulary, int64_t embedding, int64_t filters, int64_t dimension);
    torch::Tensor forward(const SequenceBatch &batch) override;

private:
    torch::nn::Embedding m_embedding;
    std::vector<torch::Tensor> m_weights; // [taps × embedding × filters]
    std::vector<torch::Tensor> m_biases;
    torch::nn::Linear m_output;
};

} // namespace symbolon
