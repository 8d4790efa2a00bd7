// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a linker writes into the instructions and data of a relocatable object, one relocation at a time,
// for the types that compilers emit for code, calls, data and GOT accesses. Source: the processor
// supplements of the System V ABI ("Relocation Types").
#pragma once

#include "analysis/binary/image.h"

#include <cstdint>
#include <span>

namespace symbolon {

// How the value is made. S: symbol, A: addend, P: place, GOT: base of the table, G: the symbol's entry in it.
enum class RelocationFormula : uint8_t {
    Absolute,    // S + A
    Relative,    // S + A - P
    Page,        // page(S + A) - page(P), pages of 4 KiB
    GotRelative, // G + A - P
    GotPage,     // page(G + A) - page(P)
    GotEntry,    // G + A
    GotIndex,    // G + A - GOT
    GotOffset,   // S + A - GOT; MIPS: from $gp
    GotBase,     // GOT + A - P
};

// Which bits of the bytes at the place hold it.
enum class RelocationField : uint8_t {
    Byte,
    Half,
    Word,
    Long,
    Word31,
    ArmBranch,
    ArmMoveLow,
    ArmMoveHigh,
    ThumbBranch,
    ThumbMoveLow,
    ThumbMoveHigh,
    A64Branch26,
    A64Branch19,
    A64Branch14,
    A64Address21, // ADR, ADRP (Page formulas count in pages)
    A64Low12,     // ADD, and loads and stores scaled by `shift`
    A64Move16,    // MOVZ, MOVK: the 16 bits at `shift`
    MipsJump26,
    MipsLow16,
    MipsHigh16, // rounded for the signed low half
    MipsBranch16,
    PpcBranch24,
    PpcBranch14,
    PpcLow16,
    PpcHigh16,
    PpcHighAdjusted16,
    PpcLowAligned16, // DS form: the two lowest bits belong to the instruction
};

struct RelocationRule {
    uint32_t type = 0;
    RelocationFormula formula = RelocationFormula::Absolute;
    RelocationField field = RelocationField::Word;
    uint8_t shift = 0;

    [[nodiscard]] bool usesGotEntry() const;
    [[nodiscard]] bool branches() const;
};

// nullptr: a type that is left alone (thread-local storage, markers, hints to the linker).
const RelocationRule *relocationRule(Architecture architecture, uint32_t type);

// The bytes that the field takes.
unsigned fieldSize(RelocationField field);
// The addend that stands in `bytes` (REL), which hold fieldSize() bytes at least.
int64_t readField(const RelocationRule &rule, Endian endian, std::span<const uint8_t> bytes);
// Writes `value`, the result of the formula. `toThumb`: the target of an ARM branch is Thumb code, so that
// a call may have to become BLX.
void writeField(const RelocationRule &rule, Endian endian, std::span<uint8_t> bytes, int64_t value, bool toThumb);

} // namespace symbolon
