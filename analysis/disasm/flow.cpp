// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/flow.h"

#include "analysis/disasm/jumptables.h"

#include <algorithm>
#include <utility>

namespace symbolon::disasm {

namespace {

// Each time new targets of indirect jumps come to light the function is followed again.
constexpr int MaximumPasses = 64;
// A function has none; a few may vanish when literals and calls that do not return come to light.
constexpr uint32_t MostFlaws = 4;
// What is followed of a function when all effort is spent.
constexpr uint64_t RestOfBudget = 16;
// Room for states is kept from one function to the next for this many blocks.
constexpr size_t KeptStates = 512;

} // namespace

Explorer::Explorer(Decoder &decoder, const Knowledge &knowledge, uint64_t budget)
    : m_decoder(decoder),
      m_knowledge(knowledge),
      m_convention(decoder.convention()),
      m_evaluator(knowledge.memory, decoder),
      m_budget(budget),
      m_mostEffort(LeastEffort + EffortPerByte * knowledge.memory.image().codeSize())
{
}

void Explorer::request(uint64_t address)
{
    m_pending.push_back(address);
}

Explorer::Way Explorer::classify(uint64_t target) const
{
    if (target == m_entry)
        return Way::Inside;
    const uint8_t marks = m_knowledge.code.marks(target);
    if (!m_knowledge.isCallable(target) || marks & (CodeMap::Data | CodeMap::Literal))
        return Way::Outside;
    if (!m_knowledge.code.isCode(target))
        return Way::TailCall;
    if (marks & (CodeMap::Start | CodeMap::Stub))
        return Way::TailCall;
    if (m_frame && m_frame->end) {
        if (target >= m_frame->begin && target < m_frame->end)
            return Way::Inside;
        const FrameRecord *other = m_knowledge.frames.holding(target);
        return other ? Way::Inside : Way::TailCall;
    }
    if (target < m_entry || m_knowledge.startBetween(m_entry, target))
        return Way::TailCall;
    return Way::Inside;
}

Explorer::Way Explorer::classify(const Decoded &jump) const
{
    if (m_knowledge.memory.image().architecture == Architecture::Arm && jump.has(TargetThumb) != m_thumb)
        return m_knowledge.isCallable(jump.target) ? Way::TailCall : Way::Outside;
    return classify(jump.target);
}

bool Explorer::endsAtCall(const Decoded &call) const
{
    if (call.conditional())
        return false;
    if (call.flow == Flow::Call)
        return m_knowledge.noReturn.contains(call.target);
    return m_endingCalls.contains(call.address);
}

// Whether a way leads into the midst of an instruction of the same function.
bool Explorer::splitsInstruction(uint64_t address)
{
    constexpr uint64_t Longest = 15;
    for (uint64_t before = address - 1; before >= m_entry && address - before < Longest; --before) {
        const Decoded *instruction = m_decoder.known(before, m_thumb);
        if (instruction && instruction->visit == m_visit)
            return instruction->end() > address;
    }
    return false;
}

void Explorer::follow(FunctionFlow &flow, uint64_t from)
{
    Decoded *previous = nullptr;
    bool leader = true;
    if (triesOut() && m_convention.minimalSize == 1 && splitsInstruction(from))
        ++m_flaws;
    for (uint64_t address = from;;) {
        if (address != m_entry) {
            const uint8_t marks = m_knowledge.code.marks(address);
            if (marks & (CodeMap::Start | CodeMap::Data | CodeMap::Literal) || (marks & CodeMap::Stub && !m_inStub)
                || (!m_localData.empty() && m_localData.contains(address))) {
                // Behind a call that does not return stands whatever comes next; of one through a pointer that is not
                // known to be one, as lazy stubs of MIPS end in.
                if (!previous || !previous->isCall())
                    ++flow.fallsInto;
                else if (previous->flow == Flow::IndirectCall)
                    ++flow.openEnds;
                return;
            }
        }
        Decoded *instruction = m_decoder.at(address, m_thumb);
        if (!instruction) {
            if (!previous || !previous->isCall()) {
                ++flow.undecodable;
                ++m_flaws;
            }
            return;
        }
        if (instruction->visit == m_visit) {
            if (leader && !instruction->leader) {
                instruction->leader = true;
                m_leaders.push_back(address);
            }
            return;
        }
        ++m_effort;
        if (++m_steps > (spent() ? std::min(m_budget, RestOfBudget) : m_budget)) {
            flow.budgetReached = true;
            return;
        }
        instruction->visit = m_visit;
        instruction->leader = leader;
        if (leader)
            m_leaders.push_back(address);
        leader = false;
        address = instruction->end();
        if (instruction->has(HasDelaySlot)) {
            if (Decoded *slot = m_decoder.at(address, m_thumb))
                address = slot->end();
        }
        switch (instruction->flow) {
        case Flow::Next:
            break;
        case Flow::Jump:
            switch (classify(*instruction)) {
            case Way::Inside:
                request(instruction->target);
                break;
            case Way::Outside:
                ++m_flaws;
                break;
            case Way::TailCall:
                break;
            }
            if (!instruction->conditional())
                return;
            if (triesOut()) { // both ways in turn: what is no code soon contradicts itself
                request(address);
                return;
            }
            leader = true;
            break;
        case Flow::IndirectJump: {
            const bool call = previous && previous->has(SetsReturnAddress);
            if (const auto table = m_switches.find(instruction->address); table != m_switches.end()) {
                for (const uint64_t target : table->second.targets)
                    request(target);
            }
            if (const auto settled = m_settled.find(instruction->address);
                settled != m_settled.end() && settled->second.known && !settled->second.isReturn
                && settled->second.target && classify(settled->second.target) == Way::Inside)
                request(settled->second.target);
            if (!instruction->conditional() && !call)
                return;
            leader = true;
            break;
        }
        case Flow::Call:
        case Flow::IndirectCall:
            if (instruction->flow == Flow::Call && !m_thunks.contains(instruction->target)) {
                const Register filled = programCounterThunk(m_decoder, m_knowledge, *instruction);
                if (filled != NoRegister)
                    m_thunks.emplace(instruction->target, filled);
            }
            if (m_mostUnknown > 0 && instruction->flow == Flow::Call
                && !m_knowledge.followed.contains(instruction->target)) {
                m_unknown.push_back(instruction);
                if (m_unknown.size() >= m_mostUnknown)
                    return;
            }
            if (endsAtCall(*instruction))
                return;
            break;
        case Flow::Return:
        case Flow::Halt:
            if (!instruction->conditional())
                return;
            leader = true;
            break;
        }
        previous = instruction;
    }
}

void Explorer::walk(FunctionFlow &flow)
{
    const auto enough = [&] { return m_mostUnknown > 0 && m_unknown.size() >= m_mostUnknown; };
    for (size_t next = 0; next < m_pending.size() && !flow.budgetReached && m_flaws <= m_mostFlaws && !enough();
         ++next) {
        follow(flow, m_pending[next]);
        if (m_stop && m_stop->stop_requested())
            return;
    }
    m_pending.clear();
}

void Explorer::begin(uint64_t entry, bool thumb)
{
    m_entry = entry;
    m_thumb = thumb;
    m_inStub = m_knowledge.code.marks(entry) & CodeMap::Stub;
    m_frame = m_knowledge.frames.startingAt(entry);
    m_switches.clear();
    m_cases = 0;
    m_settled.clear();
    m_endingCalls.clear();
    m_localData.clear();
    m_unknown.clear();
}

void Explorer::beginVisit()
{
    m_visit = m_visit % Decoded::MostVisits + 1; // what was visited that long ago is forgotten
}

std::vector<const Decoded *> Explorer::unknownCallees(uint64_t entry, bool thumb, size_t most)
{
    begin(entry, thumb);
    FunctionFlow flow;
    beginVisit();
    m_steps = 0;
    m_flaws = 0;
    m_leaders.clear();
    m_pending = {entry};
    m_mostUnknown = most;
    walk(flow);
    m_mostUnknown = 0;
    return std::move(m_unknown);
}

FunctionFlow Explorer::explore(uint64_t entry, bool thumb, const std::stop_token &stop)
{
    begin(entry, thumb);
    m_stop = &stop;
    FunctionFlow flow;
    for (int pass = 0; pass < MaximumPasses; ++pass) {
        flow = FunctionFlow();
        flow.entry = entry;
        flow.thumb = thumb;
        beginVisit();
        m_steps = 0;
        m_flaws = 0;
        m_leaders.clear();
        m_pending = {entry};
        walk(flow);
        if (m_frame && !m_frame->landingPads.empty()) {
            for (const LandingPad &pad : m_frame->landingPads) {
                if (classify(pad.address) == Way::Inside)
                    request(pad.address);
            }
            walk(flow);
        }
        if (m_flaws > m_mostFlaws) {
            ++flow.undecodable;
            break;
        }
        buildBlocks(flow);
        if (stop.stop_requested() || !propagate(flow, pass + 1 == MaximumPasses) || spent())
            break;
    }
    for (auto &[address, table] : m_switches)
        flow.switches.push_back(table);
    if (m_states.size() > KeptStates)
        std::exchange(m_states, {});
    m_stop = nullptr;
    return flow;
}

FunctionFlow Explorer::tryOut(uint64_t entry, bool thumb, const std::stop_token &stop)
{
    if (m_knowledge.revision != m_hopelessSince)
        m_hopeless.clear();
    m_hopelessSince = m_knowledge.revision;
    FunctionFlow flow;
    flow.entry = entry;
    flow.thumb = thumb;
    if (m_hopeless.contains(entry | uint64_t(thumb))) {
        flow.undecodable = 1;
        return flow;
    }
    readFirstBlock(flow);
    if (flow.strangeReads)
        return flow;
    m_mostFlaws = MostFlaws;
    flow = explore(entry, thumb, stop);
    if (m_flaws > m_mostFlaws || flow.undecodable || flow.outside)
        m_hopeless.insert(entry | uint64_t(thumb));
    m_mostFlaws = UINT32_MAX;
    return flow;
}

} // namespace symbolon::disasm
