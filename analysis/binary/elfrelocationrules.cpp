// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/elfrelocate.h"

#include <algorithm>
#include <array>

namespace symbolon {

namespace {

using enum RelocationFormula;
using enum RelocationField;

constexpr auto x86Rules = std::to_array<RelocationRule>({
    {1, Absolute, Word},
    {2, Relative, Word},
    {3, GotIndex, Word},
    {4, Relative, Word}, // PLT32
    {9, GotOffset, Word},
    {10, GotBase, Word},
    {20, Absolute, Half},
    {21, Relative, Half},
    {22, Absolute, Byte},
    {23, Relative, Byte},
    {43, GotIndex, Word}, // GOT32X
});

constexpr auto x64Rules = std::to_array<RelocationRule>({
    {1, Absolute, Long},
    {2, Relative, Word},
    {4, Relative, Word}, // PLT32
    {9, GotRelative, Word},
    {10, Absolute, Word},
    {11, Absolute, Word},
    {12, Absolute, Half},
    {13, Relative, Half},
    {14, Absolute, Byte},
    {15, Relative, Byte},
    {24, Relative, Long},
    {25, GotOffset, Long},
    {26, GotBase, Word},
    {29, GotBase, Long},
    {41, GotRelative, Word}, // GOTPCRELX
    {42, GotRelative, Word}, // REX_GOTPCRELX
});

constexpr auto armRules = std::to_array<RelocationRule>({
    {1, Relative, ArmBranch},     {2, Absolute, Word},           {3, Relative, Word},
    {5, Absolute, Half},          {8, Absolute, Byte},           {10, Relative, ThumbBranch},
    {24, GotOffset, Word},        {25, GotBase, Word},           {26, GotIndex, Word},
    {27, Relative, ArmBranch},    {28, Relative, ArmBranch},     {29, Relative, ArmBranch},
    {30, Relative, ThumbBranch},  {38, Absolute, Word},          {42, Relative, Word31},
    {43, Absolute, ArmMoveLow},   {44, Absolute, ArmMoveHigh},   {45, Relative, ArmMoveLow},
    {46, Relative, ArmMoveHigh},  {47, Absolute, ThumbMoveLow},  {48, Absolute, ThumbMoveHigh},
    {49, Relative, ThumbMoveLow}, {50, Relative, ThumbMoveHigh}, {96, GotRelative, Word},
});

constexpr auto aarch64Rules = std::to_array<RelocationRule>({
    {257, Absolute, Long},          {258, Absolute, Word},          {259, Absolute, Half},
    {260, Relative, Long},          {261, Relative, Word},          {262, Relative, Half},
    {263, Absolute, A64Move16, 0},  {264, Absolute, A64Move16, 0},  {265, Absolute, A64Move16, 16},
    {266, Absolute, A64Move16, 16}, {267, Absolute, A64Move16, 32}, {268, Absolute, A64Move16, 32},
    {269, Absolute, A64Move16, 48}, {273, Relative, A64Branch19},   {274, Relative, A64Address21},
    {275, Page, A64Address21},      {276, Page, A64Address21},      {277, Absolute, A64Low12},
    {278, Absolute, A64Low12},      {279, Relative, A64Branch14},   {280, Relative, A64Branch19},
    {282, Relative, A64Branch26},   {283, Relative, A64Branch26},   {284, Absolute, A64Low12, 1},
    {285, Absolute, A64Low12, 2},   {286, Absolute, A64Low12, 3},   {299, Absolute, A64Low12, 4},
    {311, GotPage, A64Address21},   {312, GotEntry, A64Low12, 3},   {314, Relative, Word},
});

constexpr auto mipsRules = std::to_array<RelocationRule>({
    {2, Absolute, Word},
    {4, Absolute, MipsJump26},
    {5, Absolute, MipsHigh16},
    {6, Absolute, MipsLow16},
    {7, GotOffset, MipsLow16},
    {9, GotIndex, MipsLow16},
    {10, Relative, MipsBranch16},
    {11, GotIndex, MipsLow16},
    {12, GotOffset, Word},
    {18, Absolute, Long},
    {19, GotIndex, MipsLow16},
    {248, Relative, Word},
});

constexpr auto ppcRules = std::to_array<RelocationRule>({
    {1, Absolute, Word},
    {3, Absolute, Half},
    {4, Absolute, PpcLow16},
    {5, Absolute, PpcHigh16},
    {6, Absolute, PpcHighAdjusted16},
    {10, Relative, PpcBranch24},
    {11, Relative, PpcBranch14},
    {18, Relative, PpcBranch24},
    {23, Relative, PpcBranch24},
    {26, Relative, Word},
    {250, Relative, PpcLow16},
    {251, Relative, PpcHigh16},
    {252, Relative, PpcHighAdjusted16},
});

constexpr auto ppc64Rules = std::to_array<RelocationRule>({
    {1, Absolute, Word},
    {3, Absolute, Half},
    {4, Absolute, PpcLow16},
    {5, Absolute, PpcHigh16},
    {6, Absolute, PpcHighAdjusted16},
    {10, Relative, PpcBranch24},
    {11, Relative, PpcBranch14},
    {26, Relative, Word},
    {38, Absolute, Long},
    {44, Relative, Long},
    {47, GotOffset, PpcLow16},
    {48, GotOffset, PpcLow16},
    {49, GotOffset, PpcHigh16},
    {50, GotOffset, PpcHighAdjusted16},
    {63, GotOffset, PpcLowAligned16},
    {64, GotOffset, PpcLowAligned16},
    {250, Relative, PpcLow16},
    {251, Relative, PpcHigh16},
    {252, Relative, PpcHighAdjusted16},
});

template<std::size_t N>
const RelocationRule *find(const std::array<RelocationRule, N> &rules, uint32_t type)
{
    auto found =
        std::find_if(rules.begin(), rules.end(), [&](const RelocationRule &rule) { return rule.type == type; });
    return found == rules.end() ? nullptr : &*found;
}

} // namespace

const RelocationRule *relocationRule(Architecture architecture, uint32_t type)
{
    switch (architecture) {
    case Architecture::X86:
        return find(x86Rules, type);
    case Architecture::X86_64:
        return find(x64Rules, type);
    case Architecture::Arm:
        return find(armRules, type);
    case Architecture::AArch64:
        return find(aarch64Rules, type);
    case Architecture::Mips32:
    case Architecture::Mips64:
        return find(mipsRules, type);
    case Architecture::PowerPc32:
        return find(ppcRules, type);
    case Architecture::PowerPc64:
        return find(ppc64Rules, type);
    case Architecture::Unknown:
        break;
    }
    return nullptr;
}

bool RelocationRule::usesGotEntry() const
{
    return formula == GotRelative || formula == GotPage || formula == GotEntry || formula == GotIndex;
}

bool RelocationRule::branches() const
{
    return field == ArmBranch || field == ThumbBranch || field == A64Branch26 || field == MipsJump26
           || field == PpcBranch24;
}

} // namespace symbolon
