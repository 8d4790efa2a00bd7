// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/network.h"

#include <algorithm>

namespace symbolon {

namespace {

namespace nn = torch::nn;
namespace F = torch::nn::functional;

torch::Tensor unit(const torch::Tensor &rows)
{
    return rows / rows.norm(2, 1, true).clamp_min(1e-6);
}

// Each entry is left out with this probability.
BagBatch dropped(const BagBatch &bag, double share)
{
    if (share <= 0)
        return bag;
    BagBatch left = bag;
    left.counts = torch::dropout(bag.counts, share, true);
    return left;
}

// N-grams: their embeddings' sum, then a small network that reads the counts as well.
class GramEncoder : public PartEncoder
{
public:
    GramEncoder(const NetworkConfig &config, BagTable table)
        : m_table(std::move(table)), m_dimension(config.gramDimension), m_dropout(config.gramDropout)
    {
        register_module("table", m_table);
        m_weights = register_parameter("weights", torch::ones({GramKinds}));
        m_norm = register_module("norm", nn::LayerNorm(nn::LayerNormOptions({m_dimension})));
        m_network = register_module(
            "network", nn::Sequential(nn::Linear(m_dimension + CountFeatures, 2 * m_dimension), nn::ReLU(),
                                      nn::Linear(2 * m_dimension, m_dimension)));
    }
    torch::Tensor forward(const FunctionBatch &batch) override
    {
        const torch::Tensor sum = m_norm->forward(
            m_table->forward(dropped(batch.grams, is_training() ? m_dropout : 0), m_weights));
        return sum + m_network->forward(torch::cat({sum, batch.counts}, 1));
    }
    [[nodiscard]] int64_t dimension() const override { return m_dimension; }

private:
    BagTable m_table;
    int64_t m_dimension;
    double m_dropout;
    torch::Tensor m_weights;
    nn::LayerNorm m_norm{nullptr};
    nn::Sequential m_network{nullptr};
};

// Words, in the table that both sides share; each side learns how much each kind of word counts.
class WordEncoder : public PartEncoder
{
public:
    WordEncoder(const NetworkConfig &config, BagTable table, BagBatch FunctionBatch::*bag)
        : m_table(std::move(table)), m_bag(bag), m_dimension(config.wordDimension), m_dropout(config.wordDropout)
    {
        m_weights = register_parameter("weights", torch::ones({WordKinds}));
    }
    torch::Tensor forward(const FunctionBatch &batch) override
    {
        return m_table->forward(dropped(batch.*m_bag, is_training() ? m_dropout : 0), m_weights);
    }
    [[nodiscard]] int64_t dimension() const override { return m_dimension; }

private:
    BagTable m_table; // registered by the network, once
    BagBatch FunctionBatch::*m_bag;
    int64_t m_dimension;
    double m_dropout;
    torch::Tensor m_weights;
};

class CountEncoder : public PartEncoder
{
public:
    explicit CountEncoder(const NetworkConfig &config) : m_dimension(config.countsDimension)
    {
        m_network = register_module("network", nn::Sequential(nn::Linear(CountFeatures, 64), nn::ReLU(),
                                                              nn::Linear(64, m_dimension)));
    }
    torch::Tensor forward(const FunctionBatch &batch) override { return m_network->forward(batch.counts); }
    [[nodiscard]] int64_t dimension() const override { return m_dimension; }

private:
    int64_t m_dimension;
    nn::Sequential m_network{nullptr};
};

} // namespace

FusionImpl::FusionImpl(const std::string &kind, std::vector<int64_t> dimensions) : m_gates(kind == "gates")
{
    int64_t total = 0;
    for (const int64_t dimension : dimensions)
        total += dimension;
    if (m_gates)
        m_gate = register_module("gate", nn::Sequential(nn::Linear(CountFeatures, 32), nn::ReLU(),
                                                        nn::Linear(32, static_cast<int64_t>(dimensions.size())),
                                                        nn::Softplus()));
    else
        m_norm = register_module("norm", nn::BatchNorm1d(total));
}

torch::Tensor FusionImpl::forward(const std::vector<torch::Tensor> &parts, const torch::Tensor &counts)
{
    if (!m_gates)
        return unit(m_norm->forward(torch::cat(parts, 1)));
    const torch::Tensor gates = m_gate->forward(counts);
    std::vector<torch::Tensor> scaled;
    for (size_t i = 0; i < parts.size(); ++i)
        scaled.push_back(unit(parts[i]) * gates.narrow(1, static_cast<int64_t>(i), 1));
    return unit(torch::cat(scaled, 1));
}

NetworkImpl::NetworkImpl(const NetworkConfig &config) : m_config(config)
{
    BagTable words{nullptr};
    if (config.words != "none") {
        words = register_module("words", BagTable(config.wordBuckets, config.wordDimension));
        m_tables.push_back(words);
    }
    m_source = makeSide(Side::Source, words);
    m_binary = makeSide(Side::Binary, words);
}

NetworkImpl::SideParts NetworkImpl::makeSide(Side side, const BagTable &words)
{
    SideParts made;
    const std::string prefix = side == Side::Source ? "source_" : "binary_";
    const auto add = [&](const std::string &name, std::shared_ptr<PartEncoder> part) {
        register_module(prefix + name, part);
        made.parts.push_back(std::move(part));
    };
    if (m_config.grams != "none") {
        const BagTable table(m_config.gramBuckets, m_config.gramDimension);
        m_tables.push_back(table);
        add("grams", std::make_shared<GramEncoder>(m_config, table));
    }
    if (m_config.words != "none")
        add("words", std::make_shared<WordEncoder>(m_config, words, &FunctionBatch::words));
    if (m_config.words == "context")
        add("context", std::make_shared<WordEncoder>(m_config, words, &FunctionBatch::context));
    if (m_config.counts != "none")
        add("counts", std::make_shared<CountEncoder>(m_config));
    std::vector<int64_t> dimensions;
    for (const auto &part : made.parts)
        dimensions.push_back(part->dimension());
    made.fusion = register_module(prefix + "fusion", Fusion(m_config.fusion, dimensions));
    return made;
}

torch::Tensor NetworkImpl::forward(Side side, const FunctionBatch &batch)
{
    SideParts &parts = side == Side::Source ? m_source : m_binary;
    std::vector<torch::Tensor> outputs;
    for (const auto &part : parts.parts)
        outputs.push_back(part->forward(batch));
    return parts.fusion->forward(outputs, batch.counts);
}

std::vector<torch::Tensor> NetworkImpl::denseParameters() const
{
    std::vector<torch::Tensor> dense;
    for (const torch::Tensor &parameter : parameters()) {
        const bool inTable = std::any_of(m_tables.begin(), m_tables.end(), [&](const BagTable &table) {
            return BagTable(table)->table().is_same(parameter);
        });
        if (!inTable)
            dense.push_back(parameter);
    }
    return dense;
}

} // namespace symbolon
