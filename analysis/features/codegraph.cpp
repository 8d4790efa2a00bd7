// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/features/codegraph.h"

#include "analysis/disasm/program.h"
#include "analysis/features/tokens/translators.h"

#include <algorithm>
#include <array>

namespace symbolon {

namespace {

using namespace tokens;

// The network pads with 0: no instruction may give it.
static_assert(codeToken(TokenClass::Other) != 0);

std::optional<Translator> translatorOf(Architecture architecture)
{
    switch (architecture) {
    case Architecture::X86:
    case Architecture::X86_64:
        return x86Translator(architecture == Architecture::X86_64);
    case Architecture::Arm:
        return armTranslator();
    case Architecture::AArch64:
        return aarch64Translator();
    case Architecture::Mips32:
    case Architecture::Mips64:
        return mipsTranslator();
    case Architecture::PowerPc32:
    case Architecture::PowerPc64:
        return powerpcTranslator();
    case Architecture::Unknown:
        break;
    }
    return std::nullopt;
}

// FNV-1a, folded to the token's bits.
CodeToken hashOf(std::string_view mnemonic)
{
    uint32_t hash = 2166136261U;
    for (const char c : mnemonic)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    const uint32_t folded = (hash ^ hash >> 15) & (CodeTokens - 1);
    return static_cast<CodeToken>(folded ? folded : 1);
}

// The range of those at the address, in a list by address.
template<typename Item>
std::span<const Item> at(const std::vector<Item> &list, uint64_t address)
{
    const auto [begin, end] = std::ranges::equal_range(list, address, {}, &Item::address);
    return {begin, end};
}

// Behind the block's last instruction.
size_t endOf(const BinaryFunction &function, const BasicBlock &block)
{
    return std::min(size_t(block.firstInstruction) + block.instructionCount, function.instructions.size());
}

void translateBlock(const BinaryFunction &function, const BasicBlock &block, const Translator &translator, Line &line,
                    Builder &builder)
{
    const InstructionList &list = function.instructions;
    const auto translate = [&](size_t index) {
        const Instruction &instruction = list[index];
        line.address = instruction.address;
        line.mnemonic = list.mnemonic(instruction);
        if (line.mnemonic.empty())
            line.mnemonic = "?";
        line.references = at(function.references, instruction.address);
        const auto calls = at(function.calls, instruction.address);
        line.call = calls.empty() ? nullptr : &calls.front();
        line.throughTable = std::ranges::any_of(function.switches, [&](const SwitchTable &table) {
            return table.address == instruction.address && table.table != 0;
        });
        parseOperands(list.operands(instruction), translator.machine, line.operands);
        builder.startInstruction(line);
        translator.translate(line, builder);
    };
    const size_t end = endOf(function, block);
    for (size_t index = block.firstInstruction; index < end; ++index) {
        if (translator.delays && index + 1 < end && translator.delays(list.mnemonic(list[index]))) {
            translate(index + 1);
            translate(index);
            ++index;
        } else {
            translate(index);
        }
    }
}

} // namespace

std::string_view tokenClassName(TokenClass what)
{
    static constexpr auto names =
        std::to_array<std::string_view>({"Other",         "Move",          "Load",        "Store",
                                         "Add",           "Subtract",      "Multiply",    "Divide",
                                         "Negate",        "And",           "Or",          "Xor",
                                         "Not",           "ShiftLeft",     "ShiftRight",  "ShiftArithmetic",
                                         "Rotate",        "Extend",        "BitField",    "CountBits",
                                         "SwapBytes",     "Compare",       "Test",        "Select",
                                         "Branch",        "Jump",          "SwitchJump",  "Call",
                                         "CallImport",    "CallIndirect",  "TailCall",    "Return",
                                         "FloatMove",     "FloatLoad",     "FloatStore",  "FloatAdd",
                                         "FloatSubtract", "FloatMultiply", "FloatDivide", "FloatOther",
                                         "FloatCompare",  "FloatConvert",  "Vector",      "Atomic",
                                         "StringMove",    "System",        "Trap"});
    static_assert(names.size() == static_cast<size_t>(TokenClass::Trap) + 1 && names.size() <= TokenClasses);
    const auto index = static_cast<size_t>(what);
    return index < names.size() ? names[index] : std::string_view();
}

CodeGraph codeGraph(const Program &program, const BinaryFunction &function, TokenScheme scheme,
                    std::vector<uint64_t> *accesses)
{
    CodeGraph graph;
    graph.tokens.reserve(function.instructions.size());
    graph.blockEnds.reserve(function.blocks.size());
    graph.edges.reserve(function.edges.size());
    for (const Edge &edge : function.edges)
        graph.edges.push_back({edge.from, edge.to, static_cast<uint8_t>(edge.kind)});

    const auto translator = scheme == TokenScheme::Neutral ? translatorOf(program.architecture) : std::nullopt;
    if (!translator) {
        for (const BasicBlock &block : function.blocks) {
            const size_t end = endOf(function, block);
            for (size_t index = block.firstInstruction; index < end; ++index) {
                graph.tokens.push_back(scheme == TokenScheme::Mnemonic
                                           ? hashOf(function.instructions.mnemonic(function.instructions[index]))
                                           : codeToken(TokenClass::Other));
            }
            graph.blockEnds.push_back(static_cast<uint32_t>(graph.tokens.size()));
        }
        return graph;
    }
    Builder builder(translator->machine, program, accesses);
    Line line;
    builder.startFunction(function);
    for (const BasicBlock &block : function.blocks) {
        builder.startBlock();
        translateBlock(function, block, *translator, line, builder);
        builder.finishBlock(graph.tokens);
        graph.blockEnds.push_back(static_cast<uint32_t>(graph.tokens.size()));
    }
    return graph;
}

} // namespace symbolon
