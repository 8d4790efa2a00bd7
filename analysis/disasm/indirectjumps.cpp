// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of Explorer that finds out where indirect jumps go.
#include "analysis/disasm/flow.h"
#include "analysis/disasm/jumptables.h"

#include <algorithm>
#include <utility>

namespace symbolon::disasm {

namespace {

// Of all switches of one function; interpreters have some thousands.
constexpr uint64_t MaximumCasesOfFunction = 65'536;

} // namespace

// Whether a table begins with pointers to where this function is not.
bool Explorer::listsFunctions(const TableElement &element, const JumpRange &range) const
{
    const Memory &memory = m_knowledge.memory;
    if (element.size * 8U != memory.image().bits)
        return false;
    for (uint64_t n = 0; n < 4; ++n) {
        const auto pointer = memory.element(element.table + (n << element.stride), element.size);
        if (!pointer || (*pointer >= range.begin && *pointer < range.end))
            return false;
        if (*pointer)
            return m_knowledge.code.isCode(*pointer);
    }
    return false;
}

// Whether a stack pointer was loaded, or computed from something else, as longjmp() and switches of context do.
bool Explorer::leavesStack(const Value &stack) const
{
    if (!stack.plain() || stack.origin & (EntryOrigin | JoinOrigin))
        return false;
    const auto reg = static_cast<Register>(stack.origin & 63);
    const Decoded *maker = m_decoder.at(stack.origin >> 6, m_thumb);
    return maker && std::ranges::any_of(m_decoder.operations(*maker), [&](const Operation &operation) {
               return operation.destination == reg && (reg != m_convention.stack || operation.code == Opcode::Load);
           });
}

// Where the targets of a jump may lie: in the function's own record, or between its neighbours.
JumpRange Explorer::rangeOf(const Decoded &jump) const
{
    JumpRange range{m_entry, m_entry};
    if (const int area = m_knowledge.code.areaAt(m_entry); area >= 0)
        range.end = m_knowledge.code.areas()[static_cast<size_t>(area)].end;
    if (m_frame && m_frame->end)
        range.end = std::min(range.end, m_frame->end);
    else if (const auto next = m_knowledge.starts.upper_bound(jump.address); next != m_knowledge.starts.end())
        range.end = std::min(range.end, next->first);
    return range;
}

// Whether it came to light where an indirect jump goes.
bool Explorer::settleJump(const Decoded &jump, const State &state)
{
    const Value &target = state.registers[TargetRegister];
    Settled settled;
    if (target.isConstant()) {
        settled.target = target.number();
        settled.known = true;
        if (m_knowledge.memory.image().architecture == Architecture::Arm) {
            settled.thumb = settled.target & 1;
            settled.target &= ~uint64_t(1);
        }
        if (!m_knowledge.isCallable(settled.target))
            settled.known = false;
    } else if (target.kind == Value::Kind::Import) {
        settled.import = static_cast<int64_t>(target.origin);
        settled.known = true;
    } else if (m_convention.link != NoRegister && isEntry(target, m_convention.link)) {
        settled.isReturn = settled.known = true;
    }
    if (settled.known) {
        const Settled before = std::exchange(m_settled[jump.address], settled);
        return !settled.isReturn && settled.target && settled.target != before.target
               && classify(settled.target) == Way::Inside;
    }
    m_settled.erase(jump.address);
    if (spent() || m_cases >= MaximumCasesOfFunction
        || (target.kind != Value::Kind::Table && target.kind != Value::Kind::Unknown))
        return false;
    const TableElement element = target.kind == Value::Kind::Table ? m_evaluator.element(target) : TableElement();
    std::optional<uint64_t> bound = state.bound(target.origin);
    if (const auto assumed = jump.conditional() ? Evaluator::assumed(state, jump, true) : std::nullopt;
        assumed && assumed->origin == target.origin)
        bound = assumed->highest;
    const auto table = readJumpTable(target, element, bound, m_evaluator.addend(target.origin), rangeOf(jump), m_thumb,
                                     m_knowledge, m_decoder);
    if (!table)
        return false;
    m_effort += table->targets.size();
    m_cases += table->targets.size();
    m_switches.emplace(jump.address, FlowSwitch{&jump, table->table, table->size, table->cases, table->targets});
    if (table->table && m_knowledge.code.isCode(table->table)) {
        for (uint64_t n = 0; n < table->size; ++n)
            m_localData.insert(table->table + n);
    }
    return true;
}

// Of all indirect jumps that are still open; `m_states` holds what is known at the start of each block if `merged`.
bool Explorer::settleJumps(const FunctionFlow &flow, bool merged)
{
    bool found = false;
    State state;
    for (size_t n = 0; n < flow.blocks.size(); ++n) {
        const FlowBlock &block = flow.blocks[n];
        if (!block.exit || block.exit->flow != Flow::IndirectJump || m_switches.contains(block.exit->address))
            continue;
        state = merged ? m_states[n] : m_evaluator.entryState(0);
        runBlock(flow, block, state, m_evaluator, nullptr, nullptr);
        found |= settleJump(*block.exit, state);
    }
    return found;
}

void Explorer::describeJump(FunctionFlow &flow, const Decoded &jump, const State &state, bool balanced) const
{
    if (m_switches.contains(jump.address))
        return;
    if (const auto known = m_settled.find(jump.address); known != m_settled.end()) {
        const Settled &settled = known->second;
        if (settled.isReturn) {
            ++flow.returns;
            if (!balanced)
                ++flow.unbalancedReturns;
        } else if (settled.import >= 0 || classify(settled.target) != Way::Inside) {
            flow.calls.push_back({&jump, settled.target, settled.import, settled.thumb, true, false});
        } else if (!flow.blockAt(settled.target)) { // on the last pass
            ++flow.unresolved;
        }
        return;
    }
    // With the frame gone it is a call through a pointer whose result is passed on; the pointer may come from a table
    // of functions.
    const Value &target = state.registers[TargetRegister];
    const Value &stack = state.registers[m_convention.stack];
    const bool pointer =
        target.isConstant() // a weak function that is not there
        || (target.kind == Value::Kind::Unknown && target.shift == 0)
        || (target.kind == Value::Kind::Table && listsFunctions(m_evaluator.element(target), rangeOf(jump)));
    if (pointer && (stack.kind == Value::Kind::Stack ? balanced : leavesStack(stack)))
        flow.calls.push_back({&jump, 0, -1, false, true, false});
    else
        ++flow.unresolved;
}

} // namespace symbolon::disasm
