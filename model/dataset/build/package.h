// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reads one package: its sources, its binaries, and which function belongs to which. Runs libclang and the other
// parsers in this process: call it in a child.
#pragma once

#include "analysis/base/result.h"
#include "analysis/features/codegraph.h"
#include "model/dataset/build/pairs.h"

#include <functional>
#include <string>
#include <vector>

namespace symbolon {

struct PackageOptions {
    std::vector<std::string> configurations; // empty: all that are there
    TokenScheme tokens = TokenScheme::Neutral;
    std::string temporary; // an existing folder for what is unpacked, for this package alone
    std::string cache;     // an existing folder that keeps what the source parser found; empty: none
};

// A folder with sources.tar.xz, compile_commands.json.xz and CONFIGURATION/UNIT.elf.xz with UNIT.truth.tsv.xz.
Result<Package> readCorpusPackage(const std::string &folder, const PackageOptions &options);

// Binaries that were compiled from the sources at `root` and have their debug information. The package is named after
// the folder; the configuration is the one that the options name, else "built".
Result<Package> readBuiltTree(const std::vector<std::string> &binaries, const std::string &root,
                              const PackageOptions &options);

} // namespace symbolon
