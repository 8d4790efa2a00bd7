// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of Discovery that searches what is left between functions.
#include "analysis/disasm/codedata.h"
#include "analysis/disasm/discovery.h"

#include <algorithm>

namespace symbolon::disasm {

namespace {

constexpr uint8_t Taken = CodeMap::Covered | CodeMap::Data | CodeMap::Stub | CodeMap::Marked;

} // namespace

// Literal pools stand behind the code that reads them, and that code decodes in a row even where no function
// is known yet.
void Discovery::findLiterals(uint64_t begin, uint64_t end, bool thumb)
{
    const unsigned step = thumb ? 2 : m_decoder.convention().minimalSize;
    for (uint64_t at = (begin + step - 1) / step * step; at < end;) {
        const Decoded *instruction = m_knowledge.code.marks(at) & CodeMap::Literal ? nullptr : m_decoder.at(at, thumb);
        if (!instruction) {
            at += step;
            continue;
        }
        for (const Operation &operation : m_decoder.operations(*instruction)) {
            const auto target = static_cast<uint64_t>(operation.immediate);
            if (operation.readsLiteral() && operation.size >= 4 && target > at && target < end)
                m_knowledge.code.mark(target, operation.size, CodeMap::Literal);
        }
        at = instruction->end();
    }
}

bool Discovery::acceptable(const FunctionFlow &flow, GapLevel level) const
{
    if (level == GapLevel::Fragments)
        return true;
    const bool leaves =
        flow.returns > 0 || std::ranges::any_of(flow.calls, [](const FlowCall &call) { return call.tail; });
    return leaves && (level == GapLevel::Leaves || hasPrologue(flow));
}

// A candidate with a proper prologue whose only flaw is that it jumps into guessed starts with its frame still
// set up: then the guesses were wrong.
bool Discovery::overrules(const FunctionFlow &flow)
{
    if (flow.suspects.empty() || flow.undecodable || flow.outside || flow.strangeReads || flow.fallsInto
        || flow.unbalancedReturns != flow.suspects.size() || !hasPrologue(flow))
        return false;
    // What lies between the entry and the farthest of them is a part of it, too.
    const auto [lowest, highest] = std::ranges::minmax(flow.suspects);
    if (lowest <= flow.entry)
        return false;
    std::vector<uint64_t> doubted;
    for (auto start = m_knowledge.starts.upper_bound(flow.entry);
         start != m_knowledge.starts.end() && start->first <= highest; ++start) {
        if (!isGuess(start->first))
            return false;
        doubted.push_back(start->first);
    }
    return retract(doubted);
}

// ARM: whether more than guesses speaks for functions of both states.
bool Discovery::hasBothStates() const
{
    bool seen[2] = {false, false};
    for (const auto &[address, start] : m_knowledge.starts) {
        if (!m_knowledge.stubs.contains(address) && !isGuess(address))
            seen[start.thumb] = true;
    }
    return seen[0] && seen[1];
}

uint64_t Discovery::searchGap(uint64_t begin, uint64_t end, GapLevel level)
{
    const bool arm = m_image.architecture == Architecture::Arm;
    const bool bothStates = arm && m_bothStates; // in the other state than its neighbours' only what has a frame
    const bool onlyFrames = m_image.format == FileFormat::Raw && level == GapLevel::Frames;
    // The state of the neighbours: the function before, else after.
    const auto stateAt = [&](uint64_t address) {
        auto neighbour = m_knowledge.starts.upper_bound(address);
        if (neighbour != m_knowledge.starts.begin() && !m_knowledge.stubs.contains(std::prev(neighbour)->first))
            --neighbour;
        if (neighbour == m_knowledge.starts.end())
            return m_image.thumbEntry;
        return arm && neighbour->second.thumb;
    };
    const bool thumb = stateAt(begin);
    if (arm)
        findLiterals(begin, end, thumb);
    bool mayStart = true; // nothing runs on into here
    for (uint64_t at = begin; at < end && !doneGuessing();) {
        if (m_knowledge.code.marks(at) & Taken) // by what was found in the gap
            return at;
        const unsigned step = thumb ? 2 : m_decoder.convention().minimalSize;
        if (at % step) {
            at += step - at % step;
            continue;
        }
        if (m_knowledge.code.marks(at) & CodeMap::Literal) {
            at += step;
            continue;
        }
        if (const uint64_t next = paddingEnd(m_decoder, m_image, at, end, thumb)) {
            at = next;
            continue;
        }
        const Decoded *instruction = m_decoder.at(at, thumb);
        uint64_t skipTo = 0;
        if (mayStart) {
            for (const bool state : {thumb, !thumb}) {
                if ((state != thumb && !bothStates) || (!state && at % m_decoder.convention().minimalSize))
                    continue;
                if ((onlyFrames || state != thumb) && !mayHavePrologue(at, state))
                    continue;
                const uint64_t before = m_explorer.effort();
                FunctionFlow flow = m_explorer.tryOut(at, state, m_work.stop);
                for (int attempt = 0; attempt < 16 && state == thumb && overrules(flow); ++attempt)
                    flow = m_explorer.tryOut(at, state, m_work.stop);
                if (plausible(flow, nullptr)) {
                    const uint64_t flowEnd = flow.end();
                    const float confidence = flow.savesOnStack ? 0.8F : 0.6F;
                    if (acceptable(flow, level) && addFunction(std::move(flow), Origin::Prologue, confidence)) {
                        const auto found = m_flows.find(at);
                        skipTo = found != m_flows.end() ? std::max(found->second.end(), at + step) : at + step;
                        // The rest is the same gap; going through it anew would take the square of its size.
                        if (stateAt(skipTo) != thumb)
                            return skipTo;
                        break;
                    }
                    // A function to all appearance, for a later level: nothing starts inside of it.
                    skipTo = std::max(skipTo, flowEnd);
                } else {
                    if (state == thumb && hasPrologue(flow) && sound(flow) && !flow.fallsInto)
                        splitShared(flow);
                    wasted(before);
                }
            }
        }
        if (skipTo > at) {
            at = skipTo;
            continue;
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

bool Discovery::searchGaps(GapLevel level)
{
    const size_t before = m_knowledge.starts.size();
    m_bothStates = hasBothStates();
    // Where data stand among the code, what has no frame is taken only between functions that are close to each other.
    constexpr uint64_t LargestMixedGap = 2048;
    const bool careful = codeIsMixedWithData() && level != GapLevel::Frames;
    if (careful && level == GapLevel::Fragments)
        return false;
    for (size_t index = 0; index < m_knowledge.code.areas().size(); ++index) {
        const CodeMap::Area &area = m_knowledge.code.areas()[index];
        const std::vector<uint8_t> &marks = area.marks;
        // Without sections the code is what lies between the first and the last function known; in raw code, which
        // names none of them, what has a frame may stand anywhere.
        uint64_t first = 0;
        uint64_t last = marks.size();
        const bool anywhere = m_image.format == FileFormat::Raw && level == GapLevel::Frames;
        if (codeIsMixedWithData() && !anywhere) {
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
            if (careful && end - at > LargestMixedGap) {
                at = end;
                continue;
            }
            m_explorer.spend((end - at) / 32); // a gap may be gone through more than once
            at = std::max(searchGap(area.begin + at, area.begin + end, level) - area.begin, at + 1);
            if (doneGuessing())
                return false;
        }
    }
    m_knowledge.code.clearEverywhere(CodeMap::Literal);
    ++m_knowledge.revision;
    return m_knowledge.starts.size() != before;
}

} // namespace symbolon::disasm
