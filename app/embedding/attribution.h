// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What of a pair of functions carries their similarity, by occlusion: each block of the one and each line of the
// other is taken out in turn, and what the cosine loses is the part's share. Works with any network.
#pragma once

#include "analysis/base/result.h"
#include "analysis/base/work.h"
#include "analysis/matching/attribution.h"
#include "analysis/matching/match.h"
#include "app/embedding/occlusion.h"
#include "model/modelmodule.h"

#include <vector>

namespace symbolon {

struct AttributedPair {
    const BinaryFunction &function;
    const FunctionFeatures &binary; // made of it, with FeatureOptions::network
    const SourceFunction &source;
    const FunctionFeatures &text;          // made of it, the same way
    const std::vector<Evidence> &evidence; // of the pair; what has an address and a line ties a block to a line
};

// What is known of the parts of a pair, [code parts × text parts] each, row by row; of standard deviation 1.
struct PartAffinity {
    // Cosine of what the two parts contribute to their functions' vectors, over what each has with all others. (What
    // the similarity loses by taking out both, beyond what it loses by each, is the inner product of the same.)
    std::vector<double> together;
    std::vector<double> alike; // cosine of the two parts embedded alone, over what each has with all others
    std::vector<double> facts; // weight of the evidence that stands in both; not scaled
};

// What counts how much in a link. Code and text run in about the same order: a line far from the block's place in the
// function costs `order` × the distance (1: from the first to the last), and a step from one block's line to the next
// block's costs `chain` × what it strays from the code's own advance, `jump` at most: compilers move blocks.
// The numbers were chosen with tests/bench/linkquality on zlib and libpng.
struct LinkWeights {
    double together = 0.7;
    double alike = 1;
    double facts = 1.5;
    double order = 1;
    double chain = 25;
    double jump = 3;
};

struct PartMeasures {
    double similarity = 0;
    std::vector<double> codeDrops; // what the similarity loses without the part
    std::vector<double> textDrops;
    PartAffinity affinity;
};
// Errors as Embedder::embed's.
Result<PartMeasures> measureParts(const AttributedPair &pair, const OccludedCode &code, const OccludedText &text,
                                  const Embedder &embedder, const Work &work);
// The most likely line of each block (Viterbi over the blocks in their order), strongest first.
std::vector<PartLink> linkParts(const OccludedCode &code, const OccludedText &text, const PartAffinity &affinity,
                                const LinkWeights &weights = {});

// Errors as Embedder::embed's. An empty one for a pair in which a side has no content.
Result<Attribution> attribute(const AttributedPair &pair, const Embedder &embedder, const Work &work);

} // namespace symbolon
