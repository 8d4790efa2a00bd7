// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of Discovery that follows functions again when something about others has come to light.
#include "analysis/disasm/discovery.h"

#include <algorithm>
#include <utility>

namespace symbolon::disasm {

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
        for (const uint64_t entry : fresh)
            m_knowledge.setNoReturn(entry);
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

bool Discovery::retract(const std::vector<uint64_t> &doubted)
{
    std::unordered_set<uint64_t> gone;
    for (const uint64_t suspect : doubted) {
        if (!m_retracted.insert(suspect).second)
            continue;
        gone.insert(suspect);
        m_knowledge.starts.erase(suspect);
        m_knowledge.noReturn.erase(suspect);
        m_knowledge.pops.erase(suspect);
        ++m_knowledge.revision;
        m_knowledge.code.clear(suspect, 1, CodeMap::Start);
        if (const auto flow = m_flows.find(suspect); flow != m_flows.end()) {
            m_kept -= flow->second.weight();
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
    for (const uint64_t entry : m_suspicious) {
        const auto known = m_flows.find(entry);
        if (known == m_flows.end() || isGuess(entry))
            continue;
        std::ranges::copy_if(known->second.suspects, std::back_inserter(doubted),
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

} // namespace symbolon::disasm
