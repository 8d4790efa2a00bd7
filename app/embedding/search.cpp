// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/embedding/search.h"

#include "analysis/disasm/program.h"
#include "analysis/features/inlinedvariant.h"
#include "analysis/features/twins.h"
#include "analysis/matching/embeddingmatcher.h"
#include "analysis/matching/neighbourvectors.h"
#include "analysis/source/sourcetree.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace symbolon {

namespace {

constexpr std::size_t retrieved = 64; // source functions for a binary function, at least
constexpr std::size_t retrievedInlined = 16;

MatchPools networkPools(const Program &program, const SourceTree &tree, const Work &work)
{
    const FeatureOptions options{.network = true};
    return {binaryFeatures(program, work, options), sourceFeatures(tree, work, options)};
}

PoolVectors amongNeighbours(const PoolVectors &vectors, const FeaturePool &pool)
{
    return {3 * vectors.dimension, vectors.functions,
            withNeighbours(vectors.values, vectors.dimension, vectors.functions, pool), vectors.computed};
}

// These, what they and their forms call and what calls them; each once.
std::vector<uint32_t> withTheirNeighbours(const std::vector<uint32_t> &wanted, const FeaturePool &variants,
                                          const FeaturePool &pool)
{
    std::vector<uint32_t> all = wanted;
    const auto addCallees = [&](const FunctionFeatures &features) {
        for (const CallFact &call : features.calls) {
            if (call.callee >= 0)
                all.push_back(static_cast<uint32_t>(call.callee));
        }
    };
    for (const uint32_t function : wanted) {
        const FunctionFeatures &features = pool.functions[function];
        addCallees(features);
        all.insert(all.end(), features.callers.begin(), features.callers.end());
    }
    for (const FunctionFeatures &variant : variants.functions)
        addCallees(variant);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

// Those rows that belong to `wanted`.
PoolVectors rowsOf(const PoolVectors &vectors, const std::vector<uint32_t> &wanted)
{
    const std::unordered_set<uint32_t> asked(wanted.begin(), wanted.end());
    PoolVectors rows{vectors.dimension, {}, {}, vectors.computed};
    for (std::size_t row = 0; row < vectors.functions.size(); ++row) {
        if (!asked.contains(vectors.functions[row]))
            continue;
        rows.functions.push_back(vectors.functions[row]);
        const auto begin = vectors.values.begin() + static_cast<std::ptrdiff_t>(row * vectors.dimension);
        rows.values.insert(rows.values.end(), begin, begin + static_cast<std::ptrdiff_t>(vectors.dimension));
    }
    return rows;
}

// By pool function; zeros for one that was not embedded.
std::vector<float> byFunction(PoolVectors &&vectors, std::size_t functions)
{
    if (vectors.functions.size() == functions)
        return std::move(vectors.values);
    std::vector<float> all(functions * vectors.dimension);
    for (std::size_t row = 0; row < vectors.functions.size(); ++row)
        std::copy_n(vectors.values.begin() + static_cast<std::ptrdiff_t>(row * vectors.dimension), vectors.dimension,
                    all.begin() + static_cast<std::ptrdiff_t>(vectors.functions[row] * vectors.dimension));
    return all;
}

// Source functions with what is probably inlined into them, their vectors, and what that is.
struct InlinedForms {
    FeaturePool variants; // origin: function of the pool
    std::vector<std::vector<uint32_t>> inlined;
    PoolVectors vectors; // `functions`: of the pool
};

// Without vectors.
InlinedForms inlinedForms(const FeaturePool &source, const std::vector<uint32_t> &wanted)
{
    InlinedForms forms;
    std::vector<uint32_t> inlined;
    for (const uint32_t s : wanted) {
        auto variant = inlinedVariant(source, s, &inlined);
        if (!variant || !hasContent(*variant, Side::Source))
            continue;
        forms.variants.functions.push_back(std::move(*variant));
        forms.variants.origin.push_back(s);
        forms.inlined.push_back(inlined);
    }
    return forms;
}

Result<void> embedForms(InlinedForms &forms, const EmbeddingEngine &engine, VectorStore *store, const Work &work)
{
    auto vectors = embedPool(forms.variants, Side::Source, *engine.embedder, store, work);
    if (!vectors)
        return vectors.error();
    forms.vectors = std::move(*vectors);
    forms.vectors.functions = forms.variants.origin;
    return {};
}

std::vector<uint32_t> allOf(const FeaturePool &pool)
{
    std::vector<uint32_t> all(pool.functions.size());
    std::iota(all.begin(), all.end(), 0U);
    return all;
}

// Behind the rows of `vectors` (amongNeighbours() of `own`) those of the functions' forms with what is inlined.
void addForms(const PoolVectors &own, const InlinedForms &forms, const FeaturePool &pool, PoolVectors &vectors)
{
    const std::vector<float> rows = inlinedWithNeighbours(forms.vectors.values, forms.variants, forms.inlined, own.values,
                                                          own.dimension, own.functions, pool);
    vectors.functions.insert(vectors.functions.end(), forms.variants.origin.begin(), forms.variants.origin.end());
    vectors.values.insert(vectors.values.end(), rows.begin(), rows.end());
}

// A function that was found in both of its forms stands where the nearer one is.
void keepNearer(std::vector<NearFunction> &nearest, std::size_t count)
{
    std::unordered_set<uint32_t> seen;
    std::erase_if(nearest, [&](const NearFunction &near) { return !seen.insert(near.function).second; });
    if (nearest.size() > count)
        nearest.resize(count);
}

// The vectors of the source functions with what is probably inlined into them.
Result<void> addInlined(const MatchPools &pools, const PoolVectors &binary, InlinedForms &&forms,
                        const EmbeddingEngine &engine, const Work &work, Retrieval &retrieval)
{
    auto nearest = nearestOf(binary, forms.vectors, retrievedInlined, engine, work);
    if (!nearest)
        return nearest.error();
    retrieval.nearestInlined.resize(pools.binary.functions.size());
    for (std::size_t row = 0; row < nearest->size(); ++row)
        retrieval.nearestInlined[binary.functions[row]] = std::move((*nearest)[row]);
    retrieval.inlined = byFunction(std::move(forms.vectors), pools.source.functions.size());
    return {};
}

// `apart`: the functions' own forms and those with what is inlined are searched each by themselves.
Result<std::shared_ptr<const Retrieval>> retrieve(const MatchPools &pools, std::size_t count, bool apart,
                                                  const EmbeddingEngine &engine, VectorStore *store, const Work &work)
{
    const auto sourceVectors = embedPool(pools.source, Side::Source, *engine.embedder, store, work);
    if (!sourceVectors)
        return sourceVectors.error();
    const auto binaryVectors = embedPool(pools.binary, Side::Binary, *engine.embedder, store, work);
    if (!binaryVectors)
        return binaryVectors.error();
    PoolVectors source = amongNeighbours(*sourceVectors, pools.source);
    PoolVectors binary = amongNeighbours(*binaryVectors, pools.binary);
    InlinedForms forms = inlinedForms(pools.source, allOf(pools.source));
    if (const auto embedded = embedForms(forms, engine, store, work); !embedded)
        return embedded.error();
    if (!apart)
        addForms(*sourceVectors, forms, pools.source, source);
    auto nearest = nearestOf(binary, source, apart ? count : 2 * count, engine, work);
    if (!nearest)
        return nearest.error();
    if (!apart) {
        for (std::vector<NearFunction> &each : *nearest)
            keepNearer(each, count);
    }
    auto retrieval = std::make_shared<Retrieval>();
    retrieval->model = engine.embedder->model();
    retrieval->nearest.resize(pools.binary.functions.size());
    for (std::size_t row = 0; row < nearest->size(); ++row)
        retrieval->nearest[binary.functions[row]] = std::move((*nearest)[row]);
    if (!apart)
        return std::shared_ptr<const Retrieval>(std::move(retrieval));
    retrieval->dimension = binaryVectors->dimension;
    retrieval->binary = byFunction(std::move(binary), pools.binary.functions.size());
    retrieval->source = byFunction(std::move(source), pools.source.functions.size());
    if (auto added = addInlined(pools, *binaryVectors, std::move(forms), engine, work, *retrieval); !added)
        return added.error();
    return std::shared_ptr<const Retrieval>(std::move(retrieval));
}

// The pools that the method needs; what it retrieves from them goes to the options.
Result<MatchPools> prepare(const Program &program, const SourceTree &tree, MatchOptions &options,
                           const EmbeddingUse &use, const Work &work)
{
    const auto matcher = findMatcher(options.method);
    if (!matcher)
        return matcher.error();
    const bool network = (*matcher)->needsRetrieval();
    std::optional<EmbeddingEngine> engine;
    if (network) {
        auto opened = use.engine();
        if (!opened)
            return opened.error();
        engine = std::move(*opened);
    }
    MatchPools pools = network ? networkPools(program, tree, work)
                               : MatchPools{binaryFeatures(program, work), sourceFeatures(tree, work)};
    if (work.stopRequested())
        return cancelled();
    if (network) {
        const auto retrieval = retrieve(pools, std::max<std::size_t>(retrieved, options.top),
                                        options.method == fullMethod, *engine, use.store, work);
        if (!retrieval)
            return retrieval.error();
        options.retrieval = *retrieval;
    }
    return pools;
}

// What retrieval found, and what the binary itself names so.
std::vector<BinaryHit> hitsOf(uint32_t source, const std::vector<NearFunction> &nearest, const MatchPools &pools,
                              const PairEvidence &pairs, unsigned top)
{
    struct Pair {
        uint32_t binary;
        std::optional<float> cosine;
        double similarity;
    };
    std::vector<Pair> found;
    std::unordered_set<uint32_t> seen;
    for (const NearFunction &near : nearest) {
        seen.insert(near.function);
        found.push_back({near.function, near.similarity, pairs.similarity(near.function, source, near.similarity)});
    }
    for (uint32_t b = 0; b < pools.binary.functions.size(); ++b) {
        if (pairs.shareName(b, source) && hasContent(pools.binary.functions[b], Side::Binary) && !seen.contains(b))
            found.push_back({b, std::nullopt, pairs.similarity(b, source, 0)});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Pair &x, const Pair &y) { return x.similarity > y.similarity; });
    std::vector<BinaryHit> hits;
    for (std::size_t n = 0; n < found.size() && n < top; ++n)
        hits.push_back({pools.binary.origin[found[n].binary], std::max(0.0, found[n].similarity), std::nullopt,
                        pairs.of(found[n].binary, source, found[n].cosine)});
    return hits;
}

} // namespace

