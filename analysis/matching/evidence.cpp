// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/evidence.h"

#include "analysis/matching/literals.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

namespace symbolon {

namespace {

constexpr size_t mostPlaces = 4; // of one fact
constexpr std::array<std::pair<EvidenceKind, std::string_view>, 9> kindNames = {{
    {EvidenceKind::String, "string"},
    {EvidenceKind::Integer, "integer"},
    {EvidenceKind::Call, "call"},
    {EvidenceKind::Switch, "switch"},
    {EvidenceKind::Name, "name"},
    {EvidenceKind::Neighbour, "neighbour"},
    {EvidenceKind::Locality, "locality"},
    {EvidenceKind::Embedding, "embedding"},
    {EvidenceKind::Structure, "structure"},
}};

EvidenceKind kindOf(FactKind kind)
{
    switch (kind) {
    case FactKind::String:
        return EvidenceKind::String;
    case FactKind::Integer:
        return EvidenceKind::Integer;
    case FactKind::Call:
        return EvidenceKind::Call;
    case FactKind::Switch:
    case FactKind::RebasedSwitch:
        return EvidenceKind::Switch;
    case FactKind::Name:
        return EvidenceKind::Name;
    case FactKind::Callee:
    case FactKind::Caller:
    case FactKind::Label:
        break;
    }
    return EvidenceKind::Neighbour;
}

std::string integerText(std::string_view key)
{
    const int64_t value = std::stoll(std::string(key));
    if (value > -0x10000 && value < 0x10000)
        return std::string(key);
    char text[24];
    const bool narrow = value >= INT32_MIN && value <= INT32_MAX;
    std::snprintf(text, sizeof text, "0x%llx",
                  narrow ? static_cast<unsigned long long>(static_cast<uint32_t>(value))
                         : static_cast<unsigned long long>(value));
    return text;
}

std::string valueOf(const Facts &facts, const FeaturePool &source, uint32_t id)
{
    const std::string_view key = facts.vocabulary.key(id);
    switch (facts.vocabulary.kind(id)) {
    case FactKind::Integer:
        return integerText(key);
    case FactKind::Callee:
    case FactKind::Caller: {
        const size_t index = std::stoul(std::string(key));
        const std::string &name = source.functions[index].name;
        return facts.vocabulary.kind(id) == FactKind::Callee ? "calls " + name : "called by " + name;
    }
    case FactKind::Label:
        return "in a table with " + std::string(key);
    default:
        return std::string(key);
    }
}

size_t countOf(std::span<const Fact> facts, size_t at)
{
    size_t end = at;
    while (end < facts.size() && facts[end].id == facts[at].id && facts[end].share == facts[at].share)
        ++end;
    return end - at;
}

} // namespace

std::string_view evidenceKindName(EvidenceKind kind)
{
    for (const auto &[known, name] : kindNames) {
        if (known == kind)
            return name;
    }
    return {};
}

std::optional<EvidenceKind> parseEvidenceKind(std::string_view name)
{
    for (const auto &[kind, known] : kindNames) {
        if (known == name)
            return kind;
    }
    return std::nullopt;
}

std::vector<Evidence> evidenceOf(const FeaturePool &source, const Facts &facts, uint32_t binaryFunction,
                                 uint32_t sourceFunction)
{
    std::vector<Evidence> evidence;
    const auto left = facts.binary.of(binaryFunction);
    const auto right = facts.source.of(sourceFunction);
    for (size_t i = 0, j = 0; i < left.size() && j < right.size();) {
        const uint32_t id = std::min(left[i].id, right[j].id);
        if (left[i].id == right[j].id && facts.weight[id] > 0) {
            const size_t places = std::min({countOf(left, i), countOf(right, j), mostPlaces});
            const double weight = facts.weight[id] * std::min(left[i].share, right[j].share);
            for (size_t n = 0; n < places; ++n) {
                evidence.push_back({kindOf(facts.vocabulary.kind(id)), valueOf(facts, source, id), left[i + n].place,
                                    static_cast<uint32_t>(right[j + n].place), weight / static_cast<double>(places)});
            }
        }
        while (i < left.size() && left[i].id == id)
            ++i;
        while (j < right.size() && right[j].id == id)
            ++j;
    }
    return evidence;
}

void sortEvidence(std::vector<Evidence> &evidence)
{
    std::stable_sort(evidence.begin(), evidence.end(),
                     [](const Evidence &a, const Evidence &b) { return a.weight > b.weight; });
    evidence.resize(std::min(evidence.size(), mostEvidence));
}

} // namespace symbolon
