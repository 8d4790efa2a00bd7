// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What constant propagation knows of registers and stack slots at one point of a function.
#pragma once

#include "analysis/disasm/machine.h"

#include <array>
#include <cstdint>
#include <optional>

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
    bool isGuess : 1 = false;   // taken for an address only because something lies there; of a Stack: the offset
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

constexpr uint64_t EntryOrigin = uint64_t(1) << 63;
constexpr uint64_t JoinOrigin = uint64_t(1) << 62;
inline bool isEntry(const Value &value, Register reg)
{
    return value.plain() && value.origin == (EntryOrigin | reg);
}

// What is known at one point of a function. It is copied for every block and every edge: only what is used is.
struct State {
    struct Slot {
        int64_t offset = 0; // from the stack pointer at entry
        uint8_t size = 0;   // bytes
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
    static constexpr size_t MaximumSlots = 32;

    State() = default;
    State(const State &other) { *this = other; }
    State &operator=(const State &other);
    ~State() = default;

    std::array<Value, RegisterCount> registers;
    std::array<Flags, FlagCount> flags;
    std::array<Bound, 6> bounds;
    std::array<Shadow, 4> shadows; // while shadowCondition is not Always
    std::array<Slot, MaximumSlots> slots;
    Register registerCount = 0; // of the architecture, without TargetRegister and ScratchRegister
    uint8_t flagCount = 1;
    uint8_t slotCount = 0;
    uint8_t nextSlot = 0;
    uint8_t nextBound = 0;
    Condition shadowCondition = Condition::Always;

    [[nodiscard]] bool follows(Register reg) const
    {
        return reg < registerCount || reg == TargetRegister || reg == ScratchRegister;
    }
    [[nodiscard]] bool same(const State &other) const;
    [[nodiscard]] bool shadowsUnder(Condition condition) const
    {
        return shadowCondition != Condition::Always
               && (condition == shadowCondition || condition == opposite(shadowCondition));
    }
    [[nodiscard]] const Value *slot(int64_t offset, unsigned size) const;
    void setSlot(int64_t offset, unsigned size, const Value &value);
    void forget(int64_t offset, unsigned size);
    void removeSlot(size_t index) { slots[index] = slots[--slotCount]; }
    [[nodiscard]] std::optional<uint64_t> bound(uint64_t origin) const;
    void setBound(uint64_t origin, uint64_t highest);
    // Drops what a call or the program's other code may have changed.
    void keepLastingSlots();
};

} // namespace symbolon::disasm
