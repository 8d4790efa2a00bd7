// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What tables of pointers say about the functions in them, on either side: FunctionFeatures::followers and labels.
#pragma once

#include "analysis/features/features.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace symbolon {

class TableFacts
{
public:
    explicit TableFacts(std::vector<FunctionFeatures> &functions) : m_functions(functions) { }

    struct Row {
        int64_t function = -1; // index in the pool; -1: a text, or a function that is not in the pool
        std::string_view text; // empty: a gap
    };
    // `className`: qualified, of a virtual table; else empty.
    void add(std::span<const Row> rows, std::string_view className);
    void finish(); // sorts; after the last table

private:
    std::vector<FunctionFeatures> &m_functions;
};

} // namespace symbolon
