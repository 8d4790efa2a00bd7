// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What matchers and the network read of one function: the same type for a binary function and a source
// function. `place` is where a fact stands: a virtual address on the binary side, a line (1-based) on the
// source side.
#pragma once

#include "analysis/base/work.h"
#include "analysis/features/codegraph.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace symbolon {

struct StringFact {
    std::string text; // UTF-8
    uint64_t place = 0;
};

struct IntegerFact {
    int64_t value = 0;
    uint64_t place = 0;
};

struct CallFact {
    std::string name; // plain, as a source file would call it; empty: a binary function without a name
    uint64_t place = 0;
    int32_t callee = -1; // index of the called function in the same pool; -1: outside of it or not known
};

struct SwitchFact {
    std::vector<int64_t> cases; // sorted, each once
    uint64_t place = 0;
};

struct FunctionFeatures {
    std::string name;                // plain; binary side: only when the file itself names it
    std::string qualifiedName;       // "ns::Class::name"; the same as `name` where there is no scope
    uint32_t group = 0;              // source side: the file's index; binary side: 0
    uint64_t begin = 0;              // address, or first line
    uint64_t end = 0;                // one past the last byte, or the last line
    std::vector<StringFact> strings; // by place
    std::vector<IntegerFact> integers;
    std::vector<CallFact> calls;
    std::vector<SwitchFact> switches;
    std::vector<uint32_t> callers;  // indices in the same pool, each once
    std::vector<uint32_t> mentions; // indices in the same pool, sorted: functions whose address it takes
    // Of the tables of pointers in which it stands (initialisers, virtual tables): the functions that come next there,
    // indices in the same pool, and the texts beside it and the class ("ns::Class"). Sorted, each once.
    std::vector<uint32_t> followers;
    std::vector<std::string> labels;
    // Binary side, with FeatureOptions::network: constant offsets from pointers at which the code reads or writes, as of
    // members of structures (memberAccess), and addresses of data that it refers to (dataAccess). Sorted, each once.
    std::vector<uint64_t> accesses;
    uint32_t blockCount = 0;  // binary side: basic blocks
    uint32_t branchCount = 0; // conditional branches / if, loops, ?:, && and ||
    uint32_t loopCount = 0;
    uint32_t argumentCount = UINT32_MAX; // UINT32_MAX: not known
    bool recursive = false;
    bool internal = false; // source side: static or inline, so that it may have no binary function of its own
    bool inHeader = false; // source side: may be compiled into several object files

    // What only the network reads.
    std::string text; // source side: the definition without comments, white space as single spaces
    CodeGraph code;   // binary side
    // Hashes (see words.h) of the literals and library names of the functions that this one calls, and of
    // those that call it; sorted, each once, at most ContextWords of them.
    std::vector<uint32_t> calleeWords;
    std::vector<uint32_t> callerWords;
};

// Of memory at a constant offset (its low 32 bits) from a pointer; the address of data in the image.
constexpr uint64_t memberAccess(int64_t offset, unsigned bytes)
{
    return uint64_t(1) << 63 | uint64_t(bytes & 0xFF) << 32 | (static_cast<uint64_t>(offset) & UINT32_MAX);
}
constexpr uint64_t dataAccess(uint64_t address)
{
    return address & ~(uint64_t(1) << 63);
}
// Of a memberAccess; else nullopt.
constexpr std::optional<int32_t> memberOffset(uint64_t access)
{
    return access >> 63 ? std::optional(static_cast<int32_t>(access & UINT32_MAX)) : std::nullopt;
}

// All functions of one side. `origin[i]` is the index of pool.functions[i] in Program::functions or
// SourceTree::functions.
struct FeaturePool {
    std::vector<FunctionFeatures> functions;
    std::vector<uint32_t> origin;
};

struct Program;
struct SourceTree;

struct FeatureOptions {
    bool network = false; // fill what only the network reads as well
    TokenScheme tokens = TokenScheme::Neutral;
};

// Both leave the pool empty when `work` is asked to stop.
// Import stubs are left out; their names are in the calls. A call of a stub of a function that the file itself
// exports is a call of that function.
FeaturePool binaryFeatures(const Program &program, const Work &work = {}, const FeatureOptions &options = {});
// Callees are found by name: in the caller's file, else among its component's functions with external linkage the one
// whose path is nearest to the caller's, else among the other components'. Of functions that several components have
// alike (twins.h) the pool holds one.
FeaturePool sourceFeatures(const SourceTree &tree, const Work &work = {}, const FeatureOptions &options = {});

} // namespace symbolon
