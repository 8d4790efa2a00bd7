// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/dataset/build/sourcelookup.h"

namespace symbolon {

SourceLookup::SourceLookup(const SourceTree &tree) : m_tree(tree)
{
    for (uint32_t i = 0; i < tree.functions.size(); ++i) {
        const SourceFunction &function = tree.functions[i];
        m_named[{tree.files[function.file].path, function.name}].push_back(i);
    }
}

int SourceLookup::find(const TruthRow &row) const
{
    const auto named = m_named.find({row.path, row.name});
    if (named == m_named.end())
        return -1;
    int best = -1;
    int bestRank = 0;
    for (const uint32_t index : named->second) {
        const SourceFunction &function = m_tree.functions[index];
        const int rank = row.line == function.nameLine                                   ? 4
            : row.line == function.line                                                  ? 3
            : function.line <= row.line && row.line <= function.nameLine                 ? 2
            : function.line <= row.line && row.line <= function.endLine                  ? 1
                                                                                         : 0;
        if (rank > bestRank) {
            best = static_cast<int>(index);
            bestRank = rank;
        }
    }
    return best;
}

} // namespace symbolon
