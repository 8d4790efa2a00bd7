// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of Discovery that guesses: what makes a candidate a function, and pointers to code. A candidate is
// followed first and taken only when it behaves as a function does: it decodes to its end, leaves the stack as
// it found it, reads nothing that a caller does not pass, and keeps out of other functions.
#include "analysis/disasm/callsweep.h"
#include "analysis/disasm/discovery.h"

#include <algorithm>

namespace symbolon::disasm {

namespace {

constexpr size_t LongestPrologue = 12; // instructions; checks that need no frame may come first

} // namespace

bool Discovery::sound(const FunctionFlow &flow)
{
    return !flow.blocks.empty() && !flow.undecodable && !flow.outside && flow.unbalancedReturns == flow.unbalancedEnds
           && !flow.strangeReads && !flow.budgetReached;
}

// Whether an instruction makes room on the stack for a frame or saves what a function has to keep.
bool Discovery::makesFrame(const Decoded &instruction) const
{
    const Convention &convention = m_decoder.convention();
    bool lowers = false;
    bool saves = false;
    bool stores = false;
    for (const Operation &operation : m_decoder.operations(instruction)) {
        lowers |= operation.code == Opcode::Add && operation.immediate < 0 && operation.a == convention.stack
                  && operation.destination == convention.stack;
        if (operation.code == Opcode::Store) {
            stores = true;
            saves |= (convention.saved | bit(convention.link)) & bit(operation.destination);
        }
    }
    return lowers && (saves || !stores);
}

bool Discovery::hasPrologue(const FunctionFlow &flow) const
{
    if (flow.blocks.empty())
        return false;
    const uint32_t first = flow.blocks[flow.entryBlock].first;
    const auto last = std::min<size_t>(flow.instructions.size(), first + LongestPrologue);
    return std::any_of(flow.instructions.begin() + first, flow.instructions.begin() + static_cast<ptrdiff_t>(last),
                       [this](const Decoded *instruction) { return makesFrame(*instruction); });
}

// As hasPrologue(), without following what is there any further.
bool Discovery::mayHavePrologue(uint64_t address, bool thumb)
{
    for (size_t n = 0; n < LongestPrologue; ++n) {
        const Decoded *instruction = m_decoder.at(address, thumb);
        if (!instruction)
            return false;
        if (makesFrame(*instruction))
            return true;
        if (!instruction->conditional() && instruction->flow != Flow::Next && !instruction->isCall())
            return false;
        address = instruction->end();
    }
    return false;
}

bool Discovery::plausible(const FunctionFlow &flow, const FunctionFlow *parent)
{
    if (!sound(flow) || flow.fallsInto || (flow.unresolved && !flow.savesOnStack))
        return false;
    const CodeMap &code = m_knowledge.code;
    for (const FlowBlock &block : flow.blocks) {
        if (block.address != flow.entry && code.marks(block.address) & CodeMap::Covered
            && !(parent && parent->blockAt(block.address)))
            return false;
    }
    for (const FlowCall &call : flow.calls) {
        if (!call.direct)
            continue;
        const uint8_t marks = code.marks(call.target);
        if (marks & (CodeMap::Start | CodeMap::Stub))
            continue;
        if (!m_decoder.at(call.target, call.thumb) || marks & CodeMap::Data)
            return false;
        if (marks & CodeMap::Covered) {
            // A jump into the middle of something is the rest of that function, not a tail call; a call may
            // show that something was swallowed.
            if (call.tail || !(marks & CodeMap::Begin) || !flow.savesOnStack)
                return false;
        } else if (call.tail && !sound(m_explorer.tryOut(call.target, call.thumb, m_work.stop))) {
            return false;
        }
    }
    return true;
}

// Two functions run into one piece of code: then that is a function that both jump to.
bool Discovery::splitShared(const FunctionFlow &flow)
{
    const CodeMap &code = m_knowledge.code;
    bool found = false;
    for (const FlowBlock &block : flow.blocks) {
        if (block.address != flow.entry && code.marks(block.address) & CodeMap::Covered)
            continue;
        for (const FlowEdge &edge : flow.edgesOf(block)) {
            const FlowBlock &to = flow.blocks[edge.to];
            if (edge.kind != EdgeKind::Jump || !(code.marks(to.address) & CodeMap::Covered)
                || !(code.marks(to.address) & CodeMap::Begin))
                continue;
            if (sound(m_explorer.tryOut(to.address, flow.thumb, m_work.stop)))
                found |= addStart(to.address, Origin::TailCall, 0.8F, flow.thumb,
                                  flow.instructions[block.first + block.count - 1]->address);
        }
    }
    return found;
}

bool Discovery::considerPointer(uint64_t pointer, uint64_t place, bool needsFrame)
{
    bool thumb = false;
    const uint64_t address = entryAddress(pointer, thumb);
    const uint8_t marks = m_knowledge.code.marks(address);
    if (!m_knowledge.code.isCode(address) || marks & (CodeMap::Data | CodeMap::Stub))
        return false;
    if (marks & CodeMap::Start) {
        m_knowledge.starts[address].origins |= static_cast<Origins>(Origin::Pointer);
        return false;
    }
    if (marks & CodeMap::Covered || m_knowledge.frames.holding(address) || m_considered.contains(address))
        return false;
    if (!m_decoder.at(address, thumb) || (needsFrame && !mayHavePrologue(address, thumb)))
        return false;
    const uint64_t before = m_explorer.effort();
    FunctionFlow flow = m_explorer.tryOut(address, thumb, m_work.stop);
    if (!plausible(flow, nullptr)) {
        m_considered.insert(address);
        if (sound(flow) && !flow.fallsInto && hasPrologue(flow))
            splitShared(flow);
        wasted(before);
        return false;
    }
    return (!needsFrame || hasPrologue(flow)) && addFunction(std::move(flow), Origin::Pointer, 0.85F, place);
}

// Raw code names no start. What is called from several places, or once and has a prologue, and behaves as a
// function, is one; the rest is found from those.
void Discovery::followSweptCalls()
{
    for (const CalledAddress &called : sweepCalls(m_image, m_knowledge.code)) {
        if (doneGuessing())
            return;
        const unsigned alignment = called.thumb ? 2 : m_decoder.convention().minimalSize;
        if (m_knowledge.code.marks(called.target) & (CodeMap::Covered | CodeMap::Data | CodeMap::Start)
            || called.target % alignment || !m_decoder.at(called.target, called.thumb)
            || (called.calls < 2 && !mayHavePrologue(called.target, called.thumb)))
            continue;
        const uint64_t before = m_explorer.effort();
        FunctionFlow flow = m_explorer.tryOut(called.target, called.thumb, m_work.stop);
        if (plausible(flow, nullptr) && (called.calls >= 2 || hasPrologue(flow)))
            addFunction(std::move(flow), Origin::Call, called.calls < 2 ? 0.8F : 0.9F, called.site);
        else
            wasted(before);
    }
}

bool Discovery::followPointers()
{
    bool changed = false;
    m_considered.clear();
    const auto consider = [&](uint64_t pointer, uint64_t place, bool needsFrame = false) {
        changed |= considerPointer(pointer, place, needsFrame);
    };
    for (const Relocation &relocation : m_image.relocations) {
        if (relocation.target)
            consider(relocation.target, relocation.address);
        if (doneGuessing())
            return false;
    }
    std::vector<std::pair<uint64_t, uint64_t>> taken; // pointers, and the instructions that make them
    for (const auto &[entry, flow] : m_flows) {
        for (const CodeReference &reference : flow.codeReferences) {
            const uint64_t target = reference.target & ~uint64_t(m_image.architecture == Architecture::Arm);
            if (!flow.blockAt(target))
                taken.emplace_back(reference.target, reference.site->address);
        }
    }
    std::ranges::sort(taken);
    const auto rest = std::ranges::unique(taken, {}, &std::pair<uint64_t, uint64_t>::first);
    taken.erase(rest.begin(), rest.end());
    for (const auto &[pointer, place] : taken) {
        consider(pointer, place);
        if (doneGuessing())
            return false;
    }
    // Plain words of data are addresses only in an image that is linked for a fixed place, and in a GOT. They
    // may also be jump tables: what looks most like a function goes first, and takes its labels with it.
    const unsigned size = m_image.bits / 8;
    for (const bool needsFrame : {true, false}) {
        for (const Region &region : m_image.regions) {
            const bool got = region.name == ".got" && m_decoder.convention().global != NoRegister;
            const bool mixed = region.executable && codeIsMixedWithData();
            if ((region.executable && !mixed) || region.bytes.empty()
                || (!m_knowledge.memory.numbersAreAddresses() && !got))
                continue;
            const uint64_t first = (region.address + size - 1) / size * size;
            for (uint64_t at = first; at - region.address + size <= region.bytes.size(); at += size) {
                const auto word = m_image.readInteger(at, size);
                if (word && m_knowledge.code.isCode(*word) && !(mixed && m_knowledge.code.marks(at) & CodeMap::Covered))
                    consider(*word, at, needsFrame || mixed);
                if (doneGuessing())
                    return false;
            }
        }
        settle();
    }
    return changed;
}

} // namespace symbolon::disasm
