// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/neighbours.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace symbolon {

namespace {

constexpr size_t mostNeighbours = 1024; // facts of one function that its neighbours give

class NeighbourIds
{
public:
    NeighbourIds(const FeaturePool &source, const Vocabulary &vocabulary)
    {
        const auto representative = twinRepresentatives(source);
        for (const FactKind kind : {FactKind::Callee, FactKind::Caller}) {
            auto &ids = kind == FactKind::Callee ? m_callee : m_caller;
            ids.reserve(representative.size());
            for (const uint32_t function : representative)
                ids.push_back(vocabulary.find(kind, std::to_string(function)));
        }
    }

    std::optional<uint32_t> callee(uint32_t source) const { return m_callee[source]; }
    std::optional<uint32_t> caller(uint32_t source) const { return m_caller[source]; }

private:
    std::vector<std::optional<uint32_t>> m_callee;
    std::vector<std::optional<uint32_t>> m_caller;
};

} // namespace

std::vector<uint32_t> twinRepresentatives(const FeaturePool &source)
{
    std::map<std::pair<uint32_t, std::string_view>, uint32_t> first;
    std::vector<uint32_t> representative;
    representative.reserve(source.functions.size());
    for (uint32_t i = 0; i < source.functions.size(); ++i) {
        const FunctionFeatures &function = source.functions[i];
        representative.push_back(
            first.emplace(std::pair(function.group, std::string_view(function.qualifiedName)), i).first->second);
    }
    return representative;
}

FactTable withNeighbours(const FactTable &literals, const FeaturePool &binary, const FeaturePool &source,
                         const Vocabulary &vocabulary, const Chosen &chosen, double leastConfidence)
{
    const NeighbourIds ids(source, vocabulary);
    FactTable table;
    for (uint32_t i = 0; i < binary.functions.size(); ++i) {
        const auto own = literals.of(i);
        std::vector<Fact> facts(own.begin(), own.end());
        const size_t limit = facts.size() + mostNeighbours;
        const auto add = [&](uint32_t neighbour, bool calls, uint64_t place) {
            if (chosen.rankings[neighbour].empty() || chosen.confidence[neighbour] < leastConfidence
                || facts.size() >= limit)
                return;
            const uint32_t matched = chosen.rankings[neighbour].front().source;
            if (const auto id = calls ? ids.callee(matched) : ids.caller(matched))
                facts.push_back({*id, static_cast<float>(chosen.confidence[neighbour]), place});
        };
        for (const CallFact &call : binary.functions[i].calls) {
            if (call.callee >= 0)
                add(static_cast<uint32_t>(call.callee), true, call.place);
        }
        for (const uint32_t caller : binary.functions[i].callers)
            add(caller, false, 0);
        table.add(std::move(facts));
    }
    return table;
}

} // namespace symbolon
