// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/embedding/vectors.h"

#include "analysis/features/featurescodec.h"

#include <QCryptographicHash>
#include <QtEndian>
#include <qfloat16.h>

#include <algorithm>
#include <cstring>
#include <numeric>

namespace symbolon {

namespace {

constexpr qsizetype keySize = 16;      // bytes
constexpr std::size_t partSize = 2048; // functions that are embedded before they are stored
constexpr std::size_t queryPart = 128; // queries between two looks at the stop token

QByteArray toHalf(const float *values, std::size_t count)
{
    std::vector<qfloat16> halves(count);
    qFloatToFloat16(halves.data(), values, static_cast<qsizetype>(count));
    QByteArray bytes(static_cast<qsizetype>(count * sizeof(qfloat16)), Qt::Uninitialized);
    qToLittleEndian<quint16>(halves.data(), static_cast<qsizetype>(count), bytes.data());
    return bytes;
}

// What is read back is what was computed, rounded: both ways give the same numbers.
void fromHalf(const QByteArray &bytes, float *values, std::size_t count)
{
    std::vector<qfloat16> halves(count);
    qFromLittleEndian<quint16>(bytes.constData(), static_cast<qsizetype>(count), halves.data());
    qFloatFromFloat16(values, halves.data(), static_cast<qsizetype>(count));
}

// Computes those of `missing`, one function for each key, and adds them to `known`.
Result<void> compute(const std::vector<std::pair<QByteArray, const FunctionFeatures *>> &missing,
                     const VectorSpace &space, const Embedder &embedder, VectorStore *store, const Work &work,
                     QHash<QByteArray, QByteArray> &known)
{
    const Side side = space.side == 0 ? Side::Source : Side::Binary;
    for (std::size_t begin = 0; begin < missing.size(); begin += partSize) {
        const std::size_t end = std::min(begin + partSize, missing.size());
        std::vector<const FunctionFeatures *> functions;
        for (std::size_t n = begin; n < end; ++n)
            functions.push_back(missing[n].second);
        Work part = work;
        part.onProgress = [&](const Progress &p) { work.report(p.stage, begin + p.done, missing.size()); };
        const auto vectors = embedder.embed(side, functions, part);
        if (!vectors)
            return vectors.error();
        if (vectors->size() != functions.size() * space.dimension)
            return failure("the network gave vectors of another size");
        QHash<QByteArray, QByteArray> fresh;
        for (std::size_t n = begin; n < end; ++n)
            fresh.insert(missing[n].first, toHalf(vectors->data() + (n - begin) * space.dimension, space.dimension));
        if (store)
            if (const auto saved = store->save(space, fresh, work); !saved)
                return saved.error();
        known.insert(fresh);
    }
    return {};
}

} // namespace

QByteArray featureKey(const FunctionFeatures &function)
{
    FunctionFeatures placeless = function;
    placeless.group = 0;
    placeless.begin = placeless.end = 0;
    placeless.mentions.clear();
    placeless.followers.clear();
    placeless.labels.clear();
    placeless.accesses.clear();
    for (StringFact &fact : placeless.strings)
        fact.place = 0;
    for (IntegerFact &fact : placeless.integers)
        fact.place = 0;
    for (CallFact &fact : placeless.calls) {
        fact.place = 0;
        fact.callee = std::min(fact.callee, 0); // whether it is known, not where it stands in the pool
    }
    for (SwitchFact &fact : placeless.switches)
        fact.place = 0;
    std::iota(placeless.callers.begin(), placeless.callers.end(), 0u); // their number
    ByteWriter out;
    out.u(FeaturesVersion);
    encodeFeatures(placeless, out);
    const std::string bytes = out.take();
    return QCryptographicHash::hash(QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())),
                                    QCryptographicHash::Sha256)
        .left(keySize);
}

bool hasContent(const FunctionFeatures &function, Side side)
{
    return side == Side::Source ? !function.text.empty() : !function.code.tokens.empty();
}

Result<PoolVectors> embedFunctions(const FeaturePool &pool, const std::vector<uint32_t> &wanted, Side side,
                                   const Embedder &embedder, VectorStore *store, const Work &work)
{
    PoolVectors vectors;
    vectors.dimension = embedder.dimension();
    QList<QByteArray> keys;
    for (const uint32_t function : wanted) {
        if (work.stopRequested())
            return cancelled();
        if (!hasContent(pool.functions[function], side))
            continue;
        vectors.functions.push_back(function);
        keys.append(featureKey(pool.functions[function]));
    }
    const VectorSpace space{QString::fromStdString(embedder.model()), side == Side::Source ? 0 : 1,
                            static_cast<quint32>(vectors.dimension)};
    QHash<QByteArray, QByteArray> known;
    if (store) {
        auto loaded = store->load(space, keys, work);
        if (!loaded)
            return loaded.error();
        known = std::move(*loaded);
    }
    std::vector<std::pair<QByteArray, const FunctionFeatures *>> missing;
    QSet<QByteArray> asked;
    for (std::size_t row = 0; row < vectors.functions.size(); ++row) {
        const QByteArray &key = keys[static_cast<qsizetype>(row)];
        if (known.contains(key) || asked.contains(key))
            continue;
        asked.insert(key);
        missing.emplace_back(key, &pool.functions[vectors.functions[row]]);
    }
    if (const auto computed = compute(missing, space, embedder, store, work, known); !computed)
        return computed.error();
    vectors.computed = missing.size();
    vectors.values.resize(vectors.functions.size() * vectors.dimension);
    for (std::size_t row = 0; row < vectors.functions.size(); ++row)
        fromHalf(known.value(keys[static_cast<qsizetype>(row)]), vectors.values.data() + row * vectors.dimension,
                 vectors.dimension);
    return vectors;
}

Result<PoolVectors> embedPool(const FeaturePool &pool, Side side, const Embedder &embedder, VectorStore *store,
                              const Work &work)
{
    std::vector<uint32_t> all(pool.functions.size());
    std::iota(all.begin(), all.end(), 0u);
    return embedFunctions(pool, all, side, embedder, store, work);
}

Result<std::vector<std::vector<NearFunction>>> nearestOf(const PoolVectors &queries, const PoolVectors &stored,
                                                         std::size_t count, const EmbeddingEngine &engine,
                                                         const Work &work)
{
    std::vector<std::vector<NearFunction>> nearest(queries.functions.size());
    if (stored.functions.empty() || queries.functions.empty())
        return nearest;
    const auto index = engine.makeIndex(stored.dimension, stored.functions.size());
    if (const auto added = index->add(stored.values, work); !added)
        return added.error();
    for (std::size_t begin = 0; begin < nearest.size(); begin += queryPart) {
        if (work.stopRequested())
            return cancelled();
        const std::size_t end = std::min(begin + queryPart, nearest.size());
        const auto part =
            std::span(queries.values).subspan(begin * queries.dimension, (end - begin) * queries.dimension);
        const auto hits = index->search(part, count, work);
        if (!hits)
            return hits.error();
        for (std::size_t n = 0; n < hits->size(); ++n) {
            for (const VectorIndex::Hit &hit : (*hits)[n])
                nearest[begin + n].push_back({stored.functions[static_cast<std::size_t>(hit.id)], hit.similarity});
        }
        work.report("retrieval", end, nearest.size());
    }
    return nearest;
}

} // namespace symbolon
