// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reads the instruction word itself (encodings of the Arm Architecture Reference Manual, C4): what is
// needed here takes fewer lines than Capstone's aliases would.
#include "analysis/disasm/arch/bits.h"
#include "analysis/disasm/arch/lifter.h"

#include <capstone/capstone.h>

#include <bit>
#include <cmath>

namespace symbolon::disasm {

namespace {

constexpr Register StackRegister = 31;
constexpr Register ZeroRegister = 32;
constexpr Register Link = 30;

class AArch64Lifter : public Lifter
{
public:
    AArch64Lifter()
    {
        m_convention.registerCount = ZeroRegister + 1;
        m_convention.stack = StackRegister;
        m_convention.link = Link;
        m_convention.zero = ZeroRegister;
        for (Register r = 19; r <= 29; ++r)
            m_convention.saved |= bit(r);
        m_convention.results = bit(0) | bit(1);
        m_convention.arguments = {0, 1, 2, 3, 4, 5, 6, 7};
        m_convention.minimalSize = 4;
    }
    [[nodiscard]] bool needsDetail() const override { return false; }
    void lift(const cs_insn &instruction, bool thumb, Lifted &out) const override;
    [[nodiscard]] bool decodeOther(std::span<const uint8_t> bytes, cs_insn &instruction) const override;

private:
    static void branch(uint32_t word, Lifted &out);
    static void dataImmediate(uint32_t word, Lifted &out);
    static void dataRegister(uint32_t word, Lifted &out);
    static void loadStore(uint32_t word, Lifted &out);
};

// Register 31 is the stack pointer in some places and zero in others.
Register orStack(uint32_t field)
{
    return static_cast<Register>(field);
}

Register orZero(uint32_t field)
{
    return field == 31 ? ZeroRegister : static_cast<Register>(field);
}

Condition conditionOf(uint32_t code)
{
    static constexpr Condition conditions[16] = {
        Condition::Equal,   Condition::NotEqual,     Condition::AboveOrEqual,   Condition::Below,
        Condition::Other,   Condition::Other,        Condition::Other,          Condition::Other,
        Condition::Above,   Condition::BelowOrEqual, Condition::GreaterOrEqual, Condition::Less,
        Condition::Greater, Condition::LessOrEqual,  Condition::Always,         Condition::Always,
    };
    return conditions[code & 15];
}

void AArch64Lifter::branch(uint32_t word, Lifted &out)
{
    Decoded &decoded = out.decoded;
    const uint64_t pc = decoded.address;
    if ((word & 0x7c000000) == 0x14000000) { // b, bl
        decoded.flow = word >> 31 ? Flow::Call : Flow::Jump;
        decoded.target = pc + static_cast<uint64_t>(signedField(word, 0, 26) * 4);
    } else if ((word & 0xff000010) == 0x54000000) { // b.cond
        decoded.flow = Flow::Jump;
        decoded.condition = conditionOf(word & 15);
        decoded.target = pc + static_cast<uint64_t>(signedField(word, 5, 19) * 4);
    } else if ((word & 0x7e000000) == 0x34000000) { // cbz, cbnz
        decoded.flow = Flow::Jump;
        decoded.condition = field(word, 24, 1) ? Condition::NotEqual : Condition::Equal;
        decoded.tested = orZero(field(word, 0, 5));
        decoded.target = pc + static_cast<uint64_t>(signedField(word, 5, 19) * 4);
        out.use(orZero(field(word, 0, 5)));
    } else if ((word & 0x7e000000) == 0x36000000) { // tbz, tbnz
        decoded.flow = Flow::Jump;
        decoded.condition = Condition::Other;
        decoded.target = pc + static_cast<uint64_t>(signedField(word, 5, 14) * 4);
        out.use(orZero(field(word, 0, 5)));
    } else if ((word & 0xfe000000) == 0xd6000000) { // br, blr, ret and the authenticated ones
        const uint32_t operation = field(word, 21, 4) & 7;
        const Register to = orZero(field(word, 5, 5));
        if (operation == 2) {
            decoded.flow = Flow::Return;
        } else if (operation == 0 || operation == 1) {
            out.move(TargetRegister, to);
            decoded.flow = operation == 1 ? Flow::IndirectCall : Flow::IndirectJump;
        } else {
            decoded.flow = Flow::Return; // eret, drps
        }
    } else if ((word & 0xffe0001f) == 0xd4200000 || (word & 0xffe0001f) == 0xd4400000) { // brk, hlt
        decoded.flow = Flow::Halt;
    } else if ((word & 0xffe0001f) == 0xd4000001) { // svc
        out.unknown(0);
    } else if ((word & 0xfffff01f) == 0xd503201f) { // hint
        const uint32_t hint = field(word, 5, 7);
        if (hint == 0)
            decoded.bits |= IsPadding;
        else if (hint == 25 || hint == 27 || (hint >= 32 && hint <= 38 && hint % 2 == 0))
            decoded.bits |= IsEntryMark;            // paciasp, pacibsp, bti
    } else if ((word & 0xfff00000) == 0xd5300000) { // mrs
        out.unknown(orZero(field(word, 0, 5)));
    }
}

// The value of an eight-bit floating immediate (VFPExpandImm of the manual).
double shortFloat(uint32_t bits)
{
    const int exponent = static_cast<int>((bits >> 4 & 7) ^ 4) - 3;
    const double magnitude = std::ldexp(1 + (bits & 15) / 16.0, exponent);
    return bits & 0x80 ? -magnitude : magnitude;
}

// The mask of a logical immediate (DecodeBitMasks of the manual).
uint64_t bitMask(uint32_t word, bool wide)
{
    const uint32_t n = field(word, 22, 1);
    const uint32_t rotation = field(word, 16, 6);
    const uint32_t ones = field(word, 10, 6);
    const uint32_t combined = n << 6 | (~ones & 0x3f);
    if (combined == 0)
        return 0;
    const unsigned length = 31U - static_cast<unsigned>(std::countl_zero(combined));
    const unsigned size = 1U << length;
    const unsigned count = (ones & (size - 1)) + 1;
    uint64_t element = count >= 64 ? UINT64_MAX : (uint64_t(1) << count) - 1;
    const unsigned turn = rotation & (size - 1);
    const uint64_t sizeMask = size >= 64 ? UINT64_MAX : (uint64_t(1) << size) - 1;
    if (turn)
        element = (element >> turn | element << (size - turn)) & sizeMask;
    for (unsigned have = size; have < 64; have *= 2)
        element |= element << have;
    return wide ? element : element & UINT32_MAX;
}

void AArch64Lifter::dataImmediate(uint32_t word, Lifted &out)
{
    const bool wide = word >> 31;
    const uint8_t size = wide ? 0 : 4;
    const uint32_t rd = field(word, 0, 5);
    const uint32_t rn = field(word, 5, 5);
    switch (field(word, 23, 3)) {
    case 0:
    case 1: { // adr, adrp
        const int64_t offset = signedField(word, 5, 19) * 4 + field(word, 29, 2);
        if (wide)
            out.set(
                orZero(rd),
                static_cast<int64_t>((out.decoded.address & ~uint64_t(0xfff)) + static_cast<uint64_t>(offset * 4096)),
                IsAddress | IsPart);
        else
            out.set(orZero(rd), static_cast<int64_t>(out.decoded.address + static_cast<uint64_t>(offset)), IsAddress);
        return;
    }
    case 2: { // add, sub, cmp, cmn
        const int64_t amount = int64_t(field(word, 10, 12)) << (field(word, 22, 1) ? 12 : 0);
        const bool subtract = field(word, 30, 1);
        const bool flags = field(word, 29, 1);
        if (flags && rd == 31) {
            out.add({.code = Opcode::Compare,
                     .a = orStack(rn),
                     .size = uint8_t(wide ? 8 : 4),
                     .bits = IsLiteral,
                     .immediate = subtract ? amount : -amount});
            return;
        }
        if (amount == 0 && !flags) {
            out.move(orStack(rd), orStack(rn), size);
            return;
        }
        if (subtract && amount)
            out.add({.code = Opcode::Add,
                     .destination = flags ? orZero(rd) : orStack(rd),
                     .a = orStack(rn),
                     .size = size,
                     .bits = IsLiteral | IsSigned,
                     .immediate = -amount});
        else
            out.plus(flags ? orZero(rd) : orStack(rd), orStack(rn), amount, IsLiteral, size);
        if (flags)
            out.clearFlags();
        return;
    }
    case 4: { // and, orr, eor, ands
        const auto mask = static_cast<int64_t>(bitMask(word, wide));
        static constexpr Opcode codes[4] = {Opcode::And, Opcode::Or, Opcode::Xor, Opcode::And};
        const uint32_t operation = field(word, 29, 2);
        const bool flags = operation == 3;
        if (operation == 1 && rn == 31)
            out.set(orStack(rd), mask, IsLiteral);
        else if (flags && rd == 31)
            out.use(orZero(rn)), out.literal(mask);
        else
            out.add({.code = codes[operation],
                     .destination = flags ? orZero(rd) : orStack(rd),
                     .a = orZero(rn),
                     .size = size,
                     .bits = IsLiteral,
                     .immediate = mask});
        if (flags)
            out.clearFlags();
        return;
    }
    case 5: { // movn, movz, movk
        const auto value = static_cast<uint64_t>(field(word, 5, 16));
        const unsigned shift = field(word, 21, 2) * 16;
        const uint32_t operation = field(word, 29, 2);
        if (operation == 3) {
            out.add({.code = Opcode::Insert,
                     .destination = orZero(rd),
                     .a = orZero(rd),
                     .size = 2,
                     .shift = static_cast<uint8_t>(shift),
                     .bits = IsLiteral | IsPart,
                     .immediate = static_cast<int64_t>(value)});
            return;
        }
        uint64_t result = value << shift;
        if (operation == 0)
            result = ~result;
        if (!wide)
            result &= UINT32_MAX;
        out.set(orZero(rd), static_cast<int64_t>(result), IsLiteral | IsPart);
        return;
    }
    case 6: { // sbfm, bfm, ubfm: extensions and left shifts count
        const unsigned immr = field(word, 16, 6);
        const unsigned imms = field(word, 10, 6);
        const uint32_t operation = field(word, 29, 2);
        const unsigned top = wide ? 63 : 31;
        if (operation != 1 && immr == 0 && (imms == 7 || imms == 15 || imms == 31))
            out.add({.code = Opcode::Move,
                     .destination = orZero(rd),
                     .a = orZero(rn),
                     .size = static_cast<uint8_t>((imms + 1) / 8),
                     .bits = static_cast<uint8_t>(operation == 0 ? IsSigned : 0)});
        else if (operation == 2 && imms != top && imms + 1 == immr)
            out.add({.code = Opcode::Shift,
                     .destination = orZero(rd),
                     .a = orZero(rn),
                     .size = size,
                     .bits = IsLiteral,
                     .immediate = static_cast<int64_t>(top - imms)});
        else if (operation == 2 && immr > imms) // ubfiz: a shift of a cut value
            out.add({.code = Opcode::Shift,
                     .destination = orZero(rd),
                     .a = orZero(rn),
                     .size = size,
                     .immediate = static_cast<int64_t>(top + 1 - immr)});
        else if (operation == 2 && immr == 0)
            out.add({.code = Opcode::And,
                     .destination = orZero(rd),
                     .a = orZero(rn),
                     .size = size,
                     .immediate = static_cast<int64_t>((uint64_t(1) << (imms + 1 < 64 ? imms + 1 : 63)) - 1)});
        else if (operation == 0 && immr > imms && wide && imms == 31) // sbfiz: a shift of a sign-extended word
            out.add({.code = Opcode::Shift,
                     .destination = orZero(rd),
                     .a = orZero(rn),
                     .size = size,
                     .immediate = static_cast<int64_t>(top + 1 - immr)});
        else
            out.unknown(orZero(rd), orZero(rn), operation == 1 ? orZero(rd) : NoRegister);
        return;
    }
    default:
        out.unknown(orZero(rd), orZero(rn));
        return;
    }
}

void AArch64Lifter::dataRegister(uint32_t word, Lifted &out)
{
    const uint8_t size = word >> 31 ? 0 : 4;
    const Register rd = orZero(field(word, 0, 5));
    const Register rn = orZero(field(word, 5, 5));
    const Register rm = orZero(field(word, 16, 5));
    const uint32_t kind = field(word, 24, 5);
    if (kind == 0x0a) { // logical, shifted register
        const uint32_t operation = field(word, 29, 2);
        if (operation == 1 && rn == ZeroRegister && !field(word, 21, 1) && !field(word, 10, 6) && !field(word, 22, 2))
            out.move(rd, rm, size);
        else
            out.unknown(rd, rn, rm);
        if (operation == 3)
            out.clearFlags();
        return;
    }
    if (kind == 0x0b) { // add, sub: shifted or extended register
        const bool subtract = field(word, 30, 1);
        const bool flags = field(word, 29, 1);
        const bool extended = field(word, 21, 1);
        const Register left = extended ? orStack(field(word, 5, 5)) : rn;
        const Register to = extended && !flags ? orStack(field(word, 0, 5)) : rd;
        const unsigned amount = extended ? field(word, 10, 3) : field(word, 10, 6);
        const bool leftShift = extended || field(word, 22, 2) == 0;
        if (flags && rd == ZeroRegister) {
            if (subtract && amount == 0)
                out.add({.code = Opcode::Compare, .a = left, .b = rm, .size = uint8_t(size ? 4 : 8)});
            else
                out.use(left), out.use(rm), out.clearFlags();
            return;
        }
        if (!subtract && leftShift && amount < 32) {
            Register addend = rm;
            if (extended && field(word, 13, 3) >= 4) { // sxtb … sxtx: a table element gets its sign here
                const auto bytes = static_cast<uint8_t>(1U << (field(word, 13, 3) - 4));
                out.add({.code = Opcode::Move,
                         .destination = ScratchRegister,
                         .a = rm,
                         .size = uint8_t(bytes == 8 ? 0 : bytes),
                         .bits = IsSigned});
                addend = ScratchRegister;
            }
            out.add({.code = Opcode::Add,
                     .destination = to,
                     .a = left,
                     .b = addend,
                     .size = size,
                     .shift = static_cast<uint8_t>(amount)});
        } else if (subtract && amount == 0 && leftShift) {
            out.add({.code = Opcode::Subtract, .destination = to, .a = left, .b = rm, .size = size});
        } else {
            out.unknown(to, left, rm);
        }
        if (flags)
            out.clearFlags();
        return;
    }
    // What is left: multiply, divide, conditional select and compare, bit counts.
    const bool conditionalCompare = kind == 0x1a && field(word, 21, 3) == 2;
    if (conditionalCompare) {
        out.use(rn);
        if (field(word, 11, 1))
            out.literal(field(word, 16, 5));
        else
            out.use(rm);
        out.clearFlags();
        return;
    }
    out.unknown(rd, rn, rm);
    if (kind == 0x1b)
        out.use(orZero(field(word, 10, 5)));
}

void AArch64Lifter::loadStore(uint32_t word, Lifted &out)
{
    const bool vector = field(word, 26, 1);
    const Register rt = vector ? NoRegister : orZero(field(word, 0, 5));
    const Register rn = orStack(field(word, 5, 5));
    const uint32_t group = field(word, 27, 3);
    if (group == 3 && field(word, 24, 1) == 0 && field(word, 28, 2) == 1) { // load literal
        const uint64_t at = out.decoded.address + static_cast<uint64_t>(signedField(word, 5, 19) * 4);
        const uint32_t option = word >> 30;
        const uint8_t size = vector ? uint8_t(4U << (option & 3)) : option == 1 ? 8 : 4;
        if (option != 3 || vector)
            out.load(vector ? ScratchRegister : rt, NoRegister, static_cast<int64_t>(at), size,
                     static_cast<uint8_t>(IsAddress | (option == 2 && !vector ? IsSigned : 0)
                                          | (vector && size <= 8 ? IsFloat : 0)));
        return;
    }
    if (group == 5) { // pairs
        const uint32_t option = word >> 30;
        const unsigned scale = vector ? 2 + option : option == 2 ? 3 : 2;
        const auto size = static_cast<uint8_t>(1U << scale);
        const int64_t offset = signedField(word, 15, 7) * (int64_t(1) << scale);
        const Register rt2 = vector ? NoRegister : orZero(field(word, 10, 5));
        const bool load = field(word, 22, 1);
        const uint32_t mode = field(word, 23, 3) & 3; // 0 no allocate, 1 post, 2 offset, 3 pre
        if (mode == 3)
            out.plus(rn, rn, offset);
        const int64_t first = mode == 1 || mode == 3 ? 0 : offset;
        const uint8_t bits = rn == StackRegister && mode == 3 ? IsSaving : 0;
        if (load && !vector && rt == rn) // the base is loaded too
            out.load(rt2, rn, first + size, size, bits), out.load(rt, rn, first, size, bits);
        else if (load)
            out.load(vector ? ScratchRegister : rt, rn, first, size, bits),
                out.load(vector ? ScratchRegister : rt2, rn, first + size, size, bits);
        else
            out.store(rt, rn, first, size, bits), out.store(rt2, rn, first + size, size, bits);
        if (mode == 1)
            out.plus(rn, rn, offset);
        return;
    }
    if (group != 7) { // exclusive, atomic, vector structures
        if (!vector && field(word, 22, 1))
            out.load(rt, rn, 0, static_cast<uint8_t>(1U << (word >> 30)));
        else if (!vector)
            out.store(rt, rn, 0, static_cast<uint8_t>(1U << (word >> 30)));
        else
            out.use(rn);
        if (!vector && !field(word, 22, 1) && !field(word, 23, 1))
            out.unknown(orZero(field(word, 16, 5))); // status of a store exclusive
        if (vector && field(word, 23, 1))
            out.unknown(rn, rn);
        return;
    }
    const uint32_t option = field(word, 22, 2);
    unsigned scale = word >> 30;
    if (vector && option >= 2)
        scale = 4;
    const auto size = static_cast<uint8_t>(1U << scale);
    const bool prefetch = !vector && scale == 3 && option >= 2;
    const bool load = vector ? option & 1 : option != 0;
    const bool single = vector && (scale == 2 || scale == 3);
    const auto bits = static_cast<uint8_t>((!vector && option >= 2 ? IsSigned : 0) | (single && load ? IsFloat : 0));
    Operation access{.code = load ? Opcode::Load : Opcode::Store,
                     .destination = load && vector ? ScratchRegister : rt,
                     .a = rn,
                     .size = size,
                     .bits = bits};
    if (field(word, 24, 1)) { // unsigned offset
        access.immediate = int64_t(field(word, 10, 12)) << scale;
    } else if (field(word, 21, 1)) {
        const uint32_t mode = field(word, 10, 2);
        if (mode == 2) { // register offset
            access.b = orZero(field(word, 16, 5));
            access.shift = static_cast<uint8_t>(field(word, 12, 1) ? scale : 0);
        } else { // atomic operations
            if (!vector)
                out.use(rn), out.unknown(rt);
            return;
        }
    } else {
        const int64_t offset = signedField(word, 12, 9);
        const uint32_t mode = field(word, 10, 2); // 0 unscaled, 1 post, 2 unprivileged, 3 pre
        if (mode == 3)
            out.plus(rn, rn, offset);
        access.immediate = mode == 0 || mode == 2 ? offset : 0;
        if (!prefetch)
            out.add(access);
        if (mode == 1)
            out.plus(rn, rn, offset);
        return;
    }
    if (!prefetch)
        out.add(access);
}

// What came after Capstone 4: pointer authentication, atomics, newer vectors.
bool AArch64Lifter::decodeOther(std::span<const uint8_t> bytes, cs_insn &instruction) const
{
    if (bytes.size() < 4)
        return false;
    const uint32_t word = littleWord(bytes.data());
    const uint32_t group = field(word, 25, 4);
    const bool authenticated = (word & 0xfe000000) == 0xd6000000 && field(word, 16, 5) == 31 && field(word, 11, 5) == 1;
    const bool branch = (group & 14) == 10;
    const bool known = group == 2 || (group & 14) == 8 || (group & 5) == 4 || (group & 7) == 5 || (group & 7) == 7;
    return (branch ? authenticated : known) && describeWord(bytes, word, instruction);
}

void AArch64Lifter::lift(const cs_insn &instruction, bool, Lifted &out) const
{
    // Code is little endian whatever the data are.
    const uint32_t word = littleWord(instruction.bytes);
    const uint32_t group = field(word, 25, 4);
    if (word < 0x10000)
        out.decoded.flow = Flow::Halt; // udf
    else if ((group & 14) == 8)
        dataImmediate(word, out);
    else if ((group & 14) == 10)
        branch(word, out);
    else if ((group & 5) == 4)
        loadStore(word, out);
    else if ((group & 7) == 5)
        dataRegister(word, out);
    else if ((word & 0xffa01fe0) == 0x1e201000) // fmov with an immediate
        out.floating(shortFloat(field(word, 13, 8)));
    else if ((word & 0x5f20fc00) == 0x1e200000) // conversions between vector and general registers
        out.unknown(orZero(field(word, 0, 5)), orZero(field(word, 5, 5)));
    else if ((word & 0x5f200c00) == 0x1e200400 || (word & 0xff20fc07) == 0x1e202000) // fccmp, fcmp
        out.clearFlags();
    else if ((word & 0xbfe0ec00) == 0x0e002c00) // umov, smov
        out.unknown(orZero(field(word, 0, 5)));
}

} // namespace

std::unique_ptr<Lifter> makeAArch64Lifter(const Image &)
{
    return std::make_unique<AArch64Lifter>();
}

} // namespace symbolon::disasm
