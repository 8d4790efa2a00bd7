// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The files of a corpus: packages, each a folder with sources.tar.xz, compile_commands.json.xz and
// CONFIGURATION/UNIT.elf.xz with UNIT.truth.tsv.xz. Runs libclang and the other parsers in this process.
#pragma once

#include "analysis/base/result.h"
#include "analysis/base/work.h"
#include "analysis/disasm/program.h"
#include "analysis/source/sourcetree.h"
#include "model/dataset/build/truth.h"

#include <cstdint>
#include <string>
#include <vector>

namespace symbolon {

bool isCorpusPackage(const std::string &folder);

// `temporary`: an existing folder for what is unpacked. `cache`: an existing folder that keeps what the source parser
// found; empty: none.
Result<SourceTree> readCorpusSources(const std::string &package, const std::string &temporary,
                                     const std::string &cache);

struct CorpusUnit {
    std::string configuration;
    std::string name;
    std::string stem; // of its files' paths
};

std::vector<CorpusUnit> corpusUnits(const std::string &package); // by configuration and name
Result<Truth> readUnitTruth(const CorpusUnit &unit);
Result<Program> readUnitProgram(const CorpusUnit &unit);

Result<Program> disassembled(const std::vector<uint8_t> &bytes, const std::string &path);
Work oneThread(); // packages are read beside each other

} // namespace symbolon
