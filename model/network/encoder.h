// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the parts have in common, so that a network can be put together from names.
#pragma once

#include "model/network/batch.h"

namespace symbolon {

// Source text → [n × dimension].
class SequenceEncoder : public torch::nn::Module
{
public:
    virtual torch::Tensor forward(const SequenceBatch &batch) = 0;
};

// The instructions of basic blocks, ids [blocks × longest] and lengths [blocks] → [blocks × dimension].
class BlockEncoder : public torch::nn::Module
{
public:
    virtual torch::Tensor forward(const torch::Tensor &ids, const torch::Tensor &lengths) = 0;
};

// The vectors of a graph's nodes [blocks × width], owners [blocks] → [functions × dimension].
class GraphReadout : public torch::nn::Module
{
public:
    virtual torch::Tensor forward(const torch::Tensor &nodes, const torch::Tensor &owners, int64_t functions) = 0;
};

} // namespace symbolon
