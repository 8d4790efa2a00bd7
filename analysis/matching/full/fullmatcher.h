// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// "full": the network's retrieval, the literals, the names, the call graph, where functions stand, and the
// competition for each source function, combined into one probability for each candidate (reasoner.h,
// combination.h). What was inlined and what is absent comes with it.
#pragma once

#include "analysis/matching/match.h"

namespace symbolon {

class FullMatcher final : public Matcher
{
public:
    [[nodiscard]] std::string_view name() const override { return fullMethod; }
    [[nodiscard]] std::string_view displayName() const override { return "Full (the whole program)"; }
    [[nodiscard]] bool needsRetrieval() const override { return true; }
    [[nodiscard]] Result<Matches> match(const FeaturePool &binary, const FeaturePool &source,
                                        const MatchOptions &options, const Work &work) const override;
    [[nodiscard]] Result<std::shared_ptr<const MatchPlan>>
    plan(std::shared_ptr<const MatchPools> pools, const MatchOptions &options, const Work &work) const override;
};

} // namespace symbolon
