// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rankings → Matches: the analyst's decisions, the one-to-one assignment, confidence and evidence.
#pragma once

#include "analysis/matching/match.h"
#include "analysis/matching/ranking.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace symbolon {

// MatchOptions::accepted, ::rejected and ::blocked over pool indices, for quick questions.
class Decisions
{
public:
    explicit Decisions(const MatchOptions &options);
    [[nodiscard]] bool rejects(uint32_t binary, uint32_t source) const;
    [[nodiscard]] const std::vector<uint32_t> *acceptedFor(uint32_t binary) const;
    [[nodiscard]] const std::vector<uint32_t> *rejectedFor(uint32_t binary) const; // nullptr: none
    [[nodiscard]] bool blocks(uint32_t binary) const { return m_blocked.contains(binary); }
    [[nodiscard]] bool sourceTaken(uint32_t source) const { return m_taken.contains(source); }

private:
    std::unordered_map<uint32_t, std::vector<uint32_t>> m_accepted; // binary → sources
    std::unordered_set<uint32_t> m_taken;                           // sources of accepted pairs
    std::unordered_set<uint64_t> m_rejected;
    std::unordered_map<uint32_t, std::vector<uint32_t>> m_rejectedOf; // binary → sources
    std::unordered_set<uint32_t> m_blocked;
};

struct Chosen {
    Rankings rankings;
    std::vector<double> confidence; // of the first of each list, 0…1
};
// Puts at the head of each list the source function that the assignment gives to it; a list whose sources all went
// to others stays in its own order (a source function can have several copies in a binary). Accepted pairs come
// before everything, with score and confidence 1, and their sources are assigned to nobody else. A blocked function has
// no list.
// Confidence = (1 − score of the best rival ÷ own score) · (1 − e^(−shared weight ÷ 10)). A source that went to
// another function with a clearly better score is no rival; without any, little evidence still is little
// confidence. nullopt when asked to stop.
std::optional<Chosen> choose(Rankings rankings, size_t sources, bool assignment, const Decisions &decisions,
                             const Work &work);

// What a method knows of a pair beside the shared facts.
using MoreEvidence = std::function<void(uint32_t binary, uint32_t source, std::vector<Evidence> &evidence)>;

// Fills in the evidence for the first `options.top` of each list. nullopt when asked to stop.
std::optional<Matches> toMatches(const Chosen &chosen, std::string_view method, const FeaturePool &source,
                                 const Facts &facts, const MoreEvidence &more, const MatchOptions &options,
                                 const Decisions &decisions, const Work &work);

} // namespace symbolon
