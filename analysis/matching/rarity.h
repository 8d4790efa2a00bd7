// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How rare a fact is: what a piece of evidence is worth, in a number that a person can check.
#pragma once

#include "analysis/base/work.h"
#include "analysis/matching/match.h"
#include "analysis/source/sourcetree.h"

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace symbolon {

class Rarity
{
public:
    Rarity() = default; // knows nothing
    // Counts what these pieces say in one pass over the tree. Knows nothing when `work` was asked to stop.
    Rarity(const SourceTree &tree, std::span<const Evidence> evidence, const Work &work);

    // How many source functions have the fact themselves; 0: not known, or no fact that can be counted.
    [[nodiscard]] uint32_t count(const Evidence &piece) const;
    [[nodiscard]] uint32_t functions() const { return m_functions; } // of the tree

private:
    struct Count {
        uint32_t functions = 0;
        uint32_t last = UINT32_MAX; // the function that was counted last
    };
    std::unordered_map<std::string, Count> m_counts; // by kind and the form in which both sides compare it
    uint32_t m_functions = 0;
};

} // namespace symbolon
