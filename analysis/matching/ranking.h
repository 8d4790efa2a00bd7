// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The best source functions for each binary function by the facts they share.
//
// Score of a pair = shared / (shared + a · binary's others + b · source's others + c), where shared is the weight of
// the facts that both have, and the others are what only one of them has (facts.h gives the weights; what never
// occurs on the other side at all counts nowhere). c keeps a pair with little evidence low. 0…1.
//
// Candidates come from inverted lists fact → source functions, rarest fact first. A fact that stands in more than
// `commonFact` source functions, or would exceed `effort` list entries for one binary function, proposes nobody
// (unless it is all there is); it still counts in the score of those that the rarer facts proposed.
#pragma once

#include "analysis/base/work.h"
#include "analysis/matching/facts.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace symbolon {

struct ScoreWeights {
    double binaryOnly = 0.3;
    double sourceOnly = 0.5;
    double doubt = 2;
};

struct RankingLimits {
    uint32_t commonFact = 4096; // source functions
    uint32_t effort = 65'536;   // list entries looked at for one binary function
    unsigned shortlist = 96;    // candidates whose score is computed in full
    unsigned kept = 32;         // candidates that go on to the assignment
};

struct ScoredSource {
    uint32_t source = 0; // index in the source pool
    double score = 0;    // 0…1
    double shared = 0;   // weight of the shared facts
    double own = 0;      // without what the source function has from inlined callees
};

using Rankings = std::vector<std::vector<ScoredSource>>; // by binary function; best first, ties by source index

// Weight of the facts that the two have in common: facts of the source function itself, and with inlined callees'.
struct Shared {
    double own = 0;
    double all = 0;
};
Shared sharedFacts(const Facts &facts, uint32_t binary, uint32_t source);

// What a method adds to the facts of a pair on the shortlist.
struct Adjustment {
    double shared = 0; // weight that counts like shared facts
    double factor = 1; // on the score
};
using Adjust = std::function<Adjustment(uint32_t binary, uint32_t source)>;
// Whether a pair may be proposed at all.
using Allowed = std::function<bool(uint32_t binary, uint32_t source)>;

// nullopt when `work` was asked to stop.
std::optional<Rankings> rankSources(const Facts &facts, const ScoreWeights &weights, const RankingLimits &limits,
                                    const Allowed &allowed, const Adjust &adjust, const Work &work);

} // namespace symbolon
