// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A mnemonic's meaning, looked up in a sorted table.
#pragma once

#include "analysis/features/codegraph.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace symbolon::tokens {

// How a translator reads an instruction's operands; not all architectures have all of them.
enum class Form : uint8_t {
    Ignored,
    Move,    // to, from: a register, an immediate operand or (x86) memory
    Operate, // to, a, b; with two operands a is to
    Unary,   // to, from
    Extend,  // `bytes` of from
    Load,    // to, memory
    Store,   // from, memory
    LoadPair,
    StorePair,
    Compare,
    Test,
    FloatCompare,
    Branch, // conditional, `condition`
    CompareBranch,
    CompareZeroBranch,
    TestBranch,
    Jump,
    Call,
    Return,
    Select,
    MultiplyAdd, // to, a, b, sum
    MultiplySubtract,
    Simple, // a token of the class and no more
    Convert,
    Special, // its translator knows it by name
};

struct Meaning {
    std::string_view name;
    Form form = Form::Ignored;
    TokenClass what = TokenClass::Other;
    uint8_t bytes = 0; // 0: as the operands say
    TokenCondition condition = TokenCondition::None;
};

template<size_t Count>
consteval std::array<Meaning, Count> sorted(std::array<Meaning, Count> table)
{
    std::ranges::sort(table, {}, &Meaning::name);
    return table;
}

template<size_t Count>
const Meaning *find(const std::array<Meaning, Count> &table, std::string_view name)
{
    const auto place = std::ranges::lower_bound(table, name, {}, &Meaning::name);
    return place != table.end() && place->name == name ? &*place : nullptr;
}

} // namespace symbolon::tokens
