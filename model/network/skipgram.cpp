// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/skipgram.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace symbolon {

namespace {

// One pair: `other` is taken for a neighbour (label 1) or not (0). Adds to the step that `token` will take.
void learn(int64_t dimension, const float *token, float *other, float *step, float label, float rate)
{
    float product = 0;
    for (int64_t i = 0; i < dimension; ++i)
        product += token[i] * other[i];
    const float error = rate * (label - 1 / (1 + std::exp(-product)));
    for (int64_t i = 0; i < dimension; ++i) {
        step[i] += error * other[i];
        other[i] += error * token[i];
    }
}

} // namespace

torch::Tensor trainSkipGram(const torch::Tensor &ids, const torch::Tensor &lengths, int64_t vocabulary,
                            const SkipGramOptions &options)
{
    const auto rows = ids.to(torch::kCPU, torch::kLong).contiguous();
    const auto sizes = lengths.to(torch::kCPU, torch::kLong).contiguous();
    const int64_t *token = rows.data_ptr<int64_t>();
    const int64_t *length = sizes.data_ptr<int64_t>();
    const int64_t dimension = options.dimension;

    std::vector<double> frequencies(static_cast<std::size_t>(vocabulary));
    double total = 0;
    for (int64_t n = 0; n < rows.size(0); ++n)
        for (int64_t i = 0; i < length[n]; ++i, ++total)
            ++frequencies.at(static_cast<std::size_t>(token[n * rows.size(1) + i]));
    for (double &frequency : frequencies)
        frequency = std::pow(frequency, 0.75);
    std::vector<int64_t> draws(std::clamp<std::size_t>(frequencies.size() * 16, 1 << 12, 1 << 22));
    {
        double sum = 0;
        for (const double frequency : frequencies)
            sum += frequency;
        std::size_t word = 0;
        double reached = frequencies.empty() ? 0 : frequencies[0];
        for (std::size_t n = 0; n < draws.size(); ++n) {
            while (word + 1 < frequencies.size() && (n + 0.5) / draws.size() * sum > reached)
                reached += frequencies[++word];
            draws[n] = static_cast<int64_t>(word);
        }
    }

    std::mt19937_64 random(options.seed);
    const auto below = [&random](int64_t limit) { return static_cast<int64_t>(random() % static_cast<uint64_t>(limit)); };
    auto vectors = torch::empty({vocabulary, dimension});
    float *vector = vectors.data_ptr<float>();
    for (int64_t i = 0; i < vocabulary * dimension; ++i)
        vector[i] = (static_cast<float>(random() >> 40) / float(1 << 24) - 0.5F) / static_cast<float>(dimension);
    std::vector<float> contexts(static_cast<std::size_t>(vocabulary * dimension));
    std::vector<float> step(static_cast<std::size_t>(dimension));

    double seen = 0;
    for (int64_t epoch = 0; epoch < options.epochs; ++epoch) {
        for (int64_t n = 0; n < rows.size(0); ++n) {
            const int64_t *sequence = token + n * rows.size(1);
            for (int64_t i = 0; i < length[n]; ++i, ++seen) {
                const double left = 1 - seen / (total * static_cast<double>(options.epochs) + 1);
                const auto rate = static_cast<float>(options.rate * std::max(left, 1e-4));
                const int64_t reach = 1 + below(options.window);
                float *own = vector + sequence[i] * dimension;
                for (int64_t j = std::max<int64_t>(0, i - reach); j <= std::min(length[n] - 1, i + reach); ++j) {
                    if (j == i)
                        continue;
                    std::fill(step.begin(), step.end(), 0.0F);
                    learn(dimension, own, contexts.data() + sequence[j] * dimension, step.data(), 1, rate);
                    for (int64_t k = 0; k < options.negatives; ++k) {
                        const int64_t drawn = draws[static_cast<std::size_t>(below(static_cast<int64_t>(draws.size())))];
                        if (drawn != sequence[j])
                            learn(dimension, own, contexts.data() + drawn * dimension, step.data(), 0, rate);
                    }
                    for (int64_t d = 0; d < dimension; ++d)
                        own[d] += step[d];
                }
            }
        }
    }
    return vectors;
}

} // namespace symbolon
