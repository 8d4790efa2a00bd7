// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/features/tokens/table.h"
#include "analysis/features/tokens/translators.h"

namespace symbolon::tokens {

namespace {

using Class = TokenClass;
using Condition = TokenCondition;

enum : Register { Ax, Cx, Dx, Bx, Sp, Bp, Si, Di, Xmm0 = FirstFloat, St = 60, Ip = 65 };

constexpr auto table = sorted(std::to_array<Meaning>({
    {"mov", Form::Move, Class::Load},
    {"movabs", Form::Move, Class::Load},
    {"movzx", Form::Extend},
    {"movsx", Form::Extend},
    {"movsxd", Form::Extend},
    {"movbe", Form::Move, Class::Load},
    {"movd", Form::Move, Class::Load, 4},
    {"movq", Form::Move, Class::Load, 8},
    {"movaps", Form::Move, Class::Load, 16},
    {"movups", Form::Move, Class::Load, 16},
    {"movdqa", Form::Move, Class::Load, 16},
    {"movdqu", Form::Move, Class::Load, 16},
    {"lddqu", Form::Move, Class::Load, 16},
    {"movapd", Form::Move, Class::Load, 16},
    {"movupd", Form::Move, Class::Load, 16},
    {"vmovaps", Form::Move, Class::Load, 16},
    {"vmovups", Form::Move, Class::Load, 16},
    {"vmovdqa", Form::Move, Class::Load, 16},
    {"vmovdqu", Form::Move, Class::Load, 16},
    {"movntdq", Form::Move, Class::Load, 16},
    {"movnti", Form::Move, Class::Load},
    {"movss", Form::Move, Class::FloatLoad, 4},
    {"movsd", Form::Move, Class::FloatLoad, 8},
    {"movlps", Form::Move, Class::FloatLoad, 8},
    {"movlpd", Form::Move, Class::FloatLoad, 8},
    {"movhps", Form::Move, Class::FloatLoad, 8},
    {"movhpd", Form::Move, Class::FloatLoad, 8},
    {"add", Form::Operate, Class::Add},
    {"adc", Form::Operate, Class::Add},
    {"adcx", Form::Operate, Class::Add},
    {"adox", Form::Operate, Class::Add},
    {"sub", Form::Operate, Class::Subtract},
    {"sbb", Form::Special, Class::Subtract},
    {"inc", Form::Special, Class::Add},
    {"dec", Form::Special, Class::Subtract},
    {"imul", Form::Operate, Class::Multiply},
    {"mul", Form::Special, Class::Multiply},
    {"mulx", Form::Special, Class::Multiply},
    {"div", Form::Special, Class::Divide, 0, Condition::Unsigned},
    {"idiv", Form::Special, Class::Divide, 0, Condition::Signed},
    {"and", Form::Operate, Class::And},
    {"andn", Form::Operate, Class::And},
    {"or", Form::Operate, Class::Or},
    {"xor", Form::Operate, Class::Xor},
    {"shl", Form::Operate, Class::ShiftLeft},
    {"sal", Form::Operate, Class::ShiftLeft},
    {"shlx", Form::Operate, Class::ShiftLeft},
    {"shr", Form::Operate, Class::ShiftRight},
    {"shrx", Form::Operate, Class::ShiftRight},
    {"sar", Form::Operate, Class::ShiftArithmetic},
    {"sarx", Form::Operate, Class::ShiftArithmetic},
    {"shld", Form::Operate, Class::ShiftLeft},
    {"shrd", Form::Operate, Class::ShiftRight},
    {"rol", Form::Operate, Class::Rotate},
    {"ror", Form::Operate, Class::Rotate},
    {"rorx", Form::Operate, Class::Rotate},
    {"rcl", Form::Operate, Class::Rotate},
    {"rcr", Form::Operate, Class::Rotate},
    {"neg", Form::Unary, Class::Negate},
    {"not", Form::Unary, Class::Not},
    {"bswap", Form::Unary, Class::SwapBytes},
    {"bsr", Form::Unary, Class::CountBits},
    {"bsf", Form::Unary, Class::CountBits},
    {"lzcnt", Form::Unary, Class::CountBits},
    {"tzcnt", Form::Unary, Class::CountBits},
    {"popcnt", Form::Unary, Class::CountBits},
    {"bt", Form::Test, Class::Test},
    {"bts", Form::Operate, Class::Or},
    {"btr", Form::Operate, Class::And},
    {"btc", Form::Operate, Class::Xor},
    {"bextr", Form::Simple, Class::BitField},
    {"bzhi", Form::Simple, Class::BitField},
    {"pdep", Form::Simple, Class::BitField},
    {"pext", Form::Simple, Class::BitField},
    {"blsr", Form::Simple, Class::And},
    {"blsi", Form::Simple, Class::And},
    {"blsmsk", Form::Simple, Class::Xor},
    {"cmp", Form::Compare},
    {"test", Form::Test},
    {"ucomiss", Form::FloatCompare, Class::Other, 4},
    {"comiss", Form::FloatCompare, Class::Other, 4},
    {"ucomisd", Form::FloatCompare, Class::Other, 8},
    {"comisd", Form::FloatCompare, Class::Other, 8},
    {"lea", Form::Special},
    {"push", Form::Special},
    {"pop", Form::Special},
    {"jmp", Form::Jump},
    {"call", Form::Call},
    {"ret", Form::Return},
    {"retf", Form::Return},
    {"iret", Form::Return},
    {"iretd", Form::Return},
    {"iretq", Form::Return},
    {"leave", Form::Ignored},
    {"enter", Form::Ignored},
    {"nop", Form::Ignored},
    {"endbr64", Form::Ignored},
    {"endbr32", Form::Ignored},
    {"pause", Form::Simple, Class::System},
    {"fence", Form::Simple, Class::Atomic},
    {"mfence", Form::Simple, Class::Atomic},
    {"lfence", Form::Simple, Class::Atomic},
    {"sfence", Form::Simple, Class::Atomic},
    {"cmpxchg", Form::Simple, Class::Atomic},
    {"xadd", Form::Simple, Class::Atomic},
    {"xchg", Form::Special},
    {"cdqe", Form::Ignored},
    {"cqo", Form::Ignored},
    {"cdq", Form::Ignored},
    {"cwd", Form::Ignored},
    {"cwde", Form::Special},
    {"cbw", Form::Special},
    {"cld", Form::Ignored},
    {"std", Form::Ignored},
    {"emms", Form::Ignored},
    {"vzeroupper", Form::Ignored},
    {"ud2", Form::Simple, Class::Trap},
    {"hlt", Form::Simple, Class::Trap},
    {"int3", Form::Simple, Class::Trap},
    {"int", Form::Simple, Class::System},
    {"syscall", Form::Simple, Class::System},
    {"sysenter", Form::Simple, Class::System},
    {"cpuid", Form::Simple, Class::System},
    {"xgetbv", Form::Simple, Class::System},
    {"rdtsc", Form::Simple, Class::System},
    {"in", Form::Simple, Class::System},
    {"out", Form::Simple, Class::System},
    {"cli", Form::Simple, Class::System},
    {"sti", Form::Simple, Class::System},
    {"wait", Form::Ignored},
    {"sahf", Form::Ignored},
    {"lahf", Form::Ignored},
    {"stc", Form::Ignored},
    {"clc", Form::Ignored},
    {"cmc", Form::Ignored},
    {"movsb", Form::Simple, Class::StringMove, 1},
    {"movsw", Form::Simple, Class::StringMove, 2},
    {"movsq", Form::Simple, Class::StringMove, 8},
    {"stosb", Form::Simple, Class::StringMove, 1},
    {"stosw", Form::Simple, Class::StringMove, 2},
    {"stosd", Form::Simple, Class::StringMove, 4},
    {"stosq", Form::Simple, Class::StringMove, 8},
    {"lodsb", Form::Simple, Class::StringMove, 1},
    {"lodsd", Form::Simple, Class::StringMove, 4},
    {"scasb", Form::Simple, Class::StringMove, 1},
    {"cmpsb", Form::Simple, Class::StringMove, 1},
    // SSE, scalar
    {"addsd", Form::Operate, Class::FloatAdd, 8},
    {"addss", Form::Operate, Class::FloatAdd, 4},
    {"subsd", Form::Operate, Class::FloatSubtract, 8},
    {"subss", Form::Operate, Class::FloatSubtract, 4},
    {"mulsd", Form::Operate, Class::FloatMultiply, 8},
    {"mulss", Form::Operate, Class::FloatMultiply, 4},
    {"divsd", Form::Operate, Class::FloatDivide, 8},
    {"divss", Form::Operate, Class::FloatDivide, 4},
    {"sqrtsd", Form::Unary, Class::FloatOther, 8},
    {"sqrtss", Form::Unary, Class::FloatOther, 4},
    {"maxsd", Form::Operate, Class::FloatOther, 8},
    {"maxss", Form::Operate, Class::FloatOther, 4},
    {"minsd", Form::Operate, Class::FloatOther, 8},
    {"minss", Form::Operate, Class::FloatOther, 4},
    {"roundsd", Form::Unary, Class::FloatOther, 8},
    {"roundss", Form::Unary, Class::FloatOther, 4},
    {"andps", Form::Operate, Class::FloatOther, 8},
    {"andpd", Form::Operate, Class::FloatOther, 8},
    {"andnps", Form::Operate, Class::FloatOther, 8},
    {"andnpd", Form::Operate, Class::FloatOther, 8},
    {"orps", Form::Operate, Class::FloatOther, 8},
    {"orpd", Form::Operate, Class::FloatOther, 8},
    {"xorps", Form::Special, Class::FloatOther, 8},
    {"xorpd", Form::Special, Class::FloatOther, 8},
    {"pxor", Form::Special, Class::Vector, 16},
    {"cvtsi2sd", Form::Convert, Class::FloatConvert, 8},
    {"cvtsi2ss", Form::Convert, Class::FloatConvert, 4},
    {"cvttsd2si", Form::Convert, Class::FloatConvert, 8},
    {"cvttss2si", Form::Convert, Class::FloatConvert, 4},
    {"cvtsd2si", Form::Convert, Class::FloatConvert, 8},
    {"cvtss2si", Form::Convert, Class::FloatConvert, 4},
    {"cvtsd2ss", Form::Convert, Class::FloatConvert, 8},
    {"cvtss2sd", Form::Convert, Class::FloatConvert, 8},
    {"cvtps2pd", Form::Convert, Class::FloatConvert, 8},
    {"cvtpd2ps", Form::Convert, Class::FloatConvert, 8},
    {"cvtdq2pd", Form::Convert, Class::FloatConvert, 8},
    {"cvtdq2ps", Form::Convert, Class::FloatConvert, 4},
    {"cvttpd2dq", Form::Convert, Class::FloatConvert, 8},
    {"cvttps2dq", Form::Convert, Class::FloatConvert, 4},
}));

// x87 by name without the leading f: what it does with its operand.
constexpr auto x87 = sorted(std::to_array<Meaning>({
    {"ld", Form::Load, Class::FloatLoad},
    {"ild", Form::Load, Class::Load},
    {"ld1", Form::Special, Class::FloatMove},
    {"ldz", Form::Special, Class::Move},
    {"ldpi", Form::Special, Class::FloatMove},
    {"ldl2e", Form::Special, Class::FloatMove},
    {"ldln2", Form::Special, Class::FloatMove},
    {"ldlg2", Form::Special, Class::FloatMove},
    {"st", Form::Store, Class::FloatStore},
    {"stp", Form::Store, Class::FloatStore},
    {"ist", Form::Store, Class::Store},
    {"istp", Form::Store, Class::Store},
    {"isttp", Form::Store, Class::Store},
    {"add", Form::Operate, Class::FloatAdd},
    {"addp", Form::Operate, Class::FloatAdd},
    {"iadd", Form::Operate, Class::FloatAdd},
    {"sub", Form::Operate, Class::FloatSubtract},
    {"subp", Form::Operate, Class::FloatSubtract},
    {"subr", Form::Operate, Class::FloatSubtract},
    {"subrp", Form::Operate, Class::FloatSubtract},
    {"isub", Form::Operate, Class::FloatSubtract},
    {"isubr", Form::Operate, Class::FloatSubtract},
    {"mul", Form::Operate, Class::FloatMultiply},
    {"mulp", Form::Operate, Class::FloatMultiply},
    {"imul", Form::Operate, Class::FloatMultiply},
    {"div", Form::Operate, Class::FloatDivide},
    {"divp", Form::Operate, Class::FloatDivide},
    {"divr", Form::Operate, Class::FloatDivide},
    {"divrp", Form::Operate, Class::FloatDivide},
    {"idiv", Form::Operate, Class::FloatDivide},
    {"idivr", Form::Operate, Class::FloatDivide},
    {"com", Form::Compare},
    {"comp", Form::Compare},
    {"compp", Form::Compare},
    {"comi", Form::Compare},
    {"comip", Form::Compare},
    {"compi", Form::Compare},
    {"ucom", Form::Compare},
    {"ucomp", Form::Compare},
    {"ucompp", Form::Compare},
    {"ucomi", Form::Compare},
    {"ucomip", Form::Compare},
    {"ucompi", Form::Compare},
    {"icom", Form::Compare},
    {"icomp", Form::Compare},
    {"tst", Form::Compare},
    {"xam", Form::Compare},
    {"chs", Form::Simple, Class::FloatOther},
    {"abs", Form::Simple, Class::FloatOther},
    {"sqrt", Form::Simple, Class::FloatOther},
    {"rndint", Form::Simple, Class::FloatOther},
    {"prem", Form::Simple, Class::FloatOther},
    {"prem1", Form::Simple, Class::FloatOther},
    {"scale", Form::Simple, Class::FloatOther},
    {"xtract", Form::Simple, Class::FloatOther},
    {"2xm1", Form::Simple, Class::FloatOther},
    {"yl2x", Form::Simple, Class::FloatOther},
    {"yl2xp1", Form::Simple, Class::FloatOther},
    {"sin", Form::Simple, Class::FloatOther},
    {"cos", Form::Simple, Class::FloatOther},
    {"sincos", Form::Simple, Class::FloatOther},
    {"ptan", Form::Simple, Class::FloatOther},
    {"patan", Form::Simple, Class::FloatOther},
    {"xch", Form::Ignored},
    {"free", Form::Ignored},
    {"nop", Form::Ignored},
    {"ninit", Form::Ignored},
    {"nclex", Form::Ignored},
    {"nstsw", Form::Special},
    {"stsw", Form::Special},
    {"nstcw", Form::Ignored},
    {"stcw", Form::Ignored},
    {"ldcw", Form::Ignored},
    {"nstenv", Form::Ignored},
    {"ldenv", Form::Ignored},
}));

Condition conditionOfSuffix(std::string_view suffix)
{
    static constexpr auto conditions = sorted(std::to_array<Meaning>({
        {"e", {}, {}, 0, Condition::Equal},      {"ne", {}, {}, 0, Condition::NotEqual},
        {"z", {}, {}, 0, Condition::Equal},      {"nz", {}, {}, 0, Condition::NotEqual},
        {"g", {}, {}, 0, Condition::Signed},     {"ge", {}, {}, 0, Condition::Signed},
        {"l", {}, {}, 0, Condition::Signed},     {"le", {}, {}, 0, Condition::Signed},
        {"s", {}, {}, 0, Condition::Signed},     {"ns", {}, {}, 0, Condition::Signed},
        {"a", {}, {}, 0, Condition::Unsigned},   {"ae", {}, {}, 0, Condition::Unsigned},
        {"b", {}, {}, 0, Condition::Unsigned},   {"be", {}, {}, 0, Condition::Unsigned},
        {"c", {}, {}, 0, Condition::Unsigned},   {"nc", {}, {}, 0, Condition::Unsigned},
        {"nbe", {}, {}, 0, Condition::Unsigned}, {"nb", {}, {}, 0, Condition::Unsigned},
        {"o", {}, {}, 0, Condition::Other},      {"no", {}, {}, 0, Condition::Other},
        {"p", {}, {}, 0, Condition::Other},      {"np", {}, {}, 0, Condition::Other},
        {"u", {}, {}, 0, Condition::Other},      {"nu", {}, {}, 0, Condition::Other},
    }));
    const Meaning *meaning = find(conditions, suffix);
    return meaning ? meaning->condition : Condition::None;
}

NamedRegister registerOf(std::string_view name)
{
    if (name.size() < 2)
        return {};
    const auto number = [&](size_t from) { return decimal(name.substr(from)); };
    if (name[0] == 'r' && name[1] >= '0' && name[1] <= '9') {
        size_t digits = 1;
        while (1 + digits < name.size() && name[1 + digits] >= '0' && name[1 + digits] <= '9')
            ++digits;
        const std::string_view part = name.substr(1 + digits);
        const uint8_t bytes = part.empty() ? 8 : part[0] == 'd' ? 4 : part[0] == 'w' ? 2 : 1;
        const int n = decimal(name.substr(1, digits));
        return n < 16 ? NamedRegister{static_cast<Register>(n), bytes} : NamedRegister{};
    }
    if (name.size() > 3 && name.substr(1, 2) == "mm" && (name[0] == 'x' || name[0] == 'y' || name[0] == 'z')) {
        const int n = number(3);
        return n >= 0 && n < 24 ? NamedRegister{static_cast<Register>(Xmm0 + n), 16} : NamedRegister{};
    }
    if (name.substr(0, 2) == "mm" && name.size() == 3)
        return {static_cast<Register>(Xmm0 + 16 + (name[2] & 7)), 8};
    if (name.substr(0, 2) == "st" && (name.size() == 2 || name[2] == '('))
        return {St, 8};
    if (name == "rip" || name == "eip")
        return {Ip, 8};

    uint8_t bytes = 2;
    if (name.size() == 3 && (name[0] == 'r' || name[0] == 'e')) {
        bytes = name[0] == 'r' ? 8 : 4;
        name.remove_prefix(1);
    } else if (name.size() == 3 && name[2] == 'l') { // sil
        bytes = 1;
        name.remove_suffix(1);
    }
    if (name.size() != 2)
        return {};
    const char first = name[0];
    const char second = name[1];
    if (second == 'x' || second == 'l' || second == 'h') {
        if (second != 'x')
            bytes = 1;
        switch (first) {
        case 'a':
            return {Ax, bytes};
        case 'b':
            return {Bx, bytes};
        case 'c':
            return {Cx, bytes};
        case 'd':
            return {Dx, bytes};
        default:
            return {};
        }
    }
    if (second == 'p')
        return first == 's' ? NamedRegister{Sp, bytes} : first == 'b' ? NamedRegister{Bp, bytes} : NamedRegister{};
    if (second == 'i')
        return first == 's' ? NamedRegister{Si, bytes} : first == 'd' ? NamedRegister{Di, bytes} : NamedRegister{};
    return {};
}

unsigned bytesOf(const Operand &operand, unsigned otherwise = 4)
{
    return operand.bytes ? operand.bytes : otherwise;
}

void move(const Line &line, const Meaning &meaning, Builder &builder)
{
    const Operand &to = line.operands[0];
    const Operand &from = line.operands[1];
    const bool floating = meaning.what == Class::FloatLoad;
    // Packed moves of whole registers are also how structures are copied; only a scalar one says floating.
    const unsigned bytes = meaning.bytes ? meaning.bytes : bytesOf(to.isMemory() ? to : from, bytesOf(to));
    if (to.isMemory())
        builder.store(from, to, bytes, floating ? Class::FloatStore : Class::Store);
    else if (from.isMemory())
        builder.load(to, from, bytes, meaning.what);
    else if (from.isInteger())
        builder.constant(to, from);
    else
        builder.copy(to, from);
}

void operate(const Line &line, const Meaning &meaning, Builder &builder)
{
    const Operands &operands = line.operands;
    const bool floating = meaning.what >= Class::FloatMove && meaning.what <= Class::FloatConvert;
    const Class loads = floating ? Class::FloatLoad : Class::Load;
    Operand to = operands[0];
    const bool three = operands.count >= 3;
    const Operand &a = three ? operands[1] : operands[0];
    const Operand &b = three ? operands[2] : operands[1];
    const bool shiftsByOne = operands.count == 1; // shl eax
    if (floating)
        to.bytes = meaning.bytes;
    const bool flags = !floating && meaning.what != Class::Vector;
    if (to.isMemory()) {
        const unsigned bytes = bytesOf(to);
        builder.loadOperand(to, bytes, loads);
        Operand none;
        none.bytes = static_cast<uint8_t>(bytes);
        builder.operate(meaning.what, none, none, shiftsByOne ? integerOperand(1) : b, flags);
        builder.store({}, to, bytes);
        return;
    }
    if (a.isMemory() || b.isMemory()) {
        builder.loadOperand(a.isMemory() ? a : b, meaning.bytes ? meaning.bytes : bytesOf(a.isMemory() ? a : b), loads);
        Operand none;
        builder.operate(meaning.what, to, a.isMemory() ? none : a, b.isMemory() ? none : b, flags);
        return;
    }
    builder.operate(meaning.what, to, a, shiftsByOne ? integerOperand(1) : b, flags);
}

void oneOperand(const Line &line, Class what, unsigned bytes, Builder &builder, const Operand &with, bool flags)
{
    const Operand &to = line.operands[0];
    const Operand &from = line.operands.count > 1 ? line.operands[1] : to;
    if (from.isMemory()) {
        builder.loadOperand(from, bytesOf(from));
        Operand none;
        none.bytes = from.bytes;
        const Operand &result = to.isMemory() ? none : to;
        if (with.isInteger())
            builder.operate(what, result, none, with, flags);
        else
            builder.operate(what, result, none, flags);
        if (to.isMemory())
            builder.store({}, to, bytesOf(to));
        return;
    }
    Operand result = to;
    if (bytes)
        result.bytes = static_cast<uint8_t>(bytes);
    if (with.isInteger())
        builder.operate(what, result, from, with, flags);
    else
        builder.operate(what, result, from, flags);
}

// mul, div: the other operand and the result are in ax and dx.
void wideOperate(const Line &line, const Meaning &meaning, Builder &builder)
{
    const Operand &by = line.operands[line.operands.count > 1 ? line.operands.count - 1 : 0];
    if (by.isMemory())
        builder.loadOperand(by, bytesOf(by));
    builder.use(by);
    builder.use(registerOperand(Ax, 4));
    builder.clobber(registerOperand(Dx, 4));
    builder.simple(meaning.what, bytesOf(by), meaning.condition);
    builder.clobber(registerOperand(Ax, 4));
}

void special(const Line &line, const Meaning &meaning, Builder &builder)
{
    const Operands &operands = line.operands;
    const std::string_view name = meaning.name;
    if (name == "lea") {
        builder.keepFlags();
        builder.address(operands[0], operands[1]);
    } else if (name == "inc" || name == "dec") {
        oneOperand(line, meaning.what, 0, builder, integerOperand(1), true);
    } else if (name == "push") {
        builder.push(operands[0]);
    } else if (name == "pop") {
        if (operands[0].isRegister() && !builder.machine().preserves(operands[0].reg))
            builder.clobber(operands[0]);
    } else if (name == "mul" || name == "mulx" || name == "div" || name == "idiv") {
        wideOperate(line, meaning, builder);
    } else if (name == "sbb") {
        if (operands[0].isRegister() && operands[1].isRegister(operands[0].reg))
            builder.select(Condition::Unsigned, operands[0]);
        else
            operate(line, meaning, builder);
    } else if (name == "xchg") {
        if (operands[0].isMemory() || operands[1].isMemory())
            builder.simple(Class::Atomic, bytesOf(operands[0]));
        builder.clobber(operands[0]);
        builder.clobber(operands[1]);
    } else if (name == "cwde" || name == "cbw") {
        const Operand ax = registerOperand(Ax, 4);
        builder.operateWidth(Class::Extend, ax, ax, name == "cwde" ? TokenWidth::Half : TokenWidth::Byte);
    } else { // xorps, xorpd, pxor
        const Operand &to = operands[0];
        if (to.isRegister() && operands[1].isRegister(to.reg)) {
            builder.constant(to, TokenOperand::Zero, 8);
            return;
        }
        if (operands[1].isMemory())
            builder.loadOperand(operands[1], 8, Class::FloatLoad);
        builder.operate(meaning.what, to, to, operands[1].isMemory() ? Operand{} : operands[1]);
    }
}

void extend(const Line &line, Builder &builder)
{
    const Operand &to = line.operands[0];
    const Operand &from = line.operands[1];
    if (from.isMemory()) {
        builder.load(to, from, bytesOf(from));
        return;
    }
    if (line.mnemonic == "movsxd" || from.bytes >= 4) {
        builder.copy(to, from);
        return;
    }
    if (to.isRegister() && from.isRegister() && builder.holdsTruth(from.reg)) {
        if (to.reg != from.reg)
            builder.copy(to, from);
        return;
    }
    builder.operateWidth(Class::Extend, to, from, widthOfBytes(from.bytes));
}

void compareWith(const Line &line, bool test, Builder &builder)
{
    Operand a = line.operands[0];
    Operand b = line.operands[1];
    const unsigned bytes = bytesOf(a.isMemory() ? a : b.isMemory() ? b : a);
    for (Operand *operand : {&a, &b}) {
        if (operand->isMemory()) {
            builder.loadOperand(*operand, bytes);
            *operand = {};
        }
    }
    if (test)
        builder.test(a, b, bytes);
    else
        builder.compare(a, b, bytes);
}

void floating(const Line &line, const Meaning &meaning, Builder &builder)
{
    const Operand &operand = line.operands[0];
    const unsigned bytes = operand.isMemory() ? bytesOf(operand) : 8;
    const bool integers = meaning.name[0] == 'i';
    const auto load = [&] {
        if (!operand.isMemory())
            return;
        builder.loadOperand(operand, bytes, integers ? Class::Load : Class::FloatLoad);
        if (integers)
            builder.simple(Class::FloatConvert, 8);
    };
    switch (meaning.form) {
    case Form::Load:
        load();
        break;
    case Form::Store:
        if (operand.isMemory()) {
            if (integers)
                builder.simple(Class::FloatConvert, 8);
            builder.store({}, operand, bytes, meaning.what);
        }
        break;
    case Form::Operate:
        load();
        builder.simple(meaning.what, 8);
        break;
    case Form::Compare:
        load();
        builder.floatCompare(8);
        break;
    case Form::Simple:
        builder.simple(meaning.what, 8);
        break;
    case Form::Special:
        if (meaning.what == Class::FloatMove)
            builder.floatConstant({}, TokenOperand::FloatConstant, 8);
        else if (meaning.what == Class::Move)
            builder.constant({}, TokenOperand::Zero, 8);
        break;
    default:
        break;
    }
}

bool isVector(std::string_view name)
{
    if (name.empty())
        return false;
    if (name[0] == 'v')
        return true;
    if (name[0] == 'p' && name != "push" && name != "pop")
        return true;
    static constexpr std::string_view starts[] = {
        "unpck", "shuf", "cvt",   "cmp",  "mov", "add",   "sub",    "mul",     "div", "max", "min",   "and", "or",
        "xor",   "hadd", "blend", "sqrt", "rcp", "rsqrt", "insert", "extract", "aes", "sha", "crc32", "dpp", "maskmov"};
    return std::ranges::any_of(starts, [&](std::string_view start) { return name.starts_with(start); });
}

void unlisted(const Line &line, std::string_view name, Builder &builder)
{
    if (name.size() > 1 && name[0] == 'j') {
        const Condition condition = conditionOfSuffix(name.substr(1));
        if (condition != Condition::None) {
            builder.branch(condition);
            return;
        }
        if (name == "jecxz" || name == "jrcxz" || name == "jcxz") {
            builder.compare(registerOperand(Cx, 4), integerOperand(0), 4);
            builder.branch(Condition::Equal);
            return;
        }
    }
    if (name.starts_with("set")) {
        const Condition condition = conditionOfSuffix(name.substr(3));
        const Operand &to = line.operands[0];
        if (to.isRegister())
            builder.dropZero(to.reg);
        builder.select(condition, to.isMemory() ? Operand{} : to, true);
        if (to.isMemory())
            builder.store({}, to, 1);
        return;
    }
    if (name.starts_with("cmov")) {
        if (line.operands[1].isMemory())
            builder.loadOperand(line.operands[1], bytesOf(line.operands[1]));
        builder.use(line.operands[0]);
        builder.use(line.operands[1]);
        builder.select(conditionOfSuffix(name.substr(4)), line.operands[0]);
        return;
    }
    if (name.size() > 1 && name[0] == 'f') {
        if (const Meaning *meaning = find(x87, name.substr(1))) {
            floating(line, *meaning, builder);
            return;
        }
        if (name.starts_with("fcmov")) {
            builder.select(conditionOfSuffix(name.substr(5)), {});
            return;
        }
    }
    if (name.starts_with("loop")) {
        builder.operate(Class::Subtract, registerOperand(Cx, 4), registerOperand(Cx, 4), integerOperand(1), true);
        builder.branch(Condition::NotEqual);
        return;
    }
    if (isVector(name)) {
        for (unsigned n = 0; n < line.operands.count; ++n) {
            if (line.operands[n].isMemory() && n > 0)
                builder.loadOperand(line.operands[n], 16);
        }
        builder.use(line.operands[1]);
        builder.operate(Class::Vector, line.operands[0].isRegister() ? line.operands[0] : Operand{}, line.operands[0]);
        if (line.operands[0].isMemory())
            builder.store({}, line.operands[0], 16);
        return;
    }
    builder.simple(Class::Other);
    builder.clobber(line.operands[0]);
}

void translate(const Line &line, Builder &builder)
{
    std::string_view name = line.mnemonic;
    if (const size_t space = name.find(' '); space != std::string_view::npos) {
        const std::string_view prefix = name.substr(0, space);
        name = name.substr(name.rfind(' ') + 1);
        if (prefix == "lock") {
            builder.simple(Class::Atomic, bytesOf(line.operands[0]));
            builder.clobber(line.operands[0]);
            return;
        }
        const bool repeats = prefix.starts_with("rep") && name != "ret" && name != "nop";
        if (repeats) {
            builder.simple(Class::StringMove, 1);
            for (const Register reg : {Cx, Si, Di})
                builder.clobber(registerOperand(reg, 8));
            return;
        }
    }
    const Meaning *meaning = find(table, name);
    if (!meaning) {
        unlisted(line, name, builder);
        return;
    }
    const Operands &operands = line.operands;
    switch (meaning->form) {
    case Form::Move:
        if (name == "movsd" && operands[0].isMemory() && operands[1].isMemory()) {
            builder.simple(Class::StringMove, 4);
            break;
        }
        move(line, *meaning, builder);
        break;
    case Form::Extend:
        extend(line, builder);
        break;
    case Form::Operate: {
        if (meaning->what == Class::Multiply && operands.count == 1) {
            wideOperate(line, *meaning, builder);
            break;
        }
        if (meaning->what == Class::Rotate && operands[0].isRegister() && operands[0].bytes == 2
            && operands[1].isInteger() && operands[1].value == 8) {
            builder.operateWidth(Class::SwapBytes, operands[0], operands[0], TokenWidth::Half);
            break;
        }
        operate(line, *meaning, builder);
        break;
    }
    case Form::Unary:
        oneOperand(line, meaning->what, meaning->bytes, builder, {}, meaning->what == Class::Negate);
        break;
    case Form::Compare:
        compareWith(line, false, builder);
        break;
    case Form::Test:
        compareWith(line, true, builder);
        break;
    case Form::FloatCompare:
        if (operands[1].isMemory())
            builder.loadOperand(operands[1], meaning->bytes, Class::FloatLoad);
        builder.use(operands[0]);
        builder.use(operands[1]);
        builder.floatCompare(meaning->bytes);
        break;
    case Form::Convert: {
        Operand to = operands[0];
        if (to.isRegister() && operands[1].reg != to.reg)
            builder.dropZero(to.reg);
        if (operands[1].isMemory()) {
            builder.loadOperand(operands[1], bytesOf(operands[1]),
                                name.starts_with("cvtsi") ? Class::Load : Class::FloatLoad);
        }
        builder.use(operands[1]);
        to.bytes = meaning->bytes;
        builder.operate(meaning->what, to, operands[1].isMemory() ? Operand{} : operands[1]);
        break;
    }
    case Form::Jump:
        if (operands[0].isMemory() && !line.call)
            builder.use(operands[0]);
        builder.jump(!operands[0].isInteger());
        break;
    case Form::Call: {
        const Register counter = operands[0].isInteger() ? builder.counterThunk(line.call) : NoRegister;
        if (counter != NoRegister) {
            builder.setGlobals(counter);
            break;
        }
        if (operands[0].isMemory() && !(line.call && line.call->import))
            builder.loadOperand(operands[0], bytesOf(operands[0]));
        builder.use(operands[0]);
        builder.call(!operands[0].isInteger());
        break;
    }
    case Form::Return:
        builder.giveBack();
        break;
    case Form::Simple:
        builder.simple(meaning->what, meaning->bytes ? meaning->bytes : bytesOf(operands[0]), meaning->condition);
        builder.clobber(operands[0]);
        break;
    case Form::Special:
        special(line, *meaning, builder);
        break;
    default:
        break;
    }
}

} // namespace

Translator x86Translator(bool wide)
{
    Machine machine;
    machine.registerOf = registerOf;
    machine.stack = Sp;
    machine.counter = Ip;
    machine.frames = {Bp, NoRegister};
    machine.preserved = 1 << Bx | 1 << Bp | (wide ? 0xf000 : 1 << Si | 1 << Di);
    return {machine, translate, nullptr};
}

} // namespace symbolon::tokens
