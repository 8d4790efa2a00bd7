// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The parts of a side that a configuration can choose from.
#pragma once

#include "model/network/network.h"

namespace symbolon {

// What one part of a side makes of a batch: [n × dimension].
class PartEncoder : public torch::nn::Module
{
public:
    explicit PartEncoder(int64_t dimension) : m_dimension(dimension) { }
    virtual torch::Tensor forward(const FunctionBatch &batch) = 0;
    [[nodiscard]] int64_t dimension() const { return m_dimension; }

private:
    int64_t m_dimension;
};

std::shared_ptr<PartEncoder> makeText(const NetworkConfig &config);
std::shared_ptr<PartEncoder> makeGraph(const NetworkConfig &config);
std::shared_ptr<PartEncoder> makeStrings(const NetworkConfig &config);
std::shared_ptr<PartEncoder> makeNames(const NetworkConfig &config);
std::shared_ptr<PartEncoder> makeIntegers(const NetworkConfig &config);
std::shared_ptr<PartEncoder> makeGrams(const NetworkConfig &config, const BagTable &table);
// `words` and `rarity` (see rarity.h; undefined: all words count alike) are registered by the network, once for both
// sides.
std::shared_ptr<PartEncoder> makeWords(const NetworkConfig &config, const BagTable &words, const torch::Tensor &rarity,
                                       BagBatch FunctionBatch::*bag);
std::shared_ptr<PartEncoder> makeCounts(const NetworkConfig &config);

} // namespace symbolon
