// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Large random programs with vectors, as the method "full" reads them: a call graph, literals, functions of one file
// side by side, and vectors that lie in heaps, as those of functions of one kind do.
#pragma once

#include "analysis/matching/neighbourvectors.h"
#include "analysis/matching/retrieval.h"
#include "tests/matching/pools.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <random>
#include <span>
#include <vector>

namespace symbolon::pools {

struct GeneratedProgram {
    FeaturePool binary;
    FeaturePool source;
    std::shared_ptr<const Retrieval> retrieval;
    std::vector<uint32_t> right; // by binary function: the source function that it is
};

class VectorDraw
{
public:
    VectorDraw(size_t dimension, unsigned seed) : m_dimension(dimension), m_random(seed) { }

    // Of unit length, around another vector (or anywhere): `noise` is the length of what is added.
    std::vector<float> near(std::span<const float> centre, float noise)
    {
        std::vector<float> vector(m_dimension);
        const float scale = noise / std::sqrt(static_cast<float>(m_dimension));
        float squares = 0;
        for (size_t i = 0; i < m_dimension; ++i) {
            vector[i] = (centre.empty() ? 0 : centre[i]) + scale * m_normal(m_random);
            squares += vector[i] * vector[i];
        }
        for (float &value : vector)
            value /= std::sqrt(squares);
        return vector;
    }

private:
    size_t m_dimension;
    std::mt19937 m_random;
    std::normal_distribution<float> m_normal;
};

// The `most` of `among` (rows of `values`) that are nearest to `query`, best first.
inline std::vector<NearFunction> nearestOf(std::span<const float> query, std::span<const float> values,
                                           const std::vector<uint32_t> &among, size_t most)
{
    std::vector<NearFunction> nearest;
    for (const uint32_t row : among) {
        const auto other = values.subspan(row * query.size(), query.size());
        nearest.push_back({row, std::inner_product(query.begin(), query.end(), other.begin(), 0.0F)});
    }
    std::sort(nearest.begin(), nearest.end(), [](const NearFunction &a, const NearFunction &b) {
        return a.similarity != b.similarity ? a.similarity > b.similarity : a.function < b.function;
    });
    nearest.resize(std::min(nearest.size(), most));
    return nearest;
}

// The files of randomPools() laid out in another order; what is nearest is looked for in a function's own heap.
inline GeneratedProgram generatedProgram(uint32_t functions, unsigned seed, size_t dimension)
{
    constexpr uint32_t heapSize = 100, perFile = 20;
    constexpr size_t retrieved = 64;
    std::mt19937 random(seed + 1);
    RandomPools plain = randomPools(functions, seed);
    GeneratedProgram made;
    made.source = std::move(plain.source);

    std::vector<uint32_t> files((functions + perFile - 1) / perFile);
    std::iota(files.begin(), files.end(), 0U);
    std::shuffle(files.begin(), files.end(), random);
    std::vector<uint32_t> binaryOf(functions);
    for (const uint32_t file : files) {
        for (uint32_t s = file * perFile; s < std::min(functions, (file + 1) * perFile); ++s) {
            binaryOf[s] = static_cast<uint32_t>(made.right.size());
            made.right.push_back(s);
        }
    }
    for (uint32_t b = 0; b < functions; ++b) {
        FunctionFeatures function = std::move(plain.binary.functions[made.right[b]]);
        function.begin = 0x10000 + 64ULL * b;
        function.end = function.begin + 64;
        for (CallFact &call : function.calls)
            call.callee = call.callee < 0 ? -1 : static_cast<int32_t>(binaryOf[static_cast<size_t>(call.callee)]);
        for (uint32_t &caller : function.callers)
            caller = binaryOf[caller];
        const auto size = 10 + random() % 90;
        function.code.tokens.assign(size, 1);
        function.code.blockEnds = {static_cast<uint32_t>(size)};
        FunctionFeatures &source = made.source.functions[made.right[b]];
        source.text.assign(6 * size, 'x');
        source.internal = source.callers.size() == 1 && random() % 2 == 0;
        made.binary.functions.push_back(std::move(function));
        made.binary.origin.push_back(b);
    }

    VectorDraw draw(dimension, seed + 2);
    const uint32_t heaps = (functions + heapSize - 1) / heapSize;
    std::vector<std::vector<uint32_t>> members(heaps), inlinedMembers(heaps);
    std::vector<std::vector<float>> centres;
    for (uint32_t heap = 0; heap < heaps; ++heap)
        centres.push_back(draw.near({}, 1));
    auto retrieval = std::make_shared<Retrieval>();
    retrieval->model = "generated";
    retrieval->dimension = dimension;
    retrieval->inlined.resize(functions * dimension);
    std::vector<float> own;
    std::vector<uint32_t> heapOf(functions), all(functions);
    std::iota(all.begin(), all.end(), 0U);
    for (uint32_t s = 0; s < functions; ++s) {
        heapOf[s] = static_cast<uint32_t>(random() % heaps);
        members[heapOf[s]].push_back(s);
        const auto vector = draw.near(centres[heapOf[s]], 0.7F);
        own.insert(own.end(), vector.begin(), vector.end());
        if (random() % 5 == 0) {
            inlinedMembers[heapOf[s]].push_back(s);
            std::copy_n(draw.near(vector, 0.4F).begin(), dimension,
                        retrieval->inlined.begin() + static_cast<std::ptrdiff_t>(s * dimension));
        }
    }
    std::vector<float> binaryOwn;
    for (const uint32_t s : made.right) {
        const auto vector = draw.near(std::span(own).subspan(s * dimension, dimension), 0.7F);
        binaryOwn.insert(binaryOwn.end(), vector.begin(), vector.end());
        retrieval->nearest.push_back(nearestOf(vector, own, members[heapOf[s]], retrieved));
        retrieval->nearestInlined.push_back(
            nearestOf(vector, retrieval->inlined, inlinedMembers[heapOf[s]], retrieved));
    }
    retrieval->binary = withNeighbours(binaryOwn, dimension, all, made.binary);
    retrieval->source = withNeighbours(own, dimension, all, made.source);
    made.retrieval = std::move(retrieval);
    return made;
}

} // namespace symbolon::pools
