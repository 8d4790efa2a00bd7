// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Constant propagation over the registers and stack slots of one function. Beside constants it follows a
// few shapes that say more: distances from the entry's stack pointer, scaled and offset unknowns, and
// elements of tables, which together recognise jump tables of every architecture by one rule.
#pragma once

#include "analysis/disasm/decoder.h"
#include "analysis/disasm/machine.h"
#include "analysis/disasm/memory.h"

#include <array>
#include <optional>
#include <unordered_map>
#include <vector>

namespace symbolon::disasm {

struct Value {
    enum class Kind : uint8_t {
        Unknown,  // (origin << shift) + offset
        Constant, // offset
        Stack,    // the stack pointer at entry + offset
        Table,    // (memory[table + (origin << stride)] << shift) + offset, see Evaluator::element()
        Import,   // the address of Image::imports[origin]
        Less,     // origin < offset; with `reversed`, offset < origin
    };
    Kind kind = Kind::Unknown;
    uint8_t shift = 0;
    bool elementSigned : 1 = false;
    bool reversed : 1 = false;
    bool isAddress : 1 = false; // a Constant or an offset that is known to be an address
    bool isGuess : 1 = false;   // it is taken for an address only because something lies there
    bool isPart : 1 = false;    // a Constant that is half built
    uint32_t element = 0;       // of a Table: its number in the evaluator
    uint64_t origin = 0;        // names an unknown; of a Constant: the instruction that made it
    int64_t offset = 0;

    [[nodiscard]] bool isConstant() const { return kind == Kind::Constant; }
    [[nodiscard]] bool surelyAddress() const { return isAddress && !isGuess; }
    [[nodiscard]] bool plain() const { return kind == Kind::Unknown && shift == 0 && offset == 0; }
    [[nodiscard]] uint64_t number() const { return static_cast<uint64_t>(offset); }
    [[nodiscard]] bool same(const Value &other) const
    {
        return kind == other.kind && offset == other.offset && shift == other.shift
               && (kind == Kind::Constant || kind == Kind::Stack
                   || (origin == other.origin && element == other.element));
    }
};

// What is loaded from a table at an unknown index.
struct TableElement {
    uint64_t table = 0;
    uint64_t name = 0; // the element's own name as an unknown
    uint8_t stride = 0;
    uint8_t size = 0;
    bool operator==(const TableElement &) const = default;
};

// What is known at one point of a function.
struct State {
    struct Slot {
        int64_t offset = 0; // from the stack pointer at entry
        uint8_t size = 0;   // 0: free
        Value value;
    };
    struct Flags {
        bool known = false;
        uint64_t origin = 0;
        int64_t constant = 0; // what it was compared with
        bool operator==(const Flags &) const = default;
    };
    struct Bound {
        uint64_t origin = 0; // 0: free
        uint64_t highest = 0;
        bool operator==(const Bound &) const = default;
    };
    struct Shadow { // written under the condition of the conditional instructions that run just now
        Register reg = NoRegister;
        bool otherwise = false; // under the opposite one
        Value value;
    };

    std::array<Value, RegisterCount> registers;
    std::array<Flags, FlagCount> flags;
    std::array<Slot, 32> slots;
    std::array<Bound, 6> bounds;
    std::array<Shadow, 4> shadows;
    Condition shadowCondition = Condition::Always;
    uint8_t nextSlot = 0;
    uint8_t nextBound = 0;

    [[nodiscard]] bool same(const State &other) const;
    [[nodiscard]] bool shadowsUnder(Condition condition) const
    {
        return shadowCondition != Condition::Always
               && (condition == shadowCondition || condition == opposite(shadowCondition));
    }
    [[nodiscard]] const Value *slot(int64_t offset, unsigned size) const;
    void setSlot(int64_t offset, unsigned size, const Value &value);
    void forget(int64_t offset, unsigned size);
    [[nodiscard]] std::optional<uint64_t> bound(uint64_t origin) const;
    void setBound(uint64_t origin, uint64_t highest);
};

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

constexpr uint64_t EntryOrigin = uint64_t(1) << 63;
constexpr uint64_t JoinOrigin = uint64_t(1) << 62;
inline bool isEntry(const Value &value, Register reg)
{
    return value.plain() && value.origin == (EntryOrigin | reg);
}

class Evaluator
{
public:
    Evaluator(const Memory &memory, const Decoder &decoder);

    [[nodiscard]] State entryState(uint64_t entry) const;
    // Runs the operations of one instruction; a conditional one leaves what it writes unknown.
    void run(State &state, const Decoded &instruction, Sink *sink);
    // `popped`: bytes that the callee takes off the stack.
    void afterCall(State &state, const Decoded &call, uint32_t popped) const;
    // What is known after the branch was or was not taken.
    // `at` is the state in which the branch decides, before its delay slot.
    void assume(State &state, const State &at, const Decoded &branch, bool taken) const;
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
    [[nodiscard]] Value fresh(const Decoded &instruction, Register reg) const;
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
    uint64_t m_contents = 0; // PowerPC64: what r2 holds everywhere, the table of contents; 0: not known
    std::unordered_map<uint64_t, int64_t> m_addends;
    std::vector<TableElement> m_elements;
    std::unordered_map<uint64_t, uint32_t> m_elementOf; // by name: the newest with that name
};

} // namespace symbolon::disasm
