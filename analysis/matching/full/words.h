// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which words of the sources go with which members, data and constants of the code. A binary does not name a
// structure's members, but where the text says "->cursor" the code reads at one and the same offset, all over the
// program: learned from the pairs that are believed, this tells the others. The idea is that of the first statistical
// models of translation (Brown et al. 1993); they iterate, this counts, because what a pair itself has taught must be
// taken off where it is judged. (Which words are kept for a thing is decided with all pairs.) The gain of a word for a
// thing is their pointwise mutual information, smoothed.
#pragma once

#include "analysis/base/work.h"
#include "analysis/features/features.h"
#include "analysis/matching/full/hypotheses.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace symbolon {

class WordSignals
{
public:
    // Keeps views of the sources' texts.
    WordSignals(const FeaturePool &binary, const FeaturePool &source, const Work &work);

    // A word that goes with something in the code.
    struct Pair {
        std::string_view word;
        std::string what; // "+0x18": a member; "0x4a010": data; "138": a constant
        float gain = 0;   // ln: how much likelier it is in functions with the word
    };
    struct Count {
        uint32_t number = 0; // of a word, or of a thing
        float pairs = 0;     // that have both
    };
    // What the beliefs teach. A thing is what the code has: a member, data, a constant.
    struct Lessons {
        std::vector<std::vector<std::pair<uint32_t, float>>> from; // by binary function: sources and beliefs
        std::vector<float> seen;                                   // by word: pairs whose text has it
        std::vector<std::vector<Count>> words;                     // by thing
        std::vector<std::vector<Count>> expected;                  // by word: things that mostly come with it
    };
    [[nodiscard]] Lessons learn(const AllHypotheses &all, const Work &work) const;

    // Source functions that are no hypothesis yet and whose texts have the words that go with what a binary function
    // has: by binary function, the likeliest first. `open`: by binary function, whether any are wanted.
    [[nodiscard]] std::vector<std::vector<uint32_t>> proposals(const Lessons &lessons, const AllHypotheses &all,
                                                               const std::vector<char> &open, const Work &work) const;
    // Sets Words, WordsExtra and WordsAbsent.
    void update(const Lessons &lessons, AllHypotheses &all, const Work &work) const;
    // What goes together in a pair, by what else was learned; the strongest first, each thing once.
    [[nodiscard]] std::vector<Pair> together(const Lessons &lessons, uint32_t binary, uint32_t source) const;

private:
    class Judge;
    struct Thing {
        enum class Kind : uint8_t { Access, Constant };
        Kind kind = Kind::Access;
        uint64_t value = 0;

        friend auto operator<=>(const Thing &, const Thing &) = default;
    };
    struct Hash;
    // Lists of numbers, one behind the other, each ascending.
    struct Lists {
        std::vector<uint32_t> ends;
        std::vector<uint32_t> items;

        [[nodiscard]] size_t size() const { return ends.size(); }
        [[nodiscard]] std::span<const uint32_t> operator[](size_t index) const
        {
            const uint32_t begin = index == 0 ? 0 : ends[index - 1];
            return std::span(items).subspan(begin, ends[index] - begin);
        }
    };

    template<typename Key>
    static Lists number(const std::vector<std::vector<Key>> &all, std::vector<Key> &keys);
    static std::string shown(const Thing &thing);
    static Lists inverted(const Lists &lists, size_t count);
    [[nodiscard]] float usual(uint32_t thing) const;
    [[nodiscard]] float gainWithout(const Lessons &lessons, uint32_t thing, const Count &word, float own) const;

    std::vector<std::string_view> m_wordText; // by word
    std::vector<Thing> m_thing;               // by number
    Lists m_words;                            // by source function
    Lists m_functionsWith;                    // by word: source functions
    Lists m_things;                           // by binary function
    Lists m_users;                            // by thing: binary functions
};

} // namespace symbolon
