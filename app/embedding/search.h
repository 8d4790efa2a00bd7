// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Matching with whatever the method needs, and the other direction: from source functions to a binary's functions.
#pragma once

#include "analysis/matching/answers.h"
#include "app/embedding/vectors.h"

#include <functional>
#include <vector>

namespace symbolon {

struct EmbeddingUse {
    std::function<Result<EmbeddingEngine>()> engine; // called when the network is needed, and only then
    VectorStore *store = nullptr;                    // may be null
};

// match(), with the retrieval made when the method needs one. Errors of both.
Result<Matches> matchWith(const Program &program, const SourceTree &tree, MatchOptions options, const EmbeddingUse &use,
                          const Work &work);

// ProgramPlan::make(), with the same.
Result<std::shared_ptr<const ProgramPlan>> planWith(std::shared_ptr<const Program> program,
                                                    std::shared_ptr<const SourceTree> tree, MatchOptions options,
                                                    const EmbeddingUse &use, const Work &work);

struct BinaryHits {
    std::string model;
    std::vector<std::vector<BinaryHit>> hits; // for each function that was asked for; best first, without confidence
};

// The binary functions that are most like each of these source functions (indices into SourceTree::functions), at
// most `top`. None for one that has no text.
Result<BinaryHits> findInBinary(const Program &program, const SourceTree &tree, const std::vector<uint32_t> &sources,
                                unsigned top, const EmbeddingUse &use, const Work &work);

} // namespace symbolon
