// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where functions stand. A linker puts object files one after another, and an object file holds the functions of one
// source file (and copies of some from headers), often in the order in which they were written.
//
// File: a hidden Markov model over the functions in address order whose state is the source file that is being laid
// out, or code from elsewhere; it stays or jumps to any other. What a function is told is what the functions before
// and behind it say, not what it says itself. Linear in the number of hypotheses (paper: section 3, locality;
// RevDecode does a Viterbi search over the same chain).
//
// Order: how far apart in their file two neighbours stand is counted over the whole binary from what is believed, so
// that a compiler that reverses functions, or sorts them otherwise, is understood from the binary itself.
#pragma once

#include "analysis/features/features.h"
#include "analysis/matching/full/hypotheses.h"

#include <cstdint>
#include <vector>

namespace symbolon {

class PlacementSignals
{
public:
    explicit PlacementSignals(const FeaturePool &source);
    // Sets FileBoth, FileEither, Order, ForeignBefore and ForeignBehind from the beliefs without regard to places.
    void update(AllHypotheses &all) const;

    [[nodiscard]] uint32_t fileOf(uint32_t source) const { return m_file[source]; }
    [[nodiscard]] uint32_t placeInFile(uint32_t source) const { return m_place[source]; }
    // The function that stands so many places further on in the file, or UINT32_MAX.
    [[nodiscard]] uint32_t neighbour(uint32_t source, int64_t places) const;

private:
    void updateFiles(AllHypotheses &all) const;
    void updateOrder(AllHypotheses &all) const;

    std::vector<uint32_t> m_file;  // by source function
    std::vector<uint32_t> m_place; // by source function: its number in its file
    std::vector<char> m_header;    // by source function
    std::vector<std::vector<uint32_t>> m_inFile; // by file: its functions in order
};

} // namespace symbolon
