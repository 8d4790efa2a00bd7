// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The control flow of one function, found by following it from its entry.
#pragma once

#include "analysis/disasm/found.h"
#include "analysis/disasm/jumptables.h"
#include "analysis/disasm/knowledge.h"
#include "analysis/disasm/program.h"
#include "analysis/disasm/values.h"

#include <algorithm>
#include <map>
#include <span>
#include <stop_token>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace symbolon::disasm {

// Beyond this a function's blocks are evaluated one by one, without merging states.
constexpr size_t MaximumMergedBlocks = 20'000;
constexpr uint64_t EffortPerByte = 128; // of code
constexpr uint64_t LeastEffort = 2'000'000;

struct FlowEdge {
    uint32_t to = 0; // index into FunctionFlow::blocks
    EdgeKind kind = EdgeKind::Jump;
};

struct FlowBlock {
    uint64_t address = 0;
    uint64_t end = 0;
    uint32_t first = 0; // into FunctionFlow::instructions
    uint32_t count = 0;
    uint32_t firstEdge = 0; // into FunctionFlow::edges
    uint32_t edgeCount = 0;
    const Decoded *exit = nullptr; // the jump, return or trap that ends it, before its delay slot
};

struct FlowCall {
    const Decoded *site = nullptr;
    uint64_t target = 0; // 0: not known
    int64_t import = -1; // index into Image::imports
    bool thumb = false;
    bool tail = false;
    bool direct = false;
};

struct FlowSwitch {
    const Decoded *site = nullptr;
    uint64_t table = 0;
    uint64_t tableSize = 0; // bytes
    std::vector<int64_t> cases;
    std::vector<uint64_t> targets;
};

struct CodeReference {
    const Decoded *site = nullptr;
    uint64_t target = 0; // the Thumb bit still set
};

struct FunctionFlow {
    uint64_t entry = 0;
    bool thumb = false;
    uint32_t entryBlock = 0;
    std::vector<FlowBlock> blocks; // by address
    std::vector<FlowEdge> edges;   // by block
    std::vector<Decoded *> instructions;
    std::vector<FlowCall> calls; // by block
    std::vector<FlowSwitch> switches;
    std::vector<CodeReference> codeReferences;
    std::vector<uint64_t> suspects;                        // starts that are jumped to with a frame still set up
    std::vector<std::pair<uint64_t, uint32_t>> dataInCode; // literal pools and tables: address, size
    std::vector<FoundReference> references;
    uint32_t arguments = 0; // that are read

    uint32_t returns = 0;
    uint32_t pops = 0;              // bytes of arguments that a return takes off the stack
    uint32_t unbalancedReturns = 0; // the stack pointer is not what it was at entry
    uint32_t unbalancedEnds = 0;    // of these, jumps to a part before it that never returns: it does not matter there
    uint32_t strangeReads = 0;      // of registers that hold nothing of use when a function is entered
    uint32_t undecodable = 0;       // ways that lead into bytes that are no instruction
    uint32_t unresolved = 0;        // indirect jumps whose targets are not known
    uint32_t outside = 0;           // jumps into the middle of other functions
    uint32_t fallsInto = 0;         // ways that run on into another function or into data
    uint32_t openEnds = 0;          // calls through a pointer, with another function behind them
    bool budgetReached = false;
    bool savesOnStack = false; // moves the stack pointer down

    // Whether control can come back to the caller, given what is known of callees.
    [[nodiscard]] bool mayReturn(const Knowledge &knowledge) const;
    [[nodiscard]] uint64_t end() const; // of the blocks that lie without a gap from the entry
    [[nodiscard]] const FlowBlock *blockAt(uint64_t address) const;
    [[nodiscard]] std::span<const FlowEdge> edgesOf(const FlowBlock &block) const
    {
        return {edges.data() + block.firstEdge, block.edgeCount};
    }
    [[nodiscard]] uint64_t weight() const; // instructions and cases
    // Gives back what the vectors hold and do not need.
    void shrink();
};

class Explorer
{
public:
    Explorer(Decoder &decoder, const Knowledge &knowledge, uint64_t budget);

