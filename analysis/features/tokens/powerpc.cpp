// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/features/tokens/table.h"
#include "analysis/features/tokens/translators.h"

namespace symbolon::tokens {

namespace {

using Class = TokenClass;
using Condition = TokenCondition;

enum : Register { Sp = 1, Toc = 2, Frame = 31, Link = 66 };

constexpr auto table = sorted(std::to_array<Meaning>({
    {"mr", Form::Move},
    {"li", Form::Move},
    {"lis", Form::Special},
    {"la", Form::Special, Class::Add},
    {"addi", Form::Operate, Class::Add},
    {"addic", Form::Operate, Class::Add},
    {"addis", Form::Special, Class::Add},
    {"add", Form::Operate, Class::Add},
    {"addc", Form::Operate, Class::Add},
    {"adde", Form::Operate, Class::Add},
    {"addze", Form::Unary, Class::Add},
    {"addme", Form::Unary, Class::Add},
    {"sub", Form::Operate, Class::Subtract},
    {"subi", Form::Operate, Class::Subtract},
    {"subc", Form::Operate, Class::Subtract},
    {"subf", Form::Special, Class::Subtract},
    {"subfc", Form::Special, Class::Subtract},
    {"subfe", Form::Special, Class::Subtract},
    {"subfic", Form::Special, Class::Subtract},
    {"subfze", Form::Unary, Class::Subtract},
    {"neg", Form::Unary, Class::Negate},
    {"and", Form::Operate, Class::And},
    {"andc", Form::Operate, Class::And},
    {"andi", Form::Operate, Class::And},
    {"andis", Form::Operate, Class::And},
    {"nand", Form::Operate, Class::And},
    {"or", Form::Operate, Class::Or},
    {"orc", Form::Operate, Class::Or},
    {"ori", Form::Operate, Class::Or},
    {"oris", Form::Operate, Class::Or},
    {"xor", Form::Operate, Class::Xor},
    {"xori", Form::Operate, Class::Xor},
    {"xoris", Form::Operate, Class::Xor},
    {"eqv", Form::Operate, Class::Xor},
    {"nor", Form::Operate, Class::Or},
    {"not", Form::Unary, Class::Not},
    {"slw", Form::Operate, Class::ShiftLeft},
    {"slwi", Form::Operate, Class::ShiftLeft},
    {"sld", Form::Operate, Class::ShiftLeft},
    {"sldi", Form::Operate, Class::ShiftLeft},
    {"srw", Form::Operate, Class::ShiftRight},
    {"srwi", Form::Operate, Class::ShiftRight},
    {"srd", Form::Operate, Class::ShiftRight},
    {"srdi", Form::Operate, Class::ShiftRight},
    {"sraw", Form::Operate, Class::ShiftArithmetic},
    {"srawi", Form::Operate, Class::ShiftArithmetic},
    {"srad", Form::Operate, Class::ShiftArithmetic},
    {"sradi", Form::Operate, Class::ShiftArithmetic},
    {"rotlw", Form::Operate, Class::Rotate},
    {"rotlwi", Form::Operate, Class::Rotate},
    {"rotld", Form::Operate, Class::Rotate},
    {"rotldi", Form::Operate, Class::Rotate},
    {"clrlwi", Form::Special, Class::BitField},
    {"clrldi", Form::Special, Class::BitField},
    {"rlwinm", Form::Special, Class::BitField},
    {"rlwimi", Form::Special, Class::BitField},
    {"rlwnm", Form::Unary, Class::BitField},
    {"rldicl", Form::Unary, Class::BitField},
    {"rldicr", Form::Unary, Class::BitField},
    {"rldic", Form::Unary, Class::BitField},
    {"rldimi", Form::Unary, Class::BitField},
    {"mulli", Form::Operate, Class::Multiply},
    {"mullw", Form::Operate, Class::Multiply},
    {"mulhw", Form::Operate, Class::Multiply},
    {"mulhwu", Form::Operate, Class::Multiply},
    {"mulld", Form::Operate, Class::Multiply},
    {"mulhd", Form::Operate, Class::Multiply},
    {"mulhdu", Form::Operate, Class::Multiply},
    {"divw", Form::Operate, Class::Divide, 4, Condition::Signed},
    {"divwu", Form::Operate, Class::Divide, 4, Condition::Unsigned},
    {"divd", Form::Operate, Class::Divide, 8, Condition::Signed},
    {"divdu", Form::Operate, Class::Divide, 8, Condition::Unsigned},
    {"extsb", Form::Extend, Class::Extend, 1},
    {"extsh", Form::Extend, Class::Extend, 2},
    {"extsw", Form::Move},
    {"cntlzw", Form::Unary, Class::CountBits},
    {"cntlzd", Form::Unary, Class::CountBits},
    {"popcntd", Form::Unary, Class::CountBits},
    {"cmpw", Form::Compare, Class::Compare, 4, Condition::Signed},
    {"cmpwi", Form::Compare, Class::Compare, 4, Condition::Signed},
    {"cmpd", Form::Compare, Class::Compare, 8, Condition::Signed},
    {"cmpdi", Form::Compare, Class::Compare, 8, Condition::Signed},
    {"cmplw", Form::Compare, Class::Compare, 4, Condition::Unsigned},
    {"cmplwi", Form::Compare, Class::Compare, 4, Condition::Unsigned},
    {"cmpld", Form::Compare, Class::Compare, 8, Condition::Unsigned},
    {"cmpldi", Form::Compare, Class::Compare, 8, Condition::Unsigned},
    {"fcmpu", Form::FloatCompare},
    {"fcmpo", Form::FloatCompare},
    {"isel", Form::Select, Class::Select, 0, Condition::Other},
    {"lwz", Form::Load, Class::Load, 4},
    {"lwzx", Form::Load, Class::Load, 4},
    {"lwzu", Form::Load, Class::Load, 4},
    {"lwa", Form::Load, Class::Load, 4},
    {"lwax", Form::Load, Class::Load, 4},
    {"lwbrx", Form::Load, Class::Load, 4},
    {"ld", Form::Load, Class::Load, 8},
    {"ldx", Form::Load, Class::Load, 8},
    {"ldu", Form::Load, Class::Load, 8},
    {"lbz", Form::Load, Class::Load, 1},
    {"lbzx", Form::Load, Class::Load, 1},
    {"lbzu", Form::Load, Class::Load, 1},
    {"lbzux", Form::Load, Class::Load, 1},
    {"lhz", Form::Load, Class::Load, 2},
    {"lhzx", Form::Load, Class::Load, 2},
    {"lhzu", Form::Load, Class::Load, 2},
    {"lha", Form::Load, Class::Load, 2},
    {"lhax", Form::Load, Class::Load, 2},
    {"lhbrx", Form::Load, Class::Load, 2},
    {"lfs", Form::Load, Class::FloatLoad, 4},
    {"lfsx", Form::Load, Class::FloatLoad, 4},
    {"lfd", Form::Load, Class::FloatLoad, 8},
    {"lfdx", Form::Load, Class::FloatLoad, 8},
    {"lfdu", Form::Load, Class::FloatLoad, 8},
    {"stw", Form::Store, Class::Store, 4},
    {"stwx", Form::Store, Class::Store, 4},
    {"stwu", Form::Store, Class::Store, 4},
    {"stwux", Form::Store, Class::Store, 4},
    {"stwbrx", Form::Store, Class::Store, 4},
    {"std", Form::Store, Class::Store, 8},
    {"stdx", Form::Store, Class::Store, 8},
    {"stdu", Form::Store, Class::Store, 8},
    {"stb", Form::Store, Class::Store, 1},
    {"stbx", Form::Store, Class::Store, 1},
    {"stbu", Form::Store, Class::Store, 1},
    {"sth", Form::Store, Class::Store, 2},
    {"sthx", Form::Store, Class::Store, 2},
    {"sthu", Form::Store, Class::Store, 2},
    {"sthbrx", Form::Store, Class::Store, 2},
    {"stfs", Form::Store, Class::FloatStore, 4},
    {"stfsx", Form::Store, Class::FloatStore, 4},
    {"stfd", Form::Store, Class::FloatStore, 8},
    {"stfdx", Form::Store, Class::FloatStore, 8},
    {"stfiwx", Form::Store, Class::FloatStore, 4},
    {"lmw", Form::Ignored},
    {"stmw", Form::Ignored},
    {"b", Form::Jump},
    {"ba", Form::Jump},
    {"bctr", Form::Jump, Class::SwitchJump},
    {"bl", Form::Call},
    {"bla", Form::Call},
    {"bctrl", Form::Call, Class::CallIndirect},
    {"blrl", Form::Call, Class::CallIndirect},
    {"blr", Form::Return},
    {"rfi", Form::Return},
    {"rfid", Form::Return},
    {"mflr", Form::Special},
    {"mtlr", Form::Ignored},
    {"mtctr", Form::Ignored},
    {"mfctr", Form::Special},
    {"mfcr", Form::Ignored},
    {"mtcrf", Form::Ignored},
    {"mtocrf", Form::Ignored},
    {"crclr", Form::Ignored},
    {"crxor", Form::Ignored},
    {"creqv", Form::Ignored},
    {"crset", Form::Ignored},
    {"cror", Form::Ignored},
    {"crnor", Form::Ignored},
    {"crandc", Form::Ignored},
    {"nop", Form::Ignored},
    {"dcbt", Form::Ignored},
    {"sync", Form::Simple, Class::Atomic},
    {"lwsync", Form::Simple, Class::Atomic},
    {"isync", Form::Simple, Class::Atomic},
    {"eieio", Form::Simple, Class::Atomic},
    {"lwarx", Form::Simple, Class::Atomic},
    {"stwcx", Form::Simple, Class::Atomic},
    {"ldarx", Form::Simple, Class::Atomic, 8},
    {"stdcx", Form::Simple, Class::Atomic, 8},
    {"sc", Form::Simple, Class::System},
    {"mfspr", Form::Simple, Class::System},
    {"mtspr", Form::Simple, Class::System},
    {"mfmsr", Form::Simple, Class::System},
    {"mtmsr", Form::Simple, Class::System},
    {"mftb", Form::Simple, Class::System},
    {"trap", Form::Simple, Class::Trap},
    {"twi", Form::Simple, Class::Trap},
    {"tdi", Form::Simple, Class::Trap},
    {"fmr", Form::Move},
    {"fadd", Form::Operate, Class::FloatAdd, 8},
    {"fadds", Form::Operate, Class::FloatAdd, 4},
    {"fsub", Form::Operate, Class::FloatSubtract, 8},
    {"fsubs", Form::Operate, Class::FloatSubtract, 4},
    {"fmul", Form::Operate, Class::FloatMultiply, 8},
    {"fmuls", Form::Operate, Class::FloatMultiply, 4},
    {"fdiv", Form::Operate, Class::FloatDivide, 8},
    {"fdivs", Form::Operate, Class::FloatDivide, 4},
    {"fmadd", Form::MultiplyAdd, Class::FloatAdd, 8},
    {"fmadds", Form::MultiplyAdd, Class::FloatAdd, 4},
    {"fmsub", Form::MultiplyAdd, Class::FloatSubtract, 8},
    {"fmsubs", Form::MultiplyAdd, Class::FloatSubtract, 4},
    {"fnmadd", Form::MultiplyAdd, Class::FloatAdd, 8},
    {"fnmsub", Form::MultiplyAdd, Class::FloatSubtract, 8},
    {"fneg", Form::Unary, Class::FloatOther, 8},
    {"fabs", Form::Unary, Class::FloatOther, 8},
    {"fsqrt", Form::Unary, Class::FloatOther, 8},
    {"fsel", Form::Unary, Class::FloatOther, 8},
    {"frsp", Form::Unary, Class::FloatConvert, 4},
    {"fctiwz", Form::Unary, Class::FloatConvert, 8},
    {"fctidz", Form::Unary, Class::FloatConvert, 8},
    {"fcfid", Form::Unary, Class::FloatConvert, 8},
}));

NamedRegister registerOf(std::string_view name)
{
    if (name.size() < 2 || (name[0] != 'r' && name[0] != 'f' && name[0] != 'v'))
        return {};
    const int n = decimal(name.substr(1));
    if (n < 0 || n > 31)
        return {};
    if (name[0] == 'r')
        return {static_cast<Register>(n), 4};
    return {static_cast<Register>(FirstFloat + n), static_cast<uint8_t>(name[0] == 'f' ? 8 : 16)};
}

// An indexed access has base and index as operands of their own.
Operand memoryOf(const Operands &operands)
{
    if (operands[1].isMemory())
        return operands[1];
    Operand memory;
    memory.kind = Operand::Kind::Memory;
    memory.reg = operands[1].reg;
    memory.index = operands[2].reg;
    if (!operands[1].isRegister())
        std::swap(memory.reg, memory.index);
    return memory;
}

// "beq", "bge-", "bnelr", "bdnz": empty condition where it is none.
bool branch(std::string_view name, const Line &line, Builder &builder)
{
    if (name.size() < 3 || name[0] != 'b')
        return false;
    if (name.starts_with("bdnz") || name.starts_with("bdz")) {
        builder.simple(Class::Subtract);
        builder.simple(Class::Compare);
        builder.branch(name.starts_with("bdz") ? Condition::Equal : Condition::NotEqual);
        return true;
    }
    const std::string_view code = name.substr(1, 2);
    Condition condition = Condition::None;
    if (code == "eq")
        condition = Condition::Equal;
    else if (code == "ne")
        condition = Condition::NotEqual;
    else if (code == "lt" || code == "le" || code == "gt" || code == "ge" || code == "nl" || code == "ng")
        condition = builder.order();
    else if (code == "so" || code == "ns" || code == "un" || code == "nu")
        condition = Condition::Other;
    else
        return false;
    builder.branch(condition);
    const std::string_view rest = name.substr(3);
    if (rest.starts_with("lr"))
        builder.giveBack();
    else if (line.call)
        builder.jump(false);
    return true;
}

void special(const Line &line, const Meaning &meaning, Builder &builder)
{
    const Operands &operands = line.operands;
    const std::string_view name = meaning.name;
    if (name == "lis" || name == "addis") {
        if (name == "addis" && !operands[1].isRegister(Toc) && !builder.hasReferences())
            builder.operate(Class::Add, operands[0], operands[1],
                            integerOperand(static_cast<int64_t>(static_cast<uint64_t>(operands[2].value) << 16)));
        else
            builder.part(operands[0]);
    } else if (name == "la") {
        builder.address(operands[0], operands[1]);
    } else if (meaning.what == Class::Subtract) {
        builder.operate(Class::Subtract, operands[0], operands[2], operands[1]);
    } else if (name == "clrlwi" || name == "clrldi") {
        const int64_t kept = (name == "clrlwi" ? 32 : 64) - (operands[2].value & 63);
        if (kept == 8 || kept == 16)
            builder.operateWidth(Class::Extend, operands[0], operands[1], widthOfBytes(kept == 8 ? 1 : 2));
        else if (kept == 32)
            builder.copy(operands[0], operands[1]);
        else
            builder.operate(Class::And, operands[0], operands[1],
                            integerOperand(static_cast<int64_t>((uint64_t(1) << (kept & 63)) - 1)));
    } else if (name == "rlwinm") {
        // rotated left, and the bits from the fourth to the fifth operand kept, counted from the highest
        const int64_t rotated = operands[2].value & 31;
        const int64_t first = operands[3].value & 31;
        const int64_t last = operands[4].value & 31;
        if (last == 31 && rotated > 0 && first >= 32 - rotated) {
            builder.extract(operands[0], operands[1], 32 - rotated, 32 - first);
        } else {
            if (rotated > 0)
                builder.operate(Class::ShiftLeft, operands[0], operands[1], operands[2]);
            if (rotated == 0 || first > 0 || last != 31 - rotated)
                builder.operate(Class::And, operands[0], rotated > 0 ? operands[0] : operands[1],
                                integerOperand(static_cast<int64_t>(0xffffffffU >> (first & 31))));
        }
    } else if (name == "rlwimi") {
        const int64_t first = operands[3].value & 31;
        const int64_t last = operands[4].value & 31;
        builder.insert(operands[0], operands[1], 31 - last, last - first + 1);
    } else {
        builder.clobber(operands[0]);
    }
}

void translate(const Line &line, Builder &builder)
{
    std::string_view name = line.mnemonic;
    const bool flags = !name.empty() && name.back() == '.';
    while (!name.empty() && (name.back() == '.' || name.back() == '+' || name.back() == '-'))
        name.remove_suffix(1);
    const Operands &operands = line.operands;
    Operand to = operands[0];
    const Meaning *meaning = find(table, name);
    if (!meaning) {
        if (branch(name, line, builder))
            return;
        if (!name.empty() && (name[0] == 'v' || name[0] == 'x')) {
            builder.simple(Class::Vector, 16);
            return;
        }
        builder.simple(Class::Other);
        builder.clobber(to);
        return;
    }
    if (meaning->bytes && to.isRegister() && isFloat(to.reg))
        to.bytes = meaning->bytes;
    switch (meaning->form) {
    case Form::Move:
        builder.copy(to, operands[1]);
        if (flags)
            builder.compare(to, integerOperand(0), 4);
        break;
    case Form::Operate:
        if (meaning->what == Class::Divide) {
            builder.divide(to, operands[1], operands[2], meaning->bytes, meaning->condition);
            break;
        }
        builder.operate(meaning->what, to, operands[1], operands[2], flags);
        break;
    case Form::Unary:
        builder.operate(meaning->what, to, operands[1], flags);
        break;
    case Form::Extend:
        builder.operateWidth(Class::Extend, to, operands[1], widthOfBytes(meaning->bytes));
        break;
    case Form::Load:
        if (to.isRegister(0) && operands[1].isMemory() && operands[1].reg == Sp) {
            builder.clobber(to); // the return address; r0 is of little other use
            break;
        }
        builder.load(to, memoryOf(operands), meaning->bytes, meaning->what);
        break;
    case Form::Store: {
        const Operand memory = memoryOf(operands);
        if (to.isRegister(Sp) || (to.isRegister(0) && memory.reg == Sp && builder.lastClassOf(0) == Class::Other))
            break; // the frame's link, or the return address
        builder.store(to, memory, meaning->bytes, meaning->what);
        break;
    }
    case Form::Compare: {
        const unsigned first = to.isRegister() ? 0 : 1; // cr7
        builder.compare(operands[first], operands[first + 1], meaning->bytes);
        builder.setOrder(meaning->condition);
        break;
    }
    case Form::FloatCompare:
        builder.floatCompare(8);
        builder.setOrder(Condition::Signed);
        break;
    case Form::Select:
        builder.select(meaning->condition, to);
        break;
    case Form::MultiplyAdd:
        builder.simple(Class::FloatMultiply, meaning->bytes);
        builder.simple(meaning->what, meaning->bytes);
        break;
    case Form::Jump:
        builder.jump(meaning->what == Class::SwitchJump);
        break;
    case Form::Call:
        builder.call(meaning->what == Class::CallIndirect);
        break;
    case Form::Return:
        builder.giveBack();
        break;
    case Form::Simple:
        builder.simple(meaning->what, meaning->bytes ? meaning->bytes : 4);
        builder.clobber(to);
        break;
    case Form::Special:
        special(line, *meaning, builder);
        break;
    default:
        break;
    }
}

} // namespace

Translator powerpcTranslator()
{
    Machine machine;
    machine.registerOf = registerOf;
    machine.stack = Sp;
    machine.link = Link;
    machine.globals = Toc;
    machine.frames = {Frame, NoRegister};
    machine.preserved = 0xffffc000;
    machine.foldsConstants = true;
    return {machine, translate, nullptr};
}

} // namespace symbolon::tokens
