// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One machine instruction in terms that are the same for every architecture: how control goes on, and what
// it does to the few things that constant propagation follows (registers, stack slots, compares). The
// lifters in arch/ write these; everything else of disassembly reads only them.
#pragma once

#include <cstdint>
#include <vector>

namespace symbolon::disasm {

// General registers are numbered from 0 as the architecture numbers them.
using Register = uint8_t;
constexpr Register RegisterCount = 40;
constexpr Register TargetRegister = 38; // where an indirect jump or call goes
constexpr Register ScratchRegister = 39;
constexpr Register NoRegister = 0xff;

enum class Opcode : uint8_t {
    Set,        // destination ← immediate
    Move,       // destination ← a, cut to `size` bytes
    Add,        // destination ← a + (b << shift) + immediate
    Subtract,   // destination ← a - b
    Shift,      // destination ← a << immediate
    And,        // destination ← a & immediate
    Or,         // destination ← a | immediate
    Xor,        // destination ← a ^ immediate
    Insert,     // destination ← destination with `size` bytes at bit `shift` replaced by immediate (movt, movk)
    Load,       // destination ← memory[a + (b << shift) + immediate]
    Store,      // memory[a + (b << shift) + immediate] ← destination
    Less,       // destination ← a < (b or immediate)
    Compare,    // flags[shift] ← a against (b or immediate)
    ClearFlags, // flags[shift] no longer known
    Unknown,    // destination ← not followed; a and b are read
    Literal,    // the instruction holds this immediate as a constant of the program
    Use,        // a is read
};

enum OperationBits : uint8_t {
    IsSigned = 1,  // Load: the value is sign extended; Less: signed compare; Add: the immediate is subtracted
    IsAddress = 2, // the immediate is an address (relative to the instruction, or absolute)
    IsLiteral = 4, // the immediate stands in the source, as far as the instruction can tell
    IsPart = 8,    // one half of a constant (lui, adrp, movw): what is built of it counts
    IsSaving = 16, // a store or move that only saves a register (push, store multiple)
    IsFloat = 32,  // Load: of one floating number; Literal: the immediate holds the bits of a double
};

struct Operation {
    Opcode code = Opcode::Unknown;
    Register destination = NoRegister;
    Register a = NoRegister;
    Register b = NoRegister;
    uint8_t size = 0; // bytes; 0: a whole register
    uint8_t shift = 0;
    uint8_t bits = 0;
    int64_t immediate = 0;
    bool operator==(const Operation &) const = default;
    // A load from a literal pool or another place that the instruction itself names.
    [[nodiscard]] bool readsLiteral() const
    {
        return code == Opcode::Load && bits & IsAddress && a == NoRegister && b == NoRegister;
    }
};

enum class Flow : uint8_t {
    Next,
    Jump,
    IndirectJump, // to the value of TargetRegister
    Call,
    IndirectCall,
    Return,
    Halt, // does not go on: trap, undefined on purpose
};

enum class Condition : uint8_t {
    Always,
    Equal,
    NotEqual,
    Below, // unsigned
    BelowOrEqual,
    Above,
    AboveOrEqual,
    Less, // signed
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Other,
};

Condition opposite(Condition condition);

constexpr uint8_t FlagCount = 8;
constexpr uint8_t FlagsBase = 64; // Decoded::tested: a register against zero, or FlagsBase + flags number

enum DecodedBits : uint8_t {
    HasDelaySlot = 1,
    AnnulsDelaySlot = 2,   // the slot runs only when the branch is taken
    SetsReturnAddress = 4, // mov lr, pc: the jump after it is a call
    IsPadding = 8,         // a no-operation
    TargetThumb = 16,      // the direct target is Thumb code
    IsThumb = 32,
    IsEntryMark = 64, // endbr, bti: where indirect branches may land
};

// There is one for each instruction of a program, hence the narrow fields.
struct Decoded {
    static constexpr uint32_t MostVisits = (uint32_t(1) << 28) - 1;

    uint64_t address = 0;
    uint64_t target = 0; // of a direct jump or call; of a return: bytes of arguments that it takes off the stack
    uint32_t firstOperation = 0;
    uint32_t text = 0; // in the decoder's pool
    uint32_t visit : 28 = 0; // with `leader`, scratch of the walk that visits it, see Explorer
    Condition condition : 4 = Condition::Always; // other than Always: the whole instruction is conditional
    uint8_t operationCount = 0;
    uint8_t size : 5 = 0;
    Flow flow : 3 = Flow::Next;
    uint8_t tested : 7 = FlagsBase;
    bool leader : 1 = false;
    uint8_t bits = 0;

    [[nodiscard]] uint64_t end() const { return address + size; }
    [[nodiscard]] bool has(DecodedBits bit) const { return bits & bit; }
    [[nodiscard]] bool conditional() const { return condition != Condition::Always; }
    [[nodiscard]] bool isCall() const { return flow == Flow::Call || flow == Flow::IndirectCall; }
};
static_assert(sizeof(Decoded) == 32);

using RegisterSet = uint64_t;
constexpr RegisterSet bit(Register r)
{
    return r < 64 ? uint64_t(1) << r : 0;
}

// The bits of a number of `size` bytes; 0: of a whole register.
constexpr uint64_t widthMask(unsigned size)
{
    return size == 0 || size >= 8 ? UINT64_MAX : (uint64_t(1) << size * 8) - 1;
}
constexpr uint64_t signExtended(uint64_t value, unsigned size)
{
    if (size == 0 || size >= 8)
        return value;
    const uint64_t sign = uint64_t(1) << (size * 8 - 1);
    value &= widthMask(size);
    return (value ^ sign) - sign;
}

// The calling convention, as far as propagation and the tests for a function's start need it.
struct Convention {
    Register registerCount = 0; // general registers that are followed, numbered from 0
    uint8_t flagCount = 1;
    Register stack = 0;
    Register link = NoRegister;         // holds the return address
    Register zero = NoRegister;         // always 0
    Register global = NoRegister;       // MIPS $gp
    Register entryPointer = NoRegister; // holds the function's own address when it is entered (MIPS $t9, PowerPC64 r12)
    RegisterSet saved = 0;              // a callee keeps these
    RegisterSet results = 0;            // a call leaves its result in these
    std::vector<Register> arguments;    // in order
    bool argumentsOnStack = false;      // i386
    uint8_t minimalSize = 1;            // instructions are multiples of this
    bool hasDelaySlots = false;
};

} // namespace symbolon::disasm
