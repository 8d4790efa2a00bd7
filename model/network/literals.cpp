// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/literals.h"

#include "model/network/rows.h"

namespace symbolon {

StringEncoder::StringEncoder(int64_t vocabulary, int64_t embedding, int64_t dimension)
    : m_embedding(register_module("embedding", torch::nn::Embedding(vocabulary, embedding))),
      m_lstm(register_module("lstm", std::make_shared<LstmLayer>(embedding, dimension)))
{
}

torch::Tensor StringEncoder::forward(const SequenceSetBatch &batch)
{
    const auto steps = stepsOf(batch.lengths, batch.ids.size(1), m_embedding->weight.device());
    const auto inputs = takeRows(m_embedding->weight, batch.ids.flatten().index_select(0, steps.places));
    const auto last = m_lstm->forward(inputs, steps).hidden;
    return addRows(last, batch.owners.to(last.device()).index_select(0, steps.order), batch.functions);
}

IntegerEncoder::IntegerEncoder(int64_t vocabulary, int64_t embedding, int64_t dimension, bool withValues)
    : m_embedding(register_module("embedding", torch::nn::Embedding(vocabulary, embedding))),
      m_lstm(register_module("lstm", std::make_shared<LstmLayer>(embedding, dimension, false, withValues)))
{
}

torch::Tensor IntegerEncoder::forward(const IntegerBatch &batch)
{
    const auto steps = stepsOf(batch.lengths, batch.ids.size(1), m_embedding->weight.device());
    const auto inputs = takeRows(m_embedding->weight, batch.ids.flatten().index_select(0, steps.places));
    const auto logs = batch.logs.flatten().index_select(0, steps.places);
    return takeRows(m_lstm->forward(inputs, steps, logs).hidden, steps.inverse);
}

} // namespace symbolon
