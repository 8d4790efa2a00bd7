// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/discovery.h"

#include "analysis/disasm/globalpointer.h"
#include "analysis/disasm/noreturn.h"
#include "analysis/disasm/stubs.h"

#include <algorithm>
#include <array>
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

uint64_t weight(const FunctionFlow &flow)
{
    uint64_t weight = flow.instructions.size();
    for (const FlowSwitch &table : flow.switches)
        weight += table.cases.size();
    return weight;
}

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

void Discovery::seed()
{
    for (const MappingMark &mark : m_image.marks) {
        if (mark.kind != MappingMark::Kind::Data)
            continue;
        const auto next = std::ranges::upper_bound(m_image.marks, mark.address, {}, &MappingMark::address);
        const uint64_t end = next == m_image.marks.end() ? mark.address + 4 : next->address;
        m_knowledge.code.mark(mark.address, end - mark.address, CodeMap::Marked | CodeMap::Data);
    }
    findStubs(m_decoder, m_knowledge);
    m_knowledge.importNoReturn.resize(m_image.imports.size());
    for (size_t n = 0; n < m_image.imports.size(); ++n)
        m_knowledge.importNoReturn[n] = isNoReturnName(m_image.imports[n].name);
    for (const auto &[address, import] : m_knowledge.stubs) {
        if (m_knowledge.importNoReturn[import])
            m_knowledge.noReturn.insert(address);
        addStart(address, Origin::ImportStub, 1, m_knowledge.thumbStubs.contains(address));
    }
    for (const Symbol &symbol : m_image.symbols) {
        if (symbol.kind != Symbol::Kind::Function || !m_knowledge.code.isCode(symbol.address))
            continue;
        addStart(symbol.address, symbol.exported ? Origin::Export : Origin::Symbol, 1, symbol.thumb);
        if (isNoReturnName(symbol.name))
            m_knowledge.noReturn.insert(symbol.address);
    }
    const bool arm = m_image.architecture == Architecture::Arm;
    for (const FrameRecord &record : m_knowledge.frames.records()) {
        if (record.part || m_knowledge.code.marks(record.begin) & CodeMap::Stub)
            continue;
        bool thumb = record.thumb;
        if (arm && !thumb) { // .eh_frame of ARM does not tell
            const auto known = m_knowledge.starts.find(record.begin);
            thumb = known != m_knowledge.starts.end() ? known->second.thumb : m_image.thumbEntry;
        }
        addStart(record.begin, Origin::FrameRecord, 1, thumb);
    }
    // What comes to the one it says from where it stands can be nothing but the beginning of a function.
    for (const GlobalPointerSetUp &setUp : findGlobalPointerSetUps(m_image)) {
        if (setUp.value == m_knowledge.memory.globalPointer())
            addStart(setUp.function, Origin::Prologue, 0.95F, false);
    }
    bool thumb = false;
    for (const uint64_t start : m_image.functionStarts) {
        const uint64_t address = entryAddress(start, thumb);
        addStart(address, Origin::FunctionTable, 1, thumb);
    }
    if (m_image.entry)
        addStart(entryAddress(m_image.entry, thumb), Origin::Entry, 1, thumb || m_image.thumbEntry);
    for (const std::vector<uint64_t> *list : {&m_image.initArray, &m_image.finiArray}) {
        for (const uint64_t pointer : *list) {
            const uint64_t address = entryAddress(pointer, thumb);
            addStart(address, Origin::InitFini, 1, thumb);
        }
    }
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

template<typename Targets>
std::vector<uint64_t> Discovery::callersOf(const Targets &targets) const
{
    std::vector<uint64_t> callers;
    for (const uint64_t target : targets) {
        if (const auto known = m_callers.find(target); known != m_callers.end())
            callers.insert(callers.end(), known->second.begin(), known->second.end());
    }
    std::ranges::sort(callers);
    const auto rest = std::ranges::unique(callers);
    callers.erase(rest.begin(), rest.end());
    std::erase_if(callers, [&](uint64_t caller) {
        const auto flow = m_flows.find(caller);
        return flow == m_flows.end() || std::ranges::none_of(flow->second.calls, [&](const FlowCall &call) {
                   return targets.contains(call.target);
               });
    });
    return callers;
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
    if (flow.pops && m_knowledge.pops.emplace(flow.entry, flow.pops).second && hasCallers)
        m_newPops.insert(flow.entry);
    if (!hasCallers && !flow.blocks.empty() && !flow.mayReturn(m_knowledge))
        m_knowledge.noReturn.insert(flow.entry);
    for (std::vector<uint64_t> &followed : m_followed)
        followed.push_back(flow.entry);
    m_kept += weight(flow);
    if (m_kept > LeastKept + KeptPerByte * m_image.codeSize())
        m_explorer.giveUp();
    const auto [place, isNew] = m_flows.try_emplace(flow.entry);
    if (!isNew)
        m_kept -= weight(place->second);
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
// is done without.
void Discovery::exploreCalleesFirst(uint64_t first)
{
    std::vector<uint64_t> waiting{first};
    while (!waiting.empty() && !stopped()) {
        const uint64_t entry = waiting.back();
        const auto start = m_knowledge.starts.find(entry);
        if (start == m_knowledge.starts.end() || m_flows.contains(entry)) {
            m_knowledge.followed.insert(entry);
            waiting.pop_back();
            continue;
        }
        const bool thumb = start->second.thumb;
        m_knowledge.followed.insert(entry);
        if (const Decoded *call = done() ? nullptr : m_explorer.unknownCallee(entry, thumb)) {
            addStart(call->target, Origin::Call, 0.7F, call->has(TargetThumb), call->address);
            waiting.push_back(call->target);
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

bool Discovery::splitSwallowed()
{
    if (m_swallowed.empty())
        return false;
    std::ranges::sort(m_swallowed);
    std::vector<uint64_t> again;
    for (const auto &[entry, flow] : m_flows) {
        if (flow.blocks.empty() || flow.blocks.front().address > m_swallowed.back()
            || flow.blocks.back().end <= m_swallowed.front())
            continue;
        const bool hit = std::ranges::any_of(flow.blocks, [&, start = entry](const FlowBlock &block) {
            auto inside = std::ranges::lower_bound(m_swallowed, block.address);
            while (inside != m_swallowed.end() && *inside == start)
                ++inside;
            return inside != m_swallowed.end() && *inside < block.end;
        });
        if (hit)
            again.push_back(entry);
    }
    m_swallowed.clear();
    for (const uint64_t entry : again)
        exploreAgain(entry);
    exploreQueue();
    return !again.empty();
}

// The stack pointer after calls of functions that take their arguments off it.
bool Discovery::applyPops()
{
    const auto callees = std::exchange(m_newPops, {});
    if (callees.empty())
        return false;
    for (const uint64_t entry : callersOf(callees))
        exploreAgain(entry);
    exploreQueue();
    return true;
}

bool Discovery::findNoReturn()
{
    bool changed = false;
    std::vector<uint64_t> passedOn; // functions that end in a jump to one of the last level
    for (int level = 0; level < 64 && !done(); ++level) {
        m_explorer.spend(m_flows.size());
        std::unordered_set<uint64_t> fresh;
        std::vector<uint64_t> doubtful = std::exchange(m_followed[0], {});
        doubtful.insert(doubtful.end(), passedOn.begin(), passedOn.end());
        for (const uint64_t entry : doubtful) {
            const auto known = m_flows.find(entry);
            if (known != m_flows.end() && !m_knowledge.noReturn.contains(entry) && !known->second.blocks.empty()
                && !known->second.mayReturn(m_knowledge))
                fresh.insert(entry);
        }
        if (fresh.empty())
            break;
        changed = true;
        m_knowledge.noReturn.insert(fresh.begin(), fresh.end());
        std::vector<uint64_t> again;
        passedOn.clear();
        for (const uint64_t entry : callersOf(fresh)) {
            const bool calls = std::ranges::any_of(m_flows.at(entry).calls, [&](const FlowCall &call) {
                return !call.tail && fresh.contains(call.target);
            });
            (calls ? again : passedOn).push_back(entry);
        }
        for (const uint64_t entry : again)
            exploreAgain(entry);
        exploreQueue();
    }
    return changed;
}

// Whether nothing but guesses speaks for a start.
bool Discovery::isGuess(uint64_t address) const
{
    constexpr Origins guesses = static_cast<Origins>(Origin::Prologue) | static_cast<Origins>(Origin::TailCall)
                                | static_cast<Origins>(Origin::Pointer);
    const auto start = m_knowledge.starts.find(address);
    return start != m_knowledge.starts.end() && !(start->second.origins & ~guesses);
}

bool Discovery::retract(const std::vector<uint64_t> &doubted)
{
    std::unordered_set<uint64_t> gone;
    for (const uint64_t suspect : doubted) {
        if (!m_retracted.insert(suspect).second)
            continue;
        gone.insert(suspect);
        m_knowledge.starts.erase(suspect);
        m_knowledge.noReturn.erase(suspect);
        m_knowledge.code.clear(suspect, 1, CodeMap::Start);
        if (const auto flow = m_flows.find(suspect); flow != m_flows.end()) {
            m_kept -= weight(flow->second);
            m_flows.erase(flow);
        }
        m_marksAreStale = true;
    }
    if (gone.empty())
        return false;
    markCovered();
    for (const uint64_t entry : callersOf(gone))
        exploreAgain(entry);
    exploreQueue();
    return true;
}

// A guessed start that a well-founded function jumps to without leaving its frame is a part of that function.
bool Discovery::retractSuspects()
{
    std::vector<uint64_t> doubted;
    for (const auto &[entry, flow] : m_flows) {
        if (flow.suspects.empty() || isGuess(entry))
            continue;
        std::ranges::copy_if(flow.suspects, std::back_inserter(doubted),
                             [this](uint64_t suspect) { return isGuess(suspect); });
    }
    return retract(doubted);
}

// A jump with the frame gone, out of one function, to where no function is known yet.
bool Discovery::followTailCalls()
{
    bool changed = false;
    const auto targets = std::exchange(m_tailTargets, {});
    for (const auto &[address, jump] : targets) {
        const bool thumb = jump->has(TargetThumb);
        if (m_knowledge.code.marks(address) & (CodeMap::Covered | CodeMap::Start) || doneGuessing())
            continue;
        const uint64_t before = m_explorer.effort();
        FunctionFlow flow = m_explorer.tryOut(address, thumb, m_work.stop);
        if (!flow.undecodable && !flow.outside && !flow.unbalancedReturns && !flow.strangeReads)
            changed |= addFunction(std::move(flow), Origin::TailCall, 0.9F, jump->address);
        else
            wasted(before);
    }
    return changed;
}

// A function that is only ever jumped to is first taken for a part of the one that jumps. It gives itself
// away by setting up a frame after the other's is gone.
bool Discovery::splitTailCalls()
{
    std::vector<std::pair<uint64_t, bool>> found;
    std::vector<uint64_t> followed = std::exchange(m_followed[1], {});
    std::ranges::sort(followed);
    const auto rest = std::ranges::unique(followed);
    followed.erase(rest.begin(), rest.end());
    for (const uint64_t entry : followed) {
        const auto known = m_flows.find(entry);
        if (known == m_flows.end() || m_knowledge.frames.startingAt(entry) || known->second.blocks.size() < 2)
            continue;
        const FunctionFlow &flow = known->second;
        std::vector<uint8_t> reachedOtherwise(flow.blocks.size(), 0);
        std::vector<uint8_t> reachedByJump(flow.blocks.size(), 0);
        for (uint32_t n = 0; n < flow.blocks.size(); ++n) {
            for (const FlowEdge &edge : flow.edgesOf(flow.blocks[n])) {
                if (edge.kind == EdgeKind::Jump && edge.to > n)
                    reachedByJump[edge.to] = 1;
                else
                    reachedOtherwise[edge.to] = 1;
            }
        }
        for (uint32_t n = 1; n < flow.blocks.size(); ++n) {
            const FlowBlock &block = flow.blocks[n];
            if (!reachedByJump[n] || reachedOtherwise[n] || block.address < entry)
                continue;
            if (!m_notSplit.insert(block.address).second)
                continue;
            // Its first instructions have to be the prologue, or it may be a path with a late frame.
            const uint64_t before = m_explorer.effort();
            const FunctionFlow inner = m_explorer.tryOut(block.address, flow.thumb, m_work.stop);
            if (hasPrologue(inner) && plausible(inner, &flow))
                found.emplace_back(block.address, flow.thumb);
            else
                wasted(before);
        }
        if (doneGuessing())
            break;
    }
    bool changed = false;
    for (const auto &[address, thumb] : found)
        changed |= addStart(address, Origin::TailCall, 0.75F, thumb);
    return changed;
}

void Discovery::findMain()
{
    static constexpr std::array<std::string_view, 3> names = {"__libc_start_main", "__uClibc_main",
                                                              "__uClibc_start_main"};
    bool thumb = false;
    const uint64_t entry = entryAddress(m_image.entry, thumb);
    const auto flow = m_flows.find(entry);
    if (flow == m_flows.end())
        return;
    for (const FlowCall &call : flow->second.calls) {
        int64_t import = call.import;
        if (const auto stub = m_knowledge.stubs.find(call.target); stub != m_knowledge.stubs.end())
            import = stub->second;
        std::string_view name;
        if (import >= 0) {
            name = m_image.imports[static_cast<size_t>(import)].name;
        } else {
            const auto symbol = std::ranges::lower_bound(m_image.symbols, call.target, {}, &Symbol::address);
            if (symbol != m_image.symbols.end() && symbol->address == call.target)
                name = symbol->name;
        }
        name = name.substr(0, name.find('@'));
        if (std::ranges::find(names, name) == names.end())
            continue;
        class ArgumentSink : public Sink
        {
        public:
            explicit ArgumentSink(const Convention &convention) : m_convention(convention) { }
            void constant(const Decoded &, const Operation &operation, const Value &value) override
            {
                if (!value.isConstant() || !value.isAddress)
                    return;
                if (!m_convention.argumentsOnStack && operation.destination == m_convention.arguments[0])
                    address = value.number();
                if (m_convention.argumentsOnStack && operation.destination < TargetRegister)
                    m_last = value.number();
                if (m_convention.argumentsOnStack && operation.destination == ScratchRegister)
                    m_last = value.number();
                if (m_convention.argumentsOnStack)
                    address = m_last;
            }
            uint64_t address = 0;

        private:
            const Convention &m_convention;
            uint64_t m_last = 0;
        };
        ArgumentSink sink(m_decoder.convention());
        Evaluator evaluator(m_knowledge.memory, m_decoder);
        m_explorer.evaluate(flow->second, evaluator, sink);
        bool mainThumb = false;
        const uint64_t address = entryAddress(sink.address, mainThumb);
        if (m_knowledge.code.isCode(address) && address != entry) {
            addStart(address, Origin::Call, 1, mainThumb);
            m_main = address;
        }
    }
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
