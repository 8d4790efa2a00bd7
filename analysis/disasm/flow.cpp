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
            if (m_stopsAtUnknown && instruction->flow == Flow::Call
                && !m_knowledge.followed.contains(instruction->target)) {
                m_unknown = instruction;
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
    for (size_t next = 0; next < m_pending.size() && !flow.budgetReached && m_flaws <= m_mostFlaws && !m_unknown;
         ++next) {
        follow(flow, m_pending[next]);
        if (m_stop && m_stop->stop_requested())
            return;
    }
    m_pending.clear();
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

void Explorer::runBlock(const FunctionFlow &flow, const FlowBlock &block, State &state, Evaluator &evaluator,
                        Sink *sink, State *beforeJump) const
{
    const auto thunkRegister = [&](const Decoded &call) {
        const auto known = m_thunks.find(call.target);
        return known == m_thunks.end() ? NoRegister : known->second;
    };
    for (uint32_t n = 0; n < block.count; ++n) {
        const Decoded &instruction = *flow.instructions[block.first + n];
        const bool delayed = instruction.has(HasDelaySlot) && n + 1 < block.count;
        if (beforeJump && &instruction == block.exit)
            *beforeJump = state;
        evaluator.run(state, instruction, sink);
        if (delayed)
            evaluator.run(state, *flow.instructions[block.first + ++n], sink);
        if (instruction.isCall() || (instruction.flow == Flow::IndirectJump && &instruction != block.exit)) {
            const Register thunk = instruction.flow == Flow::Call ? thunkRegister(instruction) : NoRegister;
            if (thunk != NoRegister) {
                state.registers[thunk] = Value{.kind = Value::Kind::Constant,
                                               .isAddress = true,
                                               .isPart = true,
                                               .origin = instruction.address,
                                               .offset = static_cast<int64_t>(instruction.end())};
            } else {
                evaluator.afterCall(state, instruction, popped(instruction));
            }
        }
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
    m_unknown = nullptr;
}

const Decoded *Explorer::unknownCallee(uint64_t entry, bool thumb)
{
    begin(entry, thumb);
    FunctionFlow flow;
    ++m_visit;
    m_steps = 0;
    m_flaws = 0;
    m_leaders.clear();
    m_pending = {entry};
    m_stopsAtUnknown = true;
    walk(flow);
    m_stopsAtUnknown = false;
    return std::exchange(m_unknown, nullptr);
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
        ++m_visit;
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
        if (stop.stop_requested() || !propagate(flow) || spent())
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
    if (m_knowledge.noReturn.size() != m_hopelessSince)
        m_hopeless.clear();
    m_hopelessSince = m_knowledge.noReturn.size();
    FunctionFlow flow;
    flow.entry = entry;
    flow.thumb = thumb;
    if (m_hopeless.contains(entry | uint64_t(thumb)))
        return flow;
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
