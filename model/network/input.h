// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// FunctionFeatures → the numbers that a network of a given configuration reads, function by function, so that
// this is done once and many batches are made of it. No torch here; safe from any thread.
#pragma once

#include "analysis/features/features.h"
#include "model/network/config.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace symbolon {

// One row of a table to be added up, see BagBatch.
struct BagEntry {
    uint32_t id = 0;
    uint16_t kind = 0;
    uint16_t count = 0;
};

constexpr unsigned GramKinds = 5; // one to four tokens; see GramReader in input.cpp
constexpr unsigned WordKinds = 7; // WordKind's, then a callee's and a caller's words
constexpr unsigned CountFeatures = 18;

struct FunctionInput {
    std::vector<int32_t> text;    // source: units, from 1; of a tree the kinds of its nodes, in preorder
    std::vector<int32_t> parents; // source, of a tree: each node's, -1 at the root
    std::vector<int32_t> tokens;  // binary: of all blocks, from 1
    std::vector<uint32_t> blockEnds;
    std::vector<CodeEdge> edges;
    std::vector<BagEntry> grams;
    std::vector<std::string> strings;
    std::vector<int64_t> integers; // sorted
    std::vector<std::string> names;
    std::vector<BagEntry> words;   // of the function itself
    std::vector<BagEntry> context; // these, its callees' and its callers'
    std::array<float, CountFeatures> counts{};
};

class InputReader
{
public:
    explicit InputReader(NetworkConfig config) : m_config(std::move(config)) { }
    [[nodiscard]] FunctionInput source(const FunctionFeatures &function) const;
    [[nodiscard]] FunctionInput binary(const FunctionFeatures &function) const;

private:
    void readLiterals(const FunctionFeatures &function, FunctionInput &input) const;
    void readText(const FunctionFeatures &function, FunctionInput &input) const;
    void readTree(const FunctionFeatures &function, FunctionInput &input) const;
    void readCode(const FunctionFeatures &function, FunctionInput &input) const;

    NetworkConfig m_config;
};

} // namespace symbolon
