// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// VectorIndex for very many vectors: the graph HNSW (Malkov and Yashunin 2018) of FAISS. Finds nearly all of what an
// exact search finds.
#pragma once

#include "model/modelmodule.h"

#include <memory>

namespace faiss {
struct Index;
}

namespace symbolon {

class GraphIndex : public VectorIndex
{
public:
    explicit GraphIndex(std::size_t dimension);
    ~GraphIndex() override;
    GraphIndex(const GraphIndex &) = delete;
    GraphIndex &operator=(const GraphIndex &) = delete;

    [[nodiscard]] std::size_t dimension() const override;
    [[nodiscard]] std::size_t size() const override;
    Result<void> add(std::span<const float> vectors, const Work &work) override;
    [[nodiscard]] Result<std::vector<std::vector<Hit>>> search(std::span<const float> queries,
                                                               std::size_t count, const Work &work) const override;

private:
    std::unique_ptr<faiss::Index> m_index;
};

} // namespace symbolon
