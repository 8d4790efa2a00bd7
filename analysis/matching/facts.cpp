// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/facts.h"

#include "analysis/matching/literals.h"
#include "analysis/matching/neighbours.h"
#include "analysis/matching/partialstrings.h"
#include "analysis/matching/stringweight.h"

#include <algorithm>

namespace symbolon {

namespace {

constexpr size_t stopInterval = 256;
constexpr unsigned inlineDepth = 3;
constexpr unsigned mostInlined = 48;  // callees looked into for one function
constexpr size_t mostBorrowed = 4096; // facts taken from them
constexpr size_t fewestCases = 3;     // a smaller switch is as common as any if

class Gathering
{
public:
    Gathering(const FeaturePool &binary, const FeaturePool &source, const FactWeights &weights)
        : m_binary(binary), m_source(source), m_weights(weights)
    {
    }

    std::optional<Facts> run(const Work &work)
    {
        if (m_weights.neighbours)
            m_representative = twinRepresentatives(m_source);
        std::vector<std::vector<Fact>> own;
        own.reserve(m_source.functions.size());
        for (const FunctionFeatures &function : m_source.functions) {
            if (own.size() % stopInterval == 0 && work.stopRequested())
                return std::nullopt;
            own.push_back(sourceFacts(function));
        }
        for (uint32_t i = 0; i < own.size(); ++i) {
            if (i % stopInterval == 0 && work.stopRequested())
                return std::nullopt;
            m_facts.source.add(withInlined(i, own));
        }
        PartialStrings partial;
        if (!partial.prepare(m_binary, m_facts.vocabulary, work))
            return std::nullopt;
        for (const FunctionFeatures &function : m_binary.functions) {
            if (m_facts.binary.size() % stopInterval == 0 && work.stopRequested())
                return std::nullopt;
            m_facts.binary.add(binaryFacts(function, partial));
        }
        m_facts.looks.resize(m_facts.vocabulary.size());
        for (uint32_t id = 0; id < m_facts.vocabulary.size(); ++id)
            m_facts.looks[id] = looks(id);
        weighFacts(m_facts);
        return std::move(m_facts);
    }

private:
    double looks(uint32_t id) const
    {
        const std::string_view key = m_facts.vocabulary.key(id);
        switch (m_facts.vocabulary.kind(id)) {
        case FactKind::String:
            return m_weights.string
                   * (isPlainWord(key) ? m_weights.plainWord : std::min(stringWeight(key), m_weights.stringLimit));
        case FactKind::Integer:
            return m_weights.integer * integerWeight(std::stoll(std::string(key)));
        case FactKind::Call:
            return m_weights.call * calleeWeight(key);
        case FactKind::Switch:
            return m_weights.switchCases;
        case FactKind::RebasedSwitch:
            return m_weights.rebasedCases;
        case FactKind::Name:
            return m_weights.name;
        case FactKind::Label:
            return m_weights.label;
        case FactKind::Callee:
        case FactKind::Caller:
            break;
        }
        return m_weights.neighbour;
    }

    // Facts whose form is the same on both sides. `number` gives the id for a form, or nothing.
    template<typename Number>
    std::vector<Fact> commonFacts(const FunctionFeatures &function, Number number) const
    {
        std::vector<Fact> facts;
        const auto note = [&](FactKind kind, std::string_view key, uint64_t place) {
            if (const std::optional<uint32_t> id = number(kind, key))
                facts.push_back({*id, 1, place});
        };
        const auto noteInteger = [&](int64_t value, uint64_t place) {
            if (const int64_t key = integerKey(value); integerWeight(key) > 0)
                note(FactKind::Integer, std::to_string(key), place);
        };
        for (const IntegerFact &integer : function.integers)
            noteInteger(integer.value, integer.place);
        for (const CallFact &call : function.calls) {
            if (!call.name.empty() && calleeWeight(call.name) > 0)
                note(FactKind::Call, calleeFamily(call.name), call.place);
        }
        for (const SwitchFact &fact : function.switches) {
            for (const int64_t value : fact.cases)
                noteInteger(value, fact.place);
            if (fact.cases.size() < fewestCases)
                continue;
            note(FactKind::Switch, caseKey(fact, false), fact.place);
            note(FactKind::RebasedSwitch, caseKey(fact, true), fact.place);
        }
        for (const std::string &label : function.labels) {
            if (m_weights.label > 0)
                note(FactKind::Label, label, 0);
        }
        if (!function.name.empty())
            note(FactKind::Name, function.name, 0);
        if (!function.qualifiedName.empty() && function.qualifiedName != function.name)
            note(FactKind::Name, function.qualifiedName, 0);
        return facts;
    }

