// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A hierarchy of bidirectional LSTMs with max pooling over the instructions of a block (Talman et al. 2019;
// paper section 1).
#pragma once

#include "model/network/encoder.h"
#include "model/network/recurrent.h"

namespace symbolon {

// Three bidirectional LSTMs over the same embedded sequence, `hidden` units each way; each starts from the final
// (h, c) of the one before. The largest over time of each, side by side, linear to the dimension.
class Hbmp : public BlockEncoder
{
public:
    Hbmp(int64_t vocabulary, int64_t embedding, int64_t hidden, int64_t dimension);
    torch::Tensor forward(const torch::Tensor &ids, const torch::Tensor &lengths) override;

private:
    torch::nn::Embedding m_embedding;
    std::vector<std::shared_ptr<LstmLayer>> m_forth;
    std::vector<std::shared_ptr<LstmLayer>> m_back;
    torch::nn::Linear m_output;
};

} // namespace symbolon
