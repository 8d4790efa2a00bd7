// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How often the line that the attribution links to a block is one that the block has code of, by DWARF's line table:
// over all blocks of all functions of a binary that was compiled with -g from a folder of sources. Chance is a line
// drawn from those that could be linked. Asserts nothing.
//   linkquality WEIGHTS BINARY SOURCE_DIR
#include "analysis/binary/loader.h"
#include "analysis/disasm/disassembler.h"
#include "analysis/matching/embeddingmatcher.h"
#include "analysis/source/reader.h"
#include "app/embedding/attribution.h"
#include "tests/embedding/linetruth.h"

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>

using namespace symbolon;

namespace {

struct Variant {
    const char *name;
    LinkWeights weights;
};
constexpr Variant variants[] = {
    {"all together", {}},
    {"evidence alone", {0, 0, 1, 0, 0, 0}},
    {"order alone", {0, 0, 0, 1, 0, 0}},
    {"occlusion of both", {1, 0, 0, 0, 0, 0}},
    {"parts embedded alone", {0, 1, 0, 0, 0, 0}},
};

} // namespace

int main(int count, char **arguments)
{
    if (count != 4) {
        std::fprintf(stderr, "linkquality WEIGHTS BINARY SOURCE_DIR\n");
        return 2;
    }
    const auto module = loadModelModule();
    if (!module) {
        std::fprintf(stderr, "%s\n", module.error().summary.c_str());
        return 1;
    }
    const auto embedder = (*module)->openEmbedder(arguments[1], "cpu");
    std::ifstream file(arguments[2], std::ios::binary);
    const std::vector<uint8_t> bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    LoadOptions load;
    load.path = arguments[2];
    const auto image = loadImage(bytes, load);
    if (!image || !embedder) {
        std::fprintf(stderr, "%s\n", (image ? embedder.error() : image.error()).summary.c_str());
        return 3;
    }
    const auto program = disassemble(*image, {}, {});
    const auto tree = readSources(arguments[3], {}, {});
    if (!program || !tree) {
        std::fprintf(stderr, "%s\n", (program ? tree.error() : program.error()).summary.c_str());
        return 3;
    }
    const linetruth::Lines lines(arguments[2]);
    const FeatureOptions options{.network = true};
    const FeaturePool binary = binaryFeatures(*program, {}, options);
    const FeaturePool source = sourceFeatures(*tree, {}, options);
    const auto evidence = PairEvidence::gather(binary, source, {});
    std::vector<double> hits(std::size(variants));
    double strong = 0, strongHits = 0; // links of a strength of a half and more
    double chance = 0;
    int blocks = 0, functions = 0;
    const auto start = std::chrono::steady_clock::now();
    for (const auto &[b, s] : lines.pairs(*program, *tree)) {
        const auto inBinary = std::find(binary.origin.begin(), binary.origin.end(), b);
        if (inBinary == binary.origin.end() || program->functions[b].blocks.size() < 3)
            continue;
        const auto number = static_cast<uint32_t>(inBinary - binary.origin.begin());
        const auto pieces = evidence->of(number, s, std::nullopt);
        const AttributedPair pair{program->functions[b], binary.functions[number], tree->functions[s],
                                  source.functions[s], pieces};
        const OccludedCode code = occludeCode(pair.function, pair.binary);
        const OccludedText text = occludeText(pair.source, pair.text);
        if (text.parts.size() < 3)
            continue;
        const auto measures = measureParts(pair, code, text, **embedder, {});
        if (!measures)
            return 1;
        ++functions;
        std::vector<std::vector<bool>> right(code.parts.size(), std::vector<bool>(text.parts.size()));
        std::vector<bool> counted(code.parts.size());
        for (size_t i = 0; i < code.parts.size(); ++i) {
            int found = 0;
            for (uint32_t n = 0; n < code.parts[i].blockCount; ++n) {
                for (const uint32_t line : lines.of(pair.function, pair.function.blocks[code.parts[i].firstBlock + n],
                                                    *tree, pair.source)) {
                    for (size_t j = 0; j < text.parts.size(); ++j) {
                        if (line >= text.parts[j].line && line <= text.parts[j].endLine)
                            right[i][j] = true;
                    }
                }
            }
            for (size_t j = 0; j < text.parts.size(); ++j)
                found += right[i][j];
            if (found == 0)
                continue;
            counted[i] = true;
            chance += static_cast<double>(found) / static_cast<double>(text.parts.size());
            ++blocks;
        }
        for (size_t v = 0; v < std::size(variants); ++v) {
            for (const PartLink &link : linkParts(code, text, measures->affinity, variants[v].weights))
{
                if (!counted[link.code])
                    continue;
                hits[v] += right[link.code][link.text];
                if (v == 0 && link.strength >= 0.5) {
                    ++strong;
                    strongHits += right[link.code][link.text];
                }
            }
        }
    }
    std::printf("%d functions, %d blocks, %.1f s, chance %.3f\n", functions, blocks,
                std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), chance / blocks);
    for (size_t v = 0; v < std::size(variants); ++v)
        std::printf("%-22s %.3f\n", variants[v].name, hits[v] / blocks);
    std::printf("of strength >= 0.5     %.3f of %.0f links\n", strongHits / strong, strong);
    return 0;
}
