// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Matches read from the other side: where in the binary a source function is, or what else became of it.
#pragma once

#include "analysis/matching/match.h"

#include <optional>
#include <vector>

namespace symbolon {

struct SourceTree;

struct BinaryHit {
    uint32_t function = 0;            // index into Program::functions
    double score = 0;                 // 0…1, how alike the two are
    std::optional<double> confidence; // 0…1, that it is this function; nothing where the method tells none
    std::vector<Evidence> evidence;   // strongest first
};

// A function that the source function's body probably stands inside.
struct InlinedInto {
    uint32_t function = 0; // index into Program::functions
    double confidence = 0; // 0…1
    std::vector<Evidence> evidence;
};

struct SourceAnswer {
    uint32_t source = 0;                // index into SourceTree::functions
    std::optional<Verdict> verdict;     // nothing: the method gives none
    double confidence = 0;              // 0…1, that the verdict is right
    std::vector<BinaryHit> hits;        // those that have it as a candidate; the most likely first, then the most alike
    std::vector<InlinedInto> inlinedIn; // the most likely first; also beside functions of its own
};

// One for each of `sources` (indices into SourceTree::functions), in their order, with at most `top` hits. What holds
// for one of twins (twins.h) holds for the other, too.
std::vector<SourceAnswer> answersFrom(const Matches &matches, const SourceTree &tree,
                                      const std::vector<uint32_t> &sources, unsigned top);

} // namespace symbolon
