// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A table of embeddings of which a batch adds up a few rows for each function. Tables have millions of numbers
// and a batch touches some thousand rows, so on the CPU gradients and the optimiser's steps go over the rows
// that were touched only.
#pragma once

#include "model/network/batch.h"

#include <vector>

namespace symbolon {

class BagTableImpl : public torch::nn::Module
{
public:
    BagTableImpl(int64_t rows, int64_t dimension);

    // Σ weight[kind] · count · table[id] over each function's entries: [n × dimension]. `weights`: [kinds].
    torch::Tensor forward(const BagBatch &batch, const torch::Tensor &weights);

    [[nodiscard]] torch::Tensor &table() { return m_table; }
    // [rows × dimension], zero but in the touched rows; undefined before the first backward pass.
    [[nodiscard]] torch::Tensor &gradient() { return m_gradient; }
    [[nodiscard]] std::vector<int64_t> &touched() { return m_touched; } // each once
    void touch(int64_t row);
    void clearTouched(); // their gradient must be zero again

private:
    torch::Tensor m_table;
    torch::Tensor m_gradient;
    std::vector<int64_t> m_touched;
    std::vector<bool> m_isTouched;
};
TORCH_MODULE(BagTable);

// Adam (Kingma and Ba 2015) for the touched rows of a table; the moments of other rows stay as they are.
class RowAdam
{
public:
    explicit RowAdam(BagTable table);
    void step(double rate); // and clears the gradient
    [[nodiscard]] std::vector<torch::Tensor> state() const { return {m_first, m_second, m_steps}; }
    void setState(const std::vector<torch::Tensor> &state);

private:
    BagTable m_table;
    torch::Tensor m_first, m_second; // moments, [rows × dimension]
    torch::Tensor m_steps;           // [rows] int64: how often a row was touched
};

} // namespace symbolon
