// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// PowerPC 32 and 64, from the instruction word.
#include "analysis/disasm/arch/bits.h"
#include "analysis/disasm/arch/lifter.h"

#include <capstone/capstone.h>

namespace symbolon::disasm {

namespace {

constexpr Register StackRegister = 1;
constexpr Register Counter = 32;
constexpr Register Link = 33;

class PowerPcLifter : public Lifter
{
public:
    explicit PowerPcLifter(const Image &image) : m_big(image.endian == Endian::Big), m_wide(image.bits == 64)
    {
        m_convention.registerCount = Link + 1;
        m_convention.flagCount = FlagCount;
        m_convention.stack = StackRegister;
        m_convention.link = Link;
        m_convention.results = bit(3) | bit(4);
        if (m_wide)
            m_convention.entryPointer = 12;
        for (Register r = 14; r <= 31; ++r)
            m_convention.saved |= bit(r);
        m_convention.arguments = {3, 4, 5, 6, 7, 8, 9, 10};
        m_convention.minimalSize = 4;
    }
    [[nodiscard]] bool needsDetail() const override { return false; }
    void lift(const cs_insn &instruction, bool thumb, Lifted &out) const override;
    [[nodiscard]] bool decodeOther(std::span<const uint8_t> bytes, cs_insn &instruction) const override;

private:
    static void branch(uint32_t word, Lifted &out);
    void extended(uint32_t word, Lifted &out) const;
    static void displacement(uint32_t word, Lifted &out);

