// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of Evaluator that runs operations.
#include "analysis/disasm/values.h"

namespace symbolon::disasm {

namespace {

// A number that is added and is below the negative of this is rather a large one without a sign.
constexpr int64_t LargestSubtracted = int64_t(1) << 24;
// Frames are aligned to this much at most; what is masked off more is no stack pointer any more.
constexpr int64_t LargestAlignment = 4096;

} // namespace

Value Evaluator::evaluate(State &state, const Decoded &instruction, const Operation &operation, Sink *sink)
{
    const Register reg = operation.destination;
    const auto immediate = static_cast<uint64_t>(operation.immediate);
    switch (operation.code) {
    case Opcode::Set: {
        Value value = constant(instruction, immediate, operation.bits & IsAddress);
        value.isPart = operation.bits & IsPart;
        return value;
    }
    case Opcode::Move:
        return cut(read(state, instruction, operation.a, sink, Reading::Copy), operation, instruction);
    case Opcode::Add: {
        const bool onStack = operation.a == m_convention.stack || operation.destination == m_convention.stack
                             || (state.follows(operation.a) && state.registers[operation.a].kind == Value::Kind::Stack);
        Value value =
            operation.a == NoRegister ? constant(instruction, 0, false) : read(state, instruction, operation.a, sink);
        if (operation.b != NoRegister) {
            const Value right =
                shifted(read(state, instruction, operation.b, sink), operation.shift, instruction, ScratchRegister);
            if (operation.a == NoRegister)
                value = right;
            else
                value = sum(value, right, instruction, reg, sink);
        }
        if (immediate) {
            const bool wasConstant = value.isConstant();
            Value number{.kind = Value::Kind::Constant,
                         .isAddress = (operation.bits & IsAddress) != 0,
                         .origin = instruction.address,
                         .offset = operation.immediate};
            // A small negative one was rather subtracted, a large one is rather an unsigned number.
            const bool subtracted =
                operation.immediate < 0 && (operation.bits & IsSigned || operation.immediate > -LargestSubtracted);
            if (sink && operation.bits & IsLiteral && !onStack && !wasConstant)
                sink->literal(instruction, operation, subtracted ? -operation.immediate : operation.immediate);
            const bool keepsShape = operation.a == NoRegister && value.kind == Value::Kind::Unknown;
            if (keepsShape)
                value.offset = static_cast<int64_t>(value.number() + immediate);
            else
                value = sum(value, number, instruction, reg, sink);
        } else if (value.isConstant() && value.isPart && operation.bits & IsLiteral && operation.b == NoRegister) {
            // The lower half is zero.
            if (sink)
                sink->consumed(value.origin);
            value.origin = instruction.address;
            value.isPart = !value.isAddress;
        }
        if (value.isConstant() && operation.bits & IsPart)
            value.isPart = true;
        if (operation.size && value.isConstant())
            value.offset = static_cast<int64_t>(value.number() & widthMask(operation.size));
        return value;
    }
    case Opcode::Subtract: {
        const Value a = read(state, instruction, operation.a, sink);
        const Value b = read(state, instruction, operation.b, sink);
        if (!b.isConstant())
            return fresh(instruction, reg);
        Value negative = b;
        negative.offset = static_cast<int64_t>(0 - b.number());
        if (a.isConstant()) {
            Value result = constant(instruction, a.number() - b.number(), a.surelyAddress() && !b.isAddress);
            return result;
        }
        negative.isAddress = false;
        return sum(a, negative, instruction, reg, sink);
    }
    case Opcode::Shift: {
        const Value a = read(state, instruction, operation.a, sink);
        // Small ones are mostly the scaling of an index.
        if (sink && operation.bits & IsLiteral && operation.immediate > 4 && !a.isConstant())
            sink->literal(instruction, operation, operation.immediate);
        return shifted(a, static_cast<unsigned>(operation.immediate & 63), instruction, reg);
    }
    case Opcode::And: {
        const Value a = read(state, instruction, operation.a, sink);
        if (a.isConstant())
            return constant(instruction, a.number() & immediate, false);
        if (a.kind == Value::Kind::Stack) { // and $-16, %rsp
            const auto alignment = static_cast<int64_t>(-immediate & m_mask);
            if (alignment <= 0 || alignment > LargestAlignment || (alignment & (alignment - 1)))
                return fresh(instruction, reg);
            // How far it moves is not known, and does not matter: what stands above is no longer reached from it.
            Value value = a;
            value.offset &= -alignment;
            return value;
        }
        if (sink && operation.bits & IsLiteral)
            sink->literal(instruction, operation, operation.immediate);
        if (a.kind == Value::Kind::Unknown && a.plain() && (immediate == 0xff || immediate == 0xffff))
            return a;
        const Value value = fresh(instruction, reg);
        const uint64_t mask = immediate & m_mask;
        if (mask < 0x10000 && (mask & (mask + 1)) == 0)
            state.setBound(value.origin, mask);
        return value;
    }
    case Opcode::Or: {
        const Value a = read(state, instruction, operation.a, sink);
        if (a.isConstant()) {
            if (sink)
                sink->consumed(a.origin);
            Value value = constant(instruction, a.number() | immediate, false);
            value.isPart = true;
            return value;
        }
        if (sink && operation.bits & IsLiteral)
            sink->literal(instruction, operation, operation.immediate);
        return fresh(instruction, reg);
    }
    case Opcode::Xor: {
        const Value a = read(state, instruction, operation.a, sink);
        if (a.isConstant())
            return constant(instruction, a.number() ^ immediate, false);
        if (sink && operation.bits & IsLiteral)
            sink->literal(instruction, operation, operation.immediate);
        return fresh(instruction, reg);
    }
    case Opcode::Insert: {
        const Value a = read(state, instruction, operation.a, sink);
        const uint64_t mask = widthMask(operation.size) << operation.shift;
        if (!a.isConstant()) {
            if (sink && operation.bits & IsLiteral)
                sink->literal(instruction, operation, static_cast<int64_t>(immediate << operation.shift));
            return fresh(instruction, reg);
        }
        if (sink)
            sink->consumed(a.origin);
        Value value = constant(instruction, (a.number() & ~mask) | (immediate << operation.shift & mask), false);
        value.isPart = true;
        return value;
    }
    case Opcode::Load:
        return load(state, instruction, operation, sink);
    case Opcode::Less: {
        const Value a = read(state, instruction, operation.a, sink);
        const Value b = operation.b == NoRegister ? Value{.kind = Value::Kind::Constant, .offset = operation.immediate}
                                                  : read(state, instruction, operation.b, sink);
        if (sink && operation.b == NoRegister && operation.bits & IsLiteral)
            sink->literal(instruction, operation, operation.immediate);
        if (a.plain() && b.isConstant())
            return Value{.kind = Value::Kind::Less, .origin = a.origin, .offset = b.offset};
        if (b.plain() && a.isConstant())
            return Value{.kind = Value::Kind::Less, .reversed = true, .origin = b.origin, .offset = a.offset};
        return fresh(instruction, reg);
    }
    case Opcode::Unknown:
        if (operation.a != NoRegister)
            static_cast<void>(read(state, instruction, operation.a, sink));
        if (operation.b != NoRegister)
            static_cast<void>(read(state, instruction, operation.b, sink));
        return fresh(instruction, reg);
    default:
        return fresh(instruction, reg);
    }
}

void Evaluator::compare(State &state, const Decoded &instruction, const Operation &operation, Sink *sink)
{
    State::Flags &flags = state.flags[operation.shift % state.flagCount];
    flags.known = false;
    state.shadowCondition = Condition::Always;
    const Value a = asUnknown(read(state, instruction, operation.a, sink));
    Value b{.kind = Value::Kind::Constant, .offset = operation.immediate};
    if (operation.b != NoRegister)
        b = read(state, instruction, operation.b, sink);
    else if (sink && operation.bits & IsLiteral)
        sink->literal(instruction, operation, operation.immediate);
    if (instruction.conditional())
        return;
    if (a.plain() && b.isConstant()) {
        flags.known = true;
        flags.origin = a.origin;
        flags.constant = b.offset;
    }
}

void Evaluator::run(State &state, const Decoded &instruction, Sink *sink)
{
    for (const Operation &operation : m_decoder.operations(instruction)) {
        switch (operation.code) {
        case Opcode::Store:
            store(state, instruction, operation, sink);
            break;
        case Opcode::Compare:
            compare(state, instruction, operation, sink);
            break;
        case Opcode::ClearFlags:
            state.flags[operation.shift % state.flagCount].known = false;
            state.shadowCondition = Condition::Always;
            break;
        case Opcode::Literal:
            if (sink)
                sink->literal(instruction, operation, operation.immediate);
            break;
        case Opcode::Use:
            static_cast<void>(read(state, instruction, operation.a, sink));
            break;
        default: {
            const Value value = evaluate(state, instruction, operation, sink);
            if (sink && (value.isConstant() || value.kind == Value::Kind::Import))
                sink->constant(instruction, operation, value);
            write(state, instruction, operation.destination, value);
            break;
        }
        }
    }
}

} // namespace symbolon::disasm