Result<Matches> matchWith(const Program &program, const SourceTree &tree, MatchOptions options, const EmbeddingUse &use,
                          const Work &work)
{
    const auto pools = prepare(program, tree, options, use, work);
    return pools ? match(program, tree, *pools, options, work) : Result<Matches>(pools.error());
}

Result<std::shared_ptr<const ProgramPlan>> planWith(std::shared_ptr<const Program> program,
                                                    std::shared_ptr<const SourceTree> tree, MatchOptions options,
                                                    const EmbeddingUse &use, const Work &work)
{
    auto pools = prepare(*program, *tree, options, use, work);
    if (!pools)
        return pools.error();
    return ProgramPlan::make(std::move(program), std::move(tree), std::move(*pools), options, work);
}

Result<BinaryHits> findInBinary(const Program &program, const SourceTree &tree, const std::vector<uint32_t> &sources,
                                unsigned top, const EmbeddingUse &use, const Work &work)
{
    const auto engine = use.engine();
    if (!engine)
        return engine.error();
    const MatchPools pools = networkPools(program, tree, work);
    if (work.stopRequested())
        return cancelled();
    std::unordered_map<uint32_t, uint32_t> numbers; // by SourceTree index
    for (uint32_t s = 0; s < pools.source.origin.size(); ++s)
        numbers.emplace(pools.source.origin[s], s);
    const std::vector<uint32_t> twins = sourceTwins(tree);
    std::vector<uint32_t> wanted; // in the pool
    for (const uint32_t source : sources) {
        if (const auto at = numbers.find(twins.empty() ? source : twins[source]); at != numbers.end())
            wanted.push_back(at->second);
    }
    InlinedForms forms = inlinedForms(pools.source, wanted);
    if (const auto embedded = embedForms(forms, *engine, use.store, work); !embedded)
        return embedded.error();
    const auto around = embedFunctions(pools.source, withTheirNeighbours(wanted, forms.variants, pools.source),
                                       Side::Source, *engine->embedder, use.store, work);
    if (!around)
        return around.error();
    PoolVectors source = rowsOf(amongNeighbours(*around, pools.source), wanted);
    addForms(*around, forms, pools.source, source);
    const auto binary = embedPool(pools.binary, Side::Binary, *engine->embedder, use.store, work);
    if (!binary)
        return binary.error();
    auto found = nearestOf(source, amongNeighbours(*binary, pools.binary), top, *engine, work);
    if (!found)
        return found.error();
    std::unordered_map<uint32_t, std::vector<NearFunction>> nearest; // by source function, of both of its forms
    for (std::size_t row = 0; row < found->size(); ++row) {
        std::vector<NearFunction> &all = nearest[source.functions[row]];
        all.insert(all.end(), (*found)[row].begin(), (*found)[row].end());
    }
    for (auto &[function, all] : nearest) {
        std::stable_sort(all.begin(), all.end(), [](const NearFunction &a, const NearFunction &b) {
            return a.similarity > b.similarity;
        });
        keepNearer(all, top);
    }
    const auto pairs = PairEvidence::gather(pools.binary, pools.source, work);
    if (!pairs)
        return cancelled();
    BinaryHits result;
    result.model = engine->embedder->model();
    result.hits.resize(sources.size());
    for (std::size_t n = 0; n < sources.size(); ++n) {
        const auto number = numbers.find(twins.empty() ? sources[n] : twins[sources[n]]);
        if (number == numbers.end())
            continue;
        if (const auto near = nearest.find(number->second); near != nearest.end())
            result.hits[n] = hitsOf(number->second, near->second, pools, *pairs, top);
    }
    return result;
}

} // namespace symbolon
