// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// ARM and Thumb.
#include "analysis/disasm/arch/lifter.h"

#include <capstone/capstone.h>

#include <algorithm>
#include <bit>
#include <optional>

namespace symbolon::disasm {

namespace {

constexpr Register StackRegister = 13;
constexpr Register Link = 14;
constexpr Register Pc = 15;

Register number(int reg)
{
    if (reg >= ARM_REG_R0 && reg <= ARM_REG_R12)
        return static_cast<Register>(reg - ARM_REG_R0);
    switch (reg) {
    case ARM_REG_SP:
        return StackRegister;
    case ARM_REG_LR:
        return Link;
    case ARM_REG_PC:
        return Pc;
    default:
        return NoRegister;
    }
}

Condition conditionOf(arm_cc code)
{
    switch (code) {
    case ARM_CC_INVALID:
    case ARM_CC_AL:
        return Condition::Always;
    case ARM_CC_EQ:
        return Condition::Equal;
    case ARM_CC_NE:
        return Condition::NotEqual;
    case ARM_CC_HS:
        return Condition::AboveOrEqual;
    case ARM_CC_LO:
        return Condition::Below;
    case ARM_CC_HI:
        return Condition::Above;
    case ARM_CC_LS:
        return Condition::BelowOrEqual;
    case ARM_CC_GE:
        return Condition::GreaterOrEqual;
    case ARM_CC_LT:
        return Condition::Less;
    case ARM_CC_GT:
        return Condition::Greater;
    case ARM_CC_LE:
        return Condition::LessOrEqual;
    default:
        return Condition::Other;
    }
}

class ArmLifter : public Lifter
{
public:
    ArmLifter()
    {
        m_convention.registerCount = 16;
        m_convention.stack = StackRegister;
        m_convention.link = Link;
        for (Register r = 4; r <= 11; ++r)
            m_convention.saved |= bit(r);
        m_convention.results = bit(0) | bit(1);
        m_convention.arguments = {0, 1, 2, 3};
        m_convention.minimalSize = 4;
    }
    [[nodiscard]] bool needsDetail() const override { return true; }
    void lift(const cs_insn &instruction, bool thumb, Lifted &out) const override;
};

// The work on one instruction.
class Translation
{
public:
    Translation(const cs_insn &instruction, bool thumb, Lifted &out)
        : m_id(instruction.id),
          m_unrotated(thumb ? std::nullopt : unrotated(instruction.detail->arm, instruction.id)),
          m_arm(m_unrotated ? *m_unrotated : instruction.detail->arm),
          m_detail(*instruction.detail),
          m_thumb(thumb),
          m_out(out),
          m_pc(instruction.address + (thumb ? 4 : 8))
    {
    }
    void run();

private:
    bool branch();
    bool loadStore();
    bool multiple();
    bool arithmetic();
    void other();
    void jumpTo(Register to, bool call);
    // Writes a result; a write to the program counter is a jump.
    void finish(Operation operation);
    Register source(const cs_arm_op &operand);
    void access(bool load, Register value, const cs_arm_op &memory, uint8_t size, uint8_t bits, int64_t extra = 0);

    [[nodiscard]] const cs_arm_op &operand(unsigned n) const { return m_arm.operands[n]; }
    [[nodiscard]] Register registerAt(unsigned n) const
    {
        return n < m_arm.op_count && operand(n).type == ARM_OP_REG ? number(operand(n).reg) : NoRegister;
    }
    [[nodiscard]] bool isImmediate(unsigned n) const { return n < m_arm.op_count && operand(n).type == ARM_OP_IMM; }
    [[nodiscard]] bool plainShift(const cs_arm_op &operand) const
    {
        return operand.shift.type == ARM_SFT_INVALID || (operand.shift.type == ARM_SFT_LSL && operand.shift.value < 32);
    }

    static std::optional<cs_arm> unrotated(const cs_arm &arm, unsigned id);

