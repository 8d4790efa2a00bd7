// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/ranking.h"

#include "analysis/matching/parallel.h"

#include <algorithm>

namespace symbolon {

namespace {

constexpr size_t chunkSize = 32; // binary functions between two looks at the stop token

struct Posting {
    uint32_t source = 0;
    float share = 0;
};

class Ranker
{
public:
    Ranker(const Facts &facts, const ScoreWeights &weights, const RankingLimits &limits, const Allowed &allowed,
           const Adjust &adjust)
        : m_facts(facts), m_weights(weights), m_limits(limits), m_allowed(allowed), m_adjust(adjust)
    {
        fillPostings();
        m_binaryTotal = totals(facts.binary, facts.sourceCount);
        m_sourceTotal = totals(facts.source, facts.binaryCount);
    }

    // Sums by source function, all zero between two binary functions.
    struct Sums {
        explicit Sums(size_t sources) : shared(sources) { }
        std::vector<Shared> shared;
        std::vector<uint32_t> touched;
    };

    std::vector<ScoredSource> best(uint32_t binary, Sums &sums) const
    {
        const bool complete = collect(binary, sums);
        std::vector<ScoredSource> list;
        list.reserve(sums.touched.size());
        for (const uint32_t source : sums.touched) {
            if (!m_allowed || m_allowed(binary, source))
                list.push_back(scored(binary, source, sums.shared[source]));
            sums.shared[source] = {};
        }
        sums.touched.clear();
        keep(list, m_limits.shortlist);
        for (ScoredSource &candidate : list) {
            if (complete && !m_adjust)
                break;
            Shared shared{candidate.own, candidate.shared};
            if (!complete)
                shared = sharedFacts(m_facts, binary, candidate.source);
            const Adjustment adjustment = m_adjust ? m_adjust(binary, candidate.source) : Adjustment();
            shared.all += adjustment.shared;
            candidate = scored(binary, candidate.source, shared);
            candidate.score *= adjustment.factor;
        }
        std::erase_if(list, [](const ScoredSource &candidate) { return !(candidate.score > 0); });
        keep(list, m_limits.kept);
        return {list.begin(), list.end()}; // without the room that the long list took
    }

private:
    void fillPostings()
    {
        const uint32_t count = m_facts.vocabulary.size();
        m_begin.assign(count + 1, 0);
        for (uint32_t s = 0; s < m_facts.source.size(); ++s)
            forDistinct(m_facts.source.of(s), [&](const Fact &fact) {
                if (m_facts.weight[fact.id] > 0)
                    ++m_begin[fact.id + 1];
            });
        for (uint32_t id = 0; id < count; ++id)
            m_begin[id + 1] += m_begin[id];
        m_postings.resize(m_begin[count]);
        std::vector<size_t> next(m_begin.begin(), m_begin.end() - 1);
        for (uint32_t s = 0; s < m_facts.source.size(); ++s)
            forDistinct(m_facts.source.of(s), [&](const Fact &fact) {
                if (m_facts.weight[fact.id] > 0)
                    m_postings[next[fact.id]++] = {s, fact.share};
            });
    }

    std::vector<double> totals(const FactTable &table, const std::vector<uint32_t> &otherCount) const
    {
        std::vector<double> sums(table.size(), 0);
        for (size_t i = 0; i < table.size(); ++i)
            forDistinct(table.of(i), [&](const Fact &fact) {
                if (otherCount[fact.id] > 0 && (&table == &m_facts.binary || fact.share >= 1))
                    sums[i] += m_facts.weight[fact.id] * fact.share;
            });
        return sums;
    }

    // Adds up what the function's facts have in common with each source function. False when some facts were too
    // common to be looked at.
    bool collect(uint32_t binary, Sums &sums) const
    {
        std::vector<Fact> facts;
        forDistinct(m_facts.binary.of(binary), [&](const Fact &fact) {
            if (m_facts.weight[fact.id] > 0)
                facts.push_back(fact);
        });
        const auto length = [&](const Fact &fact) { return m_begin[fact.id + 1] - m_begin[fact.id]; };
        std::stable_sort(facts.begin(), facts.end(),
                         [&](const Fact &a, const Fact &b) { return length(a) < length(b); });
        size_t looked = 0;
        for (const Fact &fact : facts) {
            if (looked > 0 && (length(fact) > m_limits.commonFact || looked + length(fact) > m_limits.effort))
                return false;
            looked += length(fact);
            const double weight = m_facts.weight[fact.id];
            for (size_t at = m_begin[fact.id]; at < m_begin[fact.id + 1]; ++at) {
                const Posting &posting = m_postings[at];
                Shared &shared = sums.shared[posting.source];
                if (shared.all == 0)
                    sums.touched.push_back(posting.source);
                const double part = weight * std::min(fact.share, posting.share);
                shared.all += part;
                if (posting.share >= 1)
                    shared.own += part;
            }
        }
        return true;
    }

    ScoredSource scored(uint32_t binary, uint32_t source, const Shared &shared) const
    {
        const double binaryOnly = std::max(m_binaryTotal[binary] - shared.all, 0.0);
        const double sourceOnly = std::max(m_sourceTotal[source] - shared.own, 0.0);
        const double all =
            shared.all + m_weights.binaryOnly * binaryOnly + m_weights.sourceOnly * sourceOnly + m_weights.doubt;
        return {source, shared.all / all, shared.all, shared.own};
    }

    static void keep(std::vector<ScoredSource> &list, size_t count)
    {
        const auto better = [](const ScoredSource &a, const ScoredSource &b) {
            return a.score != b.score ? a.score > b.score : a.source < b.source;
        };
        count = std::min(count, list.size());
        std::partial_sort(list.begin(), list.begin() + static_cast<ptrdiff_t>(count), list.end(), better);
        list.resize(count);
    }

    const Facts &m_facts;
    const ScoreWeights &m_weights;
    const RankingLimits &m_limits;
    const Allowed &m_allowed;
    const Adjust &m_adjust;
    std::vector<Posting> m_postings;
    std::vector<size_t> m_begin; // by fact: where its postings begin
    std::vector<double> m_binaryTotal;
    std::vector<double> m_sourceTotal;
};

} // namespace

Shared sharedFacts(const Facts &facts, uint32_t binary, uint32_t source)
{
    Shared shared;
    const auto left = facts.binary.of(binary);
    const auto right = facts.source.of(source);
    for (size_t i = 0, j = 0; i < left.size() && j < right.size();) {
        const uint32_t id = std::min(left[i].id, right[j].id);
        if (left[i].id == right[j].id) {
            const double part = facts.weight[id] * std::min(left[i].share, right[j].share);
            shared.all += part;
            if (right[j].share >= 1)
                shared.own += part;
        }
        while (i < left.size() && left[i].id == id)
            ++i;
        while (j < right.size() && right[j].id == id)
            ++j;
    }
    return shared;
}

std::optional<Rankings> rankSources(const Facts &facts, const ScoreWeights &weights, const RankingLimits &limits,
                                    const Allowed &allowed, const Adjust &adjust, const Work &work)
{
    const Ranker ranker(facts, weights, limits, allowed, adjust);
    Rankings rankings(facts.binary.size());
    const bool done = parallelFor(rankings.size(), chunkSize, work, "matching", [&](size_t begin, size_t end) {
        Ranker::Sums sums(facts.source.size());
        for (size_t i = begin; i < end; ++i)
            rankings[i] = ranker.best(static_cast<uint32_t>(i), sums);
    });
    return done ? std::optional(std::move(rankings)) : std::nullopt;
}

} // namespace symbolon
