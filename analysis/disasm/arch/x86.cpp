// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/arch/lifter.h"

#include <capstone/capstone.h>

#include <array>
#include <bit>
#include <string_view>

namespace symbolon::disasm {

namespace {

enum : Register { Ax, Cx, Dx, Bx, Sp, Bp, Si, Di };

struct RegisterName {
    Register number = NoRegister;
    uint8_t size = 0;
    bool high = false; // ah, bh, ch, dh
};

using RegisterTable = std::array<RegisterName, X86_REG_ENDING>;

RegisterTable makeRegisterTable()
{
    static constexpr x86_reg names[][4] = {
        {X86_REG_RAX, X86_REG_EAX, X86_REG_AX, X86_REG_AL},
        {X86_REG_RCX, X86_REG_ECX, X86_REG_CX, X86_REG_CL},
        {X86_REG_RDX, X86_REG_EDX, X86_REG_DX, X86_REG_DL},
        {X86_REG_RBX, X86_REG_EBX, X86_REG_BX, X86_REG_BL},
        {X86_REG_RSP, X86_REG_ESP, X86_REG_SP, X86_REG_SPL},
        {X86_REG_RBP, X86_REG_EBP, X86_REG_BP, X86_REG_BPL},
        {X86_REG_RSI, X86_REG_ESI, X86_REG_SI, X86_REG_SIL},
        {X86_REG_RDI, X86_REG_EDI, X86_REG_DI, X86_REG_DIL},
        {X86_REG_R8, X86_REG_R8D, X86_REG_R8W, X86_REG_R8B},
        {X86_REG_R9, X86_REG_R9D, X86_REG_R9W, X86_REG_R9B},
        {X86_REG_R10, X86_REG_R10D, X86_REG_R10W, X86_REG_R10B},
        {X86_REG_R11, X86_REG_R11D, X86_REG_R11W, X86_REG_R11B},
        {X86_REG_R12, X86_REG_R12D, X86_REG_R12W, X86_REG_R12B},
        {X86_REG_R13, X86_REG_R13D, X86_REG_R13W, X86_REG_R13B},
        {X86_REG_R14, X86_REG_R14D, X86_REG_R14W, X86_REG_R14B},
        {X86_REG_R15, X86_REG_R15D, X86_REG_R15W, X86_REG_R15B},
    };
    RegisterTable table{};
    for (Register number = 0; number < std::size(names); ++number) {
        for (unsigned column = 0; column < 4; ++column)
            table[names[number][column]] = {number, static_cast<uint8_t>(8U >> column), false};
    }
    table[X86_REG_AH] = {Ax, 1, true};
    table[X86_REG_CH] = {Cx, 1, true};
    table[X86_REG_DH] = {Dx, 1, true};
    table[X86_REG_BH] = {Bx, 1, true};
    return table;
}

class X86Lifter : public Lifter
{
public:
    explicit X86Lifter(const Image &image) : m_wordSize(image.architecture == Architecture::X86_64 ? 8 : 4)
    {
        const bool windows = image.format == FileFormat::Pe;
        m_convention.registerCount = 16;
        m_convention.stack = Sp;
        m_convention.results = bit(Ax) | bit(Dx);
        if (m_wordSize == 4) {
            m_convention.saved = bit(Bx) | bit(Si) | bit(Di) | bit(Bp);
            m_convention.argumentsOnStack = true;
        } else {
            m_convention.saved = bit(Bx) | bit(Bp) | bit(12) | bit(13) | bit(14) | bit(15);
            if (windows) {
                m_convention.saved |= bit(Si) | bit(Di);
                m_convention.arguments = {Cx, Dx, 8, 9};
            } else {
                m_convention.arguments = {Di, Si, Dx, Cx, 8, 9};
            }
        }
    }
    [[nodiscard]] bool needsDetail() const override { return true; }
    void lift(const cs_insn &instruction, bool thumb, Lifted &out) const override;

private:
    struct Memory {
        Register base = NoRegister;
        Register index = NoRegister;
        uint8_t shift = 0;
        uint8_t bits = 0;
        int64_t offset = 0;
        bool known = true; // false: through %fs or %gs
    };

