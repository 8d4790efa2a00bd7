// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/training/baselines/baselines.h"

#include "analysis/matching/assignment.h"
#include "analysis/matching/literals.h"
#include "analysis/matching/match.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <set>
#include <unordered_map>

namespace symbolon {

namespace {

constexpr unsigned listed = 32;    // sources that a matcher names for a function
constexpr size_t kept = 1000;      // by weight
constexpr size_t assignable = 128; // of a function, for the assignment

using Lists = std::vector<std::vector<uint32_t>>; // by query: rows of the pool, best first
using Rank = std::function<Lists(const FeaturePool &, const FeaturePool &)>;

// Without what points into another pool. A last function that has nothing stands for all callers.
FeaturePool poolFrom(size_t size, const std::function<FunctionFeatures(size_t)> &function)
{
    FeaturePool pool;
    pool.functions.reserve(size + 1);
    for (size_t i = 0; i < size; ++i) {
        FunctionFeatures features = function(i);
        features.name.clear();
        features.qualifiedName.clear();
        features.text.clear();
        features.code = {};
        for (CallFact &call : features.calls) {
            if (call.callee >= 0)
                call = {{}, call.place, -1};
        }
        std::fill(features.callers.begin(), features.callers.end(), static_cast<uint32_t>(size));
        pool.functions.push_back(std::move(features));
    }
    pool.functions.emplace_back();
    pool.origin.resize(pool.functions.size());
    std::iota(pool.origin.begin(), pool.origin.end(), 0U);
    return pool;
}

int64_t rankOf(const std::vector<uint32_t> &list, int64_t answer, const std::vector<int64_t> &groups)
{
    const auto wanted = groups[static_cast<size_t>(answer)];
    for (size_t i = 0; i < list.size(); ++i) {
        if (groups[list[i]] == wanted)
            return static_cast<int64_t>(i) + 1;
    }
    return notFound;
}

PoolRanks ranksBy(const DataSet &set, const SearchPool &pool, const Rank &rank)
{
    std::vector<uint32_t> order(pool.sources.size()); // by row of the source pool: index in pool.sources
    std::iota(order.begin(), order.end(), 0U);
    std::mt19937_64 random(0x5eed);
    for (size_t left = order.size(); left > 1; --left)
        std::swap(order[left - 1], order[random() % left]);

    const FeaturePool sources = poolFrom(order.size(), [&](size_t i) { return set.source(pool.sources[order[i]]); });
    const FeaturePool binaries = poolFrom(pool.binaries.size(), [&](size_t i) { return set.binary(pool.binaries[i]); });
    std::vector<int64_t> row(order.size()), sourceGroups, binaryGroups(pool.binaries.size());
    for (size_t i = 0; i < order.size(); ++i) {
        row[order[i]] = static_cast<int64_t>(i);
        sourceGroups.push_back(pool.textGroups[order[i]]);
    }
    std::iota(binaryGroups.begin(), binaryGroups.end(), 0);
    std::vector<int64_t> sourceRows(order.size());
    std::iota(sourceRows.begin(), sourceRows.end(), 0);

    PoolRanks found;
    const Lists forward = rank(binaries, sources);
    for (size_t i = 0; i < pool.binaries.size(); ++i) {
        found.exact.push_back(rankOf(forward[i], row[i], sourceRows));
        found.normalised.push_back(rankOf(forward[i], row[i], sourceGroups));
    }
    // Only sources that are an answer are asked for, in their made-up order.
    std::vector<uint32_t> asked;
    for (const uint32_t index : order) {
        if (index < pool.binaries.size())
            asked.push_back(index);
    }
    const Lists backward =
        rank(poolFrom(asked.size(), [&](size_t i) { return set.source(pool.sources[asked[i]]); }), binaries);
    found.reverse.assign(pool.binaries.size(), notFound);
    for (size_t i = 0; i < asked.size(); ++i)
        found.reverse[asked[i]] = rankOf(backward[i], asked[i], binaryGroups);
    return found;
}

Lists listsOf(const Matcher &matcher, const FeaturePool &queries, const FeaturePool &pool)
{
    MatchOptions options;
    options.method = matcher.name();
    options.top = listed;
    const Result<Matches> matches = matcher.match(queries, pool, options, {});
    Lists lists(queries.functions.size());
    if (!matches)
        return lists;
    for (const FunctionMatches &each : matches->functions) {
        for (const Candidate &candidate : each.candidates) {
            if (candidate.source + 1 < pool.functions.size()) // not the callers'
                lists[each.function].push_back(candidate.source);
        }
    }
    return lists;
}

std::set<std::string> keysOf(const FunctionFeatures &function, Literal literal)
{
    std::set<std::string> keys;
    if (literal == Literal::Strings) {
        for (const StringFact &fact : function.strings)
            keys.insert(stringKey(fact.text));
        keys.erase("");
    } else {
        for (const IntegerFact &fact : function.integers)
            keys.insert(std::to_string(integerKey(fact.value)));
    }
    return keys;
}

// Which rows have a key.
std::unordered_map<std::string, std::vector<uint32_t>> rowsByKey(const FeaturePool &pool, Literal literal)
{
    std::unordered_map<std::string, std::vector<uint32_t>> rows;
    for (uint32_t i = 0; i < pool.functions.size(); ++i) {
        for (const std::string &key : keysOf(pool.functions[i], literal))
            rows[key].push_back(i);
    }
    return rows;
}

} // namespace

std::vector<std::vector<uint32_t>> hungarian(const FeaturePool &queries, const FeaturePool &pool, Literal literal)
{
    const auto inQueries = rowsByKey(queries, literal), inPool = rowsByKey(pool, literal);
    const auto rarity = [](size_t functions, size_t having) {
        return std::log((1 + static_cast<double>(functions)) / (1 + static_cast<double>(having)));
    };
    Lists lists(queries.functions.size());
    std::vector<std::vector<AssignmentEdge>> edges(lists.size());
    std::vector<double> weights(pool.functions.size());
    for (size_t query = 0; query < lists.size(); ++query) {
        std::vector<uint32_t> &list = lists[query];
        for (const std::string &key : keysOf(queries.functions[query], literal)) {
            const auto rows = inPool.find(key);
            if (rows == inPool.end())
                continue;
            const double weight = (rarity(queries.functions.size(), inQueries.at(key).size())
                                   + rarity(pool.functions.size(), rows->second.size()))
                                  / 2;
            for (const uint32_t row : rows->second) {
                if (weight > 0 && weights[row] == 0)
                    list.push_back(row);
                weights[row] += weight;
            }
        }
        const std::vector<uint32_t> touched = list;
        list.resize(std::min(list.size(), kept));
        std::partial_sort_copy(touched.begin(), touched.end(), list.begin(), list.end(), [&](uint32_t a, uint32_t b) {
            return weights[a] > weights[b] || (weights[a] == weights[b] && a < b);
        });
        for (size_t i = 0; i < std::min(list.size(), assignable); ++i)
            edges[query].push_back({list[i], weights[list[i]]});
        for (const uint32_t row : touched)
            weights[row] = 0;
    }
    const auto chosen = assign(edges, static_cast<uint32_t>(pool.functions.size()));
    for (size_t query = 0; chosen && query < lists.size(); ++query) {
        if ((*chosen)[query] < 0)
            continue;
        const auto first = std::find(lists[query].begin(), lists[query].end(), static_cast<uint32_t>((*chosen)[query]));
        std::rotate(lists[query].begin(), first, first + 1);
    }
    return lists;
}

Result<Method> findBaseline(const DataSet &set, const std::string &name)
{
    Rank rank;
    if (name == "integers" || name == "strings") {
        rank = [literal = name == "strings" ? Literal::Strings : Literal::Integers](
                   const FeaturePool &queries, const FeaturePool &pool) { return hungarian(queries, pool, literal); };
    } else if (name == "binpro" || name == "b2sfinder") {
        const auto matcher = findMatcher(name);
        if (!matcher)
            return matcher.error();
        rank = [matcher = *matcher](const FeaturePool &queries, const FeaturePool &pool) {
            return listsOf(*matcher, queries, pool);
        };
    } else {
        return Error{ErrorKind::Usage,
                     "there is no method \"" + name + "\"",
                     {},
                     "Known are binpro, b2sfinder, integers and strings."};
    }
    return Method([&set, rank](const SearchPool &pool) { return ranksBy(set, pool, rank); });
}

std::string baselineRow(const std::string &name)
{
    if (name == "binpro")
        return "BinPro";
    if (name == "b2sfinder")
        return "B2SFinder";
    return "Hungarian, " + name + " only";
}

} // namespace symbolon
