// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/network.h"

#include "model/network/partencoders.h"
#include "model/network/rarity.h"

#include <algorithm>

namespace symbolon {

namespace {

namespace nn = torch::nn;

torch::Tensor unit(const torch::Tensor &rows)
{
    return rows / rows.norm(2, 1, true).clamp_min(1e-6);
}

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
        if (config.wordRarity == "idf")
            m_rarity = register_buffer("rarity", emptyRarity());
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
    if (side == Side::Source && m_config.source != "none")
        add("text", makeText(m_config));
    if (side == Side::Binary && m_config.block != "none")
        add("graph", makeGraph(m_config));
    if (m_config.grams != "none") {
        const BagTable table(m_config.gramBuckets, m_config.gramDimension);
        m_tables.push_back(table);
        add("grams", makeGrams(m_config, table));
    }
    if (m_config.strings != "none")
        add("strings", makeStrings(m_config));
    if (m_config.integers != "none")
        add("integers", makeIntegers(m_config));
    if (m_config.names != "none")
        add("names", makeNames(m_config));
    if (m_config.words != "none")
        add("words", makeWords(m_config, words, m_rarity, &FunctionBatch::words));
    if (m_config.words == "context")
        add("context", makeWords(m_config, words, m_rarity, &FunctionBatch::context));
    if (m_config.counts != "none")
        add("counts", makeCounts(m_config));
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
