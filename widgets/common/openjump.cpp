// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which instruction is the indirect jump that could not be followed. The program counts them only; they end a
// block that leads nowhere, and are neither a return nor a call.
#include "widgets/common/functionfacts.h"

#include <algorithm>
#include <string_view>

namespace symbolon {

namespace {

const BasicBlock *blockAt(const BinaryFunction &function, uint64_t address)
{
    const auto holds = [address](const BasicBlock &block) {
        return address >= block.address && address - block.address < block.size;
    };
    const auto &blocks = function.blocks;
    if (blocks.empty() || holds(blocks.front())) // the entry comes first, the rest by address
        return blocks.empty() ? nullptr : &blocks.front();
    const auto after = std::upper_bound(blocks.begin() + 1, blocks.end(), address,
                                        [](uint64_t value, const BasicBlock &block) { return value < block.address; });
    return after != blocks.begin() + 1 && holds(*(after - 1)) ? &*(after - 1) : nullptr;
}

bool jumpsIndirectly(std::string_view mnemonic, std::string_view operands)
{
    static constexpr std::string_view registerJumps[] = {"br",   "braa",  "brab", "braaz", "brabz",
                                                         "bctr", "bcctr", "jrc",  "tbb",   "tbh"};
    if (mnemonic.ends_with("jmp"))
        return !operands.starts_with("0x");
    if (mnemonic == "bx")
        return operands != "lr";
    if (mnemonic == "jr")
        return operands != "$ra";
    if (operands.starts_with("pc,"))
        return mnemonic.starts_with("mov") || mnemonic.starts_with("ldr") || mnemonic.starts_with("add");
    return std::ranges::find(registerJumps, mnemonic) != std::end(registerJumps);
}

} // namespace

bool isOpenJump(const BinaryFunction &function, uint64_t address)
{
    if (function.unresolvedJumps == 0)
        return false;
    const BasicBlock *block = blockAt(function, address);
    if (!block)
        return false;
    const uint64_t end = static_cast<uint64_t>(block->firstInstruction) + block->instructionCount;
    if (end > function.instructions.size())
        return false;
    // The last one, or the last but one where a delay slot follows.
    for (uint64_t at = end; at > block->firstInstruction && at + 2 > end; --at) {
        const Instruction &instruction = function.instructions[at - 1];
        if (instruction.address != address)
            continue;
        if (!jumpsIndirectly(function.instructions.mnemonic(instruction), function.instructions.operands(instruction)))
            return false;
        const auto from = static_cast<uint32_t>(block - function.blocks.data());
        const auto isHere = [address](const auto &fact) { return fact.address == address; };
        return std::ranges::none_of(function.edges,
                                    [from](const Edge &edge) {
                                        return edge.from == from && edge.kind != EdgeKind::Exception
                                               && edge.kind != EdgeKind::FallThrough;
                                    })
               && std::ranges::none_of(function.calls, isHere) && std::ranges::none_of(function.switches, isHere);
    }
    return false;
}

} // namespace symbolon
