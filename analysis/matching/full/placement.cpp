// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/full/placement.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace symbolon {

namespace {

constexpr double stays = 0.9;     // probability that the next function is of the same object file
constexpr double elsewhere = 0.02; // of a function of no known place, within any file
constexpr double inHeader = 0.5;  // of a header's function, within any file that is laid out
constexpr double floorOfFile = 1e-3;
constexpr double tooSmall = 1e-90;

// One direction of the model: the probability of each file before a function is seen.
class Chain
{
public:
    explicit Chain(size_t files) : m_raw(files, 1.0 / static_cast<double>(files)), m_jump((1 - stays) / static_cast<double>(files)) { }

    // Probability of a file for the next function.
    [[nodiscard]] double predicted(uint32_t file) const { return stays * value(file) + m_jump; }

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
        m_scale *= stays * others / sum;
        m_offset = (stays * m_offset + m_jump) * others / sum;
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

// How often neighbours in the binary stand so far apart in their file, against chance.
class Distances
{
public:
    void count(int64_t places, double belief)
    {
        m_all += belief;
        if (std::abs(places) <= mostPlaces)
            m_count[static_cast<size_t>(places + mostPlaces)] += belief;
    }
    void finish()
    {
        double near = 0;
        for (const double count : m_count)
            near += count;
        m_far = (m_all - near + prior) / (m_all + 2 * prior);
        for (double &count : m_count)
            count = (count + prior / static_cast<double>(m_count.size())) / (m_all + 2 * prior);
    }
    // Of two different functions of a file that has so many.
    [[nodiscard]] double lift(int64_t places, size_t functions) const
    {
        const double uniform = 1.0 / static_cast<double>(std::max<size_t>(functions, 2) - 1);
        if (std::abs(places) <= mostPlaces)
            return m_count[static_cast<size_t>(places + mostPlaces)] / uniform;
        const double rest = static_cast<double>(functions) - 1 - 2.0 * mostPlaces;
        return rest > 0 ? m_far / (rest * uniform) : 1;
    }

private:
    static constexpr int64_t mostPlaces = 8;
    static constexpr double prior = 20;
    std::array<double, 2 * mostPlaces + 1> m_count{};
    double m_all = 0;
    double m_far = 0;
};

} // namespace

PlacementSignals::PlacementSignals(const FeaturePool &source)
{
    std::vector<uint32_t> order;
    for (uint32_t s = 0; s < source.functions.size(); ++s) {
        const FunctionFeatures &function = source.functions[s];
        m_file.push_back(function.group);
        m_header.push_back(function.inHeader);
        if (function.group >= m_inFile.size())
            m_inFile.resize(function.group + 1);
        order.push_back(s);
    }
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
        return source.functions[a].begin < source.functions[b].begin;
    });
    m_place.resize(order.size());
    for (const uint32_t s : order) {
        m_place[s] = static_cast<uint32_t>(m_inFile[m_file[s]].size());
        m_inFile[m_file[s]].push_back(s);
    }
}

uint32_t PlacementSignals::neighbour(uint32_t source, int64_t places) const
{
    const std::vector<uint32_t> &file = m_inFile[m_file[source]];
    const int64_t place = static_cast<int64_t>(m_place[source]) + places;
    return place < 0 || place >= static_cast<int64_t>(file.size()) ? UINT32_MAX : file[static_cast<size_t>(place)];
}

void PlacementSignals::update(AllHypotheses &all) const
{
    updateFiles(all);
    updateOrder(all);
}

void PlacementSignals::updateFiles(AllHypotheses &all) const
{
    const auto foreign = static_cast<uint32_t>(m_inFile.size());
    std::vector<Emission> emissions(all.size());
    for (size_t b = 0; b < all.size(); ++b) {
        Emission &emission = emissions[b];
        double header = 0;
        for (const Hypothesis &hypothesis : all[b].list) {
            const auto belief = static_cast<double>(hypothesis.apart);
            if (m_header[hypothesis.source])
                header += belief * inHeader;
            else
                emission.touched.emplace_back(m_file[hypothesis.source], belief);
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
    struct Told {
        std::vector<double> files; // of emissions[b].touched
        std::vector<double> headers;
    };
    std::vector<std::vector<double>> before(all.size());
    Chain forward(m_inFile.size() + 1);
    for (size_t b = 0; b < all.size(); ++b) {
        for (const auto &[file, likelihood] : emissions[b].touched)
            before[b].push_back(forward.predicted(file));
        forward.see(emissions[b].touched, emissions[b].others);
    }
    Chain backward(m_inFile.size() + 1);
    const auto logOf = [](double probability) { return static_cast<float>(std::log((probability + floorOfFile) / floorOfFile)); };
    for (size_t b = all.size(); b-- > 0;) {
        const Emission &emission = emissions[b];
        std::vector<double> behind;
        for (const auto &[file, likelihood] : emission.touched)
            behind.push_back(backward.predicted(file));
        backward.see(emission.touched, emission.others);
        for (Hypothesis &hypothesis : all[b].list) {
            float both = 0, either = 0;
            if (!m_header[hypothesis.source]) {
                const auto found = std::lower_bound(
                    emission.touched.begin(), emission.touched.end() - 1, m_file[hypothesis.source],
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

void PlacementSignals::updateOrder(AllHypotheses &all) const
{
    constexpr float leastBelief = 0.02F;
    constexpr size_t reach = 2; // functions before and behind
    std::array<Distances, reach> distances;
    const auto forPairs = [&](size_t b, size_t step, auto each) {
        for (Hypothesis &left : all[b].list) {
            for (Hypothesis &right : all[b + step].list) {
                if (m_file[left.source] == m_file[right.source] && left.source != right.source)
                    each(left, right,
                         static_cast<int64_t>(m_place[right.source]) - static_cast<int64_t>(m_place[left.source]));
            }
        }
    };
    for (size_t step = 1; step <= reach; ++step) {
        Distances &distance = distances[step - 1];
        for (size_t b = 0; b + step < all.size(); ++b) {
            forPairs(b, step, [&](const Hypothesis &left, const Hypothesis &right, int64_t places) {
                const float belief = left.belief * right.belief;
                if (belief > leastBelief)
                    distance.count(places, static_cast<double>(belief));
            });
        }
        distance.finish();
    }
    for (Hypotheses &of : all) {
        for (Hypothesis &hypothesis : of.list)
            hypothesis.signals[static_cast<size_t>(Signal::Order)] = 0;
    }
    // The neighbour's belief times how usual the distance is; a neighbour that says nothing leaves the chance as it is.
    std::vector<double> left, right;
    for (size_t step = 1; step <= reach; ++step) {
        for (size_t b = 0; b + step < all.size(); ++b) {
            std::vector<Hypothesis> &a = all[b].list, &c = all[b + step].list;
            left.assign(a.size(), 0);
            right.assign(c.size(), 0);
            forPairs(b, step, [&](Hypothesis &x, Hypothesis &y, int64_t places) {
                const double lift = distances[step - 1].lift(places, m_inFile[m_file[x.source]].size());
                left[static_cast<size_t>(&x - a.data())] += static_cast<double>(y.apart) * lift;
                right[static_cast<size_t>(&y - c.data())] += static_cast<double>(x.apart) * lift;
            });
            for (size_t i = 0; i < a.size(); ++i)
                a[i].signals[static_cast<size_t>(Signal::Order)] += static_cast<float>(std::log1p(left[i]));
            for (size_t i = 0; i < c.size(); ++i)
                c[i].signals[static_cast<size_t>(Signal::Order)] += static_cast<float>(std::log1p(right[i]));
        }
    }
}

} // namespace symbolon
