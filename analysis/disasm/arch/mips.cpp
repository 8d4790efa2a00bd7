// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// MIPS32 and MIPS64 (o32, n32, n64), from the instruction word.
#include "analysis/disasm/arch/bits.h"
#include "analysis/disasm/arch/lifter.h"

#include <capstone/capstone.h>

#include <cstdio>

namespace symbolon::disasm {

namespace {

constexpr Register StackRegister = 29;
constexpr Register Link = 31;

class MipsLifter : public Lifter
{
public:
    explicit MipsLifter(const Image &image) : m_big(image.endian == Endian::Big), m_wide(image.bits == 64)
    {
        m_convention.registerCount = 32;
        m_convention.stack = StackRegister;
        m_convention.link = Link;
        m_convention.zero = 0;
        m_convention.global = 28;
        m_convention.entryPointer = 25;
        m_convention.results = bit(2) | bit(3);
        for (Register r = 16; r <= 23; ++r)
            m_convention.saved |= bit(r);
        m_convention.saved |= bit(30);
        m_convention.arguments = {4, 5, 6, 7};
        if (m_wide)
            m_convention.arguments = {4, 5, 6, 7, 8, 9, 10, 11};
        m_convention.minimalSize = 4;
        m_convention.hasDelaySlots = true;
    }
    [[nodiscard]] bool needsDetail() const override { return false; }
    void lift(const cs_insn &instruction, bool thumb, Lifted &out) const override;
    [[nodiscard]] bool decodeOther(std::span<const uint8_t> bytes, cs_insn &instruction) const override;

private:
    void special(uint32_t word, Lifted &out) const;
    static void branch(uint32_t word, Condition condition, Register tested, bool likely, bool link, Lifted &out);
    static void memory(uint32_t word, Lifted &out);
    static void immediate(uint32_t word, Lifted &out);

