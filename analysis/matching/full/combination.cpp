// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/full/combination.h"

#include <algorithm>
#include <cmath>

namespace symbolon {

namespace {

bool isOfPlace(size_t signal)
{
    return signal == static_cast<size_t>(Signal::FileBoth) || signal == static_cast<size_t>(Signal::FileEither)
           || signal == static_cast<size_t>(Signal::Order);
}

bool isOfPlaceForNone(size_t signal)
{
    return signal == static_cast<size_t>(NoneSignal::ForeignBefore)
           || signal == static_cast<size_t>(NoneSignal::ForeignBehind);
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

} // namespace

void believe(AllHypotheses &all, const RoundWeights &weights)
{
    std::vector<float> scores, apart;
    for (Hypotheses &of : all) {
        if (of.decided)
            continue;
        scores.clear();
        apart.clear();
        for (const Hypothesis &hypothesis : of.list) {
            float score = 0, place = 0;
            for (size_t i = 0; i < signalCount; ++i)
                (isOfPlace(i) ? place : score) += weights.pair[i] * hypothesis.signals[i];
            scores.push_back(score + place);
            apart.push_back(score);
        }
        float none = 0, place = 0;
        for (size_t i = 0; i < noneSignalCount; ++i)
            (isOfPlaceForNone(i) ? place : none) += weights.none[i] * of.noneSignals[i];
        of.noneApart = none;
        of.none = none + place;
        normalise(scores, of.none);
        normalise(apart, of.noneApart);
        for (size_t i = 0; i < of.list.size(); ++i) {
            of.list[i].belief = scores[i];
            of.list[i].apart = apart[i];
        }
    }
}

} // namespace symbolon
