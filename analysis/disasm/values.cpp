// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/values.h"

namespace symbolon::disasm {

namespace {

// Up to here an added number is a number (a case label's distance, a field), beyond it may be a table, where
// there is something at that address.
constexpr int64_t SmallAddend = 0x10000;
constexpr int64_t LargestSubtracted = int64_t(1) << 24;
// PowerPC64: r2 points this far into the table of contents.
constexpr uint64_t ContentsBias = 0x8000;
constexpr Register ContentsRegister = 2;
// Frames are aligned to this much at most; what is masked off more is no stack pointer any more.
constexpr int64_t LargestAlignment = 4096;

uint64_t widthMask(unsigned size)
{
    return size == 0 || size >= 8 ? UINT64_MAX : (uint64_t(1) << size * 8) - 1;
}

uint64_t signExtended(uint64_t value, unsigned size)
{
    if (size == 0 || size >= 8)
        return value;
    const uint64_t sign = uint64_t(1) << (size * 8 - 1);
    value &= widthMask(size);
    return (value ^ sign) - sign;
}

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

Value Evaluator::fresh(const Decoded &instruction, Register reg) const
{
    return Value{.origin = (instruction.address << 6 & (JoinOrigin - 1)) | (reg & 63)};
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
        const bool onStack =
            operation.a == m_convention.stack || operation.destination == m_convention.stack
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
