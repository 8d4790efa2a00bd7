// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/calibration/evaluate.h"

#include "analysis/matching/full/reasoner.h"

#include <algorithm>
#include <cstdio>

namespace symbolon {

namespace {

double share(uint64_t part, uint64_t all)
{
    return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all);
}

} // namespace

CaseScore score(const MatchCase &from, const CombinationWeights &weights)
{
    const Decisions undecided{MatchOptions()};
    const auto reasoner = Reasoner::prepare(from.binary, from.source, from.retrieval, {});
    AllHypotheses all = *reasoner->run(weights, undecided, {});
    CaseScore score;
    score.name = from.name;
    score.group = from.group;
    score.functions = from.undiscovered;
    std::vector<std::pair<float, uint32_t>> claims(from.source.functions.size(), {0.0F, UINT32_MAX});
    for (uint32_t b = 0; b < all.size(); ++b) {
        std::vector<Hypothesis> &list = all[b].list;
        std::stable_sort(list.begin(), list.end(),
                         [](const Hypothesis &x, const Hypothesis &y) { return x.belief > y.belief; });
        for (const Hypothesis &each : list) {
            if (each.belief > claims[each.source].first)
                claims[each.source] = {each.belief, b};
        }
        const Label &label = from.labels[b];
        if (!label.known)
            continue;
        const auto isRight = [&](const Hypothesis &each) {
            return std::find(label.right.begin(), label.right.end(), each.source) != label.right.end();
        };
        const auto at = std::find_if(list.begin(), list.end(), isRight);
        const auto rank = static_cast<uint64_t>(at - list.begin());
        if (!label.right.empty()) {
            ++score.functions;
            score.first += rank == 0 && at != list.end();
            score.ten += rank < 10 && at != list.end();
            score.possible += at != list.end();
        }
        if (list.empty())
            continue;
        const bool right = rank == 0 && at != list.end();
        const auto confidence = static_cast<double>(list.front().belief);
        CaseScore::Bin &bin = score.bins[static_cast<std::size_t>(std::min(9.0, confidence * 10))];
        ++bin.proposed;
        bin.right += right;
        bin.confidence += confidence;
        score.sure += confidence >= 0.9;
        score.sureAndRight += confidence >= 0.9 && right;
    }
    std::vector<std::vector<uint32_t>> owners(from.source.functions.size());
    for (uint32_t b = 0; b < all.size(); ++b) {
        for (const uint32_t source : from.labels[b].right)
            owners[source].push_back(b);
    }
    for (uint32_t s = 0; s < owners.size(); ++s) {
        if (owners[s].empty()) {
            ++score.verdicts;
            score.verdictsRight += claims[s].first < 0.5F;
            continue;
        }
        ++score.sources;
        score.sourceFirst +=
            std::find(owners[s].begin(), owners[s].end(), claims[s].second) != owners[s].end() ? 1 : 0;
    }
    return score;
}

void printScores(const std::vector<CaseScore> &scores)
{
    std::printf("%-44s %6s %6s %6s %6s %6s %6s %6s %6s\n", "case", "n", "@1", "@10", "cand", "prec.9", "cov.9", "src@1",
                "absent");
    CaseScore sum;
    std::array<double, 7> means{};
    const auto row = [&](const CaseScore &s) {
        return std::array<double, 7>{share(s.first, s.functions), share(s.ten, s.functions),
                                     share(s.possible, s.functions), share(s.sureAndRight, s.sure),
                                     share(s.sureAndRight, s.functions), share(s.sourceFirst, s.sources),
                                     share(s.verdictsRight, s.verdicts)};
    };
    const auto print = [](const char *name, uint64_t functions, const std::array<double, 7> &values) {
        std::printf("%-44s %6llu", name, static_cast<unsigned long long>(functions));
        for (const double value : values)
            std::printf(" %6.3f", value);
        std::printf("\n");
    };
    for (const CaseScore &each : scores) {
        const auto values = row(each);
        print(each.name.c_str(), each.functions, values);
        for (std::size_t i = 0; i < means.size(); ++i)
            means[i] += values[i] / static_cast<double>(scores.size());
        sum.functions += each.functions;
        for (std::size_t i = 0; i < sum.bins.size(); ++i) {
            sum.bins[i].proposed += each.bins[i].proposed;
            sum.bins[i].right += each.bins[i].right;
            sum.bins[i].confidence += each.bins[i].confidence;
        }
    }
    print("mean", sum.functions, means);
    std::printf("\nconfidence  proposed     mean    right\n");
    for (std::size_t i = 0; i < sum.bins.size(); ++i) {
        const CaseScore::Bin &bin = sum.bins[i];
        std::printf("%.1f-%.1f    %9llu   %6.3f   %6.3f\n", static_cast<double>(i) / 10, static_cast<double>(i + 1) / 10,
                    static_cast<unsigned long long>(bin.proposed),
                    bin.proposed ? bin.confidence / static_cast<double>(bin.proposed) : 0, share(bin.right, bin.proposed));
    }
}

} // namespace symbolon
