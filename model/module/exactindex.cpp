// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/module/exactindex.h"

#include "model/module/vectors.h"
#include "model/network/threads.h"

#include <ATen/Parallel.h>
#include <oneapi/dnnl/dnnl.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <exception>
#include <functional>
#include <limits>
#include <stdexcept>

namespace symbolon {

namespace {

// oneDNN multiplies unsigned by signed 8-bit values. Without VNNI it adds two products in 16 bits, which hold them
// when the unsigned ones, the query's, stay below 128.
constexpr int vectorLevels = 127;
constexpr int queryLevels = 63;
constexpr int queryZero = 64; // the code of 0

constexpr std::size_t queriesAtOnce = 256;
constexpr std::size_t productsAtOnce = 1 << 20; // 4 MB
constexpr std::size_t vectorsAtOnce = 1 << 15;
constexpr std::size_t stretch = 64;             // products looked at together
constexpr std::size_t leastKept = 1024;         // of what a query has to look at again

float product(const float *a, const float *b, std::size_t dimension)
{
    std::array<float, 16> sums{};
    std::size_t i = 0;
    for (; i + sums.size() <= dimension; i += sums.size()) {
        for (std::size_t k = 0; k < sums.size(); ++k)
            sums[k] += a[i + k] * b[i + k];
    }
    float sum = 0;
    for (; i < dimension; ++i)
        sum += a[i] * b[i];
    for (const float part : sums)
        sum += part;
    return sum;
}

struct Rounded {
    float step = 0;
    float norm = 0;  // of the vector
    float error = 0; // length of what rounding took away
    int32_t sum = 0; // of the multiples
};

template<typename Code>
Rounded rounded(const float *vector, std::size_t dimension, int levels, int zero, Code *codes)
{
    float largest = 0;
    for (std::size_t i = 0; i < dimension; ++i)
        largest = std::max(largest, std::abs(vector[i]));
    Rounded result;
    result.step = std::max(largest / static_cast<float>(levels), std::numeric_limits<float>::min());
    double norm = 0, error = 0;
    for (std::size_t i = 0; i < dimension; ++i) {
        const float multiple = vector[i] / result.step;
        const int code = static_cast<int>(multiple + std::copysign(0.5F, multiple));
        const double lost = vector[i] - static_cast<double>(code) * result.step;
        codes[i] = static_cast<Code>(code + zero);
        result.sum += code;
        norm += static_cast<double>(vector[i]) * vector[i];
        error += lost * lost;
    }
    result.norm = static_cast<float>(std::sqrt(norm));
    result.error = static_cast<float>(std::sqrt(error));
    return result;
}

} // namespace

// Similarities in units of the query's step.
struct ExactIndex::Query {
    const float *vector = nullptr;
    float tolerance = 0; // how far from the true similarity a rounded one can be
    std::vector<float> largest; // rounded similarities, a heap: the smallest of the best so many in front
    std::vector<std::pair<int64_t, float>> open; // what can be among the best: vector, rounded similarity
    std::size_t kept = leastKept;                // of those, when they were last looked through

    void forgetRuledOut(std::size_t count)
    {
        if (open.size() < 2 * kept)
            return;
        std::erase_if(open, [least = least(count)](const auto &each) { return each.second < least; });
        kept = std::max(open.size(), leastKept);
    }

