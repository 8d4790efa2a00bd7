// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/calibration/fit.h"

#include "analysis/matching/full/reasoner.h"
#include "analysis/matching/parallel.h"
#include "model/calibration/likelihood.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <mutex>
#include <numeric>
#include <optional>
#include <random>

namespace symbolon {

namespace {

constexpr std::size_t chunkSize = 64;
constexpr std::size_t mostOfCase = 400; // functions of one case that are learned from
constexpr float leastDeviation = 1e-4F; // of a signal that says anything

// All weights of a round in one row, in units of the signals' standard deviations.
class Row
{
public:
    explicit Row(const std::vector<Example> &examples)
    {
        Signals sum{}, squares{};
        NoneSignals noneSum{}, noneSquares{};
        float pairs = 0;
        const auto add = [](auto &sums, auto &squared, const auto &signals) {
            for (std::size_t k = 0; k < signals.size(); ++k) {
                sums[k] += signals[k];
                squared[k] += signals[k] * signals[k];
            }
        };
        for (std::size_t i = 0; i < examples.size(); i += 7) { // enough of them
            for (const Hypothesis &each : examples[i].of->list)
                add(sum, squares, each.signals);
            add(noneSum, noneSquares, examples[i].of->noneSignals);
            pairs += static_cast<float>(examples[i].of->list.size());
        }
        const auto functions = static_cast<float>((examples.size() + 6) / 7);
        const auto deviation = [](float all, float square, float count) {
            const float mean = all / count;
            return std::sqrt(std::max(0.0F, square / count - mean * mean));
        };
        for (std::size_t k = 0; k < signalCount; ++k)
            m_deviation[k] = deviation(sum[k], squares[k], pairs);
        for (std::size_t k = 0; k < noneSignalCount; ++k)
            m_noneDeviation[k] = k == 0 ? 1 : deviation(noneSum[k], noneSquares[k], functions);
    }

    [[nodiscard]] float deviation(std::size_t signal) const { return m_deviation[signal]; }

