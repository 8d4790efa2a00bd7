// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/jumptables.h"

#include <algorithm>

namespace symbolon::disasm {

namespace {

constexpr uint64_t MaximumCases = 4096;
// Without a compare before it, a table ends where its entries stop to be plausible; no longer than this.
constexpr uint64_t MaximumUnboundedCases = 512;
constexpr uint64_t MaximumRow = 32; // of code pieces that are jumped into, as division routines have

uint64_t elementTarget(const Value &target, unsigned size, uint64_t raw, uint64_t mask)
{
    if (target.elementSigned && size < 8) {
        const uint64_t sign = uint64_t(1) << (size * 8 - 1);
        raw = (raw ^ sign) - sign;
    }
    return ((raw << target.shift) + target.number()) & mask;
}

bool plausible(uint64_t target, const JumpRange &range, bool thumb, const Knowledge &knowledge, Decoder &decoder)
{
    if (target < range.begin || target >= range.end) {
        const FrameRecord *record = knowledge.frames.holding(target);
        if (!record || !record->part)
            return false;
    }
    return !(knowledge.code.marks(target) & (CodeMap::Data | CodeMap::Stub)) && decoder.at(target, thumb);
}

} // namespace

std::optional<JumpTable> readJumpTable(const Value &target, const TableElement &element, std::optional<uint64_t> bound,
                                       int64_t addend, const JumpRange &range, bool thumb, const Knowledge &knowledge,
                                       Decoder &decoder)
{
    const uint64_t mask = knowledge.memory.mask();
    JumpTable table;
    if (target.kind == Value::Kind::Unknown) { // base + (index << shift): a row of branch instructions
        if (target.shift == 0 || !target.isAddress)
            return std::nullopt;
        const bool limited = bound && *bound < MaximumCases;
        for (uint64_t n = 0; n <= (limited ? *bound : MaximumRow); ++n) {
            const uint64_t to = (target.number() + (n << target.shift)) & mask;
            if (!plausible(to, range, thumb, knowledge, decoder)) {
                if (limited || n < 2)
                    return std::nullopt;
                break;
            }
            table.cases.push_back(static_cast<int64_t>(n) - addend);
            table.targets.push_back(to);
        }
        return table;
    }
    if (target.kind != Value::Kind::Table || element.size > 8)
        return std::nullopt;
    const bool bounded = bound && *bound < MaximumCases;
    const uint64_t count = bounded ? *bound + 1 : MaximumUnboundedCases;
    table.table = element.table;
    uint64_t lowest = UINT64_MAX;
    for (uint64_t n = 0; n < count; ++n) {
        const uint64_t at = (element.table + (n << element.stride)) & mask;
        if (!bounded && at >= lowest && knowledge.code.isCode(element.table)) // the cases begin behind the table
            break;
        const auto raw = knowledge.memory.element(at, element.size);
        if (!raw)
            break;
        uint64_t to = elementTarget(target, element.size, *raw, mask);
        if (thumb)
            to &= ~uint64_t(1);
        if (!plausible(to, range, thumb, knowledge, decoder)) {
            if (bounded && n == 0)
                return std::nullopt;
            break;
        }
        if (to > element.table)
            lowest = std::min(lowest, to);
        table.cases.push_back(static_cast<int64_t>(n) - addend);
        table.targets.push_back(to);
    }
    if (table.targets.size() < 2 && table.targets.size() != count)
        return std::nullopt;
    table.size = ((table.targets.size() - 1) << element.stride) + element.size;
    return table;
}

Register programCounterThunk(Decoder &decoder, const Knowledge &knowledge, const Decoded &call)
{
    if (knowledge.memory.image().architecture != Architecture::X86)
        return NoRegister;
    const Decoded *first = decoder.at(call.target, false);
    if (!first || first->operationCount != 1)
        return NoRegister;
    const Operation &operation = decoder.operations(*first)[0];
    if (operation.code != Opcode::Load || operation.a != decoder.convention().stack || operation.b != NoRegister
        || operation.immediate != 0)
        return NoRegister;
    const Decoded *second = decoder.at(first->end(), false);
    return second && second->flow == Flow::Return ? operation.destination : NoRegister;
}

} // namespace symbolon::disasm
