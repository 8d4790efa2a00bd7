// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Many functions as tensors, the way the encoders read them. n is the number of functions; identifiers are
// int64 and 0 is padding; lengths are int64 on the CPU and can be 0, where an encoder gives zeros.
#pragma once

#include "model/network/torch.h"

namespace symbolon {

// One sequence a function: characters or tokens of source text.
struct SequenceBatch {
    torch::Tensor ids;     // [n × longest]
    torch::Tensor lengths; // [n]
};

// Several sequences a function: its strings, the names of the library functions that it calls.
struct SequenceSetBatch {
    torch::Tensor ids;     // [sequences × longest]
    torch::Tensor lengths; // [sequences]
    torch::Tensor owners;  // [sequences], ascending: which function
    int64_t functions = 0;
};

// Integers, sorted: as tokens and as values.
struct IntegerBatch {
    torch::Tensor ids;     // [n × longest]
    torch::Tensor logs;    // [n × longest] float: sign(v) · log1p(|v|)
    torch::Tensor lengths; // [n]
};

// Control-flow graphs: the blocks of all functions, function after function, entry block first.
struct GraphBatch {
    torch::Tensor ids;       // [blocks × longest]
    torch::Tensor lengths;   // [blocks]
    torch::Tensor owners;    // [blocks], ascending: which function
    torch::Tensor edges;     // [2 × edges]: from, to, as blocks of the batch
    torch::Tensor edgeKinds; // [edges]
    int64_t functions = 0;
};

// The syntax tree of each source function; children stand behind their parent.
struct TreeBatch {
    torch::Tensor kinds;   // [nodes], function after function, in preorder
    torch::Tensor parents; // [nodes]: node of the batch; -1 at a root
    torch::Tensor depths;  // [nodes]: 0 at a root
    torch::Tensor owners;  // [nodes], ascending
    int64_t functions = 0;
};

// Bags of features: the rows of a table to be added up.
struct BagBatch {
    torch::Tensor ids;     // [entries]
    torch::Tensor kinds;   // [entries]: what sort of feature each is
    torch::Tensor counts;  // [entries] float: how often it stands there
    torch::Tensor offsets; // [n]: where a function's entries begin
};

} // namespace symbolon
