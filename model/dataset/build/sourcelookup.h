// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Finds the source function that a row of a truth table means. A compiler and a parser do not always agree on the
// line of a definition: its first line, the line of its name, a line between them, or of the macro that makes it.
#pragma once

#include "analysis/source/sourcetree.h"
#include "model/dataset/build/truth.h"

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
    const SourceTree &m_tree;
    std::map<std::pair<std::string_view, std::string_view>, std::vector<uint32_t>> m_named; // by path and name
};

} // namespace symbolon
