// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/values.h"

namespace symbolon::disasm {

namespace {

// Up to here an added number is a number (a case label's distance, a field), beyond it may be a table, where
// there is something at that address.
constexpr int64_t SmallAddend = 0x10000;
// PowerPC64: r2 points this far into the table of contents.
constexpr uint64_t ContentsBias = 0x8000;

} // namespace

Evaluator::Evaluator(const Memory &memory, const Decoder &decoder)
    : m_memory(memory),
      m_decoder(decoder),
      m_convention(decoder.convention()),
      m_mask(memory.mask()),
      m_calleesPop(memory.image().architecture == Architecture::X86)
{
    const Image &image = memory.image();
    const Region *got = image.architecture == Architecture::PowerPc64 ? image.regionNamed(".got") : nullptr;
    if (got)
        m_contents = got->address + ContentsBias;
}

int64_t Evaluator::addend(uint64_t origin) const
{
    const auto found = m_addends.find(origin);
    return found == m_addends.end() ? 0 : found->second;
}

// What was loaded from a table, where it is an index itself and not an address.
Value Evaluator::asUnknown(const Value &value) const
{
    if (value.kind != Value::Kind::Table)
        return value;
    return Value{.shift = value.shift,
                 .isAddress = value.isAddress,
                 .origin = m_elements[value.element].name,
                 .offset = value.offset};
}

uint32_t Evaluator::elementNumber(const TableElement &element)
{
    const auto [known, isNew] = m_elementOf.try_emplace(element.name, static_cast<uint32_t>(m_elements.size()));
    if (!isNew && m_elements[known->second] == element)
        return known->second;
    known->second = static_cast<uint32_t>(m_elements.size());
    m_elements.push_back(element);
    return known->second;
}

Value Evaluator::constant(const Decoded &instruction, uint64_t number, bool isAddress, unsigned size) const
{
    number &= m_mask & widthMask(size);
    Value value{.kind = Value::Kind::Constant, .isAddress = isAddress, .origin = instruction.address};
    value.offset = static_cast<int64_t>(number);
    if (!isAddress && number >= 0x1000 && m_memory.numbersAreAddresses(instruction.address, instruction.end()))
        value.isAddress = value.isGuess = m_memory.mapped(number) || (number && number == m_memory.image().gp);
    return value;
}

Value Evaluator::read(const State &state, const Decoded &instruction, Register reg, Sink *sink, Reading reading) const
{
    if (!state.follows(reg))
        return Value{.origin = (instruction.address << 6 & (JoinOrigin - 1)) | 63};
    const Value *value = &state.registers[reg];
    if (instruction.conditional() && state.shadowsUnder(instruction.condition)) {
        const bool otherwise = instruction.condition != state.shadowCondition;
        for (const State::Shadow &shadow : state.shadows) {
            if (shadow.reg == reg && shadow.otherwise == otherwise)
                value = &shadow.value;
        }
    }
    if (sink && reading != Reading::Save && value->plain() && value->origin & EntryOrigin)
        sink->entryValueUsed(instruction, static_cast<Register>(value->origin & 63), reading == Reading::Copy);
    return *value;
}

void Evaluator::write(State &state, const Decoded &instruction, Register reg, const Value &value) const
{
    if (!state.follows(reg) || reg == m_convention.zero)
        return;
    const bool temporary = reg == TargetRegister || reg == ScratchRegister;
    if (!instruction.conditional() || instruction.flow != Flow::Next || temporary) {
        state.registers[reg] = value;
        if (!temporary && state.shadowCondition != Condition::Always) {
            for (State::Shadow &shadow : state.shadows) {
                if (shadow.reg == reg)
                    shadow.reg = NoRegister;
            }
        }
        return;
    }
    if (!state.shadowsUnder(instruction.condition)) {
        state.shadowCondition = instruction.condition;
        for (State::Shadow &shadow : state.shadows)
            shadow.reg = NoRegister;
    }
    const bool otherwise = instruction.condition != state.shadowCondition;
    const auto same = [&](const State::Shadow &shadow) { return shadow.reg == reg && shadow.otherwise == otherwise; };
    State::Shadow *place = &state.shadows[0];
    for (State::Shadow &shadow : state.shadows) {
        if (same(shadow) || (shadow.reg == NoRegister && !same(*place)))
            place = &shadow;
    }
    *place = {reg, otherwise, value};
    state.registers[reg] = fresh(instruction, reg);
}

Value Evaluator::shifted(const Value &value, unsigned amount, const Decoded &instruction, Register reg) const
{
    if (amount == 0)
        return value;
    if (amount >= 64)
        return fresh(instruction, reg);
    Value result = value;
    switch (value.kind) {
    case Value::Kind::Constant:
        result = constant(instruction, value.number() << amount, false);
        result.isAddress = false;
        return result;
    case Value::Kind::Unknown:
    case Value::Kind::Table:
        if (value.shift + amount < 16) {
            result.shift = static_cast<uint8_t>(value.shift + amount);
            result.offset = static_cast<int64_t>(value.number() << amount);
            return result;
        }
        return fresh(instruction, reg);
    default:
        return fresh(instruction, reg);
    }
}

Value Evaluator::sum(const Value &a, const Value &b, const Decoded &instruction, Register reg, Sink *sink)
{
    if (!b.isConstant() && a.isConstant())
        return sum(b, a, instruction, reg, sink);
    if (!b.isConstant())
        return fresh(instruction, reg);
    if (b.offset == 0 && !b.isAddress)
        return a;
    switch (a.kind) {
    case Value::Kind::Constant: {
        Value result = constant(instruction, a.number() + b.number(), a.surelyAddress() || b.surelyAddress());
        // A number and the distance that makes it an address were parts of that address.
        if (sink && (result.isAddress || a.isPart)) {
            if (a.isPart || !a.isAddress)
                sink->consumed(a.origin);
            if ((b.isPart || !b.isAddress) && b.origin != instruction.address)
                sink->consumed(b.origin);
        }
        result.isPart = a.isPart && !b.isPart && !result.isAddress;
        return result;
    }
    case Value::Kind::Stack: {
        Value result = a;
        result.offset = static_cast<int64_t>(a.number() + b.number());
        if (m_mask == UINT32_MAX)
            result.offset = static_cast<int32_t>(result.offset);
        return result;
    }
    case Value::Kind::Unknown:
    case Value::Kind::Table: {
        const auto distance = m_mask == UINT32_MAX ? static_cast<int64_t>(static_cast<int32_t>(b.offset)) : b.offset;
        const bool small = distance > -SmallAddend && distance < SmallAddend;
        // An element of a table to which a number is added is itself an index.
        const Value index = a.kind == Value::Kind::Table && a.shift == 0 && a.offset == 0 ? asUnknown(a) : a;
        if (index.plain() && !a.isAddress && !b.isAddress && (small || !m_memory.mapped(b.number() & m_mask))) {
            const Value result = fresh(instruction, reg);
            if (result.origin != index.origin)
                m_addends[result.origin] = distance + 0;
            return result;
        }
        Value result = a;
        result.offset = static_cast<int64_t>(a.number() + b.number());
        result.isAddress = a.isAddress || b.isAddress;
        // What an index is added to is a whole address, unless it is a page or where a jump counts from.
        if (sink && b.isPart && ((b.number() & 0xfff) == 0 || m_memory.executable(b.number() & m_mask)))
            sink->consumed(b.origin);
        return result;
    }
    default:
        return fresh(instruction, reg);
    }
}

// Keeps what is known of an unknown whose upper bytes are cut off: a compare before and an index after the
// cut are the same unknown to a jump table.
Value Evaluator::cut(const Value &value, const Operation &operation, const Decoded &instruction) const
{
    if (operation.size == 0)
        return value;
    switch (value.kind) {
    case Value::Kind::Constant: {
        const uint64_t number = operation.bits & IsSigned ? signExtended(value.number(), operation.size)
                                                          : value.number() & widthMask(operation.size);
        Value result = constant(instruction, number, value.surelyAddress());
        result.isPart = value.isPart;
        result.origin = value.origin;
        return result;
    }
    case Value::Kind::Unknown:
        return value;
    case Value::Kind::Table: {
        Value result = value;
        if (operation.size == m_elements[value.element].size && value.shift == 0 && value.offset == 0)
            result.elementSigned = operation.bits & IsSigned;
        return result;
    }
    case Value::Kind::Less:
        return value;
    case Value::Kind::Stack:
    case Value::Kind::Import:
        break;
    }
    return operation.size * 8U >= m_memory.image().bits ? value : fresh(instruction, operation.destination);
}

} // namespace symbolon::disasm
