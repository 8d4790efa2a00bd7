// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of Discovery that guesses: pointers to code, and what lies between functions. A candidate is
// followed first and taken only when it behaves as a function does: it decodes to its end, leaves the stack as
// it found it, reads nothing that a caller does not pass, and keeps out of other functions.
#include "analysis/disasm/discovery.h"

#include <algorithm>

namespace symbolon::disasm
{

bool Discovery::plausible(const FunctionFlow &flow) const
{
    if (flow.blocks.empty() || flow.undecodable || flow.outside || flow.fallsInto || flow.unbalancedReturns
        || flow.strangeReads || flow.budgetReached)
        return false;
    if (flow.unresolved && !flow.savesOnStack)
        return false;
    for (const FlowBlock &block : flow.blocks) {
        const uint8_t marks = m_knowledge.code.marks(block.address);
        if (block.address != flow.entry && marks & CodeMap::Covered)
            return false;
    }
    for (const FlowCall &call : flow.calls) {
        if (!call.direct)
            continue;
        const uint8_t marks = m_knowledge.code.marks(call.target);
        const bool known = marks & (CodeMap::Start | CodeMap::Stub);
        // A jump into the middle of something is the rest of that function, not a tail call.
        if (!known && (call.tail || marks & (CodeMap::Covered | CodeMap::Data)))
            return false;
        if (!m_decoder.at(call.target, call.thumb))
            return false;
    }
    return true;
}

bool Discovery::considerPointer(uint64_t pointer, bool needsFrame)
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
    if (!m_decoder.at(address, thumb))
        return false;
    const FunctionFlow flow = m_explorer.explore(address, thumb, m_work.stop);
    if (!plausible(flow)) {
        m_considered.insert(address);
        return false;
    }
    return (!needsFrame || flow.savesOnStack) && addStart(address, Origin::Pointer, 0.85F, thumb);
}

bool Discovery::followPointers()
{
    bool changed = false;
    m_considered.clear();
    const auto consider = [&](uint64_t pointer, bool needsFrame = false) {
        if (considerPointer(pointer, needsFrame)) {
            changed = true;
            exploreQueue();
        }
    };
    for (const Relocation &relocation : m_image.relocations) {
        if (relocation.target)
            consider(relocation.target);
        if (stopped())
            return false;
    }
    std::vector<uint64_t> taken;
    for (const auto &[entry, flow] : m_flows) {
        for (const CodeReference &reference : flow.codeReferences) {
            const uint64_t target = reference.target & ~uint64_t(m_image.architecture == Architecture::Arm);
            if (!flow.blockAt(target))
                taken.push_back(reference.target);
        }
    }
    std::ranges::sort(taken);
    const auto rest = std::ranges::unique(taken);
    taken.erase(rest.begin(), rest.end());
    for (const uint64_t pointer : taken) {
        consider(pointer);
        if (stopped())
            return false;
    }
    // Plain words of data are addresses only in an image that is linked for a fixed place, and in a GOT. They
    // may also be jump tables: what looks most like a function goes first, and takes its labels with it.
    const unsigned size = m_image.bits / 8;
    for (const bool needsFrame : {true, false}) {
        for (const Region &region : m_image.regions) {
            const bool got = region.name == ".got" && m_decoder.convention().global != NoRegister;
            if (region.executable || region.bytes.empty() || (!m_knowledge.memory.numbersAreAddresses() && !got))
                continue;
            const uint64_t first = (region.address + size - 1) / size * size;
            for (uint64_t at = first; at - region.address + size <= region.bytes.size(); at += size) {
                const auto word = m_image.readInteger(at, size);
                if (word && m_knowledge.code.isCode(*word))
                    consider(*word, needsFrame);
                if (at % 4096 == 0 && stopped())
                    return false;
            }
        }
        settle();
    }
    return changed;
}

