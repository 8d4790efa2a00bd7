// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of Explorer that makes blocks and edges of what was followed; what a flow tells of itself.
#include "analysis/disasm/flow.h"

#include <algorithm>

namespace symbolon::disasm {

bool FunctionFlow::mayReturn(const Knowledge &knowledge) const
{
    if (returns || unresolved || undecodable || outside || fallsInto || openEnds || budgetReached)
        return true;
    return std::ranges::any_of(calls, [&](const FlowCall &call) {
        if (!call.tail)
            return false;
        if (call.import >= 0)
            return !knowledge.importNoReturn[static_cast<size_t>(call.import)];
        return call.target != entry && !knowledge.noReturn.contains(call.target);
    });
}

uint64_t FunctionFlow::end() const
{
    const auto first = std::ranges::lower_bound(blocks, entry, {}, &FlowBlock::address);
    uint64_t end = entry;
    for (auto block = first; block != blocks.end() && block->address <= end; ++block)
        end = std::max(end, block->end);
    return end;
}

const FlowBlock *FunctionFlow::blockAt(uint64_t address) const
{
    const auto after = std::ranges::upper_bound(blocks, address, {}, &FlowBlock::address);
    if (after == blocks.begin())
        return nullptr;
    const FlowBlock &block = *(after - 1);
    return address < block.end ? &block : nullptr;
}

void Explorer::connect(FunctionFlow &flow, FlowBlock &block)
{
    block.firstEdge = static_cast<uint32_t>(flow.edges.size());
    const auto link = [&](uint64_t target, EdgeKind kind, bool first = false) {
        const auto found = std::ranges::lower_bound(flow.blocks, target, {}, &FlowBlock::address);
        if (found == flow.blocks.end() || found->address != target)
            return;
        const FlowEdge edge{static_cast<uint32_t>(found - flow.blocks.begin()), kind};
        const bool known =
            !first && std::any_of(flow.edges.begin() + block.firstEdge, flow.edges.end(), [&](const FlowEdge &each) {
                return each.to == edge.to && each.kind == kind;
            });
        if (!known)
            flow.edges.push_back(edge);
    };
    // What ends the block, if it is no ordinary instruction: the last one, or the one before a delay slot.
    uint32_t end = block.first + block.count - 1;
    if (block.count > 1 && flow.instructions[end - 1]->has(HasDelaySlot))
        --end;
    const Decoded *last = flow.instructions[end];
    const bool calls = last->isCall()
                       || (last->flow == Flow::IndirectJump && end > block.first
                           && flow.instructions[end - 1]->has(SetsReturnAddress));
    const bool leaves = !calls && last->flow != Flow::Next;
    if (leaves)
        block.exit = last;
    if (leaves && last->flow == Flow::Jump)
        link(last->target, last->conditional() ? EdgeKind::Taken : EdgeKind::Jump);
    if (leaves && last->flow == Flow::IndirectJump) {
        if (const auto table = m_switches.find(last->address); table != m_switches.end()) {
            std::unordered_set<uint64_t> linked; // a table may be long
            for (const uint64_t target : table->second.targets) {
                if (linked.insert(target).second)
                    link(target, EdgeKind::Switch, true);
            }
        }
        if (const auto settled = m_settled.find(last->address); settled != m_settled.end())
            link(settled->second.target, EdgeKind::Jump);
    }
    if (leaves ? last->conditional() : !(last->isCall() && endsAtCall(*last)))
        link(block.end, EdgeKind::FallThrough);
    if (m_frame && !spent()) {
        m_effort += m_frame->landingPads.size() / 8;
        for (const LandingPad &pad : m_frame->landingPads) {
            if (pad.begin >= block.end || pad.end <= block.address)
                continue;
            const bool holdsCall =
                std::any_of(flow.instructions.begin() + block.first,
                            flow.instructions.begin() + block.first + block.count, [&](const Decoded *each) {
                                return each->isCall() && each->address >= pad.begin && each->address < pad.end;
                            });
            if (holdsCall)
                link(pad.address, EdgeKind::Exception);
        }
    }
    block.edgeCount = static_cast<uint32_t>(flow.edges.size()) - block.firstEdge;
}

void Explorer::buildBlocks(FunctionFlow &flow)
{
    std::ranges::sort(m_leaders);
    const auto rest = std::ranges::unique(m_leaders);
    m_leaders.erase(rest.begin(), rest.end());
    flow.blocks.reserve(m_leaders.size());
    flow.instructions.reserve(m_steps);
    for (const uint64_t leader : m_leaders) {
        FlowBlock block;
        block.address = leader;
        block.first = static_cast<uint32_t>(flow.instructions.size());
        uint64_t at = leader;
        const Decoded *previous = nullptr;
        while (true) {
            Decoded *instruction = m_decoder.at(at, m_thumb);
            if (!instruction || instruction->visit != m_visit || (at != leader && instruction->leader))
                break;
            flow.instructions.push_back(instruction);
            at = instruction->end();
            if (instruction->has(HasDelaySlot)) {
                if (Decoded *slot = m_decoder.at(at, m_thumb)) {
                    flow.instructions.push_back(slot);
                    at = slot->end();
                }
            }
            const bool goesOn =
                instruction->flow == Flow::Next || (instruction->isCall() && !endsAtCall(*instruction))
                || (instruction->flow == Flow::IndirectJump && previous && previous->has(SetsReturnAddress));
            if (!goesOn)
                break;
            previous = instruction;
        }
        block.end = at;
        block.count = static_cast<uint32_t>(flow.instructions.size()) - block.first;
        if (block.count > 0)
            flow.blocks.push_back(block);
    }
    const auto entry = std::ranges::lower_bound(flow.blocks, flow.entry, {}, &FlowBlock::address);
    if (entry == flow.blocks.end() || entry->address != flow.entry) { // landing pads alone are no function
        flow.blocks.clear();
        flow.instructions.clear();
        return;
    }
    flow.entryBlock = static_cast<uint32_t>(entry - flow.blocks.begin());
    for (FlowBlock &block : flow.blocks)
        connect(flow, block);
}

uint64_t FunctionFlow::weight() const
{
    uint64_t weight = instructions.size();
    for (const FlowSwitch &table : switches)
        weight += table.cases.size();
    return weight;
}

void FunctionFlow::shrink()
{
    blocks.shrink_to_fit();
    edges.shrink_to_fit();
    instructions.shrink_to_fit();
    calls.shrink_to_fit();
    codeReferences.shrink_to_fit();
    dataInCode.shrink_to_fit();
    references.shrink_to_fit();
}

} // namespace symbolon::disasm
