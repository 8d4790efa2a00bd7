// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/full/combination.h"

#include "analysis/matching/parallel.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace symbolon {

namespace {

constexpr size_t chunkSize = 64;

constexpr std::array placeSignals = {Signal::FileBoth, Signal::FileEither, Signal::ChainBoth, Signal::ChainEither};

float product(const auto &weights, const auto &signals)
{
    return std::inner_product(weights.begin(), weights.end(), signals.begin(), 0.0F);
}

// Replaces scores by probabilities that add up to 1 with `none`.
void normalise(std::vector<float> &scores, float &none)
{
    const float most = std::max(none, scores.empty() ? none : *std::max_element(scores.begin(), scores.end()));
    float sum = none = std::exp(none - most);
    for (float &score : scores)
        sum += score = std::exp(score - most);
    for (float &score : scores)
        score /= sum;
    none /= sum;
}

struct Scores {
    float all = 0;
    float apart = 0; // without the signals of places
};

// RoundWeights::score() of many hypotheses: all units side by side.
class Scorer
{
public:
    explicit Scorer(const RoundWeights &weights) : m_weights(weights), m_pair(weights.pair)
    {
        for (size_t unit = 0; unit < unitCount; ++unit) {
            for (size_t k = 0; k < signalCount; ++k)
                m_units[k][unit] = weights.units[unit][k];
        }
        for (const Signal signal : placeSignals) {
            m_pair[static_cast<size_t>(signal)] = 0;
            m_units[static_cast<size_t>(signal)].fill(0);
        }
    }

    [[nodiscard]] Scores scores(const Signals &signals) const
    {
        std::array<float, unitCount> values = m_weights.offsets;
        for (size_t k = 0; k < signalCount; ++k) {
            for (size_t unit = 0; unit < unitCount; ++unit)
                values[unit] += m_units[k][unit] * signals[k];
        }
        float sum = product(m_pair, signals);
        const float apart = sum + outputOf(values);
        for (const Signal signal : placeSignals) {
            const auto k = static_cast<size_t>(signal);
            sum += m_weights.pair[k] * signals[k];
            for (size_t unit = 0; unit < unitCount; ++unit)
                values[unit] += m_weights.units[unit][k] * signals[k];
        }
        return {sum + outputOf(values), apart};
    }

private:
    [[nodiscard]] float outputOf(const std::array<float, unitCount> &values) const
    {
        float sum = 0;
        for (size_t unit = 0; unit < unitCount; ++unit)
            sum += m_weights.outputs[unit] * std::max(0.0F, values[unit]);
        return sum;
    }

    const RoundWeights &m_weights;
    Signals m_pair; // without those of places, as the units
    std::array<std::array<float, unitCount>, signalCount> m_units{};
};

void believe(Hypotheses &of, const RoundWeights &weights, const Scorer &scorer)
{
    std::vector<float> scores, apart;
    for (const Hypothesis &hypothesis : of.list) {
        const Scores both = scorer.scores(hypothesis.signals);
        scores.push_back(both.all);
        apart.push_back(both.apart);
    }
    of.none = product(weights.none, of.noneSignals);
    NoneSignals signals = of.noneSignals;
    for (const NoneSignal signal : {NoneSignal::ForeignBefore, NoneSignal::ForeignBehind})
        signals[static_cast<size_t>(signal)] = 0;
    of.noneApart = product(weights.none, signals);
    normalise(scores, of.none);
    normalise(apart, of.noneApart);
    const float rest = 1 - of.doubt;
    of.none = 1 - rest * (1 - of.none);
    of.noneApart = 1 - rest * (1 - of.noneApart);
    for (size_t i = 0; i < of.list.size(); ++i) {
        of.list[i].belief = rest * scores[i];
        of.list[i].apart = rest * apart[i];
    }
}

} // namespace

float RoundWeights::score(const Signals &signals) const
{
    float sum = product(pair, signals);
    for (size_t unit = 0; unit < unitCount; ++unit)
        sum += outputs[unit] * std::max(0.0F, offsets[unit] + product(units[unit], signals));
    return sum;
}

void believe(Hypotheses &of, const RoundWeights &weights)
{
    believe(of, weights, Scorer(weights));
}

void believe(AllHypotheses &all, const RoundWeights &weights, const Work &work)
{
    const Scorer scorer(weights);
    parallelFor(all.size(), chunkSize, work, {}, [&](size_t begin, size_t end) {
        for (size_t b = begin; b < end; ++b) {
            if (!all[b].decided)
                believe(all[b], weights, scorer);
        }
    });
}

} // namespace symbolon