// Fill between functions: no-operations, traps, zeros.
bool Discovery::isPadding(uint64_t address, uint64_t end, bool thumb, uint64_t &next)
{
    const unsigned step = thumb ? 2 : m_decoder.convention().minimalSize;
    const auto bytes = m_image.bytesAt(address, end - address);
    if (bytes.size() < step)
        return false;
    if (std::all_of(bytes.begin(), bytes.begin() + step, [](uint8_t byte) { return byte == 0; }) || bytes[0] == 0xcc) {
        next = address + step;
        return true;
    }
    const Decoded *instruction = m_decoder.at(address, thumb);
    if (instruction && instruction->has(IsPadding) && instruction->flow == Flow::Next) {
        next = instruction->end();
        return true;
    }
    return false;
}

uint64_t Discovery::searchGap(uint64_t begin, uint64_t end)
{
    const bool arm = m_image.architecture == Architecture::Arm;
    // The state of the neighbours: the function before, else after.
    bool thumb = false;
    if (arm) {
        auto neighbour = m_knowledge.starts.upper_bound(begin);
        if (neighbour != m_knowledge.starts.begin() && !m_knowledge.stubs.contains(std::prev(neighbour)->first))
            --neighbour;
        thumb = neighbour != m_knowledge.starts.end() && neighbour->second.thumb;
    }
    bool mayStart = true; // nothing runs on into here
    for (uint64_t at = begin; at < end && !stopped();) {
        uint64_t next = at;
        if (isPadding(at, end, thumb, next)) {
            at = next;
            continue;
        }
        const unsigned step = thumb ? 2 : m_decoder.convention().minimalSize;
        if (at % step) {
            at += step - at % step;
            continue;
        }
        const Decoded *instruction = m_decoder.at(at, thumb);
        if (mayStart && !(m_knowledge.code.marks(at) & CodeMap::Data)) {
            for (const bool state : {thumb, !thumb}) {
                if ((state != thumb && !arm) || (!state && at % m_decoder.convention().minimalSize))
                    continue;
                const FunctionFlow flow = m_explorer.explore(at, state, m_work.stop);
                if (plausible(flow) && addStart(at, Origin::Prologue, flow.savesOnStack ? 0.8F : 0.6F, state)) {
                    exploreQueue();
                    return m_flows.contains(at) ? std::max(m_flows.at(at).end(), at + step) : at + step;
                }
            }
        }
        if (!instruction) {
            at += step;
            mayStart = true;
            continue;
        }
        mayStart = !instruction->conditional()
                   && (instruction->flow == Flow::Return || instruction->flow == Flow::Jump
                       || instruction->flow == Flow::IndirectJump || instruction->flow == Flow::Halt);
        at = instruction->end();
        if (instruction->has(HasDelaySlot)) {
            const Decoded *slot = m_decoder.at(at, thumb);
            at = slot ? slot->end() : at + step;
        }
    }
    return end;
}

bool Discovery::searchGaps()
{
    bool changed = false;
    const size_t before = m_knowledge.starts.size();
    for (size_t index = 0; index < m_knowledge.code.areas().size(); ++index) {
        const CodeMap::Area &area = m_knowledge.code.areas()[index];
        const std::vector<uint8_t> &marks = area.marks;
        constexpr uint8_t Taken = CodeMap::Covered | CodeMap::Data | CodeMap::Stub | CodeMap::Marked;
        // Without sections the code is what lies between the first and the last function known.
        uint64_t first = 0;
        uint64_t last = marks.size();
        if (!m_image.hasSections || m_image.format == FileFormat::Raw) {
            while (first < last && !(marks[first] & CodeMap::Covered))
                ++first;
            while (last > first && !(marks[last - 1] & CodeMap::Covered))
                --last;
        }
        for (uint64_t at = first; at < last;) {
            if (marks[at] & Taken) {
                ++at;
                continue;
            }
            uint64_t end = at;
            while (end < last && !(marks[end] & Taken))
                ++end;
            at = std::max(searchGap(area.begin + at, area.begin + end) - area.begin, at + 1);
            if (stopped())
                return false;
        }
    }
    changed = m_knowledge.starts.size() != before;
    return changed;
}

} // namespace symbolon::disasm
