// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Packages → data set: reads each in a child process, selects, splits, writes. Progress and what was left out go to
// stderr.
#pragma once

#include "analysis/base/result.h"
#include "analysis/features/codegraph.h"

#include <cstdint>
#include <string>
#include <vector>

namespace symbolon {

struct BuildOptions {
    std::vector<std::string> corpora;        // folders of packages
    std::vector<std::string> packages;       // empty: all
    std::vector<std::string> configurations; // empty: all
    std::vector<std::string> binaries;       // instead of corpora: one tree that the user compiled
    std::string sources;
    std::string out;
    std::string cache;  // a folder that keeps what the source parser found of each package; empty: none
    bool paper = false; // the paper's split, by functions; else by packages
    TokenScheme tokens = TokenScheme::Neutral;
    unsigned jobs = 0; // 0: as many as the machine has cores
    uint64_t seed = 1;
    bool verbose = false; // name rows that were not joined
};

Result<void> buildDataSet(const BuildOptions &options);

// Tables of what a data set holds, to stdout.
Result<void> printInfo(const std::string &path);

} // namespace symbolon
