// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How often the line that the attribution links to a block is one that the block has code of, by DWARF's line table:
// over all blocks of all functions of a binary that was compiled with -g from a folder of sources.
#pragma once

#include "analysis/binary/loader.h"
#include "analysis/disasm/disassembler.h"
#include "analysis/matching/embeddingmatcher.h"
#include "analysis/source/reader.h"
#include "app/embedding/attribution.h"
#include "linetruth.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <vector>

namespace symbolon::linetruth {

struct LinkScore {
    int functions = 0;         // of three blocks and three lines at least
    int blocks = 0;            // that have code of a line that could be linked
    double chance = 0;         // right, where a line is drawn from those that could be linked
    std::vector<double> right; // with each of the weights
    int strong = 0;            // links of a strength of a half and more, with the first of the weights
    double strongRight = 0;
};

// [block part][line part]: whether the part has code of the line.
inline std::vector<std::vector<bool>> truthOf(const Lines &lines, const AttributedPair &pair, const SourceTree &tree,
                                              const OccludedCode &code, const OccludedText &text)
{
    std::vector<std::vector<bool>> truth(code.parts.size(), std::vector<bool>(text.parts.size()));
    for (size_t i = 0; i < code.parts.size(); ++i) {
        for (uint32_t n = 0; n < code.parts[i].blockCount; ++n) {
            const BasicBlock &block = pair.function.blocks[code.parts[i].firstBlock + n];
            for (const uint32_t line : lines.of(pair.function, block, tree, pair.source)) {
                for (size_t j = 0; j < text.parts.size(); ++j) {
                    if (line >= text.parts[j].line && line <= text.parts[j].endLine)
                        truth[i][j] = true;
                }
            }
        }
    }
    return truth;
}

inline Result<LinkScore> measureLinks(const std::string &binary, const std::string &folder, const Embedder &embedder,
                                      std::span<const LinkWeights> weights)
{
    std::ifstream file(binary, std::ios::binary);
    const std::vector<uint8_t> bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    LoadOptions load;
    load.path = binary;
    const auto image = loadImage(bytes, load);
    if (!image)
        return image.error();
    const auto program = disassemble(*image, {}, {});
    if (!program)
        return program.error();
    const auto tree = readSources(folder, {}, {});
    if (!tree)
        return tree.error();
    const Lines lines(binary);
    const FeatureOptions options{.network = true};
    const FeaturePool code = binaryFeatures(*program, {}, options);
    const FeaturePool text = sourceFeatures(*tree, {}, options);
    const auto evidence = PairEvidence::gather(code, text, {});
    LinkScore score;
    score.right.resize(weights.size());
    for (const auto &[b, s] : lines.pairs(*program, *tree)) {
        const auto at = std::lower_bound(code.origin.begin(), code.origin.end(), b);
        if (at == code.origin.end() || *at != b)
            continue;
        const auto number = static_cast<uint32_t>(at - code.origin.begin());
        const auto pieces = evidence->of(number, s, std::nullopt);
        const AttributedPair pair{program->functions[b], code.functions[number], tree->functions[s], text.functions[s],
                                  pieces};
        const OccludedCode blocks = occludeCode(pair.function, pair.binary);
        const OccludedText parts = occludeText(pair.source, pair.text);
        if (blocks.parts.size() < 3 || parts.parts.size() < 3)
            continue;
        const auto measures = measureParts(pair, blocks, parts, embedder, {});
        if (!measures)
            return measures.error();
        ++score.functions;
        const auto truth = truthOf(lines, pair, *tree, blocks, parts);
        std::vector<bool> counted(truth.size());
        for (size_t i = 0; i < truth.size(); ++i) {
            const auto found = std::count(truth[i].begin(), truth[i].end(), true);
            counted[i] = found > 0;
            score.blocks += counted[i];
            score.chance += static_cast<double>(found) / static_cast<double>(truth[i].size());
        }
        for (size_t v = 0; v < weights.size(); ++v) {
            for (const PartLink &link : linkParts(blocks, parts, measures->affinity, weights[v])) {
                if (!counted[link.code])
                    continue;
                score.right[v] += truth[link.code][link.text];
                if (v == 0 && link.strength >= 0.5) {
                    ++score.strong;
                    score.strongRight += truth[link.code][link.text];
                }
            }
        }
    }
    const double all = std::max(1, score.blocks);
    score.chance /= all;
    for (double &right : score.right)
        right /= all;
    score.strongRight /= std::max(1, score.strong);
    return score;
}

} // namespace symbolon::linetruth