    [[nodiscard]] float least(std::size_t count) const
    {
        // So many are truly no less than front − tolerance; what is truly as good is rounded to front − 2 tolerance.
        return largest.size() < count ? -std::numeric_limits<float>::infinity() : largest.front() - 2 * tolerance;
    }
};

Result<void> ExactIndex::add(std::span<const float> vectors, const Work &work)
try {
    useThreads(work.threads);
    if (m_dimension == 0 || vectors.size() % m_dimension != 0)
        return failure("vectors do not have the index's dimension");
    if (!allNumbers(vectors))
        return failure("a vector holds what is no number");
    const std::size_t rows = vectors.size() / m_dimension, before = size();
    m_steps.reserve(before + rows);
    m_shifts.reserve(before + rows);
    m_codes.reserve(m_codes.size() + vectors.size());
    m_vectors.insert(m_vectors.end(), vectors.begin(), vectors.end());
    m_codes.resize(m_vectors.size());
    std::vector<Rounded> all(rows);
    at::parallel_for(0, static_cast<int64_t>(rows), 1024, [&](int64_t begin, int64_t end) {
        for (auto row = static_cast<std::size_t>(begin); row < static_cast<std::size_t>(end); ++row) {
            all[row] = rounded(&vectors[row * m_dimension], m_dimension, vectorLevels, 0,
                               &m_codes[(before + row) * m_dimension]);
        }
    });
    for (const Rounded &each : all) {
        m_steps.push_back(each.step);
        m_shifts.push_back(queryZero * each.sum);
        m_largestNorm = std::max(m_largestNorm, each.norm);
        m_largestError = std::max(m_largestError, each.error);
    }
    return {};
} catch (const std::exception &e) {
    return failure("the vectors cannot be stored", {}, e.what());
}

Result<std::vector<std::vector<VectorIndex::Hit>>> ExactIndex::search(std::span<const float> queries,
                                                                      std::size_t count, const Work &work) const
try {
    useThreads(work.threads);
    if (m_dimension == 0 || queries.size() % m_dimension != 0)
        return failure("queries do not have the index's dimension");
    if (!allNumbers(queries))
        return failure("a query holds what is no number");
    const std::size_t rows = queries.size() / m_dimension, wanted = std::min(count, size());
    std::vector<std::vector<Hit>> hits(rows);
    if (wanted == 0)
        return hits;
    for (std::size_t begin = 0; begin < rows; begin += queriesAtOnce) {
        std::vector<Query> part(std::min(queriesAtOnce, rows - begin));
        for (std::size_t n = 0; n < part.size(); ++n)
            part[n].vector = &queries[(begin + n) * m_dimension];
        if (!compare(part, wanted, work))
            return cancelled();
        at::parallel_for(0, static_cast<int64_t>(part.size()), 1, [&](int64_t from, int64_t to) {
            for (auto n = static_cast<std::size_t>(from); n < static_cast<std::size_t>(to); ++n)
                hits[begin + n] = best(part[n], wanted);
        });
    }
    return hits;
} catch (const std::exception &e) {
    return failure("the search failed", {}, e.what());
}

bool ExactIndex::compare(std::span<Query> queries, std::size_t count, const Work &work) const
{
    const auto rows = static_cast<int64_t>(queries.size()), columns = static_cast<int64_t>(m_dimension);
    std::vector<uint8_t> codes(queries.size() * m_dimension);
    for (std::size_t n = 0; n < queries.size(); ++n) {
        const Rounded each =
            rounded(queries[n].vector, m_dimension, queryLevels, queryZero, &codes[n * m_dimension]);
        // q·x − q'·x' = (q − q')·x + q'·(x − x'), and what 32-bit sums lose.
        const float multiples = each.norm + each.error;
        const float lost = static_cast<float>(m_dimension) * std::numeric_limits<float>::epsilon();
        queries[n].tolerance =
            (each.error * m_largestNorm + multiples * m_largestError + lost * multiples * m_largestNorm) / each.step;
    }
    const std::size_t width = std::min({size(), vectorsAtOnce, productsAtOnce / queries.size()});
    std::vector<int32_t> products(queries.size() * width);
    for (std::size_t begin = 0; begin < size(); begin += width) {
        if (work.stopRequested())
            return false;
        const std::size_t block = std::min(width, size() - begin);
        const int32_t nothing = 0;
        if (dnnl_gemm_u8s8s32('N', 'T', 'F', rows, static_cast<int64_t>(block), columns, 1, codes.data(), columns, 0,
                              &m_codes[begin * m_dimension], columns, 0, 0, products.data(),
                              static_cast<int64_t>(block), &nothing)
            != dnnl_success)
            throw std::runtime_error("oneDNN cannot multiply");
        at::parallel_for(0, rows, 1, [&](int64_t from, int64_t to) {
            for (auto n = static_cast<std::size_t>(from); n < static_cast<std::size_t>(to); ++n) {
                select(queries[n], begin, std::span(products).subspan(n * block, block), count);
                queries[n].forgetRuledOut(count);
            }
        });
    }
    return true;
}

// Takes what can be among the best `count` from the products of the query's codes with those of the vectors from `begin`.
void ExactIndex::select(Query &query, std::size_t begin, std::span<const int32_t> products, std::size_t count) const
{
    std::array<float, stretch> similarities;
    float least = query.least(count);
    for (std::size_t first = 0; first < products.size(); first += stretch) {
        const std::size_t some = std::min(stretch, products.size() - first);
        int above = 0;
        for (std::size_t i = 0; i < some; ++i) {
            const std::size_t row = begin + first + i;
            similarities[i] = static_cast<float>(products[first + i] - m_shifts[row]) * m_steps[row];
            above += similarities[i] >= least;
        }
        if (above == 0)
            continue;
        for (std::size_t i = 0; i < some; ++i) {
            if (similarities[i] < least)
                continue;
            query.open.emplace_back(static_cast<int64_t>(begin + first + i), similarities[i]);
            if (query.largest.size() == count && similarities[i] <= query.largest.front())
                continue;
            if (query.largest.size() == count) {
                std::pop_heap(query.largest.begin(), query.largest.end(), std::greater<>());
                query.largest.pop_back();
            }
            query.largest.push_back(similarities[i]);
            std::push_heap(query.largest.begin(), query.largest.end(), std::greater<>());
            least = query.least(count);
        }
    }
}

std::vector<VectorIndex::Hit> ExactIndex::best(const Query &query, std::size_t count) const
{
    const float least = query.least(count);
    std::vector<Hit> hits;
    for (const auto &[id, similarity] : query.open) {
        if (similarity >= least)
            hits.push_back({id, product(query.vector, &m_vectors[static_cast<std::size_t>(id) * m_dimension],
                                        m_dimension)});
    }
    const auto end = hits.begin() + static_cast<std::ptrdiff_t>(std::min(count, hits.size()));
    std::partial_sort(hits.begin(), end, hits.end(), [](const Hit &a, const Hit &b) {
        return a.similarity != b.similarity ? a.similarity > b.similarity : a.id < b.id;
    });
    hits.erase(end, hits.end());
    return hits;
}

} // namespace symbolon
