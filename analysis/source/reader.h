// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Checkout → SourceTree in three steps, so that the parser (libclang, on text nobody vouches for) can run
// in child processes that may crash without taking the rest along:
//   planSources   walks the checkout: which files, with which flags     (no libclang)
//   parseSource   one file → FileFacts                                   (libclang; call it in a child)
//   mergeSources  all FileFacts → SourceTree; resolves macros and enums over the whole tree (no libclang)
// readSources does all three in one process, for tests and for libraries that trust their input.
#pragma once

#include "analysis/base/result.h"
#include "analysis/base/work.h"
#include "analysis/source/sourcetree.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace symbolon {

struct SourceLimits {
    uint64_t fileBytes = 16ull << 20;
    uint64_t files = 200'000;
    unsigned depth = 64;
};

struct SourceJob {
    std::string path;                   // relative to the root
    std::vector<std::string> arguments; // from compile_commands.json; empty: single-file parse
    std::string directory;              // working directory of those arguments
};

struct SourcePlan {
    std::string root;
    std::vector<SourceJob> jobs; // sorted by path
    std::vector<SkippedSource> skipped;
    std::vector<std::string> warnings;
};

// BadInput when `root` is no readable folder. Symbolic links that leave the root or form a cycle are skipped
// and listed. An empty tree is no error here (the plan is empty). A file with several commands in
// compile_commands.json has a job for each different one, at most four; mergeSources unites them.
Result<SourcePlan> planSources(const std::string &root, const SourceLimits &limits, const Work &work);

// Everything one file tells, self-contained: opaque to callers but for what they need to schedule.
struct FileFacts; // defined in filefacts.h
std::string encodeFileFacts(const FileFacts &facts);
std::optional<FileFacts> decodeFileFacts(std::string_view bytes);

Result<FileFacts> parseSource(const std::string &root, const SourceJob &job, const SourceLimits &limits);

// The same without libclang, for a file that crashed or hung it: safe in any process, and finds nearly all.
Result<FileFacts> scanSource(const std::string &root, const SourceJob &job, const SourceLimits &limits);

// Both branches of an #if count; what no compiler reads (#if 0) does not.
Result<SourceTree> mergeSources(const SourcePlan &plan, std::vector<FileFacts> facts, const Work &work);

Result<SourceTree> readSources(const std::string &root, const SourceLimits &limits, const Work &work);

} // namespace symbolon
