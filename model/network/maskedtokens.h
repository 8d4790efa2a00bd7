// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pre-training of one side alone: some tokens are hidden and have to be guessed from the others (Devlin et al.
// 2019).
#pragma once

#include "model/network/transformer.h"

namespace symbolon {

struct MaskedTokens {
    torch::Tensor ids;     // [n × longest]: some replaced
    torch::Tensor rows;    // [chosen]: which positions, laid end to end without gaps
    torch::Tensor targets; // [chosen]: what stood there
};
// Chooses each position with this chance. Of the chosen, 80 % become `mask`, 10 % some other token of
// [1, vocabulary), 10 % stay.
MaskedTokens maskTokens(const torch::Tensor &ids, const torch::Tensor &lengths, double chance, int64_t mask,
                        int64_t vocabulary, const torch::Generator &random);

// Guesses tokens from states: a linear layer, GELU, LayerNorm, and a score for each token of the vocabulary, by
// the embedding where that is given (tied), or by weights of its own.
class TokenHead : public torch::nn::Module
{
public:
    TokenHead(int64_t width, int64_t vocabulary, bool tied);

    // states [chosen × width] → scores [chosen × vocabulary]; table [vocabulary × width] where tied.
    torch::Tensor forward(const torch::Tensor &states, const torch::Tensor &table = {});

private:
    torch::nn::Linear m_inner;
    torch::nn::LayerNorm m_norm;
    torch::Tensor m_weights; // [vocabulary × width], undefined where tied
    torch::Tensor m_bias;    // [vocabulary]
};

// The mean cross entropy of the guesses; 0 where nothing was chosen.
torch::Tensor maskedTokenLoss(Transformer &transformer, TokenHead &head, const MaskedTokens &masked,
                              const torch::Tensor &lengths, bool tied);

} // namespace symbolon
