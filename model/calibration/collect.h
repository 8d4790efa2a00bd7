// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Corpus packages and benchmark cases → case files (matchcase.h).
#pragma once

#include "analysis/base/result.h"

#include <string>
#include <vector>

namespace symbolon {

struct CollectOptions {
    std::string weights; // of the network
    std::string out;     // folder, made when it is not there
    std::string cache;   // of parsed sources; empty: none
};

// One case for the largest unit of each configuration of a corpus package.
Result<void> collectPackage(const std::string &package, const CollectOptions &options);

// One case: a binary, the tree, a truth table of the benchmark (its README says what it holds).
Result<void> collectBinary(const std::string &binary, const std::string &tree, const std::string &truth,
                           const std::string &name, const CollectOptions &options);

} // namespace symbolon
