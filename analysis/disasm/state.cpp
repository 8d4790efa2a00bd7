// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/state.h"

#include <algorithm>

namespace symbolon::disasm {

namespace {

// Values that a program keeps in the stack for its whole run: addresses ($gp, the GOT) and saved registers.
bool lasting(const Value &value)
{
    return (value.isConstant() && value.isAddress) || (value.plain() && value.origin & EntryOrigin);
}

} // namespace

State &State::operator=(const State &other)
{
    if (this == &other)
        return *this;
    registerCount = other.registerCount;
    flagCount = other.flagCount;
    slotCount = other.slotCount;
    nextSlot = other.nextSlot;
    nextBound = other.nextBound;
    shadowCondition = other.shadowCondition;
    std::copy_n(other.registers.begin(), registerCount, registers.begin());
    registers[TargetRegister] = other.registers[TargetRegister];
    registers[ScratchRegister] = other.registers[ScratchRegister];
    std::copy_n(other.flags.begin(), flagCount, flags.begin());
    std::copy_n(other.slots.begin(), slotCount, slots.begin());
    bounds = other.bounds;
    if (shadowCondition != Condition::Always)
        shadows = other.shadows;
    return *this;
}

bool State::same(const State &other) const
{
    const auto equal = [](const Value &a, const Value &b) {
        return a.same(b) && a.isAddress == b.isAddress && a.isGuess == b.isGuess;
    };
    return slotCount == other.slotCount
           && std::equal(registers.begin(), registers.begin() + registerCount, other.registers.begin(), equal)
           && std::equal(flags.begin(), flags.begin() + flagCount, other.flags.begin()) && bounds == other.bounds
           && std::equal(slots.begin(), slots.begin() + slotCount, other.slots.begin(),
                         [&](const Slot &a, const Slot &b) {
                             return a.offset == b.offset && a.size == b.size && equal(a.value, b.value);
                         });
}

const Value *State::slot(int64_t offset, unsigned size) const
{
    for (size_t n = 0; n < slotCount; ++n) {
        if (slots[n].offset == offset && slots[n].size == size)
            return &slots[n].value;
    }
    return nullptr;
}

void State::forget(int64_t offset, unsigned size)
{
    for (size_t n = slotCount; n-- > 0;) {
        if (slots[n].offset < offset + static_cast<int64_t>(size) && offset < slots[n].offset + slots[n].size)
            removeSlot(n);
    }
}

void State::setSlot(int64_t offset, unsigned size, const Value &value)
{
    forget(offset, size);
    const Slot slot{offset, static_cast<uint8_t>(size), value};
    if (slotCount < slots.size()) {
        slots[slotCount++] = slot;
        return;
    }
    for (size_t n = 0; n < slots.size(); ++n) {
        nextSlot = static_cast<uint8_t>((nextSlot + 1) % slots.size());
        if (!lasting(slots[nextSlot].value)) {
            slots[nextSlot] = slot;
            return;
        }
    }
}

void State::keepLastingSlots()
{
    for (size_t n = slotCount; n-- > 0;) {
        if (!lasting(slots[n].value))
            removeSlot(n);
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

} // namespace symbolon::disasm