    [[nodiscard]] RegisterName name(unsigned reg) const
    {
        return reg < m_registers.size() ? m_registers[reg] : RegisterName();
    }
    [[nodiscard]] Memory memory(const cs_insn &instruction, const cs_x86_op &operand) const;
    Register read(const cs_insn &instruction, const cs_x86_op &operand, Lifted &out, uint8_t bits = 0) const;
    void write(const cs_insn &instruction, const cs_x86_op &operand, Register from, Lifted &out) const;
    void access(Opcode code, const Memory &at, Register value, uint8_t size, uint8_t bits, Lifted &out) const;
    void storeLiteral(const Memory &at, uint8_t size, int64_t value, Lifted &out) const;
    bool liftFlow(const cs_insn &instruction, Lifted &out) const;
    bool liftMove(const cs_insn &instruction, Lifted &out) const;
    bool liftArithmetic(const cs_insn &instruction, Lifted &out) const;
    bool liftStack(const cs_insn &instruction, Lifted &out) const;
    void liftOther(const cs_insn &instruction, Lifted &out) const;
    void setRegister(RegisterName to, Register from, Lifted &out) const;

    uint8_t m_wordSize;
    RegisterTable m_registers = makeRegisterTable();
};

X86Lifter::Memory X86Lifter::memory(const cs_insn &instruction, const cs_x86_op &operand) const
{
    const x86_op_mem &source = operand.mem;
    Memory at;
    at.offset = source.disp;
    if (source.segment == X86_REG_FS || source.segment == X86_REG_GS) {
        at.known = false;
        return at;
    }
    if (source.base == X86_REG_RIP || source.base == X86_REG_EIP) {
        at.offset += static_cast<int64_t>(instruction.address + instruction.size);
        at.bits = IsAddress;
        return at;
    }
    at.base = name(source.base).number;
    at.index = name(source.index).number;
    at.shift = static_cast<uint8_t>(std::countr_zero(static_cast<unsigned>(source.scale ? source.scale : 1)));
    if (at.base == NoRegister && at.index != NoRegister && at.shift == 0)
        std::swap(at.base, at.index);
    if (m_wordSize == 4)
        at.offset = static_cast<uint32_t>(at.offset) == static_cast<uint64_t>(at.offset)
                        ? at.offset
                        : static_cast<int64_t>(static_cast<int32_t>(at.offset));
    return at;
}

void X86Lifter::access(Opcode code, const Memory &at, Register value, uint8_t size, uint8_t bits, Lifted &out) const
{
    if (!at.known) {
        if (code == Opcode::Load)
            out.unknown(value);
        else
            out.use(value);
        return;
    }
    out.add({.code = code,
             .destination = value,
             .a = at.base,
             .b = at.index,
             .size = size,
             .shift = at.shift,
             .bits = static_cast<uint8_t>(at.bits | bits),
             .immediate = at.offset});
}

Register X86Lifter::read(const cs_insn &instruction, const cs_x86_op &operand, Lifted &out, uint8_t bits) const
{
    if (operand.type == X86_OP_REG) {
        const RegisterName source = name(operand.reg);
        return source.high ? NoRegister : source.number;
    }
    if (operand.type == X86_OP_MEM) {
        access(Opcode::Load, memory(instruction, operand), ScratchRegister, operand.size, bits, out);
        return ScratchRegister;
    }
    if (operand.type == X86_OP_IMM) {
        out.set(ScratchRegister, operand.imm, IsLiteral);
        return ScratchRegister;
    }
    return NoRegister;
}

// Writes of 8 and 16 bits leave the rest of the register as it was.
void X86Lifter::setRegister(RegisterName to, Register from, Lifted &out) const
{
    if (to.number == NoRegister)
        return;
    if (from == NoRegister || to.size < 4)
        out.unknown(to.number, from);
    else
        out.move(to.number, from, to.size == m_wordSize ? 0 : to.size);
}

void X86Lifter::write(const cs_insn &instruction, const cs_x86_op &operand, Register from, Lifted &out) const
{
    if (operand.type == X86_OP_REG)
        setRegister(name(operand.reg), from, out);
    else if (operand.type == X86_OP_MEM)
        access(Opcode::Store, memory(instruction, operand), from, operand.size, 0, out);
}

void X86Lifter::storeLiteral(const Memory &at, uint8_t size, int64_t value, Lifted &out) const
{
    out.set(ScratchRegister, value, IsLiteral);
    access(Opcode::Store, at, ScratchRegister, size, 0, out);
}

// Capstone gives 32-bit immediates of some instructions without their sign.
int64_t immediateOf(const cs_x86_op &operand, uint8_t size)
{
    return size == 4 ? static_cast<int32_t>(operand.imm) : operand.imm;
}

Condition jumpCondition(unsigned id)
{
    switch (id) {
    case X86_INS_JE:
        return Condition::Equal;
    case X86_INS_JNE:
        return Condition::NotEqual;
    case X86_INS_JB:
        return Condition::Below;
    case X86_INS_JBE:
        return Condition::BelowOrEqual;
    case X86_INS_JA:
        return Condition::Above;
    case X86_INS_JAE:
        return Condition::AboveOrEqual;
    case X86_INS_JL:
        return Condition::Less;
    case X86_INS_JLE:
        return Condition::LessOrEqual;
    case X86_INS_JG:
        return Condition::Greater;
    case X86_INS_JGE:
        return Condition::GreaterOrEqual;
    case X86_INS_JS:
    case X86_INS_JNS:
    case X86_INS_JO:
    case X86_INS_JNO:
    case X86_INS_JP:
    case X86_INS_JNP:
    case X86_INS_JCXZ:
    case X86_INS_JECXZ:
    case X86_INS_JRCXZ:
    case X86_INS_LOOP:
    case X86_INS_LOOPE:
    case X86_INS_LOOPNE:
    case X86_INS_XBEGIN:
        return Condition::Other;
    default:
        return Condition::Always;
    }
}

bool X86Lifter::liftFlow(const cs_insn &instruction, Lifted &out) const
{
    const cs_x86 &x86 = instruction.detail->x86;
    const uint64_t mask = m_wordSize == 4 ? UINT32_MAX : UINT64_MAX;
    Decoded &decoded = out.decoded;
    const Condition condition = jumpCondition(instruction.id);
    if (condition != Condition::Always) {
        if (x86.op_count < 1 || x86.operands[0].type != X86_OP_IMM)
            return false;
        decoded.flow = Flow::Jump;
        decoded.condition = condition;
        decoded.target = static_cast<uint64_t>(x86.operands[0].imm) & mask;
        return true;
    }
    switch (instruction.id) {
    case X86_INS_JMP:
    case X86_INS_CALL: {
        const bool call = instruction.id == X86_INS_CALL;
        if (x86.op_count < 1)
            return false;
        if (x86.operands[0].type == X86_OP_IMM) {
            decoded.target = static_cast<uint64_t>(x86.operands[0].imm) & mask;
            // call $+5; pop: the program counter, not a function.
            const auto &next = out.following;
            const size_t prefix = !next.empty() && (next[0] & 0xf0) == 0x40 && m_wordSize == 8 ? 1 : 0;
            const bool pops = next.size() > prefix && (next[prefix] & 0xf8) == 0x58;
            if (call && pops && decoded.target == decoded.end()) {
                out.plus(Sp, Sp, -m_wordSize);
                out.set(ScratchRegister, static_cast<int64_t>(decoded.target), IsAddress | IsPart);
                out.store(ScratchRegister, Sp, 0, m_wordSize, IsSaving);
                return true;
            }
            decoded.flow = call ? Flow::Call : Flow::Jump;
            return true;
        }
        const Register to = read(instruction, x86.operands[0], out);
        if (to == NoRegister)
            out.unknown(TargetRegister);
        else
            out.move(TargetRegister, to);
        decoded.flow = call ? Flow::IndirectCall : Flow::IndirectJump;
        return true;
    }
    case X86_INS_RET:
    case X86_INS_RETF:
    case X86_INS_RETFQ:
    case X86_INS_IRET:
    case X86_INS_IRETD:
    case X86_INS_IRETQ:
        decoded.flow = Flow::Return;
        if (x86.op_count == 1 && x86.operands[0].type == X86_OP_IMM)
            decoded.target = static_cast<uint16_t>(x86.operands[0].imm);
        return true;
    case X86_INS_UD0:
    case X86_INS_UD2:
    case X86_INS_UD2B:
    case X86_INS_HLT:
    case X86_INS_INT3:
        decoded.flow = Flow::Halt;
        return true;
    case X86_INS_INT:
        if (x86.op_count == 1 && x86.operands[0].imm == 0x29) { // Windows: __fastfail
            decoded.flow = Flow::Halt;
            return true;
        }
        out.unknown(Ax);
        return true;
    case X86_INS_SYSCALL:
    case X86_INS_SYSENTER:
        out.unknown(Ax);
        out.unknown(Cx);
        out.unknown(11);
        return true;
    case X86_INS_CDQE:
    case X86_INS_CWDE:
        out.add({.code = Opcode::Move,
                 .destination = Ax,
                 .a = Ax,
                 .size = uint8_t(instruction.id == X86_INS_CDQE ? 4 : 2),
                 .bits = IsSigned});
        return true;
    case X86_INS_NOP:
        decoded.bits |= IsPadding;
        return true;
    case X86_INS_ENDBR32:
    case X86_INS_ENDBR64:
        decoded.bits |= IsEntryMark;
        return true;
    default:
        return false;
    }
}

bool X86Lifter::liftMove(const cs_insn &instruction, Lifted &out) const
{
    const cs_x86 &x86 = instruction.detail->x86;
    if (x86.op_count != 2)
        return false;
    const cs_x86_op &to = x86.operands[0];
    const cs_x86_op &from = x86.operands[1];
    switch (instruction.id) {
    case X86_INS_MOV:
    case X86_INS_MOVABS: {
        const RegisterName target = to.type == X86_OP_REG ? name(to.reg) : RegisterName();
        if (to.type == X86_OP_MEM && from.type == X86_OP_IMM) {
            storeLiteral(memory(instruction, to), to.size, from.imm, out);
        } else if (target.number != NoRegister && target.size >= 4 && from.type == X86_OP_IMM) {
            const int64_t value = target.size == 4 ? static_cast<int64_t>(static_cast<uint32_t>(from.imm)) : from.imm;
            out.set(target.number, value, IsLiteral);
        } else if (target.number != NoRegister && target.size >= 4 && from.type == X86_OP_MEM) {
            access(Opcode::Load, memory(instruction, from), target.number, from.size, 0, out);
        } else {
            if (from.type == X86_OP_REG && target.number == name(from.reg).number && target.number != NoRegister
                && target.size == m_wordSize)
                out.decoded.bits |= IsPadding;
            write(instruction, to, read(instruction, from, out), out);
        }
        return true;
    }
    case X86_INS_MOVZX:
    case X86_INS_MOVSX:
    case X86_INS_MOVSXD: {
        const RegisterName target = name(to.reg);
        const uint8_t bits = instruction.id == X86_INS_MOVZX ? 0 : IsSigned;
        if (from.type == X86_OP_MEM && target.size >= 4) {
            access(Opcode::Load, memory(instruction, from), target.number, from.size, bits, out);
        } else {
            const Register source = read(instruction, from, out, bits);
            if (source == NoRegister || target.size < 4)
                out.unknown(target.number, source);
            else
                out.add(
                    {.code = Opcode::Move, .destination = target.number, .a = source, .size = from.size, .bits = bits});
        }
        return true;
    }
    case X86_INS_LEA: {
        const Memory at = memory(instruction, from);
        const RegisterName target = name(to.reg);
        if (at.base == target.number && at.index == NoRegister && at.offset == 0)
            out.decoded.bits |= IsPadding;
        if (at.base == NoRegister && at.index == NoRegister) {
            out.set(target.number, at.offset, at.bits);
            return true;
        }
        // Arithmetic or the address of a field? A cut result is arithmetic, a field is seldom far away.
        constexpr int64_t FarField = 4096;
        const bool arithmetic = target.size < m_wordSize || (m_wordSize == 4 && at.index != NoRegister)
                                || at.offset >= FarField || at.offset <= -FarField;
        out.add({.code = Opcode::Add,
                 .destination = target.number,
                 .a = at.base,
                 .b = at.index,
                 .size = target.size == m_wordSize ? uint8_t(0) : target.size,
                 .shift = at.shift,
                 .bits = uint8_t(arithmetic ? IsLiteral : 0),
                 .immediate = at.offset});
        return true;
    }
    case X86_INS_XCHG: {
        if (to.type == X86_OP_REG && from.type == X86_OP_REG && to.reg == from.reg) {
            out.decoded.bits |= IsPadding;
            return true;
        }
        return false;
    }
    default:
        return false;
    }
}

bool X86Lifter::liftArithmetic(const cs_insn &instruction, Lifted &out) const
{
    const cs_x86 &x86 = instruction.detail->x86;
    const cs_x86_op &to = x86.operands[0];
    if (x86.op_count == 1) {
        if (instruction.id != X86_INS_INC && instruction.id != X86_INS_DEC)
            return false;
        const RegisterName target = to.type == X86_OP_REG ? name(to.reg) : RegisterName();
        if (target.number == NoRegister || target.size < 4)
            return false;
        out.plus(target.number, target.number, instruction.id == X86_INS_INC ? 1 : -1, 0,
                 target.size == m_wordSize ? 0 : target.size);
        out.clearFlags();
        return true;
    }
    if (x86.op_count != 2)
        return false;
    const cs_x86_op &from = x86.operands[1];
    const int64_t immediate = from.type == X86_OP_IMM ? immediateOf(from, to.size) : 0;
    const RegisterName target = to.type == X86_OP_REG ? name(to.reg) : RegisterName();

    if (instruction.id == X86_INS_CMP || instruction.id == X86_INS_TEST) {
        const bool test = instruction.id == X86_INS_TEST;
        const Register left = read(instruction, to, out);
        if (from.type == X86_OP_IMM && !test) {
            out.add({.code = Opcode::Compare, .a = left, .size = to.size, .bits = IsLiteral, .immediate = immediate});
        } else if (test && from.type == X86_OP_REG && to.type == X86_OP_REG && from.reg == to.reg) {
            out.add({.code = Opcode::Compare, .a = left, .size = to.size, .immediate = 0});
        } else {
            if (from.type == X86_OP_IMM)
                out.literal(immediate);
            else if (left == ScratchRegister || from.type != X86_OP_MEM)
                out.use(left), out.use(from.type == X86_OP_REG ? name(from.reg).number : NoRegister);
            else
                out.use(read(instruction, from, out));
            out.clearFlags();
        }
        return true;
    }

    Opcode code = Opcode::Unknown;
    switch (instruction.id) {
    case X86_INS_ADD:
        code = Opcode::Add;
        break;
    case X86_INS_SUB:
        code = Opcode::Subtract;
        break;
    case X86_INS_AND:
        code = Opcode::And;
        break;
    case X86_INS_OR:
        code = Opcode::Or;
        break;
    case X86_INS_XOR:
        code = Opcode::Xor;
        break;
    case X86_INS_SHL:
    case X86_INS_SAL:
        code = Opcode::Shift;
        break;
    default:
        return false;
    }
    const uint8_t size = target.size == m_wordSize ? 0 : target.size;
    if (target.number == NoRegister || target.size < 4 || target.high) {
        if (from.type == X86_OP_IMM)
            out.literal(immediate);
        else if (from.type == X86_OP_MEM || (from.type == X86_OP_REG && to.type == X86_OP_REG))
            out.use(read(instruction, from, out));
        else if (from.type == X86_OP_REG)
            out.use(name(from.reg).number);
        if (to.type == X86_OP_MEM)
            access(Opcode::Load, memory(instruction, to), ScratchRegister, to.size, 0, out);
        if (to.type == X86_OP_MEM)
            access(Opcode::Store, memory(instruction, to), NoRegister, to.size, 0, out);
        else if (target.number != NoRegister)
            out.unknown(target.number, target.number);
    } else if (from.type == X86_OP_REG && from.reg == to.reg && (code == Opcode::Xor || code == Opcode::Subtract)) {
        out.set(target.number, 0);
    } else if (from.type == X86_OP_IMM
               && ((code == Opcode::Or && immediate == -1) || (code == Opcode::And && immediate == 0))) {
        out.set(target.number, immediate);
    } else if (from.type == X86_OP_IMM) {
        if (code == Opcode::Subtract)
            out.add({.code = Opcode::Add,
                     .destination = target.number,
                     .a = target.number,
                     .size = size,
                     .bits = IsLiteral | IsSigned,
                     .immediate = -immediate});
        else
            out.add({.code = code,
                     .destination = target.number,
                     .a = target.number,
                     .size = size,
                     .bits = IsLiteral,
                     .immediate = immediate});
    } else {
        const Register right = read(instruction, from, out);
        if (code == Opcode::Add || code == Opcode::Subtract)
            out.add({.code = code, .destination = target.number, .a = target.number, .b = right, .size = size});
        else
            out.unknown(target.number, target.number, right);
        if (right == NoRegister)
            out.unknown(target.number);
    }
    out.clearFlags();
    return true;
}

bool X86Lifter::liftStack(const cs_insn &instruction, Lifted &out) const
{
    const cs_x86 &x86 = instruction.detail->x86;
    switch (instruction.id) {
    case X86_INS_PUSH: {
        if (x86.op_count != 1)
            return false;
        const cs_x86_op &from = x86.operands[0];
        const Register value = read(instruction, from, out);
        out.plus(Sp, Sp, -m_wordSize);
        out.store(value, Sp, 0, m_wordSize, IsSaving);
        return true;
    }
    case X86_INS_POP: {
        if (x86.op_count != 1)
            return false;
        const RegisterName target = x86.operands[0].type == X86_OP_REG ? name(x86.operands[0].reg) : RegisterName();
        out.load(target.number == NoRegister ? ScratchRegister : target.number, Sp, 0, m_wordSize, IsSaving);
        if (target.number != Sp)
            out.plus(Sp, Sp, m_wordSize);
        return true;
    }
    case X86_INS_LEAVE:
        out.move(Sp, Bp);
        out.load(Bp, Sp, 0, m_wordSize, IsSaving);
        out.plus(Sp, Sp, m_wordSize);
        return true;
    case X86_INS_PUSHFD:
    case X86_INS_PUSHFQ:
        out.plus(Sp, Sp, -m_wordSize);
        return true;
    case X86_INS_POPFD:
    case X86_INS_POPFQ:
        out.plus(Sp, Sp, m_wordSize);
        out.clearFlags();
        return true;
    default:
        return false;
    }
}

// Whether an operand in memory is one floating number: scalar SSE and AVX (addsd, vmulss …), and the x87.
bool readsFloat(const cs_insn &instruction, const cs_x86_op &operand)
{
    if (operand.size != 4 && operand.size != 8)
        return false;
    const std::string_view name = instruction.mnemonic;
    if (name.starts_with("fld") || name.starts_with("fadd") || name.starts_with("fmul") || name.starts_with("fsub")
        || name.starts_with("fdiv") || name.starts_with("fcom"))
        return true;
    const cs_x86_op &first = instruction.detail->x86.operands[0];
    const bool vector = first.type == X86_OP_REG && first.reg >= X86_REG_XMM0 && first.reg <= X86_REG_XMM31;
    return vector && name.ends_with(operand.size == 4 ? "ss" : "sd");
}

// Whatever else: what it reads and writes, not what it computes.
void X86Lifter::liftOther(const cs_insn &instruction, Lifted &out) const
{
    const cs_detail &detail = *instruction.detail;
    const cs_x86 &x86 = detail.x86;
    if (instruction.id == X86_INS_SBB && x86.op_count == 2 && x86.operands[0].type == X86_OP_REG
        && x86.operands[1].type == X86_OP_REG && x86.operands[0].reg == x86.operands[1].reg) {
        out.unknown(name(x86.operands[0].reg).number); // all bits are the carry: nothing is read
        out.clearFlags();
        return;
    }
    for (unsigned n = 0; n < x86.op_count && n < std::size(x86.operands); ++n) {
        const cs_x86_op &operand = x86.operands[n];
        if (operand.type == X86_OP_IMM) {
            out.literal(operand.imm);
        } else if (operand.type == X86_OP_MEM) {
            const bool writes = operand.access & CS_AC_WRITE;
            if (!writes || (operand.access & CS_AC_READ))
                access(Opcode::Load, memory(instruction, operand), ScratchRegister, operand.size,
                       readsFloat(instruction, operand) ? IsFloat : 0, out);
            if (writes)
                access(Opcode::Store, memory(instruction, operand), NoRegister, operand.size, 0, out);
        } else if (operand.type == X86_OP_REG && (operand.access & CS_AC_READ || !operand.access)) {
            out.use(name(operand.reg).number);
        }
    }
    for (unsigned n = 0; n < x86.op_count && n < std::size(x86.operands); ++n) {
        const cs_x86_op &operand = x86.operands[n];
        if (operand.type == X86_OP_REG && operand.access & CS_AC_WRITE && name(operand.reg).number != NoRegister)
            out.unknown(name(operand.reg).number);
    }
    for (unsigned n = 0; n < detail.regs_write_count; ++n) {
        if (detail.regs_write[n] == X86_REG_EFLAGS)
            out.clearFlags();
        else if (const RegisterName written = name(detail.regs_write[n]); written.number != NoRegister)
            out.unknown(written.number);
    }
}

void X86Lifter::lift(const cs_insn &instruction, bool, Lifted &out) const
{
    if (!liftFlow(instruction, out) && !liftMove(instruction, out) && !liftStack(instruction, out)
        && !liftArithmetic(instruction, out))
        liftOther(instruction, out);
}

} // namespace

std::unique_ptr<Lifter> makeX86Lifter(const Image &image)
{
    return std::make_unique<X86Lifter>(image);
}

} // namespace symbolon::disasm
