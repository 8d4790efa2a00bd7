// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/full/callorder.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace symbolon {

namespace {

constexpr size_t mostCalls = 256;   // of one function
constexpr size_t mostLooked = 4096; // to find them: what is inlined may call nothing
constexpr size_t inlineDepth = 3;
constexpr float nextButOne = 0.5F;
constexpr float whenInlined = 0.5F;

using LibraryNumbers = std::unordered_map<std::string_view, uint32_t>;
using Sequence = std::vector<uint32_t>; // of calls

LibraryNumbers sharedLibraries(const FeaturePool &binary, const FeaturePool &source)
{
    LibraryNumbers known, shared;
    for (const FunctionFeatures &function : binary.functions) {
        for (const CallFact &call : function.calls) {
            if (call.callee < 0 && !call.name.empty())
                known.emplace(call.name, 0);
        }
    }
    for (const FunctionFeatures &function : source.functions) {
        for (const CallFact &call : function.calls) {
            if (call.callee < 0 && known.contains(call.name))
                shared.emplace(call.name, static_cast<uint32_t>(shared.size()));
        }
    }
    return shared;
}

std::vector<Sequence> sequences(const FeaturePool &pool, const LibraryNumbers &libraries)
{
    std::vector<Sequence> all(pool.functions.size());
    for (uint32_t f = 0; f < all.size(); ++f) {
        for (const CallFact &call : pool.functions[f].calls) {
            if (all[f].size() >= mostCalls)
                break;
            if (call.callee >= 0)
                all[f].push_back(static_cast<uint32_t>(call.callee));
            else if (const auto at = libraries.find(call.name); at != libraries.end())
                all[f].push_back(static_cast<uint32_t>(all.size()) + at->second);
        }
    }
    return all;
}

// Sequences with the calls of inlinable functions replaced by what these call.
class Inliner
{
public:
    Inliner(const std::vector<Sequence> &plain, const FeaturePool &pool) : m_plain(plain), m_pool(pool) { }

    Sequence of(uint32_t function)
    {
        m_result.clear();
        m_inside.clear();
        m_looked = 0;
        append(function);
        return m_result;
    }

private:
    void append(uint32_t function)
    {
        m_inside.push_back(function);
        for (const uint32_t callee : m_plain[function]) {
            if (m_result.size() >= mostCalls || ++m_looked > mostLooked)
                break;
            if (isInlined(callee))
                append(callee);
            else
                m_result.push_back(callee);
        }
        m_inside.pop_back();
    }

    [[nodiscard]] bool isInlined(uint32_t callee) const
    {
        return callee < m_plain.size() && m_pool.functions[callee].internal && m_inside.size() <= inlineDepth
               && std::find(m_inside.begin(), m_inside.end(), callee) == m_inside.end();
    }

    const std::vector<Sequence> &m_plain;
    const FeaturePool &m_pool;
    Sequence m_result;
    Sequence m_inside; // of these, callers first
    size_t m_looked = 0;
};

void add(const Sequence &calls, float share, Neighbours &next)
{
    for (size_t i = 0; i < calls.size(); ++i) {
        for (const auto &[places, part] : {std::pair(size_t(1), share), {size_t(2), share * nextButOne}}) {
            if (i + places < calls.size() && calls[i] != calls[i + places])
                next[calls[i]].push_back({calls[i + places], part});
        }
    }
}

// Each once, with the largest share.
void makeDistinct(Neighbours &next)
{
    for (std::vector<Neighbour> &list : next) {
        std::sort(list.begin(), list.end(), [](const Neighbour &a, const Neighbour &b) {
            return a.function != b.function ? a.function < b.function : a.share > b.share;
        });
        list.erase(std::unique(list.begin(), list.end(),
                               [](const Neighbour &a, const Neighbour &b) { return a.function == b.function; }),
                   list.end());
    }
}

// The functions nearest to each, and those that are certain, stand where a reader of the first few sees them.
void sortByShare(Neighbours &lists, size_t functions)
{
    for (std::vector<Neighbour> &list : lists) {
        std::stable_sort(list.begin(), list.end(), [&](const Neighbour &a, const Neighbour &b) {
            return a.share != b.share ? a.share > b.share : (a.function >= functions) > (b.function >= functions);
        });
    }
}

} // namespace

CallOrder callOrder(const FeaturePool &binary, const FeaturePool &source)
{
    const LibraryNumbers libraries = sharedLibraries(binary, source);
    CallOrder all;
    all.libraries.resize(libraries.size());
    for (const auto &[name, number] : libraries)
        all.libraries[number] = name;
    all.binaryNext.resize(binary.functions.size() + libraries.size());
    for (const Sequence &calls : sequences(binary, libraries))
        add(calls, 1, all.binaryNext);
    all.sourceNext.resize(source.functions.size() + libraries.size());
    const std::vector<Sequence> plain = sequences(source, libraries);
    Inliner inliner(plain, source);
    for (uint32_t f = 0; f < plain.size(); ++f) {
        add(plain[f], 1, all.sourceNext);
        add(inliner.of(f), whenInlined, all.sourceNext);
    }
    makeDistinct(all.binaryNext);
    makeDistinct(all.sourceNext);
    all.binaryPrevious = reversed(all.binaryNext);
    all.sourcePrevious = reversed(all.sourceNext);
    for (Neighbours *lists : {&all.binaryNext, &all.binaryPrevious})
        sortByShare(*lists, binary.functions.size());
    for (Neighbours *lists : {&all.sourceNext, &all.sourcePrevious})
        sortByShare(*lists, source.functions.size());
    return all;
}

} // namespace symbolon
