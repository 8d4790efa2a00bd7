// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/components.h"

#include "analysis/disasm/program.h"
#include "analysis/features/twins.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace symbolon {

namespace {

uint32_t componentAt(const SourceTree &tree, uint32_t source)
{
    return componentOf(tree, tree.functions.at(source));
}

class Counter
{
public:
    Counter(const Program &program, const SourceTree &tree, const Matches *matches)
        : m_program(program), m_tree(tree), m_matches(matches)
    {
        for (const SourceComponent &component : componentsOf(tree))
            m_summary.components.push_back({.name = component.name, .root = component.root});
        m_summary.files.resize(tree.files.size());
        for (const SourceFunction &function : tree.functions) {
            ++m_summary.components.at(componentOf(tree, function)).sourceFunctions;
            if (function.file < m_summary.files.size())
                ++m_summary.files[function.file].functions;
        }
        if (matches && !matches->sources.empty()) {
            for (const SourceVerdict &verdict : matches->sources) {
                if (verdict.verdict == Verdict::Inlined && verdict.source < tree.functions.size())
                    m_found.insert(verdict.source);
                if (verdict.verdict == Verdict::Matched)
                    m_verdicts.insert(verdict.functions.begin(), verdict.functions.end());
            }
        }
    }

    ProgramSummary count(std::span<const TakenFor> taken)
    {
        std::unordered_set<uint32_t> claimed;
        for (const TakenFor &pair : taken) {
            const BinaryFunction &function = m_program.functions.at(pair.function);
            ComponentSummary &component = m_summary.components.at(componentAt(m_tree, pair.source));
            if (function.importStub)
                continue;
            ++(pair.accepted                       ? component.accepted
               : pair.confidence >= sureConfidence ? component.sure
                                                   : component.proposed);
            if (!belongs(pair) || !claimed.insert(pair.function).second)
                continue;
            ++component.functions;
            component.bytes += function.size;
            m_found.insert(pair.source);
        }
        for (uint32_t f = 0; f < m_program.functions.size(); ++f) {
            const BinaryFunction &function = m_program.functions[f];
            if (function.importStub)
                continue;
            ++m_summary.functions;
            m_summary.bytes += function.size;
            if (!claimed.contains(f)) {
                ++m_summary.unclaimed;
                m_summary.unclaimedBytes += function.size;
            }
        }
        const std::vector<uint32_t> twins = sourceTwins(m_tree);
        std::unordered_set<uint32_t> standing;
        for (const uint32_t source : m_found)
            standing.insert(twins.empty() ? source : twins[source]);
        for (uint32_t s = 0; s < m_tree.functions.size(); ++s) {
            if (!standing.contains(twins.empty() ? s : twins[s]))
                continue;
            ++m_summary.components.at(componentAt(m_tree, s)).foundFunctions;
            if (m_tree.functions[s].file < m_summary.files.size())
                ++m_summary.files[m_tree.functions[s].file].found;
        }
        return std::move(m_summary);
    }

private:
    bool belongs(const TakenFor &pair) const
    {
        if (pair.accepted)
            return true;
        return m_matches && !m_matches->sources.empty() ? m_verdicts.contains(pair.function)
                                                        : pair.confidence >= likelyConfidence;
    }

    const Program &m_program;
    const SourceTree &m_tree;
    const Matches *m_matches;
    std::unordered_set<uint32_t> m_verdicts; // binary functions that the method says are a source function
    std::unordered_set<uint32_t> m_found;    // source functions
    ProgramSummary m_summary;
};

using Keys = std::unordered_map<std::string, uint32_t>; // versionKey → function

// What of a later component is which function of the others, without looking at the text.
class Families
{
public:
    explicit Families(const SourceTree &tree) : m_tree(tree), m_keys(componentsOf(tree).size())
    {
        for (uint32_t f = 0; f < tree.functions.size(); ++f)
            m_keys[componentAt(tree, f)].emplace(versionKey(tree, f), f);
    }

    std::vector<VersionGroup> groups() const
    {
        std::vector<VersionGroup> found;
        std::vector<bool> grouped(m_keys.size());
        for (uint32_t first = 0; first < m_keys.size(); ++first) {
            if (grouped[first])
                continue;
            VersionGroup group;
            group.components = {first};
            for (uint32_t other = first + 1; other < m_keys.size(); ++other) {
                if (grouped[other] || !areVersions(m_keys[first], m_keys[other]))
                    continue;
                group.components.push_back(other);
                grouped[other] = true;
            }
            if (group.components.size() > 1)
                found.push_back(std::move(group));
        }
        return found;
    }

