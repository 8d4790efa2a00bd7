// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/full/chain.h"

#include "analysis/matching/parallel.h"

#include <algorithm>
#include <cmath>

namespace symbolon {

namespace {

constexpr int64_t mostPlaces = 12;
constexpr double holds = 0.08;        // its place, while something else comes by
constexpr double priorOfStaying = 10; // pairs of neighbours
constexpr double ofForeign = 0.05;    // of all functions, before anything is known
constexpr double unlisted = 0.05;     // of a function being something that is no hypothesis, against chance
constexpr size_t mostStates = 160;
constexpr double least = 1e-6;
constexpr double floorOfChain = 0.03;
constexpr size_t mostProposed = 6;
constexpr double worthProposing = 20; // times chance, seen from both sides together

// How far apart neighbours in the binary stand in their file.
class Distances
{
public:
    explicit Distances(const AllHypotheses &all, const SourceOrder &order)
    {
        constexpr float leastBelief = 0.02F;
        constexpr float sure = 0.3F;
        double sum = 0, together = 0, apart = 0;
        for (size_t b = 0; b + 1 < all.size(); ++b) {
            for (const Hypothesis &left : all[b].list) {
                for (const Hypothesis &right : all[b + 1].list) {
                    const float belief = left.belief * right.belief;
                    const bool sameFile = order.file(left.source) == order.file(right.source);
                    if (belief > sure && !order.inHeader(left.source) && !order.inHeader(right.source))
                        (sameFile ? together : apart) += static_cast<double>(belief);
                    if (belief < leastBelief || left.source == right.source || !sameFile)
                        continue;
                    sum += static_cast<double>(belief);
                    const int64_t places = order.places(left.source, right.source);
                    if (std::abs(places) <= mostPlaces)
                        m_share[static_cast<size_t>(places + mostPlaces)] += static_cast<double>(belief);
                }
            }
        }
        constexpr double prior = 20; // pairs, of which half stand anywhere in the file
        double near = 0;
        for (size_t i = 0; i < m_share.size(); ++i) {
            const double places = std::abs(static_cast<double>(i) - static_cast<double>(mostPlaces));
            const double usual = places == 0 ? 0 : 0.25 * std::pow(0.5, places); // adds up to a half
            m_share[i] = (m_share[i] + prior * usual) / (sum + prior);
            near += m_share[i];
        }
        m_far = 1 - near;
        m_stays = (1 - holds) * (together + 0.85 * priorOfStaying) / (together + apart + priorOfStaying);
    }
    // Probability that the next function is of the same file.
    [[nodiscard]] double stays() const { return m_stays; }
    [[nodiscard]] double at(int64_t places) const { return m_share[static_cast<size_t>(places + mostPlaces)]; }
    [[nodiscard]] double far() const { return m_far; }

private:
    std::array<double, 2 * mostPlaces + 1> m_share{};
    double m_far = 0;
    double m_stays = 0;
};

// One pass over the functions, forward or backward.
class Pass
{
public:
    Pass(const SourceOrder &order, const Distances &distances, int64_t direction)
        : m_order(order),
          m_distances(distances),
          m_direction(direction),
          m_next(order.size()),
          m_held(order.size()),
          m_ofFile(order.files()),
          m_isTouched(order.size())
    {
    }

    // From the last function to the next; then probability() and foreign() tell of it.
    void advance()
    {
        double spent = 0;
        const auto anywhere = static_cast<double>(m_order.size());
        for (const auto &[state, probability] : m_states) {
            const std::vector<uint32_t> &beside = m_order.functionsOf(m_order.file(state));
            const auto place = static_cast<int64_t>(m_order.place(state));
            const int64_t last = std::min(static_cast<int64_t>(beside.size()) - 1, place + mostPlaces);
            for (int64_t to = std::max<int64_t>(0, place - mostPlaces); to <= last; ++to) {
                if (to == place)
                    continue;
                const double part = probability * m_distances.stays() * m_distances.at((to - place) * m_direction);
                add(beside[static_cast<size_t>(to)], part);
                spent += part;
            }
            const double far = probability * m_distances.stays() * m_distances.far();
            double &file = m_ofFile[m_order.file(state)];
            if (file == 0)
                m_files.push_back(m_order.file(state));
            file += far / static_cast<double>(beside.size());
            m_held[state] = probability * holds;
            touch(state);
            spent += far + probability * holds;
        }
        m_foreignNext = m_foreign * 0.9 + (1 - m_foreign) * 0.02;
        m_jump = std::max(0.0, 1 - m_foreignNext - spent * (1 - m_foreignNext)) / anywhere;
        m_scale = 1 - m_foreignNext;
    }

