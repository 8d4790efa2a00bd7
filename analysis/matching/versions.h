// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which of several versions of a source tree a binary was made from: what differs between the versions is looked for
// in the binary functions that were matched to it.
#pragma once

#include "analysis/base/work.h"
#include "analysis/matching/match.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace symbolon {

// What one version's function says that can be seen in code.
struct VersionFunction {
    std::vector<std::string> strings; // sorted, each once
    std::vector<int64_t> integers;    // those that are not small
    std::vector<std::string> calls;   // names
    bool operator==(const VersionFunction &) const = default;
};

struct Version {
    std::string name;
    std::map<std::string, VersionFunction, std::less<>> functions; // by versionKey()
};

// Names a function whatever the version: its qualified name and its file's name.
std::string versionKey(const SourceTree &tree, uint32_t function);
Version versionOf(const SourceTree &tree, uint32_t component, std::string name);

// A binary function that is some version's function.
struct VersionedFunction {
    uint32_t function = 0; // index into Program::functions
    std::string key;
    std::vector<double> scores; // by version: how alike they are; < 0: not known. Empty: nothing is known
    bool sure = false;          // that it is some version's function
};

// One observation that not all versions explain.
struct VersionEvidence {
    enum class Kind : uint8_t {
        String,     // the function, or the binary, has it
        NoString,   // it has not
        Integer,    // the function has it
        Call,       // the function calls it
        Function,   // there is such a function at all
        Similarity, // the function is clearly more like it
    };
    Kind kind = Kind::String;
    std::string value;              // the string, the number, the callee; else the function's name
    uint64_t address = 0;           // of the binary function; 0: the whole binary
    std::vector<uint32_t> versions; // those that explain it, sorted
    double weight = 0;
};
std::string_view
versionEvidenceName(VersionEvidence::Kind kind); // "string", "no string", …: the words of the JSON report

struct VersionVerdict {
    std::vector<uint32_t> best;            // versions, sorted; several: nothing tells these apart
    bool decided = false;                  // the evidence for `best` clearly outweighs that for any other
    std::vector<double> support;           // by version: the weights of what it explains
    std::vector<VersionEvidence> evidence; // what tells them apart, strongest first
};

VersionVerdict tellVersions(const Program &program, std::span<const VersionedFunction> functions,
                            std::span<const Version> versions);

} // namespace symbolon