    bool m_big;
    bool m_wide;
};

// Register 0 as a base means the number 0.
Register baseOf(uint32_t field)
{
    return field == 0 ? NoRegister : static_cast<Register>(field);
}

void setCondition(uint32_t word, Decoded &decoded)
{
    const uint32_t bo = field(word, 21, 5);
    const uint32_t bi = field(word, 16, 5);
    if ((bo & 0x14) == 0x14)
        return;
    decoded.condition = Condition::Other;
    if ((bo & 0x10) || !(bo & 4)) // depends on the counter
        return;
    const bool wanted = bo & 8;
    decoded.tested = static_cast<uint8_t>(FlagsBase + bi / 4);
    // The compare's own kind (signed or not) is kept with the flags, see State::Flags.
    switch (bi % 4) {
    case 0:
        decoded.condition = wanted ? Condition::Below : Condition::AboveOrEqual;
        break;
    case 1:
        decoded.condition = wanted ? Condition::Above : Condition::BelowOrEqual;
        break;
    case 2:
        decoded.condition = wanted ? Condition::Equal : Condition::NotEqual;
        break;
    default:
        break;
    }
}

void PowerPcLifter::branch(uint32_t word, Lifted &out)
{
    Decoded &decoded = out.decoded;
    const bool link = word & 1;
    const bool absolute = word & 2;
    const uint32_t opcode = word >> 26;
    if (opcode == 18) {
        const int64_t offset = signedField(word, 2, 24) * 4;
        decoded.target = static_cast<uint64_t>(offset) + (absolute ? 0 : decoded.address);
        decoded.flow = link ? Flow::Call : Flow::Jump;
        return;
    }
    if (opcode == 16) {
        const int64_t offset = signedField(word, 2, 14) * 4;
        decoded.target = static_cast<uint64_t>(offset) + (absolute ? 0 : decoded.address);
        if (link && decoded.target == decoded.end()) { // bcl 20, 31, .+4: the program counter
            out.set(Link, static_cast<int64_t>(decoded.target), IsAddress | IsPart);
            return;
        }
        setCondition(word, decoded);
        decoded.flow = link ? Flow::Call : Flow::Jump;
        return;
    }
    const uint32_t extended = field(word, 1, 10);
    if (extended == 16) { // bclr
        setCondition(word, decoded);
        if (link) {
            out.move(TargetRegister, Link);
            decoded.flow = Flow::IndirectCall;
        } else {
            decoded.flow = Flow::Return;
        }
    } else if (extended == 528) { // bcctr
        setCondition(word, decoded);
        out.move(TargetRegister, Counter);
        decoded.flow = link ? Flow::IndirectCall : Flow::IndirectJump;
    } else if (extended == 18 || extended == 50) { // rfid, rfi
        decoded.flow = Flow::Return;
    }
}

void PowerPcLifter::displacement(uint32_t word, Lifted &out)
{
    const uint32_t opcode = word >> 26;
    const auto rt = static_cast<Register>(field(word, 21, 5));
    const Register base = baseOf(field(word, 16, 5));
    int64_t offset = signedField(word, 0, 16);
    uint8_t size = 0;
    bool store = false;
    bool update = false;
    bool vector = false;
    uint8_t bits = 0;
    if (opcode == 58 || opcode == 62) { // ld, ldu, lwa; std, stdu
        offset &= ~int64_t(3);
        store = opcode == 62;
        update = (word & 3) == 1;
        size = opcode == 58 && (word & 3) == 2 ? 4 : 8;
        bits = size == 4 ? IsSigned : 0;
    } else if (opcode >= 48) { // floating point
        vector = true;
        store = opcode >= 52;
        update = opcode & 1;
        size = opcode & 2 ? 8 : 4;
        bits = IsFloat;
    } else if (opcode == 46 || opcode == 47) { // lmw, stmw
        int64_t at = offset;
        for (Register r = rt; r < 32; ++r, at += 4) {
            if (opcode == 46)
                out.load(r, base, at, 4, IsSaving);
            else
                out.store(r, base, at, 4, IsSaving);
        }
        return;
    } else {
        static constexpr uint8_t sizes[7] = {4, 1, 4, 1, 2, 2, 2}; // lwz lbz stw stb lhz lha sth
        const uint32_t kind = (opcode - 32) / 2;
        size = sizes[kind];
        store = kind == 2 || kind == 3 || kind == 6;
        bits = kind == 5 ? IsSigned : 0;
        update = opcode & 1;
    }
    if (store)
        out.store(vector ? NoRegister : rt, base, offset, size, bits);
    if (!store)
        out.load(vector ? ScratchRegister : rt, base, offset, size, bits);
    if (update && base != NoRegister)
        out.plus(base, base, offset);
}

void PowerPcLifter::extended(uint32_t word, Lifted &out) const
{
    const auto rt = static_cast<Register>(field(word, 21, 5));
    const auto ra = static_cast<Register>(field(word, 16, 5));
    const auto rb = static_cast<Register>(field(word, 11, 5));
    const uint32_t operation = field(word, 1, 10);
    const uint32_t special = field(word, 16, 5) | field(word, 11, 5) << 5;
    switch (operation) {
    case 0:  // cmp
    case 32: // cmpl
        out.add({.code = Opcode::Compare,
                 .a = ra,
                 .b = rb,
                 .shift = static_cast<uint8_t>(field(word, 23, 3)),
                 .bits = uint8_t(operation == 0 ? IsSigned : 0)});
        return;
    case 339: // mfspr
        if (special == 8)
            out.move(rt, Link);
        else if (special == 9)
            out.move(rt, Counter);
        else
            out.unknown(rt);
        return;
    case 467: // mtspr
        if (special == 8)
            out.move(Link, rt);
        else if (special == 9)
            out.move(Counter, rt);
        return;
    case 266: // add
        out.add({.code = Opcode::Add, .destination = rt, .a = ra, .b = rb});
        return;
    case 40: // subf
        out.add({.code = Opcode::Subtract, .destination = rt, .a = rb, .b = ra});
        return;
    case 444: // or, mr
        if (rt == rb)
            out.move(ra, rt);
        else
            out.unknown(ra, rt, rb);
        return;
    case 23:   // lwzx
    case 87:   // lbzx
    case 279:  // lhzx
    case 343:  // lhax
    case 341:  // lwax
    case 21: { // ldx
        const uint8_t size = operation == 87 ? 1 : operation == 21 ? 8 : operation == 279 || operation == 343 ? 2 : 4;
        const uint8_t bits = operation == 343 || operation == 341 ? IsSigned : 0;
        out.add({.code = Opcode::Load, .destination = rt, .a = baseOf(ra), .b = rb, .size = size, .bits = bits});
        return;
    }
    case 151: // stwx
    case 215: // stbx
    case 407: // sthx
    case 149: // stdx
    case 183: // stwux
    case 181: // stdux
        out.use(rt);
        out.use(baseOf(ra));
        out.use(rb);
        if (operation == 183 || operation == 181)
            out.unknown(ra, ra);
        return;
    case 4: // tw: unconditional is a trap
    case 68:
        if (field(word, 21, 5) == 31)
            out.decoded.flow = Flow::Halt;
        return;
    case 598: // sync
    case 854:
    case 86:
    case 54:
    case 278:
    case 246:
    case 982:
    case 1014:
        return;
    case 28: // and, and what writes register a of register s
    case 60:
    case 124:
    case 284:
    case 316:
    case 412:
    case 476:
    case 24:
    case 27:
    case 536:
    case 539:
    case 792:
    case 794:
    case 824:
    case 826:
    case 827:
    case 26:
    case 58:
        out.unknown(ra, rt, rb);
        return;
    case 922: // extsh
    case 954: // extsb
    case 986: // extsw
        out.add({.code = Opcode::Move,
                 .destination = ra,
                 .a = rt,
                 .size = uint8_t(operation == 922   ? 2
                                 : operation == 954 ? 1
                                                    : 4),
                 .bits = IsSigned});
        return;
    default:
        out.unknown(rt, ra, rb);
        return;
    }
}

// Capstone 4 ends with POWER7: vectors and what moves to and from them are taken as they come.
bool PowerPcLifter::decodeOther(std::span<const uint8_t> bytes, cs_insn &instruction) const
{
    if (bytes.size() < 4)
        return false;
    const uint32_t word = m_big ? bigWord(bytes.data()) : littleWord(bytes.data());
    switch (word >> 26) {
    case 4:
    case 31:
    case 57:
    case 59:
    case 60:
    case 61:
    case 63:
        return describeWord(bytes, word, instruction);
    default:
        return false;
    }
}

void PowerPcLifter::lift(const cs_insn &instruction, bool, Lifted &out) const
{
    const uint32_t word = m_big ? bigWord(instruction.bytes) : littleWord(instruction.bytes);
    const auto rt = static_cast<Register>(field(word, 21, 5));
    const auto ra = static_cast<Register>(field(word, 16, 5));
    const int64_t number = signedField(word, 0, 16);
    const int64_t bare = field(word, 0, 16);
    const uint32_t opcode = word >> 26;
    switch (opcode) {
    case 16:
    case 18:
    case 19:
        branch(word, out);
        return;
    case 17: // sc
        out.unknown(3);
        return;
    case 10: // cmpli
    case 11: // cmpi
        out.add({.code = Opcode::Compare,
                 .a = ra,
                 .size = uint8_t(field(word, 21, 1) ? 8 : 4),
                 .shift = static_cast<uint8_t>(field(word, 23, 3)),
                 .bits = uint8_t(IsLiteral | (opcode == 11 ? IsSigned : 0)),
                 .immediate = opcode == 10 ? bare : number});
        return;
    case 12: // addic
    case 13:
    case 14: // addi
        if (opcode == 14 && ra == 0)
            out.set(rt, number, IsLiteral);
        else
            out.plus(rt, ra, number, IsLiteral);
        return;
    case 15: // addis
        if (ra == 0)
            out.set(rt, number * 65536, IsLiteral | IsPart);
        else
            out.plus(rt, ra, number * 65536, IsPart);
        return;
    case 7: // mulli
        out.unknown(rt, ra);
        out.literal(number);
        return;
    case 8: // subfic
        out.unknown(rt, ra);
        out.literal(number);
        return;
    case 24: // ori, oris
    case 25:
        if (word == 0x60000000)
            out.decoded.bits |= IsPadding;
        else if (bare == 0)
            out.move(ra, rt);
        else
            out.add({.code = Opcode::Or,
                     .destination = ra,
                     .a = rt,
                     .bits = IsLiteral,
                     .immediate = opcode == 25 ? bare << 16 : bare});
        return;
    case 26: // xori, xoris
    case 27:
        out.add({.code = Opcode::Xor,
                 .destination = ra,
                 .a = rt,
                 .bits = IsLiteral,
                 .immediate = opcode == 27 ? bare << 16 : bare});
        return;
    case 28: // andi., andis.
    case 29:
        out.add({.code = Opcode::And,
                 .destination = ra,
                 .a = rt,
                 .bits = IsLiteral,
                 .immediate = opcode == 29 ? bare << 16 : bare});
        out.clearFlags(0);
        return;
    case 21: { // rlwinm: shifts and masks
        const uint32_t turn = field(word, 11, 5);
        const uint32_t begin = field(word, 6, 5);
        const uint32_t end = field(word, 1, 5);
        if (begin == 0 && turn == 31 - end)
            out.add({.code = Opcode::Shift, .destination = ra, .a = rt, .bits = IsLiteral, .immediate = turn});
        else if (turn == 0 && end == 31)
            out.add({.code = Opcode::And,
                     .destination = ra,
                     .a = rt,
                     .immediate = static_cast<int64_t>(UINT32_MAX >> begin)});
        else if (end == 31 - turn && turn > 0 && begin > 0) // a shifted, cut index
            out.add({.code = Opcode::Shift, .destination = ra, .a = rt, .immediate = turn});
        else
            out.unknown(ra, rt);
        if (word & 1)
            out.clearFlags(0);
        return;
    }
    case 20: // rlwimi, rlwnm
    case 23:
        out.unknown(ra, rt, ra);
        return;
    case 30: { // 64-bit rotates
        const uint32_t turn = field(word, 11, 5) | field(word, 1, 1) << 5;
        const uint32_t mask = field(word, 6, 5) | field(word, 5, 1) << 5;
        const uint32_t kind = field(word, 2, 3);
        if (kind == 1 && mask == 63 - turn) // sldi
            out.add({.code = Opcode::Shift, .destination = ra, .a = rt, .bits = IsLiteral, .immediate = turn});
        else if (kind == 0 && turn == 0 && mask == 32) // clrldi 32
            out.move(ra, rt, 4);
        else if (kind == 2 && turn < 32 && mask == 32 - turn) // rldic: shift of a zero-extended word
            out.add({.code = Opcode::Shift, .destination = ra, .a = rt, .immediate = turn});
        else
            out.unknown(ra, rt);
        return;
    }
    case 31:
        extended(word, out);
        if (word & 1)
            out.clearFlags(0);
        return;
    case 2: // tdi, twi
    case 3:
        if (rt == 31)
            out.decoded.flow = Flow::Halt;
        else
            out.use(ra);
        return;
    default:
        if ((opcode >= 32 && opcode <= 55) || opcode == 58 || opcode == 62)
            displacement(word, out);
        return;
    }
}

} // namespace

std::unique_ptr<Lifter> makePowerPcLifter(const Image &image)
{
    return std::make_unique<PowerPcLifter>(image);
}

} // namespace symbolon::disasm
