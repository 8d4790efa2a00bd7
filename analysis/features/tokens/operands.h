// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Capstone's operand texts, of all architectures, as values.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace symbolon::tokens {

// A register with all its parts: al, ax, eax and rax are one. Below 32 integers, below 64 floating and vector.
using Register = uint8_t;
constexpr Register NoRegister = 255;
constexpr Register FirstFloat = 32;
constexpr unsigned Registers = 72;
constexpr bool isFloat(Register reg)
{
    return reg >= FirstFloat && reg < 64;
}

struct NamedRegister {
    Register reg = NoRegister;
    uint8_t bytes = 0;
};

// What the translation has to know of an architecture's registers.
struct Machine {
    NamedRegister (*registerOf)(std::string_view name) = nullptr;
    Register stack = NoRegister;
    Register counter = NoRegister; // that can be read as the address of the instruction
    Register zero = NoRegister;
    Register link = NoRegister;
    Register globals = NoRegister;                          // MIPS $gp
    std::array<Register, 2> frames{NoRegister, NoRegister}; // that compilers use as frame pointers
    uint32_t preserved = 0;                                 // integer registers that a callee keeps, a bit each
    bool foldsConstants = false; // constants in registers where others have immediate operands

    [[nodiscard]] bool preserves(Register reg) const { return reg < 32 && preserved >> reg & 1; }
};

struct Operand {
    enum class Kind : uint8_t {
        None,
        Register,
        Integer,
        Real,
        Memory,
        List,  // {r4, lr}
        Shift, // of the register before it: lsl #2, sxtw
        Other,
    };
    Kind kind = Kind::None;
    uint8_t bytes = 0;         // of a register, or of memory where the text says it; 0: not said
    Register reg = NoRegister; // or the memory's base
    Register index = NoRegister;
    uint8_t scale = 0; // bits that the index is shifted left
    bool writeBack = false;
    bool segment = false; // fs:, gs:
    int64_t value = 0;    // or displacement
    std::string_view text;

    [[nodiscard]] bool isRegister() const { return kind == Kind::Register; }
    [[nodiscard]] bool isInteger() const { return kind == Kind::Integer; }
    [[nodiscard]] bool isMemory() const { return kind == Kind::Memory; }
    [[nodiscard]] bool isRegister(Register which) const { return kind == Kind::Register && reg == which; }
};

constexpr Operand registerOperand(Register reg, unsigned bytes)
{
    Operand operand;
    operand.kind = Operand::Kind::Register;
    operand.reg = reg;
    operand.bytes = static_cast<uint8_t>(bytes);
    return operand;
}
constexpr Operand integerOperand(int64_t value)
{
    Operand operand;
    operand.kind = Operand::Kind::Integer;
    operand.value = value;
    return operand;
}

struct Operands {
    std::array<Operand, 6> list;
    unsigned count = 0;

    // None where there are fewer.
    const Operand &operator[](unsigned index) const { return list[index < count ? index : 5]; }
    [[nodiscard]] const Operand &last() const { return list[count ? count - 1 : 5]; }
};

// What is more than five operands is left out.
void parseOperands(std::string_view text, const Machine &machine, Operands &operands);

// A decimal number that fills the text; -1: it does not.
int decimal(std::string_view text);

} // namespace symbolon::tokens
