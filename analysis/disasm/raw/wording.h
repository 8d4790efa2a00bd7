// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Numbers in the reasons of a proposal.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>

namespace symbolon::disasm::raw {

// 1234567 → "1,234,567"
inline std::string grouped(uint64_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3)
        digits.insert(at - 3, ",");
    return digits;
}

inline std::string hex(uint64_t number, int digits = 1)
{
    char text[24];
    std::snprintf(text, sizeof text, "0x%0*llx", digits, static_cast<unsigned long long>(number));
    return text;
}

inline std::string decimal(double number, int places)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", places, number);
    return text;
}

} // namespace symbolon::disasm::raw
