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
#include <set>
#include <string>
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
    // Lines of a file that the compiler takes for lines of `path`; there is more than one where #line stands.
    struct Stretch {
        uint32_t first = 1;
        uint32_t last = UINT32_MAX;
        uint32_t presumed = 1; // the number that the first of them counts as
        std::string path;
    };
    [[nodiscard]] std::vector<Stretch> stretchesOf(const std::string &path) const;
    [[nodiscard]] std::string presumedPath(const std::string &path, std::string_view literal) const;
    // Above 0 for a function that may stand at the line.
    static int rank(const SourceFunction &function, uint32_t line);

    const SourceTree &m_tree;
    std::set<std::string_view> m_paths;
    std::vector<std::vector<Stretch>> m_stretches;                                          // by file
    std::map<std::pair<std::string_view, std::string_view>, std::vector<uint32_t>> m_named; // by path and name
};

} // namespace symbolon
