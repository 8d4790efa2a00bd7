// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/rarity.h"

#include "analysis/features/names.h"
#include "analysis/matching/literals.h"

#include <algorithm>
#include <cstdlib>

namespace symbolon {

namespace {

constexpr uint32_t stopInterval = 256; // functions between two looks at the stop token

std::string keyOf(EvidenceKind kind, std::string_view value)
{
    std::string key(1, static_cast<char>('a' + static_cast<int>(kind)));
    return key.append(value);
}

// The form in which evidence.cpp writes the fact, back in the form that is compared; empty: it cannot be counted.
std::string keyOf(const Evidence &piece)
{
    switch (piece.kind) {
    case EvidenceKind::Integer: {
        const bool hexadecimal = piece.value.starts_with("0x");
        const auto value = hexadecimal ? static_cast<int64_t>(std::strtoull(piece.value.c_str(), nullptr, 16))
                                       : static_cast<int64_t>(std::strtoll(piece.value.c_str(), nullptr, 10));
        return keyOf(piece.kind, std::to_string(integerKey(value)));
    }
    case EvidenceKind::String:
    case EvidenceKind::Call:
    case EvidenceKind::Switch:
    case EvidenceKind::Name:
        return keyOf(piece.kind, piece.value);
    default:
        return {};
    }
}

} // namespace

Rarity::Rarity(const SourceTree &tree, std::span<const Evidence> evidence, const Work &work)
{
    for (const Evidence &piece : evidence) {
        if (const std::string key = keyOf(piece); !key.empty())
            m_counts.try_emplace(key);
    }
    for (uint32_t index = 0; index < tree.functions.size(); ++index) {
        if (index % stopInterval == 0 && work.stopRequested()) {
            m_counts.clear();
            return;
        }
        const auto note = [&](EvidenceKind kind, std::string_view value) {
            const auto at = m_counts.find(keyOf(kind, value));
            if (at != m_counts.end() && std::exchange(at->second.last, index) != index)
                ++at->second.functions;
        };
        const SourceFunction &function = tree.functions[index];
        for (const SourceString &string : function.strings)
            note(EvidenceKind::String, stringKey(string.text));
        for (const SourceInteger &integer : function.integers)
            note(EvidenceKind::Integer, std::to_string(integerKey(integer.value)));
        for (const SourceCall &call : function.calls)
            note(EvidenceKind::Call, calleeFamily(libraryName(call.name)));
        for (const SourceSwitch &statement : function.switches) {
            SwitchFact fact{statement.cases, statement.line};
            std::sort(fact.cases.begin(), fact.cases.end());
            fact.cases.erase(std::unique(fact.cases.begin(), fact.cases.end()), fact.cases.end());
            for (const int64_t value : fact.cases)
                note(EvidenceKind::Integer, std::to_string(integerKey(value)));
            note(EvidenceKind::Switch, caseKey(fact, false));
        }
        note(EvidenceKind::Name, function.name);
        if (!function.qualifiedName.empty())
            note(EvidenceKind::Name, function.qualifiedName);
    }
    m_functions = static_cast<uint32_t>(tree.functions.size());
}

uint32_t Rarity::count(const Evidence &piece) const
{
    const auto at = m_counts.find(keyOf(piece));
    return at == m_counts.end() ? 0 : at->second.functions;
}

} // namespace symbolon
