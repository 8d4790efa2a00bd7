// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of Evaluator that is about states: at the entry, after a call, after a branch, where ways meet.
#include "analysis/disasm/values.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>

namespace symbolon::disasm {

namespace {

constexpr int64_t MostPopped = 64; // bytes of arguments

} // namespace

State Evaluator::unknownState() const
{
    State state;
    state.registerCount = m_convention.registerCount;
    state.flagCount = m_convention.flagCount;
    return state;
}

State Evaluator::entryState(uint64_t entry) const
{
    State state = unknownState();
    for (Register reg = 0; reg < RegisterCount; ++reg)
        state.registers[reg] = Value{.origin = EntryOrigin | reg};
    state.registers[m_convention.stack] = Value{.kind = Value::Kind::Stack};
    if (m_convention.zero != NoRegister)
        state.registers[m_convention.zero] = Value{.kind = Value::Kind::Constant};
    const Image &image = m_memory.image();
    if (m_convention.global != NoRegister && image.gp && !image.positionIndependent)
        state.registers[m_convention.global] =
            Value{.kind = Value::Kind::Constant, .isAddress = true, .offset = static_cast<int64_t>(image.gp)};
    if (m_contents)
        state.registers[2] = Value{.kind = Value::Kind::Constant,
                                   .isAddress = true,
                                   .isPart = true,
                                   .offset = static_cast<int64_t>(m_contents)};
    if (m_convention.entryPointer != NoRegister)
        state.registers[m_convention.entryPointer] = Value{
            .kind = Value::Kind::Constant, .isAddress = true, .isPart = true, .offset = static_cast<int64_t>(entry)};
    return state;
}

void Evaluator::afterCall(State &state, const Decoded &call, uint32_t popped) const
{
    Value &stack = state.registers[m_convention.stack];
    const Image &image = m_memory.image();
    if (popped)
        stack.offset += popped;
    // Most functions of Windows take their arguments off the stack, and nothing says how many.
    else if (call.flow == Flow::IndirectCall && image.format == FileFormat::Pe
             && image.architecture == Architecture::X86)
        stack = fresh(call, m_convention.stack);
    // Only what a call gives back. A compiler reads other registers after a call only when it knows that
    // this callee leaves them alone.
    RegisterSet written = m_convention.results;
    if (m_convention.link != NoRegister)
        written |= bit(m_convention.link);
    for (; written; written &= written - 1) {
        const auto reg = static_cast<Register>(std::countr_zero(written));
        state.registers[reg] = fresh(call, reg);
    }
    state.keepLastingSlots(); // it may write to locals whose address it was given
    for (size_t n = 0; n < state.flagCount; ++n)
        state.flags[n].known = false;
    state.shadowCondition = Condition::Always;
}

std::optional<State::Bound> Evaluator::assumed(const State &at, const Decoded &branch, bool taken)
{
    const Condition condition = taken ? branch.condition : opposite(branch.condition);
    uint64_t origin = 0;
    int64_t constant = 0;
    Condition holds = condition;
    if (branch.tested >= FlagsBase) {
        const unsigned number = branch.tested - FlagsBase;
        if (number >= at.flagCount || !at.flags[number].known)
            return std::nullopt;
        origin = at.flags[number].origin;
        constant = at.flags[number].constant;
    } else {
        if (branch.tested >= at.registerCount)
            return std::nullopt;
        const Value &value = at.registers[branch.tested];
        if (value.kind != Value::Kind::Less || (condition != Condition::NotEqual && condition != Condition::Equal))
            return std::nullopt;
        const bool less = condition == Condition::NotEqual;
        origin = value.origin;
        constant = value.offset;
        holds = value.reversed ? (less ? Condition::Above : Condition::BelowOrEqual)
                               : (less ? Condition::Below : Condition::AboveOrEqual);
    }
    if (constant < 0)
        return std::nullopt;
    switch (holds) {
    case Condition::Below:
    case Condition::Less:
        if (constant > 0)
            return State::Bound{origin, static_cast<uint64_t>(constant) - 1};
        return std::nullopt;
    case Condition::BelowOrEqual:
    case Condition::LessOrEqual:
    case Condition::Equal:
        return State::Bound{origin, static_cast<uint64_t>(constant)};
    default:
        return std::nullopt;
    }
}

bool Evaluator::join(State &into, const State &from, uint64_t block) const
{
    bool changed = false;
    // Unknowns that meet here become one new unknown, which is bounded when all of them are.
    struct Merged {
        uint64_t origin = 0;
        uint64_t highest = 0;
    };
    std::array<Merged, 4> merged;
    size_t mergedCount = 0;
    struct Renamed { // one register on both sides, and what it is called now
        uint64_t left = 0;
        uint64_t right = 0;
        uint64_t origin = 0;
    };
    std::array<Renamed, RegisterCount> renamed;
    size_t renamedCount = 0;
    const auto nameOf = [&](uint64_t left, uint64_t right) -> uint64_t {
        const auto end = renamed.begin() + renamedCount;
        const auto both = [&](const Renamed &each) { return each.left == left && each.right == right; };
        const auto found = std::find_if(renamed.begin(), end, both);
        return found == end ? 0 : found->origin;
    };
    std::array<Register, RegisterCount> compared; // what both sides know as the outcome of a compare
    size_t comparedCount = 0;
    for (Register reg = 0; reg < into.registerCount; ++reg) {
        Value &mine = into.registers[reg];
        const Value &theirs = from.registers[reg];
        // A callee has taken its arguments off the stack, on one way and unknown to us: the higher one is right.
        if (reg == m_convention.stack && m_calleesPop && mine.kind == Value::Kind::Stack
            && theirs.kind == Value::Kind::Stack && std::abs(mine.offset - theirs.offset) <= MostPopped) {
            const bool guess = mine.isGuess || theirs.isGuess || mine.offset != theirs.offset;
            changed |= guess != mine.isGuess || theirs.offset > mine.offset;
            mine.offset = std::max(mine.offset, theirs.offset);
            mine.isGuess = guess;
            continue;
        }
        // Whoever jumps back to the entry must have it in this register, too.
        if (mine.same(theirs) || (reg == m_convention.entryPointer && mine.isConstant() && mine.number() == block))
            continue;
        const uint64_t origin = JoinOrigin | (block << 6 & (JoinOrigin - 1)) | reg;
        const bool sameShape = mine.kind == Value::Kind::Unknown && theirs.kind == Value::Kind::Unknown
                               && mine.shift == theirs.shift && mine.offset == theirs.offset;
        if (mine.kind == Value::Kind::Less && theirs.kind == Value::Kind::Less && mine.offset == theirs.offset
            && mine.reversed == theirs.reversed) {
            compared[comparedCount++] = reg;
            continue;
        }
        if (sameShape) {
            if (mine.plain())
                renamed[renamedCount++] = {mine.origin, theirs.origin, origin};
            const auto left = into.bound(mine.origin);
            const auto right = from.bound(theirs.origin);
            if (left && right && mergedCount < merged.size())
                merged[mergedCount++] = {origin, std::max(*left, *right)};
            if (mine.origin == origin) {
                changed |= left && (!right || *right > *left);
                continue;
            }
            mine.origin = origin;
            mine.isAddress = mine.isAddress && theirs.isAddress;
            changed = true;
            continue;
        }
        if (mine.plain() && mine.origin == origin)
            continue;
        mine = Value{.origin = origin};
        changed = true;
    }
    for (size_t n = 0; n < comparedCount; ++n) {
        Value &mine = into.registers[compared[n]];
        const uint64_t origin = nameOf(mine.origin, from.registers[compared[n]].origin);
        if (origin == mine.origin)
            continue;
        if (origin)
            mine.origin = origin;
        else
            mine = Value{.origin = JoinOrigin | (block << 6 & (JoinOrigin - 1)) | compared[n]};
        changed = true;
    }
    for (size_t n = into.slotCount; n-- > 0;) {
        const Value *theirs = from.slot(into.slots[n].offset, into.slots[n].size);
        if (!theirs || !theirs->same(into.slots[n].value)) {
            into.removeSlot(n);
            changed = true;
        }
    }
    for (size_t n = 0; n < into.flagCount; ++n) {
        State::Flags &mine = into.flags[n];
        const State::Flags &theirs = from.flags[n];
        if (!mine.known || theirs == mine)
            continue;
        const uint64_t origin =
            theirs.known && theirs.constant == mine.constant ? nameOf(mine.origin, theirs.origin) : 0;
        if (origin && origin == mine.origin)
            continue;
        mine.known = origin != 0;
        mine.origin = origin;
        changed = true;
    }
    for (State::Bound &mine : into.bounds) {
        if (!mine.origin)
            continue;
        const auto isMerged = [&mine](const Merged &each) { return each.origin == mine.origin; };
        if (std::any_of(merged.begin(), merged.begin() + mergedCount, isMerged))
            continue;
        const auto theirs = from.bound(mine.origin);
        if (!theirs) {
            mine.origin = 0;
            changed = true;
        } else if (*theirs > mine.highest) {
            mine.highest = *theirs;
            changed = true;
        }
    }
    for (size_t n = 0; n < mergedCount; ++n)
        into.setBound(merged[n].origin, merged[n].highest);
    into.shadowCondition = Condition::Always;
    return changed;
}

} // namespace symbolon::disasm
