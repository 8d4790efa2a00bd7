// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A bidirectional LSTM over the text of a function.
#pragma once

#include "model/network/encoder.h"
#include "model/network/recurrent.h"

namespace symbolon {

// Embedding, `layers` bidirectional LSTMs with `width` units each way, the largest or the mean over time,
// linear to the dimension.
class LstmEncoder : public SequenceEncoder
{
public:
    enum class Pooling { Max, Mean };
    LstmEncoder(int64_t vocabulary, int64_t embedding, int64_t width, int64_t layers, int64_t dimension,
                Pooling pooling = Pooling::Max);
    torch::Tensor forward(const SequenceBatch &batch) override;

private:
    torch::nn::Embedding m_embedding;
    std::vector<std::shared_ptr<LstmLayer>> m_forth;
    std::vector<std::shared_ptr<LstmLayer>> m_back;
    torch::nn::Linear m_output;
    Pooling m_pooling;
};

} // namespace symbolon
