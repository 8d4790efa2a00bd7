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
    explicit ChainSignals(const SourceOrder &order) : m_order(order) { }
    // Sets ChainBoth and ChainEither from the beliefs. Cut short when `work` was asked to stop, as is the other one.
    void update(AllHypotheses &all, const Work &work = {}) const;
    // By binary function: the source functions that the chain thinks likely and that are no hypotheses yet, most
    // likely first.
    [[nodiscard]] std::vector<std::vector<uint32_t>> proposals(const AllHypotheses &all, const Work &work = {}) const;

private:
    const SourceOrder &m_order;
};

} // namespace symbolon
