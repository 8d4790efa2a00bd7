// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/match.h"

#include "analysis/disasm/program.h"
#include "analysis/features/twins.h"
#include "analysis/matching/b2sfinder.h"
#include "analysis/matching/binpro.h"
#include "analysis/matching/components.h"
#include "analysis/matching/embeddingmatcher.h"
#include "analysis/matching/full/fullmatcher.h"
#include "analysis/source/sourcetree.h"

#include <algorithm>
#include <unordered_map>

namespace symbolon {

namespace {

using Pairs = std::vector<std::pair<uint32_t, uint32_t>>;

// Pool indices by Program or SourceTree index; UINT32_MAX: not in the pool. Twins have the number of the one that
// stands for them.
std::vector<uint32_t> numbering(const FeaturePool &pool, size_t count, const std::vector<uint32_t> &twins = {})
{
    std::vector<uint32_t> numbers(count, UINT32_MAX);
    for (uint32_t i = 0; i < pool.origin.size(); ++i)
        numbers[pool.origin[i]] = i;
    for (uint32_t i = 0; i < twins.size(); ++i)
        numbers[i] = numbers[twins[i]];
    return numbers;
}

struct Translated {
    Pairs inPool;
    Pairs outside; // of functions that are no part of the pool: import stubs
};

Translated translate(const Pairs &pairs, const std::vector<uint32_t> &binary, const std::vector<uint32_t> &source)
{
    Translated translated;
    for (const auto &[b, s] : pairs) {
        if (binary[b] == UINT32_MAX || source[s] == UINT32_MAX)
            translated.outside.emplace_back(b, s);
        else
            translated.inPool.emplace_back(binary[b], source[s]);
    }
    return translated;
}

bool inRange(const Pairs &pairs, size_t binary, size_t source)
{
    return std::all_of(pairs.begin(), pairs.end(),
                       [&](const auto &pair) { return pair.first < binary && pair.second < source; });
}

// A decision holds even for a function that no method looks at.
void addDecided(Matches &matches, const Pairs &outside, unsigned top)
{
    for (const auto &[function, source] : outside) {
        const auto at = std::lower_bound(matches.functions.begin(), matches.functions.end(), function,
                                         [](const FunctionMatches &m, uint32_t f) { return m.function < f; });
        const auto place = at != matches.functions.end() && at->function == function
                               ? at
                               : matches.functions.insert(at, {function, {}, {}});
        if (place->candidates.size() < top)
            place->candidates.push_back({source, 1, 1, matches.method, {}});
    }
}

// What holds for one function holds for its twins.
void addTwins(std::vector<SourceVerdict> &verdicts, const std::vector<uint32_t> &twins)
{
    if (twins.empty() || verdicts.empty())
        return;
    std::unordered_map<uint32_t, size_t> known;
    for (size_t n = 0; n < verdicts.size(); ++n)
        known.emplace(verdicts[n].source, n);
    for (uint32_t i = 0; i < twins.size(); ++i) {
        const auto of = known.find(twins[i]);
        if (twins[i] == i || of == known.end())
            continue;
        SourceVerdict verdict = verdicts[of->second];
        verdict.source = i;
        verdicts.push_back(std::move(verdict));
    }
    std::stable_sort(verdicts.begin(), verdicts.end(),
                     [](const SourceVerdict &a, const SourceVerdict &b) { return a.source < b.source; });
}

// An accepted pair names one of the twins.
void nameAccepted(Matches &matches, const Pairs &accepted, const std::vector<uint32_t> &twins)
{
    for (const auto &[function, source] : accepted) {
        const auto at = std::lower_bound(matches.functions.begin(), matches.functions.end(), function,
                                         [](const FunctionMatches &m, uint32_t f) { return m.function < f; });
        if (at == matches.functions.end() || at->function != function)
            continue;
        for (Candidate &candidate : at->candidates) {
            if (candidate.source == twins[source])
                candidate.source = source;
        }
    }
}

// Calls run(options in pool indices) and brings what it gives back to program and tree indices.
template<typename Run>
Result<Matches> translated(const Program &program, const SourceTree &tree, const MatchPools &pools,
                           const MatchOptions &options, Run run)
{
    if (!inRange(options.accepted, program.functions.size(), tree.functions.size())
        || !inRange(options.rejected, program.functions.size(), tree.functions.size())
        || !std::all_of(options.blocked.begin(), options.blocked.end(),
                        [&](uint32_t function) { return function < program.functions.size(); }))
        return failure("a decision names a function that does not exist in this analysis",
                       "analyse the binary and the source tree again");
    const std::vector<uint32_t> twins = sourceTwins(tree);
    const auto binaryNumber = numbering(pools.binary, program.functions.size());
    const auto sourceNumber = numbering(pools.source, tree.functions.size(), twins);
    const Translated accepted = translate(options.accepted, binaryNumber, sourceNumber);
    MatchOptions inPool = options;
    inPool.accepted = accepted.inPool;
    inPool.rejected = translate(options.rejected, binaryNumber, sourceNumber).inPool;
    inPool.blocked.clear();
    for (const uint32_t function : options.blocked) {
        if (binaryNumber[function] != UINT32_MAX)
            inPool.blocked.push_back(binaryNumber[function]);
    }
    Result<Matches> matches = run(inPool);
    if (!matches)
        return matches;
    for (FunctionMatches &function : matches->functions) {
        function.function = pools.binary.origin[function.function];
        for (Candidate &candidate : function.candidates)
            candidate.source = pools.source.origin[candidate.source];
        for (InlinedFunction &inlined : function.inlined)
            inlined.source = pools.source.origin[inlined.source];
    }
    for (SourceVerdict &verdict : matches->sources) {
        verdict.source = pools.source.origin[verdict.source];
        for (uint32_t &function : verdict.functions)
            function = pools.binary.origin[function];
    }
    addDecided(*matches, accepted.outside, options.top);
    if (!twins.empty()) {
        addTwins(matches->sources, twins);
        nameAccepted(*matches, options.accepted, twins);
        settleVersions(*matches, program, tree, options.accepted);
    }
    return matches;
}

// Does everything anew.
class DirectPlan final : public MatchPlan
{
public:
    DirectPlan(const Matcher &matcher, std::shared_ptr<const MatchPools> pools,
               std::shared_ptr<const Retrieval> retrieval, bool assignment)
        : m_matcher(matcher), m_pools(std::move(pools)), m_retrieval(std::move(retrieval)), m_assignment(assignment)
    {
    }

