// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/features/tokens/builder.h"

#include "analysis/features/features.h"

#include <algorithm>

namespace symbolon::tokens {

namespace {

using enum TokenClass;
using enum TokenOperand;
using Condition = TokenCondition;
using Width = TokenWidth;

constexpr int Reach = 8; // steps back within which a constant's or an index's parts are looked for

bool isAddress(const Reference &reference)
{
    return reference.kind != Reference::Kind::Integer;
}

TokenOperand kindOf(const Reference &reference)
{
    switch (reference.kind) {
    case Reference::Kind::String:
        return TokenOperand::String;
    case Reference::Kind::Integer:
        return integerKind(reference.value);
    case Reference::Kind::Data:
        return TokenOperand::Global;
    case Reference::Kind::Function:
        return TokenOperand::Function;
    case Reference::Kind::Import:
        return TokenOperand::Import;
    case Reference::Kind::Float:
        return TokenOperand::FloatConstant;
    }
    return TokenOperand::None;
}

bool isIntegerKind(TokenOperand operand)
{
    return operand == Zero || operand == SmallInteger || operand == LargeInteger;
}

bool isLoad(TokenClass what)
{
    return what == Load || what == FloatLoad;
}

// Whether the operation's operands can change places.
bool commutes(TokenClass what)
{
    return what == Add || what == Multiply || what == And || what == Or || what == Xor;
}

} // namespace

TokenWidth widthOfBytes(unsigned bytes)
{
    return bytes == 1 ? Width::Byte : bytes == 2 ? Width::Half : bytes > 4 ? Width::Wide : Width::Word;
}

TokenOperand integerKind(int64_t value)
{
    return value == 0 ? Zero : value > -256 && value < 256 ? SmallInteger : LargeInteger;
}

void Builder::startFunction(const BinaryFunction &function)
{
    m_saved.clear();
    m_written = 0;
    m_partial = 0;
    m_globals = m_machine.globals;
    m_globalsPending = false;
    m_setsGlobals = false;
    m_frame = {};
    // A frame pointer is set up from the stack pointer near the beginning: "mov rbp, rsp", "add r7, sp, #0".
    const size_t count = std::min<size_t>(function.instructions.size(), 40);
    Operands operands;
    for (size_t n = 0; n < count; ++n) {
        const Instruction &instruction = function.instructions[n];
        const std::string_view mnemonic = function.instructions.mnemonic(instruction);
        const std::string_view text = function.instructions.operands(instruction);
        if (mnemonic.empty() || (mnemonic[0] != 'm' && mnemonic[0] != 'a' && mnemonic[0] != 'l' && mnemonic[0] != 'o'))
            continue;
        if (text.size() > 32 || mnemonic.substr(0, 2) == "ld" || mnemonic == "lw")
            continue;
        parseOperands(text, m_machine, operands);
        const Operand &from = operands[1];
        const bool fromStack =
            from.isRegister(m_machine.stack) || (mnemonic == "lea" && from.isMemory() && from.reg == m_machine.stack);
        // ARM's are also ordinary registers, which can get a local variable's address.
        if (n >= 6 && operands[2].isInteger() && m_machine.frames[1] != NoRegister)
            continue;
        if (!fromStack || !operands[0].isRegister()
            || (operands[2].kind == Operand::Kind::Register && mnemonic != "mr" && operands[2].reg != m_machine.zero))
            continue;
        for (size_t frame = 0; frame < m_frame.size(); ++frame)
            m_frame[frame] |= operands[0].reg == m_machine.frames[frame];
    }
}

void Builder::startBlock()
{
    m_steps.clear();
    m_writer.fill(-1);
    m_flags = Flags::Unknown;
    m_result = NoRegister;
    m_truth = Condition::None;
    m_conditional = Condition::None;
}

void Builder::startInstruction(const Line &line)
{
    m_line = &line;
    m_keepFlags = false;
}

void Builder::finishBlock(std::vector<CodeToken> &tokens)
{
    for (const Step &step : m_steps) {
        if (step.dropped || (!KeepsStackAccesses && step.operand == Stack && step.what != Add))
            continue;
        tokens.push_back(codeToken(step.what, step.operand, step.width, step.condition));
    }
}

Builder::Step &Builder::push(TokenClass what, TokenOperand operand, TokenWidth width, TokenCondition condition)
{
    Step step;
    step.what = what;
    step.operand = operand;
    step.width = width;
    step.condition = condition;
    m_steps.push_back(step);
    return m_steps.back();
}

void Builder::wrote(Register reg, int step)
{
    if (reg >= Registers)
        return;
    m_writer[reg] = step;
    if (reg < 32)
        m_written |= uint32_t(1) << reg;
    if (reg < 64)
        m_partial &= ~(uint64_t(1) << reg);
    if (step >= 0)
        m_steps[static_cast<size_t>(step)].to = reg;
    if (reg == m_globals && reg != m_machine.globals)
        m_globals = NoRegister;
    if (reg == m_result)
        m_result = NoRegister;
}

Builder::Step *Builder::writer(Register reg)
{
    return reg < Registers && m_writer[reg] >= 0 ? &m_steps[static_cast<size_t>(m_writer[reg])] : nullptr;
}

Builder::Step *Builder::recentConstant(Register reg)
{
    Step *step = writer(reg);
    if (!step || step->used || step->dropped || step->what != Move || !isIntegerKind(step->operand)
        || m_writer[reg] + Reach < static_cast<int>(m_steps.size()))
        return nullptr;
    return step;
}

void Builder::use(const Operand &operand)
{
    const auto mark = [&](Register reg) {
        if (Step *step = writer(reg))
            step->used = true;
    };
    if (operand.isRegister() || operand.isMemory() || operand.kind == Operand::Kind::Shift) {
        mark(operand.reg);
        mark(operand.index);
    }
}

void Builder::clobber(const Operand &reg)
{
    if (reg.isRegister())
        wrote(reg.reg, -1);
}

bool Builder::isFrame(Register reg) const
{
    return reg != NoRegister
           && (reg == m_machine.stack || (m_frame[0] && reg == m_machine.frames[0])
               || (m_frame[1] && reg == m_machine.frames[1]));
}

bool Builder::isStack(const Operand &memory) const
{
    return isFrame(memory.reg);
}

const Reference *Builder::addressReference() const
{
    for (const Reference &reference : m_line->references) {
        if (isAddress(reference))
            return &reference;
    }
    return nullptr;
}

const Reference *Builder::integerReference() const
{
    for (const Reference &reference : m_line->references) {
        if (!isAddress(reference))
            return &reference;
    }
    return nullptr;
}

TokenOperand Builder::immediate(const Operand &value) const
{
    if (value.kind == Operand::Kind::Real)
        return FloatConstant;
    if (const Reference *reference = addressReference()) {
        bool memory = false;
        for (unsigned n = 0; n < m_line->operands.count; ++n)
            memory |= m_line->operands[n].isMemory() && !isStack(m_line->operands[n]);
        if (!memory || reference->target == static_cast<uint64_t>(value.value))
            return kindOf(*reference);
    }
    return integerKind(value.value);
}

void Builder::setImmediate(Step &step, const Operand &value)
{
    step.operand = immediate(value);
    step.value = value.value;
}

void Builder::setFlags(Flags flags, Register result)
{
    m_conditional = Condition::None;
    if (m_keepFlags)
        return;
    m_flags = flags;
    m_result = result;
    m_truth = Condition::None;
}

void Builder::copy(const Operand &to, const Operand &from)
{
    if (!to.isRegister() || !from.isRegister()) {
        if (from.isInteger())
            constant(to, from);
        return;
    }
    if (from.reg == m_machine.zero) {
        constant(to, Zero, to.bytes);
        return;
    }
    if (from.reg == m_machine.stack && !isFrame(to.reg) && to.reg < 32) {
        push(Add, Stack, widthOfBytes(to.bytes), Condition::None);
        wrote(to.reg, static_cast<int>(m_steps.size()) - 1);
        return;
    }
    use(from);
    const bool partial = isPart(from.reg);
    wrote(to.reg, -1);
    if (partial && to.reg < 64)
        m_partial |= uint64_t(1) << to.reg;
}

void Builder::constant(const Operand &to, const Operand &value)
{
    if (isFrame(to.reg) || (m_globals != NoRegister && to.isRegister(m_globals)))
        return;
    Step &step = push(Move, TokenOperand::None, widthOfBytes(to.bytes ? to.bytes : 4), Condition::None);
    setImmediate(step, value);
    step.reference = addressReference();
    if (to.isRegister())
        wrote(to.reg, static_cast<int>(m_steps.size()) - 1);
}

void Builder::constant(const Operand &to, TokenOperand operand, unsigned bytes)
{
    if (to.isRegister() && isFrame(to.reg))
        return;
    Step &step = push(Move, operand, widthOfBytes(bytes), Condition::None);
    step.reference = addressReference();
    if (to.isRegister())
        wrote(to.reg, static_cast<int>(m_steps.size()) - 1);
}

bool Builder::setsUpGlobals(const Operand &to)
{
    if (!to.isRegister(m_globals) || (m_globals != m_machine.globals && !m_globalsPending))
        return false;
    m_globalsPending = false;
    m_setsGlobals = true;
    return true;
}

void Builder::part(const Operand &to)
{
    if (setsUpGlobals(to))
        return;
    if (const Reference *reference = addressReference()) {
        constant(to, kindOf(*reference), to.bytes);
    } else if (const Reference *integer = integerReference()) {
        const size_t before = m_steps.size();
        constant(to, integerKind(integer->value), to.bytes);
        if (m_steps.size() > before) // the frame's register has none
            m_steps.back().value = integer->value;
    } else {
        clobber(to);
        if (to.isRegister() && to.reg < 64)
            m_partial |= uint64_t(1) << to.reg;
    }
}

void Builder::completeConstant(const Operand &to)
{
    Step *step = writer(to.reg);
    if (!step || step->what != Move) {
        part(to);
        if (!hasReferences() && to.isRegister()) { // the first half was left out, and nothing says what the whole is
            constant(to, LargeInteger, to.bytes);
        }
        return;
    }
    if (const Reference *reference = addressReference()) {
        step->operand = kindOf(*reference);
        step->reference = reference;
    } else {
        step->operand = LargeInteger;
        step->value = INT32_MAX;
    }
}

void Builder::floatConstant(const Operand &to, TokenOperand operand, unsigned bytes)
{
    push(FloatMove, operand, widthOfBytes(bytes), Condition::None);
    if (to.isRegister())
        wrote(to.reg, static_cast<int>(m_steps.size()) - 1);
}

std::optional<TokenOperand> Builder::place(const Operand &memory, bool store)
{
    if (isStack(memory))
        return Stack;
    if (memory.segment)
        return Global;
    if (const Reference *reference = addressReference()) {
        bool other = false; // the reference is an immediate operand's
        for (unsigned n = 0; n < m_line->operands.count; ++n) {
            const Operand &operand = m_line->operands[n];
            other |= operand.isInteger() && static_cast<uint64_t>(operand.value) == reference->target;
        }
        if (!other)
            return kindOf(*reference);
    }
    const bool fixed =
        memory.reg == NoRegister || memory.reg == m_machine.counter || memory.reg == m_globals || isPart(memory.reg);
    if (fixed) {
        if (memory.index != NoRegister || store)
            return Global;
        return std::nullopt;
    }
    if (memory.index != NoRegister)
        return Element;
    return memory.value ? Field : Memory;
}

void Builder::noteMember(const Operand &memory, TokenOperand place, unsigned bytes)
{
    if (m_accesses && memory.value && (place == Field || place == Element))
        m_accesses->push_back(memberAccess(memory.value, bytes));
}

bool Builder::isSaving(const Operand &from, const Operand &memory)
{
    if (!from.isRegister() || !isStack(memory))
        return false;
    const bool saves = from.reg == m_machine.link || from.reg == m_machine.globals
                       || ((m_machine.preserves(from.reg) || (from.reg == m_machine.frames[0] && m_frame[0])
                            || (from.reg == m_machine.frames[1] && m_frame[1]))
                           && !(m_written >> from.reg & 1));
    if (saves)
        m_saved.push_back({from.reg, memory.reg, memory.value});
    return saves;
}

bool Builder::isRestoring(const Operand &to, const Operand &memory) const
{
    if (!to.isRegister() || !isStack(memory))
        return false;
    if (to.reg == m_machine.link || to.reg == m_machine.counter
        || (to.reg == m_machine.globals && to.reg != NoRegister))
        return true;
    return std::ranges::any_of(m_saved, [&](const Saved &saved) {
        return saved.reg == to.reg && (isFrame(to.reg) || (saved.base == memory.reg && saved.offset == memory.value));
    });
}

// An index added to a base in an instruction of its own, where others address through both.
void Builder::foldElement(const Operand &to, const Operand &memory, Step &step)
{
    if ((step.operand != Memory && step.operand != Field) || memory.index != NoRegister || memory.reg >= Registers)
        return;
    const int at = m_writer[memory.reg];
    if (at < 0 || at + Reach < static_cast<int>(m_steps.size()))
        return;
    Step &sum = m_steps[static_cast<size_t>(at)];
    if (sum.what != Add || sum.operand != TokenOperand::None || sum.used || sum.dropped || !to.isRegister(memory.reg))
        return;
    sum.dropped = true;
    step.operand = Element;
    for (int n = at - 1; n >= 0 && n + Reach > at; --n) {
        Step &shift = m_steps[static_cast<size_t>(n)];
        if (shift.what == ShiftLeft && !shift.dropped && shift.value > 0 && shift.value <= 3
            && (shift.to == sum.from || shift.to == sum.to)) {
            shift.dropped = true;
            break;
        }
    }
}

void Builder::load(const Operand &to, const Operand &memory, unsigned bytes, TokenClass what)
{
    if (isRestoring(to, memory)) {
        clobber(to);
        return;
    }
    if (m_setsGlobals && memory.reg == m_machine.globals && memory.reg != NoRegister && what == Load) {
        loadAddress(to, memory);
        return;
    }
    const auto operand = place(memory, false);
    if (!operand) {
        use(memory);
        clobber(to);
        if (to.isRegister() && to.reg < 64)
            m_partial |= uint64_t(1) << to.reg;
        return;
    }
    // A pointer that the file holds at a fixed place and the loader fills in: its value is what is meant.
    if (*operand == TokenOperand::Function || *operand == TokenOperand::Import) {
        const bool pointer = memory.reg == m_globals || memory.reg == m_machine.counter || isPart(memory.reg);
        if (pointer && what == Load && memory.index == NoRegister) {
            use(memory);
            constant(to, *operand, bytes);
            return;
        }
    }
    if (*operand == FloatConstant) {
        use(memory);
        floatConstant(to, FloatConstant, bytes);
        return;
    }
    noteMember(memory, *operand, bytes);
    push(what, *operand, widthOfBytes(bytes), Condition::None);
    foldElement(to, memory, m_steps.back());
    use(memory);
    if (to.isRegister())
        wrote(to.reg, static_cast<int>(m_steps.size()) - 1);
}

void Builder::loadAddress(const Operand &to, const Operand &memory)
{
    Step *base = writer(memory.reg);
    if (base && !base->used && base->what == Move && base->operand == Global)
        base->dropped = true; // the table's own address
    use(memory);
    part(to);
}

void Builder::loadOperand(const Operand &memory, unsigned bytes, TokenClass what)
{
    const auto operand = place(memory, false).value_or(Global);
    noteMember(memory, operand, bytes);
    use(memory);
    if (operand == FloatConstant)
        push(FloatMove, FloatConstant, widthOfBytes(bytes), Condition::None);
    else
        push(what, operand, widthOfBytes(bytes), Condition::None);
}

void Builder::store(const Operand &from, const Operand &memory, unsigned bytes, TokenClass what)
{
    if (isSaving(from, memory))
        return;
    const bool zero = from.isRegister() && from.reg == m_machine.zero;
    if (from.isInteger() || zero) {
        const TokenOperand operand = zero ? Zero : immediate(from);
        const bool again = operand == Zero && std::ranges::any_of(m_steps, [](const Step &step) {
                               return step.what == Move && step.operand == Zero && !step.dropped;
                           });
        if (!again)
            push(Move, operand, widthOfBytes(bytes), Condition::None);
    }
    use(from);
    const TokenOperand operand = *place(memory, true);
    noteMember(memory, operand, bytes);
    push(what, operand, widthOfBytes(bytes), Condition::None);
    foldElement(registerOperand(memory.reg, 4), memory, m_steps.back());
    use(memory);
}

void Builder::address(const Operand &to, const Operand &memory)
{
    if (!to.isRegister() || to.reg == m_machine.stack)
        return;
    const bool toFrame = isFrame(to.reg) || to.reg == m_globals;
    if (toFrame) {
        clobber(to);
        return;
    }
    const Width width = widthOfBytes(to.bytes);
    if (isStack(memory)) {
        if (memory.index != NoRegister && memory.scale)
            push(ShiftLeft, SmallInteger, width, Condition::None);
        push(Add, Stack, width, Condition::None);
        use(memory);
        wrote(to.reg, static_cast<int>(m_steps.size()) - 1);
        return;
    }
    if (const Reference *reference = addressReference()) {
        constant(to, kindOf(*reference), to.bytes);
        if (memory.index != NoRegister) {
            push(Add, TokenOperand::None, width, Condition::None);
            wrote(to.reg, static_cast<int>(m_steps.size()) - 1);
        }
        return;
    }
    const bool fixed = memory.reg == NoRegister || memory.reg == m_machine.counter || memory.reg == m_globals;
    if (fixed && memory.index == NoRegister) {
        part(to);
        return;
    }
    if (memory.index == NoRegister) {
        operate(Add, to, registerOperand(memory.reg, to.bytes), integerOperand(memory.value));
        return;
    }
    use(memory);
    bool any = false;
    if (memory.scale) {
        push(ShiftLeft, SmallInteger, width, Condition::None).value = memory.scale;
        m_steps.back().to = to.reg;
        any = true;
    }
    if (memory.reg != NoRegister) {
        push(Add, TokenOperand::None, width, Condition::None).from = memory.index;
        any = true;
    }
    if (memory.value) {
        push(memory.value < 0 ? Subtract : Add, integerKind(memory.value), width, Condition::None);
        any = true;
    }
    wrote(to.reg, any ? static_cast<int>(m_steps.size()) - 1 : -1);
}

void Builder::push(const Operand &from)
{
    // An argument; a register's value is a copy, or saved.
    if (from.isInteger())
        constant({}, from);
    else if (from.isMemory())
        loadOperand(from, from.bytes ? from.bytes : 4);
    use(from);
}

void Builder::operate(TokenClass what, const Operand &to, const Operand &a, const Operand &b, bool setsFlags)
{
    if (to.isRegister() && (to.reg == m_machine.stack || (isFrame(to.reg) && isFrame(a.reg)))) {
        clobber(to);
        return;
    }
    if (setsUpGlobals(to))
        return;
    const Width width = widthOfBytes(to.bytes ? to.bytes : a.bytes ? a.bytes : b.bytes ? b.bytes : 4);
    if (b.isInteger() && a.isRegister()) {
        if (a.reg == m_machine.zero && (what == Add || what == Or || what == Xor)) {
            constant(to, b);
            return;
        }
        const bool partial = isPart(a.reg);
        if (what == Add || what == Or || what == Subtract) {
            if (const Reference *reference = addressReference()) {
                constant(to, kindOf(*reference), to.bytes);
                return;
            }
            const Reference *integer = integerReference();
            if (partial) {
                const size_t before = m_steps.size();
                constant(to, integer ? integerKind(integer->value) : LargeInteger, to.bytes);
                if (m_steps.size() > before)
                    m_steps.back().value = integer ? integer->value : INT32_MAX;
                return;
            }
        }
        if ((what == Add || what == Subtract) && isFrame(a.reg)) {
            push(Add, Stack, width, Condition::None);
            wrote(to.reg, static_cast<int>(m_steps.size()) - 1);
            return;
        }
        if (b.value == 0 && (what == Add || what == Subtract || what == Or || what == Xor || what == ShiftLeft)) {
            copy(to, a);
            if (setsFlags)
                setFlags(Flags::Arithmetic, to.reg);
            return;
        }
        const int64_t mask = b.value;
        if (what == And && (mask == 0xff || mask == 0xffff)) {
            operateWidth(Extend, to, a, mask == 0xff ? Width::Byte : Width::Half);
            if (setsFlags)
                setFlags(Flags::Arithmetic, to.reg);
            return;
        }
        if (what == Xor && mask == -1) {
            operate(Not, to, a, setsFlags);
            return;
        }
        if (what == Xor && mask == 1 && holdsTruth(a.reg) && to.isRegister(a.reg))
            return;                                     // the opposite truth
        if (m_steps.size() > 0 && what == ShiftRight) { // slli, srli: a zero extension
            Step *shift = writer(a.reg);
            if (shift && shift->what == ShiftLeft && shift->value == mask && !shift->used
                && (mask == 24 || mask == 16)) {
                shift->dropped = true;
                operateWidth(Extend, to, a, mask == 24 ? Width::Byte : Width::Half);
                return;
            }
        }
        if (what == ShiftArithmetic) {
            Step *shift = writer(a.reg);
            if (shift && shift->what == ShiftLeft && shift->value == mask && !shift->used
                && (mask == 24 || mask == 16)) {
                shift->dropped = true;
                operateWidth(Extend, to, a, mask == 24 ? Width::Byte : Width::Half);
                return;
            }
        }
    } else if (a.isRegister() && b.isRegister()) {
        const bool same = a.reg == b.reg && !isFloat(a.reg);
        if (same && (what == Xor || (what == Subtract && to.reg == a.reg))) {
            constant(to, Zero, to.bytes);
            if (setsFlags)
                setFlags(Flags::Arithmetic, to.reg);
            return;
        }
        if (what == Or && same) {
            copy(to, a);
            if (setsFlags)
                setFlags(Flags::Arithmetic, to.reg);
            return;
        }
        if (m_machine.zero != NoRegister && (a.reg == m_machine.zero || b.reg == m_machine.zero)) {
            if (what == Add || what == Or || what == Xor) {
                copy(to, a.reg == m_machine.zero ? b : a);
                return;
            }
            if (what == Subtract) {
                if (a.reg == m_machine.zero)
                    operate(Negate, to, b, setsFlags);
                else
                    copy(to, a);
                return;
            }
        }
        if (what == Add) {
            if (const Reference *reference = addressReference()) {
                // The constant part is in a register: the program counter's difference, or a table's start.
                if (b.isRegister(m_machine.counter) || a.isRegister(m_machine.counter)
                    || (isPart(a.reg) && isPart(b.reg))) {
                    constant(to, kindOf(*reference), to.bytes);
                    return;
                }
            }
            if (a.reg == m_machine.counter || b.reg == m_machine.counter) {
                part(to);
                return;
            }
            if (a.reg == m_globals || b.reg == m_globals) {
                part(to);
                return;
            }
        }
        Step *constantStep = m_machine.foldsConstants || what == Multiply ? recentConstant(b.reg) : nullptr;
        Operand other = a;
        if (!constantStep && commutes(what) && (m_machine.foldsConstants || what == Multiply)) {
            constantStep = recentConstant(a.reg);
            other = b;
        }
        if (constantStep && constantStep->operand != Zero && other.reg != constantStep->to) {
            constantStep->dropped = true;
            const TokenOperand kind = constantStep->operand;
            const int64_t value = constantStep->value;
            use(other);
            Step &step = push(what, kind, width, Condition::None);
            step.from = other.reg;
            step.value = value;
            if (to.isRegister())
                wrote(to.reg, static_cast<int>(m_steps.size()) - 1);
            if (setsFlags)
                setFlags(Flags::Arithmetic, to.reg);
            return;
        }
    }
    use(a);
    use(b);
    Step step;
    step.what = what;
    step.width = width;
    step.from = a.isRegister() ? a.reg : NoRegister;
    if (what == Add && b.isRegister() && to.isRegister(a.reg))
        step.from = b.reg;
    if (b.isInteger() || b.kind == Operand::Kind::Real) {
        setImmediate(step, b);
        if ((what == Add || what == Subtract) && b.value < 0)
            step.what = what == Add ? Subtract : Add;
    } else if (a.isInteger()) {
        setImmediate(step, a);
    }
    m_steps.push_back(step);
    if (to.isRegister())
        wrote(to.reg, static_cast<int>(m_steps.size()) - 1);
    if (setsFlags)
        setFlags(Flags::Arithmetic, to.isRegister() ? to.reg : NoRegister);
}

void Builder::operate(TokenClass what, const Operand &to, const Operand &a, bool setsFlags)
{
    use(a);
    Step &step = push(what, TokenOperand::None,
                      widthOfBytes(to.bytes  ? to.bytes
                                   : a.bytes ? a.bytes
                                             : 4),
                      Condition::None);
    step.from = a.isRegister() ? a.reg : NoRegister;
    if (to.isRegister())
        wrote(to.reg, static_cast<int>(m_steps.size()) - 1);
    if (setsFlags)
        setFlags(Flags::Arithmetic, to.isRegister() ? to.reg : NoRegister);
}

void Builder::operateWidth(TokenClass what, const Operand &to, const Operand &a, TokenWidth width)
{
    use(a);
    push(what, TokenOperand::None, width, Condition::None).from = a.isRegister() ? a.reg : NoRegister;
    if (to.isRegister())
        wrote(to.reg, static_cast<int>(m_steps.size()) - 1);
}

void Builder::divide(const Operand &to, const Operand &a, const Operand &b, unsigned bytes, TokenCondition order)
{
    use(a);
    use(b);
    push(Divide, TokenOperand::None, widthOfBytes(bytes), order);
    if (to.isRegister())
        wrote(to.reg, static_cast<int>(m_steps.size()) - 1);
}

void Builder::extract(const Operand &to, const Operand &from, int64_t lowest, int64_t bits, bool isSigned)
{
    if (lowest < 0 || lowest > 63 || bits < 1 || bits > 64) {
        operate(BitField, to, from);
        return;
    }
    const int64_t width = to.bytes ? to.bytes * 8 : 32;
    if (lowest == 0 && (bits == 8 || bits == 16)) {
        operateWidth(Extend, to, from, bits == 8 ? Width::Byte : Width::Half);
    } else if (lowest + bits >= width) {
        operate(isSigned ? ShiftArithmetic : ShiftRight, to, from, integerOperand(lowest));
    } else if (isSigned) {
        operate(ShiftLeft, to, from, integerOperand(width - bits - lowest));
        operate(ShiftArithmetic, to, to, integerOperand(width - bits));
    } else {
        if (lowest > 0)
            operate(ShiftRight, to, from, integerOperand(lowest));
        operate(And, to, lowest > 0 ? to : from,
                integerOperand(static_cast<int64_t>((uint64_t(1) << (bits & 63)) - 1)));
    }
}

void Builder::insert(const Operand &to, const Operand &from, int64_t lowest, int64_t bits)
{
    if (lowest < 0 || lowest > 63 || bits < 1 || bits > 64) {
        operate(BitField, to, from);
        return;
    }
    const bool clears = !from.isRegister() || from.reg == m_machine.zero;
    const uint64_t mask = ((uint64_t(1) << (bits & 63)) - 1) << (lowest & 63);
    operate(And, to, to, integerOperand(static_cast<int64_t>(~mask)));
    if (clears)
        return;
    if (lowest > 0) {
        Operand part;
        part.bytes = to.bytes;
        operate(ShiftLeft, part, from, integerOperand(lowest));
    }
    operate(Or, to, to, from);
}

void Builder::simple(TokenClass what, unsigned bytes, TokenCondition condition)
{
    push(what, TokenOperand::None, widthOfBytes(bytes), condition);
}

void Builder::compare(const Operand &a, const Operand &b, unsigned bytes)
{
    const bool zero =
        (b.isInteger() && b.value == 0 && !addressReference()) || (b.isRegister() && b.reg == m_machine.zero);
    Step *last = a.isRegister() ? writer(a.reg) : nullptr;
    if (last && last->dropped)
        last = nullptr;
    if (zero && last && !last->used) {
        if (last->truth) {
            const Condition truth = last->condition;
            last->dropped = true;
            last->used = true;
            setFlags(Flags::Compared);
            m_truth = truth;
            return;
        }
        if (last->what == And || last->what == Xor) {
            last->what = last->what == And ? Test : Compare;
            last->used = true;
            setFlags(Flags::Compared);
            return;
        }
    }
    Step step;
    step.what = Compare;
    step.width = widthOfBytes(bytes);
    step.from = a.isRegister() ? a.reg : NoRegister;
    if (zero) {
        step.operand = Zero;
    } else if (b.isInteger()) {
        setImmediate(step, b);
    } else if (b.isRegister()) {
        Step *constantStep = recentConstant(b.reg);
        if (!constantStep && a.isRegister())
            constantStep = recentConstant(a.reg);
        if (constantStep && (m_machine.foldsConstants || constantStep->operand == LargeInteger)) {
            step.operand = constantStep->operand;
            step.value = constantStep->value;
            constantStep->dropped = true;
        }
    }
    use(a);
    use(b);
    m_steps.push_back(step);
    setFlags(Flags::Compared);
}

void Builder::test(const Operand &a, const Operand &b, unsigned bytes)
{
    if (a.isRegister() && b.isRegister(a.reg)) {
        compare(a, integerOperand(0), bytes);
        return;
    }
    use(a);
    use(b);
    Step &step = push(Test, TokenOperand::None, widthOfBytes(bytes), Condition::None);
    if (b.isInteger())
        setImmediate(step, b);
    setFlags(Flags::Compared);
}

void Builder::floatCompare(unsigned bytes)
{
    push(FloatCompare, TokenOperand::None, widthOfBytes(bytes), Condition::None);
    setFlags(Flags::FloatCompared);
}

TokenCondition Builder::condition(TokenCondition condition)
{
    if (m_flags == Flags::Arithmetic) {
        const Register result = m_result;
        Step *last = result != NoRegister ? writer(result) : nullptr;
        if (last && last->what == ShiftLeft && last->operand != TokenOperand::None && !last->used) {
            last->what = Test; // of one bit, shifted to the sign
            last->operand = SmallInteger;
            setFlags(Flags::Compared);
        } else if (!m_keepFlags && condition != Condition::Other) {
            compare(result != NoRegister ? registerOperand(result, 4) : Operand{}, integerOperand(0),
                    last ? (last->width == Width::Wide ? 8 : 4) : 4);
        }
    }
    if (m_truth != Condition::None && (condition == Condition::Equal || condition == Condition::NotEqual))
        return m_truth;
    if (m_flags == Flags::FloatCompared && condition == Condition::Unsigned)
        return Condition::Signed;
    return condition;
}

void Builder::branch(TokenCondition asked)
{
    const Condition decided = condition(asked);
    push(Branch, TokenOperand::None, Width::Word, decided);
}

void Builder::select(TokenCondition asked, const Operand &to, bool truth)
{
    const Condition decided = condition(asked);
    push(Select, TokenOperand::None, truth ? Width::Word : widthOfBytes(to.bytes ? to.bytes : 4), decided).truth =
        truth;
    if (to.isRegister())
        wrote(to.reg, static_cast<int>(m_steps.size()) - 1);
}

void Builder::conditional(TokenCondition asked)
{
    if (m_conditional != Condition::None)
        return;
    const Condition decided = condition(asked);
    push(Select, TokenOperand::None, Width::Word, decided);
    m_conditional = decided;
}

void Builder::dropCallee(const symbolon::Call &call)
{
    for (size_t n = m_steps.size(); n > 0 && n + 2 * Reach > m_steps.size(); --n) {
        Step &step = m_steps[n - 1];
        if (step.what != Move || step.dropped || !step.reference)
            continue;
        const Reference &reference = *step.reference;
        const bool same = reference.kind == Reference::Kind::Function
                              ? reference.target == call.target && call.target
                              : reference.kind == Reference::Kind::Import && reference.text == call.name;
        if (same) {
            step.dropped = true;
            return;
        }
    }
}

void Builder::call(bool indirect)
{
    const symbolon::Call *call = m_line->call;
    TokenClass what = indirect ? CallIndirect : TokenClass::Call;
    if (call) {
        what = call->tail                  ? TailCall
               : call->import              ? CallImport
               : call->target || !indirect ? TokenClass::Call
                                           : CallIndirect;
        if (indirect && (call->target || !call->name.empty()))
            dropCallee(*call);
    }
    push(what, TokenOperand::None, Width::Word, Condition::None);
    m_flags = Flags::Unknown;
    // What the callee may change is not known here.
    for (Register reg = 0; reg < Registers; ++reg) {
        if (!m_machine.preserves(reg))
            m_writer[reg] = -1;
    }
}

void Builder::jump(bool indirect)
{
    if (m_line->call) {
        call(indirect);
        m_steps.back().what = TailCall;
        return;
    }
    if (!indirect && !m_line->throughTable) {
        push(Jump, TokenOperand::None, Width::Word, Condition::None);
        return;
    }
    // How a table is read differs much between architectures, and says nothing.
    for (size_t n = m_steps.size(); n > 0 && n + Reach > m_steps.size(); --n) {
        Step &step = m_steps[n - 1];
        const bool table = step.what == Add || step.what == ShiftLeft || step.what == Extend || step.what == Subtract
                           || (step.what == Move && step.operand == Global)
                           || (isLoad(step.what) && step.operand != Stack);
        if (!table)
            break;
        step.dropped = true;
    }
    push(SwitchJump, TokenOperand::None, Width::Word, Condition::None);
}

Register Builder::counterThunk(const symbolon::Call *call) const
{
    const int index = call && call->target ? m_program.functionStartingAt(call->target) : -1;
    if (index < 0)
        return NoRegister;
    const InstructionList &list = m_program.functions[static_cast<size_t>(index)].instructions;
    if (list.size() != 2 || list.mnemonic(list[0]) != "mov" || list.mnemonic(list[1]) != "ret")
        return NoRegister;
    Operands operands;
    parseOperands(list.operands(list[0]), m_machine, operands);
    const bool reads = operands[0].isRegister() && operands[1].isMemory() && operands[1].reg == m_machine.stack
                       && operands[1].value == 0 && operands[1].index == NoRegister;
    return reads ? operands[0].reg : NoRegister;
}

void Builder::dropZero(Register to)
{
    Step *step = writer(to);
    if (step && !step->used && step->what == Move && step->operand == Zero)
        step->dropped = true;
}

bool Builder::holdsTruth(Register reg) const
{
    return reg < Registers && m_writer[reg] >= 0 && m_steps[static_cast<size_t>(m_writer[reg])].truth;
}

TokenClass Builder::lastClassOf(Register reg) const
{
    return reg < Registers && m_writer[reg] >= 0 ? m_steps[static_cast<size_t>(m_writer[reg])].what : Other;
}

} // namespace symbolon::tokens
