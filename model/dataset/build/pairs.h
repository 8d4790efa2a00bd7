// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What one package gives to a data set, as the process that read it hands it over: source functions, and the binary
// functions that were compiled from them, already without their pools.
#pragma once

#include "analysis/features/features.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace symbolon {

struct PairedSource {
    std::string bytes;      // encodeFeatures
    std::string inlined;    // of inlinedVariant(); empty: there is none
    uint64_t text = 0;      // hash of its text
    uint64_t anonymous = 0; // hash of its text without its own name
    uint32_t tokens = 0;    // of its text
};

struct PairedBinary {
    uint32_t source = 0;        // index into Package::sources
    uint32_t configuration = 0; // index into Package::configurations
    uint64_t content = 0;       // hash of its code, literals and library calls
    uint32_t tokens = 0;        // of its code
    std::string bytes;          // encodeFeatures
};

// Rows of truth tables and what became of them.
struct JoinCount {
    uint64_t rows = 0; // clones are no part of them
    uint64_t joined = 0;
    uint64_t noBinary = 0; // no function was found at the address
    uint64_t noSource = 0; // no function of that name was found there
    uint64_t clones = 0;

    JoinCount &operator+=(const JoinCount &other);
};

struct Package {
    std::string name;
    std::vector<std::string> configurations;
    std::vector<PairedSource> sources;      // by path and line; only those with a binary
    std::vector<PairedBinary> binaries;     // by configuration, unit and address
    std::map<std::string, JoinCount> joins; // by configuration
    std::vector<std::string> missed;        // some of the rows that were not joined
    std::vector<std::string> warnings;
};

std::string encodePackage(const Package &package);
std::optional<Package> decodePackage(std::string_view bytes);

// Numbers callees and callers within the function, for what is kept without its pool, and forgets where facts stand.
void forgetPool(FunctionFeatures &features);

// Pool forgotten. `inlined` may be null.
PairedSource pairedSource(const FunctionFeatures &features, const FunctionFeatures *inlined = nullptr);
PairedBinary pairedBinary(const FunctionFeatures &features);

} // namespace symbolon
