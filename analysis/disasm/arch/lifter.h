// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One instruction of Capstone's → Decoded and its operations. To add an architecture, write one file here
// and name it in makeLifter().
#pragma once

#include "analysis/binary/image.h"
#include "analysis/disasm/machine.h"

#include <bit>
#include <memory>
#include <span>
#include <vector>

struct cs_insn;

namespace symbolon::disasm {

// Where a lifter writes: fills `decoded` and appends operations.
class Lifted
{
public:
    Lifted(Decoded &instruction, std::vector<Operation> &operations, std::span<const uint8_t> behind)
        : decoded(instruction), following(behind), m_operations(operations)
    {
    }

    Operation &add(const Operation &operation)
    {
        m_operations.push_back(operation);
        return m_operations.back();
    }
    void set(Register destination, int64_t value, uint8_t bits = 0)
    {
        add({.code = Opcode::Set, .destination = destination, .bits = bits, .immediate = value});
    }
    void move(Register destination, Register from, uint8_t size = 0)
    {
        add({.code = Opcode::Move, .destination = destination, .a = from, .size = size});
    }
    void plus(Register destination, Register a, int64_t immediate, uint8_t bits = 0, uint8_t size = 0)
    {
        add({.code = Opcode::Add,
             .destination = destination,
             .a = a,
             .size = size,
             .bits = bits,
             .immediate = immediate});
    }
    void load(Register destination, Register base, int64_t offset, uint8_t size, uint8_t bits = 0)
    {
        add({.code = Opcode::Load,
             .destination = destination,
             .a = base,
             .size = size,
             .bits = bits,
             .immediate = offset});
    }
    void store(Register value, Register base, int64_t offset, uint8_t size, uint8_t bits = 0)
    {
        add({.code = Opcode::Store, .destination = value, .a = base, .size = size, .bits = bits, .immediate = offset});
    }
    void unknown(Register destination, Register a = NoRegister, Register b = NoRegister)
    {
        add({.code = Opcode::Unknown, .destination = destination, .a = a, .b = b});
    }
    void use(Register a)
    {
        if (a != NoRegister)
            add({.code = Opcode::Use, .a = a});
    }
    void literal(int64_t value) { add({.code = Opcode::Literal, .bits = IsLiteral, .immediate = value}); }
    void floating(double value)
    {
        add({.code = Opcode::Literal, .bits = IsFloat, .immediate = std::bit_cast<int64_t>(value)});
    }
    void clearFlags(uint8_t number = 0) { add({.code = Opcode::ClearFlags, .shift = number}); }

    Decoded &decoded;
    std::span<const uint8_t> following; // the bytes behind the instruction

private:
    std::vector<Operation> &m_operations;
};

class Lifter
{
public:
    virtual ~Lifter() = default;
    // Whether lift() reads cs_insn::detail.
    [[nodiscard]] virtual bool needsDetail() const = 0;
    virtual void lift(const cs_insn &instruction, bool thumb, Lifted &out) const = 0;
    // Instructions that Capstone does not know: fills size, bytes, mnemonic and op_str.
    [[nodiscard]] virtual bool decodeOther(std::span<const uint8_t> bytes, cs_insn &instruction) const;
    [[nodiscard]] const Convention &convention() const { return m_convention; }

protected:
    // For decodeOther(): a word that is shown as a number.
    static bool describeWord(std::span<const uint8_t> bytes, uint32_t word, cs_insn &instruction);

    Convention m_convention;
};

std::unique_ptr<Lifter> makeX86Lifter(const Image &image);
std::unique_ptr<Lifter> makeArmLifter(const Image &image);
std::unique_ptr<Lifter> makeAArch64Lifter(const Image &image);
std::unique_ptr<Lifter> makeMipsLifter(const Image &image);
std::unique_ptr<Lifter> makePowerPcLifter(const Image &image);

// Null for an architecture that is not supported.
std::unique_ptr<Lifter> makeLifter(const Image &image);

} // namespace symbolon::disasm
