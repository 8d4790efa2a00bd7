// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A network that knows functions by their first string, an index that looks at everything, and a store in memory;
// they count what they are asked.
#pragma once

#include "app/embedding/vectors.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <functional>
#include <random>
#include <thread>

namespace symbolon::fakes {

class FakeEmbedder : public Embedder
{
public:
    explicit FakeEmbedder(std::string model = "fake") : m_model(std::move(model)) { }
    [[nodiscard]] const std::string &model() const override { return m_model; }
    [[nodiscard]] std::size_t dimension() const override { return 16; }
    [[nodiscard]] Result<std::vector<float>> embed(Side side, std::span<const FunctionFeatures *const> functions,
                                                   const Work &work) const override
    {
        std::vector<float> vectors;
        for (const FunctionFeatures *function : functions) {
            if (work.stopRequested())
                return cancelled();
            std::this_thread::sleep_for(delay);
            ++(side == Side::Source ? sources : binaries);
            std::string first = function->strings.empty() ? function->text : function->strings.front().text;
            while (!first.empty() && first.back() == '\n')
                first.pop_back();
            std::mt19937 random(static_cast<unsigned>(std::hash<std::string>()(first)));
            std::normal_distribution<float> normal;
            float squares = 0;
            for (std::size_t n = 0; n < dimension(); ++n) {
                vectors.push_back(normal(random));
                squares += vectors.back() * vectors.back();
            }
            for (auto at = vectors.end() - static_cast<std::ptrdiff_t>(dimension()); at != vectors.end(); ++at)
                *at /= std::sqrt(squares);
            work.report("embedding", vectors.size() / dimension(), functions.size());
        }
        return vectors;
    }

    mutable std::atomic<int> sources = 0; // embedded so far
    mutable std::atomic<int> binaries = 0;
    std::chrono::milliseconds delay{0}; // for each function

private:
    std::string m_model;
};

class FakeIndex : public VectorIndex
{
public:
    explicit FakeIndex(std::size_t dimension) : m_dimension(dimension) { }
    [[nodiscard]] std::size_t dimension() const override { return m_dimension; }
    [[nodiscard]] std::size_t size() const override { return m_vectors.size() / m_dimension; }
    Result<void> add(std::span<const float> vectors, const Work &) override
    {
        m_vectors.insert(m_vectors.end(), vectors.begin(), vectors.end());
        return {};
    }
    [[nodiscard]] Result<std::vector<std::vector<Hit>>> search(std::span<const float> queries,
                                                               std::size_t count, const Work &) const override
    {
        std::vector<std::vector<Hit>> all;
        for (std::size_t q = 0; q < queries.size(); q += m_dimension) {
            std::vector<Hit> hits;
            for (std::size_t n = 0; n < size(); ++n) {
                float sum = 0;
                for (std::size_t d = 0; d < m_dimension; ++d)
                    sum += queries[q + d] * m_vectors[n * m_dimension + d];
                hits.push_back({static_cast<int64_t>(n), sum});
            }
            std::stable_sort(hits.begin(), hits.end(),
                             [](const Hit &a, const Hit &b) { return a.similarity > b.similarity; });
            hits.resize(std::min(hits.size(), count));
            all.push_back(std::move(hits));
        }
        return all;
    }

private:
    std::size_t m_dimension;
    std::vector<float> m_vectors;
};

inline EmbeddingEngine engineOf(std::shared_ptr<const FakeEmbedder> embedder)
{
    return {std::move(embedder),
            [](std::size_t dimension, std::size_t) -> std::unique_ptr<VectorIndex> {
                return std::make_unique<FakeIndex>(dimension);
            },
            {"cpu", "CPU"}};
}

class MemoryStore : public VectorStore
{
public:
    Result<QHash<QByteArray, QByteArray>> load(const VectorSpace &space, const QList<QByteArray> &keys,
                                               const Work &) override
    {
        QHash<QByteArray, QByteArray> found;
        for (const QByteArray &key : keys) {
            const auto at = all.constFind(spaceName(space) + key);
            if (at != all.cend())
                found.insert(key, *at);
        }
        return found;
    }
    Result<void> save(const VectorSpace &space, const QHash<QByteArray, QByteArray> &vectors, const Work &) override
    {
        for (auto at = vectors.cbegin(); at != vectors.cend(); ++at)
            all.insert(spaceName(space) + at.key(), at.value());
        return {};
    }

    QHash<QByteArray, QByteArray> all;

private:
    static QByteArray spaceName(const VectorSpace &space)
    {
        return space.model.toUtf8() + ' ' + QByteArray::number(space.side) + ' ';
    }
};

} // namespace symbolon::fakes
