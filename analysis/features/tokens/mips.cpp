// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/features/tokens/table.h"
#include "analysis/features/tokens/translators.h"

namespace symbolon::tokens {

namespace {

using Class = TokenClass;
using Condition = TokenCondition;

enum : Register { ZeroRegister = 0, Gp = 28, Sp = 29, Frame = 30, Link = 31 };

constexpr auto table = sorted(std::to_array<Meaning>({
    {"move", Form::Move},
    {"li", Form::Move},
    {"lui", Form::Special},
    {"addiu", Form::Operate, Class::Add},
    {"addi", Form::Operate, Class::Add},
    {"addu", Form::Operate, Class::Add},
    {"add", Form::Operate, Class::Add},
    {"daddiu", Form::Operate, Class::Add},
    {"daddu", Form::Operate, Class::Add},
    {"dadd", Form::Operate, Class::Add},
    {"subu", Form::Operate, Class::Subtract},
    {"sub", Form::Operate, Class::Subtract},
    {"dsubu", Form::Operate, Class::Subtract},
    {"dsub", Form::Operate, Class::Subtract},
    {"negu", Form::Unary, Class::Negate},
    {"neg", Form::Unary, Class::Negate},
    {"dnegu", Form::Unary, Class::Negate},
    {"and", Form::Operate, Class::And},
    {"andi", Form::Operate, Class::And},
    {"or", Form::Operate, Class::Or},
    {"ori", Form::Operate, Class::Or},
    {"xor", Form::Operate, Class::Xor},
    {"xori", Form::Operate, Class::Xor},
    {"nor", Form::Special, Class::Not},
    {"not", Form::Unary, Class::Not},
    {"sll", Form::Operate, Class::ShiftLeft},
    {"sllv", Form::Operate, Class::ShiftLeft},
    {"dsll", Form::Operate, Class::ShiftLeft},
    {"dsll32", Form::Operate, Class::ShiftLeft},
    {"dsllv", Form::Operate, Class::ShiftLeft},
    {"srl", Form::Operate, Class::ShiftRight},
    {"srlv", Form::Operate, Class::ShiftRight},
    {"dsrl", Form::Operate, Class::ShiftRight},
    {"dsrl32", Form::Operate, Class::ShiftRight},
    {"dsrlv", Form::Operate, Class::ShiftRight},
    {"sra", Form::Operate, Class::ShiftArithmetic},
    {"srav", Form::Operate, Class::ShiftArithmetic},
    {"dsra", Form::Operate, Class::ShiftArithmetic},
    {"dsra32", Form::Operate, Class::ShiftArithmetic},
    {"dsrav", Form::Operate, Class::ShiftArithmetic},
    {"rotr", Form::Operate, Class::Rotate},
    {"rotrv", Form::Operate, Class::Rotate},
    {"drotr", Form::Operate, Class::Rotate},
    {"lsa", Form::Special, Class::Add},
    {"dlsa", Form::Special, Class::Add},
    {"mul", Form::Operate, Class::Multiply},
    {"muh", Form::Operate, Class::Multiply},
    {"mulu", Form::Operate, Class::Multiply},
    {"muhu", Form::Operate, Class::Multiply},
    {"mult", Form::Special, Class::Multiply},
    {"multu", Form::Special, Class::Multiply},
    {"dmult", Form::Special, Class::Multiply},
    {"dmultu", Form::Special, Class::Multiply},
    {"madd", Form::Special, Class::Add},
    {"maddu", Form::Special, Class::Add},
    {"msub", Form::Special, Class::Subtract},
    {"msubu", Form::Special, Class::Subtract},
    {"div", Form::Special, Class::Divide, 0, Condition::Signed},
    {"divu", Form::Special, Class::Divide, 0, Condition::Unsigned},
    {"ddiv", Form::Special, Class::Divide, 0, Condition::Signed},
    {"ddivu", Form::Special, Class::Divide, 0, Condition::Unsigned},
    {"mod", Form::Special, Class::Divide, 0, Condition::Signed},
    {"modu", Form::Special, Class::Divide, 0, Condition::Unsigned},
    {"mfhi", Form::Special},
    {"mflo", Form::Special},
    {"mthi", Form::Ignored},
    {"mtlo", Form::Ignored},
    {"seb", Form::Extend, Class::Extend, 1},
    {"seh", Form::Extend, Class::Extend, 2},
    {"ext", Form::Special, Class::BitField},
    {"dext", Form::Special, Class::BitField},
    {"dextm", Form::Special, Class::BitField},
    {"dextu", Form::Special, Class::BitField},
    {"ins", Form::Special, Class::BitField},
    {"dins", Form::Special, Class::BitField},
    {"dinsm", Form::Special, Class::BitField},
    {"clz", Form::Unary, Class::CountBits},
    {"clo", Form::Unary, Class::CountBits},
    {"dclz", Form::Unary, Class::CountBits},
    {"wsbh", Form::Unary, Class::SwapBytes},
    {"dsbh", Form::Unary, Class::SwapBytes},
    {"dshd", Form::Unary, Class::SwapBytes},
    {"bitswap", Form::Unary, Class::SwapBytes},
    {"slt", Form::Compare, Class::Compare, 0, Condition::Signed},
    {"slti", Form::Compare, Class::Compare, 0, Condition::Signed},
    {"sltu", Form::Compare, Class::Compare, 0, Condition::Unsigned},
    {"sltiu", Form::Compare, Class::Compare, 0, Condition::Unsigned},
    {"movn", Form::Select, Class::Select, 0, Condition::NotEqual},
    {"movz", Form::Select, Class::Select, 0, Condition::Equal},
    {"seleqz", Form::Select, Class::Select, 0, Condition::Equal},
    {"selnez", Form::Select, Class::Select, 0, Condition::NotEqual},
    {"lw", Form::Load, Class::Load, 4},
    {"lwu", Form::Load, Class::Load, 4},
    {"ld", Form::Load, Class::Load, 8},
    {"lb", Form::Load, Class::Load, 1},
    {"lbu", Form::Load, Class::Load, 1},
    {"lh", Form::Load, Class::Load, 2},
    {"lhu", Form::Load, Class::Load, 2},
    {"lwl", Form::Load, Class::Load, 4},
    {"lwr", Form::Ignored}, // the other half of lwl
    {"ldl", Form::Load, Class::Load, 8},
    {"ldr", Form::Ignored},
    {"lwc1", Form::Load, Class::FloatLoad, 4},
    {"ldc1", Form::Load, Class::FloatLoad, 8},
    {"lwxc1", Form::Load, Class::FloatLoad, 4},
    {"ldxc1", Form::Load, Class::FloatLoad, 8},
    {"sw", Form::Store, Class::Store, 4},
    {"sd", Form::Store, Class::Store, 8},
    {"sb", Form::Store, Class::Store, 1},
    {"sh", Form::Store, Class::Store, 2},
    {"swl", Form::Store, Class::Store, 4},
    {"swr", Form::Ignored},
    {"sdl", Form::Store, Class::Store, 8},
    {"sdr", Form::Ignored},
    {"swc1", Form::Store, Class::FloatStore, 4},
    {"sdc1", Form::Store, Class::FloatStore, 8},
    {"swxc1", Form::Store, Class::FloatStore, 4},
    {"sdxc1", Form::Store, Class::FloatStore, 8},
    {"beq", Form::CompareBranch, Class::Branch, 0, Condition::Equal},
    {"bne", Form::CompareBranch, Class::Branch, 0, Condition::NotEqual},
    {"beql", Form::CompareBranch, Class::Branch, 0, Condition::Equal},
    {"bnel", Form::CompareBranch, Class::Branch, 0, Condition::NotEqual},
    {"beqz", Form::CompareZeroBranch, Class::Branch, 0, Condition::Equal},
    {"bnez", Form::CompareZeroBranch, Class::Branch, 0, Condition::NotEqual},
    {"beqzl", Form::CompareZeroBranch, Class::Branch, 0, Condition::Equal},
    {"bnezl", Form::CompareZeroBranch, Class::Branch, 0, Condition::NotEqual},
    {"blez", Form::CompareZeroBranch, Class::Branch, 0, Condition::Signed},
    {"bgtz", Form::CompareZeroBranch, Class::Branch, 0, Condition::Signed},
    {"bltz", Form::CompareZeroBranch, Class::Branch, 0, Condition::Signed},
    {"bgez", Form::CompareZeroBranch, Class::Branch, 0, Condition::Signed},
    {"blezl", Form::CompareZeroBranch, Class::Branch, 0, Condition::Signed},
    {"bgtzl", Form::CompareZeroBranch, Class::Branch, 0, Condition::Signed},
    {"bltzl", Form::CompareZeroBranch, Class::Branch, 0, Condition::Signed},
    {"bgezl", Form::CompareZeroBranch, Class::Branch, 0, Condition::Signed},
    {"bc1t", Form::Branch, Class::Branch, 0, Condition::Equal},
    {"bc1tl", Form::Branch, Class::Branch, 0, Condition::Equal},
    {"bc1f", Form::Branch, Class::Branch, 0, Condition::NotEqual},
    {"bc1fl", Form::Branch, Class::Branch, 0, Condition::NotEqual},
    {"movt", Form::Special, Class::Select, 0, Condition::Equal},
    {"movf", Form::Special, Class::Select, 0, Condition::NotEqual},
    {"b", Form::Jump},
    {"j", Form::Jump},
    {"jr", Form::Special},
    {"jr.hb", Form::Special},
    {"jal", Form::Call},
    {"jalr", Form::Call},
    {"jalr.hb", Form::Call},
    {"bal", Form::Call},
    {"bgezal", Form::Call},
    {"bltzal", Form::Call},
    {"nop", Form::Ignored},
    {"ssnop", Form::Ignored},
    {"ehb", Form::Ignored},
    {"pref", Form::Ignored},
    {"teq", Form::Ignored}, // division by zero
    {"tne", Form::Simple, Class::Trap},
    {"tge", Form::Simple, Class::Trap},
    {"tlt", Form::Simple, Class::Trap},
    {"break", Form::Simple, Class::Trap},
    {"sync", Form::Simple, Class::Atomic},
    {"ll", Form::Simple, Class::Atomic},
    {"sc", Form::Simple, Class::Atomic},
    {"lld", Form::Simple, Class::Atomic, 8},
    {"scd", Form::Simple, Class::Atomic, 8},
    {"syscall", Form::Simple, Class::System},
    {"rdhwr", Form::Special, Class::Load},
    {"mfc0", Form::Simple, Class::System},
    {"mtc0", Form::Simple, Class::System},
    {"dmfc0", Form::Simple, Class::System},
    {"dmtc0", Form::Simple, Class::System},
    {"cache", Form::Simple, Class::System},
    {"eret", Form::Return},
    {"wait", Form::Simple, Class::System},
    {"di", Form::Simple, Class::System},
    {"ei", Form::Simple, Class::System},
    {"tlbwi", Form::Simple, Class::System},
    {"tlbwr", Form::Simple, Class::System},
    {"tlbp", Form::Simple, Class::System},
    {"cfc1", Form::Ignored},
    {"ctc1", Form::Ignored},
    // floating, without the format
    {"mtc1", Form::Special, Class::Move},
    {"dmtc1", Form::Special, Class::Move},
    {"mfc1", Form::Special, Class::Load},
    {"dmfc1", Form::Special, Class::Load},
    {"mthc1", Form::Ignored},
    {"mfhc1", Form::Special, Class::Load},
}));

constexpr auto floating = sorted(std::to_array<Meaning>({
    {"add", Form::Operate, Class::FloatAdd},
    {"sub", Form::Operate, Class::FloatSubtract},
    {"mul", Form::Operate, Class::FloatMultiply},
    {"div", Form::Operate, Class::FloatDivide},
    {"madd", Form::MultiplyAdd, Class::FloatAdd},
    {"nmadd", Form::MultiplyAdd, Class::FloatAdd},
    {"msub", Form::MultiplyAdd, Class::FloatSubtract},
    {"nmsub", Form::MultiplyAdd, Class::FloatSubtract},
    {"neg", Form::Unary, Class::FloatOther},
    {"abs", Form::Unary, Class::FloatOther},
    {"sqrt", Form::Unary, Class::FloatOther},
    {"recip", Form::Unary, Class::FloatOther},
    {"rsqrt", Form::Unary, Class::FloatOther},
    {"mov", Form::Move},
    {"movt", Form::Select, Class::Select, 0, Condition::Equal},
    {"movf", Form::Select, Class::Select, 0, Condition::NotEqual},
    {"movn", Form::Select, Class::Select, 0, Condition::NotEqual},
    {"movz", Form::Select, Class::Select, 0, Condition::Equal},
    {"c", Form::FloatCompare},
    {"cmp", Form::FloatCompare},
    {"cvt", Form::Unary, Class::FloatConvert},
    {"trunc", Form::Unary, Class::FloatConvert},
    {"round", Form::Unary, Class::FloatConvert},
    {"ceil", Form::Unary, Class::FloatConvert},
    {"floor", Form::Unary, Class::FloatConvert},
}));

NamedRegister registerOf(std::string_view name)
{
    if (name.size() < 2 || name[0] != '$')
        return {};
    name.remove_prefix(1);
    if (name == "zero")
        return {ZeroRegister, 4};
    if (name == "at")
        return {1, 4};
    if (name == "gp")
        return {Gp, 4};
    if (name == "sp")
        return {Sp, 4};
    if (name == "fp")
        return {Frame, 4};
    if (name == "ra")
        return {Link, 4};
    const int all = decimal(name);
    if (all >= 0)
        return all < 32 ? NamedRegister{static_cast<Register>(all), 4} : NamedRegister{};
    const int n = decimal(name.substr(1));
    if (n < 0)
        return {};
    const auto from = [&](int first, int count) {
        return n < count ? NamedRegister{static_cast<Register>(first + n), 4} : NamedRegister{};
    };
    switch (name[0]) {
    case 'v':
        return from(2, 2);
    case 'a':
        return from(4, 8);
    case 't':
        return n < 8 ? from(8, 8) : from(16, 10);
    case 's':
        return from(16, 8);
    case 'k':
        return from(26, 2);
    case 'f':
        return n < 32 ? NamedRegister{static_cast<Register>(FirstFloat + n), 8} : NamedRegister{};
    default:
        return {};
    }
}

void compare(const Line &line, const Meaning &meaning, Builder &builder)
{
    const Operand &to = line.operands[0];
    const Operand &a = line.operands[1];
    const Operand &b = line.operands[2];
    if (meaning.name == "sltiu" && b.isInteger() && b.value == 1) {
        builder.compare(a, integerOperand(0), 4);
        builder.select(Condition::Equal, to, true);
    } else if (meaning.name == "sltu" && a.isRegister(ZeroRegister)) {
        builder.compare(b, integerOperand(0), 4);
        builder.select(Condition::NotEqual, to, true);
    } else if (a.isRegister(ZeroRegister)) {
        builder.compare(b, integerOperand(0), 4);
        builder.select(meaning.condition, to, true);
    } else {
        builder.compare(a, b, 4);
        builder.select(meaning.condition, to, true);
    }
}

void special(const Line &line, const Meaning &meaning, Builder &builder)
{
    const Operands &operands = line.operands;
    const Operand &to = operands[0];
    const std::string_view name = meaning.name;
    if (name == "lui") {
        builder.part(to);
    } else if (name == "nor") {
        const bool zero = operands[1].isRegister(ZeroRegister);
        if (zero || operands[2].isRegister(ZeroRegister)) {
            builder.operate(Class::Not, to, operands[zero ? 2 : 1]);
        } else {
            builder.operate(Class::Or, to, operands[1], operands[2]);
            builder.operate(Class::Not, to, to);
        }
    } else if (name == "lsa" || name == "dlsa") {
        builder.operate(Class::ShiftLeft, to, operands[1], operands[3]);
        builder.operate(Class::Add, to, to, operands[2]);
    } else if (meaning.what == Class::Multiply) { // the result is in hi and lo
        Operand product;
        product.bytes = 4;
        builder.operate(Class::Multiply, product, operands[operands.count - 2], operands.last());
    } else if (name.starts_with("madd") || name.starts_with("msub")) {
        builder.operate(Class::Multiply, Operand{}, to, operands[1]);
        builder.simple(meaning.what, 8);
    } else if (meaning.what == Class::Divide) {
        builder.divide(to.isRegister(ZeroRegister) ? Operand{} : to, operands[1], operands.last(),
                       name[0] == 'd' && name[1] == 'd' ? 8 : 4, meaning.condition);
    } else if (name == "ins" || name == "dins" || name == "dinsm") {
        builder.insert(to, operands[1], operands[2].value, operands[3].value);
    } else if (meaning.what == Class::BitField) {
        builder.extract(to, operands[1], operands[2].value, operands[3].value);
    } else if (name == "jr" || name == "jr.hb") {
        if (to.isRegister(Link))
            builder.giveBack();
        else
            builder.jump(true);
    } else if (name == "rdhwr") { // the thread's own data
        builder.simple(Class::System);
        builder.clobber(to);
    } else if (name == "mtc1" || name == "dmtc1") {
        if (to.isRegister(ZeroRegister))
            builder.constant(operands[1], TokenOperand::Zero, 8);
        else
            builder.copy(operands[1], to);
    } else if (name == "movt" || name == "movf") {
        builder.select(meaning.condition, to);
    } else { // mfhi, mflo, mfc1
        builder.clobber(to);
    }
}

unsigned bytesOf(std::string_view format)
{
    return format.ends_with('s') || format.starts_with("s.") ? 4 : 8;
}

void floatOperate(const Line &line, const Meaning &meaning, std::string_view format, Builder &builder)
{
    const Operands &operands = line.operands;
    Operand to = operands[0];
    const unsigned bytes = bytesOf(format);
    to.bytes = static_cast<uint8_t>(bytes);
    switch (meaning.form) {
    case Form::Operate:
        builder.operate(meaning.what, to, operands[1], operands[2]);
        break;
    case Form::MultiplyAdd:
        builder.simple(Class::FloatMultiply, bytes);
        builder.simple(meaning.what, bytes);
        builder.clobber(to);
        break;
    case Form::Unary:
        builder.operate(meaning.what, to, operands[1]);
        break;
    case Form::Move:
        builder.copy(to, operands[1]);
        break;
    case Form::Select:
        builder.select(meaning.condition, to);
        break;
    default: { // c.lt.d
        builder.floatCompare(bytes);
        const bool equal = format.starts_with("eq") || format.starts_with("ueq") || format.starts_with("seq");
        builder.setTruth(equal ? Condition::None : format.starts_with("un.") ? Condition::Other : Condition::Signed);
    }
    }
}

void translate(const Line &line, Builder &builder)
{
    const std::string_view name = line.mnemonic;
    const Operands &operands = line.operands;
    const Operand &to = operands[0];
    const Meaning *meaning = find(table, name);
    if (!meaning) {
        const size_t dot = name.find('.');
        if (dot != std::string_view::npos) {
            if (const Meaning *known = find(floating, name.substr(0, dot))) {
                floatOperate(line, *known, name.substr(dot + 1), builder);
                return;
            }
            builder.simple(Class::Vector, 8);
            builder.clobber(to);
            return;
        }
        builder.simple(Class::Other);
        builder.clobber(to);
        return;
    }
    switch (meaning->form) {
    case Form::Move:
        builder.copy(to, operands[1]);
        break;
    case Form::Operate:
        if (name == "rotr" && operands[2].value == 16 && builder.lastClassOf(operands[1].reg) == Class::SwapBytes) {
            builder.clobber(to); // wsbh, rotr: all four bytes
            break;
        }
        if (operands.count == 2)
            builder.operate(meaning->what, to, to, operands[1]);
        else
            builder.operate(meaning->what, to, operands[1], operands[2]);
        break;
    case Form::Unary:
        builder.operate(meaning->what, to, operands[1]);
        break;
    case Form::Extend:
        builder.operateWidth(Class::Extend, to, operands.count > 1 ? operands[1] : to, widthOfBytes(meaning->bytes));
        break;
    case Form::Load:
        builder.load(to, operands[1], meaning->bytes, meaning->what);
        break;
    case Form::Store:
        builder.store(to, operands[1], meaning->bytes, meaning->what);
        break;
    case Form::Compare:
        compare(line, *meaning, builder);
        break;
    case Form::Select:
        builder.compare(operands[2], integerOperand(0), 4);
        builder.use(operands[1]);
        builder.select(meaning->condition, to);
        break;
    case Form::CompareBranch:
        if (to.isRegister(ZeroRegister) && operands[1].isRegister(ZeroRegister)) {
            builder.jump(false);
            break;
        }
        builder.compare(to, operands[1], 4);
        builder.branch(meaning->condition);
        break;
    case Form::CompareZeroBranch:
        builder.compare(to, integerOperand(0), 4);
        builder.branch(meaning->condition);
        break;
    case Form::Branch:
        builder.branch(meaning->condition);
        break;
    case Form::Jump:
        builder.jump(false);
        break;
    case Form::Call:
        builder.call(!operands.last().isInteger());
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

bool delays(std::string_view name)
{
    if (name.empty() || (name[0] != 'b' && name[0] != 'j') || name == "break" || name == "bitswap")
        return false;
    const Meaning *meaning = find(table, name);
    return meaning
           && (meaning->form == Form::Jump || meaning->form == Form::Call || meaning->form == Form::Branch
               || meaning->form == Form::CompareBranch || meaning->form == Form::CompareZeroBranch
               || meaning->form == Form::Special);
}

} // namespace

Translator mipsTranslator()
{
    Machine machine;
    machine.registerOf = registerOf;
    machine.stack = Sp;
    machine.zero = ZeroRegister;
    machine.link = Link;
    machine.globals = Gp;
    machine.frames = {Frame, NoRegister};
    machine.preserved = 0x00ff0000;
    machine.foldsConstants = true;
    return {machine, translate, delays};
}

} // namespace symbolon::tokens