    bool m_big;
    bool m_wide;
};

void MipsLifter::branch(uint32_t word, Condition condition, Register tested, bool likely, bool link, Lifted &out)
{
    Decoded &decoded = out.decoded;
    decoded.flow = link ? Flow::Call : Flow::Jump;
    decoded.condition = condition;
    decoded.tested = tested;
    decoded.target = decoded.address + 4 + static_cast<uint64_t>(signedField(word, 0, 16) * 4);
    decoded.bits |= HasDelaySlot | (likely ? AnnulsDelaySlot : 0);
}

void MipsLifter::special(uint32_t word, Lifted &out) const
{
    Decoded &decoded = out.decoded;
    const auto rs = static_cast<Register>(field(word, 21, 5));
    const auto rt = static_cast<Register>(field(word, 16, 5));
    const auto rd = static_cast<Register>(field(word, 11, 5));
    const uint32_t amount = field(word, 6, 5);
    const uint32_t function = field(word, 0, 6);
    switch (function) {
    case 0x00: // sll
    case 0x38: // dsll
    case 0x3c: // dsll32
        if (word == 0)
            decoded.bits |= IsPadding;
        else if (rd)
            out.add({.code = Opcode::Shift,
                     .destination = rd,
                     .a = rt,
                     .bits = IsLiteral,
                     .immediate = amount + (function == 0x3c ? 32 : 0)});
        return;
    case 0x01: // movf, movt
        out.unknown(rd, rs, rd);
        return;
    case 0x02: // srl, sra and the wide ones
    case 0x03:
    case 0x3a:
    case 0x3b:
    case 0x3e:
    case 0x3f:
        out.unknown(rd, rt);
        return;
    case 0x08: // jr
    case 0x09: // jalr
        decoded.bits |= HasDelaySlot;
        if (function == 0x08 && rs == Link) {
            decoded.flow = Flow::Return;
            return;
        }
        out.move(TargetRegister, rs);
        decoded.flow = function == 0x08 || rd == 0 ? Flow::IndirectJump : Flow::IndirectCall;
        return;
    case 0x0d: // break
        decoded.flow = Flow::Halt;
        return;
    case 0x0c: // syscall
        out.unknown(2);
        out.unknown(7);
        return;
    case 0x0f: // sync
        return;
    case 0x11: // mthi, mtlo, mult, div
    case 0x13:
    case 0x18:
    case 0x19:
    case 0x1a:
    case 0x1b:
    case 0x1c:
    case 0x1d:
    case 0x1e:
    case 0x1f:
        out.use(rs);
        out.use(rt);
        return;
    case 0x20: // add, addu, dadd, daddu
    case 0x21:
    case 0x2c:
    case 0x2d:
        if (rt == 0 || rs == 0)
            out.move(rd, rt == 0 ? rs : rt);
        else
            out.add({.code = Opcode::Add, .destination = rd, .a = rs, .b = rt});
        return;
    case 0x22: // sub, subu, dsub, dsubu
    case 0x23:
    case 0x2e:
    case 0x2f:
        out.add({.code = Opcode::Subtract, .destination = rd, .a = rs, .b = rt});
        return;
    case 0x25: // or
        if (rt == 0 || rs == 0)
            out.move(rd, rt == 0 ? rs : rt);
        else
            out.unknown(rd, rs, rt);
        return;
    case 0x2a: // slt
    case 0x2b: // sltu
        out.add({.code = Opcode::Less,
                 .destination = rd,
                 .a = rs,
                 .b = rt,
                 .bits = uint8_t(function == 0x2a ? IsSigned : 0)});
        return;
    case 0x30: // traps
    case 0x31:
    case 0x32:
    case 0x33:
    case 0x34:
    case 0x36:
        out.use(rs);
        out.use(rt);
        return;
    default:
        if (rd)
            out.unknown(rd, rs, rt);
        return;
    }
}

void MipsLifter::memory(uint32_t word, Lifted &out)
{
    const uint32_t opcode = word >> 26;
    const auto rs = static_cast<Register>(field(word, 21, 5));
    const auto rt = static_cast<Register>(field(word, 16, 5));
    const int64_t offset = signedField(word, 0, 16);
    static constexpr uint8_t sizes[8] = {1, 2, 4, 4, 1, 2, 4, 4};
    switch (opcode) {
    case 0x22: // lwl, lwr, ldl, ldr: unaligned
    case 0x26:
    case 0x1a:
    case 0x1b:
        out.unknown(rt, rs);
        return;
    case 0x37: // ld
        out.load(rt, rs, offset, 8);
        return;
    case 0x3f: // sd
        out.store(rt, rs, offset, 8);
        return;
    case 0x2a: // swl, swr, sdl, sdr
    case 0x2e:
    case 0x2c:
    case 0x2d:
        out.use(rt);
        out.use(rs);
        return;
    case 0x30: // ll
    case 0x34:
        out.load(rt, rs, offset, 4);
        return;
    case 0x38: // sc
    case 0x3c:
        out.store(rt, rs, offset, 4);
        out.unknown(rt);
        return;
    case 0x31: // lwc1, ldc1
    case 0x35:
        out.load(ScratchRegister, rs, offset, opcode == 0x31 ? 4 : 8, IsFloat);
        return;
    case 0x39: // swc1, sdc1
    case 0x3d:
        out.store(NoRegister, rs, offset, opcode == 0x39 ? 4 : 8);
        return;
    case 0x2f: // cache
    case 0x33: // pref
        return;
    default:
        break;
    }
    const uint8_t size = sizes[opcode & 7];
    if (opcode & 8)
        out.store(rt, rs, offset, size);
    else if (rt)
        out.load(rt, rs, offset, size, opcode < 0x24 ? IsSigned : 0);
}

void MipsLifter::immediate(uint32_t word, Lifted &out)
{
    const auto rs = static_cast<Register>(field(word, 21, 5));
    const auto rt = static_cast<Register>(field(word, 16, 5));
    const int64_t number = signedField(word, 0, 16);
    const int64_t bare = field(word, 0, 16);
    if (rt == 0)
        return;
    switch (word >> 26) {
    case 0x08: // addi, addiu, daddi, daddiu
    case 0x09:
    case 0x18:
    case 0x19:
        if (rs == 0)
            out.set(rt, number, IsLiteral);
        else
            out.plus(rt, rs, number, IsLiteral);
        return;
    case 0x0a: // slti, sltiu
    case 0x0b:
        out.add({.code = Opcode::Less,
                 .destination = rt,
                 .a = rs,
                 .bits = uint8_t(IsLiteral | ((word >> 26) == 0x0a ? IsSigned : 0)),
                 .immediate = number});
        return;
    case 0x0c:
        out.add({.code = Opcode::And, .destination = rt, .a = rs, .bits = IsLiteral, .immediate = bare});
        return;
    case 0x0d:
        if (rs == 0)
            out.set(rt, bare, IsLiteral);
        else
            out.add({.code = Opcode::Or, .destination = rt, .a = rs, .bits = IsLiteral, .immediate = bare});
        return;
    case 0x0e:
        out.add({.code = Opcode::Xor, .destination = rt, .a = rs, .bits = IsLiteral, .immediate = bare});
        return;
    case 0x0f:
        out.set(rt, number * 65536, IsLiteral | IsPart);
        return;
    default:
        return;
    }
}

// Capstone 4 knows the floating point compares only for condition flag 0.
bool MipsLifter::decodeOther(std::span<const uint8_t> bytes, cs_insn &instruction) const
{
    static constexpr const char *conditions[16] = {"f",  "un",   "eq",  "ueq", "olt", "ult", "ole", "ule",
                                                   "sf", "ngle", "seq", "ngl", "lt",  "nge", "le",  "ngt"};
    if (bytes.size() < 4)
        return false;
    const uint32_t word = m_big ? bigWord(bytes.data()) : littleWord(bytes.data());
    const uint32_t format = field(word, 21, 5);
    // Extensions of the instruction set: multiply and bit fields, DSP, vectors.
    const uint32_t opcode = word >> 26;
    if (opcode == 0x1c || opcode == 0x1e || opcode == 0x1f)
        return describeWord(bytes, word, instruction);
    if (word >> 26 != 0x11 || field(word, 4, 4) != 3 || (format != 16 && format != 17))
        return false;
    describeWord(bytes, word, instruction);
    std::snprintf(instruction.mnemonic, sizeof instruction.mnemonic, "c.%s.%c", conditions[field(word, 0, 4)],
                  format == 16 ? 's' : 'd');
    std::snprintf(instruction.op_str, sizeof instruction.op_str, "$fcc%u, $f%u, $f%u", field(word, 8, 3),
                  field(word, 11, 5), field(word, 16, 5));
    return true;
}

void MipsLifter::lift(const cs_insn &instruction, bool, Lifted &out) const
{
    const uint32_t word = m_big ? bigWord(instruction.bytes) : littleWord(instruction.bytes);
    Decoded &decoded = out.decoded;
    const uint32_t opcode = word >> 26;
    const auto rs = static_cast<Register>(field(word, 21, 5));
    const auto rt = static_cast<Register>(field(word, 16, 5));
    switch (opcode) {
    case 0x00:
        special(word, out);
        return;
    case 0x01: { // regimm
        const uint32_t operation = field(word, 16, 5);
        if (operation >= 8 && operation <= 14) { // traps with an immediate
            out.use(rs);
            return;
        }
        if (operation == 0x1f) // synci
            return;
        const bool link = operation & 0x10;
        const bool likely = operation & 2;
        if (rs == 0 && operation == 0x11 && signedField(word, 0, 16) == 1) { // bal .+8: the program counter
            decoded.bits |= HasDelaySlot;
            out.set(Link, static_cast<int64_t>(decoded.address + 8), IsAddress | IsPart);
            return;
        }
        const bool always = rs == 0 && (operation & 1); // b, bal
        branch(word,
               always          ? Condition::Always
               : operation & 1 ? Condition::GreaterOrEqual
                               : Condition::Less,
               always ? FlagsBase : rs, likely, link, out);
        out.use(rs);
        return;
    }
    case 0x02: // j
    case 0x03: // jal
        decoded.flow = opcode == 3 ? Flow::Call : Flow::Jump;
        decoded.bits |= HasDelaySlot;
        decoded.target = ((decoded.address + 4) & ~uint64_t(0x0fffffff)) | uint64_t(field(word, 0, 26)) << 2;
        return;
    case 0x04: // beq, bne and the likely ones
    case 0x05:
    case 0x14:
    case 0x15: {
        const bool equal = !(opcode & 1);
        const bool always = rs == rt && equal;
        const bool zero = rs == 0 || rt == 0;
        const Condition condition = always  ? Condition::Always
                                    : !zero ? Condition::Other
                                    : equal ? Condition::Equal
                                            : Condition::NotEqual;
        branch(word, condition, zero && !always ? (rt == 0 ? rs : rt) : FlagsBase, opcode >= 0x14, false, out);
        out.use(rs);
        out.use(rt);
        return;
    }
    case 0x06: // blez, bgtz
    case 0x07:
    case 0x16:
    case 0x17:
        branch(word, opcode & 1 ? Condition::Greater : Condition::LessOrEqual, rs, opcode >= 0x16, false, out);
        out.use(rs);
        return;
    case 0x10: // coprocessor 0
        if (rs == 0 || rs == 1)
            out.unknown(rt);
        else if (word == 0x42000018 || word == 0x4200001f) // eret, deret
            decoded.flow = Flow::Return;
        return;
    case 0x11: // coprocessors 1 and 2
    case 0x12:
        if (rs == 8) {
            branch(word, Condition::Other, FlagsBase, field(word, 17, 1), false, out);
        } else if (rs < 4 && rt) { // mfc1, dmfc1, cfc1, mfhc1
            out.unknown(rt);
        } else if (rs < 8) {
            out.use(rt);
        }
        return;
    case 0x1e: // vectors
    case 0x13: // indexed floating point, multiply and add
        return;
    case 0x1c: // special2: mul, madd, clz …
        if (const auto rd = static_cast<Register>(field(word, 11, 5)); rd && field(word, 0, 6) != 0)
            out.unknown(rd, rs, rt);
        else
            out.use(rs), out.use(rt);
        return;
    case 0x1f: { // special3
        const uint32_t function = field(word, 0, 6);
        const auto rd = static_cast<Register>(field(word, 11, 5));
        if (function < 4) { // ext
            if (function == 0 && field(word, 6, 5) == 0 && rd < 31)
                out.add({.code = Opcode::And, .destination = rt, .a = rs, .immediate = (int64_t(1) << (rd + 1)) - 1});
            else
                out.unknown(rt, rs);
        } else if (function < 8) { // ins
            out.unknown(rt, rs, rt);
        } else if (function == 0x3b) { // rdhwr
            out.unknown(rt);
        } else if (function == 0x20 && (field(word, 6, 5) == 0x10 || field(word, 6, 5) == 0x18)) { // seb, seh
            out.add({.code = Opcode::Move,
                     .destination = rd,
                     .a = rt,
                     .size = uint8_t(field(word, 6, 5) == 0x10 ? 1 : 2),
                     .bits = IsSigned});
        } else if (rd) {
            out.unknown(rd, rs, rt);
        }
        return;
    }
    default:
        break;
    }
    if (opcode >= 0x20 || opcode == 0x1a || opcode == 0x1b)
        memory(word, out);
    else
        immediate(word, out);
}

} // namespace

std::unique_ptr<Lifter> makeMipsLifter(const Image &image)
{
    return std::make_unique<MipsLifter>(image);
}

} // namespace symbolon::disasm
