// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/calibration/likelihood.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace symbolon {

namespace {

constexpr double weightOfNone = 0.5; // a function of no source, against one that has one
constexpr float leastSlope = 1e-6F;

} // namespace

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

double addGradient(const Example &example, const RoundWeights &weights, RoundWeights &gradient)
{
    const Hypotheses &of = *example.of;
    std::vector<double> scores;
    for (const Hypothesis &each : of.list)
        scores.push_back(static_cast<double>(weights.score(each.signals)));
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
    const auto addTimes = [](auto &to, float factor, const auto &signals) {
        for (std::size_t k = 0; k < signals.size(); ++k)
            to[k] += factor * signals[k];
    };
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const auto slope =
            static_cast<float>(example.weight * (scores[i] / sum - (isRight(i) ? scores[i] / rightSum : 0)));
        if (i == of.list.size()) {
            addTimes(gradient.none, slope, of.noneSignals);
        } else if (std::abs(slope) > leastSlope) {
            const Signals &signals = of.list[i].signals;
            addTimes(gradient.pair, slope, signals);
            for (std::size_t unit = 0; unit < unitCount; ++unit) {
                const float value =
                    weights.offsets[unit]
                    + std::inner_product(signals.begin(), signals.end(), weights.units[unit].begin(), 0.0F);
                if (value <= 0)
                    continue;
                gradient.outputs[unit] += slope * value;
                gradient.offsets[unit] += slope * weights.outputs[unit];
                addTimes(gradient.units[unit], slope * weights.outputs[unit], signals);
            }
        }
    }
    return -example.weight * std::log(std::max(rightSum / sum, 1e-12));
}

} // namespace symbolon
