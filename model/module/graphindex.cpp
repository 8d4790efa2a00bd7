// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/module/graphindex.h"

#include "model/module/vectors.h"
#include "model/network/threads.h"

#include <faiss/IndexHNSW.h>

#include <algorithm>
#include <exception>

namespace symbolon {

namespace {

constexpr int neighbours = 32;         // of a vector in the graph
constexpr int constructionWidth = 100; // candidates kept while a vector is added
constexpr int searchWidth = 128;       // and while one is searched
constexpr std::size_t queriesAtOnce = 256;

std::unique_ptr<faiss::Index> makeGraph(std::size_t dimension)
{
    auto index = std::make_unique<faiss::IndexHNSWFlat>(static_cast<int>(dimension), neighbours,
                                                        faiss::METRIC_INNER_PRODUCT);
    index->hnsw.efConstruction = constructionWidth;
    index->hnsw.efSearch = searchWidth;
    return index;
}

} // namespace

GraphIndex::GraphIndex(std::size_t dimension) : m_index(makeGraph(dimension)) { }

GraphIndex::~GraphIndex() = default;

std::size_t GraphIndex::dimension() const
{
    return static_cast<std::size_t>(m_index->d);
}

std::size_t GraphIndex::size() const
{
    return static_cast<std::size_t>(m_index->ntotal);
}

Result<void> GraphIndex::add(std::span<const float> vectors, const Work &work)
{
    useThreads(work.threads);
    if (vectors.size() % dimension() != 0)
        return failure("vectors do not have the index's dimension");
    if (!allNumbers(vectors))
        return failure("a vector holds what is no number");
    try {
        m_index->add(static_cast<faiss::Index::idx_t>(vectors.size() / dimension()), vectors.data());
    } catch (const std::exception &e) {
        return failure("the vectors cannot be stored", {}, e.what());
    }
    return {};
}

Result<std::vector<std::vector<VectorIndex::Hit>>> GraphIndex::search(std::span<const float> queries,
                                                                      std::size_t count, const Work &work) const
{
    useThreads(work.threads);
    if (queries.size() % dimension() != 0)
        return failure("queries do not have the index's dimension");
    if (!allNumbers(queries))
        return failure("a query holds what is no number");
    const std::size_t rows = queries.size() / dimension();
    const std::size_t wanted = std::min(count, size());
    std::vector<std::vector<Hit>> hits(rows);
    if (!wanted || !rows)
        return hits;
    std::vector<float> similarities(rows * wanted);
    std::vector<faiss::Index::idx_t> ids(rows * wanted);
    try {
        for (std::size_t begin = 0; begin < rows; begin += queriesAtOnce) {
            if (work.stopRequested())
                return cancelled();
            m_index->search(static_cast<faiss::Index::idx_t>(std::min(queriesAtOnce, rows - begin)),
                            queries.data() + begin * dimension(), static_cast<faiss::Index::idx_t>(wanted),
                            similarities.data() + begin * wanted, ids.data() + begin * wanted);
        }
    } catch (const std::exception &e) {
        return failure("the search failed", {}, e.what());
    }
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t n = row * wanted; n < (row + 1) * wanted; ++n)
            if (ids[n] >= 0)
                hits[row].push_back({ids[n], similarities[n]});
    return hits;
}

} // namespace symbolon
