// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/full/files.h"

#include <algorithm>
#include <cmath>

namespace symbolon {

namespace {

constexpr double priorOfStaying = 10; // pairs of neighbours
constexpr double elsewhere = 0.02;    // of a function of no known place, within any file
constexpr double inHeader = 0.5;      // of a header's function, within any file that is laid out
constexpr double floorOfFile = 1e-3;
constexpr float believed = 0.5F;
constexpr double tooSmall = 1e-90;

// One direction of the model: the probability of each file before a function is seen.
class Chain
{
public:
    // `stays`: probability that the next function is of the same file.
    Chain(size_t files, double stays)
        : m_stays(stays),
          m_raw(files, 1.0 / static_cast<double>(files)),
          m_jump((1 - stays) / static_cast<double>(files))
    {
    }

    // Probability of a file for the next function.
    [[nodiscard]] double predicted(uint32_t file) const { return m_stays * value(file) + m_jump; }

    // `touched`: files that the function speaks for, with how well each explains it; `others`: how well any other does.
    void see(const std::vector<std::pair<uint32_t, double>> &touched, double others)
    {
        std::vector<double> news;
        double sum = others; // Σ predicted = 1
        for (const auto &[file, likelihood] : touched) {
            const double before = predicted(file);
            news.push_back(likelihood * before);
            sum += (likelihood - others) * before;
        }
        m_scale *= m_stays * others / sum;
        m_offset = (m_stays * m_offset + m_jump) * others / sum;
        if (m_scale < tooSmall)
            settle();
        for (size_t i = 0; i < touched.size(); ++i)
            m_raw[touched[i].first] = (news[i] / sum - m_offset) / m_scale;
    }

private:
    [[nodiscard]] double value(uint32_t file) const { return std::max(0.0, m_scale * m_raw[file] + m_offset); }
    void settle()
    {
        for (double &raw : m_raw)
            raw = std::max(0.0, m_scale * raw + m_offset);
        m_scale = 1;
        m_offset = 0;
    }

    double m_stays;
    std::vector<double> m_raw; // the probability is scale · raw + offset: a step changes all that are not touched alike
    double m_jump;
    double m_scale = 1;
    double m_offset = 0;
};

// How well each file explains a function.
struct Emission {
    std::vector<std::pair<uint32_t, double>> touched; // by file
    double others = 0;
};

// Of two neighbours that are believed to be known.
double shareOfSameFile(const AllHypotheses &all, const SourceOrder &order)
{
    double together = 0.85 * priorOfStaying, pairs = priorOfStaying;
    const Hypothesis *last = nullptr;
    for (const Hypotheses &of : all) {
        const auto at =
            std::find_if(of.list.begin(), of.list.end(), [](const auto &each) { return each.belief > believed; });
        const Hypothesis *now = at == of.list.end() ? nullptr : &*at;
        if (last && now && !order.inHeader(last->source) && !order.inHeader(now->source)) {
            together += order.file(last->source) == order.file(now->source) ? 1 : 0;
            pairs += 1;
        }
        last = now;
    }
    return together / pairs;
}

} // namespace

void FileSignals::update(AllHypotheses &all) const
{
    const auto foreign = static_cast<uint32_t>(m_order.files());
    std::vector<Emission> emissions(all.size());
    for (size_t b = 0; b < all.size(); ++b) {
        Emission &emission = emissions[b];
        double header = 0;
        for (const Hypothesis &hypothesis : all[b].list) {
            const auto belief = static_cast<double>(hypothesis.apart);
            if (m_order.inHeader(hypothesis.source))
                header += belief * inHeader;
            else
                emission.touched.emplace_back(m_order.file(hypothesis.source), belief);
        }
        std::sort(emission.touched.begin(), emission.touched.end());
        size_t kept = 0;
        for (size_t i = 0; i < emission.touched.size(); ++i) {
            if (kept > 0 && emission.touched[kept - 1].first == emission.touched[i].first)
                emission.touched[kept - 1].second += emission.touched[i].second;
            else
                emission.touched[kept++] = emission.touched[i];
        }
        emission.touched.resize(kept);
        const auto none = static_cast<double>(all[b].noneApart);
        emission.others = header + elsewhere * (0.1 + none);
        for (auto &[file, likelihood] : emission.touched)
            likelihood += emission.others;
        emission.touched.emplace_back(foreign, elsewhere + none);
    }
    // What is said before a function, then the same from behind.
    std::vector<std::vector<double>> before(all.size());
    const double stays = shareOfSameFile(all, m_order);
    Chain forward(m_order.files() + 1, stays);
    for (size_t b = 0; b < all.size(); ++b) {
        for (const auto &[file, likelihood] : emissions[b].touched)
            before[b].push_back(forward.predicted(file));
        forward.see(emissions[b].touched, emissions[b].others);
    }
    Chain backward(m_order.files() + 1, stays);
    const auto logOf = [](double probability) {
        return static_cast<float>(std::log((probability + floorOfFile) / floorOfFile));
    };
    for (size_t b = all.size(); b-- > 0;) {
        const Emission &emission = emissions[b];
        std::vector<double> behind;
        for (const auto &[file, likelihood] : emission.touched)
            behind.push_back(backward.predicted(file));
        backward.see(emission.touched, emission.others);
        for (Hypothesis &hypothesis : all[b].list) {
            float both = 0, either = 0;
            if (!m_order.inHeader(hypothesis.source)) {
                const auto found = std::lower_bound(
                    emission.touched.begin(), emission.touched.end() - 1, m_order.file(hypothesis.source),
                    [](const auto &touched, uint32_t file) { return touched.first < file; });
                const auto n = static_cast<size_t>(found - emission.touched.begin());
                both = logOf(std::min(before[b][n], behind[n]));
                either = logOf(std::max(before[b][n], behind[n]));
            }
            hypothesis.signals[static_cast<size_t>(Signal::FileBoth)] = both;
            hypothesis.signals[static_cast<size_t>(Signal::FileEither)] = either;
        }
        all[b].noneSignals[static_cast<size_t>(NoneSignal::ForeignBefore)] = logOf(before[b].back());
        all[b].noneSignals[static_cast<size_t>(NoneSignal::ForeignBehind)] = logOf(behind.back());
    }
}

} // namespace symbolon
