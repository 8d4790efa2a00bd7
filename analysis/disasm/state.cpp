// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/values.h"

#include <algorithm>

namespace symbolon::disasm {

namespace {

// Values that a program keeps in the stack for its whole run: addresses ($gp, the GOT) and saved registers.
bool lasting(const Value &value)
{
    return (value.isConstant() && value.isAddress) || (value.plain() && value.origin & EntryOrigin);
}

} // namespace

bool State::same(const State &other) const
{
    const auto equal = [](const Value &a, const Value &b) { return a.same(b) && a.isAddress == b.isAddress; };
    return std::ranges::equal(registers, other.registers, equal) && flags == other.flags && bounds == other.bounds
           && std::ranges::equal(slots, other.slots, [&](const Slot &a, const Slot &b) {
                  return a.size == b.size && (!a.size || (a.offset == b.offset && equal(a.value, b.value)));
              });
}

const Value *State::slot(int64_t offset, unsigned size) const
{
    for (const Slot &each : slots) {
        if (each.size == size && each.offset == offset)
            return &each.value;
    }
    return nullptr;
}

void State::forget(int64_t offset, unsigned size)
{
    for (Slot &each : slots) {
        if (each.size && each.offset < offset + static_cast<int64_t>(size) && offset < each.offset + each.size)
            each.size = 0;
    }
}

void State::setSlot(int64_t offset, unsigned size, const Value &value)
{
    forget(offset, size);
    const auto put = [&](Slot &each) { each = {offset, static_cast<uint8_t>(size), value}; };
    for (Slot &each : slots) {
        if (!each.size)
            return put(each);
    }
    for (size_t n = 0; n < slots.size(); ++n) {
        nextSlot = static_cast<uint8_t>((nextSlot + 1) % slots.size());
        if (!lasting(slots[nextSlot].value))
            return put(slots[nextSlot]);
    }
}

std::optional<uint64_t> State::bound(uint64_t origin) const
{
    for (const Bound &each : bounds) {
        if (each.origin == origin)
            return each.highest;
    }
    return std::nullopt;
}

void State::setBound(uint64_t origin, uint64_t highest)
{
    for (Bound &each : bounds) {
        if (each.origin == origin) {
            each.highest = highest;
            return;
        }
    }
    bounds[nextBound] = {origin, highest};
    nextBound = static_cast<uint8_t>((nextBound + 1) % bounds.size());
}

State Evaluator::entryState(uint64_t entry) const
{
    State state;
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
    for (Register reg = 0; reg < RegisterCount; ++reg) {
        if (m_convention.results & bit(reg) || reg == m_convention.link)
            state.registers[reg] = fresh(call, reg);
    }
    // The callee may write to locals whose address it was given.
    for (State::Slot &slot : state.slots) {
        if (slot.size && !lasting(slot.value))
            slot.size = 0;
    }
    for (State::Flags &flags : state.flags)
        flags.known = false;
    state.shadowCondition = Condition::Always;
}

void Evaluator::assume(State &state, const State &at, const Decoded &branch, bool taken) const
{
    const Condition condition = taken ? branch.condition : opposite(branch.condition);
    uint64_t origin = 0;
    int64_t constant = 0;
    Condition holds = condition;
    if (branch.tested >= FlagsBase) {
        const unsigned number = branch.tested - FlagsBase;
        if (number >= FlagCount || !at.flags[number].known)
            return;
        origin = at.flags[number].origin;
        constant = at.flags[number].constant;
    } else {
        if (branch.tested >= RegisterCount)
            return;
        const Value &value = at.registers[branch.tested];
        if (value.kind != Value::Kind::Less || (condition != Condition::NotEqual && condition != Condition::Equal))
            return;
        const bool less = condition == Condition::NotEqual;
        origin = value.origin;
        constant = value.offset;
        holds = value.reversed ? (less ? Condition::Above : Condition::BelowOrEqual)
                               : (less ? Condition::Below : Condition::AboveOrEqual);
    }
    if (constant < 0)
        return;
    switch (holds) {
    case Condition::Below:
    case Condition::Less:
        if (constant > 0)
            state.setBound(origin, static_cast<uint64_t>(constant) - 1);
        return;
    case Condition::BelowOrEqual:
    case Condition::LessOrEqual:
    case Condition::Equal:
        state.setBound(origin, static_cast<uint64_t>(constant));
        return;
    default:
        return;
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
    for (Register reg = 0; reg < TargetRegister; ++reg) {
        Value &mine = into.registers[reg];
        const Value &theirs = from.registers[reg];
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
    for (State::Slot &slot : into.slots) {
        if (!slot.size)
            continue;
        const Value *theirs = from.slot(slot.offset, slot.size);
        if (!theirs || !theirs->same(slot.value)) {
            slot.size = 0;
            changed = true;
        }
    }
    for (size_t n = 0; n < into.flags.size(); ++n) {
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