    // -1: the component has no such function.
    int64_t find(uint32_t component, const std::string &key) const
    {
        const auto at = m_keys[component].find(key);
        return at == m_keys[component].end() ? -1 : static_cast<int64_t>(at->second);
    }

    const Keys &keys(uint32_t component) const { return m_keys[component]; }

private:
    static bool areVersions(const Keys &a, const Keys &b)
    {
        const Keys &fewer = a.size() < b.size() ? a : b;
        const Keys &more = a.size() < b.size() ? b : a;
        const auto shared = static_cast<size_t>(
            std::count_if(fewer.begin(), fewer.end(), [&](const auto &key) { return more.contains(key.first); }));
        return shared >= 3 && 2 * shared >= fewer.size();
    }

    const SourceTree &m_tree;
    std::vector<Keys> m_keys; // by component
};

class VersionTeller
{
public:
    VersionTeller(const Program &program, const SourceTree &tree, const Matches *matches)
        : m_program(program), m_tree(tree), m_families(tree)
    {
        if (matches) {
            for (const FunctionMatches &function : matches->functions)
                m_candidates.emplace(function.function, &function);
        }
    }

    std::vector<VersionGroup> run(std::span<const TakenFor> taken) const
    {
        std::vector<VersionGroup> groups = m_families.groups();
        const std::vector<uint32_t> twins = groups.empty() ? std::vector<uint32_t>() : sourceTwins(m_tree);
        for (VersionGroup &group : groups) {
            countAlike(group, twins);
            std::vector<Version> versions;
            for (const uint32_t component : group.components)
                versions.push_back(versionOf(m_tree, component, m_tree.components.at(component).name));
            std::vector<VersionedFunction> functions;
            for (const TakenFor &pair : taken) {
                if (std::find(group.components.begin(), group.components.end(), componentAt(m_tree, pair.source))
                    != group.components.end())
                    functions.push_back(versioned(group, pair, twins));
            }
            group.verdict = tellVersions(m_program, functions, versions);
        }
        return groups;
    }

    const Families &families() const { return m_families; }

private:
    void countAlike(VersionGroup &group, const std::vector<uint32_t> &twins) const
    {
        std::set<std::string_view> all;
        for (const uint32_t component : group.components) {
            for (const auto &[key, function] : m_families.keys(component))
                all.insert(key);
        }
        for (const std::string_view key : all) {
            std::set<int64_t> texts;
            for (const uint32_t component : group.components) {
                const int64_t function = m_families.find(component, std::string(key));
                texts.insert(function < 0 ? -1 : static_cast<int64_t>(twins[static_cast<size_t>(function)]));
            }
            ++(texts.size() == 1 ? group.alike : group.different);
        }
    }

    // Its scores are those of its candidates; one candidate stands for all its twins.
    VersionedFunction versioned(const VersionGroup &group, const TakenFor &pair,
                                const std::vector<uint32_t> &twins) const
    {
        VersionedFunction function{
            pair.function, versionKey(m_tree, pair.source), {}, pair.accepted || pair.confidence >= sureConfidence};
        const auto found = m_candidates.find(pair.function);
        if (found == m_candidates.end())
            return function;
        function.scores.assign(group.components.size(), -1);
        for (size_t v = 0; v < group.components.size(); ++v) {
            const int64_t own = m_families.find(group.components[v], function.key);
            if (own < 0)
                continue;
            for (const Candidate &candidate : found->second->candidates) {
                if (twins[candidate.source] == twins[static_cast<size_t>(own)])
                    function.scores[v] = std::max(function.scores[v], candidate.score);
            }
        }
        return function;
    }

    const Program &m_program;
    const SourceTree &m_tree;
    Families m_families;
    std::unordered_map<uint32_t, const FunctionMatches *> m_candidates; // by binary function
};

std::vector<uint32_t> linesOf(const SourceFunction &function)
{
    std::vector<uint32_t> lines{function.line, function.nameLine, function.endLine};
    for (const SourceString &string : function.strings)
        lines.push_back(string.line);
    for (const SourceInteger &integer : function.integers)
        lines.push_back(integer.line);
    for (const SourceCall &call : function.calls)
        lines.push_back(call.line);
    for (const SourceSwitch &statement : function.switches)
        lines.push_back(statement.line);
    return lines;
}

// Comments may have moved what both functions say.
void moveLines(std::vector<Evidence> &evidence, const SourceFunction &from, const SourceFunction &to)
{
    const std::vector<uint32_t> before = linesOf(from);
    const std::vector<uint32_t> after = linesOf(to);
    for (Evidence &each : evidence) {
        const auto at = std::find(before.begin(), before.end(), each.line);
        if (each.line == 0)
            continue;
        each.line = at != before.end() && before.size() == after.size()
                        ? after[static_cast<size_t>(at - before.begin())]
                        : std::min(to.endLine, each.line - std::min(each.line, from.line) + to.line);
    }
}

class Settler
{
public:
    Settler(const SourceTree &tree, const std::vector<VersionGroup> &groups, const Families &families)
        : m_tree(tree), m_families(families), m_twins(sourceTwins(tree)), m_preferred(tree.components.size())
    {
        for (uint32_t c = 0; c < m_preferred.size(); ++c)
            m_preferred[c] = c;
        for (const VersionGroup &group : groups) {
            if (group.verdict.decided) {
                for (const uint32_t component : group.components)
                    m_preferred[component] = group.components[group.verdict.best.front()];
            }
        }
    }

