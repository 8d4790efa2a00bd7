// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/features/tokens/table.h"
#include "analysis/features/tokens/translators.h"

namespace symbolon::tokens {

namespace {

using Class = TokenClass;
using Condition = TokenCondition;

enum : Register { Frame = 29, Link = 30, ZeroRegister = 31, Sp = 64 };

constexpr auto table = sorted(std::to_array<Meaning>({
    {"mov", Form::Move},
    {"movz", Form::Move},
    {"movn", Form::Special},
    {"movk", Form::Special},
    {"adr", Form::Special},
    {"adrp", Form::Special},
    {"add", Form::Operate, Class::Add},
    {"adds", Form::Operate, Class::Add},
    {"adc", Form::Operate, Class::Add},
    {"adcs", Form::Operate, Class::Add},
    {"sub", Form::Operate, Class::Subtract},
    {"subs", Form::Operate, Class::Subtract},
    {"sbc", Form::Operate, Class::Subtract},
    {"sbcs", Form::Operate, Class::Subtract},
    {"neg", Form::Unary, Class::Negate},
    {"negs", Form::Unary, Class::Negate},
    {"ngc", Form::Unary, Class::Negate},
    {"and", Form::Operate, Class::And},
    {"ands", Form::Operate, Class::And},
    {"bic", Form::Operate, Class::And},
    {"bics", Form::Operate, Class::And},
    {"orr", Form::Operate, Class::Or},
    {"orn", Form::Operate, Class::Or},
    {"eor", Form::Operate, Class::Xor},
    {"eon", Form::Operate, Class::Xor},
    {"mvn", Form::Unary, Class::Not},
    {"lsl", Form::Operate, Class::ShiftLeft},
    {"lsr", Form::Operate, Class::ShiftRight},
    {"asr", Form::Operate, Class::ShiftArithmetic},
    {"ror", Form::Operate, Class::Rotate},
    {"extr", Form::Operate, Class::Rotate},
    {"mul", Form::Operate, Class::Multiply},
    {"mneg", Form::Operate, Class::Multiply},
    {"smull", Form::Operate, Class::Multiply},
    {"umull", Form::Operate, Class::Multiply},
    {"smnegl", Form::Operate, Class::Multiply},
    {"umnegl", Form::Operate, Class::Multiply},
    {"smulh", Form::Operate, Class::Multiply},
    {"umulh", Form::Operate, Class::Multiply},
    {"madd", Form::MultiplyAdd},
    {"smaddl", Form::MultiplyAdd},
    {"umaddl", Form::MultiplyAdd},
    {"msub", Form::MultiplySubtract},
    {"smsubl", Form::MultiplySubtract},
    {"umsubl", Form::MultiplySubtract},
    {"udiv", Form::Operate, Class::Divide, 0, Condition::Unsigned},
    {"sdiv", Form::Operate, Class::Divide, 0, Condition::Signed},
    {"sxtb", Form::Extend, Class::Extend, 1},
    {"uxtb", Form::Extend, Class::Extend, 1},
    {"sxth", Form::Extend, Class::Extend, 2},
    {"uxth", Form::Extend, Class::Extend, 2},
    {"sxtw", Form::Move},
    {"uxtw", Form::Move},
    {"sbfiz", Form::Special, Class::ShiftLeft},
    {"ubfiz", Form::Special, Class::ShiftLeft},
    {"sbfx", Form::Special, Class::BitField},
    {"ubfx", Form::Special, Class::BitField},
    {"bfi", Form::Special, Class::BitField},
    {"bfxil", Form::Special, Class::BitField},
    {"bfc", Form::Special, Class::BitField},
    {"clz", Form::Unary, Class::CountBits},
    {"cls", Form::Unary, Class::CountBits},
    {"rev", Form::Unary, Class::SwapBytes},
    {"rev16", Form::Unary, Class::SwapBytes, 2},
    {"rev32", Form::Unary, Class::SwapBytes},
    {"rbit", Form::Unary, Class::SwapBytes},
    {"cmp", Form::Compare},
    {"cmn", Form::Compare},
    {"tst", Form::Test},
    {"ccmp", Form::Special},
    {"ccmn", Form::Special},
    {"csel", Form::Select},
    {"csinc", Form::Select},
    {"csinv", Form::Select},
    {"csneg", Form::Select},
    {"cset", Form::Select},
    {"csetm", Form::Select},
    {"cinc", Form::Select},
    {"cinv", Form::Select},
    {"cneg", Form::Select},
    {"fcsel", Form::Select},
    {"ldr", Form::Load, Class::Load},
    {"ldur", Form::Load, Class::Load},
    {"ldrb", Form::Load, Class::Load, 1},
    {"ldurb", Form::Load, Class::Load, 1},
    {"ldrh", Form::Load, Class::Load, 2},
    {"ldurh", Form::Load, Class::Load, 2},
    {"ldrsb", Form::Load, Class::Load, 1},
    {"ldursb", Form::Load, Class::Load, 1},
    {"ldrsh", Form::Load, Class::Load, 2},
    {"ldursh", Form::Load, Class::Load, 2},
    {"ldrsw", Form::Load, Class::Load, 4},
    {"ldursw", Form::Load, Class::Load, 4},
    {"ldtr", Form::Load, Class::Load},
    {"ldar", Form::Load, Class::Load},
    {"ldarb", Form::Load, Class::Load, 1},
    {"ldarh", Form::Load, Class::Load, 2},
    {"stlr", Form::Store, Class::Store},
    {"stlrb", Form::Store, Class::Store, 1},
    {"stlrh", Form::Store, Class::Store, 2},
    {"str", Form::Store, Class::Store},
    {"stur", Form::Store, Class::Store},
    {"strb", Form::Store, Class::Store, 1},
    {"sturb", Form::Store, Class::Store, 1},
    {"strh", Form::Store, Class::Store, 2},
    {"sturh", Form::Store, Class::Store, 2},
    {"ldp", Form::LoadPair, Class::Load},
    {"ldpsw", Form::LoadPair, Class::Load, 4},
    {"ldnp", Form::LoadPair, Class::Load},
    {"stp", Form::StorePair, Class::Store},
    {"stnp", Form::StorePair, Class::Store},
    {"b", Form::Jump},
    {"br", Form::Jump, Class::SwitchJump},
    {"bl", Form::Call},
    {"blr", Form::Call},
    {"ret", Form::Return},
    {"eret", Form::Return},
    {"cbz", Form::CompareZeroBranch, Class::Branch, 0, Condition::Equal},
    {"cbnz", Form::CompareZeroBranch, Class::Branch, 0, Condition::NotEqual},
    {"tbz", Form::TestBranch, Class::Branch, 0, Condition::Equal},
    {"tbnz", Form::TestBranch, Class::Branch, 0, Condition::NotEqual},
    {"nop", Form::Ignored},
    {"hint", Form::Ignored},
    {"yield", Form::Ignored},
    {"prfm", Form::Ignored},
    {"prfum", Form::Ignored},
    {"bti", Form::Ignored},
    {"paciasp", Form::Ignored},
    {"autiasp", Form::Ignored},
    {"dmb", Form::Simple, Class::Atomic},
    {"dsb", Form::Simple, Class::Atomic},
    {"isb", Form::Simple, Class::Atomic},
    {"clrex", Form::Simple, Class::Atomic},
    {"svc", Form::Simple, Class::System},
    {"hvc", Form::Simple, Class::System},
    {"smc", Form::Simple, Class::System},
    {"hlt", Form::Simple, Class::System},
    {"mrs", Form::Simple, Class::System},
    {"msr", Form::Simple, Class::System},
    {"sys", Form::Simple, Class::System},
    {"ic", Form::Simple, Class::System},
    {"dc", Form::Simple, Class::System},
    {"tlbi", Form::Simple, Class::System},
    {"at", Form::Simple, Class::System},
    {"wfi", Form::Simple, Class::System},
    {"wfe", Form::Simple, Class::System},
    {"sev", Form::Simple, Class::System},
    {"brk", Form::Simple, Class::Trap},
    {"udf", Form::Simple, Class::Trap},
    // floating
    {"fmov", Form::Special, Class::FloatMove},
    {"fadd", Form::Operate, Class::FloatAdd},
    {"fsub", Form::Operate, Class::FloatSubtract},
    {"fmul", Form::Operate, Class::FloatMultiply},
    {"fnmul", Form::Operate, Class::FloatMultiply},
    {"fdiv", Form::Operate, Class::FloatDivide},
    {"fmadd", Form::MultiplyAdd, Class::FloatAdd},
    {"fnmadd", Form::MultiplyAdd, Class::FloatAdd},
    {"fmsub", Form::MultiplySubtract, Class::FloatSubtract},
    {"fnmsub", Form::MultiplySubtract, Class::FloatSubtract},
    {"fneg", Form::Unary, Class::FloatOther},
    {"fabs", Form::Unary, Class::FloatOther},
    {"fsqrt", Form::Unary, Class::FloatOther},
    {"fmax", Form::Operate, Class::FloatOther},
    {"fmin", Form::Operate, Class::FloatOther},
    {"fmaxnm", Form::Operate, Class::FloatOther},
    {"fminnm", Form::Operate, Class::FloatOther},
    {"fabd", Form::Operate, Class::FloatOther},
    {"frinta", Form::Unary, Class::FloatOther},
    {"frinti", Form::Unary, Class::FloatOther},
    {"frintm", Form::Unary, Class::FloatOther},
    {"frintn", Form::Unary, Class::FloatOther},
    {"frintp", Form::Unary, Class::FloatOther},
    {"frintx", Form::Unary, Class::FloatOther},
    {"frintz", Form::Unary, Class::FloatOther},
    {"fcmp", Form::FloatCompare},
    {"fcmpe", Form::FloatCompare},
    {"fccmp", Form::Special},
    {"fccmpe", Form::Special},
    {"fcvt", Form::Unary, Class::FloatConvert},
    {"scvtf", Form::Unary, Class::FloatConvert},
    {"ucvtf", Form::Unary, Class::FloatConvert},
    {"fcvtas", Form::Unary, Class::FloatConvert},
    {"fcvtau", Form::Unary, Class::FloatConvert},
    {"fcvtms", Form::Unary, Class::FloatConvert},
    {"fcvtmu", Form::Unary, Class::FloatConvert},
    {"fcvtns", Form::Unary, Class::FloatConvert},
    {"fcvtnu", Form::Unary, Class::FloatConvert},
    {"fcvtps", Form::Unary, Class::FloatConvert},
    {"fcvtpu", Form::Unary, Class::FloatConvert},
    {"fcvtzs", Form::Unary, Class::FloatConvert},
    {"fcvtzu", Form::Unary, Class::FloatConvert},
    {"movi", Form::Special, Class::Move},
    {"mvni", Form::Special, Class::Move},
    {"umov", Form::Special, Class::Vector},
    {"smov", Form::Special, Class::Vector},
}));

Condition conditionOf(std::string_view code)
{
    static constexpr auto conditions = sorted(std::to_array<Meaning>({
        {"eq", {}, {}, 0, Condition::Equal},
        {"ne", {}, {}, 0, Condition::NotEqual},
        {"gt", {}, {}, 0, Condition::Signed},
        {"ge", {}, {}, 0, Condition::Signed},
        {"lt", {}, {}, 0, Condition::Signed},
        {"le", {}, {}, 0, Condition::Signed},
        {"mi", {}, {}, 0, Condition::Signed},
        {"pl", {}, {}, 0, Condition::Signed},
        {"hi", {}, {}, 0, Condition::Unsigned},
        {"hs", {}, {}, 0, Condition::Unsigned},
        {"lo", {}, {}, 0, Condition::Unsigned},
        {"ls", {}, {}, 0, Condition::Unsigned},
        {"cs", {}, {}, 0, Condition::Unsigned},
        {"cc", {}, {}, 0, Condition::Unsigned},
        {"vs", {}, {}, 0, Condition::Other},
        {"vc", {}, {}, 0, Condition::Other},
    }));
    const Meaning *meaning = find(conditions, code);
    return meaning ? meaning->condition : Condition::Other;
}

NamedRegister registerOf(std::string_view name)
{
    if (name.size() < 2)
        return {};
    if (name == "sp" || name == "wsp")
        return {Sp, static_cast<uint8_t>(name[0] == 'w' ? 4 : 8)};
    if (name == "xzr")
        return {ZeroRegister, 8};
    if (name == "wzr")
        return {ZeroRegister, 4};
    if (const size_t dot = name.find('.'); dot != std::string_view::npos && dot > 0)
        name = name.substr(0, dot);
    const int n = decimal(name.substr(1));
    if (n < 0 || n > 31)
        return {};
    const auto reg = static_cast<Register>(n);
    const auto vector = static_cast<Register>(FirstFloat + n);
    switch (name[0]) {
    case 'x':
        return n < 31 ? NamedRegister{reg, 8} : NamedRegister{};
    case 'w':
        return n < 31 ? NamedRegister{reg, 4} : NamedRegister{};
    case 'v':
    case 'q':
        return {vector, 16};
    case 'd':
        return {vector, 8};
    case 's':
        return {vector, 4};
    case 'h':
        return {vector, 2};
    case 'b':
        return {vector, 1};
    default:
        return {};
    }
}

bool isVector(const Operand &operand)
{
    return operand.isRegister() && !operand.text.empty() && operand.text[0] == 'v';
}

// A double or a float; what is 16 bytes wide is more often a structure that is copied.
bool isScalarFloat(const Operand &operand)
{
    return operand.isRegister() && isFloat(operand.reg) && operand.bytes <= 8;
}

void shiftOf(const Operand &shift, const Operand &shifted, Builder &builder)
{
    if (shift.kind != Operand::Kind::Shift || shift.value == 0)
        return; // sxtw: an index's extension
    const Class what = shift.text == "lsr"   ? Class::ShiftRight
                       : shift.text == "asr" ? Class::ShiftArithmetic
                       : shift.text == "ror" ? Class::Rotate
                                             : Class::ShiftLeft;
    Operand result;
    result.bytes = shifted.bytes;
    builder.operate(what, result, shifted, integerOperand(shift.value));
}

void writeBack(const Operands &operands, unsigned memory, Builder &builder)
{
    const Operand &place = operands[memory];
    if (place.reg == Sp)
        return;
    const Operand base = registerOperand(place.reg, 8);
    if (operands.count > memory + 1)
        builder.operate(Class::Add, base, base, operands[memory + 1]);
    else if (place.writeBack)
        builder.operate(Class::Add, base, base, integerOperand(place.value));
}

Operand following(Operand memory, unsigned bytes)
{
    memory.value = static_cast<int64_t>(static_cast<uint64_t>(memory.value) + bytes);
    return memory;
}

void operate(const Line &line, const Meaning &meaning, Builder &builder)
{
    const Operands &operands = line.operands;
    const bool flags = meaning.name.back() == 's' && meaning.name != "bics" ? true : meaning.name == "bics";
    if (isVector(operands[0])) {
        builder.use(operands[2]);
        builder.operate(Class::Vector, operands[0], operands[1]);
        return;
    }
    if (meaning.what == Class::Divide) {
        builder.divide(operands[0], operands[1], operands[2], operands[0].bytes, meaning.condition);
        return;
    }
    Operand b = operands[2];
    const Operand &shift = operands[3];
    if (shift.kind == Operand::Kind::Shift) {
        if (b.isInteger())
            b.value <<= shift.value & 63; // add x0, x0, #1, lsl #12
        else
            shiftOf(shift, b, builder);
    }
    if (meaning.name == "bic" && b.isInteger())
        b.value = ~b.value;
    builder.operate(meaning.what, operands[0], operands[1], b, flags);
}

void special(const Line &line, const Meaning &meaning, Builder &builder)
{
    const Operands &operands = line.operands;
    const std::string_view name = meaning.name;
    if (name == "movn") {
        const Operand &shift = operands[2];
        const int64_t value = operands[1].value << (shift.kind == Operand::Kind::Shift ? shift.value & 63 : 0);
        builder.constant(operands[0], integerOperand(~value));
    } else if (name == "movk") {
        builder.completeConstant(operands[0]);
    } else if (name == "adr" || name == "adrp") {
        builder.part(operands[0]);
    } else if (name == "sbfiz" || name == "ubfiz") {
        builder.operate(Class::ShiftLeft, operands[0], operands[1], operands[2]);
    } else if (name == "ubfx" || name == "sbfx") {
        builder.extract(operands[0], operands[1], operands[2].value, operands[3].value, name == "sbfx");
    } else if (name == "bfi") {
        builder.insert(operands[0], operands[1], operands[2].value, operands[3].value);
    } else if (name == "bfxil") {
        builder.insert(operands[0], operands[1], 0, operands[3].value);
    } else if (name == "bfc") {
        builder.insert(operands[0], {}, operands[1].value, operands[2].value);
    } else if (name == "ccmp" || name == "ccmn") {
        builder.select(conditionOf(operands[3].text), {});
        builder.compare(operands[0], operands[1], operands[0].bytes);
    } else if (name == "fccmp" || name == "fccmpe") {
        builder.select(conditionOf(operands[3].text), {});
        builder.floatCompare(operands[0].bytes);
    } else if (name == "fmov") {
        const Operand &from = operands[1];
        if (from.kind == Operand::Kind::Real || from.isInteger())
            builder.floatConstant(operands[0], TokenOperand::FloatConstant, operands[0].bytes);
        else
            builder.copy(operands[0], from);
    } else if (name == "movi" || name == "mvni") {
        builder.constant(operands[0], operands[1]);
    } else { // umov, smov
        builder.copy(operands[0], operands[1]);
    }
}

bool isAtomic(std::string_view name)
{
    static constexpr std::string_view starts[] = {"ldax",  "ldx",   "ldar",  "ldap",  "ldlar", "stlx",
                                                  "stx",   "stlr",  "stll",  "cas",   "swp",   "ldadd",
                                                  "ldclr", "ldeor", "ldset", "stadd", "stset", "stclr"};
    return std::ranges::any_of(starts, [&](std::string_view start) { return name.starts_with(start); });
}

void translate(const Line &line, Builder &builder)
{
    const std::string_view name = line.mnemonic;
    const Operands &operands = line.operands;
    const Operand &to = operands[0];
    if (name.size() == 4 && name[0] == 'b' && name[1] == '.') {
        builder.branch(conditionOf(name.substr(2)));
        return;
    }
    const Meaning *meaning = find(table, name);
    if (!meaning) {
        if (isAtomic(name)) {
            builder.simple(Class::Atomic, to.bytes ? to.bytes : 4);
            builder.clobber(to);
        } else if (isVector(to) || isVector(operands[1]) || to.kind == Operand::Kind::List
                   || (to.isRegister() && isFloat(to.reg))) {
            builder.operate(Class::Vector, to.isRegister() ? to : Operand{}, operands[1]);
        } else {
            builder.simple(Class::Other);
            builder.clobber(to);
        }
        return;
    }
    switch (meaning->form) {
    case Form::Move:
        if (operands[1].isInteger() && operands[2].kind == Operand::Kind::Shift)
            builder.constant(to, integerOperand(operands[1].value << (operands[2].value & 63)));
        else
            builder.copy(to, operands[1]);
        break;
    case Form::Operate:
        operate(line, *meaning, builder);
        break;
    case Form::Unary:
        if (isVector(to)) {
            builder.operate(Class::Vector, to, operands[1]);
        } else if (meaning->name == "mvn" || meaning->name == "neg" || meaning->name == "negs") {
            shiftOf(operands[2], operands[1], builder);
            builder.operate(meaning->what, to, operands[1], meaning->name == "negs");
        } else {
            builder.operate(meaning->what, to, operands[1]);
        }
        break;
    case Form::Extend:
        builder.operateWidth(Class::Extend, to, operands[1], widthOfBytes(meaning->bytes));
        break;
    case Form::Load: {
        const Operand &memory = operands[1];
        const bool floating = isScalarFloat(to);
        if (!memory.isMemory()) { // a literal
            if (floating)
                builder.floatConstant(to, TokenOperand::FloatConstant, to.bytes);
            else
                builder.part(to);
            break;
        }
        if (memory.reg == Sp && (memory.writeBack || operands.count > 2)) {
            builder.clobber(to);
            break;
        }
        builder.load(to, memory, meaning->bytes ? meaning->bytes : to.bytes, floating ? Class::FloatLoad : Class::Load);
        writeBack(operands, 1, builder);
        break;
    }
    case Form::Store: {
        const Operand &memory = operands[1];
        if (memory.reg == Sp && memory.writeBack)
            break;
        builder.store(to, memory, meaning->bytes ? meaning->bytes : to.bytes,
                      isScalarFloat(to) ? Class::FloatStore : Class::Store);
        writeBack(operands, 1, builder);
        break;
    }
    case Form::LoadPair: {
        const Operand &memory = operands[2];
        if (memory.reg == Sp && (memory.writeBack || operands.count > 3))
            break;
        const unsigned bytes = meaning->bytes ? meaning->bytes : to.bytes;
        const Class what = isScalarFloat(to) ? Class::FloatLoad : Class::Load;
        builder.load(to, memory, bytes, what);
        builder.load(operands[1], following(memory, bytes), bytes, what);
        writeBack(operands, 2, builder);
        break;
    }
    case Form::StorePair: {
        const Operand &memory = operands[2];
        if (memory.reg == Sp && memory.writeBack)
            break;
        const Class what = isScalarFloat(to) ? Class::FloatStore : Class::Store;
        builder.store(to, memory, to.bytes, what);
        builder.store(operands[1], following(memory, to.bytes), to.bytes, what);
        writeBack(operands, 2, builder);
        break;
    }
    case Form::Compare:
        shiftOf(operands[2], operands[1], builder);
        builder.compare(to, operands[1], to.bytes);
        break;
    case Form::Test:
        shiftOf(operands[2], operands[1], builder);
        builder.test(to, operands[1], to.bytes);
        break;
    case Form::FloatCompare:
        builder.use(to);
        builder.use(operands[1]);
        builder.floatCompare(to.bytes);
        break;
    case Form::Select: {
        for (unsigned n = 1; n < operands.count; ++n)
            builder.use(operands[n]);
        builder.select(conditionOf(operands.last().text), to, meaning->name == "cset");
        break;
    }
    case Form::MultiplyAdd:
    case Form::MultiplySubtract: {
        const bool add = meaning->form == Form::MultiplyAdd;
        if (meaning->what != Class::Other) {
            builder.simple(Class::FloatMultiply, to.bytes);
            builder.simple(meaning->what, to.bytes);
            builder.clobber(to);
            break;
        }
        const bool remainder = !add
                               && (builder.lastClassOf(operands[1].reg) == Class::Divide
                                   || builder.lastClassOf(operands[2].reg) == Class::Divide);
        if (remainder) {
            builder.clobber(to);
            break;
        }
        Operand product;
        product.bytes = to.bytes;
        builder.operate(Class::Multiply, product, operands[1], operands[2]);
        builder.operate(add ? Class::Add : Class::Subtract, to, operands[3]);
        break;
    }
    case Form::CompareZeroBranch:
        builder.compare(to, integerOperand(0), to.bytes);
        builder.branch(meaning->condition);
        break;
    case Form::TestBranch: {
        const bool sign = operands[1].value == 31 || operands[1].value == 63;
        if (sign) {
            builder.compare(to, integerOperand(0), to.bytes);
            builder.branch(Condition::Signed);
        } else {
            builder.test(to, integerOperand(1), to.bytes);
            builder.branch(meaning->condition);
        }
        break;
    }
    case Form::Jump:
        builder.jump(meaning->what == Class::SwitchJump);
        break;
    case Form::Call:
        builder.call(!to.isInteger());
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

Translator aarch64Translator()
{
    Machine machine;
    machine.registerOf = registerOf;
    machine.stack = Sp;
    machine.zero = ZeroRegister;
    machine.link = Link;
    machine.frames = {Frame, NoRegister};
    machine.preserved = 0x3ff80000; // x19 to x29
    return {machine, translate, nullptr};
}

} // namespace symbolon::tokens
