// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/program.h"

#include <algorithm>

namespace symbolon {

int Program::functionStartingAt(uint64_t address) const
{
    const auto found = std::ranges::lower_bound(functions, address, {}, &BinaryFunction::address);
    return found != functions.end() && found->address == address ? static_cast<int>(found - functions.begin()) : -1;
}

int Program::functionContaining(uint64_t address) const
{
    const auto holds = [address](const BinaryFunction &function) {
        return std::ranges::any_of(function.blocks, [address](const BasicBlock &block) {
            return address >= block.address && address - block.address < block.size;
        });
    };
    // Nearly always the last function that starts at or before the address; cold parts lie elsewhere.
    const auto after = std::ranges::upper_bound(functions, address, {}, &BinaryFunction::address);
    if (after != functions.begin() && holds(*(after - 1)))
        return static_cast<int>(after - functions.begin()) - 1;
    const auto found = std::ranges::find_if(functions, holds);
    return found == functions.end() ? -1 : static_cast<int>(found - functions.begin());
}

} // namespace symbolon
