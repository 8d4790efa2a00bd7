// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/graphnavigation.h"

#include <algorithm>
#include <numeric>

namespace symbolon {

namespace {

std::vector<std::size_t> blocksByAddress(const GraphContent &content)
{
    std::vector<std::size_t> order(content.blocks.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return content.blocks[a].address < content.blocks[b].address;
    });
    return order;
}

// The nearest block in that direction that holds an instruction.
const GraphBlock *blockBeside(const GraphContent &content, int block, int step)
{
    const std::vector<std::size_t> order = blocksByAddress(content);
    const auto at = std::find(order.begin(), order.end(), static_cast<std::size_t>(block));
    if (at == order.end())
        return nullptr;
    for (auto i = at - order.begin() + step; i >= 0 && i < static_cast<std::ptrdiff_t>(order.size()); i += step) {
        const GraphBlock &found = content.blocks[order[static_cast<std::size_t>(i)]];
        if (found.instructionCount > 0)
            return &found;
    }
    return nullptr;
}

} // namespace

std::optional<uint64_t> neighbourInstruction(const GraphContent &content, uint64_t address, int step)
{
    const auto place = content.find(address);
    if (!place)
        return std::nullopt;
    const auto &instructions = content.source().instructions;
    const GraphBlock &block = content.blocks[static_cast<std::size_t>(place->block)];
    const auto first = instructions.begin() + block.firstInstruction;
    const auto end = first + block.instructionCount;
    const auto after =
        std::upper_bound(first, end, address, [](uint64_t a, const Instruction &i) { return a < i.address; });
    if (step > 0 && after != end)
        return after->address;
    if (step < 0 && after - first >= 2)
        return (after - 2)->address;
    const GraphBlock *other = blockBeside(content, place->block, step);
    if (!other)
        return std::nullopt;
    return instructions[other->firstInstruction + (step > 0 ? 0 : other->instructionCount - 1)].address;
}

std::optional<uint64_t> neighbourBlock(const GraphContent &content, int block, int step)
{
    const GraphBlock *other = blockBeside(content, block, step);
    return other ? std::optional(other->address) : std::nullopt;
}

std::optional<int> branchTarget(const GraphContent &content, int block, bool whenTrue)
{
    constexpr EdgeKind trueKinds[] = {EdgeKind::Taken, EdgeKind::Jump, EdgeKind::Switch};
    constexpr EdgeKind falseKinds[] = {EdgeKind::FallThrough};
    std::vector<const GraphLink *> out;
    for (const GraphLink &link : content.links)
        if (static_cast<int>(link.from) == block && link.kind != EdgeKind::Exception)
            out.push_back(&link);
    const auto lead = [&](const auto &kinds) -> std::optional<int> {
        for (const EdgeKind kind : kinds)
            for (const GraphLink *link : out)
                if (link->kind == kind)
                    return static_cast<int>(link->to);
        return std::nullopt;
    };
    const std::optional<int> found = whenTrue ? lead(trueKinds) : lead(falseKinds);
    if (!found && out.size() == 1)
        return static_cast<int>(out.front()->to);
    return found;
}

FollowTarget followTarget(const GraphContent &content, GraphContent::Place place)
{
    if (place.block < 0 || place.line < 0)
        return {};
    const Program &program = *content.program;
    const BinaryFunction &function = content.source();
    const GraphBlock &block = content.blocks[static_cast<std::size_t>(place.block)];
    const GraphLine &line = block.lines[static_cast<std::size_t>(place.line)];
    if (line.hidden > 0)
        return {};
    const auto startingAt = [&](uint64_t target) { return target != 0 ? program.functionStartingAt(target) : -1; };
    for (const Call &call : function.calls)
        if (call.address == line.address)
            if (const int callee = startingAt(call.target); callee >= 0)
                return {callee, 0};
    for (const Reference &reference : function.references)
        if (reference.address == line.address && reference.kind == Reference::Kind::Function)
            if (const int target = startingAt(reference.target); target >= 0)
                return {target, 0};
    if (line.instruction + 1 != block.firstInstruction + block.instructionCount)
        return {};
    for (const GraphLink &link : content.links)
        if (static_cast<int>(link.from) == place.block && (link.kind == EdgeKind::Taken || link.kind == EdgeKind::Jump))
            return {-1, content.blocks[link.to].address};
    return {};
}

} // namespace symbolon
