// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Finds the functions of an image. Starts come from what the file itself says first, then from following
// calls, then from addresses of code in data and in instructions, and at last from what is left between functions.
#pragma once

#include "analysis/base/work.h"
#include "analysis/disasm/decoder.h"
#include "analysis/disasm/flow.h"
#include "analysis/disasm/knowledge.h"

#include <deque>
#include <map>
#include <set>
#include <vector>

namespace symbolon::disasm {

class Discovery
{
public:
    Discovery(Decoder &decoder, Knowledge &knowledge, uint64_t budget, const Work &work);

    // False when it was stopped.
    bool run();

    // By entry.
    [[nodiscard]] std::map<uint64_t, FunctionFlow> takeFlows()
    {
        m_explorer.releaseStates();
        return std::move(m_flows);
    }
    // Functions of which only a part was followed.
    [[nodiscard]] size_t cutFunctions() const;
    [[nodiscard]] const Explorer &explorer() const { return m_explorer; }
    // The argument of __libc_start_main; 0: not found.
    [[nodiscard]] uint64_t mainAddress() const { return m_main; }
    // Whether so much effort went into guesses that proved wrong that no more are made.
    [[nodiscard]] bool gaveUpGuessing() const { return m_wasted > m_mostWasted; }

private:
    void seed();
    bool addStart(uint64_t address, Origin origin, float confidence, bool thumb, uint64_t witness = 0);
    // As addStart(), with what following it from there gave.
    bool addFunction(FunctionFlow flow, Origin origin, float confidence, uint64_t witness = 0);
    void exploreQueue();
    void exploreCalleesFirst(uint64_t first);
    void commit(FunctionFlow flow);
    void markBlocks(const FunctionFlow &flow);
    // The functions that call or jump to one of `targets`, by address.
    template<typename Targets>
    [[nodiscard]] std::vector<uint64_t> callersOf(const Targets &targets) const;
    void exploreAgain(uint64_t entry);
    // Each of these returns whether it found something new.
    bool splitSwallowed();
    bool splitTailCalls();
    bool followTailCalls();
    bool applyPops();
    bool findNoReturn();
    bool followPointers();
    // What is taken of a gap: first functions with a frame, then leaves, then what never comes back.
    enum class GapLevel : uint8_t { Frames, Leaves, Fragments };
    bool searchGaps(GapLevel level);
    bool considerPointer(uint64_t pointer, uint64_t place, bool needsFrame);
    uint64_t searchGap(uint64_t begin, uint64_t end, GapLevel level);
    [[nodiscard]] bool hasBothStates() const;
    [[nodiscard]] bool codeIsMixedWithData() const { return !m_image.hasSections || m_image.format == FileFormat::Raw; }
    void findLiterals(uint64_t begin, uint64_t end, bool thumb);
    [[nodiscard]] bool acceptable(const FunctionFlow &flow, GapLevel level) const;
    [[nodiscard]] static bool sound(const FunctionFlow &flow);
    // `parent` may cover parts of it already.
    [[nodiscard]] bool plausible(const FunctionFlow &flow, const FunctionFlow *parent);
    [[nodiscard]] bool makesFrame(const Decoded &instruction) const;
    [[nodiscard]] bool hasPrologue(const FunctionFlow &flow) const;
    [[nodiscard]] bool mayHavePrologue(uint64_t address, bool thumb);
    bool splitShared(const FunctionFlow &flow);
    bool retractSuspects();
    bool retract(const std::vector<uint64_t> &doubted);
    [[nodiscard]] bool isGuess(uint64_t address) const;
    bool overrules(const FunctionFlow &flow);
    void settle();
    void followSweptCalls();
    void findMain();
    void markCovered();
    void report();
    [[nodiscard]] bool stopped() const { return m_work.stopRequested(); }
    // Nothing more is looked for.
    [[nodiscard]] bool done() const { return stopped() || m_explorer.spent(); }
    [[nodiscard]] bool doneGuessing() const { return done() || gaveUpGuessing(); }
    // A guess that was followed since the effort was `before` is no function.
    void wasted(uint64_t before);
    [[nodiscard]] uint64_t entryAddress(uint64_t pointer, bool &thumb) const;

    Decoder &m_decoder;
    Knowledge &m_knowledge;
    const Image &m_image;
    Explorer m_explorer;
    const Work &m_work;
    std::map<uint64_t, FunctionFlow> m_flows;
    std::unordered_map<uint64_t, std::vector<uint64_t>> m_callers; // that each function had at one time
    std::deque<uint64_t> m_queue;
    std::vector<uint64_t> m_swallowed; // new starts inside of what other functions cover
    std::unordered_set<uint64_t> m_considered;
    std::unordered_set<uint64_t> m_notSplit; // blocks that were looked at and are no functions
    std::unordered_set<uint64_t> m_retracted;
    std::set<uint64_t> m_suspicious;                   // functions that had suspects at one time
    std::unordered_set<uint64_t> m_newPops;            // functions whose callers have to be looked at again
    std::map<uint64_t, const Decoded *> m_tailTargets; // jumped to, not known as functions; with the jump
    std::vector<uint64_t> m_followed[2]; // functions followed since findNoReturn() and splitTailCalls() ran
    bool m_bothStates = false;           // see hasBothStates()
    bool m_marksAreStale = false;        // see markCovered()
    uint64_t m_wasted = 0;               // effort on long guesses that proved wrong
    const uint64_t m_mostWasted;
    uint64_t m_main = 0;
    uint64_t m_covered = 0; // bytes, for progress
    uint64_t m_kept = 0;    // instructions and cases in m_flows
};

} // namespace symbolon::disasm
