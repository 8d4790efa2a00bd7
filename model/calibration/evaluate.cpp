// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/calibration/evaluate.h"

#include "analysis/matching/full/reasoner.h"
#include "model/charts/svgpage.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace symbolon {

namespace {

double share(uint64_t part, uint64_t all)
{
    return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all);
}

// The signals that made the first candidate better than the right one, and the other way round.
void tellMiss(const MatchCase &from, uint32_t binary, const std::vector<Hypothesis> &list, const Hypothesis *right,
              const RoundWeights &weights)
{
    const auto name = [&](uint32_t source) { return from.source.functions[source].name.c_str(); };
    std::printf("0x%llx %zu tokens: %s", static_cast<unsigned long long>(from.binary.functions[binary].begin),
                from.binary.functions[binary].code.tokens.size(), name(from.labels[binary].right.front()));
    if (list.empty()) {
        std::printf(" has no candidate\n");
        return;
    }
    std::printf(", first %s %.3f", name(list.front().source), static_cast<double>(list.front().belief));
    if (right) {
        std::printf(", right one %.4f;", static_cast<double>(right->belief));
        for (std::size_t k = 0; k < signalCount; ++k) {
            const float difference = weights.pair[k] * (list.front().signals[k] - right->signals[k]);
            if (std::abs(difference) > 0.4F)
                std::printf(" %s %+.1f", signalName(static_cast<Signal>(k)).data(), static_cast<double>(difference));
        }
    } else {
        std::printf(", right one is no candidate");
    }
    std::printf("\n");
}

Tenths tenthsOf(const std::vector<CaseScore> &scores)
{
    Tenths sum{};
    for (const CaseScore &each : scores) {
        for (std::size_t i = 0; i < sum.size(); ++i) {
            sum[i].proposed += each.tenths[i].proposed;
            sum[i].right += each.tenths[i].right;
            sum[i].confidence += each.tenths[i].confidence;
        }
    }
    return sum;
}

} // namespace

CaseScore score(const MatchCase &from, const CombinationWeights &weights, bool misses)
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
        if (misses && !label.right.empty() && rank != 0)
            tellMiss(from, b, list, at == list.end() ? nullptr : &*at, weights.back());
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
        Tenth &tenth = score.tenths[static_cast<std::size_t>(std::min(9.0, confidence * 10))];
        ++tenth.proposed;
        tenth.right += right;
        tenth.confidence += confidence;
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
        score.sourceFirst += std::find(owners[s].begin(), owners[s].end(), claims[s].second) != owners[s].end() ? 1 : 0;
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
        return std::array<double, 7>{share(s.first, s.functions),        share(s.ten, s.functions),
                                     share(s.possible, s.functions),     share(s.sureAndRight, s.sure),
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
    }
    print("mean", sum.functions, means);
    std::printf("\nconfidence  proposed     mean    right\n");
    const Tenths tenths = tenthsOf(scores);
    for (std::size_t i = 0; i < tenths.size(); ++i) {
        const Tenth &tenth = tenths[i];
        std::printf("%.1f-%.1f    %9llu   %6.3f   %6.3f\n", static_cast<double>(i) / 10,
                    static_cast<double>(i + 1) / 10, static_cast<unsigned long long>(tenth.proposed),
                    tenth.proposed ? tenth.confidence / static_cast<double>(tenth.proposed) : 0,
                    share(tenth.right, tenth.proposed));
    }
}

std::string reliabilitySvg(const std::vector<CaseScore> &scores)
{
    constexpr double width = 560, left = 64, right = 24, top = 40, bottom = 440, barsTop = 490, barsBottom = 590;
    constexpr const char *measured = "#1f5fa8", *wanted = "#888", *counted = "#b9cbe0";
    const Tenths tenths = tenthsOf(scores);
    const SvgAxis x{0, 1, left, width - right}, y{0, 1, bottom, top};
    SvgPage page(width, 640);
    page.text(left, 22, "start", "Share right by confidence");
    page.grid(x, y);
    page.line(x.at(0), y.at(0), x.at(1), y.at(1), wanted, "6 4");
    std::string path;
    for (const Tenth &tenth : tenths) {
        if (tenth.proposed == 0)
            continue;
        const auto all = static_cast<double>(tenth.proposed);
        const double atX = x.at(tenth.confidence / all), part = share(tenth.right, tenth.proposed);
        const double deviation = std::sqrt(part * (1 - part) / all);
        page.line(atX, y.at(std::max(0.0, part - 2 * deviation)), atX, y.at(std::min(1.0, part + 2 * deviation)),
                  measured);
        page.dot(atX, y.at(part), measured);
        path += (path.empty() ? "M" : "L") + svgNumber(atX) + " " + svgNumber(y.at(part));
    }
    if (!path.empty())
        page.path(path, measured);
    page.text((x.begin + x.end) / 2, bottom + 34, "middle", "confidence");
    uint64_t most = 1;
    for (const Tenth &tenth : tenths)
        most = std::max(most, tenth.proposed);
    const SvgAxis bars{0, static_cast<double>(most), barsBottom, barsTop};
    for (std::size_t i = 0; i < tenths.size(); ++i) {
        const double from = x.at(static_cast<double>(i) / 10), to = x.at(static_cast<double>(i + 1) / 10);
        const double high = bars.at(static_cast<double>(tenths[i].proposed));
        page.rectangle(from + 2, high, to - from - 4, barsBottom - high, counted);
        page.text((from + to) / 2, high - 4, "middle", std::to_string(tenths[i].proposed));
    }
    page.line(left, barsBottom, width - right, barsBottom, wanted);
    page.text((x.begin + x.end) / 2, barsBottom + 24, "middle", "functions by the confidence of their first candidate");
    return page.take();
}

} // namespace symbolon
