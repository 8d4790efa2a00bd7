// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A binary, a source tree and the truth about which belongs to which, as the method "full" sees them: both pools, the
// vectors, the nearest functions. A file holds one.
#pragma once

#include "analysis/base/result.h"
#include "analysis/matching/match.h"
#include "analysis/matching/retrieval.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace symbolon {

struct Label {
    bool known = false;          // the truth says something about this function
    std::vector<uint32_t> right; // source pool functions; none: it is of no function of the tree
};

struct MatchCase {
    std::string name;  // package/configuration/unit
    std::string group; // by which results are summed: the configuration
    FeaturePool binary;
    FeaturePool source;
    std::shared_ptr<const Retrieval> retrieval;
    std::vector<Label> labels; // by binary function
    uint32_t undiscovered = 0; // functions of the truth that disassembly did not find
};

Result<void> writeCase(const MatchCase &matchCase, const std::string &path);
Result<MatchCase> readCase(const std::string &path);

// As if a share of the source files were not there; their functions' labels become "none".
MatchCase withoutFiles(const MatchCase &matchCase, double share, uint64_t seed);
// As if no function of the binary were named by the file.
MatchCase withoutNames(const MatchCase &matchCase);

} // namespace symbolon
