// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/arch/lifter.h"

#include <capstone/capstone.h>

#include <cstdio>
#include <cstring>

namespace symbolon::disasm {

bool Lifter::describeWord(std::span<const uint8_t> bytes, uint32_t word, cs_insn &instruction)
{
    std::memcpy(instruction.bytes, bytes.data(), sizeof word);
    instruction.size = sizeof word;
    std::snprintf(instruction.mnemonic, sizeof instruction.mnemonic, ".word");
    std::snprintf(instruction.op_str, sizeof instruction.op_str, "0x%08x", word);
    return true;
}

bool Lifter::decodeOther(std::span<const uint8_t>, cs_insn &) const
{
    return false;
}

std::unique_ptr<Lifter> makeLifter(const Image &image)
{
    switch (image.architecture) {
    case Architecture::X86:
    case Architecture::X86_64:
        return makeX86Lifter(image);
    case Architecture::Arm:
        return makeArmLifter(image);
    case Architecture::AArch64:
        return makeAArch64Lifter(image);
    case Architecture::Mips32:
    case Architecture::Mips64:
        return makeMipsLifter(image);
    case Architecture::PowerPc32:
    case Architecture::PowerPc64:
        return makePowerPcLifter(image);
    case Architecture::Unknown:
        break;
    }
    return nullptr;
}

Condition opposite(Condition condition)
{
    switch (condition) {
    case Condition::Equal:
        return Condition::NotEqual;
    case Condition::NotEqual:
        return Condition::Equal;
    case Condition::Below:
        return Condition::AboveOrEqual;
    case Condition::BelowOrEqual:
        return Condition::Above;
    case Condition::Above:
        return Condition::BelowOrEqual;
    case Condition::AboveOrEqual:
        return Condition::Below;
    case Condition::Less:
        return Condition::GreaterOrEqual;
    case Condition::LessOrEqual:
        return Condition::Greater;
    case Condition::Greater:
        return Condition::LessOrEqual;
    case Condition::GreaterOrEqual:
        return Condition::Less;
    case Condition::Always:
    case Condition::Other:
        break;
    }
    return Condition::Other;
}

} // namespace symbolon::disasm
