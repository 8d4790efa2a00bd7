// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// B2SFinder's features (ASE'19; as a function-level baseline as later papers run it): what survives compilation by
// itself, each weighted by its looks and its rarity.
//
// As in the paper: strings with its weight formula × IDF, switches by their case values as they are and rebased to
// 0, exported names. Different from the paper:
//   - It compares libraries; here a pair is two functions, so what only one of them has counts against it (ranking.h).
//   - Integers are compared one by one, weighted by IDF, 0 and ±1 worth nothing; enum and integer arrays of the data
//     section are not searched, since the source side knows functions only.
//   - Strings of one plain word are not dropped but get the formula's weight for them, 0.2: between two functions they
//     still say something.
//   - Strings compare without their final newline and may be contained in one another (partialstrings.h).
//   - Names of imported callees count as exact facts. If-sequences are not compared: the features have none.
//   - A source function also has a part of what its static and inline callees have (facts.h).
#pragma once

#include "analysis/matching/match.h"

namespace symbolon {

class B2sFinder : public Matcher
{
public:
    [[nodiscard]] std::string_view name() const override { return "b2sfinder"; }
    [[nodiscard]] std::string_view displayName() const override { return "B2SFinder (literals)"; }
    [[nodiscard]] Result<Matches> match(const FeaturePool &binary, const FeaturePool &source,
                                        const MatchOptions &options, const Work &work) const override;
};

} // namespace symbolon
