// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Transformers over source text and over the instructions of blocks.
#pragma once

#include "model/network/encoder.h"
#include "model/network/sequences.h"

namespace symbolon {

// Embedding and sinusoidal positions, then `layers` times
//   x ← x + Attention(LayerNorm(x)),  x ← x + W2 GELU(W1 LayerNorm(x)),  W1 four times as wide
// and a LayerNorm. `width` is a multiple of `heads`, and even. Sequences of one length are attended to together.
class Transformer : public torch::nn::Module
{
public:
    Transformer(int64_t vocabulary, int64_t width, int64_t heads, int64_t layers);

    // ids [n × longest], lengths [n], laid out without gaps → [rows × width].
    torch::Tensor forward(const torch::Tensor &ids, const Laid &laid);

    [[nodiscard]] torch::Device device() const { return m_embedding->weight.device(); }
    [[nodiscard]] const torch::Tensor &table() const { return m_embedding->weight; }

private:
    struct Layer {
        torch::nn::LayerNorm attentionNorm{nullptr};
        torch::nn::Linear queriesKeysValues{nullptr};
        torch::nn::Linear attentionOutput{nullptr};
        torch::nn::LayerNorm innerNorm{nullptr};
        torch::nn::Linear inner{nullptr};
        torch::nn::Linear innerOutput{nullptr};
    };
    [[nodiscard]] torch::Tensor attend(const torch::Tensor &projected, const std::vector<int64_t> &lengths) const;

    int64_t m_heads;
    torch::nn::Embedding m_embedding;
    std::vector<Layer> m_layers;
    torch::nn::LayerNorm m_norm{nullptr};
};

// [rows] → [rows × width]: sin and cos of position / 10000^(2i / width), side by side.
torch::Tensor sinusoids(const torch::Tensor &positions, int64_t width);

// The mean over the states, linear to the dimension.
class TransformerEncoder : public SequenceEncoder
{
public:
    TransformerEncoder(int64_t vocabulary, int64_t width, int64_t heads, int64_t layers, int64_t dimension);
    torch::Tensor forward(const SequenceBatch &batch) override;
    [[nodiscard]] Transformer &transformer() { return *m_transformer; } // to be pre-trained, see maskedtokens.h

private:
    std::shared_ptr<Transformer> m_transformer;
    torch::nn::Linear m_output;
};

// The same over the instructions of blocks.
class BertBlock : public BlockEncoder
{
public:
    BertBlock(int64_t vocabulary, int64_t width, int64_t heads, int64_t layers, int64_t dimension);
    torch::Tensor forward(const torch::Tensor &ids, const torch::Tensor &lengths) override;
    [[nodiscard]] Transformer &transformer() { return *m_transformer; }

private:
    std::shared_ptr<Transformer> m_transformer;
    torch::nn::Linear m_output;
};

} // namespace symbolon
