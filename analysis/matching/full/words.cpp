// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/full/words.h"

#include "analysis/matching/parallel.h"
#include "analysis/source/lexer.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <numeric>
#include <unordered_map>

namespace symbolon {

namespace {

constexpr size_t leastChunk = 64;
constexpr size_t mostChunks = 64;    // each has room for all words and things
constexpr size_t mostShare = 8;      // what more than one function in so many has tells little
constexpr size_t alwaysFew = 8;      // functions that are few in the smallest program
constexpr size_t longest = 4096;     // words of a text, or things of a function: one with more teaches little
constexpr float leastBelief = 0.1F;  // of a pair that teaches
constexpr float leastPairs = 0.5F;   // that have both
constexpr float leastGain = 0.7F;    // ln
constexpr size_t mostWords = 48;     // that are kept for one thing
constexpr float prior = 1;           // pairs
constexpr float expectedFrom = 0.5F; // share of the pairs with a word that have the thing
constexpr float mostCertain = 0.98F;
constexpr size_t mostTexts = 64;    // that have a word that brings candidates in
constexpr float leastVotes = 2;     // sum of gains
constexpr size_t mostVoted = 48;    // of these
constexpr size_t mostProposed = 10; // that are new

// How much likelier a thing is in a function whose text has the word: ln.
float gainOf(float both, float word, float usual)
{
    return std::log((both + prior * usual) / ((word + prior) * usual));
}

size_t chunkOf(size_t count)
{
    return std::max(leastChunk, count / mostChunks + 1);
}

template<typename Key>
void makeDistinct(std::vector<Key> &list)
{
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

} // namespace

struct WordSignals::Hash {
    size_t operator()(std::string_view word) const { return std::hash<std::string_view>()(word); }
    size_t operator()(const Thing &thing) const
    {
        return std::hash<uint64_t>()((thing.value ^ static_cast<uint64_t>(thing.kind)) * 0x9E3779B97F4A7C15ULL);
    }
};

// Numbers what several lists have, and not too many of them. Each list has each once.
template<typename Key>
WordSignals::Lists WordSignals::number(const std::vector<std::vector<Key>> &all, std::vector<Key> &keys)
{
    struct Entry {
        uint32_t lists = 0;
        uint32_t number = UINT32_MAX;
    };
    std::unordered_map<Key, Entry, Hash> entries;
    const auto isTooLong = [](const std::vector<Key> &list) { return list.size() > longest; };
    for (const std::vector<Key> &list : all) {
        if (isTooLong(list))
            continue;
        for (const Key &key : list)
            ++entries[key].lists;
    }
    const size_t most = all.size() / mostShare + alwaysFew;
    Lists lists;
    for (const std::vector<Key> &list : all) {
        const auto begin = static_cast<std::ptrdiff_t>(lists.items.size());
        for (const Key &key : isTooLong(list) ? std::vector<Key>() : list) {
            Entry &entry = entries.find(key)->second;
            if (entry.lists < 2 || entry.lists > most)
                continue;
            if (entry.number == UINT32_MAX) {
                entry.number = static_cast<uint32_t>(keys.size());
                keys.push_back(key);
            }
            lists.items.push_back(entry.number);
        }
        std::sort(lists.items.begin() + begin, lists.items.end());
        lists.ends.push_back(static_cast<uint32_t>(lists.items.size()));
    }
    return lists;
}

WordSignals::WordSignals(const FeaturePool &binary, const FeaturePool &source, const Work &work)
{
    std::vector<std::vector<Thing>> things(binary.functions.size());
    for (size_t b = 0; b < things.size(); ++b) {
        for (const uint64_t access : binary.functions[b].accesses)
            things[b].push_back({Thing::Kind::Access, access});
        for (const IntegerFact &fact : binary.functions[b].integers)
            things[b].push_back({Thing::Kind::Constant, static_cast<uint64_t>(fact.value)});
        makeDistinct(things[b]);
    }
    m_things = number(things, m_thing);
    std::vector<std::vector<std::string_view>> words(source.functions.size());
    parallelFor(words.size(), leastChunk, work, {}, [&](size_t begin, size_t end) {
        for (size_t s = begin; s < end; ++s) {
            for (const Token &token : lex(source.functions[s].text).tokens) {
                if (token.kind == TokenKind::Identifier) // its own name, too: callers name it where it was inlined
                    words[s].push_back(token.text);
            }
            makeDistinct(words[s]);
        }
    });
    m_words = number(words, m_wordText);

    m_users = inverted(m_things, m_thing.size());
    m_functionsWith = inverted(m_words, m_wordText.size());
}

WordSignals::Lists WordSignals::inverted(const Lists &lists, size_t count)
{
    Lists result;
    result.ends.assign(count, 0);
    for (const uint32_t item : lists.items)
        ++result.ends[item];
    std::partial_sum(result.ends.begin(), result.ends.end(), result.ends.begin());
    result.items.resize(lists.items.size());
    // From the back, so that each end moves to its list's begin; then these are the ends of the lists before.
    for (auto list = static_cast<uint32_t>(lists.size()); list-- > 0;) {
        for (const uint32_t item : lists[list])
            result.items[--result.ends[item]] = list;
    }
    if (count > 0) {
        std::rotate(result.ends.begin(), result.ends.begin() + 1, result.ends.end());
        result.ends.back() = static_cast<uint32_t>(result.items.size());
    }
    return result;
}

// Share of the functions that have it.
float WordSignals::usual(uint32_t thing) const
{
    return static_cast<float>(m_users[thing].size()) / static_cast<float>(m_things.size());
}

// Without the pairs `own`; 0 where what is left is too little.
float WordSignals::gainWithout(const Lessons &lessons, uint32_t thing, const Count &word, float own) const
{
    const float both = word.pairs - own;
    if (both < leastPairs)
        return 0;
    const float gain = gainOf(both, lessons.seen[word.number] - own, usual(thing));
    return gain < leastGain ? 0 : gain;
}

WordSignals::Lessons WordSignals::learn(const AllHypotheses &all, const Work &work) const
{
    Lessons lessons;
    lessons.from.resize(all.size());
    lessons.seen.resize(m_wordText.size());
    for (size_t b = 0; b < all.size(); ++b) {
        for (const Hypothesis &each : all[b].list) {
            if (each.belief < leastBelief)
                continue;
            lessons.from[b].emplace_back(each.source, each.belief);
            for (const uint32_t word : m_words[each.source])
                lessons.seen[word] += each.belief;
        }
    }
    lessons.words.resize(m_thing.size());
    parallelFor(m_thing.size(), chunkOf(m_thing.size()), work, {}, [&](size_t begin, size_t end) {
        std::vector<float> pairs(m_wordText.size(), 0); // by word, of one thing
        std::vector<uint32_t> touched;
        std::vector<std::pair<float, Count>> found;
        for (auto thing = static_cast<uint32_t>(begin); thing < end && !work.stopRequested(); ++thing) {
            for (const uint32_t b : m_users[thing]) {
                for (const auto &[source, belief] : lessons.from[b]) {
                    for (const uint32_t word : m_words[source]) {
                        if (pairs[word] == 0)
                            touched.push_back(word);
                        pairs[word] += belief;
                    }
                }
            }
            for (const uint32_t word : touched) {
                const float gain = gainOf(pairs[word], lessons.seen[word], usual(thing));
                if (pairs[word] >= leastPairs && gain >= leastGain)
                    found.push_back({gain, {word, pairs[word]}});
                pairs[word] = 0;
            }
            if (found.size() > mostWords) {
                std::nth_element(found.begin(), found.begin() + mostWords, found.end(),
                                 [](const auto &x, const auto &y) {
                                     return x.first != y.first ? x.first > y.first : x.second.number < y.second.number;
                                 });
                found.resize(mostWords);
            }
            for (const auto &each : found)
                lessons.words[thing].push_back(each.second);
            touched.clear();
            found.clear();
        }
    });
    lessons.expected.resize(m_wordText.size());
    for (uint32_t thing = 0; thing < m_thing.size(); ++thing) {
        for (const Count &each : lessons.words[thing]) {
            if (each.pairs / (lessons.seen[each.number] + prior) >= expectedFrom)
                lessons.expected[each.number].push_back({thing, each.pairs});
        }
    }
    return lessons;
}

// Compares one binary function after another with source functions, without what itself has taught.
class WordSignals::Judge
{
public:
    Judge(const WordSignals &signals, const Lessons &lessons)
        : m_signals(signals),
          m_lessons(lessons),
          m_own(signals.m_wordText.size(), 0),
          m_first(signals.m_wordText.size(), 0),
          m_has(signals.m_thing.size(), 0),
          m_best(signals.m_thing.size(), 0)
    {
    }

