// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which pieces of evidence of one candidate stand at an instruction, in a block, at a source line. Every view
// marks them with the same number: a piece's number is its place in Candidate::evidence, counted from 1.
// Evidence for the whole function (address 0, line 0) has a number, but stands at no address or no line.
#pragma once

#include "widgets/common/selection.h"
#include "widgets/common/workspace.h"

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace symbolon {

class EvidenceMarks
{
public:
    EvidenceMarks() = default; // no evidence
    EvidenceMarks(const Workspace &workspace, int function, int candidate);

    // What a person reads beside the marker: 1, 2, 3 …
    [[nodiscard]] static int number(int evidence) { return evidence + 1; }

    [[nodiscard]] bool isEmpty() const { return count() == 0; }
    [[nodiscard]] int count() const;
    [[nodiscard]] const Evidence *evidence(int index) const; // null: no such piece
    [[nodiscard]] const Candidate *candidate() const { return m_candidate.get(); }

    // Indices into Candidate::evidence, ascending.
    [[nodiscard]] std::vector<int> atAddress(uint64_t address) const;
    [[nodiscard]] std::vector<int> inRange(uint64_t address, uint64_t size) const; // of a basic block
    [[nodiscard]] std::vector<int> atLine(uint32_t line) const;

    // What the views select: `base` moved to a piece of evidence, with its instruction and its line; or to an
    // instruction or line, with the evidence that stands there (the next one if `base` is already there).
    [[nodiscard]] Selection selectEvidence(Selection base, int evidence) const;
    [[nodiscard]] Selection selectAddress(Selection base, uint64_t address) const;
    [[nodiscard]] Selection selectLine(Selection base, uint32_t line) const;

private:
    template<typename Key>
    using Places = std::vector<std::pair<Key, int>>; // sorted

    std::shared_ptr<const Candidate> m_candidate; // keeps the whole Matches alive
    Places<uint64_t> m_addresses;
    Places<uint32_t> m_lines;
};

} // namespace symbolon
