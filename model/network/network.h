// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The two-sided network: each side turns a function into a vector, and nothing passes between the sides before
// the vectors, so that each can be computed once and stored (paper section 3). The table of words is the one part
// that both sides share.
#pragma once

#include "model/modelmodule.h"
#include "model/network/bagtable.h"
#include "model/network/collate.h"
#include "model/network/config.h"

#include <memory>
#include <vector>

namespace symbolon {

class PartEncoder;

// The concatenated parts as one unit-length vector. "batchnorm": through BatchNorm, as the paper does. "gates":
// each part at unit length, times a factor that a small network reads off the function's counts: how much a
// function's strings should say beside its code depends on how many it has.
class FusionImpl : public torch::nn::Module
{
public:
    FusionImpl(const std::string &kind, std::vector<int64_t> dimensions);
    torch::Tensor forward(const std::vector<torch::Tensor> &parts, const torch::Tensor &counts);

private:
    bool m_gates;
    torch::nn::BatchNorm1d m_norm{nullptr};
    torch::nn::Sequential m_gate{nullptr};
};
TORCH_MODULE(Fusion);

class NetworkImpl : public torch::nn::Module
{
public:
    explicit NetworkImpl(const NetworkConfig &config);

    torch::Tensor forward(Side side, const FunctionBatch &batch); // [n × dimension], unit length
    [[nodiscard]] const NetworkConfig &config() const { return m_config; }
    [[nodiscard]] std::vector<BagTable> tables() const { return m_tables; }
    [[nodiscard]] std::vector<torch::Tensor> denseParameters() const; // those that are in no table
    // With word_rarity = idf, before training: what rarityOf() gives for the training part.
    void setRarity(const torch::Tensor &rarity) { m_rarity.copy_(rarity); }

private:
    struct SideParts {
        std::vector<std::shared_ptr<PartEncoder>> parts;
        Fusion fusion{nullptr};
    };
    SideParts makeSide(Side side, const BagTable &words);

    NetworkConfig m_config;
    std::vector<BagTable> m_tables;
    torch::Tensor m_rarity; // undefined: all words count alike
    SideParts m_source, m_binary;
};
TORCH_MODULE(Network);

} // namespace symbolon