    // Of a source function being the next, without what the binary function says itself.
    [[nodiscard]] double probability(uint32_t source) const
    {
        return m_scale * (m_next[source] + m_ofFile[m_order.file(source)]) + m_jump;
    }

    void see(const Hypotheses &of)
    {
        const auto anywhere = static_cast<double>(m_order.size());
        const auto none = static_cast<double>(of.noneApart);
        double header = 0;
        for (const Hypothesis &each : of.list) {
            touch(each.source);
            if (m_order.inHeader(each.source))
                header += static_cast<double>(each.apart);
        }
        const double other = unlisted + 0.5 * none;
        const double bypass = std::min(10.0, 10 * (header + none + 0.02));
        std::vector<std::pair<uint32_t, double>> states;
        std::vector<double> &likelihood = m_likelihood;
        likelihood.resize(m_order.size(), 0);
        for (const Hypothesis &each : of.list)
            likelihood[each.source] = static_cast<double>(each.apart) * anywhere;
        double sum = 0;
        double unsaid = m_jump * anywhere; // probability of the states of which nothing is said
        for (const uint32_t file : m_files)
            unsaid += m_scale * m_ofFile[file] * static_cast<double>(m_order.functionsOf(file).size());
        for (const uint32_t state : m_touched) {
            unsaid -= m_jump + m_scale * m_ofFile[m_order.file(state)];
            const double value =
                probability(state) * std::max(other, likelihood[state]) + m_scale * m_held[state] * bypass;
            states.emplace_back(state, value);
            sum += value;
        }
        for (const Hypothesis &each : of.list)
            likelihood[each.source] = 0;
        const double rest = std::max(0.0, unsaid) * other;
        const double foreign = m_foreignNext * (none / ofForeign + 0.05);
        sum += rest + foreign;
        m_foreign = foreign / sum;
        std::erase_if(states, [&](const auto &state) { return state.second < least * sum; });
        if (states.size() > mostStates) {
            std::nth_element(states.begin(), states.begin() + mostStates, states.end(),
                             [](const auto &a, const auto &b) { return a.second > b.second; });
            states.resize(mostStates);
        }
        std::sort(states.begin(), states.end()); // the same whatever the library's selection does
        m_states.clear();
        for (const auto &[state, value] : states)
            m_states.emplace_back(state, value / sum / std::max(1e-9, 1 - m_foreign));
        forget();
    }

    [[nodiscard]] const std::vector<uint32_t> &touched() const { return m_touched; }

private:
    void touch(uint32_t state)
    {
        if (m_isTouched[state])
            return;
        m_isTouched[state] = 1;
        m_touched.push_back(state);
    }
    void add(uint32_t state, double probability)
    {
        touch(state);
        m_next[state] += probability;
    }
    void forget()
    {
        for (const uint32_t state : m_touched) {
            m_next[state] = m_held[state] = 0;
            m_isTouched[state] = 0;
        }
        m_touched.clear();
        for (const uint32_t file : m_files)
            m_ofFile[file] = 0;
        m_files.clear();
    }

