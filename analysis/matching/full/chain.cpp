// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/full/chain.h"

#include "analysis/matching/parallel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

namespace symbolon {

namespace {

constexpr int64_t mostPlaces = 12;
constexpr double holds = 0.08;      // its place, while something else comes by
constexpr double ofForeign = 0.05;  // of all functions, before anything is known
constexpr double unlisted = 0.05;   // of a function being something that is no hypothesis, against chance
constexpr double leastShare = 0.02; // of a way from one function to the next that is looked at
constexpr size_t mostStates = 96;
constexpr double least = 1e-4;
constexpr float floorOfChain = 0.03F;
constexpr size_t mostLikely = 48; // by one direction, of which those that both think likely are proposed
constexpr size_t mostProposed = 6;
constexpr float worthProposing = 20; // times chance, seen from both sides together

// The ways from one function to the next.
enum Way : uint8_t {
    // Some places on, by each FunctionOrder.
    SameFile = functionOrderCount, // anywhere in the file
    Caller,
    Callee,
    Elsewhere,
    Ways,
};

// How neighbours in the binary stand to each other in the source.
class Steps
{
public:
    Steps(const AllHypotheses &all, const SourceOrder &order)
    {
        constexpr std::array<double, Ways> prior{4, 4, 4, 3, 0.5, 0.5, 2}; // pairs
        constexpr double priorOfPlaces = 6;
        constexpr int rounds = 5;
        const std::vector<Pair> pairs = pairsOf(all, order);
        for (Places &places : m_places) {
            for (size_t i = 0; i < places.size(); ++i)
                places[i] = usual(static_cast<int64_t>(i) - mostPlaces);
        }
        m_share = prior;
        normalise(m_share);
        for (int round = 0; round < rounds; ++round) {
            std::array<double, Ways> ways = prior;
            std::array<Places, functionOrderCount> counts;
            for (Places &places : counts) {
                for (size_t i = 0; i < places.size(); ++i)
                    places[i] = priorOfPlaces * usual(static_cast<int64_t>(i) - mostPlaces);
            }
            for (const Pair &pair : pairs) {
                std::array<double, Ways> parts{};
                double sum = 0;
                for (size_t way = 0; way < Ways; ++way) {
                    double chance = 0;
                    if (way >= SameFile)
                        chance = pair.chances[way - SameFile];
                    else if (pair.sameFile && std::abs(pair.places[way]) <= mostPlaces)
                        chance = m_places[way][static_cast<size_t>(pair.places[way] + mostPlaces)];
                    parts[way] = m_share[way] * chance;
                    sum += parts[way];
                }
                for (size_t way = 0; way < Ways; ++way) {
                    const double part = pair.belief * parts[way] / sum;
                    if (pair.sure)
                        ways[way] += part;
                    if (way < SameFile && part > 0)
                        counts[way][static_cast<size_t>(pair.places[way] + mostPlaces)] += part;
                }
            }
            normalise(ways);
            m_share = ways;
            for (size_t way = 0; way < functionOrderCount; ++way) {
                normalise(counts[way]);
                m_places[way] = counts[way];
            }
        }
        for (size_t way = 0; way < Ways; ++way) {
            if (m_share[way] < leastShare)
                m_share[way] = 0;
        }
        normalise(m_share);
        for (double &share : m_share)
            share *= 1 - holds;
    }

    // Probability that the next function is reached so; with Elsewhere and holding the place they add up to 1.
    [[nodiscard]] double share(size_t way) const { return m_share[way]; }
    // Given that it is reached by a FunctionOrder.
    [[nodiscard]] double at(size_t kind, int64_t places) const
    {
        return m_places[kind][static_cast<size_t>(places + mostPlaces)];
    }

private:
    using Places = std::array<double, 2 * mostPlaces + 1>;
    struct Pair {
        double belief = 0;
        bool sure = false; // says something about the ways, not only about the places
        bool sameFile = false;
        std::array<int64_t, functionOrderCount> places{};
        std::array<double, Ways - SameFile> chances{};
    };

    static double usual(int64_t places)
    {
        return places == 0 ? 0 : 0.5 * std::pow(0.5, static_cast<double>(std::abs(places)));
    }

