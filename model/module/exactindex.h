// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// VectorIndex that finds exactly what comparing with every vector finds. Vectors are rounded to 8 bits, all of those are
// multiplied by oneDNN, and what the rounding cannot rule out is multiplied in full. The integer products go through a
// quarter of the memory and, on a processor with AVX2 alone, take half the time of 32-bit ones.
#pragma once

#include "model/modelmodule.h"

namespace symbolon {

class ExactIndex : public VectorIndex
{
public:
    explicit ExactIndex(std::size_t dimension) : m_dimension(dimension) { }

    [[nodiscard]] std::size_t dimension() const override { return m_dimension; }
    [[nodiscard]] std::size_t size() const override { return m_steps.size(); }
    Result<void> add(std::span<const float> vectors, const Work &work) override;
    [[nodiscard]] Result<std::vector<std::vector<Hit>>> search(std::span<const float> queries,
                                                               std::size_t count, const Work &work) const override;

private:
    struct Query;

    [[nodiscard]] bool compare(std::span<Query> queries, std::size_t count, const Work &work) const; // false: stopped
    void select(Query &query, std::size_t begin, std::span<const int32_t> products, std::size_t count) const;
    [[nodiscard]] std::vector<Hit> best(const Query &query, std::size_t count) const;

    std::size_t m_dimension;
    std::vector<float> m_vectors; // [n × dimension]
    // Of a vector: the nearest multiples of its step, and what they sum up to.
    std::vector<int8_t> m_codes; // [n × dimension]
    std::vector<float> m_steps;
    std::vector<int32_t> m_shifts; // what the zero of a query's codes adds to its product
    float m_largestNorm = 0;
    float m_largestError = 0; // the distance of a vector from its multiples
};

} // namespace symbolon