    const SourceOrder &m_order;
    const Distances &m_distances;
    int64_t m_direction;
    std::vector<std::pair<uint32_t, double>> m_states; // given that it is not foreign; what lacks to 1 is anywhere
    double m_foreign = 0;
    double m_foreignNext = 0;
    double m_jump = 0;
    double m_scale = 1;
    std::vector<double> m_next; // by source function, as the rest: zero between two steps
    std::vector<double> m_held;
    std::vector<double> m_likelihood;
    std::vector<double> m_ofFile;
    std::vector<char> m_isTouched;
    std::vector<uint32_t> m_touched;
    std::vector<uint32_t> m_files;
};

// Calls each(b, pass) for every function in the pass's direction, before the pass sees what is believed of it.
template<typename Each>
void forEach(const AllHypotheses &all, const SourceOrder &order, const Distances &distances, int64_t direction,
             const Work &work, Each each)
{
    Pass pass(order, distances, direction);
    for (size_t n = 0; n < all.size() && !work.stopRequested(); ++n) {
        const size_t b = direction > 0 ? n : all.size() - 1 - n;
        pass.advance();
        each(b, pass);
        pass.see(all[b]);
    }
}

double chanceOf(const SourceOrder &order)
{
    return 1 / static_cast<double>(std::max<size_t>(1, order.size()));
}

} // namespace

SourceOrder::SourceOrder(const FeaturePool &source)
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
    std::stable_sort(order.begin(), order.end(),
                     [&](uint32_t a, uint32_t b) { return source.functions[a].begin < source.functions[b].begin; });
    m_place.resize(order.size());
    for (const uint32_t s : order) {
        m_place[s] = static_cast<uint32_t>(m_inFile[m_file[s]].size());
        m_inFile[m_file[s]].push_back(s);
    }
}

uint32_t SourceOrder::beside(uint32_t source, int64_t places) const
{
    const std::vector<uint32_t> &file = m_inFile[m_file[source]];
    const int64_t place = static_cast<int64_t>(m_place[source]) + places;
    return place < 0 || place >= static_cast<int64_t>(file.size()) ? UINT32_MAX : file[static_cast<size_t>(place)];
}

void ChainSignals::update(AllHypotheses &all, const Work &work) const
{
    const Distances distances(all, m_order);
    const double chance = chanceOf(m_order);
    // By function, by hypothesis: probability by chance's, from before and from behind.
    std::array<std::vector<std::vector<double>>, 2> lifts;
    parallelFor(lifts.size(), 1, work, {}, [&](size_t begin, size_t end) {
        for (size_t side = begin; side < end; ++side) {
            lifts[side].resize(all.size());
            forEach(all, m_order, distances, side == 0 ? 1 : -1, work, [&](size_t b, const Pass &pass) {
                for (const Hypothesis &each : all[b].list)
                    lifts[side][b].push_back(pass.probability(each.source) / chance);
            });
        }
    });
    if (work.stopRequested())
        return;
    const auto logOf = [](double lift) {
        return static_cast<float>(std::log((lift + floorOfChain) / (1 + floorOfChain)));
    };
    for (size_t b = 0; b < all.size(); ++b) {
        for (size_t i = 0; i < all[b].list.size(); ++i) {
            Hypothesis &each = all[b].list[i];
            const bool header = m_order.inHeader(each.source);
            const float ahead = logOf(lifts[0][b][i]), after = logOf(lifts[1][b][i]);
            each.signals[static_cast<size_t>(Signal::ChainBoth)] = header ? 0 : ahead + after;
            each.signals[static_cast<size_t>(Signal::ChainEither)] = header ? 0 : std::max(ahead, after);
        }
    }
}

std::vector<std::vector<uint32_t>> ChainSignals::proposals(const AllHypotheses &all, const Work &work) const
{
    const Distances distances(all, m_order);
    const double chance = chanceOf(m_order);
    std::vector<std::vector<std::pair<uint32_t, double>>> likely(all.size()); // from before, with the lift
    forEach(all, m_order, distances, 1, work, [&](size_t b, const Pass &pass) {
        for (const uint32_t state : pass.touched()) {
            const double probability = pass.probability(state);
            if (probability > chance && !m_order.inHeader(state))
                likely[b].emplace_back(state, probability / chance);
        }
    });
    std::vector<std::vector<uint32_t>> proposed(all.size());
    forEach(all, m_order, distances, -1, work, [&](size_t b, const Pass &pass) {
        std::vector<std::pair<double, uint32_t>> worth;
        for (const auto &[state, lift] : likely[b]) {
            const double both = lift * pass.probability(state) / chance;
            if (both > worthProposing && !find(all[b], state))
                worth.emplace_back(-both, state);
        }
        std::sort(worth.begin(), worth.end());
        for (size_t i = 0; i < worth.size() && i < mostProposed; ++i)
            proposed[b].push_back(worth[i].second);
    });
    return proposed;
}

} // namespace symbolon
