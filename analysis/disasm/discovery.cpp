// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/discovery.h"

#include <algorithm>
#include <utility>

namespace symbolon::disasm {

namespace {

// Rounds of splitting, no-return analysis and pointers; ordinary programs settle in three or four.
constexpr int MaximumRounds = 24;
// Instructions and cases that are kept, for each byte of code: functions may share code, if not much of it.
constexpr uint64_t KeptPerByte = 2;
constexpr uint64_t LeastKept = 1'000'000;
// A guess that takes more than this to prove wrong is a long one; in ordinary programs they take less. Where all code
// hangs together each guess is followed through all of it: this is what they may take together for each byte of code.
constexpr uint64_t LongGuess = 100'000;
constexpr uint64_t WastedPerByte = 8;

} // namespace

Discovery::Discovery(Decoder &decoder, Knowledge &knowledge, uint64_t budget, const Work &work)
    : m_decoder(decoder),
      m_knowledge(knowledge),
      m_image(knowledge.memory.image()),
      m_explorer(decoder, knowledge, budget),
      m_work(work),
      m_mostWasted(LeastEffort + WastedPerByte * m_image.codeSize())
{
}

uint64_t Discovery::entryAddress(uint64_t pointer, bool &thumb) const
{
    thumb = false;
    if (m_image.architecture != Architecture::Arm)
        return pointer;
    const uint64_t address = pointer & ~uint64_t(1);
    thumb = (pointer & 1) || std::ranges::binary_search(m_image.thumbStarts, address);
    return address;
}

bool Discovery::addStart(uint64_t address, Origin origin, float confidence, bool thumb, uint64_t witness)
{
    const uint8_t marks = m_knowledge.code.marks(address);
    if (!m_knowledge.code.isCode(address) || marks & (CodeMap::Data | CodeMap::Marked))
        return false;
    const unsigned alignment = thumb ? 2 : m_decoder.convention().minimalSize;
    if (address % alignment)
        return false;
    const bool guess = origin == Origin::Prologue || origin == Origin::TailCall || origin == Origin::Pointer;
    if (guess && !m_knowledge.starts.contains(address)
        && (m_retracted.contains(address) || m_knowledge.frames.holding(address)))
        return false;
    const auto [place, isNew] = m_knowledge.starts.try_emplace(address);
    Start &start = place->second;
    start.origins |= static_cast<Origins>(origin);
    if (confidence > start.confidence) {
        start.confidence = confidence;
        start.witness = witness;
    }
    if (!isNew)
        return false;
    if (marks & CodeMap::Stub && !m_knowledge.stubs.contains(address)) {
        m_knowledge.starts.erase(place);
        return false;
    }
    start.thumb = thumb;
    m_knowledge.code.mark(address, 1, CodeMap::Start);
    m_queue.push_back(address);
    if (marks & CodeMap::Covered)
        m_swallowed.push_back(address);
    return true;
}

bool Discovery::addFunction(FunctionFlow flow, Origin origin, float confidence, uint64_t witness)
{
    if (!addStart(flow.entry, origin, confidence, flow.thumb, witness))
        return false;
    commit(std::move(flow));
    exploreQueue();
    return true;
}

void Discovery::markBlocks(const FunctionFlow &flow)
{
    for (const FlowBlock &block : flow.blocks) {
        m_knowledge.code.mark(block.address, block.end - block.address, CodeMap::Covered);
        m_covered += block.end - block.address;
    }
    m_knowledge.code.markEach(flow.instructions, CodeMap::Begin);
}

void Discovery::commit(FunctionFlow flow)
{
    CodeMap &code = m_knowledge.code;
    markBlocks(flow);
    for (const auto &[address, size] : flow.dataInCode) {
        if (!(code.marks(address) & CodeMap::Start))
            code.mark(address, size, CodeMap::Data);
    }
    for (const FlowSwitch &table : flow.switches) {
        if (table.table && code.isCode(table.table))
            code.mark(table.table, table.tableSize, CodeMap::Data);
    }
    // A walk that went wrong says nothing about others.
    const bool sound = flow.undecodable == 0 && flow.outside == 0;
    for (const FlowCall &call : flow.calls) {
        if (!call.target || call.import >= 0)
            continue;
        if (std::vector<uint64_t> &callers = m_callers[call.target]; callers.empty() || callers.back() != flow.entry)
            callers.push_back(flow.entry);
        const uint8_t marks = code.marks(call.target);
        if (!m_decoder.at(call.target, call.thumb))
            continue;
        if (!call.tail) {
            if (m_knowledge.starts.contains(call.target) || (sound || !(marks & CodeMap::Covered)))
                addStart(call.target, Origin::Call, sound ? 0.98F : 0.7F, call.thumb, call.site->address);
        } else if (m_knowledge.starts.contains(call.target)) {
            addStart(call.target, Origin::TailCall, 0.9F, call.thumb, call.site->address);
        } else if (sound && flow.unbalancedReturns == 0 && !(marks & CodeMap::Covered)) {
            m_tailTargets.emplace(call.target, call.site);
        }
    }
    // Callers that were followed before have to be looked at again.
    const bool hasCallers = m_callers.contains(flow.entry);
    if (flow.pops != m_knowledge.popsOf(flow.entry)) {
        m_knowledge.pops[flow.entry] = flow.pops;
        if (hasCallers)
            m_newPops.insert(flow.entry);
    }
    if (!hasCallers && !flow.blocks.empty() && !flow.mayReturn(m_knowledge))
        m_knowledge.setNoReturn(flow.entry);
    for (std::vector<uint64_t> &followed : m_followed)
        followed.push_back(flow.entry);
    if (!flow.suspects.empty())
        m_suspicious.insert(flow.entry);
    m_kept += flow.weight();
    if (m_kept > LeastKept + KeptPerByte * m_image.codeSize())
        m_explorer.giveUp();
    const auto [place, isNew] = m_flows.try_emplace(flow.entry);
    if (!isNew)
        m_kept -= place->second.weight();
    place->second = std::move(flow);
    place->second.shrink();
}

void Discovery::exploreQueue()
{
    while (!m_queue.empty() && !stopped()) {
        const uint64_t entry = m_queue.front();
        m_queue.pop_front();
        exploreCalleesFirst(entry);
    }
}

// What a callee does decides how far its caller goes, so it is followed before; a caller that calls itself in the end
// is done without. Each time a callee is known the caller is gone through anew, up to the next; one with very many
// callees some times only, then all of them that are starts already are followed, whatever stands behind the calls.
void Discovery::exploreCalleesFirst(uint64_t first)
{
    constexpr int MostRounds = 24;
    struct Waiting {
        uint64_t entry = 0;
        int rounds = 0;
    };
    std::vector<Waiting> waiting{{first}};
    while (!waiting.empty() && !stopped()) {
        const uint64_t entry = waiting.back().entry;
        const auto start = m_knowledge.starts.find(entry);
        if (start == m_knowledge.starts.end() || m_flows.contains(entry)) {
            m_knowledge.followed.insert(entry);
            waiting.pop_back();
            continue;
        }
        const bool thumb = start->second.thumb;
        m_knowledge.followed.insert(entry);
        const int round = ++waiting.back().rounds;
        if (round <= MostRounds + 1 && !done()) {
            const bool all = round > MostRounds;
            const auto calls = m_explorer.unknownCallees(entry, thumb, all ? SIZE_MAX : 1);
            for (const Decoded *call : calls) {
                // Behind a call that does not return, as may still come to light, stands anything.
                const bool covered = m_knowledge.code.marks(call->target) & CodeMap::Covered;
                if (!all && m_decoder.at(call->target, call->has(TargetThumb))
                    && (m_knowledge.starts.contains(call->target) || !covered))
                    addStart(call->target, Origin::Call, 0.7F, call->has(TargetThumb), call->address);
                waiting.push_back({call->target});
            }
            if (!calls.empty())
                continue;
        }
        waiting.pop_back();
        commit(m_explorer.explore(entry, thumb, m_work.stop));
        if (m_flows.size() % 256 == 0)
            report();
    }
}

void Discovery::exploreAgain(uint64_t entry)
{
    const auto known = m_flows.find(entry);
    if (known == m_flows.end() || done())
        return;
    const bool thumb = known->second.thumb;
    m_marksAreStale = true;
    for (const FlowBlock &block : known->second.blocks)
        m_knowledge.code.clear(block.address, block.end - block.address, CodeMap::Covered | CodeMap::Begin);
    commit(m_explorer.explore(entry, thumb, m_work.stop));
}

// Anew, where functions that were followed again may have taken marks of others with them.
void Discovery::markCovered()
{
    if (!std::exchange(m_marksAreStale, false))
        return;
    m_explorer.spend(m_image.codeSize() / 4);
    m_knowledge.code.clearEverywhere(CodeMap::Covered | CodeMap::Begin);
    m_covered = 0;
    for (const auto &[entry, flow] : m_flows)
        markBlocks(flow);
}

// Whether nothing but guesses speaks for a start.
bool Discovery::isGuess(uint64_t address) const
{
    constexpr Origins guesses = static_cast<Origins>(Origin::Prologue) | static_cast<Origins>(Origin::TailCall)
                                | static_cast<Origins>(Origin::Pointer);
    const auto start = m_knowledge.starts.find(address);
    return start != m_knowledge.starts.end() && !(start->second.origins & ~guesses);
}

void Discovery::settle()
{
    for (int round = 0; round < MaximumRounds && !done(); ++round) {
        m_explorer.spend(m_flows.size());
        exploreQueue();
        bool changed = splitSwallowed();
        changed |= applyPops();
        changed |= findNoReturn();
        changed |= retractSuspects();
        changed |= followTailCalls();
        changed |= splitTailCalls();
        changed |= !m_queue.empty() || !m_swallowed.empty();
        if (!changed)
            return;
    }
}

bool Discovery::run()
{
    seed();
    exploreQueue();
    findMain();
    settle();
    if (m_image.format == FileFormat::Raw) {
        followSweptCalls();
        settle();
    }
    GapLevel level = GapLevel::Frames;
    for (int round = 0; round < MaximumRounds && !done(); ++round) {
        markCovered();
        m_notSplit.clear();
        m_followed[1].clear();
        for (const auto &[entry, flow] : m_flows)
            m_followed[1].push_back(entry);
        bool changed = followPointers();
        settle();
        markCovered();
        changed |= searchGaps(level);
        settle();
        if (changed)
            level = GapLevel::Frames;
        else if (level == GapLevel::Fragments)
            break;
        else
            level = static_cast<GapLevel>(static_cast<int>(level) + 1);
    }
    exploreQueue(); // what effort did not suffice for is followed for a few instructions
    report();
    return !stopped();
}

size_t Discovery::cutFunctions() const
{
    return static_cast<size_t>(
        std::ranges::count_if(m_flows, [](const auto &each) { return each.second.budgetReached; }));
}

void Discovery::wasted(uint64_t before)
{
    if (const uint64_t effort = m_explorer.effort() - before; effort > LongGuess)
        m_wasted += effort;
}

void Discovery::report()
{
    const uint64_t size = m_image.codeSize();
    m_work.report("functions", std::min(m_covered, size), size);
}

} // namespace symbolon::disasm
