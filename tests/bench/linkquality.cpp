// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How often the line that the attribution links to a block is one that the block has code of, and what each ingredient
// does by itself (see tests/embedding/linkmeasure.h). Asserts nothing; tst_attribution does.
//   linkquality WEIGHTS SOURCE_DIR BINARY...      the binaries compiled with -g from that folder
#include "tests/embedding/linkmeasure.h"

#include <cstdio>

using namespace symbolon;

int main(int count, char **arguments)
{
    if (count < 4) {
        std::fprintf(stderr, "linkquality WEIGHTS SOURCE_DIR BINARY...\n");
        return 2;
    }
    const auto module = loadModelModule();
    if (!module) {
        std::fprintf(stderr, "%s\n", module.error().summary.c_str());
        return 1;
    }
    const auto embedder = (*module)->openEmbedder(arguments[1], "cpu");
    if (!embedder) {
        std::fprintf(stderr, "%s\n", embedder.error().summary.c_str());
        return 3;
    }
    const char *names[] = {"all together", "evidence", "order", "occlusion of both", "parts embedded alone"};
    const LinkWeights weights[] = {{}, {0, 0, 1, 0, 0, 0}, {0, 0, 0, 1, 0, 0}, {1, 0, 0, 0, 0, 0}, {0, 1, 0, 0, 0, 0}};
    for (int n = 3; n < count; ++n) {
        const auto score = linetruth::measureLinks(arguments[n], arguments[2], **embedder, weights);
        if (!score) {
            std::fprintf(stderr, "%s: %s\n", arguments[n], score.error().summary.c_str());
            return 3;
        }
        std::printf("%s: %d functions, %d blocks\n  %-22s %.3f\n", arguments[n], score->functions, score->blocks,
                    "chance", score->chance);
        for (size_t v = 0; v < std::size(weights); ++v)
            std::printf("  %-22s %.3f\n", names[v], score->right[v]);
        std::printf("  %-22s %.3f of %d links\n", "of strength >= 0.5", score->strongRight, score->strong);
        std::fflush(stdout);
    }
    return 0;
}
