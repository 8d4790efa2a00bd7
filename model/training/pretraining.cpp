// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/training/pretraining.h"

#include "model/network/maskedtokens.h"
#include "model/network/meanblock.h"
#include "model/network/skipgram.h"

#include <ATen/CPUGeneratorImpl.h>
#include <chrono>
#include <cstdio>

namespace symbolon {

namespace {

constexpr size_t mostFunctions = 20'000; // whose blocks word2vec reads
constexpr size_t batchFunctions = 32;
constexpr double hidden = 0.15; // of the tokens (Devlin et al. 2019)

std::vector<uint32_t> trainingFunctions(const DataSet &set, Side side)
{
    std::vector<uint32_t> indices;
    const auto count = static_cast<uint32_t>(side == Side::Source ? set.sources().size() : set.binaries().size());
    for (uint32_t i = 0; i < count; ++i) {
        const uint32_t source = side == Side::Source ? i : set.binaries()[i].source;
        if (set.sources()[source].part == Part::Training)
            indices.push_back(i);
    }
    return indices;
}

class Sequences
{
public:
    Sequences(const TrainingData &data, const NetworkConfig &config, Side side)
        : m_data(data), m_config(config), m_side(side), m_indices(trainingFunctions(data.set(), side))
    {
    }
    // Source texts, or blocks, of `count` functions at random.
    [[nodiscard]] SequenceBatch draw(size_t count, at::Generator &random) const
    {
        const torch::Tensor places = torch::randint(0, static_cast<int64_t>(m_indices.size()),
                                                    {static_cast<int64_t>(count)}, random, torch::kInt64);
        std::vector<const FunctionInput *> inputs;
        for (int64_t i = 0; i < places.numel(); ++i) {
            const uint32_t index = m_indices[static_cast<size_t>(places[i].item<int64_t>())];
            inputs.push_back(m_side == Side::Source ? &m_data.source(index) : &m_data.binary(index));
        }
        const FunctionBatch batch = collate(inputs, m_config);
        return m_side == Side::Source ? batch.text : SequenceBatch{batch.graph.ids, batch.graph.lengths};
    }
    [[nodiscard]] size_t size() const { return m_indices.size(); }

private:
    const TrainingData &m_data;
    const NetworkConfig &m_config;
    Side m_side;
    std::vector<uint32_t> m_indices;
};

double guessTokens(Transformer &transformer, const Sequences &sequences, int64_t vocabulary, double seconds,
                   const torch::Device &device, const std::stop_token &stop, at::Generator &random)
{
    const int64_t width = transformer.table().size(1);
    TokenHead head(width, vocabulary + 1, true);
    head.to(device);
    std::vector<torch::Tensor> parameters = transformer.parameters();
    for (const torch::Tensor &parameter : head.parameters())
        parameters.push_back(parameter);
    torch::optim::AdamW adam(parameters, torch::optim::AdamWOptions(1e-3));
    const auto start = std::chrono::steady_clock::now();
    double loss = 0;
    while (!stop.stop_requested()
           && std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() < seconds) {
        SequenceBatch batch = sequences.draw(batchFunctions, random);
        MaskedTokens masked = maskTokens(batch.ids, batch.lengths, hidden, vocabulary, vocabulary, random);
        masked.ids = masked.ids.to(device);
        masked.rows = masked.rows.to(device);
        masked.targets = masked.targets.to(device);
        const torch::Tensor step = maskedTokenLoss(transformer, head, masked, batch.lengths, true);
        adam.zero_grad();
        step.backward();
        adam.step();
        loss = loss == 0 ? step.item<double>() : 0.98 * loss + 0.02 * step.item<double>();
    }
    return loss;
}

} // namespace

void pretrain(Network network, const TrainingData &data, double seconds, int64_t seed, const torch::Device &device,
              const std::stop_token &stop, const std::function<void(const std::string &)> &say)
{
    const NetworkConfig &config = network->config();
    at::Generator random = at::make_generator<at::CPUGeneratorImpl>(static_cast<uint64_t>(seed));
    const auto tell = [&](const std::string &text) {
        if (say)
            say(text);
    };
    const auto guess = [&](Transformer &transformer, Side side, int64_t vocabulary) {
        const double loss = guessTokens(transformer, Sequences(data, config, side), vocabulary, seconds, device, stop,
                                        random);
        char text[96];
        std::snprintf(text, sizeof text, "hidden tokens of the %s side: loss %.3f",
                      side == Side::Source ? "source" : "binary", loss);
        tell(text);
    };
    for (const auto &module : network->modules()) {
        if (auto *block = dynamic_cast<MeanBlock *>(module.get()); block && config.block == "word2vec") {
            const Sequences sequences(data, config, Side::Binary);
            const SequenceBatch blocks = sequences.draw(std::min(mostFunctions, sequences.size()), random);
            SkipGramOptions options;
            options.dimension = config.tokenEmbedding;
            options.seed = static_cast<uint64_t>(seed);
            block->setEmbedding(trainSkipGram(blocks.ids, blocks.lengths, config.codeVocabulary + 1, options), true);
            tell("token vectors from " + std::to_string(blocks.lengths.numel()) + " blocks");
        } else if (auto *bert = dynamic_cast<BertBlock *>(module.get())) {
            guess(bert->transformer(), Side::Binary, config.codeVocabulary + 1);
        } else if (auto *text = dynamic_cast<TransformerEncoder *>(module.get())) {
            guess(text->transformer(), Side::Source, config.sourceVocabulary + 1);
        }
    }
    network->to(device);
}

} // namespace symbolon
