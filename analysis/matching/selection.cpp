// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/selection.h"

#include "analysis/matching/assignment.h"
#include "analysis/matching/evidence.h"
#include "analysis/matching/parallel.h"

#include <algorithm>
#include <cmath>

namespace symbolon {

namespace {

constexpr double convincingWeight = 10;
constexpr double clearlyBetter = 1.1; // times the score
constexpr size_t chunkSize = 64;

uint64_t pairKey(uint32_t binary, uint32_t source)
{
    return static_cast<uint64_t>(binary) << 32 | source;
}

void moveToFront(std::vector<ScoredSource> &list, uint32_t source)
{
    const auto at = std::find_if(list.begin(), list.end(), [&](const auto &c) { return c.source == source; });
    if (at != list.end())
        std::rotate(list.begin(), at, at + 1);
}

void putAccepted(std::vector<ScoredSource> &list, const std::vector<uint32_t> &sources)
{
    for (auto source = sources.rbegin(); source != sources.rend(); ++source) {
        const auto known = std::find_if(list.begin(), list.end(), [&](const auto &c) { return c.source == *source; });
        ScoredSource accepted{*source, 1, 0, 0};
        if (known != list.end()) {
            accepted.shared = known->shared;
            list.erase(known);
        }
        list.insert(list.begin(), accepted);
    }
}

// To whom a source function went, and how good that pair is.
struct Owner {
    int32_t binary = -1;
    double score = 0;
};

double confidence(const std::vector<ScoredSource> &list, uint32_t binary, const std::vector<Owner> &owners)
{
    const auto isTaken = [&](const ScoredSource &candidate) {
        const Owner &owner = owners[candidate.source];
        return owner.binary >= 0 && owner.binary != static_cast<int32_t>(binary)
               && owner.score > candidate.score * clearlyBetter;
    };
    const ScoredSource &first = list.front();
    double rival = isTaken(first) ? first.score : 0;
    for (size_t i = 1; i < list.size(); ++i) {
        if (!isTaken(list[i]))
            rival = std::max(rival, list[i].score);
    }
    if (first.score <= 0 || rival >= first.score)
        return 0;
    return (1 - rival / first.score) * (1 - std::exp(-first.shared / convincingWeight));
}

} // namespace

Decisions::Decisions(const MatchOptions &options)
{
    for (const auto &[binary, source] : options.accepted) {
        auto &sources = m_accepted[binary];
        if (std::find(sources.begin(), sources.end(), source) == sources.end())
            sources.push_back(source);
        m_taken.insert(source);
    }
    for (const auto &[binary, source] : options.rejected) {
        if (m_rejected.insert(pairKey(binary, source)).second)
            m_rejectedOf[binary].push_back(source);
    }
    m_blocked.insert(options.blocked.begin(), options.blocked.end());
}

const std::vector<uint32_t> *Decisions::rejectedFor(uint32_t binary) const
{
    const auto at = m_rejectedOf.find(binary);
    return at == m_rejectedOf.end() ? nullptr : &at->second;
}

bool Decisions::rejects(uint32_t binary, uint32_t source) const
{
    return m_rejected.contains(pairKey(binary, source));
}

const std::vector<uint32_t> *Decisions::acceptedFor(uint32_t binary) const
{
    const auto at = m_accepted.find(binary);
    return at == m_accepted.end() ? nullptr : &at->second;
}

std::optional<Chosen> choose(Rankings rankings, size_t sources, bool assignment, const Decisions &decisions,
                             const Work &work)
{
    std::vector<Owner> owners(sources);
    std::vector<std::vector<AssignmentEdge>> rows(rankings.size());
    for (uint32_t i = 0; i < rankings.size(); ++i) {
        if (decisions.blocks(i))
            rankings[i].clear();
        if (const auto *accepted = decisions.acceptedFor(i)) {
            putAccepted(rankings[i], *accepted);
            for (const uint32_t source : *accepted)
                owners[source] = {static_cast<int32_t>(i), 1};
            continue;
        }
        std::stable_partition(rankings[i].begin(), rankings[i].end(),
                              [&](const ScoredSource &c) { return !decisions.sourceTaken(c.source); });
        for (const ScoredSource &candidate : rankings[i]) {
            if (!decisions.sourceTaken(candidate.source))
                rows[i].push_back({candidate.source, candidate.score});
        }
    }
    if (assignment) {
        const auto columns = assign(rows, static_cast<uint32_t>(sources), work.stop);
        if (!columns)
            return std::nullopt;
        for (uint32_t i = 0; i < rankings.size(); ++i) {
            if (const int32_t column = (*columns)[i]; column >= 0) {
                moveToFront(rankings[i], static_cast<uint32_t>(column));
                owners[static_cast<size_t>(column)] = {static_cast<int32_t>(i), rankings[i].front().score};
            }
        }
    }
    Chosen chosen{std::move(rankings), {}};
    chosen.confidence.resize(chosen.rankings.size(), 0);
    for (uint32_t i = 0; i < chosen.rankings.size(); ++i) {
        if (decisions.acceptedFor(i))
            chosen.confidence[i] = 1;
        else if (!chosen.rankings[i].empty())
            chosen.confidence[i] = confidence(chosen.rankings[i], i, owners);
    }
    return chosen;
}

std::optional<Matches> toMatches(const Chosen &chosen, std::string_view method, const FeaturePool &source,
                                 const Facts &facts, const MoreEvidence &more, const MatchOptions &options,
                                 const Decisions &decisions, const Work &work)
{
    std::vector<FunctionMatches> all(chosen.rankings.size());
    const bool done = parallelFor(all.size(), chunkSize, work, {}, [&](size_t begin, size_t end) {
        for (size_t i = begin; i < end; ++i) {
            all[i].function = static_cast<uint32_t>(i);
            const auto &list = chosen.rankings[i];
            const auto *accepted = decisions.acceptedFor(all[i].function);
            for (size_t n = 0; n < list.size() && n < options.top; ++n) {
                Candidate candidate;
                candidate.source = list[n].source;
                candidate.score = list[n].score;
                candidate.confidence = n == 0 || (accepted && n < accepted->size()) ? chosen.confidence[i] : 0;
                candidate.strategy = method;
                candidate.evidence = evidenceOf(source, facts, all[i].function, candidate.source);
                if (more)
                    more(all[i].function, candidate.source, candidate.evidence);
                sortEvidence(candidate.evidence);
                all[i].candidates.push_back(std::move(candidate));
            }
        }
    });
    if (!done)
        return std::nullopt;
    Matches matches;
    matches.method = method;
    for (FunctionMatches &function : all) {
        if (!function.candidates.empty())
            matches.functions.push_back(std::move(function));
    }
    return matches;
}

} // namespace symbolon
