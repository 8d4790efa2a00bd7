// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The mean of a block's token vectors; with vectors from skipgram.h, word2vec.
#pragma once

#include "model/network/encoder.h"

namespace symbolon {

// The mean of the embeddings, linear to the dimension.
class MeanBlock : public BlockEncoder
{
public:
    MeanBlock(int64_t vocabulary, int64_t embedding, int64_t dimension);
    torch::Tensor forward(const torch::Tensor &ids, const torch::Tensor &lengths) override;

    // Begins with these vectors [vocabulary × embedding], which stay as they are when frozen.
    void setEmbedding(const torch::Tensor &vectors, bool frozen);

private:
    torch::nn::Embedding m_embedding;
    torch::nn::Linear m_output;
};

} // namespace symbolon