    void setBinary(uint32_t binary)
    {
        for (const uint32_t word : m_taught)
            m_own[word] = 0;
        for (const Link &link : m_links)
            m_first[link.word] = 0;
        for (const uint32_t thing : m_things)
            m_has[thing] = 0;
        m_taught.clear();
        m_links.clear();
        m_possible = 0;
        for (const auto &[source, belief] : m_lessons.from[binary]) {
            for (const uint32_t word : m_signals.m_words[source]) {
                m_own[word] += belief;
                m_taught.push_back(word);
            }
        }
        m_things = m_signals.m_things[binary];
        for (const uint32_t thing : m_things) {
            m_has[thing] = 1;
            float most = 0;
            for (const Count &each : m_lessons.words[thing]) {
                const float gain = m_signals.gainWithout(m_lessons, thing, each, m_own[each.number]);
                if (gain == 0)
                    continue;
                most = std::max(most, gain);
                m_links.push_back({m_first[each.number], each.number, thing, gain});
                m_first[each.number] = static_cast<uint32_t>(m_links.size());
            }
            m_possible += static_cast<double>(most);
        }
    }

    void set(Hypothesis &hypothesis)
    {
        double explained = 0, absent = 0;
        for (const uint32_t word : m_signals.m_words[hypothesis.source]) {
            for (uint32_t at = m_first[word]; at != 0; at = m_links[at - 1].next)
                note(m_links[at - 1].thing, m_links[at - 1].gain);
            for (const Count &each : m_lessons.expected[word]) {
                const float share = m_has[each.number] ? 0 : each.pairs / (others(word) + prior);
                if (share >= expectedFrom)
                    note(each.number, -std::log(1 - std::min(share, mostCertain)));
            }
        }
        for (const uint32_t thing : m_touched) {
            (m_has[thing] ? explained : absent) += static_cast<double>(m_best[thing]);
            m_best[thing] = 0;
        }
        m_touched.clear();
        const auto put = [&](Signal signal, double value) {
            hypothesis.signals[static_cast<size_t>(signal)] = static_cast<float>(std::log1p(std::max(0.0, value)));
        };
        put(Signal::Words, explained);
        put(Signal::WordsExtra, m_possible - explained);
        put(Signal::WordsAbsent, absent);
    }

