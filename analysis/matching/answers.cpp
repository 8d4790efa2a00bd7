// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/answers.h"

#include "analysis/features/twins.h"

#include <algorithm>
#include <unordered_map>

namespace symbolon {

namespace {

// Of several candidates of one function that are twins the best is the hit.
void add(std::vector<BinaryHit> &hits, uint32_t function, const Candidate &candidate)
{
    if (hits.empty() || hits.back().function != function)
        hits.push_back({function, candidate.score, candidate.confidence, candidate.evidence});
}

void order(SourceAnswer &answer, unsigned top)
{
    std::stable_sort(answer.hits.begin(), answer.hits.end(), [](const BinaryHit &a, const BinaryHit &b) {
        return a.confidence != b.confidence ? a.confidence > b.confidence : a.score > b.score;
    });
    if (answer.hits.size() > top)
        answer.hits.erase(answer.hits.begin() + static_cast<std::ptrdiff_t>(top), answer.hits.end());
    std::stable_sort(answer.inlinedIn.begin(), answer.inlinedIn.end(),
                     [](const InlinedInto &a, const InlinedInto &b) { return a.confidence > b.confidence; });
}

} // namespace

std::vector<SourceAnswer> answersFrom(const Matches &matches, const SourceTree &tree,
                                      const std::vector<uint32_t> &sources, unsigned top)
{
    const std::vector<uint32_t> twins = sourceTwins(tree);
    const auto kind = [&](uint32_t source) { return source < twins.size() ? twins[source] : source; };
    std::unordered_map<uint32_t, SourceAnswer> kinds;
    for (const uint32_t source : sources)
        kinds.emplace(kind(source), SourceAnswer());
    const auto answerOf = [&](uint32_t source) {
        const auto at = kinds.find(kind(source));
        return at == kinds.end() ? nullptr : &at->second;
    };
    for (const FunctionMatches &function : matches.functions) {
        for (const Candidate &candidate : function.candidates) {
            if (SourceAnswer *answer = answerOf(candidate.source))
                add(answer->hits, function.function, candidate);
        }
        for (const InlinedFunction &inlined : function.inlined) {
            if (SourceAnswer *answer = answerOf(inlined.source))
                answer->inlinedIn.push_back({function.function, inlined.confidence, inlined.evidence});
        }
    }
    for (auto &[source, answer] : kinds)
        order(answer, top);

    std::unordered_map<uint32_t, const SourceVerdict *> verdicts;
    for (const SourceVerdict &verdict : matches.sources)
        verdicts.emplace(verdict.source, &verdict);
    std::vector<SourceAnswer> answers;
    answers.reserve(sources.size());
    for (const uint32_t source : sources) {
        SourceAnswer answer = kinds.at(kind(source));
        answer.source = source;
        if (const auto told = verdicts.find(source); told != verdicts.end()) {
            answer.verdict = told->second->verdict;
            answer.confidence = told->second->confidence;
        } else if (!matches.sources.empty()) {
            answer.verdict = Verdict::Unknown; // one that matching does not look at, as it has no text
        }
        answers.push_back(std::move(answer));
    }
    return answers;
}

} // namespace symbolon