    std::vector<Fact> sourceFacts(const FunctionFeatures &function)
    {
        std::vector<Fact> facts = commonFacts(function, [&](FactKind kind, std::string_view key) {
            return std::optional(m_facts.vocabulary.add(kind, key));
        });
        for (const StringFact &string : function.strings) {
            if (const std::string key = stringKey(string.text); !key.empty())
                facts.push_back({m_facts.vocabulary.add(FactKind::String, key), 1, string.place});
        }
        if (m_weights.neighbours)
            addNeighbours(function, facts);
        return facts;
    }

    void addNeighbours(const FunctionFeatures &function, std::vector<Fact> &facts)
    {
        for (const CallFact &call : function.calls) {
            if (call.callee < 0)
                continue;
            const uint32_t callee = m_representative[static_cast<size_t>(call.callee)];
            facts.push_back({m_facts.vocabulary.add(FactKind::Callee, std::to_string(callee)), 1, call.place});
        }
        for (const uint32_t caller : function.callers) {
            facts.push_back({m_facts.vocabulary.add(FactKind::Caller, std::to_string(m_representative[caller])), 1, 0});
            // An inlined caller's code stands in its own callers.
            const FunctionFeatures &through = m_source.functions[caller];
            if (!through.internal)
                continue;
            const double share = through.callers.size() <= 1 ? m_weights.inlinedOnce : m_weights.inlinedOften;
            for (const uint32_t outer : through.callers) {
                if (facts.size() < mostBorrowed)
                    facts.push_back({m_facts.vocabulary.add(FactKind::Caller, std::to_string(m_representative[outer])),
                                     static_cast<float>(share), 0});
            }
        }
    }

    std::vector<Fact> binaryFacts(const FunctionFeatures &function, const PartialStrings &partial) const
    {
        const Vocabulary &vocabulary = m_facts.vocabulary;
        std::vector<Fact> facts =
            commonFacts(function, [&](FactKind kind, std::string_view key) { return vocabulary.find(kind, key); });
        for (const StringFact &string : function.strings) {
            const std::string key = stringKey(string.text);
            if (const auto id = vocabulary.find(FactKind::String, key)) {
                facts.push_back({*id, 1, string.place});
                continue;
            }
            for (const PartialStrings::Part &part : partial.containedIn(vocabulary, key))
                facts.push_back({part.id, static_cast<float>(part.share), string.place});
        }
        for (const IntegerFact &integer : function.integers) {
            for (const PartialStrings::Part &part : partial.spelledBy(integer.value))
                facts.push_back({part.id, static_cast<float>(part.share), integer.place});
        }
        return facts;
    }

    std::vector<Fact> withInlined(uint32_t function, const std::vector<std::vector<Fact>> &own) const
    {
        std::vector<Fact> facts = own[function];
        const size_t limit = facts.size() + mostBorrowed;
        std::vector<uint32_t> seen = {function};
        borrow(function, 1, 0, 0, own, limit, seen, facts);
        return facts;
    }

    void borrow(uint32_t function, double share, uint64_t place, unsigned depth,
                const std::vector<std::vector<Fact>> &own, size_t limit, std::vector<uint32_t> &seen,
                std::vector<Fact> &facts) const
    {
        for (const CallFact &call : m_source.functions[function].calls) {
            if (call.callee < 0 || seen.size() > mostInlined || facts.size() >= limit)
                continue;
            const auto index = static_cast<uint32_t>(call.callee);
            const FunctionFeatures &callee = m_source.functions[index];
            if (!callee.internal || std::find(seen.begin(), seen.end(), index) != seen.end())
                continue;
            seen.push_back(index);
            const double part = share * (callee.callers.size() <= 1 ? m_weights.inlinedOnce : m_weights.inlinedOften);
            const uint64_t line = depth == 0 ? call.place : place;
            for (const Fact &fact : own[index]) {
                const FactKind kind = m_facts.vocabulary.kind(fact.id);
                if (kind != FactKind::Name && kind != FactKind::Label && kind != FactKind::Caller
                    && facts.size() < limit)
                    facts.push_back({fact.id, static_cast<float>(part), line});
            }
            if (depth + 1 < inlineDepth)
                borrow(index, part, line, depth + 1, own, limit, seen, facts);
        }
    }

    const FeaturePool &m_binary;
    const FeaturePool &m_source;
    const FactWeights &m_weights;
    std::vector<uint32_t> m_representative; // of source functions: neighbours.h
    Facts m_facts;
};

} // namespace

std::optional<Facts> gatherFacts(const FeaturePool &binary, const FeaturePool &source, const FactWeights &weights,
                                 const Work &work)
{
    return Gathering(binary, source, weights).run(work);
}

} // namespace symbolon
