// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Finds the source function that a row of a truth table means. A compiler and a parser do not always agree on the
// line of a definition: its first line, the line of its name, a line between them, or of the macro that makes it.
// In a generated file #line directives decide what the compiler takes for the line.
#pragma once

#include "analysis/source/sourcetree.h"
#include "model/dataset/build/truth.h"

#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace symbolon {

class SourceLookup
{
public:
    explicit SourceLookup(const SourceTree &tree);
    // The index in SourceTree::functions; -1: none.
    [[nodiscard]] int find(const TruthRow &row) const;

private:
    // A #line directive: from `line` on, the compiler counts from `presumed`, in this file or in another.
    struct Renumbering {
        uint32_t line = 0;
        uint32_t presumed = 0;
        bool sameFile = true;
    };
    [[nodiscard]] std::vector<Renumbering> renumberings(uint32_t file) const;
    // A rank above 0 for a function that may stand at the line.
    static int rank(const SourceFunction &function, uint32_t line);

    const SourceTree &m_tree;
    std::map<uint32_t, std::vector<Renumbering>> m_renumbered; // by file; only those that have any
    std::map<std::pair<std::string_view, std::string_view>, std::vector<uint32_t>> m_named; // by path and name
};

} // namespace symbolon
