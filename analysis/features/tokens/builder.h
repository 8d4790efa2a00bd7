// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Takes what the translators of the architectures say of a function's instructions, leaves out what the
// vocabulary leaves out, and brings what the architectures do differently to one form.
#pragma once

#include "analysis/disasm/program.h"
#include "analysis/features/codegraph.h"
#include "analysis/features/tokens/operands.h"

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace symbolon::tokens {

// Whether accesses of local variables and spills are kept: without optimisation they are most of a function.
constexpr bool KeepsStackAccesses = true;

// One instruction, as a translator gets it.
struct Line {
    uint64_t address = 0;
    std::string_view mnemonic;
    Operands operands;
    std::span<const Reference> references;
    const symbolon::Call *call = nullptr;
    bool throughTable = false; // a switch's jump
};

class Builder
{
public:
    // `accesses`, unless nullptr, gets a memberAccess for each member of a structure.
    Builder(const Machine &machine, const Program &program, std::vector<uint64_t> *accesses)
        : m_machine(machine), m_program(program), m_accesses(accesses)
    {
    }

    [[nodiscard]] const Machine &machine() const { return m_machine; }
    void startFunction(const BinaryFunction &function);
    void startBlock();
    void startInstruction(const Line &line);
    // Appends the block's tokens.
    void finishBlock(std::vector<CodeToken> &tokens);

    // Register copies leave no token, except of a constant zero or of a local variable's address.
    void copy(const Operand &to, const Operand &from);
    // An immediate operand, or what the instruction refers to.
    void constant(const Operand &to, const Operand &value);
    void constant(const Operand &to, TokenOperand operand, unsigned bytes);
    // The instruction forms a part of a constant or address: a token only where a reference says it is the whole.
    void part(const Operand &to);
    // Adds the upper half to a constant whose lower half an earlier instruction gave.
    void completeConstant(const Operand &to);
    void floatConstant(const Operand &to, TokenOperand operand, unsigned bytes);

    void load(const Operand &to, const Operand &memory, unsigned bytes, TokenClass what = TokenClass::Load);
    // A word of a global offset table, which holds addresses.
    void loadAddress(const Operand &to, const Operand &memory);
    [[nodiscard]] bool isPart(Register reg) const { return reg < 64 && m_partial >> reg & 1; }
    // Of an operand that an instruction computes with.
    void loadOperand(const Operand &memory, unsigned bytes, TokenClass what = TokenClass::Load);
    void store(const Operand &from, const Operand &memory, unsigned bytes, TokenClass what = TokenClass::Store);
    // The address itself.
    void address(const Operand &to, const Operand &memory);
    // push and pop, and the like with several registers.
    void push(const Operand &from);

    // to = a what b; a or b can be immediate.
    void operate(TokenClass what, const Operand &to, const Operand &a, const Operand &b, bool setsFlags = false);
    // to = what(a)
    void operate(TokenClass what, const Operand &to, const Operand &a, bool setsFlags = false);
    void operateWidth(TokenClass what, const Operand &to, const Operand &a, TokenWidth width);
    void divide(const Operand &to, const Operand &a, const Operand &b, unsigned bytes, TokenCondition order);
    // A field of bits: as shift and mask, which is what machines without an instruction for it need.
    void extract(const Operand &to, const Operand &from, int64_t lowest, int64_t bits, bool isSigned = false);
    void insert(const Operand &to, const Operand &from, int64_t lowest, int64_t bits);
    // No more is known of it than its class.
    void simple(TokenClass what, unsigned bytes = 4, TokenCondition condition = TokenCondition::None);

    void compare(const Operand &a, const Operand &b, unsigned bytes);
    void test(const Operand &a, const Operand &b, unsigned bytes);
    void floatCompare(unsigned bytes);
    // What Equal and NotEqual of the last compare stand for, where only its truth can be asked.
    void setTruth(TokenCondition truth) { m_truth = truth; }
    // How the last compare orders, where the branch does not say it.
    void setOrder(TokenCondition order) { m_order = order; }
    [[nodiscard]] TokenCondition order() const { return m_order; }
    void branch(TokenCondition condition);
    // A truth value, or one of two values. `truth`: 0 or 1, on which a later branch can decide.
    void select(TokenCondition condition, const Operand &to, bool truth = false);
    // Of conditional execution: one token as long as nothing changes the condition.
    void conditional(TokenCondition condition);
    void call(bool indirect);
    void jump(bool indirect);
    void giveBack() { push(TokenClass::Return, TokenOperand::None, TokenWidth::Word, TokenCondition::None); }
    void keepFlags() { m_keepFlags = true; }
    void clobber(const Operand &reg);
    void use(const Operand &operand);

    [[nodiscard]] bool isFrame(Register reg) const;
    [[nodiscard]] bool hasReferences() const { return !m_line->references.empty(); }
    [[nodiscard]] const Reference *addressReference() const;
    // What a callee gives, for the thunks that only read the program counter.
    [[nodiscard]] Register counterThunk(const symbolon::Call *call) const;
    // The register gets the program counter, and then the global offset table's address.
    void setGlobals(Register reg)
    {
        m_globals = reg;
        m_globalsPending = true;
    }
    // Leaves out the zero that `to` got shortly before: it only breaks a dependency, or clears upper bits.
    void dropZero(Register to);
    // Whether the register holds what a select wrote last.
    [[nodiscard]] bool holdsTruth(Register reg) const;
    [[nodiscard]] TokenClass lastClassOf(Register reg) const;

private:
    struct Step {
        TokenClass what = TokenClass::Other;
        TokenOperand operand = TokenOperand::None;
        TokenWidth width = TokenWidth::Word;
        TokenCondition condition = TokenCondition::None;
        Register to = NoRegister;
        Register from = NoRegister;
        int64_t value = 0; // of an integer operand
        const Reference *reference = nullptr;
        bool used = false;
        bool dropped = false;
        bool truth = false;
    };
    enum class Flags : uint8_t { Unknown, Compared, FloatCompared, Arithmetic };
    struct Saved {
        Register reg = NoRegister;
        Register base = NoRegister;
        int64_t offset = 0;
    };

    Step &push(TokenClass what, TokenOperand operand, TokenWidth width, TokenCondition condition);
    void wrote(Register reg, int step);
    [[nodiscard]] Step *writer(Register reg);
    [[nodiscard]] Step *recentConstant(Register reg);
    void setFlags(Flags flags, Register result = NoRegister);
    TokenCondition condition(TokenCondition condition);
    void setImmediate(Step &step, const Operand &value);
    [[nodiscard]] TokenOperand immediate(const Operand &value) const;
    [[nodiscard]] const Reference *integerReference() const;
    bool setsUpGlobals(const Operand &to);
    // None: the access is only a part of forming an address.
    std::optional<TokenOperand> place(const Operand &memory, bool store);
    void noteMember(const Operand &memory, TokenOperand place, unsigned bytes);
    [[nodiscard]] bool isStack(const Operand &memory) const;
    [[nodiscard]] bool isSaving(const Operand &from, const Operand &memory);
    [[nodiscard]] bool isRestoring(const Operand &to, const Operand &memory) const;
    void foldElement(const Operand &to, const Operand &memory, Step &step);
    void dropCallee(const symbolon::Call &call);

    const Machine &m_machine;
    const Program &m_program;
    std::vector<uint64_t> *m_accesses;
    const Line *m_line = nullptr;
    std::vector<Step> m_steps;
    std::array<int, Registers> m_writer{};
    std::vector<Saved> m_saved;
    uint32_t m_written = 0; // integer registers, in the function so far
    uint64_t m_partial = 0; // registers that hold a part of a constant or address
    Register m_globals = NoRegister;
    bool m_globalsPending = false;
    bool m_setsGlobals = false; // position independent: what is read through the globals' register are addresses
    std::array<bool, 2> m_frame{};
    Flags m_flags = Flags::Unknown;
    Register m_result = NoRegister;                // that the flags tell of, where arithmetic set them
    TokenCondition m_truth = TokenCondition::None; // what a compare of a truth value with zero stands for
    TokenCondition m_order = TokenCondition::Signed;
    TokenCondition m_conditional = TokenCondition::None;
    bool m_keepFlags = false;
};

TokenWidth widthOfBytes(unsigned bytes);
TokenOperand integerKind(int64_t value);

} // namespace symbolon::tokens
