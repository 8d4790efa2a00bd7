// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Constant propagation over the registers and stack slots of one function. Beside constants it follows a
// few shapes that say more: distances from the entry's stack pointer, scaled and offset unknowns, and
// elements of tables, which together recognise jump tables of every architecture by one rule.
#pragma once

#include "analysis/disasm/decoder.h"
#include "analysis/disasm/machine.h"
#include "analysis/disasm/memory.h"
#include "analysis/disasm/state.h"

#include <optional>
#include <unordered_map>
#include <vector>

namespace symbolon::disasm {

// What the evaluation of an instruction tells.
class Sink
{
public:
    virtual ~Sink() = default;
    // The destination of an operation became this constant or import.
    virtual void constant(const Decoded &, const Operation &, const Value &) { }
    // Memory at a known address is read or written; or at an unknown distance from it, that of an index.
    virtual void access(const Decoded &, const Operation &, uint64_t, bool /*indexed*/) { }
    // The constant that this instruction made was only part of an address or of another constant.
    virtual void consumed(uint64_t) { }
    virtual void literal(const Decoded &, const Operation &, int64_t) { }
    // The value that a register had at entry is used, or only copied to another register or to the stack.
    virtual void entryValueUsed(const Decoded &, Register, bool /*copied*/) { }
    // Something that the caller put on the stack is read; the offset is from the stack pointer at entry.
    virtual void callerStackRead(const Decoded &, int64_t) { }
};

class Evaluator
{
public:
    Evaluator(const Memory &memory, const Decoder &decoder);

    [[nodiscard]] State entryState(uint64_t entry) const;
    // Of code that nothing leads to.
    [[nodiscard]] State unknownState() const;
    // Runs the operations of one instruction; a conditional one leaves what it writes unknown.
    void run(State &state, const Decoded &instruction, Sink *sink);
    // `popped`: bytes that the callee takes off the stack.
    void afterCall(State &state, const Decoded &call, uint32_t popped) const;
    // The bound of an unknown that holds after the branch was or was not taken.
    // `at` is the state in which the branch decides, before its delay slot.
    [[nodiscard]] static std::optional<State::Bound> assumed(const State &at, const Decoded &branch, bool taken);
    // Merges `from` into the state at the start of a block; true when that changed it.
    [[nodiscard]] bool join(State &into, const State &from, uint64_t block) const;
    // An unknown that was made by adding a number to another: that number; 0 otherwise.
    [[nodiscard]] int64_t addend(uint64_t origin) const;
    [[nodiscard]] const TableElement &element(const Value &table) const { return m_elements[table.element]; }
    void reset()
    {
        m_addends.clear();
        m_elements.clear();
        m_elementOf.clear();
    }

private:
    [[nodiscard]] Value asUnknown(const Value &value) const;
    [[nodiscard]] uint32_t elementNumber(const TableElement &element);
    [[nodiscard]] static Value fresh(const Decoded &instruction, Register reg)
    {
        return Value{.origin = (instruction.address << 6 & (JoinOrigin - 1)) | (reg & 63)};
    }
    enum class Reading : uint8_t { Use, Copy, Save };
    [[nodiscard]] Value read(const State &state, const Decoded &instruction, Register reg, Sink *sink,
                             Reading reading = Reading::Use) const;
    void write(State &state, const Decoded &instruction, Register reg, const Value &value) const;
    [[nodiscard]] Value evaluate(State &state, const Decoded &instruction, const Operation &operation, Sink *sink);
    [[nodiscard]] Value load(State &state, const Decoded &instruction, const Operation &operation, Sink *sink);
    void store(State &state, const Decoded &instruction, const Operation &operation, Sink *sink);
    [[nodiscard]] bool inImage(const Value &at, const Decoded &instruction) const;
    [[nodiscard]] Value address(const State &state, const Decoded &instruction, const Operation &operation, Sink *sink);
    [[nodiscard]] Value constant(const Decoded &instruction, uint64_t number, bool isAddress, unsigned size = 0) const;
    [[nodiscard]] Value shifted(const Value &value, unsigned amount, const Decoded &instruction, Register reg) const;
    [[nodiscard]] Value sum(const Value &a, const Value &b, const Decoded &instruction, Register reg, Sink *sink);
    [[nodiscard]] Value cut(const Value &value, const Operation &operation, const Decoded &instruction) const;
    void compare(State &state, const Decoded &instruction, const Operation &operation, Sink *sink);

    const Memory &m_memory;
    const Decoder &m_decoder;
    const Convention &m_convention;
    uint64_t m_mask;
    bool m_calleesPop;       // arguments, where a convention says so
    uint64_t m_contents = 0; // PowerPC64: what r2 holds everywhere, the table of contents; 0: not known
    std::unordered_map<uint64_t, int64_t> m_addends;
    std::vector<TableElement> m_elements;
    std::unordered_map<uint64_t, uint32_t> m_elementOf; // by name: the newest with that name
};

} // namespace symbolon::disasm
