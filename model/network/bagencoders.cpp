// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/partencoders.h"
#include "model/network/rarity.h"

namespace symbolon {

namespace {

namespace nn = torch::nn;

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
        : PartEncoder(config.gramDimension), m_table(std::move(table)), m_dropout(config.gramDropout)
    {
        const int64_t width = dimension();
        register_module("table", m_table);
        m_weights = register_parameter("weights", torch::ones({GramKinds}));
        m_norm = register_module("norm", nn::LayerNorm(nn::LayerNormOptions({width})));
        m_network = register_module(
            "network", nn::Sequential(nn::Linear(width + CountFeatures, 2 * width), nn::ReLU(),
                                      nn::Linear(2 * width, width)));
    }
    torch::Tensor forward(const FunctionBatch &batch) override
    {
        const torch::Tensor sum = m_norm->forward(
            m_table->forward(dropped(batch.grams, is_training() ? m_dropout : 0), m_weights));
        return sum + m_network->forward(torch::cat({sum, batch.counts}, 1));
    }

private:
    BagTable m_table;
    double m_dropout;
    torch::Tensor m_weights;
    nn::LayerNorm m_norm{nullptr};
    nn::Sequential m_network{nullptr};
};

// Words, in the table that both sides share; each side learns how much each kind of word counts.
class WordEncoder : public PartEncoder
{
public:
    WordEncoder(const NetworkConfig &config, BagTable table, torch::Tensor rarity, BagBatch FunctionBatch::*bag)
        : PartEncoder(config.wordDimension),
          m_table(std::move(table)),
          m_rarity(std::move(rarity)),
          m_bag(bag),
          m_dropout(config.wordDropout),
          m_rows(config.wordBuckets),
          m_hashes(config.wordHashes)
    {
        m_weights = register_parameter("weights", torch::ones({WordKinds}));
    }
    torch::Tensor forward(const FunctionBatch &batch) override
    {
        return m_table->forward(rowsOf(dropped(batch.*m_bag, is_training() ? m_dropout : 0)), m_weights);
    }

private:
    // The rows of each word, one behind the other.
    BagBatch rowsOf(BagBatch bag) const
    {
        if (m_hashes == 1 && !m_rarity.defined())
            return bag; // see InputReader
        if (m_rarity.defined())
            bag.counts = bag.counts * rarities(m_rarity, bag.ids);
        std::vector<torch::Tensor> rows;
        for (int64_t which = 0; which < m_hashes; ++which)
            rows.push_back(wordPlaces(bag.ids, static_cast<size_t>(which), m_rows));
        return {torch::stack(rows, 1).flatten(), bag.kinds.repeat_interleave(m_hashes),
                bag.counts.repeat_interleave(m_hashes), bag.offsets * m_hashes};
    }

    BagTable m_table;       // registered by the network, once
    torch::Tensor m_rarity; // so as well
    BagBatch FunctionBatch::*m_bag;
    double m_dropout;
    int64_t m_rows, m_hashes;
    torch::Tensor m_weights;
};

class CountEncoder : public PartEncoder
{
public:
    explicit CountEncoder(const NetworkConfig &config) : PartEncoder(config.countsDimension)
    {
        m_network = register_module("network", nn::Sequential(nn::Linear(CountFeatures, 64), nn::ReLU(),
                                                              nn::Linear(64, dimension())));
    }
    torch::Tensor forward(const FunctionBatch &batch) override { return m_network->forward(batch.counts); }

private:
    nn::Sequential m_network{nullptr};
};

} // namespace

std::shared_ptr<PartEncoder> makeGrams(const NetworkConfig &config, const BagTable &table)
{
    return std::make_shared<GramEncoder>(config, table);
}

std::shared_ptr<PartEncoder> makeWords(const NetworkConfig &config, const BagTable &words, const torch::Tensor &rarity,
                                       BagBatch FunctionBatch::*bag)
{
    return std::make_shared<WordEncoder>(config, words, rarity, bag);
}

std::shared_ptr<PartEncoder> makeCounts(const NetworkConfig &config)
{
    return std::make_shared<CountEncoder>(config);
}

} // namespace symbolon
