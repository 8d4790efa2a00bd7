// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/calibration/fit.h"

#include "analysis/matching/full/reasoner.h"
#include "analysis/matching/parallel.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <mutex>
#include <numeric>
#include <random>

namespace symbolon {

namespace {

constexpr double weightOfNone = 0.5; // a function of no source, against one that has one
constexpr std::size_t chunkSize = 256;
constexpr std::size_t mostOfCase = 300; // functions of one case that are learned from
constexpr std::size_t parameters = signalCount + noneSignalCount;
using Parameters = std::array<double, parameters>;

// A function to learn from: its hypotheses, and which are right.
struct Example {
    const Hypotheses *of = nullptr;
    std::vector<char> right; // by hypothesis; none: "none" is
    double weight = 1;
};

Example exampleOf(const Hypotheses &of, const Label &label)
{
    Example example{&of, std::vector<char>(of.list.size(), 0), 1};
    bool any = false;
    for (std::size_t i = 0; i < of.list.size(); ++i) {
        example.right[i] = std::find(label.right.begin(), label.right.end(), of.list[i].source) != label.right.end();
        any |= example.right[i] != 0;
    }
    if (!any)
        example.weight = weightOfNone;
    return example;
}

RoundWeights asRound(const Parameters &weights)
{
    RoundWeights round;
    for (std::size_t k = 0; k < parameters; ++k)
        (k < signalCount ? round.pair[k] : round.none[k - signalCount]) = static_cast<float>(weights[k]);
    return round;
}

// Adds the gradient of −ln P(right) to `gradient`; returns the loss.
double addGradient(const Example &example, const RoundWeights &weights, RoundWeights &gradient,
                   std::vector<double> &scores)
{
    const Hypotheses &of = *example.of;
    scores.clear();
    for (const Hypothesis &each : of.list)
        scores.push_back(static_cast<double>(
            std::inner_product(weights.pair.begin(), weights.pair.end(), each.signals.begin(), 0.0F)));
    scores.push_back(static_cast<double>(
        std::inner_product(weights.none.begin(), weights.none.end(), of.noneSignals.begin(), 0.0F)));
    const double most = *std::max_element(scores.begin(), scores.end());
    double sum = 0, rightSum = 0;
    const bool none = std::none_of(example.right.begin(), example.right.end(), [](char right) { return right != 0; });
    const auto isRight = [&](std::size_t i) { return i == of.list.size() ? none : example.right[i] != 0; };
    for (std::size_t i = 0; i < scores.size(); ++i) {
        scores[i] = std::exp(scores[i] - most);
        sum += scores[i];
        if (isRight(i))
            rightSum += scores[i];
    }
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const auto slope =
            static_cast<float>(example.weight * (scores[i] / sum - (isRight(i) ? scores[i] / rightSum : 0)));
        if (i == of.list.size()) {
            for (std::size_t k = 0; k < noneSignalCount; ++k)
                gradient.none[k] += slope * of.noneSignals[k];
        } else if (std::abs(slope) > 1e-6F) {
            for (std::size_t k = 0; k < signalCount; ++k)
                gradient.pair[k] += slope * of.list[i].signals[k];
        }
    }
    return -example.weight * std::log(std::max(rightSum / sum, 1e-12));
}

Parameters deviations(const std::vector<Example> &examples)
{
    Parameters sum{}, squares{};
    double pairs = 0, functions = 0;
    for (const Example &example : examples) {
        for (const Hypothesis &each : example.of->list) {
            for (std::size_t k = 0; k < signalCount; ++k) {
                const auto value = static_cast<double>(each.signals[k]);
                sum[k] += value;
                squares[k] += value * value;
            }
        }
        for (std::size_t k = 0; k < noneSignalCount; ++k) {
            const auto value = static_cast<double>(example.of->noneSignals[k]);
            sum[signalCount + k] += value;
            squares[signalCount + k] += value * value;
        }
        pairs += static_cast<double>(example.of->list.size());
        functions += 1;
    }
    Parameters deviation{};
    for (std::size_t k = 0; k < parameters; ++k) {
        const double count = k < signalCount ? pairs : functions;
        const double mean = sum[k] / count;
        deviation[k] = std::sqrt(std::max(0.0, squares[k] / count - mean * mean));
    }
    deviation[signalCount] = 1; // the constant
    return deviation;
}

RoundWeights fitRound(const std::vector<Example> &examples, const RoundWeights &start, bool mutual,
                      const FitOptions &options, unsigned round)
{
    const Parameters deviation = deviations(examples);
    const auto isFree = [&](std::size_t k) {
        const bool ofOthers = k < signalCount ? k >= firstMutualSignal : k - signalCount >= firstMutualNoneSignal;
        return deviation[k] > 1e-6 && (mutual || !ofOthers);
    };
    Parameters weights{}, mean{}, square{};
    for (std::size_t k = 0; k < parameters; ++k) {
        if (isFree(k))
            weights[k] = static_cast<double>(k < signalCount ? start.pair[k] : start.none[k - signalCount]);
    }
    double total = 0;
    for (const Example &example : examples)
        total += example.weight;
    double loss = 0;
    for (unsigned step = 1; step <= options.steps; ++step) {
        Parameters gradient{};
        loss = 0;
        std::mutex mutex;
        const RoundWeights now = asRound(weights);
        parallelFor(examples.size(), chunkSize, {}, {}, [&](std::size_t begin, std::size_t end) {
            RoundWeights part;
            double partLoss = 0;
            std::vector<double> scores;
            for (std::size_t i = begin; i < end; ++i)
                partLoss += addGradient(examples[i], now, part, scores);
            const std::lock_guard lock(mutex);
            loss += partLoss;
            for (std::size_t k = 0; k < parameters; ++k)
                gradient[k] += static_cast<double>(k < signalCount ? part.pair[k] : part.none[k - signalCount]);
        });
        const double rate = options.rate * (0.5 + 0.5 * std::cos(3.14159 * step / options.steps));
        for (std::size_t k = 0; k < parameters; ++k) {
            if (!isFree(k))
                continue;
            const double standard = weights[k] * deviation[k];
            const double slope = gradient[k] / total / deviation[k] + 2 * options.penalty * standard;
            mean[k] = 0.9 * mean[k] + 0.1 * slope;
            square[k] = 0.99 * square[k] + 0.01 * slope * slope;
            const double change = rate * (mean[k] / (1 - std::pow(0.9, step)))
                                  / (std::sqrt(square[k] / (1 - std::pow(0.99, step))) + 1e-8);
            weights[k] = (standard - change) / deviation[k];
        }
    }
    std::fprintf(stderr, "round %u: %zu functions, loss %.4f\n", round, examples.size(), loss / total);
    return asRound(weights);
}

} // namespace