    template<typename Shares>
    static void normalise(Shares &shares)
    {
        const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
        for (double &share : shares)
            share /= sum;
    }

    static std::vector<Pair> pairsOf(const AllHypotheses &all, const SourceOrder &order)
    {
        constexpr float leastBelief = 0.02F;
        constexpr float sure = 0.3F;
        const auto chanceAmong = [](const std::vector<uint32_t> &list, uint32_t function) {
            return std::binary_search(list.begin(), list.end(), function) ? 1 / static_cast<double>(list.size()) : 0;
        };
        std::vector<Pair> pairs;
        for (size_t b = 0; b + 1 < all.size(); ++b) {
            for (const Hypothesis &left : all[b].list) {
                if (left.belief < leastBelief || order.inHeader(left.source))
                    continue;
                for (const Hypothesis &right : all[b + 1].list) {
                    const float belief = left.belief * right.belief;
                    if (belief < leastBelief || left.source == right.source || order.inHeader(right.source))
                        continue;
                    Pair pair;
                    pair.belief = static_cast<double>(belief);
                    pair.sure = belief > sure;
                    pair.sameFile = order.file(left.source) == order.file(right.source);
                    if (pair.sameFile) {
                        for (size_t kind = 0; kind < functionOrderCount; ++kind)
                            pair.places[kind] =
                                order.places(left.source, right.source, static_cast<FunctionOrder>(kind));
                        pair.chances[0] = 1 / static_cast<double>(order.functionsOf(order.file(left.source)).size());
                    }
                    pair.chances[Caller - SameFile] = chanceAmong(order.callers(left.source), right.source);
                    pair.chances[Callee - SameFile] = chanceAmong(order.callees(left.source), right.source);
                    pair.chances[Elsewhere - SameFile] = 1 / static_cast<double>(order.size());
                    pairs.push_back(pair);
                }
            }
        }
        return pairs;
    }

