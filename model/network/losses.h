// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What training makes small. S and B [n × d] are the unit-length vectors of n pairs, row i of each the same
// function; similarities are S Bᵀ [n × n]. `same` [n × n] bool, where defined: pairs off the diagonal that are no
// true negatives, having equal text. Where it says both directions, a loss is the mean of that over the rows and
// that over the columns.
#pragma once

#include "model/network/torch.h"

namespace symbolon {

// The L2 distances of all rows: √(2 - 2 a·b) for unit vectors. [n × d], [m × d] → [n × m]
torch::Tensor unitDistances(const torch::Tensor &a, const torch::Tensor &b);

// max(D(A, P) - D(A, N) + margin, 0), the mean over the anchors that have a negative. negatives [n]: row of
// `others` for each anchor, -1 for none (see samplers.h); anchor i's positive is row i of `others`.
torch::Tensor tripletLoss(const torch::Tensor &anchors, const torch::Tensor &others, const torch::Tensor &negatives,
                          double margin);

// Symmetric InfoNCE (CLIP): cross entropy of softmax(e^logScale · similarities), both directions. The scale is
// learned, and kept between 1 and 100.
class InfoNce : public torch::nn::Module
{
public:
    explicit InfoNce(double temperature = 0.07);
    torch::Tensor forward(const torch::Tensor &similarities, const torch::Tensor &same = {});
    [[nodiscard]] torch::Tensor scale() const;

private:
    torch::Tensor m_logScale;
};

// AM-softmax (Wang et al. 2018) over the batch's functions as classes, both directions:
//   -log( e^{s(c_ii - m)} / (e^{s(c_ii - m)} + Σ_{j≠i} e^{s c_ij}) )
torch::Tensor amSoftmaxLoss(const torch::Tensor &similarities, double margin, double scale,
                            const torch::Tensor &same = {});

// Circle loss (Sun et al. 2020), both directions: with s_p = c_ii, s_n = c_ij,
//   log(1 + Σ_j e^{γ [s_n + m]₊ (s_n - m)} · e^{-γ [1 + m - s_p]₊ (s_p - 1 + m)}),  the weights [·]₊ held fixed
torch::Tensor circleLoss(const torch::Tensor &similarities, double margin, double scale,
                         const torch::Tensor &same = {});

// Tells the two sides apart, while what it is given learns to keep it from doing so: cross entropy of a network of
// two hidden layers, with the gradient that goes back into the vectors turned round and multiplied by `strength`
// (Ganin and Lempitsky 2015).
class Alignment : public torch::nn::Module
{
public:
    Alignment(int64_t dimension, int64_t hidden);
    torch::Tensor forward(const torch::Tensor &source, const torch::Tensor &binary, double strength);

private:
    torch::nn::Sequential m_network;
};

// The identity; on the way back times -strength.
torch::Tensor reverseGradient(const torch::Tensor &values, double strength);

} // namespace symbolon
