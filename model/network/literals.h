// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a function's literals say: its strings, the names it calls, its integers (paper section 1).
#pragma once

#include "model/network/batch.h"
#include "model/network/recurrent.h"

namespace symbolon {

// Embedding, an LSTM per string, the sum of the last states over the function's strings. For names as well.
class StringEncoder : public torch::nn::Module
{
public:
    StringEncoder(int64_t vocabulary, int64_t embedding, int64_t dimension);
    torch::Tensor forward(const SequenceSetBatch &batch); // [n × dimension]

private:
    torch::nn::Embedding m_embedding;
    std::shared_ptr<LstmLayer> m_lstm;
};

// Embedding, an LSTM over the sorted integers, its last state. An Integer-LSTM (withValues) also sees the values:
//   i = σ(xWi + hUi + log(v)·Ni + bi),  o = σ(xWo + hUo + log(v)·No + bo),  log(v) = sign(v) log1p(|v|)
class IntegerEncoder : public torch::nn::Module
{
public:
    IntegerEncoder(int64_t vocabulary, int64_t embedding, int64_t dimension, bool withValues);
    torch::Tensor forward(const IntegerBatch &batch); // [n × dimension]

private:
    torch::nn::Embedding m_embedding;
    std::shared_ptr<LstmLayer> m_lstm;
};

} // namespace symbolon
