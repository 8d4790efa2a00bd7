// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of Evaluator that reads and writes memory: the image, the stack, tables.
#include "analysis/disasm/values.h"

#include <algorithm>

namespace symbolon::disasm {

namespace {

constexpr Register ContentsRegister = 2; // PowerPC64: the table of contents

} // namespace

Value Evaluator::address(const State &state, const Decoded &instruction, const Operation &operation, Sink *sink)
{
    Value result = constant(instruction, static_cast<uint64_t>(operation.immediate), operation.bits & IsAddress);
    if (operation.a == NoRegister && operation.b == NoRegister)
        return result;
    const bool numberIsPart = !result.isAddress;
    result.isPart = false;
    if (operation.b != NoRegister) {
        const Value index = asUnknown(
            shifted(read(state, instruction, operation.b, sink), operation.shift, instruction, ScratchRegister));
        // Small displacements stay in the offset: base + index << shift + field.
        if (index.kind == Value::Kind::Unknown && operation.a == NoRegister) {
            Value scaled = index;
            scaled.offset = static_cast<int64_t>(scaled.number() + result.number());
            scaled.isAddress = scaled.isAddress || result.isAddress;
            return scaled;
        }
        const Value base = operation.a == NoRegister ? constant(instruction, 0, false)
                                                     : asUnknown(read(state, instruction, operation.a, sink));
        Value whole;
        if (base.isConstant() && !index.isConstant()) {
            whole = index;
            if (index.kind != Value::Kind::Unknown)
                return fresh(instruction, ScratchRegister);
            whole.offset = static_cast<int64_t>(index.number() + base.number());
            whole.isAddress = true;
            if (sink && base.isPart)
                sink->consumed(base.origin);
        } else {
            whole = sum(base, index, instruction, ScratchRegister, sink);
        }
        if (whole.kind == Value::Kind::Import)
            return fresh(instruction, ScratchRegister);
        whole.offset = static_cast<int64_t>(whole.number() + result.number());
        if (whole.isConstant() || whole.kind == Value::Kind::Unknown)
            whole.offset = static_cast<int64_t>(whole.number() & m_mask);
        return whole;
    }
    Value base = asUnknown(read(state, instruction, operation.a, sink));
    switch (base.kind) {
    case Value::Kind::Constant: {
        if (sink && (base.isPart || !base.isAddress))
            sink->consumed(base.origin);
        const bool isAddress = base.surelyAddress() || result.surelyAddress();
        Value whole = constant(instruction, base.number() + result.number(), isAddress);
        return whole;
    }
    case Value::Kind::Stack:
        base.offset = static_cast<int64_t>(base.number() + static_cast<uint64_t>(operation.immediate));
        return base;
    case Value::Kind::Unknown:
        base.offset = static_cast<int64_t>((base.number() + static_cast<uint64_t>(operation.immediate)) & m_mask);
        base.isAddress = base.isAddress || !numberIsPart;
        return base;
    default:
        return fresh(instruction, ScratchRegister);
    }
}

// An unknown index was added to the address of something in the image.
bool Evaluator::inImage(const Value &at, const Decoded &instruction) const
{
    return at.kind == Value::Kind::Unknown
           && (at.isAddress
               || (at.number() >= 0x1000 && m_memory.numbersAreAddresses(instruction.address, instruction.end())));
}

Value Evaluator::load(State &state, const Decoded &instruction, const Operation &operation, Sink *sink)
{
    const Value at = address(state, instruction, operation, sink);
    const unsigned size = operation.size;
    if (at.isConstant()) {
        const uint64_t where = at.number() & m_mask;
        if (sink)
            sink->access(instruction, operation, where, false);
        const Memory::Word word = m_memory.load(where, size);
        switch (word.kind) {
        case Memory::Word::Kind::Import:
            return Value{.kind = Value::Kind::Import, .origin = word.value};
        case Memory::Word::Kind::Address: {
            // An entry of a GOT may be the page that the address wanted lies in.
            Value value = constant(instruction, word.value, true);
            value.isPart = true;
            return value;
        }
        case Memory::Word::Kind::Number: {
            if (size > 8)
                break;
            const uint64_t number = operation.bits & IsSigned ? signExtended(word.value, size) : word.value;
            Value value = constant(instruction, number, false);
            // A number elsewhere than in a literal pool says nothing about the program's constants.
            value.isPart = true;
            return value;
        }
        case Memory::Word::Kind::Unknown:
            break;
        }
        return fresh(instruction, operation.destination);
    }
    if (at.kind == Value::Kind::Stack) {
        if (sink && at.offset >= 0)
            sink->callerStackRead(instruction, at.offset);
        if (const Value *value = state.slot(at.offset, size))
            return *value;
        if (m_contents && operation.destination == ContentsRegister) // saved by the callee's stub
            return state.registers[ContentsRegister];
        // Of its own frame a function takes only what it has put there.
        if (m_memory.globalPointer() && operation.destination == m_convention.global && at.offset < 0)
            return Value{.kind = Value::Kind::Constant,
                         .isAddress = true,
                         .isPart = true,
                         .origin = instruction.address,
                         .offset = static_cast<int64_t>(m_memory.globalPointer())};
        const Value value = fresh(instruction, operation.destination);
        if (size >= 4 && !instruction.conditional())
            state.setSlot(at.offset, size, value);
        return value;
    }
    if (inImage(at, instruction)) {
        const uint64_t where = at.number() & m_mask;
        if (sink)
            sink->access(instruction, operation, where, true);
        if (m_memory.constant(where) && size <= 8) {
            return Value{.kind = Value::Kind::Table,
                         .elementSigned = (operation.bits & IsSigned) != 0,
                         .element = elementNumber({.table = where,
                                                   .name = fresh(instruction, operation.destination).origin,
                                                   .stride = at.shift,
                                                   .size = static_cast<uint8_t>(size)}),
                         .origin = at.origin};
        }
    }
    const Value value = fresh(instruction, operation.destination);
    if (size == 1 && !(operation.bits & IsSigned))
        state.setBound(value.origin, 255);
    return value;
}

void Evaluator::store(State &state, const Decoded &instruction, const Operation &operation, Sink *sink)
{
    const Value at = address(state, instruction, operation, sink);
    const bool toStack = at.kind == Value::Kind::Stack;
    Value value;
    if (operation.destination != NoRegister)
        value = read(state, instruction, operation.destination, sink,
                     operation.bits & IsSaving ? Reading::Save
                     : toStack                 ? Reading::Copy
                                               : Reading::Use);
    if (toStack) {
        if (operation.size < 4 || operation.destination == NoRegister || instruction.conditional())
            state.forget(at.offset, operation.size ? operation.size : 16);
        else
            state.setSlot(at.offset, operation.size, value);
    } else if (sink && (at.isConstant() || inImage(at, instruction))) {
        sink->access(instruction, operation, at.number() & m_mask, !at.isConstant());
    }
}

} // namespace symbolon::disasm
