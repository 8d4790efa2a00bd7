// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the switches of a function say of its blocks: which case values lead where, and which way is the default.
#pragma once

#include "analysis/disasm/program.h"

#include <QString>

#include <map>
#include <vector>

namespace symbolon {

class SwitchFacts
{
public:
    struct Arrival {
        uint64_t jump = 0; // address of the switch's indirect jump
        std::vector<int64_t> cases;
        bool isDefault = false;
    };

    SwitchFacts() = default;
    explicit SwitchFacts(const BinaryFunction &function);

    [[nodiscard]] bool isDefault(std::size_t edge) const; // index into BinaryFunction::edges
    // "case 3, 4" of a block that a switch leads to, with the switch's address where there are several; else empty.
    // As casesText(), of more than `mostRuns` values and ranges the rest is counted.
    [[nodiscard]] QString label(uint32_t block, qsizetype mostRuns) const;

private:
    void findDefault(const BinaryFunction &function, uint32_t block);
    [[nodiscard]] static bool isBoundOf(const BinaryFunction &function, const BasicBlock &guard,
                                        const SwitchTable &table);
    Arrival &arrival(uint32_t block, uint64_t jump);

    std::vector<bool> m_defaults; // by edge; empty: no switch
    std::map<uint32_t, std::vector<Arrival>> m_arrivals;
    std::size_t m_switches = 0;
};

} // namespace symbolon
