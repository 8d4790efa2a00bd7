// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A trained network in one file: its configuration, its tensors, and a SHA-256 over all of it. Tables of embeddings
// are kept as bytes with a scale for each row, other tensors in 16 bits.
#pragma once

#include "analysis/base/result.h"
#include "model/network/network.h"

#include <string>
#include <string_view>

namespace symbolon {

// Bumped with the format, and with every change of what a network of a given configuration reads or computes:
// the numbers of the vocabulary, the hashes of words, the layout of the counts.
constexpr uint32_t WeightsVersion = 1;

struct Weights {
    Network network{nullptr}; // in evaluation mode
    std::string identity;     // the first 16 hexadecimal digits of the SHA-256 that the file ends with: the model's
                              // name in projects
};

std::string encodeWeights(Network network);
// BadInput: no weights, of another version, cut short or changed. `name` is the file's, for the message.
Result<Weights> decodeWeights(std::string_view bytes, const std::string &name);

} // namespace symbolon