    [[nodiscard]] Result<Matches> match(const MatchOptions &options, const Work &work) const override
    {
        MatchOptions complete = options;
        complete.retrieval = m_retrieval;
        complete.assignment = m_assignment;
        return m_matcher.match(m_pools->binary, m_pools->source, complete, work);
    }

private:
    const Matcher &m_matcher;
    std::shared_ptr<const MatchPools> m_pools;
    std::shared_ptr<const Retrieval> m_retrieval;
    bool m_assignment;
};

} // namespace

std::string_view verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Unknown:
        break;
    case Verdict::Matched:
        return "matched";
    case Verdict::Inlined:
        return "inlined";
    case Verdict::Absent:
        return "absent";
    }
    return "unknown";
}

Result<std::shared_ptr<const MatchPlan>> Matcher::plan(std::shared_ptr<const MatchPools> pools,
                                                       const MatchOptions &options, const Work &) const
{
    return std::shared_ptr<const MatchPlan>(
        std::make_shared<DirectPlan>(*this, std::move(pools), options.retrieval, options.assignment));
}

const std::vector<std::shared_ptr<const Matcher>> &matchers()
{
    static const std::vector<std::shared_ptr<const Matcher>> all = {
        std::make_shared<FullMatcher>(), std::make_shared<EmbeddingMatcher>(), std::make_shared<BinPro>(), std::make_shared<B2sFinder>()};
    return all;
}

Result<std::shared_ptr<const Matcher>> findMatcher(std::string_view name)
{
    std::string known;
    for (const auto &matcher : matchers()) {
        if (matcher->name() == name)
            return matcher;
        known += (known.empty() ? "" : ", ") + std::string(matcher->name());
    }
    return Error{ErrorKind::Usage, "unknown method \"" + std::string(name) + "\"", {}, "known methods: " + known};
}

Result<Matches> match(const Program &program, const SourceTree &tree, const MatchOptions &options, const Work &work)
{
    if (const auto known = findMatcher(options.method); !known)
        return known.error();
    const MatchPools pools{binaryFeatures(program, work), sourceFeatures(tree, work)};
    if (work.stopRequested())
        return cancelled();
    return match(program, tree, pools, options, work);
}

Result<Matches> match(const Program &program, const SourceTree &tree, const MatchPools &pools,
                      const MatchOptions &options, const Work &work)
{
    const auto matcher = findMatcher(options.method);
    if (!matcher)
        return matcher.error();
    return translated(program, tree, pools, options, [&](const MatchOptions &inPool) {
        return (*matcher)->match(pools.binary, pools.source, inPool, work);
    });
}

Result<std::shared_ptr<const ProgramPlan>> ProgramPlan::make(std::shared_ptr<const Program> program,
                                                             std::shared_ptr<const SourceTree> tree, MatchPools pools,
                                                             const MatchOptions &options, const Work &work)
{
    const auto matcher = findMatcher(options.method);
    if (!matcher)
        return matcher.error();
    auto made = std::make_shared<ProgramPlan>();
    made->m_program = std::move(program);
    made->m_tree = std::move(tree);
    made->m_pools = std::make_shared<const MatchPools>(std::move(pools));
    auto plan = (*matcher)->plan(made->m_pools, options, work);
    if (!plan)
        return plan.error();
    made->m_plan = std::move(*plan);
    return std::shared_ptr<const ProgramPlan>(std::move(made));
}

Result<Matches> ProgramPlan::match(const MatchOptions &options, const Work &work) const
{
    return translated(*m_program, *m_tree, *m_pools, options,
                      [&](const MatchOptions &inPool) { return m_plan->match(inPool, work); });
}

} // namespace symbolon
