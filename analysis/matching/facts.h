// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the functions of both sides have in common, as numbered facts with a weight each: strings, integers, callees,
// switches, names and labels under their comparable form (literals.h), and, once pairs are known, neighbours in the
// call graph. A fact that occurs on one side only can tie nothing and is left out.
//
// Weight of a fact = weight by its looks × inverse document frequency. The frequency counts functions of both sides:
// idf = (ln((1 + functions) / (1 + functions that have it)) of the source + the same of the binary) / 2.
//
// What an inlined function contributes to its caller: a source function also has the facts of its static and inline
// callees, and of theirs, at a reduced share. Their place is the line of the call.
#pragma once

#include "analysis/base/work.h"
#include "analysis/features/features.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace symbolon {

enum class FactKind : uint8_t { String, Integer, Call, Switch, RebasedSwitch, Name, Callee, Caller, Label };

struct Fact {
    uint32_t id = 0;
    float share = 1;    // 0…1: 1 for a fact of the function itself
    uint64_t place = 0; // address, or line; 0: the whole function
};

// By function: its facts sorted by id; of several with one id the one with the largest share is first, then by place.
class FactTable
{
public:
    void add(std::vector<Fact> facts); // of the next function; sorts them
    [[nodiscard]] std::span<const Fact> of(size_t function) const
    {
        return std::span(m_facts).subspan(m_begin[function], m_begin[function + 1] - m_begin[function]);
    }
    [[nodiscard]] size_t size() const { return m_begin.size() - 1; }

private:
    std::vector<Fact> m_facts;
    std::vector<size_t> m_begin{0};
};

// Calls each(fact) once per id.
template<typename Each>
void forDistinct(std::span<const Fact> facts, Each each)
{
    for (size_t i = 0; i < facts.size(); ++i) {
        if (i == 0 || facts[i].id != facts[i - 1].id)
            each(facts[i]);
    }
}

// Numbers the facts in the order in which they come.
class Vocabulary
{
public:
    uint32_t add(FactKind kind, std::string_view key);
    [[nodiscard]] std::optional<uint32_t> find(FactKind kind, std::string_view key) const;
    [[nodiscard]] FactKind kind(uint32_t id) const { return m_kinds[id]; }
    [[nodiscard]] std::string_view key(uint32_t id) const { return std::string_view(*m_keys[id]).substr(1); }
    [[nodiscard]] uint32_t size() const { return static_cast<uint32_t>(m_kinds.size()); }

private:
    std::unordered_map<std::string, uint32_t> m_ids; // first character: the kind
    std::vector<FactKind> m_kinds;
    std::vector<const std::string *> m_keys;
};

// Relative weight of each kind, and what an inlined callee's facts count. The numbers were chosen on stripped
// programs of Debian packages (28 of them, several compilers, flags and processors); results depend little on them.
struct FactWeights {
    double string = 1;
    double stringLimit = 2.5; // a string weighs no more by its looks, however long it is
    double plainWord = 0.2;   // a string of one plain word; 0 drops them
    double integer = 0.4;
    double call = 0.7;
    double switchCases = 3;
    double rebasedCases = 0.3;
    double name = 60;        // an exported name outweighs what else there is
    double label = 0;        // a text or class beside it in a table of pointers; 0: these are no facts
    bool neighbours = false; // whether source functions have their callees and callers as facts (neighbours.h)
    double neighbour = 1;
    double inlinedOnce = 0.6;  // share of a static callee with one caller
    double inlinedOften = 0.3; // of a static or inline callee with several
};

struct Facts {
    Vocabulary vocabulary;
    FactTable binary;
    FactTable source;
    std::vector<double> looks;         // by id: weight without the document frequency
    std::vector<double> weight;        // by id
    std::vector<uint32_t> binaryCount; // by id: functions that have it
    std::vector<uint32_t> sourceCount; // by id: functions that have it themselves
};

// nullopt when `work` was asked to stop.
std::optional<Facts> gatherFacts(const FeaturePool &binary, const FeaturePool &source, const FactWeights &weights,
                                 const Work &work);

// Counts the functions anew and recomputes the weights; for tables that were changed.
void weighFacts(Facts &facts);

} // namespace symbolon
