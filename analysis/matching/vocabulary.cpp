// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/facts.h"

#include <algorithm>
#include <cmath>

namespace symbolon {

void FactTable::add(std::vector<Fact> facts)
{
    std::sort(facts.begin(), facts.end(), [](const Fact &a, const Fact &b) {
        if (a.id != b.id)
            return a.id < b.id;
        return a.share != b.share ? a.share > b.share : a.place < b.place;
    });
    m_facts.insert(m_facts.end(), facts.begin(), facts.end());
    m_begin.push_back(m_facts.size());
}

uint32_t Vocabulary::add(FactKind kind, std::string_view key)
{
    std::string text(1, static_cast<char>(kind));
    text += key;
    const auto [at, isNew] = m_ids.emplace(std::move(text), size());
    if (isNew) {
        m_kinds.push_back(kind);
        m_keys.push_back(&at->first);
    }
    return at->second;
}

std::optional<uint32_t> Vocabulary::find(FactKind kind, std::string_view key) const
{
    std::string text(1, static_cast<char>(kind));
    text += key;
    const auto at = m_ids.find(text);
    return at == m_ids.end() ? std::nullopt : std::optional(at->second);
}

void weighFacts(Facts &facts)
{
    const size_t count = facts.vocabulary.size();
    facts.binaryCount.assign(count, 0);
    facts.sourceCount.assign(count, 0);
    facts.weight.assign(count, 0);
    for (size_t i = 0; i < facts.binary.size(); ++i)
        forDistinct(facts.binary.of(i), [&](const Fact &fact) { ++facts.binaryCount[fact.id]; });
    for (size_t i = 0; i < facts.source.size(); ++i) {
        forDistinct(facts.source.of(i), [&](const Fact &fact) { facts.sourceCount[fact.id] += fact.share >= 1; });
    }
    const auto rarity = [](size_t functions, uint32_t having) {
        return std::log((1.0 + static_cast<double>(functions)) / (1.0 + having));
    };
    for (uint32_t id = 0; id < count; ++id) {
        if (facts.binaryCount[id] == 0 || facts.sourceCount[id] == 0)
            continue;
        const double idf =
            (rarity(facts.binary.size(), facts.binaryCount[id]) + rarity(facts.source.size(), facts.sourceCount[id]))
            / 2;
        facts.weight[id] = facts.looks[id] * std::max(idf, 0.0);
    }
}

} // namespace symbolon
