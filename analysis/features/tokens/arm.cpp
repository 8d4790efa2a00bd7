// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// ARM and Thumb.
#include "analysis/features/tokens/table.h"
#include "analysis/features/tokens/translators.h"

namespace symbolon::tokens {

namespace {

using Class = TokenClass;
using Condition = TokenCondition;

enum : Register { Sp = 13, Lr = 14, Pc = 15 };

// Without condition, s and width suffix.
constexpr auto table = sorted(std::to_array<Meaning>({
    {"mov", Form::Move},
    {"movw", Form::Move},
    {"movt", Form::Special},
    {"mvn", Form::Unary, Class::Not},
    {"cpy", Form::Move},
    {"adr", Form::Special},
    {"add", Form::Operate, Class::Add},
    {"addw", Form::Operate, Class::Add},
    {"adc", Form::Operate, Class::Add},
    {"sub", Form::Operate, Class::Subtract},
    {"subw", Form::Operate, Class::Subtract},
    {"sbc", Form::Operate, Class::Subtract},
    {"rsb", Form::Special, Class::Subtract},
    {"rsc", Form::Special, Class::Subtract},
    {"neg", Form::Unary, Class::Negate},
    {"and", Form::Operate, Class::And},
    {"bic", Form::Operate, Class::And},
    {"orr", Form::Operate, Class::Or},
    {"orn", Form::Operate, Class::Or},
    {"eor", Form::Operate, Class::Xor},
    {"lsl", Form::Operate, Class::ShiftLeft},
    {"lsr", Form::Operate, Class::ShiftRight},
    {"asr", Form::Operate, Class::ShiftArithmetic},
    {"ror", Form::Operate, Class::Rotate},
    {"rrx", Form::Unary, Class::Rotate},
    {"mul", Form::Operate, Class::Multiply},
    {"mla", Form::MultiplyAdd},
    {"mls", Form::MultiplySubtract},
    {"umull", Form::Special, Class::Multiply},
    {"smull", Form::Special, Class::Multiply},
    {"umlal", Form::Special, Class::Multiply},
    {"smlal", Form::Special, Class::Multiply},
    {"umaal", Form::Special, Class::Multiply},
    {"smmul", Form::Operate, Class::Multiply},
    {"smmulr", Form::Operate, Class::Multiply},
    {"smmla", Form::MultiplyAdd},
    {"smmls", Form::MultiplySubtract},
    {"smulbb", Form::Operate, Class::Multiply},
    {"smulbt", Form::Operate, Class::Multiply},
    {"smultb", Form::Operate, Class::Multiply},
    {"smultt", Form::Operate, Class::Multiply},
    {"smulwb", Form::Operate, Class::Multiply},
    {"smulwt", Form::Operate, Class::Multiply},
    {"smlabb", Form::MultiplyAdd},
    {"smlabt", Form::MultiplyAdd},
    {"smlatb", Form::MultiplyAdd},
    {"smlatt", Form::MultiplyAdd},
    {"smlawb", Form::MultiplyAdd},
    {"smlawt", Form::MultiplyAdd},
    {"udiv", Form::Operate, Class::Divide, 0, Condition::Unsigned},
    {"sdiv", Form::Operate, Class::Divide, 0, Condition::Signed},
    {"uxtb", Form::Extend, Class::Extend, 1},
    {"uxth", Form::Extend, Class::Extend, 2},
    {"sxtb", Form::Extend, Class::Extend, 1},
    {"sxth", Form::Extend, Class::Extend, 2},
    {"uxtab", Form::Special, Class::Extend, 1},
    {"uxtah", Form::Special, Class::Extend, 2},
    {"sxtab", Form::Special, Class::Extend, 1},
    {"sxtah", Form::Special, Class::Extend, 2},
    {"uxtb16", Form::Extend, Class::Extend, 1},
    {"ubfx", Form::Special, Class::BitField},
    {"sbfx", Form::Special, Class::BitField},
    {"bfi", Form::Special, Class::BitField},
    {"bfc", Form::Special, Class::BitField},
    {"clz", Form::Unary, Class::CountBits},
    {"rev", Form::Unary, Class::SwapBytes},
    {"rev16", Form::Unary, Class::SwapBytes, 2},
    {"revsh", Form::Unary, Class::SwapBytes, 2},
    {"rbit", Form::Unary, Class::SwapBytes},
    {"ssat", Form::Unary, Class::BitField},
    {"usat", Form::Unary, Class::BitField},
    {"uadd8", Form::Operate, Class::Vector},
    {"usub8", Form::Operate, Class::Vector},
    {"uqadd8", Form::Operate, Class::Vector},
    {"uqsub8", Form::Operate, Class::Vector},
    {"uhadd8", Form::Operate, Class::Vector},
    {"sel", Form::Operate, Class::Vector},
    {"usada8", Form::Operate, Class::Vector},
    {"pkhbt", Form::Operate, Class::BitField},
    {"pkhtb", Form::Operate, Class::BitField},
    {"cmp", Form::Compare},
    {"cmn", Form::Compare},
    {"tst", Form::Test},
    {"teq", Form::Compare},
    {"ldr", Form::Load, Class::Load, 4},
    {"ldrb", Form::Load, Class::Load, 1},
    {"ldrh", Form::Load, Class::Load, 2},
    {"ldrsb", Form::Load, Class::Load, 1},
    {"ldrsh", Form::Load, Class::Load, 2},
    {"ldrbt", Form::Load, Class::Load, 1},
    {"ldrt", Form::Load, Class::Load, 4},
    {"ldrd", Form::LoadPair, Class::Load, 8},
    {"str", Form::Store, Class::Store, 4},
    {"strb", Form::Store, Class::Store, 1},
    {"strh", Form::Store, Class::Store, 2},
    {"strbt", Form::Store, Class::Store, 1},
    {"strt", Form::Store, Class::Store, 4},
    {"strd", Form::StorePair, Class::Store, 8},
    {"ldm", Form::LoadPair},
    {"ldmib", Form::LoadPair},
    {"ldmdb", Form::LoadPair},
    {"ldmda", Form::LoadPair},
    {"stm", Form::StorePair},
    {"stmib", Form::StorePair},
    {"stmdb", Form::StorePair},
    {"stmda", Form::StorePair},
    {"push", Form::Ignored},
    {"pop", Form::LoadPair},
    {"vpush", Form::Ignored},
    {"vpop", Form::Ignored},
    {"b", Form::Jump},
    {"bl", Form::Call},
    {"blx", Form::Call},
    {"bx", Form::Special},
    {"bxj", Form::Special},
    {"cbz", Form::CompareZeroBranch, Class::Branch, 0, Condition::Equal},
    {"cbnz", Form::CompareZeroBranch, Class::Branch, 0, Condition::NotEqual},
    {"tbb", Form::Jump, Class::SwitchJump},
    {"tbh", Form::Jump, Class::SwitchJump},
    {"nop", Form::Ignored},
    {"hint", Form::Ignored},
    {"yield", Form::Ignored},
    {"pld", Form::Ignored},
    {"pldw", Form::Ignored},
    {"pli", Form::Ignored},
    {"dmb", Form::Simple, Class::Atomic},
    {"dsb", Form::Simple, Class::Atomic},
    {"isb", Form::Simple, Class::Atomic},
    {"ldrex", Form::Simple, Class::Atomic},
    {"ldrexb", Form::Simple, Class::Atomic, 1},
    {"ldrexh", Form::Simple, Class::Atomic, 2},
    {"ldrexd", Form::Simple, Class::Atomic, 8},
    {"ldaex", Form::Simple, Class::Atomic},
    {"lda", Form::Simple, Class::Atomic},
    {"strex", Form::Simple, Class::Atomic},
    {"strexb", Form::Simple, Class::Atomic, 1},
    {"strexh", Form::Simple, Class::Atomic, 2},
    {"strexd", Form::Simple, Class::Atomic, 8},
    {"stlex", Form::Simple, Class::Atomic},
    {"stl", Form::Simple, Class::Atomic},
    {"clrex", Form::Simple, Class::Atomic},
    {"swp", Form::Simple, Class::Atomic},
    {"svc", Form::Simple, Class::System},
    {"bkpt", Form::Simple, Class::System},
    {"mrc", Form::Simple, Class::System},
    {"mcr", Form::Simple, Class::System},
    {"mrs", Form::Simple, Class::System},
    {"msr", Form::Simple, Class::System},
    {"cps", Form::Simple, Class::System},
    {"cpsie", Form::Simple, Class::System},
    {"cpsid", Form::Simple, Class::System},
    {"wfi", Form::Simple, Class::System},
    {"wfe", Form::Simple, Class::System},
    {"sev", Form::Simple, Class::System},
    {"setend", Form::Simple, Class::System},
    {"udf", Form::Simple, Class::Trap},
    {"trap", Form::Simple, Class::Trap},
    // floating: the width comes from the suffix
    {"vldr", Form::Load, Class::FloatLoad},
    {"vstr", Form::Store, Class::FloatStore},
    {"vmov", Form::Special, Class::FloatMove},
    {"vadd", Form::Operate, Class::FloatAdd},
    {"vsub", Form::Operate, Class::FloatSubtract},
    {"vmul", Form::Operate, Class::FloatMultiply},
    {"vnmul", Form::Operate, Class::FloatMultiply},
    {"vdiv", Form::Operate, Class::FloatDivide},
    {"vmla", Form::MultiplyAdd, Class::FloatAdd},
    {"vfma", Form::MultiplyAdd, Class::FloatAdd},
    {"vnmla", Form::MultiplyAdd, Class::FloatAdd},
    {"vfnma", Form::MultiplyAdd, Class::FloatAdd},
    {"vmls", Form::MultiplySubtract, Class::FloatSubtract},
    {"vfms", Form::MultiplySubtract, Class::FloatSubtract},
    {"vnmls", Form::MultiplySubtract, Class::FloatSubtract},
    {"vfnms", Form::MultiplySubtract, Class::FloatSubtract},
    {"vneg", Form::Unary, Class::FloatOther},
    {"vabs", Form::Unary, Class::FloatOther},
    {"vsqrt", Form::Unary, Class::FloatOther},
    {"vmaxnm", Form::Operate, Class::FloatOther},
    {"vminnm", Form::Operate, Class::FloatOther},
    {"vcmp", Form::FloatCompare},
    {"vcmpe", Form::FloatCompare},
    {"vmrs", Form::Ignored},
    {"vmsr", Form::Ignored},
    {"vcvt", Form::Unary, Class::FloatConvert},
    {"vcvtr", Form::Unary, Class::FloatConvert},
    {"vldm", Form::Simple, Class::FloatLoad, 8},
    {"vldmia", Form::Simple, Class::FloatLoad, 8},
    {"vldmdb", Form::Simple, Class::FloatLoad, 8},
    {"vstm", Form::Simple, Class::FloatStore, 8},
    {"vstmia", Form::Simple, Class::FloatStore, 8},
    {"vstmdb", Form::Simple, Class::FloatStore, 8},
    {"vld1", Form::Special, Class::Load, 16},
    {"vst1", Form::Special, Class::Store, 16},
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
    return meaning ? meaning->condition : Condition::None;
}

struct Mnemonic {
    const Meaning *meaning = nullptr;
    Condition condition = Condition::None;
    bool setsFlags = false;
    std::string_view suffix; // "f64", "f64.s32"
};

Mnemonic analysed(std::string_view name)
{
    Mnemonic result;
    if (const size_t dot = name.find('.'); dot != std::string_view::npos) {
        result.suffix = name.substr(dot + 1);
        name = name.substr(0, dot);
        if (result.suffix == "w" || result.suffix == "n")
            result.suffix = {};
    }
    if ((result.meaning = find(table, name)))
        return result;
    const bool long_ = name.size() > 2;
    std::string_view bare = name;
    if (const Condition condition = long_ ? conditionOf(name.substr(name.size() - 2)) : Condition::None;
        condition != Condition::None) {
        bare = name.substr(0, name.size() - 2);
        if ((result.meaning = find(table, bare))) {
            result.condition = condition;
            return result;
        }
        if (bare.size() > 2 && bare.back() == 's' && (result.meaning = find(table, bare.substr(0, bare.size() - 1)))) {
            result.condition = condition;
            result.setsFlags = true;
            return result;
        }
    }
    if (name.size() > 2 && name.back() == 's' && (result.meaning = find(table, name.substr(0, name.size() - 1))))
        result.setsFlags = true;
    return result;
}

NamedRegister registerOf(std::string_view name)
{
    if (name.size() < 2)
        return {};
    if (name == "sp")
        return {Sp, 4};
    if (name == "lr")
        return {Lr, 4};
    if (name == "pc")
        return {Pc, 4};
    if (name == "sb")
        return {9, 4};
    if (name == "sl")
        return {10, 4};
    if (name == "fp")
        return {11, 4};
    if (name == "ip")
        return {12, 4};
    const int n = decimal(name.substr(1));
    if (n < 0 || n > 31)
        return {};
    switch (name[0]) {
    case 'r':
        return n < 16 ? NamedRegister{static_cast<Register>(n), 4} : NamedRegister{};
    case 's':
        return {static_cast<Register>(FirstFloat + n / 2), 4};
    case 'd':
        return {static_cast<Register>(FirstFloat + n), 8};
    case 'q':
        return n < 16 ? NamedRegister{static_cast<Register>(FirstFloat + 2 * n), 16} : NamedRegister{};
    default:
        return {};
    }
}

bool listHas(std::string_view list, std::string_view reg)
{
    return list.find(reg) != std::string_view::npos;
}

unsigned countOf(std::string_view list)
{
    return static_cast<unsigned>(std::ranges::count(list, ',')) + 1;
}

// A shifted last operand is a shift of its own elsewhere.
void shiftOf(const Operand &shift, const Operand &shifted, Builder &builder)
{
    if (shift.kind != Operand::Kind::Shift)
        return;
    const Class what = shift.text == "lsr"   ? Class::ShiftRight
                       : shift.text == "asr" ? Class::ShiftArithmetic
                       : shift.text == "ror" ? Class::Rotate
                                             : Class::ShiftLeft;
    const Operand by = shift.reg != NoRegister ? registerOperand(shift.reg, 4) : integerOperand(shift.value);
    Operand result;
    result.bytes = shifted.bytes;
    builder.operate(what, result, shifted, by);
}

void writeBack(const Operands &operands, unsigned memory, Builder &builder)
{
    const Operand &place = operands[memory];
    if (place.reg == Sp)
        return;
    const Operand base = registerOperand(place.reg, 4);
    if (operands.count > memory + 1) {
        builder.operate(Class::Add, base, base, operands[memory + 1]);
    } else if (place.writeBack) {
        builder.operate(Class::Add, base, base,
                        place.index != NoRegister ? registerOperand(place.index, 4) : integerOperand(place.value));
    }
}

void load(const Line &line, const Meaning &meaning, unsigned bytes, Builder &builder)
{
    const Operands &operands = line.operands;
    const Operand &to = operands[0];
    const Operand &memory = operands[1];
    if (to.isRegister(Pc)) {
        if (memory.reg == Sp)
            builder.giveBack();
        else
            builder.jump(true);
        return;
    }
    if (memory.isMemory() && memory.reg == Pc && meaning.what == Class::Load && memory.index == NoRegister) {
        builder.part(to); // a literal: what it is, the references say
        return;
    }
    if (memory.isMemory() && memory.reg == Pc && meaning.what == Class::FloatLoad) {
        builder.floatConstant(to, TokenOperand::FloatConstant, bytes);
        return;
    }
    if (memory.isMemory() && memory.reg == Sp && (memory.writeBack || operands.count > 2)) {
        builder.clobber(to); // ldr r4, [sp], #4
        return;
    }
    // The global offset table, at an offset that a literal gave.
    if (memory.isMemory() && meaning.name == "ldr" && memory.index != NoRegister && memory.scale == 0
        && builder.isPart(memory.index)) {
        builder.loadAddress(to, memory);
        return;
    }
    builder.load(to, memory, bytes, meaning.what);
    writeBack(operands, 1, builder);
}

void several(const Line &line, const Meaning &meaning, Builder &builder)
{
    const Operands &operands = line.operands;
    const bool loads = meaning.form == Form::LoadPair;
    if (meaning.name == "pop") {
        if (listHas(operands[0].text, "pc"))
            builder.giveBack();
        return;
    }
    if (meaning.bytes == 8) { // ldrd, strd
        const Operand &memory = operands[2];
        if (memory.isMemory() && memory.reg == Sp && (memory.writeBack || operands.count > 3))
            return;
        if (loads) {
            builder.load(operands[0], memory, 8);
            builder.clobber(operands[1]);
        } else {
            builder.use(operands[1]);
            builder.store(operands[0], memory, 8);
        }
        writeBack(operands, 2, builder);
        return;
    }
    const Operand &base = operands[0];
    if (base.reg == Sp && base.writeBack) {
        if (loads && listHas(operands[1].text, "pc"))
            builder.giveBack();
        return;
    }
    if (loads && listHas(operands[1].text, "pc")) {
        builder.giveBack();
        return;
    }
    // Moves of structures, a word each.
    Operand memory;
    memory.kind = Operand::Kind::Memory;
    memory.reg = base.reg;
    const unsigned count = countOf(operands[1].text);
    for (unsigned n = 0; n < count && n < 8; ++n) {
        if (loads)
            builder.loadOperand(memory, 4);
        else
            builder.store({}, memory, 4);
        memory.value += 4;
    }
}

void special(const Line &line, const Meaning &meaning, const Mnemonic &mnemonic, Builder &builder)
{
    const Operands &operands = line.operands;
    const std::string_view name = meaning.name;
    if (name == "movt") {
        builder.completeConstant(operands[0]);
    } else if (name == "adr") {
        builder.part(operands[0]);
    } else if (name == "rsb" || name == "rsc") {
        const bool three = operands.count >= 3;
        const Operand &a = three ? operands[1] : operands[0];
        const Operand &b = three ? operands[2] : operands[1];
        if (b.isInteger() && b.value == 0) {
            builder.operate(Class::Negate, operands[0], a, mnemonic.setsFlags);
        } else {
            shiftOf(operands[3], b, builder);
            builder.operate(Class::Subtract, operands[0], b, a, mnemonic.setsFlags);
        }
    } else if (name == "umull" || name == "smull" || name == "umlal" || name == "smlal" || name == "umaal") {
        builder.use(operands[3]);
        builder.operate(Class::Multiply, operands[1], operands[2]);
        if (name[2] == 'l')
            builder.simple(Class::Add, 8);
        builder.clobber(operands[0]);
    } else if (name.substr(1, 3) == "xta") {
        builder.use(operands[1]);
        builder.operateWidth(Class::Extend, operands[0], operands[2], widthOfBytes(meaning.bytes));
        builder.operate(Class::Add, operands[0], operands[0], operands[1]);
    } else if (name == "ubfx" || name == "sbfx") {
        builder.extract(operands[0], operands[1], operands[2].value, operands[3].value, name == "sbfx");
    } else if (name == "bfi") {
        builder.insert(operands[0], operands[1], operands[2].value, operands[3].value);
    } else if (name == "bfc") {
        builder.insert(operands[0], {}, operands[1].value, operands[2].value);
    } else if (name == "bx" || name == "bxj") {
        if (operands[0].isRegister(Lr))
            builder.giveBack();
        else
            builder.jump(true);
    } else if (name == "vld1" || name == "vst1") {
        Operand none;
        if (meaning.what == Class::Load)
            builder.load(none, operands[1], meaning.bytes);
        else
            builder.store(none, operands[1], meaning.bytes);
    } else { // vmov
        const Operand &from = operands[1];
        if (from.kind == Operand::Kind::Real)
            builder.floatConstant(operands[0], TokenOperand::FloatConstant, operands[0].bytes);
        else if (from.isInteger())
            builder.constant(operands[0], from);
        else if (operands.count == 2)
            builder.copy(operands[0], from);
        else
            builder.clobber(operands[0]);
    }
}

unsigned floatBytes(std::string_view suffix)
{
    return suffix.find("64") != std::string_view::npos ? 8 : 4;
}

bool isFloatSuffix(std::string_view suffix)
{
    return suffix.starts_with("f64") || suffix.starts_with("f32");
}

void operate(const Line &line, const Meaning &meaning, const Mnemonic &mnemonic, Builder &builder)
{
    const Operands &operands = line.operands;
    const Operand &to = operands[0];
    const bool three = operands.count >= 3 && operands[2].kind != Operand::Kind::Shift;
    const Operand &a = three ? operands[1] : to;
    const Operand &b = three ? operands[2] : operands[1];
    const Operand &shift = operands[three ? 3 : 2];
    if (to.isRegister(Pc)) { // add pc, pc, r3, lsl #2
        builder.jump(true);
        return;
    }
    if (shift.kind == Operand::Kind::Shift) {
        shiftOf(shift, b, builder);
        Operand plain = b;
        builder.operate(meaning.what, to, a, plain, mnemonic.setsFlags);
        return;
    }
    if (a.isRegister(Pc) && b.isInteger()) { // add r0, pc, #8
        builder.part(to);
        return;
    }
    if (meaning.what == Class::Divide) {
        builder.divide(to, a, b, 4, meaning.condition);
        return;
    }
    if (meaning.name == "bic" && b.isInteger()) {
        builder.operate(Class::And, to, a, integerOperand(~b.value), mnemonic.setsFlags);
        return;
    }
    builder.operate(meaning.what, to, a, b, mnemonic.setsFlags);
}

void translate(const Line &line, Builder &builder)
{
    const std::string_view name = line.mnemonic;
    const Operands &operands = line.operands;
    const Mnemonic mnemonic = analysed(name);
    const Meaning *meaning = mnemonic.meaning;
    if (!meaning) {
        if (name.size() >= 2 && name.size() <= 5 && name.starts_with("it")
            && name.find_first_not_of("te", 2) == std::string_view::npos)
            return; // the instructions that it makes conditional say so themselves
        if (name[0] == 'v') {
            builder.operate(Class::Vector, operands[0].isRegister() ? operands[0] : Operand{}, operands[1]);
            return;
        }
        builder.simple(Class::Other);
        builder.clobber(operands[0]);
        return;
    }
    const bool leaves = meaning->form == Form::Jump || (meaning->form == Form::Special && name.starts_with("bx"))
                        || meaning->form == Form::Call || (meaning->name == "pop" && listHas(operands[0].text, "pc"))
                        || ((meaning->name == "ldm" || meaning->name == "ldr") && line.operands[0].isRegister(Pc));
    if (mnemonic.condition != Condition::None) {
        if (leaves) {
            builder.branch(mnemonic.condition);
            if (meaning->form == Form::Jump && !line.call)
                return;
        } else if (meaning->form != Form::Ignored && meaning->name != "vmrs") {
            builder.conditional(mnemonic.condition);
            if (meaning->form == Form::Move && (operands[1].isRegister() || operands[1].isInteger())) {
                builder.clobber(operands[0]); // the select is all
                return;
            }
        }
    }
    switch (meaning->form) {
    case Form::Move:
        if (operands[0].isRegister(Pc)) {
            if (operands[1].isRegister(Lr))
                builder.giveBack();
            else
                builder.jump(true);
        } else if (operands[2].kind == Operand::Kind::Shift) {
            const Operand &shift = operands[2];
            const Class what = shift.text == "lsr"   ? Class::ShiftRight
                               : shift.text == "asr" ? Class::ShiftArithmetic
                               : shift.text == "ror" ? Class::Rotate
                                                     : Class::ShiftLeft;
            builder.operate(what, operands[0], operands[1],
                            shift.reg != NoRegister ? registerOperand(shift.reg, 4) : integerOperand(shift.value),
                            mnemonic.setsFlags);
        } else if (operands[1].isRegister() && mnemonic.setsFlags) {
            builder.copy(operands[0], operands[1]);
            builder.compare(operands[0], integerOperand(0), 4);
        } else {
            builder.copy(operands[0], operands[1]);
        }
        break;
    case Form::Operate:
        if (meaning->what >= Class::FloatAdd && meaning->what <= Class::FloatOther) {
            Operand to = operands[0];
            to.bytes = static_cast<uint8_t>(floatBytes(mnemonic.suffix));
            builder.operate(isFloatSuffix(mnemonic.suffix) ? meaning->what : Class::Vector, to, operands[1],
                            operands[2]);
            break;
        }
        operate(line, *meaning, mnemonic, builder);
        break;
    case Form::Unary:
        if (meaning->name == "mvn" && operands[1].isInteger()) {
            builder.constant(operands[0], integerOperand(~operands[1].value));
            break;
        }
        if (name[0] == 'v') {
            Operand to = operands[0];
            to.bytes = static_cast<uint8_t>(floatBytes(mnemonic.suffix));
            builder.operate(meaning->what, to, operands[1]);
            break;
        }
        if (operands[2].kind == Operand::Kind::Shift)
            shiftOf(operands[2], operands[1], builder);
        builder.operate(meaning->what, operands[0], operands[1], mnemonic.setsFlags);
        break;
    case Form::Extend:
        builder.operateWidth(Class::Extend, operands[0], operands.count > 1 ? operands[1] : operands[0],
                             widthOfBytes(meaning->bytes));
        break;
    case Form::Load:
        load(line, *meaning, meaning->bytes ? meaning->bytes : operands[0].bytes, builder);
        break;
    case Form::Store:
        if (operands[1].reg == Sp && operands[1].writeBack)
            break; // str lr, [sp, #-4]!
        builder.store(operands[0], operands[1], meaning->bytes ? meaning->bytes : operands[0].bytes, meaning->what);
        writeBack(operands, 1, builder);
        break;
    case Form::LoadPair:
    case Form::StorePair:
        several(line, *meaning, builder);
        break;
    case Form::Compare:
        if (operands[2].kind == Operand::Kind::Shift)
            shiftOf(operands[2], operands[1], builder);
        builder.compare(operands[0], operands[1], 4);
        break;
    case Form::Test:
        builder.test(operands[0], operands[1], 4);
        break;
    case Form::FloatCompare:
        builder.use(operands[0]);
        builder.use(operands[1]);
        builder.floatCompare(floatBytes(mnemonic.suffix));
        break;
    case Form::MultiplyAdd:
    case Form::MultiplySubtract: {
        if (name[0] == 'v') {
            const bool add = meaning->form == Form::MultiplyAdd;
            if (!isFloatSuffix(mnemonic.suffix)) {
                builder.operate(Class::Vector, operands[0], operands[1]);
                break;
            }
            builder.simple(Class::FloatMultiply, floatBytes(mnemonic.suffix));
            builder.simple(add ? Class::FloatAdd : Class::FloatSubtract, floatBytes(mnemonic.suffix));
            builder.clobber(operands[0]);
            break;
        }
        const bool remainder = meaning->form == Form::MultiplySubtract
                               && (builder.lastClassOf(operands[1].reg) == Class::Divide
                                   || builder.lastClassOf(operands[2].reg) == Class::Divide);
        if (remainder) {
            builder.clobber(operands[0]);
            break;
        }
        Operand product;
        product.bytes = 4;
        builder.operate(Class::Multiply, product, operands[1], operands[2]);
        builder.use(operands[3]);
        builder.operate(meaning->form == Form::MultiplyAdd ? Class::Add : Class::Subtract, operands[0], operands[3]);
        break;
    }
    case Form::CompareZeroBranch:
        builder.compare(operands[0], integerOperand(0), 4);
        builder.branch(meaning->condition);
        break;
    case Form::Jump:
        builder.jump(meaning->what == Class::SwitchJump);
        break;
    case Form::Call:
        builder.call(!operands[0].isInteger());
        break;
    case Form::Simple:
        builder.simple(meaning->what, meaning->bytes ? meaning->bytes : 4);
        builder.clobber(operands[0]);
        break;
    case Form::Special:
        special(line, *meaning, mnemonic, builder);
        break;
    default:
        break;
    }
}

} // namespace

Translator armTranslator()
{
    Machine machine;
    machine.registerOf = registerOf;
    machine.stack = Sp;
    machine.counter = Pc;
    machine.link = Lr;
    machine.frames = {7, 11};
    machine.preserved = 0x0ff0;
    return {machine, translate, nullptr};
}

} // namespace symbolon::tokens
