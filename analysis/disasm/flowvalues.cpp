// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of Explorer that needs values: calls, returns, literal pools, code addresses.
#include "analysis/disasm/flow.h"
#include "analysis/disasm/jumptables.h"
#include "analysis/disasm/references.h"

#include <algorithm>
#include <utility>

namespace symbolon::disasm {

// Collects what the values of one function say about its flow.
class FlowSink : public Sink
{
public:
    FlowSink(FunctionFlow &flow, const Knowledge &knowledge, const Convention &convention)
        : m_flow(flow), m_knowledge(knowledge), m_references(knowledge, convention)
    {
        const Architecture architecture = knowledge.memory.image().architecture;
        m_usable = bit(convention.link) | bit(convention.stack) | bit(convention.zero) | bit(convention.global)
                   | bit(convention.entryPointer);
        for (const Register reg : convention.arguments)
            m_usable |= bit(reg);
        if (architecture == Architecture::X86)
            m_usable |= bit(0) | bit(1) | bit(2); // register parameters of local functions
        else if (architecture == Architecture::X86_64)
            m_usable |= bit(0) | bit(10); // the count of vector arguments, the static chain
        else if (architecture == Architecture::AArch64)
            m_usable |= bit(8) | bit(16) | bit(17) | bit(18);
        else if (architecture == Architecture::Mips32 || architecture == Architecture::Mips64)
            m_usable |= bit(28) | bit(26) | bit(27);
        else if (architecture == Architecture::PowerPc32 || architecture == Architecture::PowerPc64)
            m_usable |= bit(2) | bit(13) | bit(11) | bit(12);
    }