    struct Link {
        uint32_t next = 0; // of the same word: one more than its index
        uint32_t word = 0;
        uint32_t thing = 0;
        float gain = 0;
    };
    // Of the binary function's things, one after another, with words.
    [[nodiscard]] const std::vector<Link> &links() const { return m_links; }

private:
    [[nodiscard]] float others(uint32_t word) const { return m_lessons.seen[word] - m_own[word]; }

    void note(uint32_t thing, float value)
    {
        if (m_best[thing] == 0)
            m_touched.push_back(thing);
        m_best[thing] = std::max(m_best[thing], value);
    }

    const WordSignals &m_signals;
    const Lessons &m_lessons;
    std::vector<float> m_own;      // by word: what the function itself has taught
    std::vector<uint32_t> m_first; // by word: its last link, as Link::next
    std::vector<char> m_has;       // by thing
    std::vector<float> m_best;     // by thing, for one source function
    std::vector<Link> m_links;
    std::vector<uint32_t> m_taught, m_touched;
    std::span<const uint32_t> m_things;
    double m_possible = 0; // if a text had all the words
};

std::vector<std::vector<uint32_t>> WordSignals::proposals(const Lessons &lessons, const AllHypotheses &all,
                                                          const std::vector<char> &open, const Work &work) const
{
    std::vector<std::vector<uint32_t>> proposed(all.size());
    parallelFor(all.size(), chunkOf(all.size()), work, {}, [&](size_t begin, size_t end) {
        Judge judge(*this, lessons);
        std::vector<float> votes(m_words.size(), 0), best(m_words.size(), 0); // of all things, of one
        std::vector<uint32_t> touched, ofOne;
        for (auto b = static_cast<uint32_t>(begin); b < end && !work.stopRequested(); ++b) {
            if (!open[b])
                continue;
            judge.setBinary(b);
            const std::vector<Judge::Link> &links = judge.links();
            for (size_t i = 0; i < links.size(); ++i) {
                const auto texts = m_functionsWith[links[i].word];
                for (const uint32_t source : texts.size() <= mostTexts ? texts : std::span<const uint32_t>()) {
                    if (best[source] == 0)
                        ofOne.push_back(source);
                    best[source] = std::max(best[source], links[i].gain);
                }
                if (i + 1 < links.size() && links[i + 1].thing == links[i].thing)
                    continue;
                for (const uint32_t source : ofOne) {
                    if (votes[source] == 0)
                        touched.push_back(source);
                    votes[source] += best[source];
                    best[source] = 0;
                }
                ofOne.clear();
            }
            std::erase_if(touched, [&](uint32_t source) {
                const bool few = votes[source] < leastVotes;
                votes[source] = few ? 0 : votes[source];
                return few;
            });
            const auto order = [&](uint32_t x, uint32_t y) {
                return votes[x] != votes[y] ? votes[x] > votes[y] : x < y;
            };
            const size_t looked = std::min(touched.size(), mostVoted);
            std::partial_sort(touched.begin(), touched.begin() + static_cast<std::ptrdiff_t>(looked), touched.end(),
                              order);
            for (size_t i = 0; i < looked && proposed[b].size() < mostProposed; ++i) {
                const std::vector<uint32_t> &hopeless = all[b].hopeless;
                if (!find(all[b], touched[i]) && !std::binary_search(hopeless.begin(), hopeless.end(), touched[i]))
                    proposed[b].push_back(touched[i]);
            }
            for (const uint32_t source : touched)
                votes[source] = 0;
            touched.clear();
        }
    });
    return proposed;
}

void WordSignals::update(const Lessons &lessons, AllHypotheses &all, const Work &work) const
{
    parallelFor(all.size(), chunkOf(all.size()), work, {}, [&](size_t begin, size_t end) {
        Judge judge(*this, lessons);
        for (auto b = static_cast<uint32_t>(begin); b < end && !work.stopRequested(); ++b) {
            judge.setBinary(b);
            for (Hypothesis &hypothesis : all[b].list)
                judge.set(hypothesis);
        }
    });
}

std::string WordSignals::shown(const Thing &thing)
{
    char text[32];
    if (thing.kind == Thing::Kind::Constant) {
        std::snprintf(text, sizeof text, "%lld", static_cast<long long>(thing.value));
    } else if (const auto offset = memberOffset(thing.value)) {
        const auto bits = static_cast<uint32_t>(*offset);
        std::snprintf(text, sizeof text, "%c0x%x", *offset < 0 ? '-' : '+', *offset < 0 ? 0U - bits : bits);
    } else { // bit 63 of an address is as bit 62: dataAccess() leaves it out
        const uint64_t address = thing.value | (thing.value & uint64_t(1) << 62) << 1;
        std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(address));
    }
    return text;
}

std::vector<WordSignals::Pair> WordSignals::together(const Lessons &lessons, uint32_t binary, uint32_t source) const
{
    const auto hasWord = [&](uint32_t s, uint32_t word) {
        return std::binary_search(m_words[s].begin(), m_words[s].end(), word);
    };
    std::vector<Pair> pairs;
    for (const uint32_t thing : m_things[binary]) {
        float most = 0;
        uint32_t bestWord = 0;
        for (const Count &each : lessons.words[thing]) {
            if (!hasWord(source, each.number))
                continue;
            float own = 0;
            for (const auto &[taught, belief] : lessons.from[binary])
                own += hasWord(taught, each.number) ? belief : 0;
            const float gain = gainWithout(lessons, thing, each, own);
            if (gain > most) {
                most = gain;
                bestWord = each.number;
            }
        }
        if (most > 0)
            pairs.push_back({m_wordText[bestWord], shown(m_thing[thing]), most});
    }
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair &a, const Pair &b) { return a.gain > b.gain; });
    return pairs;
}

} // namespace symbolon