    unsigned m_id;
    std::optional<cs_arm> m_unrotated;
    const cs_arm &m_arm;
    const cs_detail &m_detail;
    bool m_thumb;
    Lifted &m_out;
    uint64_t m_pc;
};

// "add ip, pc, #12, #20": Capstone leaves an immediate and its rotation apart where the assembler would have
// written another pair. One operand takes their place.
std::optional<cs_arm> Translation::unrotated(const cs_arm &arm, unsigned id)
{
    if (arm.op_count < 3 || arm.operands[arm.op_count - 1].type != ARM_OP_IMM
        || arm.operands[arm.op_count - 2].type != ARM_OP_IMM)
        return std::nullopt;
    switch (id) {
    case ARM_INS_ADC:
    case ARM_INS_ADD:
    case ARM_INS_AND:
    case ARM_INS_BIC:
    case ARM_INS_CMN:
    case ARM_INS_CMP:
    case ARM_INS_EOR:
    case ARM_INS_MOV:
    case ARM_INS_MVN:
    case ARM_INS_ORR:
    case ARM_INS_RSB:
    case ARM_INS_SBC:
    case ARM_INS_SUB:
    case ARM_INS_TEQ:
    case ARM_INS_TST:
        break;
    default:
        return std::nullopt;
    }
    cs_arm joined = arm;
    const auto turn = static_cast<int>(joined.operands[--joined.op_count].imm);
    cs_arm_op &number = joined.operands[joined.op_count - 1];
    number.imm = static_cast<int32_t>(std::rotr(static_cast<uint32_t>(number.imm), turn));
    return joined;
}

// A register that is read; the program counter reads as a known number.
Register Translation::source(const cs_arm_op &operand)
{
    const Register reg = operand.type == ARM_OP_REG ? number(operand.reg) : NoRegister;
    if (reg != Pc)
        return reg;
    m_out.set(ScratchRegister, static_cast<int64_t>(m_pc), IsAddress | IsPart);
    return ScratchRegister;
}

void Translation::finish(Operation operation)
{
    const bool jump = operation.destination == Pc;
    if (jump)
        operation.destination = TargetRegister;
    m_out.add(operation);
    if (jump)
        m_out.decoded.flow = Flow::IndirectJump;
}

void Translation::jumpTo(Register to, bool call)
{
    Decoded &decoded = m_out.decoded;
    if (to == Link && !call) {
        decoded.flow = Flow::Return;
        return;
    }
    if (to == Pc) { // bx pc: the ARM code behind a Thumb stub
        decoded.flow = Flow::Jump;
        decoded.target = m_pc & ~uint64_t(3);
        return;
    }
    m_out.move(TargetRegister, to);
    decoded.flow = call ? Flow::IndirectCall : Flow::IndirectJump;
}

bool Translation::branch()
{
    Decoded &decoded = m_out.decoded;
    switch (m_id) {
    case ARM_INS_B:
    case ARM_INS_BL:
    case ARM_INS_BLX:
    case ARM_INS_BX:
    case ARM_INS_BXJ: {
        const bool call = m_id == ARM_INS_BL || m_id == ARM_INS_BLX;
        if (!isImmediate(0)) {
            jumpTo(registerAt(0), call);
            return true;
        }
        decoded.flow = call ? Flow::Call : Flow::Jump;
        decoded.target = static_cast<uint32_t>(operand(0).imm) & ~uint64_t(1);
        const bool thumbTarget = m_id == ARM_INS_BLX ? !m_thumb : m_thumb;
        if (m_id == ARM_INS_BLX && m_thumb)
            decoded.target &= ~uint64_t(3);
        decoded.bits |= thumbTarget ? TargetThumb : 0;
        return true;
    }
    case ARM_INS_CBZ:
    case ARM_INS_CBNZ:
        if (!isImmediate(1))
            return false;
        decoded.flow = Flow::Jump;
        decoded.condition = m_id == ARM_INS_CBZ ? Condition::Equal : Condition::NotEqual;
        decoded.tested = registerAt(0);
        decoded.target = static_cast<uint32_t>(operand(1).imm) & ~uint64_t(1);
        decoded.bits |= TargetThumb;
        m_out.use(registerAt(0));
        return true;
    case ARM_INS_TBB:
    case ARM_INS_TBH: {
        const arm_op_mem &memory = operand(0).mem;
        const bool wide = m_id == ARM_INS_TBH;
        Register base = number(memory.base);
        if (base == Pc) {
            m_out.set(ScratchRegister, static_cast<int64_t>(m_pc), IsAddress | IsPart);
            base = ScratchRegister;
        }
        m_out.add({.code = Opcode::Load,
                   .destination = TargetRegister,
                   .a = base,
                   .b = number(memory.index),
                   .size = uint8_t(wide ? 2 : 1),
                   .shift = uint8_t(wide ? 1 : 0)});
        m_out.add({.code = Opcode::Shift, .destination = TargetRegister, .a = TargetRegister, .immediate = 1});
        m_out.add({.code = Opcode::Add,
                   .destination = TargetRegister,
                   .a = TargetRegister,
                   .bits = IsAddress,
                   .immediate = static_cast<int64_t>(m_pc)});
        decoded.flow = Flow::IndirectJump;
        return true;
    }
    case ARM_INS_UDF:
    case ARM_INS_TRAP:
    case ARM_INS_BKPT:
        decoded.flow = Flow::Halt;
        return true;
    case ARM_INS_SVC:
        m_out.unknown(0);
        return true;
    case ARM_INS_NOP:
    case ARM_INS_HINT:
        decoded.bits |= IsPadding;
        return true;
    case ARM_INS_IT:
        return true;
    default:
        return false;
    }
}

void Translation::access(bool load, Register value, const cs_arm_op &at, uint8_t size, uint8_t bits, int64_t extra)
{
    const arm_op_mem &memory = at.mem;
    const Register base = number(memory.base);
    const Register index = number(memory.index);
    Operation operation{.code = load ? Opcode::Load : Opcode::Store,
                        .destination = value,
                        .a = base,
                        .size = size,
                        .bits = bits,
                        .immediate = memory.disp + extra};
    if (index != NoRegister) {
        const unsigned shift = memory.lshift                  ? static_cast<unsigned>(memory.lshift)
                               : at.shift.type == ARM_SFT_LSL ? at.shift.value
                                                              : 0;
        const bool followed = memory.scale >= 0 && !at.subtracted && shift < 32
                              && (at.shift.type == ARM_SFT_INVALID || at.shift.type == ARM_SFT_LSL);
        if (!followed) {
            m_out.use(index);
            m_out.use(base);
            if (load)
                finish({.code = Opcode::Unknown, .destination = value});
            return;
        }
        operation.b = index;
        operation.shift = static_cast<uint8_t>(shift);
    }
    if (base == Pc) {
        const uint64_t pc = m_thumb || index == NoRegister ? m_pc & ~uint64_t(3) : m_pc;
        operation.a = NoRegister;
        operation.bits |= IsAddress;
        operation.immediate += static_cast<int64_t>(pc);
        if (index != NoRegister && operation.shift == 0)
            std::swap(operation.a, operation.b);
    }
    if (load)
        finish(operation);
    else
        m_out.add(operation);
}

struct AccessKind {
    uint8_t size = 0;
    bool load = false;
    uint8_t bits = 0;
};

AccessKind accessKind(unsigned id)
{
    switch (id) {
    case ARM_INS_LDR:
    case ARM_INS_LDRT:
    case ARM_INS_LDREX:
    case ARM_INS_LDA:
    case ARM_INS_LDAEX:
        return {4, true, 0};
    case ARM_INS_LDRB:
    case ARM_INS_LDRBT:
    case ARM_INS_LDREXB:
        return {1, true, 0};
    case ARM_INS_LDRH:
    case ARM_INS_LDRHT:
    case ARM_INS_LDREXH:
        return {2, true, 0};
    case ARM_INS_LDRSB:
    case ARM_INS_LDRSBT:
        return {1, true, IsSigned};
    case ARM_INS_LDRSH:
    case ARM_INS_LDRSHT:
        return {2, true, IsSigned};
    case ARM_INS_STR:
    case ARM_INS_STRT:
        return {4, false, 0};
    case ARM_INS_STRB:
    case ARM_INS_STRBT:
        return {1, false, 0};
    case ARM_INS_STRH:
    case ARM_INS_STRHT:
        return {2, false, 0};
    case ARM_INS_LDRD:
    case ARM_INS_LDREXD:
        return {8, true, 0};
    case ARM_INS_STRD:
        return {8, false, 0};
    case ARM_INS_VLDR:
        return {8, true, 0};
    case ARM_INS_VSTR:
        return {8, false, 0};
    default:
        return {};
    }
}

bool Translation::loadStore()
{
    const AccessKind kind = accessKind(m_id);
    if (!kind.size)
        return false;
    unsigned at = 0;
    while (at < m_arm.op_count && operand(at).type != ARM_OP_MEM)
        ++at;
    if (at == m_arm.op_count || at == 0)
        return false;
    const Register base = number(operand(at).mem.base);
    const bool post = at + 1 < m_arm.op_count; // [base], offset
    const bool pre = m_arm.writeback && !post;
    const bool pair = m_id == ARM_INS_LDRD || m_id == ARM_INS_LDREXD || m_id == ARM_INS_STRD;
    const auto bits = static_cast<uint8_t>(kind.bits | (base == StackRegister && pre && kind.size >= 4 ? IsSaving : 0));

    if (pre && operand(at).mem.index == ARM_REG_INVALID) {
        m_out.plus(base, base, operand(at).mem.disp);
        cs_arm_op plain = operand(at);
        plain.mem.disp = 0;
        access(kind.load, registerAt(0), plain, kind.size, bits);
        return true;
    }
    cs_arm_op memory = operand(at);
    if (post) {
        memory.mem.disp = 0;
        memory.mem.index = ARM_REG_INVALID;
    }
    if (pair) {
        access(kind.load, registerAt(0), memory, 4, bits);
        access(kind.load, registerAt(1), memory, 4, bits, 4);
    } else if (m_id == ARM_INS_VLDR || m_id == ARM_INS_VSTR) {
        const unsigned reg = operand(0).reg;
        const uint8_t size = reg >= ARM_REG_S0 && reg <= ARM_REG_S31 ? 4 : 8;
        access(kind.load, kind.load ? ScratchRegister : NoRegister, memory, size, IsFloat);
    } else {
        access(kind.load, registerAt(0), memory, kind.size, bits);
    }
    if (pre)
        m_out.unknown(base, base);
    if (post && isImmediate(at + 1))
        m_out.plus(base, base,
                   operand(at + 1).subtracted && operand(at + 1).imm > 0 ? -operand(at + 1).imm : operand(at + 1).imm);
    else if (post)
        m_out.unknown(base, base, registerAt(at + 1));
    return true;
}

// push, pop, load and store multiple.
bool Translation::multiple()
{
    bool load = false;
    bool down = false;
    bool before = false; // the address changes before each access
    bool vector = false;
    unsigned first = 1; // of the register list
    Register base = registerAt(0);
    bool writeback = m_arm.writeback;
    switch (m_id) {
    case ARM_INS_VPUSH:
        vector = true;
        [[fallthrough]];
    case ARM_INS_PUSH:
        down = before = writeback = true;
        base = StackRegister;
        first = 0;
        break;
    case ARM_INS_VPOP:
        vector = true;
        [[fallthrough]];
    case ARM_INS_POP:
        load = writeback = true;
        base = StackRegister;
        first = 0;
        break;
    case ARM_INS_LDM:
        load = true;
        break;
    case ARM_INS_LDMDB:
        load = down = before = true;
        break;
    case ARM_INS_LDMIB:
        load = before = true;
        break;
    case ARM_INS_LDMDA:
        load = down = true;
        break;
    case ARM_INS_STM:
        break;
    case ARM_INS_STMDB:
        down = before = true;
        break;
    case ARM_INS_STMIB:
        before = true;
        break;
    case ARM_INS_STMDA:
        down = true;
        break;
    case ARM_INS_VLDMIA:
        load = vector = true;
        break;
    case ARM_INS_VLDMDB:
        load = down = before = vector = true;
        break;
    case ARM_INS_VSTMIA:
        vector = true;
        break;
    case ARM_INS_VSTMDB:
        down = before = vector = true;
        break;
    default:
        return false;
    }
    if (m_arm.op_count < first)
        return false;
    const int64_t count = m_arm.op_count - first;
    int64_t each = 4;
    if (vector && count > 0) {
        const int reg = operand(first).reg;
        each = reg >= ARM_REG_S0 && reg <= ARM_REG_S31 ? 4 : 8;
    }
    int64_t offset = down ? -count * each : 0;
    if (before != down)
        offset += each;
    const uint8_t bits = base == StackRegister ? IsSaving : 0;
    bool loadsBase = false;
    Register order[16];
    unsigned listed = 0;
    for (int64_t n = 0; n < count && listed < std::size(order); ++n)
        order[listed++] = registerAt(static_cast<unsigned>(first + n));
    std::sort(order, order + listed);
    // The base may be in the list: it has to stay until the last access.
    int64_t baseOffset = 0;
    for (unsigned n = 0; n < listed && !vector; ++n, offset += 4) {
        if (load && order[n] == base) {
            loadsBase = true;
            baseOffset = offset;
        } else if (load && order[n] == Pc) {
            m_out.load(TargetRegister, base, offset, 4, bits);
        } else if (load) {
            m_out.load(order[n], base, offset, 4, bits);
        } else {
            m_out.store(order[n], base, offset, 4, bits);
        }
    }
    if (loadsBase)
        m_out.load(base, base, baseOffset, 4, bits);
    else if (writeback)
        m_out.plus(base, base, down ? -count * each : count * each);
    if (load && !vector && listed && order[listed - 1] == Pc)
        m_out.decoded.flow = Flow::Return; // from where the caller's address was saved
    return true;
}

bool Translation::arithmetic()
{
    const Register to = registerAt(0);
    if (m_id == ARM_INS_CMP || m_id == ARM_INS_CMN) {
        if (isImmediate(1))
            m_out.add({.code = Opcode::Compare,
                       .a = to,
                       .bits = IsLiteral,
                       .immediate = m_id == ARM_INS_CMP ? operand(1).imm : -int64_t(operand(1).imm)});
        else if (m_id == ARM_INS_CMP && plainShift(operand(1)) && operand(1).shift.value == 0)
            m_out.add({.code = Opcode::Compare, .a = to, .b = registerAt(1)});
        else
            m_out.use(to), m_out.use(registerAt(1)), m_out.clearFlags();
        return true;
    }
    if (m_id == ARM_INS_TST || m_id == ARM_INS_TEQ) {
        m_out.use(to);
        if (isImmediate(1))
            m_out.literal(operand(1).imm);
        else
            m_out.use(registerAt(1));
        m_out.clearFlags();
        return true;
    }
    if (to == NoRegister || m_arm.op_count < 2)
        return false;
    switch (m_id) {
    case ARM_INS_MOV:
    case ARM_INS_MOVW:
        if (isImmediate(1)) {
            finish({.code = Opcode::Set,
                    .destination = to,
                    .bits = uint8_t(m_id == ARM_INS_MOVW ? IsLiteral | IsPart : IsLiteral),
                    .immediate = static_cast<uint32_t>(operand(1).imm)});
        } else if (registerAt(1) == NoRegister) {
            return false;
        } else if (to == Pc && registerAt(1) == Link) {
            m_out.decoded.flow = Flow::Return;
        } else if (!plainShift(operand(1)) || m_arm.op_count > 2) {
            finish({.code = Opcode::Unknown, .destination = to, .a = registerAt(1)});
        } else if (operand(1).shift.type == ARM_SFT_LSL && operand(1).shift.value) {
            finish({.code = Opcode::Shift,
                    .destination = to,
                    .a = registerAt(1),
                    .bits = IsLiteral,
                    .immediate = operand(1).shift.value});
        } else {
            if (to == registerAt(1))
                m_out.decoded.bits |= IsPadding; // mov r8, r8; mov r0, r0
            if (to == Link && registerAt(1) == Pc)
                m_out.decoded.bits |= SetsReturnAddress;
            finish({.code = Opcode::Move, .destination = to, .a = source(operand(1))});
        }
        return true;
    case ARM_INS_MVN:
        if (!isImmediate(1))
            return false;
        finish({.code = Opcode::Set,
                .destination = to,
                .bits = IsLiteral,
                .immediate = static_cast<int64_t>(~operand(1).imm)});
        return true;
    case ARM_INS_MOVT:
        if (!isImmediate(1))
            return false;
        m_out.add({.code = Opcode::Insert,
                   .destination = to,
                   .a = to,
                   .size = 2,
                   .shift = 16,
                   .bits = IsLiteral | IsPart,
                   .immediate = operand(1).imm & 0xffff});
        return true;
    case ARM_INS_ADR:
        if (!isImmediate(1))
            return false;
        m_out.set(to, static_cast<int64_t>((m_pc & ~uint64_t(3)) + static_cast<uint64_t>(int64_t(operand(1).imm))),
                  IsAddress);
        return true;
    case ARM_INS_ADD:
    case ARM_INS_ADDW:
    case ARM_INS_SUB:
    case ARM_INS_SUBW: {
        const bool subtract = m_id == ARM_INS_SUB || m_id == ARM_INS_SUBW;
        const bool two = m_arm.op_count == 2;
        const cs_arm_op &left = operand(two ? 0 : 1);
        const unsigned right = two ? 1 : 2;
        if (isImmediate(right)) {
            const int64_t amount = operand(right).imm;
            if (left.type == ARM_OP_REG && number(left.reg) == Pc) {
                const uint64_t pc = m_pc & ~uint64_t(3);
                finish({.code = Opcode::Set,
                        .destination = to,
                        .bits = IsAddress | IsPart,
                        .immediate = static_cast<int64_t>(pc + static_cast<uint64_t>(subtract ? -amount : amount))});
                return true;
            }
            const Register from = number(left.reg);
            finish({.code = Opcode::Add,
                    .destination = to,
                    .a = from,
                    .bits = uint8_t(subtract ? IsLiteral | IsSigned : IsLiteral),
                    .immediate = subtract ? -amount : amount});
        } else if (registerAt(right) != NoRegister && plainShift(operand(right)) && m_arm.op_count <= right + 1
                   && !(subtract && operand(right).shift.value)) {
            const Register a = source(left);
            const bool pc = registerAt(right) == Pc;
            const Register b = pc ? source(operand(right)) : registerAt(right);
            finish({.code = subtract ? Opcode::Subtract : Opcode::Add,
                    .destination = to,
                    .a = a,
                    .b = b,
                    .shift = static_cast<uint8_t>(operand(right).shift.value)});
        } else {
            finish({.code = Opcode::Unknown, .destination = to, .a = number(left.reg), .b = registerAt(right)});
        }
        if (m_arm.update_flags)
            m_out.clearFlags();
        return true;
    }
    case ARM_INS_LSL:
        if (isImmediate(2))
            finish({.code = Opcode::Shift,
                    .destination = to,
                    .a = registerAt(1),
                    .bits = IsLiteral,
                    .immediate = operand(2).imm});
        else
            return false;
        return true;
    case ARM_INS_AND:
    case ARM_INS_ORR:
    case ARM_INS_EOR: {
        const bool two = m_arm.op_count == 2;
        const unsigned right = two ? 1 : 2;
        if (!isImmediate(right))
            return false;
        const Opcode code = m_id == ARM_INS_AND ? Opcode::And : m_id == ARM_INS_ORR ? Opcode::Or : Opcode::Xor;
        finish({.code = code,
                .destination = to,
                .a = registerAt(two ? 0 : 1),
                .bits = IsLiteral,
                .immediate = static_cast<uint32_t>(operand(right).imm)});
        if (m_arm.update_flags)
            m_out.clearFlags();
        return true;
    }
    case ARM_INS_UXTB:
    case ARM_INS_UXTH:
    case ARM_INS_SXTB:
    case ARM_INS_SXTH: {
        if (operand(1).shift.type != ARM_SFT_INVALID && operand(1).shift.value)
            return false;
        const bool byte = m_id == ARM_INS_UXTB || m_id == ARM_INS_SXTB;
        const bool sign = m_id == ARM_INS_SXTB || m_id == ARM_INS_SXTH;
        m_out.add({.code = Opcode::Move,
                   .destination = to,
                   .a = registerAt(1),
                   .size = uint8_t(byte ? 1 : 2),
                   .bits = uint8_t(sign ? IsSigned : 0)});
        return true;
    }
    default:
        return false;
    }
}

void Translation::other()
{
    for (unsigned n = 0; n < m_arm.op_count; ++n) {
        const cs_arm_op &each = operand(n);
        if (each.type == ARM_OP_IMM)
            m_out.literal(each.imm);
        else if (each.type == ARM_OP_FP)
            m_out.floating(each.fp);
        else if (each.type == ARM_OP_MEM)
            m_out.use(number(each.mem.base)), m_out.use(number(each.mem.index));
        else if (each.type == ARM_OP_REG && (each.access & CS_AC_READ) && number(each.reg) != Pc)
            m_out.use(number(each.reg));
    }
    for (unsigned n = 0; n < m_arm.op_count; ++n) {
        const cs_arm_op &each = operand(n);
        const Register reg = each.type == ARM_OP_REG ? number(each.reg) : NoRegister;
        if (reg != NoRegister && (n == 0 || each.access & CS_AC_WRITE))
            finish({.code = Opcode::Unknown, .destination = reg});
        else if (each.type == ARM_OP_MEM && m_arm.writeback)
            m_out.unknown(number(each.mem.base));
    }
    if (m_arm.update_flags || m_id == ARM_INS_VMRS)
        m_out.clearFlags();
}

void Translation::run()
{
    m_out.decoded.condition = conditionOf(m_arm.cc);
    if (!branch() && !multiple() && !loadStore() && !arithmetic())
        other();
    else if (m_arm.update_flags && m_id != ARM_INS_CMP && m_id != ARM_INS_CMN)
        m_out.clearFlags();
}

void ArmLifter::lift(const cs_insn &instruction, bool thumb, Lifted &out) const
{
    Translation(instruction, thumb, out).run();
}

} // namespace

std::unique_ptr<Lifter> makeArmLifter(const Image &)
{
    return std::make_unique<ArmLifter>();
}

} // namespace symbolon::disasm
