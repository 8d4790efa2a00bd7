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

} // namespace

std::vector<float> withNeighbours(std::span<const float> values, std::size_t dimension,
                                  std::span<const uint32_t> functions, const FeaturePool &pool,
                                  const NeighbourShares &shares)
{
    std::vector<uint32_t> rowOf(pool.functions.size(), noRow);
    for (uint32_t row = 0; row < functions.size(); ++row)
        rowOf[functions[row]] = row;
    std::vector<std::vector<uint32_t>> callees;
    callees.reserve(functions.size());
    for (const uint32_t function : functions)
        callees.push_back(calleesOf(pool.functions[function]));
    std::vector<float> result(functions.size() * 3 * dimension);
    const auto add = [&](std::span<float> mean, uint32_t self, const auto &others, auto commonness) {
        for (const uint32_t other : others) {
            if (other == self || other >= rowOf.size() || rowOf[other] == noRow)
                continue;
            const auto weight = static_cast<float>(1 / (1 + std::log1p(commonness(other))));
            const auto row = values.subspan(rowOf[other] * dimension, dimension);
            for (std::size_t i = 0; i < dimension; ++i)
                mean[i] += weight * row[i];
        }
    };
    for (std::size_t row = 0; row < functions.size(); ++row) {
        const std::span all = std::span(result).subspan(row * 3 * dimension, 3 * dimension);
        const uint32_t self = functions[row];
        std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(row * dimension), dimension, all.begin());
        const auto called = all.subspan(dimension, dimension), calling = all.subspan(2 * dimension);
        add(called, self, callees[row],
            [&](uint32_t other) { return static_cast<double>(pool.functions[other].callers.size()); });
        add(calling, self, pool.functions[self].callers,
            [&](uint32_t other) { return static_cast<double>(callees[rowOf[other]].size()); });
        scaleTo(called, shares.callees);
        scaleTo(calling, shares.callers);
        scaleTo(all, 1);
    }
    return result;
}

} // namespace symbolon
