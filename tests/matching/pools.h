// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Hand-made programs and source trees, and large random ones, for the tests of features and matching.
#pragma once

#include "analysis/disasm/program.h"
#include "analysis/features/features.h"
#include "analysis/source/sourcetree.h"

#include <random>
#include <string>

namespace symbolon::pools {

inline BinaryFunction binaryFunction(uint64_t address, uint64_t size = 64)
{
    BinaryFunction function;
    function.address = address;
    function.size = size;
    function.name = "sub";
    function.blocks.push_back({address, size, 0, 0});
    return function;
}

inline Reference stringAt(uint64_t address, std::string text)
{
    Reference reference;
    reference.address = address;
    reference.kind = Reference::Kind::String;
    reference.text = std::move(text);
    return reference;
}

inline Reference integerAt(uint64_t address, int64_t value)
{
    Reference reference;
    reference.address = address;
    reference.kind = Reference::Kind::Integer;
    reference.value = value;
    return reference;
}

inline Call callOf(uint64_t address, uint64_t target)
{
    Call call;
    call.address = address;
    call.target = target;
    return call;
}

inline Call importCall(uint64_t address, std::string name)
{
    Call call;
    call.address = address;
    call.name = std::move(name);
    call.import = true;
    return call;
}

inline SourceFunction sourceFunction(std::string name, uint32_t line, uint32_t file = 0)
{
    SourceFunction function;
    function.name = name;
    function.qualifiedName = std::move(name);
    function.file = file;
    function.line = function.nameLine = line;
    function.endLine = line + 9;
    return function;
}

// A small program of four functions and the tree it could come from: see tst_matchers.cpp.
inline Program smallProgram()
{
    Program program;
    program.path = "small";
    BinaryFunction open = binaryFunction(0x1000);
    open.references = {stringAt(0x1004, "cannot open %s: %s"), integerAt(0x1010, 0x1337)};
    open.calls = {importCall(0x1014, "fopen64"), callOf(0x1020, 0x1200)};
    BinaryFunction parse = binaryFunction(0x1100);
    parse.references = {stringAt(0x1104, "bad checksum in block %u")};
    parse.calls = {importCall(0x1108, "puts"), callOf(0x1110, 0x1200)};
    parse.switches = {{0x1120, 0x9000, {10, 13, 17, 40, 77}, {1, 2, 3, 4, 5}}};
    BinaryFunction update = binaryFunction(0x1200);
    update.references = {integerAt(0x1204, static_cast<int64_t>(0xedb88320))};
    update.callers = {0, 1};
    BinaryFunction tiny = binaryFunction(0x1300, 4);
    BinaryFunction stub = binaryFunction(0x1400, 16);
    stub.name = "puts";
    stub.importStub = true;
    program.functions = {open, parse, update, tiny, stub};
    return program;
}

inline SourceTree smallTree()
{
    SourceTree tree;
    tree.files = {{"src/block.c", 1000, 100}, {"src/crc.c", 1000, 100}};
    SourceFunction open = sourceFunction("openBlock", 10);
    open.strings = {{"cannot open %s: %s\n", 12}};
    open.integers = {{0x1337, 13}, {0, 14}};
    open.calls = {{"fopen", 12}, {"update", 15}};
    SourceFunction parse = sourceFunction("parseBlock", 30);
    parse.strings = {{"bad checksum in block %u\n", 33}};
    parse.calls = {{"printf", 33}, {"update", 34}};
    SourceSwitch cases;
    cases.line = 35;
    cases.cases = {77, 10, 13, 17, 40};
    parse.switches = {cases};
    SourceFunction update = sourceFunction("update", 5, 1);
    update.integers = {{-306674912, 7}}; // 0xedb88320 as a 32-bit int
    SourceFunction other = sourceFunction("unrelated", 50, 1);
    other.strings = {{"something else entirely", 51}};
    other.integers = {{0, 52}, {1, 53}};
    tree.functions = {open, parse, update, other};
    return tree;
}

// Pools in the manner of a real program: few functions share rare literals, many share common ones.
struct RandomPools {
    FeaturePool binary;
    FeaturePool source;
};

inline RandomPools randomPools(uint32_t functions, unsigned seed)
{
    std::mt19937 random(seed);
    const auto below = [&](uint32_t limit) { return static_cast<uint32_t>(random() % limit); };
    RandomPools pools;
    for (uint32_t i = 0; i < functions; ++i) {
        FunctionFeatures source;
        source.name = source.qualifiedName = "function" + std::to_string(i);
        source.group = i / 20;
        source.begin = (i % 20) * 30 + 1;
        source.end = source.begin + 20;
        uint64_t line = source.begin;
        for (uint32_t n = below(4); n > 0; --n)
            source.strings.push_back({"message " + std::to_string(below(functions * 2)) + " of %s", ++line});
        for (uint32_t n = below(8); n > 0; --n)
            source.integers.push_back({static_cast<int64_t>(below(below(3) ? 64 : 1u << 20)), ++line});
        static const char *const library[] = {"malloc", "free", "printf", "open", "close", "read", "strtol", "qsort"};
        for (uint32_t n = below(4); n > 0; --n)
            source.calls.push_back({library[below(below(8) + 1)], ++line, -1});
        for (uint32_t n = below(3); n > 0; --n) {
            const uint32_t callee = below(functions);
            source.calls.push_back({"function" + std::to_string(callee), ++line, static_cast<int32_t>(callee)});
        }
        source.branchCount = below(30);
        pools.source.functions.push_back(source);
        pools.source.origin.push_back(i);

        FunctionFeatures binary = source;
        binary.name.clear();
        binary.qualifiedName.clear();
        binary.group = 0;
        binary.begin = 0x10000 + 64ull * i;
        binary.end = binary.begin + 64;
        for (CallFact &call : binary.calls) {
            if (call.callee >= 0)
                call.name.clear();
        }
        pools.binary.functions.push_back(std::move(binary));
        pools.binary.origin.push_back(i);
    }
    for (uint32_t i = 0; i < functions; ++i) {
        for (const CallFact &call : pools.source.functions[i].calls) {
            if (call.callee < 0)
                continue;
            for (FeaturePool *pool : {&pools.source, &pools.binary}) {
                auto &callers = pool->functions[static_cast<size_t>(call.callee)].callers;
                if (callers.empty() || callers.back() != i)
                    callers.push_back(i);
            }
        }
    }
    return pools;
}

} // namespace symbolon::pools
