// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The instructions and the control flow of one binary function in a vocabulary that is the same for every
// architecture, in the manner of the intermediate code that the paper's network reads: what an instruction
// does and what kinds of operands it has; no registers, constants or symbols.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace symbolon {

// What one token does. At most 64; the order is part of data sets and weights (append only).
enum class TokenClass : uint8_t {
    Other, // known to no rule
    Move,  // of a constant or address into a register; plain register copies are left out
    Load,
    Store,
    Add,
    Subtract,
    Multiply,
    Divide, // and remainder
    Negate,
    And,
    Or,
    Xor,
    Not,
    ShiftLeft,
    ShiftRight,      // logical
    ShiftArithmetic, // right
    Rotate,
    Extend,     // sign or zero extension
    BitField,   // extract or insert bits, where it is not told as shift and mask
    CountBits,  // leading zeros, population, bit scan
    SwapBytes,  // and reverse bits
    Compare,    // sets flags or a truth value
    Test,       // compare of a bitwise and
    Select,     // conditional move, setcc, csel
    Branch,     // conditional
    Jump,       // unconditional, inside the function
    SwitchJump, // through a table
    Call,       // of a function of the file
    CallImport,
    CallIndirect,
    TailCall,
    Return,
    FloatMove,
    FloatLoad,
    FloatStore,
    FloatAdd,
    FloatSubtract,
    FloatMultiply,
    FloatDivide,
    FloatOther, // square root, absolute value, minimum …
    FloatCompare,
    FloatConvert, // between floating formats, or with integers
    Vector,       // other than plain moves
    Atomic,       // exchange, compare and exchange, exclusive load and store, fence
    StringMove,   // rep movs and the like: an inlined memcpy, memset, strlen
    System,       // system call, breakpoint, privileged
    Trap,
};
constexpr unsigned TokenClasses = 64;

// What the operand that says most is. At most 16.
enum class TokenOperand : uint8_t {
    None, // registers only
    Zero,
    SmallInteger, // magnitude below 256
    LargeInteger,
    FloatConstant,
    String,   // its address
    Global,   // an address in the image that holds no known string
    Function, // address of a function
    Import,   // an imported datum's address
    Stack,    // memory at the stack or frame pointer: a local variable or a spill
    Memory,   // memory through a pointer, at no or an unknown offset
    Field,    // memory through a pointer at a constant offset other than 0: a structure's member
    Element,  // memory through a pointer and an index
};
constexpr unsigned TokenOperands = 16;

// Bytes that are worked on. At most 4.
enum class TokenWidth : uint8_t { Byte, Half, Word, Wide /* 8 bytes and more */ };
constexpr unsigned TokenWidths = 4;

// How a branch or a select decides, and whether a division is signed. At most 8.
enum class TokenCondition : uint8_t { None, Equal, NotEqual, Signed /* order */, Unsigned /* order */, Other };
constexpr unsigned TokenConditions = 8;

// A token in 15 bits: class (6), operand (4), width (2), condition (3), from the highest down.
using CodeToken = uint16_t;
constexpr unsigned CodeTokens = 1 << 15;

constexpr CodeToken codeToken(TokenClass what, TokenOperand operand = TokenOperand::None,
                              TokenWidth width = TokenWidth::Word, TokenCondition condition = TokenCondition::None)
{
    return static_cast<CodeToken>(static_cast<unsigned>(what) << 9 | static_cast<unsigned>(operand) << 5
                                  | static_cast<unsigned>(width) << 3 | static_cast<unsigned>(condition));
}
constexpr TokenClass classOf(CodeToken token)
{
    return static_cast<TokenClass>(token >> 9 & 63);
}
constexpr TokenOperand operandOf(CodeToken token)
{
    return static_cast<TokenOperand>(token >> 5 & 15);
}
constexpr TokenWidth widthOf(CodeToken token)
{
    return static_cast<TokenWidth>(token >> 3 & 3);
}
constexpr TokenCondition conditionOf(CodeToken token)
{
    return static_cast<TokenCondition>(token & 7);
}

struct CodeEdge {
    uint32_t from = 0; // blocks
    uint32_t to = 0;
    uint8_t kind = 0; // an EdgeKind's value

    friend bool operator==(const CodeEdge &, const CodeEdge &) = default;
};

struct CodeGraph {
    std::vector<CodeToken> tokens;    // of all blocks, one block after the other
    std::vector<uint32_t> blockEnds;  // per block: where its tokens end; a block can be empty
    std::vector<CodeEdge> edges;

    friend bool operator==(const CodeGraph &, const CodeGraph &) = default;
};

enum class TokenScheme {
    Neutral,  // the vocabulary above
    Mnemonic, // each instruction's mnemonic, hashed to a token, every instruction kept: what the neutral
              // vocabulary is measured against
};

struct BinaryFunction;
struct Program;

// The name of a class, for tables: "Load".
std::string_view tokenClassName(TokenClass what);

// Left out, as optimised intermediate code has none of it: register copies, no-operations, the set-up of stack
// frames and of position independent addressing, saved registers. An instruction that computes on memory gives
// two tokens, a load first; the parts of a constant that takes several instructions give one; a delay slot's
// instruction stands before its branch.
// `accesses` gets a memberAccess (features.h) for each member of a structure, as they come; none in the scheme Mnemonic.
CodeGraph codeGraph(const Program &program, const BinaryFunction &function,
                    TokenScheme scheme = TokenScheme::Neutral, std::vector<uint64_t> *accesses = nullptr);

} // namespace symbolon
