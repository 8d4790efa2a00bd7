// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// BinPro (2017) at function level: strings, integers, library calls, switches and branches, numbers of callers and
// callees, recursion and arguments decide the weights of a bipartite assignment; then agreement of neighbours in the
// call graph adds to them and the assignment is made again, for a few rounds.
//
// Its exact weights are not public: ours are ours, chosen on programs of Debian packages. Ours, too: the weights of
// literals are those of the b2sfinder method (facts.h), a pair's structure is a factor on its score, and a neighbour
// counts by the confidence of the pair it belongs to and by its rarity, as any other fact.
#pragma once

#include "analysis/matching/match.h"

namespace symbolon {

class BinPro : public Matcher
{
public:
    [[nodiscard]] std::string_view name() const override { return "binpro"; }
    [[nodiscard]] std::string_view displayName() const override { return "BinPro (literals, structure, call graph)"; }
    [[nodiscard]] Result<Matches> match(const FeaturePool &binary, const FeaturePool &source,
                                        const MatchOptions &options, const Work &work) const override;
};

} // namespace symbolon