    std::array<double, Ways> m_share{};
    std::array<Places, functionOrderCount> m_places{};
};

// One pass over the functions, forward or backward.
class Pass
{
public:
    Pass(const SourceOrder &order, const Steps &steps, int64_t direction)
        : m_order(order),
          m_steps(steps),
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
        const auto addAll = [&](const std::vector<uint32_t> &functions, double probability) {
            if (functions.empty() || probability == 0)
                return;
            for (const uint32_t function : functions)
                add(function, probability / static_cast<double>(functions.size()));
            spent += probability;
        };
        for (const auto &[state, probability] : m_states) {
            const uint32_t file = m_order.file(state);
            for (size_t way = 0; way < functionOrderCount; ++way) {
                const double share = probability * m_steps.share(way);
                if (share == 0)
                    continue;
                const auto kind = static_cast<FunctionOrder>(way);
                const std::vector<uint32_t> &beside = m_order.functionsOf(file, kind);
                const auto place = static_cast<int64_t>(m_order.place(state, kind));
                const int64_t last = std::min(static_cast<int64_t>(beside.size()) - 1, place + mostPlaces);
                for (int64_t to = std::max<int64_t>(0, place - mostPlaces); to <= last; ++to) {
                    if (to == place)
                        continue;
                    const double part = share * m_steps.at(way, (to - place) * m_direction);
                    add(beside[static_cast<size_t>(to)], part);
                    spent += part;
                }
            }
            addAll(m_order.callers(state), probability * m_steps.share(m_direction > 0 ? Caller : Callee));
            addAll(m_order.callees(state), probability * m_steps.share(m_direction > 0 ? Callee : Caller));
            const double far = probability * m_steps.share(SameFile);
            double &ofFile = m_ofFile[file];
            if (ofFile == 0 && far > 0)
                m_files.push_back(file);
            ofFile += far / static_cast<double>(m_order.functionsOf(file).size());
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
                             [](const auto &a, const auto &b) {
                                 return a.second != b.second ? a.second > b.second : a.first < b.first;
                             });
            states.resize(mostStates);
        }
        std::sort(states.begin(), states.end()); // the same sums whatever the library's selection does
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
    const Steps &m_steps;
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
void forEach(const AllHypotheses &all, const SourceOrder &order, const Steps &steps, int64_t direction,
             const Work &work, Each each)
{
    Pass pass(order, steps, direction);
    for (size_t n = 0; n < all.size() && !work.stopRequested(); ++n) {
        const size_t b = direction > 0 ? n : all.size() - 1 - n;
        pass.advance();
        each(b, pass);
        pass.see(all[b]);
    }
}

// What one direction says, as multiples of chance.
struct Side {
    struct Likely {
        uint32_t source = 0;
        float lift = 0;
    };
    std::vector<std::vector<float>> ofHypotheses; // by function
    std::vector<std::vector<Likely>> likely;      // by function: what is above chance, sorted by source
};

Side sideOf(const AllHypotheses &all, const SourceOrder &order, const Steps &steps, int64_t direction, const Work &work)
{
    const double chance = 1 / static_cast<double>(std::max<size_t>(1, order.size()));
    Side side{std::vector<std::vector<float>>(all.size()), std::vector<std::vector<Side::Likely>>(all.size())};
    std::vector<Side::Likely> likely;
    forEach(all, order, steps, direction, work, [&](size_t b, const Pass &pass) {
        for (const Hypothesis &each : all[b].list)
            side.ofHypotheses[b].push_back(static_cast<float>(pass.probability(each.source) / chance));
        likely.clear();
        for (const uint32_t state : pass.touched()) {
            const double lift = pass.probability(state) / chance;
            if (lift > 1 && !order.inHeader(state))
                likely.push_back({state, static_cast<float>(lift)});
        }
        if (likely.size() > mostLikely) {
            std::nth_element(
                likely.begin(), likely.begin() + mostLikely, likely.end(),
                [](const auto &x, const auto &y) { return x.lift != y.lift ? x.lift > y.lift : x.source < y.source; });
            likely.resize(mostLikely);
        }
        std::sort(likely.begin(), likely.end(), [](const auto &x, const auto &y) { return x.source < y.source; });
        side.likely[b] = likely;
    });
    return side;
}

float logOf(float lift)
{
    return std::log((lift + floorOfChain) / (1 + floorOfChain));
}

} // namespace

ChainSignals::Proposals ChainSignals::update(AllHypotheses &all, const Work &work) const
{
    const Steps steps(all, m_order);
    std::array<Side, 2> sides; // from before, from behind
    parallelFor(sides.size(), 1, work, {}, [&](size_t begin, size_t end) {
        for (size_t side = begin; side < end; ++side)
            sides[side] = sideOf(all, m_order, steps, side == 0 ? 1 : -1, work);
    });
    Proposals proposed(all.size());
    if (work.stopRequested())
        return proposed;
    for (size_t b = 0; b < all.size(); ++b) {
        for (size_t i = 0; i < all[b].list.size(); ++i) {
            Hypothesis &each = all[b].list[i];
            const bool header = m_order.inHeader(each.source);
            const float ahead = logOf(sides[0].ofHypotheses[b][i]), after = logOf(sides[1].ofHypotheses[b][i]);
            each.signals[static_cast<size_t>(Signal::ChainBoth)] = header ? 0 : ahead + after;
            each.signals[static_cast<size_t>(Signal::ChainEither)] = header ? 0 : std::max(ahead, after);
        }
        auto behind = sides[1].likely[b].begin();
        for (const Side::Likely &ahead : sides[0].likely[b]) {
            while (behind != sides[1].likely[b].end() && behind->source < ahead.source)
                ++behind;
            if (behind == sides[1].likely[b].end())
                break;
            if (behind->source != ahead.source || ahead.lift * behind->lift <= worthProposing
                || find(all[b], ahead.source))
                continue;
            const float first = logOf(ahead.lift), second = logOf(behind->lift);
            proposed[b].push_back({ahead.source, first + second, std::max(first, second)});
        }
        std::stable_sort(proposed[b].begin(), proposed[b].end(),
                         [](const Proposal &x, const Proposal &y) { return x.both > y.both; });
        proposed[b].resize(std::min(proposed[b].size(), mostProposed));
    }
    return proposed;
}

} // namespace symbolon