    // Calls each(weight, gradient, deviation of its signal, whether it is penalised).
    template<typename Each>
    void forAll(RoundWeights &weights, RoundWeights &gradient, Each each) const
    {
        for (std::size_t k = 0; k < signalCount; ++k)
            each(weights.pair[k], gradient.pair[k], m_deviation[k], true);
        for (std::size_t k = 0; k < noneSignalCount; ++k)
            each(weights.none[k], gradient.none[k], m_noneDeviation[k], true);
        for (std::size_t unit = 0; unit < unitCount; ++unit) {
            for (std::size_t k = 0; k < signalCount; ++k)
                each(weights.units[unit][k], gradient.units[unit][k], m_deviation[k], true);
            each(weights.offsets[unit], gradient.offsets[unit], 1.0F, false);
            each(weights.outputs[unit], gradient.outputs[unit], 1.0F, true);
        }
    }

private:
    Signals m_deviation{};
    NoneSignals m_noneDeviation{};
};

void drawUnits(RoundWeights &weights, const Row &row, std::mt19937_64 &random)
{
    std::normal_distribution<float> normal(0, 0.2F);
    for (std::size_t unit = 0; unit < unitCount; ++unit) {
        for (std::size_t k = 0; k < signalCount; ++k)
            weights.units[unit][k] = row.deviation(k) > leastDeviation ? normal(random) / row.deviation(k) : 0;
        weights.outputs[unit] = unit % 2 == 0 ? 0.3F : -0.3F;
        weights.offsets[unit] = 0;
    }
}

RoundWeights fitRound(std::vector<Example> examples, const RoundWeights &start, const FitOptions &options,
                      unsigned round)
{
    const Row row(examples);
    std::mt19937_64 random(round + 1);
    RoundWeights weights = start, mean, square;
    if (round <= 1) // the first with mutual signals begins anew
        drawUnits(weights, row, random);
    std::size_t steps = 0;
    const std::size_t batches = (examples.size() + options.batch - 1) / options.batch;
    const std::size_t allSteps = batches * options.epochs;
    double loss = 0;
    for (unsigned epoch = 0; epoch < options.epochs; ++epoch) {
        std::shuffle(examples.begin(), examples.end(), random);
        double total = 0;
        loss = 0;
        for (std::size_t batch = 0; batch < batches; ++batch) {
            const std::size_t first = batch * options.batch;
            const std::size_t count = std::min(options.batch, examples.size() - first);
            RoundWeights gradient;
            std::mutex mutex;
            parallelFor(count, chunkSize, {}, {}, [&](std::size_t begin, std::size_t end) {
                RoundWeights part;
                double partLoss = 0, partTotal = 0;
                for (std::size_t i = begin; i < end; ++i) {
                    partLoss += addGradient(examples[first + i], weights, part);
                    partTotal += examples[first + i].weight;
                }
                const std::lock_guard lock(mutex);
                loss += partLoss;
                total += partTotal;
                row.forAll(gradient, part, [](float &sum, float &value, float, bool) { sum += value; });
            });
            ++steps;
            const auto done = static_cast<double>(steps) / static_cast<double>(allSteps);
            const auto rate = static_cast<float>(options.rate * (0.5 + 0.5 * std::cos(3.14159 * done)));
            const auto corrected = static_cast<float>(1 - std::pow(0.9, steps));
            const auto squareCorrected = static_cast<float>(1 - std::pow(0.99, steps));
            const auto penalty = static_cast<float>(2 * options.penalty);
            // Adam on the weights of standardised signals.
            RoundWeights slopes;
            row.forAll(weights, gradient, [&](float &weight, float &slope, float deviation, bool penalised) {
                slope = deviation > leastDeviation ? slope / static_cast<float>(count) / deviation
                                                         + (penalised ? penalty * weight * deviation : 0)
                                                   : 0;
            });
            row.forAll(mean, gradient, [&](float &m, float &slope, float, bool) { m = 0.9F * m + 0.1F * slope; });
            row.forAll(square, gradient,
                       [&](float &s, float &slope, float, bool) { s = 0.99F * s + 0.01F * slope * slope; });
            row.forAll(slopes, mean, [&](float &step, float &m, float, bool) { step = m / corrected; });
            row.forAll(slopes, square, [&](float &step, float &s, float, bool) {
                step = rate * step / (std::sqrt(s / squareCorrected) + 1e-8F);
            });
            row.forAll(weights, slopes, [&](float &weight, float &step, float deviation, bool) {
                weight = deviation > leastDeviation ? weight - step / deviation : 0;
            });
        }
        loss /= total;
    }
    std::fprintf(stderr, "round %u: %zu functions, loss %.4f\n", round, examples.size(), loss);
    return weights;
}

} // namespace

CombinationWeights fitWeights(const std::vector<MatchCase> &cases, const FitOptions &options)
{
    const Decisions undecided{MatchOptions()};
    std::vector<std::optional<Reasoner>> reasoners(cases.size());
    std::vector<AllHypotheses> states(cases.size());
    const auto forCases = [&](auto each) {
        parallelFor(cases.size(), 1, {}, {}, [&](std::size_t begin, std::size_t end) {
            for (std::size_t c = begin; c < end; ++c)
                each(c);
        });
    };
    Work alone; // cases beside each other
    alone.threads = 1;
    forCases([&](std::size_t c) {
        reasoners[c] = Reasoner::prepare(cases[c].binary, cases[c].source, cases[c].retrieval, alone);
        states[c] = reasoners[c]->start(undecided);
    });
    CombinationWeights weights;
    for (unsigned round = 0; round < options.rounds; ++round) {
        if (round > 0)
            forCases([&](std::size_t c) { reasoners[c]->update(states[c], round, undecided, alone); });
        std::vector<Example> examples;
        for (std::size_t c = 0; c < cases.size(); ++c) {
            std::vector<std::size_t> chosen;
            for (std::size_t b = 0; b < states[c].size(); ++b) {
                if (cases[c].labels[b].known && !states[c][b].list.empty())
                    chosen.push_back(b);
            }
            std::shuffle(chosen.begin(), chosen.end(), std::mt19937_64(c));
            chosen.resize(std::min(chosen.size(), mostOfCase));
            for (const std::size_t b : chosen)
                examples.push_back(exampleOf(states[c][b], cases[c].labels[b]));
        }
        weights.push_back(
            fitRound(std::move(examples), weights.empty() ? RoundWeights() : weights.back(), options, round));
        for (AllHypotheses &state : states)
            believe(state, weights.back());
    }
    return weights;
}

std::string weightsAsSource(const CombinationWeights &weights, const std::string &comment)
{
    std::string text = "// SPDX-FileCopyrightText: 2026 The Symbolon authors\n"
                       "// SPDX-License-Identifier: GPL-3.0-or-later\n\n"
                       "// Written by symbolon-calibrate fit; not to be edited.\n"
                       + comment
                       + "#include \"analysis/matching/full/combination.h\"\n\n"
                         "namespace symbolon {\n\n"
                         "// clang-format off\n"
                         "const CombinationWeights &fittedWeights()\n{\n"
                         "    static const CombinationWeights weights = {\n";
    const auto number = [&](float value) {
        char digits[32];
        std::snprintf(digits, sizeof digits, "%.5g", static_cast<double>(value));
        std::string spelled = digits;
        if (spelled.find_first_of(".e") == std::string::npos)
            spelled += ".0";
        return spelled + "F";
    };
    const auto list = [&](const auto &values, auto name) {
        for (std::size_t k = 0; k < values.size(); ++k)
            text += "            " + number(values[k]) + ", // " + std::string(name(k)) + "\n";
    };
    const auto row = [&](const auto &values) {
        for (const float value : values)
            text += number(value) + ", ";
    };
    for (const RoundWeights &round : weights) {
        text += "        {{\n";
        list(round.pair, [](std::size_t k) { return signalName(static_cast<Signal>(k)); });
        text += "        }, {\n";
        list(round.none, [](std::size_t k) { return noneSignalName(static_cast<NoneSignal>(k)); });
        text += "        }, {{\n";
        for (const Signals &unit : round.units) {
            text += "            {";
            row(unit);
            text += "},\n";
        }
        text += "        }}, {";
        row(round.offsets);
        text += "}, {";
        row(round.outputs);
        text += "}},\n";
    }
    return text + "    };\n    return weights;\n}\n// clang-format on\n\n} // namespace symbolon\n";
}

} // namespace symbolon
