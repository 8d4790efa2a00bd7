// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// LSTMs over many sequences of different lengths (see sequences.h), with the derivative written out for the
// CPU: all matrix products but those of the recurrence itself are taken over all steps at once.
#pragma once

#include "model/network/sequences.h"

namespace symbolon {

struct LstmResult {
    torch::Tensor states; // [positions × h]
    torch::Tensor hidden; // [sequences × h]: the last of each sequence, or the initial one at length 0
    torch::Tensor cells;  // [sequences × h]
};

// One direction of one layer. Weights as torch::nn::LSTM has them: i, f, g, o below one another.
//   i = σ(x Wi + h Ui + b), f and o alike, g = tanh(x Wg + h Ug + b); c = f c + i g; h = o tanh(c)
class LstmLayer : public torch::nn::Module
{
public:
    // withValues: an Integer-LSTM. The input and the output gate see log(v)·Ni and log(v)·No as well.
    LstmLayer(int64_t inputs, int64_t hidden, bool backwards = false, bool withValues = false);

    // inputs [positions × inputs]; logs [positions]; initial states and cells [sequences × h], zeros when undefined.
    LstmResult forward(const torch::Tensor &inputs, const Steps &steps, const torch::Tensor &logs = {},
                       const torch::Tensor &hidden = {}, const torch::Tensor &cells = {});

    [[nodiscard]] int64_t hidden() const { return m_hidden; }

private:
    int64_t m_hidden;
    bool m_backwards;
    torch::Tensor m_input;     // [4h × inputs]
    torch::Tensor m_recurrent; // [4h × h]
    torch::Tensor m_bias;      // [4h]
    torch::Tensor m_values;    // [2h]: Ni, No
};

// states [positions × h] → [sequences × h], in sorted order: the largest, or the mean, over the steps of each
// sequence; zeros at length 0.
torch::Tensor maxOverSteps(const torch::Tensor &states, const Steps &steps);
torch::Tensor meanOverSteps(const torch::Tensor &states, const Steps &steps);

} // namespace symbolon