    void settle(FunctionMatches &function) const
    {
        for (Candidate &candidate : function.candidates)
            replace(candidate.source, candidate.evidence);
        for (InlinedFunction &inlined : function.inlined)
            replace(inlined.source, inlined.evidence);
        if (function.candidates.empty())
            return;
        const int64_t wanted = counterpart(function.candidates.front().source);
        const auto other = std::find_if(function.candidates.begin(), function.candidates.end(),
                                        [&](const Candidate &candidate) { return candidate.source == wanted; });
        if (wanted >= 0 && other != function.candidates.end())
            std::rotate(function.candidates.begin(), other, other + 1);
        // That it is this function of the other versions is no longer to be feared.
        Candidate &best = function.candidates.front();
        for (Candidate &candidate : function.candidates) {
            if (counterpart(candidate.source) != best.source)
                continue;
            best.confidence = std::min(1.0, best.confidence + candidate.confidence);
            candidate.confidence = 0;
        }
    }

private:
    // The same function of the version that the binary is made from; -1: it has none, or this is it.
    int64_t counterpart(uint32_t source) const
    {
        const uint32_t component = componentAt(m_tree, source);
        return m_preferred[component] == component
                   ? -1
                   : m_families.find(m_preferred[component], versionKey(m_tree, source));
    }

    void replace(uint32_t &source, std::vector<Evidence> &evidence) const
    {
        const int64_t other = counterpart(source);
        if (other < 0 || other == source || m_twins[static_cast<size_t>(other)] != m_twins[source])
            return;
        moveLines(evidence, m_tree.functions[source], m_tree.functions[static_cast<size_t>(other)]);
        source = static_cast<uint32_t>(other);
    }

    const SourceTree &m_tree;
    const Families &m_families;
    std::vector<uint32_t> m_twins;
    std::vector<uint32_t> m_preferred; // by component: itself, or the version that the binary is made from
};

} // namespace

std::vector<TakenFor> takenFor(const Matches &matches, std::span<const std::pair<uint32_t, uint32_t>> accepted,
                               std::span<const uint32_t> rejected)
{
    std::vector<TakenFor> all;
    std::unordered_set<uint32_t> decided(rejected.begin(), rejected.end());
    for (const auto &[function, source] : accepted) {
        decided.insert(function);
        all.push_back({function, source, true, 1});
    }
    for (const FunctionMatches &function : matches.functions) {
        if (!function.candidates.empty() && !decided.contains(function.function))
            all.push_back(
                {function.function, function.candidates.front().source, false, function.candidates.front().confidence});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const TakenFor &a, const TakenFor &b) { return a.function < b.function; });
    return all;
}

ProgramSummary summarize(const Program &program, const SourceTree &tree, const Matches *matches,
                         std::span<const TakenFor> taken)
{
    ProgramSummary summary = Counter(program, tree, matches).count(taken);
    if (hasSeveralComponents(tree))
        summary.versions = tellVersionGroups(program, tree, matches, taken);
    return summary;
}

std::vector<VersionGroup> tellVersionGroups(const Program &program, const SourceTree &tree, const Matches *matches,
                                            std::span<const TakenFor> taken)
{
    return VersionTeller(program, tree, matches).run(taken);
}

void settleVersions(Matches &matches, const Program &program, const SourceTree &tree,
                    std::span<const std::pair<uint32_t, uint32_t>> accepted)
{
    if (!hasSeveralComponents(tree))
        return;
    const VersionTeller teller(program, tree, &matches);
    const std::vector<VersionGroup> groups = teller.run(takenFor(matches, accepted));
    const Settler settler(tree, groups, teller.families());
    std::unordered_set<uint32_t> exact;
    for (const auto &[function, source] : accepted)
        exact.insert(function);
    for (FunctionMatches &function : matches.functions) {
        if (!exact.contains(function.function))
            settler.settle(function);
    }
}

} // namespace symbolon
