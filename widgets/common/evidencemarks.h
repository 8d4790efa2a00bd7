// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which pieces of evidence of one candidate stand at an instruction, in a block, at a source line. Every view
// marks them with the same number: a piece's number is its place in Candidate::evidence, counted from 1.
// Evidence for the whole function (address 0, line 0) has a number, but stands at no address or no line.
//
// Where the network's view of the pair is known, its strongest links between a block and a line follow the candidate's
// own evidence, as pieces of the kind Embedding with places; they take their weight from the piece for the whole pair.
// And each instruction and line has a heat then: how much of the similarity its block or line carries.
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
    [[nodiscard]] uint32_t sourceFunctionsWith(int index) const; // that have the same fact; 0: not known
    [[nodiscard]] uint32_t sourceFunctions() const;              // among which these were counted

    // 0…1 of what carries most on its side; 0: nothing, or not known.
    [[nodiscard]] bool hasHeat() const { return !m_codeHeat.empty() || !m_lineHeat.empty(); }
    [[nodiscard]] double heatAtAddress(uint64_t address) const;
    [[nodiscard]] double heatAtLine(uint32_t line) const;
    // What the similarity, 0…1, loses without the block or the line; below 0: it gains.
    [[nodiscard]] double dropAtAddress(uint64_t address) const;
    [[nodiscard]] double dropAtLine(uint32_t line) const;

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

    struct Heat {
        uint64_t first = 0, last = 0; // addresses or lines
        double drop = 0;
    };

    void addLinks(const Workspace &workspace, int function, const Attribution &attribution);
    void addHeat(const BinaryFunction &function, const Attribution &attribution);
    static const Heat *find(const std::vector<Heat> &heat, uint64_t place);

    std::shared_ptr<const Candidate> m_candidate;            // keeps the whole Matches alive
    std::shared_ptr<const PairDetails> m_details;            // null: not known
    std::shared_ptr<const std::vector<Evidence>> m_evidence; // null: the candidate's own is all
    std::vector<Heat> m_codeHeat, m_lineHeat;                // by place
    double m_mostCode = 0, m_mostLine = 0;                   // the largest drops
    Places<uint64_t> m_addresses;
    Places<uint32_t> m_lines;
};

} // namespace symbolon
