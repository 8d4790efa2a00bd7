// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pools of functions → vectors → nearest functions. A function whose features are those of one that was embedded
// before, by the same weights, keeps its vector: it is looked up, not computed.
#pragma once

#include "analysis/base/result.h"
#include "analysis/base/work.h"
#include "analysis/matching/retrieval.h"
#include "app/embedding/engine.h"
#include "app/project/projectstore.h"

#include <cstdint>
#include <vector>

namespace symbolon {

// Where vectors are kept: the project, wherever it lives. Safe from the thread of the work that uses it.
class VectorStore
{
public:
    virtual ~VectorStore() = default;
    virtual Result<QHash<QByteArray, QByteArray>> load(const VectorSpace &space, const QList<QByteArray> &keys,
                                                       const Work &work) = 0;
    virtual Result<void> save(const VectorSpace &space, const QHash<QByteArray, QByteArray> &vectors,
                              const Work &work) = 0;
};

// 16 bytes over everything that the network may read of the function; not over where it stands.
QByteArray featureKey(const FunctionFeatures &function);

// Whether there is anything to embed: code on the binary side, text on the source side.
bool hasContent(const FunctionFeatures &function, Side side);

struct PoolVectors {
    std::size_t dimension = 0;
    std::vector<uint32_t> functions; // pool index of each row
    std::vector<float> values;       // [functions × dimension], each row of unit length
    std::size_t computed = 0;        // rows that were not known
};

// Of those of `wanted` (pool indices) that have content, in that order. The pool was made with
// FeatureOptions::network. What is computed is stored part by part, so that a cancelled run need not do it again.
// `store` may be null. Progress in functions, stage "embedding".
Result<PoolVectors> embedFunctions(const FeaturePool &pool, const std::vector<uint32_t> &wanted, Side side,
                                   const Embedder &embedder, VectorStore *store, const Work &work);
Result<PoolVectors> embedPool(const FeaturePool &pool, Side side, const Embedder &embedder, VectorStore *store,
                              const Work &work);

// For each row of `queries` the `count` nearest of `stored`, as pool indices, best first. Stage "retrieval".
Result<std::vector<std::vector<NearFunction>>> nearestOf(const PoolVectors &queries, const PoolVectors &stored,
                                                         std::size_t count, const EmbeddingEngine &engine,
                                                         const Work &work);

} // namespace symbolon
