// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Token vectors from the tokens around them: skip-gram with negative sampling (Mikolov et al. 2013).
#pragma once

#include "model/network/torch.h"

namespace symbolon {

struct SkipGramOptions {
    int64_t dimension = 64;
    int64_t window = 4;    // tokens to each side, a random part of it each time
    int64_t negatives = 5; // a pair, drawn by frequency^0.75
    int64_t epochs = 5;
    double rate = 0.025; // falls to a ten-thousandth
    uint64_t seed = 1;
};

// Sequences ids [n × longest], lengths [n] → [vocabulary × dimension]. For a token w beside a token c, one step
// down the gradient of  -log σ(v_w·u_c) - Σ_negatives log σ(-v_w·u_k).
torch::Tensor trainSkipGram(const torch::Tensor &ids, const torch::Tensor &lengths, int64_t vocabulary,
                            const SkipGramOptions &options);

} // namespace symbolon
