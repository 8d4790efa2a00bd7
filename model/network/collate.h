// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// FunctionInputs → one batch of tensors on the CPU.
#pragma once

#include "model/network/batch.h"
#include "model/network/input.h"

#include <span>

namespace symbolon {

// Everything that a network of any configuration may read; what a function side does not have is undefined.
struct FunctionBatch {
    int64_t functions = 0;
    SequenceBatch text;
    TreeBatch tree; // instead of text
    GraphBatch graph;
    BagBatch grams;
    SequenceSetBatch strings;
    IntegerBatch integers;
    SequenceSetBatch names;
    BagBatch words;
    BagBatch context;
    torch::Tensor counts; // [n × CountFeatures]

    [[nodiscard]] FunctionBatch to(const torch::Device &device) const;
};

FunctionBatch collate(std::span<const FunctionInput *const> functions, const NetworkConfig &config);

} // namespace symbolon
