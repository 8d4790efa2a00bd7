// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Object files. A linker puts them one after another, and an object file holds the functions of one source file (and
// copies of some from headers). A hidden Markov model over the functions in address order whose state is the source
// file that is being laid out, or code from elsewhere; it stays or jumps to any other. What a function is told is what
// the functions before and behind it say, not what it says itself. Linear in the number of hypotheses (paper: section
// 3, locality; RevDecode does a Viterbi search over such a chain).
#pragma once

#include "analysis/matching/full/chain.h"
#include "analysis/matching/full/hypotheses.h"

namespace symbolon {

class FileSignals
{
public:
    explicit FileSignals(const SourceOrder &order) : m_order(order) { }
    // Sets FileBoth, FileEither, ForeignBefore and ForeignBehind from the beliefs without regard to places.
    void update(AllHypotheses &all) const;

private:
    const SourceOrder &m_order;
};

} // namespace symbolon
