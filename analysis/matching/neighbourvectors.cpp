// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/matching/neighbourvectors.h"

#include <algorithm>
#include <cmath>

namespace symbolon {

namespace {

constexpr uint32_t noRow = UINT32_MAX;

std::vector<uint32_t> calleesOf(const FunctionFeatures &function)
{
    std::vector<uint32_t> callees;
    for (const CallFact &call : function.calls) {
        if (call.callee >= 0)
            callees.push_back(static_cast<uint32_t>(call.callee));
    }
    std::sort(callees.begin(), callees.end());
    callees.erase(std::unique(callees.begin(), callees.end()), callees.end());
    return callees;
}

void scaleTo(std::span<float> vector, float length)
{
    double squares = 0;
    for (const float value : vector)
        squares += static_cast<double>(value) * value;
    if (squares <= 0)
        return;
    const auto factor = static_cast<float>(length / std::sqrt(squares));
    for (float &value : vector)
        value *= factor;
}

// Functions of a pool that have vectors, of which others take means.
class Neighbourhood
{
public:
    Neighbourhood(std::span<const float> values, std::size_t dimension, std::span<const uint32_t> functions,
                  const FeaturePool &pool, const NeighbourShares &shares)
        : m_values(values), m_dimension(dimension), m_pool(pool), m_shares(shares), m_rows(pool.functions.size(), noRow)
    {
        for (uint32_t row = 0; row < functions.size(); ++row) {
            m_rows[functions[row]] = row;
            m_callees.push_back(calleesOf(pool.functions[functions[row]]));
        }
    }

    [[nodiscard]] const std::vector<uint32_t> &callees(std::size_t row) const { return m_callees[row]; }

    // The vector of `self` among those that it calls and its callers; `to` is 3 · dimension long.
    void put(std::span<const float> own, uint32_t self, std::span<const uint32_t> callees, std::span<float> to) const
    {
        std::copy(own.begin(), own.end(), to.begin());
        const auto called = to.subspan(m_dimension, m_dimension), calling = to.subspan(2 * m_dimension);
        add(called, self, callees, [&](uint32_t other) { return m_pool.functions[other].callers.size(); });
        add(calling, self, m_pool.functions[self].callers,
            [&](uint32_t other) { return m_callees[m_rows[other]].size(); });
        scaleTo(called, m_shares.callees);
        scaleTo(calling, m_shares.callers);
        scaleTo(to, 1);
    }

private:
    template<typename Commonness>
    void add(std::span<float> mean, uint32_t self, std::span<const uint32_t> others, Commonness commonness) const
    {
        for (const uint32_t other : others) {
            if (other == self || other >= m_rows.size() || m_rows[other] == noRow)
                continue;
            const auto weight = static_cast<float>(1 / (1 + std::log1p(static_cast<double>(commonness(other)))));
            const auto row = m_values.subspan(m_rows[other] * m_dimension, m_dimension);
            for (std::size_t i = 0; i < m_dimension; ++i)
                mean[i] += weight * row[i];
        }
    }

    std::span<const float> m_values;
    std::size_t m_dimension;
    const FeaturePool &m_pool;
    NeighbourShares m_shares;
    std::vector<uint32_t> m_rows; // by function
    std::vector<std::vector<uint32_t>> m_callees; // by row
};

} // namespace

std::vector<float> withNeighbours(std::span<const float> values, std::size_t dimension,
                                  std::span<const uint32_t> functions, const FeaturePool &pool,
                                  const NeighbourShares &shares)
{
    const Neighbourhood around(values, dimension, functions, pool, shares);
    std::vector<float> result(functions.size() * 3 * dimension);
    for (std::size_t row = 0; row < functions.size(); ++row)
        around.put(values.subspan(row * dimension, dimension), functions[row], around.callees(row),
                   std::span(result).subspan(row * 3 * dimension, 3 * dimension));
    return result;
}

std::vector<float> inlinedWithNeighbours(std::span<const float> own, const FeaturePool &variants,
                                         std::span<const std::vector<uint32_t>> inlined, std::span<const float> values,
                                         std::size_t dimension, std::span<const uint32_t> functions,
                                         const FeaturePool &pool, const NeighbourShares &shares)
{
    const Neighbourhood around(values, dimension, functions, pool, shares);
    std::vector<float> result(variants.functions.size() * 3 * dimension);
    for (std::size_t row = 0; row < variants.functions.size(); ++row) {
        std::vector<uint32_t> callees = calleesOf(variants.functions[row]);
        std::erase_if(callees, [&](uint32_t callee) {
            return std::find(inlined[row].begin(), inlined[row].end(), callee) != inlined[row].end();
        });
        around.put(own.subspan(row * dimension, dimension), variants.origin[row], callees,
                   std::span(result).subspan(row * 3 * dimension, 3 * dimension));
    }
    return result;
}

} // namespace symbolon
