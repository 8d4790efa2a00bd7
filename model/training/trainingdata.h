// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A data set in memory as a network reads it, its parts, and the order in which training visits it. No torch here.
#pragma once

#include "analysis/base/result.h"
#include "analysis/base/work.h"
#include "model/dataset/dataset.h"
#include "model/network/input.h"
#include "model/training/trainingconfig.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace symbolon {

struct Pair {
    uint32_t source = 0; // indices into the data set
    uint32_t binary = 0;

    friend bool operator==(const Pair &, const Pair &) = default;
};

class TrainingData
{
public:
    static Result<TrainingData> load(const std::string &path, const NetworkConfig &network, const Work &work);

    [[nodiscard]] const DataSet &set() const { return m_set; }
    [[nodiscard]] const FunctionInput &source(uint32_t index) const { return m_sources[index]; }
    // Null: the source has no other form, or the network reads none.
    [[nodiscard]] const FunctionInput *inlined(uint32_t source) const
    {
        return m_inlined.empty() ? nullptr : m_inlined[source].get();
    }
    [[nodiscard]] const FunctionInput &binary(uint32_t index) const { return m_binaries[index]; }

    // The pairs of one pass over the training part, in batches: each source function once, with one of its binary
    // functions, chosen anew in each epoch. The same for the same seed and epoch.
    [[nodiscard]] std::vector<std::vector<Pair>> batches(const TrainingConfig &config, int64_t epoch) const;
    // At most `most` pairs of a part, each of another source function, none tiny; the same for the same seed.
    // `configuration` -1: any.
    [[nodiscard]] std::vector<Pair> pool(Part part, size_t most, int64_t seed, int configuration = -1) const;

private:
    explicit TrainingData(DataSet set) : m_set(std::move(set)) { }
    DataSet m_set;
    std::vector<FunctionInput> m_sources, m_binaries;
    std::vector<std::unique_ptr<const FunctionInput>> m_inlined; // by source
    std::vector<uint32_t> m_firstBinary; // by source, and one more at the end
};

} // namespace symbolon
