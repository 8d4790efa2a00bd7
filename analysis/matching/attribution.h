// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which blocks of a binary function and which lines of a source function carry the similarity that the network
// sees in them, and which of them belong together. A plain value; app/embedding makes it.
#pragma once

#include "analysis/disasm/program.h"
#include "analysis/matching/match.h"
#include "analysis/source/sourcetree.h"

#include <cstdint>
#include <vector>

namespace symbolon {

// Consecutive basic blocks; in all but large functions a single one.
struct CodePart {
    uint32_t firstBlock = 0; // index into BinaryFunction::blocks
    uint32_t blockCount = 1;
    uint64_t address = 0; // of the first block
    double drop = 0;      // of the similarity when the part is taken out; below 0: the two are more alike without it
};

// Consecutive lines; in all but long functions a single one.
struct TextPart {
    uint32_t line = 0;    // in the file, 1-based
    uint32_t endLine = 0; // the last one
    double drop = 0;
};

struct PartLink {
    uint32_t code = 0;   // index into Attribution::code
    uint32_t text = 0;   // index into Attribution::text
    double strength = 0; // 0…1: how clearly the line is the block's rather than another's
};

struct Attribution {
    double similarity = 0;       // of the two functions, without their neighbours in the call graph
    std::vector<CodePart> code;  // by block
    std::vector<TextPart> text;  // by line; lines of brackets and comments alone are left out
    std::vector<PartLink> links; // strongest first; at most one for each part of the code
};

// 0…1: a part's drop against the largest on its side, for heat; 0 for one that does not carry any.
double heatOf(double drop, double largestDrop);

inline constexpr std::size_t mostNetworkLinks = 12;
// The clearest links as evidence: the line's text, the block's address, the line. At most mostNetworkLinks, in the
// order of what their blocks carry; weighed by it (see shareWeight).
std::vector<Evidence> linkEvidence(const Attribution &attribution, const BinaryFunction &function,
                                   const SourceFunction &source);
// The weight of the embedding's piece for the whole pair, which has no places, goes to the links by what they carry;
// the sum over all stays. Links keep a weight of 0 where there is no such piece.
void shareWeight(std::vector<Evidence> &evidence, std::vector<Evidence> &links);

} // namespace symbolon
