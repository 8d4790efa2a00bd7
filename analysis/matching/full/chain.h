// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The order of functions. A hidden Markov model over the binary's functions in address order whose state is the
// source function that each is. From one function to the next it mostly goes some places on in the same file; how far,
// and in which direction, is counted over the binary itself from what is believed, so that a compiler that reverses
// functions or leaves out inlined ones is understood. It may also jump anywhere, or hold its place while functions
// come by that are not of the file (copies from headers, clones, code from elsewhere). States of which nothing is said
// are kept as one sum, and the least likely are dropped, so that a step takes bounded time.
#pragma once

#include "analysis/base/work.h"
#include "analysis/features/features.h"
#include "analysis/matching/full/hypotheses.h"

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace symbolon {

// Which functions stand beside a source function in its file.
class SourceOrder
{
public:
    explicit SourceOrder(const FeaturePool &source);
    [[nodiscard]] size_t size() const { return m_file.size(); }
    [[nodiscard]] size_t files() const { return m_inFile.size(); }
    [[nodiscard]] uint32_t file(uint32_t source) const { return m_file[source]; }
    [[nodiscard]] const std::vector<uint32_t> &functionsOf(uint32_t file) const { return m_inFile[file]; } // in order
    [[nodiscard]] uint32_t place(uint32_t source) const { return m_place[source]; } // its number in its file
    [[nodiscard]] bool inHeader(uint32_t source) const { return m_header[source]; }
    // Places from one function to another of the same file.
    [[nodiscard]] int64_t places(uint32_t from, uint32_t to) const
    {
        return static_cast<int64_t>(m_place[to]) - static_cast<int64_t>(m_place[from]);
    }
    // The function so many places further on, or UINT32_MAX.
    [[nodiscard]] uint32_t beside(uint32_t source, int64_t places) const;

private:
    std::vector<uint32_t> m_file;                // by source function
    std::vector<uint32_t> m_place;               // by source function
    std::vector<char> m_header;                  // by source function
    std::vector<std::vector<uint32_t>> m_inFile; // by file: its functions in order
};

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
