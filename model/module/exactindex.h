// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// VectorIndex over FAISS's flat inner-product index.
#pragma once

#include "model/modelmodule.h"

#include <memory>

namespace faiss {
struct IndexFlatIP;
}

namespace symbolon {

class ExactIndex : public VectorIndex
{
public:
    explicit ExactIndex(std::size_t dimension);
    ~ExactIndex() override;
    ExactIndex(const ExactIndex &) = delete;
    ExactIndex &operator=(const ExactIndex &) = delete;

    [[nodiscard]] std::size_t dimension() const override;
    [[nodiscard]] std::size_t size() const override;
    Result<void> add(std::span<const float> vectors) override;
    [[nodiscard]] Result<std::vector<std::vector<Hit>>> search(std::span<const float> queries,
                                                               std::size_t count) const override;

private:
    std::unique_ptr<faiss::IndexFlatIP> m_index;
};

} // namespace symbolon
