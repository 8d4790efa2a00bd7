// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The order of functions. A hidden Markov model over the binary's functions in address order whose state is the
// source function that each is. From one function to the next it mostly goes some places on in the same file, in one of
// the orders that compilers write functions in, or to a caller or callee; which, how far, and in which direction, is
// counted over the binary itself from what is believed (expectation maximisation), so that a compiler that reverses
// functions or leaves out inlined ones is understood. It may also jump anywhere, or hold its place while functions
// come by that are not of the file (copies from headers, clones, code from elsewhere). States of which nothing is said
// are kept as one sum, and the least likely are dropped, so that a step takes bounded time.
#pragma once

#include "analysis/base/work.h"
#include "analysis/matching/full/hypotheses.h"
#include "analysis/matching/full/order.h"

#include <cstdint>
#include <vector>

namespace symbolon {

class ChainSignals
{
public:
    // A source function that the chain thinks likely and that is no hypothesis yet, with its signals.
    struct Proposal {
        uint32_t source = 0;
        float both = 0;
        float either = 0;
    };
    using Proposals = std::vector<std::vector<Proposal>>; // by binary function, most likely first

    explicit ChainSignals(const SourceOrder &order) : m_order(order) { }
    // Sets ChainBoth and ChainEither from the beliefs. Cut short, with no proposals, when `work` was asked to stop.
    Proposals update(AllHypotheses &all, const Work &work = {}) const;

private:
    const SourceOrder &m_order;
};

} // namespace symbolon