    void constant(const Decoded &instruction, const Operation &operation, const Value &value) override
    {
        m_references.constant(instruction, operation, value);
        if (!value.isConstant() || !value.isAddress || operation.destination == TargetRegister)
            return;
        const uint64_t target = value.number();
        if (m_knowledge.code.isCode(target & ~uint64_t(1)))
            m_codeReferences.push_back({&instruction, target});
    }
    void consumed(uint64_t definition) override { m_references.consumed(definition); }
    void literal(const Decoded &instruction, const Operation &operation, int64_t value) override
    {
        m_references.literal(instruction, operation, value);
    }
    void callerStackRead(const Decoded &instruction, int64_t offset) override
    {
        m_references.callerStackRead(instruction, offset);
    }
    void access(const Decoded &instruction, const Operation &operation, uint64_t address, bool indexed) override
    {
        m_references.access(instruction, operation, address, indexed);
        // Only what is addressed from the instruction itself: anything else may be a number by chance.
        if (!operation.readsLiteral() || !m_knowledge.code.isCode(address))
            return;
        m_flow.dataInCode.emplace_back(address, operation.size);
    }
    void entryValueUsed(const Decoded &instruction, Register reg, bool copied) override
    {
        m_references.entryValueUsed(instruction, reg, copied);
        if (!copied && reg < RegisterCount && !(m_usable & bit(reg)))
            ++m_flow.strangeReads;
    }
    void finish()
    {
        m_flow.arguments = m_references.argumentCount();
        m_flow.references = m_references.take();
        for (const CodeReference &reference : m_codeReferences) {
            if (!m_references.wasConsumed(reference.site->address))
                m_flow.codeReferences.push_back(reference);
        }
    }

private:
    FunctionFlow &m_flow;
    const Knowledge &m_knowledge;
    RegisterSet m_usable = 0;
    ReferenceSink m_references;
    std::vector<CodeReference> m_codeReferences;
};

bool Explorer::propagate(FunctionFlow &flow, bool isLast)
{
    if (flow.blocks.empty())
        return false;
    m_evaluator.reset();
    bool merged = flow.blocks.size() <= MaximumMergedBlocks && !spent();
    if (merged)
        m_effort += fixpoint(flow, m_evaluator, m_states, m_mostEffort - m_effort);
    if (m_stop->stop_requested())
        return false;
    merged = merged && !spent(); // a merge that was given up says what does not hold
    m_effort += flow.instructions.size();
    if (settleJumps(flow, merged) && !isLast && !spent())
        return true;
    FlowSink sink(flow, m_knowledge, m_convention);
    State state;
    State before;
    bool again = false;
    const bool arm = m_knowledge.memory.image().architecture == Architecture::Arm;
    for (size_t n = 0; n < flow.blocks.size(); ++n) {
        const FlowBlock &block = flow.blocks[n];
        state = merged ? m_states[n] : m_evaluator.entryState(0);
        // As runBlock() does, with a look at each call.
        for (uint32_t i = 0; i < block.count; ++i) {
            const Decoded &instruction = *flow.instructions[block.first + i];
            const bool undone = instruction.flow != Flow::Next && !instruction.isCall() && decidesEarly(instruction);
            if (undone)
                before = state;
            m_evaluator.run(state, instruction, &sink);
            if (instruction.has(HasDelaySlot) && i + 1 < block.count)
                m_evaluator.run(state, *flow.instructions[block.first + ++i], &sink);
            const Value &stack = state.registers[m_convention.stack];
            const bool balanced = stack.kind != Value::Kind::Stack || stack.offset == 0 || stack.isGuess;
            if (stack.kind == Value::Kind::Stack && stack.offset < 0)
                flow.savesOnStack = true;
            if (stack.plain() && stack.origin & EntryOrigin) // leave, without a frame of its own
                ++flow.strangeReads;
            switch (instruction.flow) {
            case Flow::Next:
            case Flow::Halt:
                break;
            case Flow::Return:
                ++flow.returns;
                flow.pops = static_cast<uint32_t>(instruction.target);
                if (!balanced)
                    ++flow.unbalancedReturns;
                break;
            case Flow::Jump:
                switch (classify(instruction)) {
                case Way::Inside:
                    break;
                case Way::Outside:
                    ++flow.outside;
                    break;
                case Way::TailCall:
                    flow.calls.push_back(
                        {&instruction, instruction.target, -1, instruction.has(TargetThumb), true, true});
                    if (!balanced) {
                        ++flow.unbalancedReturns;
                        // A part behind the entry is told by other means, see Discovery::overrules().
                        if (instruction.target < m_entry && m_knowledge.noReturn.contains(instruction.target))
                            ++flow.unbalancedEnds;
                        flow.suspects.push_back(instruction.target);
                    }
                    break;
                }
                break;
            case Flow::IndirectJump:
                if (&instruction == block.exit) {
                    describeJump(flow, instruction, state, balanced);
                } else { // mov lr, pc before it: a call
                    flow.calls.push_back({&instruction, 0, -1, false, false, false});
                    finishCall(instruction, state, m_evaluator);
                }
                break;
            case Flow::Call:
                flow.calls.push_back({&instruction, instruction.target, -1, instruction.has(TargetThumb), false, true});
                finishCall(instruction, state, m_evaluator);
                break;
            case Flow::IndirectCall: {
                FlowCall call{&instruction, 0, -1, false, false, false};
                const Value &target = state.registers[TargetRegister];
                if (target.kind == Value::Kind::Import) {
                    call.import = static_cast<int64_t>(target.origin);
                } else if (target.isConstant() && m_knowledge.isCallable(target.number() & ~uint64_t(arm))) {
                    call.target = target.number() & ~uint64_t(arm);
                    call.thumb = arm && target.number() & 1;
                }
                const bool ends = call.import >= 0 ? m_knowledge.importNoReturn[static_cast<size_t>(call.import)]
                                                   : call.target && m_knowledge.noReturn.contains(call.target);
                if (ends && !instruction.conditional() && m_endingCalls.insert(instruction.address).second)
                    again = true;
                flow.calls.push_back(call);
                finishCall(instruction, state, m_evaluator);
                break;
            }
            }
            if (undone)
                state = before;
        }
        if (m_stop->stop_requested())
            return false;
    }
    sink.finish();
    // A literal that was walked over as if it were code: behind a call that does not return.
    for (const auto &[address, size] : flow.dataInCode) {
        bool walked = false;
        for (uint64_t at = address & ~uint64_t(1); at < address + size; at += m_thumb ? 2 : m_convention.minimalSize) {
            const Decoded *instruction = m_decoder.at(at, m_thumb);
            walked |= instruction && instruction->visit == m_visit;
        }
        if (walked && address != m_entry && m_localData.insert(address).second) {
            for (uint64_t n = 1; n < size; ++n)
                m_localData.insert(address + n);
            again = true;
        }
    }
    return again;
}

// Most of what is tried out and is no function gives itself away here: it reads registers that no caller fills.
void Explorer::readFirstBlock(FunctionFlow &flow)
{
    constexpr int Longest = 24; // instructions
    m_evaluator.reset();
    FlowSink sink(flow, m_knowledge, m_convention);
    State state = m_evaluator.entryState(flow.entry);
    uint64_t at = flow.entry;
    for (int n = 0; n < Longest; ++n) {
        const Decoded *instruction = m_decoder.at(at, flow.thumb);
        if (!instruction)
            return;
        m_evaluator.run(state, *instruction, &sink);
        ++m_effort;
        if (instruction->flow != Flow::Next)
            return;
        at = instruction->end();
    }
}

void Explorer::evaluate(const FunctionFlow &flow, Evaluator &evaluator, Sink &sink) const
{
    std::vector<State> states;
    const bool merged = flow.blocks.size() <= MaximumMergedBlocks;
    if (merged)
        fixpoint(flow, evaluator, states, UINT64_MAX);
    for (size_t n = 0; n < flow.blocks.size(); ++n) {
        State state = merged ? states[n] : evaluator.entryState(0);
        runBlock(flow, flow.blocks[n], state, evaluator, &sink, nullptr);
    }
}

} // namespace symbolon::disasm
