// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reads the table behind an indirect jump, given what propagation knows of the jump's target.
#pragma once

#include "analysis/disasm/decoder.h"
#include "analysis/disasm/knowledge.h"
#include "analysis/disasm/values.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace symbolon::disasm {

struct JumpTable {
    uint64_t table = 0; // 0: the jump goes into a row of instructions
    uint64_t size = 0;  // bytes
    std::vector<int64_t> cases;
    std::vector<uint64_t> targets;
};

struct JumpRange { // where targets may lie
    uint64_t begin = 0;
    uint64_t end = 0;
};

// Null when the target is not an element of a table, or the table does not hold addresses of the function.
std::optional<JumpTable> readJumpTable(const Value &target, const TableElement &element, std::optional<uint64_t> bound,
                                       int64_t addend, const JumpRange &range, bool thumb, const Knowledge &knowledge,
                                       Decoder &decoder);

// i386 position independent code calls __x86.get_pc_thunk.REG: the register it fills; NoRegister for others.
Register programCounterThunk(Decoder &decoder, const Knowledge &knowledge, const Decoded &call);

} // namespace symbolon::disasm