CombinationWeights fitWeights(const std::vector<MatchCase> &cases, const FitOptions &options)
{
    const Decisions undecided{MatchOptions()};
    std::vector<Reasoner> reasoners;
    std::vector<AllHypotheses> states;
    for (const MatchCase &each : cases) {
        reasoners.push_back(*Reasoner::prepare(each.binary, each.source, each.retrieval, {}));
        states.push_back(reasoners.back().start(undecided));
    }
    CombinationWeights weights;
    for (unsigned round = 0; round < options.rounds; ++round) {
        std::vector<Example> examples;
        for (std::size_t c = 0; c < cases.size(); ++c) {
            if (round > 0)
                reasoners[c].update(states[c], round, undecided, {});
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
            fitRound(examples, weights.empty() ? RoundWeights() : weights.back(), round > 0, options, round));
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
    const auto line = [&](float value, std::string_view name, std::size_t round) {
        char number[32];
        std::snprintf(number, sizeof number, "%.5gF", static_cast<double>(value));
        std::string spelled = number;
        if (spelled.find_first_of(".e") == std::string::npos)
            spelled.insert(spelled.size() - 1, ".0");
        text += "            " + spelled + "," + (round == 0 ? " // " + std::string(name) : "") + "\n";
    };
    for (std::size_t round = 0; round < weights.size(); ++round) {
        text += "        {{\n";
        for (std::size_t k = 0; k < signalCount; ++k)
            line(weights[round].pair[k], signalName(static_cast<Signal>(k)), round);
        text += "        }, {\n";
        for (std::size_t k = 0; k < noneSignalCount; ++k)
            line(weights[round].none[k], noneSignalName(static_cast<NoneSignal>(k)), round);
        text += "        }},\n";
    }
    return text + "    };\n    return weights;\n}\n// clang-format on\n\n} // namespace symbolon\n";
}

} // namespace symbolon
