// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// VectorIndex over FAISS: its flat inner-product index, or HNSW (Malkov and Yashunin 2018) for very many vectors.
#pragma once

#include "model/modelmodule.h"

#include <memory>

namespace faiss {
struct Index;
}

namespace symbolon {

class FaissIndex : public VectorIndex
{
public:
    static constexpr std::size_t mostExact = 1'000'000;

    FaissIndex(std::size_t dimension, std::size_t expected);
    ~FaissIndex() override;
    FaissIndex(const FaissIndex &) = delete;
    FaissIndex &operator=(const FaissIndex &) = delete;

    [[nodiscard]] std::size_t dimension() const override;
    [[nodiscard]] std::size_t size() const override;
    Result<void> add(std::span<const float> vectors) override;
    [[nodiscard]] Result<std::vector<std::vector<Hit>>> search(std::span<const float> queries,
                                                               std::size_t count) const override;

private:
    std::unique_ptr<faiss::Index> m_index;
};

} // namespace symbolon