    FunctionFlow explore(uint64_t entry, bool thumb, const std::stop_token &stop);
    // The same, given up where it cannot be a function any more: then its flow is not sound, and not complete.
    FunctionFlow tryOut(uint64_t entry, bool thumb, const std::stop_token &stop);
    // The first `most` calls on the way whose callees were not followed yet. What those do decides how far the function
    // goes.
    [[nodiscard]] std::vector<const Decoded *> unknownCallees(uint64_t entry, bool thumb, size_t most);
    // Evaluates a finished flow once more, for its references.
    void evaluate(const FunctionFlow &flow, Evaluator &evaluator, Sink &sink) const;
    // Effort is counted in instructions that were followed or evaluated, over all functions. The code of ordinary
    // programs takes 2 to 12 for each byte; what takes more than `EffortPerByte` is made to take time. From then on
    // functions are followed for a few instructions only.
    [[nodiscard]] bool spent() const { return m_effort >= m_mostEffort; }
    [[nodiscard]] uint64_t effort() const { return m_effort; }
    void spend(uint64_t effort) { m_effort += effort; }
    void releaseStates() { std::exchange(m_states, {}); }
    void giveUp() { m_effort = std::max(m_effort, m_mostEffort); }

private:
    enum class Way : uint8_t { Inside, Outside, TailCall };

    void walk(FunctionFlow &flow);
    void follow(FunctionFlow &flow, uint64_t from);
    void request(uint64_t address);
    [[nodiscard]] bool triesOut() const { return m_mostFlaws != UINT32_MAX; }
    [[nodiscard]] bool splitsInstruction(uint64_t address);
    [[nodiscard]] Way classify(uint64_t target) const;
    [[nodiscard]] Way classify(const Decoded &jump) const;
    [[nodiscard]] uint32_t popped(const Decoded &call) const
    {
        return call.flow == Flow::Call ? m_knowledge.popsOf(call.target) : 0;
    }
    [[nodiscard]] bool endsAtCall(const Decoded &call) const;
    void buildBlocks(FunctionFlow &flow);
    void connect(FunctionFlow &flow, FlowBlock &block);
    [[nodiscard]] static bool decidesEarly(const Decoded &branch);
    void begin(uint64_t entry, bool thumb);
    void beginVisit();
    // Whether more of the function came to light, which is not followed yet; on the last pass it is left at that.
    bool propagate(FunctionFlow &flow, bool isLast);
    void readFirstBlock(FunctionFlow &flow);
    [[nodiscard]] bool listsFunctions(const TableElement &element, const JumpRange &range) const;
    [[nodiscard]] bool leavesStack(const Value &stack) const;
    bool settleJumps(const FunctionFlow &flow, bool merged);
    bool settleJump(const Decoded &jump, const State &state);
    void describeJump(FunctionFlow &flow, const Decoded &jump, const State &state, bool balanced) const;
    [[nodiscard]] JumpRange rangeOf(const Decoded &jump) const;
    // Gives the effort that it took; beyond `most` it gives up.
    uint64_t fixpoint(const FunctionFlow &flow, Evaluator &evaluator, std::vector<State> &states, uint64_t most) const;
    void finishCall(const Decoded &call, State &state, const Evaluator &evaluator) const;
    void runBlock(const FunctionFlow &flow, const FlowBlock &block, State &state, Evaluator &evaluator, Sink *sink,
                  State *beforeJump) const;

    friend class FlowSink;

    Decoder &m_decoder;
    const Knowledge &m_knowledge;
    const Convention &m_convention;
    Evaluator m_evaluator;
    uint64_t m_budget;
    uint64_t m_mostEffort;
    uint64_t m_effort = 0;
    std::unordered_map<uint64_t, Register> m_thunks; // i386: see programCounterThunk()

    // Of the function that is explored just now.
    uint32_t m_visit = 0;
    uint64_t m_entry = 0;
    bool m_thumb = false;
    bool m_inStub = false;
    const FrameRecord *m_frame = nullptr;
    uint64_t m_steps = 0;
    uint32_t m_flaws = 0; // ways that lead nowhere
    uint32_t m_mostFlaws = UINT32_MAX;
    std::unordered_set<uint64_t> m_hopeless; // what was given up, with the Thumb bit
    uint64_t m_hopelessSince = 0;            // Knowledge::revision
    std::vector<uint64_t> m_pending;
    std::vector<uint64_t> m_leaders;
    std::map<uint64_t, FlowSwitch> m_switches; // by the jump's address
    uint64_t m_cases = 0;                      // of them all
    struct Settled {
        uint64_t target = 0;
        int64_t import = -1;
        bool isReturn = false;
        bool thumb = false;
        bool known = false;
    };
    std::unordered_map<uint64_t, Settled> m_settled; // indirect jumps with one target
    std::unordered_set<uint64_t> m_endingCalls;      // indirect calls that do not return
    std::unordered_set<uint64_t> m_localData;        // literals found while exploring
    std::vector<State> m_states;                     // at the start of each block
    size_t m_mostUnknown = 0;                        // see unknownCallees()
    std::vector<const Decoded *> m_unknown;
    const std::stop_token *m_stop = nullptr;
};

} // namespace symbolon::disasm
