// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the vector index found, as the matchers read it: neither the network nor the index is known here.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace symbolon {

struct NearFunction {
    uint32_t function = 0; // index in the other side's pool
    float similarity = 0;  // cosine of the two vectors, −1…1
};

struct Retrieval {
    std::string model; // names the weights
    // By binary pool function: the source functions nearest to it, best first, each once. Empty: it has no code to
    // embed.
    std::vector<std::vector<NearFunction>> nearest;
    // [functions of the pool × 3 · dimension], as withNeighbours() gives them; zeros for a function that was not
    // embedded.
    std::size_t dimension = 0;
    std::vector<float> binary;
    std::vector<float> source;
    // Of the source functions with what is probably inlined into them (inlinedVariant()): [functions × dimension], zeros
    // where that is nothing; and by binary function those nearest to its own vector.
    std::vector<float> inlined;
    std::vector<std::vector<NearFunction>> nearestInlined;
};

} // namespace symbolon
