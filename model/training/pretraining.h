// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What one side can learn alone before both are trained together: word2vec vectors of instruction tokens for a
// "word2vec" block encoder, hidden tokens to be guessed for a "bert" block encoder and a "transformer" over source
// text (paper section 2, "DPCNN + word2vec", "DPCNN + BERT").
#pragma once

#include "model/network/network.h"
#include "model/training/trainingdata.h"

#include <functional>
#include <stop_token>
#include <string>

namespace symbolon {

// Trains those parts of the network that can be, on the training part of the data, each for `seconds` at most (the
// vectors of word2vec, which are made in a few passes and then stay as they are, for as long as that takes).
void pretrain(Network network, const TrainingData &data, double seconds, int64_t seed, const torch::Device &device,
              const std::stop_token &stop, const std::function<void(const std::string &)> &say);

} // namespace symbolon
