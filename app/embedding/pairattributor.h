// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Attributions for single pairs of one program and one tree, as somebody looks at them: they take too long to be made
// for all. Keeps the features of both sides and what was made: the second look at a pair is quick. Safe from several
// threads.
#pragma once

#include "app/embedding/attribution.h"

#include <map>
#include <memory>
#include <mutex>
#include <utility>

namespace symbolon {

class PairAttributor
{
public:
    PairAttributor(std::shared_ptr<const Program> program, std::shared_ptr<const SourceTree> tree);

    [[nodiscard]] bool isOf(const std::shared_ptr<const Program> &program,
                            const std::shared_ptr<const SourceTree> &tree) const
    {
        return program == m_program && tree == m_tree;
    }

    // Indices into Program::functions and SourceTree::functions. Empty for a function without features (an import
    // stub). Errors as attribute()'s.
    Result<Attribution> of(uint32_t function, uint32_t source, const std::vector<Evidence> &evidence,
                           const Embedder &embedder, const Work &work);

private:
    Result<std::shared_ptr<const MatchPools>> pools(const Work &work);

    using Pair = std::pair<uint32_t, uint32_t>;

    std::shared_ptr<const Program> m_program;
    std::shared_ptr<const SourceTree> m_tree;
    std::mutex m_mutex;
    std::shared_ptr<const MatchPools> m_pools; // null: not made yet
    std::map<Pair, Attribution> m_known;       // with all the evidence that there was at the first look
};

} // namespace symbolon
