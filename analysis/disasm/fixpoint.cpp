// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of Explorer that merges what is known at the start of each block.
#include "analysis/disasm/flow.h"

#include <algorithm>

namespace symbolon::disasm {

// What a call leaves behind once it has come back.
void Explorer::finishCall(const Decoded &call, State &state, const Evaluator &evaluator) const
{
    const auto thunk = call.flow == Flow::Call ? m_thunks.find(call.target) : m_thunks.end();
    if (thunk == m_thunks.end())
        evaluator.afterCall(state, call, popped(call));
    else
        state.registers[thunk->second] = Value{.kind = Value::Kind::Constant,
                                               .isAddress = true,
                                               .isPart = true,
                                               .origin = call.address,
                                               .offset = static_cast<int64_t>(call.end())};
}

void Explorer::runBlock(const FunctionFlow &flow, const FlowBlock &block, State &state, Evaluator &evaluator,
                        Sink *sink, State *beforeJump) const
{
    for (uint32_t n = 0; n < block.count; ++n) {
        const Decoded &instruction = *flow.instructions[block.first + n];
        const bool delayed = instruction.has(HasDelaySlot) && n + 1 < block.count;
        if (beforeJump && &instruction == block.exit)
            *beforeJump = state;
        evaluator.run(state, instruction, sink);
        if (delayed)
            evaluator.run(state, *flow.instructions[block.first + ++n], sink);
        if (instruction.isCall() || (instruction.flow == Flow::IndirectJump && &instruction != block.exit))
            finishCall(instruction, state, evaluator);
    }
}

// Whether something runs between what a branch decides on and the end of its block.
bool Explorer::decidesEarly(const Decoded &branch)
{
    return branch.conditional() && (branch.operationCount > 0 || branch.has(HasDelaySlot));
}

uint64_t Explorer::fixpoint(const FunctionFlow &flow, Evaluator &evaluator, std::vector<State> &states,
                            uint64_t most) const
{
    constexpr uint64_t Copying = 16; // a state weighs as much as some instructions
    uint64_t effort = 0;
    const size_t count = flow.blocks.size();
    std::vector<uint8_t> reached(count, 0);
    std::vector<uint8_t> dirty(count, 0);
    std::vector<uint8_t> ways(count, 0); // that lead to a block; 2: several
    for (const FlowEdge &edge : flow.edges)
        ways[edge.to] = static_cast<uint8_t>(std::min(ways[edge.to] + 1, 2));
    if (states.size() < count)
        states.resize(count);
    const size_t first = flow.entryBlock;
    states[first] = evaluator.entryState(flow.entry);
    reached[first] = dirty[first] = 1;
    ways[first] = 2;
    State state;
    State before;
    State changed;
    bool again = true;
    for (int round = 0; again && round < 40; ++round) {
        again = false;
        for (size_t n = 0; n < count; ++n) {
            if (!dirty[n])
                continue;
            dirty[n] = 0;
            const FlowBlock &block = flow.blocks[n];
            if (block.edgeCount == 0)
                continue;
            state = states[n];
            const Decoded *branch = block.exit && block.exit->conditional() ? block.exit : nullptr;
            const bool early = branch && decidesEarly(*branch);
            runBlock(flow, block, state, evaluator, nullptr, early ? &before : nullptr);
            effort += block.count + Copying * (1 + block.edgeCount);
            state.shadowCondition = before.shadowCondition = Condition::Always;
            const State &deciding = early ? before : state;
            for (const FlowEdge &edge : flow.edgesOf(block)) {
                // What a conditional return or a likely branch's slot did is undone where it is not taken.
                const bool undone = early && edge.kind == EdgeKind::FallThrough
                                    && (!branch->has(HasDelaySlot) || branch->has(AnnulsDelaySlot));
                const State *out = undone ? &before : &state;
                std::optional<State::Bound> bound;
                if (branch && (edge.kind == EdgeKind::Taken || edge.kind == EdgeKind::FallThrough))
                    bound = Evaluator::assumed(deciding, *branch, edge.kind == EdgeKind::Taken);
                if (bound || edge.kind == EdgeKind::Exception) {
                    changed = *out;
                    out = &changed;
                }
                if (bound)
                    changed.setBound(bound->origin, bound->highest);
                if (edge.kind == EdgeKind::Exception)
                    evaluator.afterCall(changed, *flow.instructions[block.first], 0);
                State &into = states[edge.to];
                if (reached[edge.to] && ways[edge.to] > 1) {
                    if (!evaluator.join(into, *out, flow.blocks[edge.to].address))
                        continue;
                } else {
                    if (reached[edge.to] && into.same(*out))
                        continue;
                    into = *out;
                    reached[edge.to] = 1;
                }
                dirty[edge.to] = 1;
                again = true;
            }
            if (effort > most || (m_stop && m_stop->stop_requested()))
                return effort;
        }
    }
    for (size_t n = 0; n < count; ++n) {
        if (!reached[n])
            states[n] = evaluator.unknownState();
    }
    return effort;
}

} // namespace symbolon::disasm
