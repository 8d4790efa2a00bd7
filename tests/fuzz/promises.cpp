// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "promises.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace symbolon::fuzz {

namespace {

std::string hexadecimal(uint64_t address)
{
    std::array<char, 20> digits{};
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), address, 16).ptr};
}

std::string brokenPromise(const Image &image, const BinaryFunction &function, size_t functions)
{
    if (function.blocks.empty() || function.blocks[0].address != function.address)
        return "the first block is not the entry's";
    for (const BasicBlock &block : function.blocks) {
        if (!image.isCode(block.address) || (block.size && !image.isCode(block.address + block.size - 1)))
            return "the block at " + hexadecimal(block.address) + " is not in code";
        if (block.firstInstruction > function.instructions.size()
            || block.instructionCount > function.instructions.size() - block.firstInstruction)
            return "the block at " + hexadecimal(block.address) + " names instructions that are not there";
    }
    for (const Edge &edge : function.edges) {
        if (edge.from >= function.blocks.size() || edge.to >= function.blocks.size())
            return "an edge leads nowhere";
    }
    for (const SwitchTable &table : function.switches) {
        if (table.cases.size() != table.targets.size())
            return "a switch has not one case for each target";
        if (!std::ranges::all_of(table.targets, [&](uint64_t target) { return image.isCode(target); }))
            return "the switch at " + hexadecimal(table.address) + " leads out of the code";
    }
    if (!std::ranges::is_sorted(function.references, {}, &Reference::address)
        || !std::ranges::is_sorted(function.calls, {}, &Call::address))
        return "references or calls are not sorted";
    for (const auto *list : {&function.callers, &function.callees}) {
        if (!std::ranges::all_of(*list, [&](uint32_t index) { return index < functions; }))
            return "a caller or callee is not there";
    }
    return {};
}

} // namespace

std::string brokenPromise(const Image &image)
{
    uint64_t end = 0;
    for (const Region &region : image.regions) {
        if (region.size == 0 || region.address < end || region.bytes.size() > region.size
            || region.address > UINT64_MAX - region.size)
            return "the region " + region.name + " at " + hexadecimal(region.address) + " overlaps or is too long";
        end = region.address + region.size;
    }
    for (const auto *list : {&image.initArray, &image.finiArray, &image.functionStarts}) {
        if (!std::ranges::all_of(*list, [&](uint64_t address) { return image.isCode(address); }))
            return "a start is not in code";
    }
    if (!std::ranges::is_sorted(image.symbols, {}, &Symbol::address)
        || !std::ranges::is_sorted(image.relocations, {}, &Relocation::address))
        return "symbols or relocations are not sorted";
    if (image.warnings.size() > 52)
        return "too many warnings";
    return {};
}

std::string brokenPromise(const Image &image, const Program &program)
{
    const auto notAscending = [](const auto &a, const auto &b) { return a.address >= b.address; };
    if (std::ranges::adjacent_find(program.functions, notAscending) != program.functions.end())
        return "functions are not sorted";
    if (std::ranges::adjacent_find(program.strings, notAscending) != program.strings.end())
        return "strings are not sorted";
    for (const BinaryFunction &function : program.functions) {
        if (const std::string broken = brokenPromise(image, function, program.functions.size()); !broken.empty())
            return "function " + hexadecimal(function.address) + ": " + broken;
    }
    const std::string encoded = encodeProgram(program);
    const auto decoded = decodeProgram(encoded);
    if (!decoded || encodeProgram(*decoded) != encoded)
        return "it does not come back from its encoding";
    return {};
}

} // namespace symbolon::fuzz
