// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/raw/reasons.h"

#include <cstdio>

namespace symbolon::disasm::raw {

namespace {

// 1234567 → "1,234,567"
std::string grouped(uint64_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3)
        digits.insert(at - 3, 1, ',');
    return digits;
}

std::string sentence(RawReason::Kind kind, const std::vector<uint64_t> &n)
{
    using enum RawReason::Kind;
    switch (kind) {
    case VectorTable:
        return "a Cortex-M vector table at " + (n[3] ? hex(n[3]) : "its beginning") + ": stack pointer " + hex(n[0], 8)
               + " in RAM, reset handler " + hex(n[1], 8) + " (odd: Thumb), " + grouped(n[2])
               + " handlers within its size";
    case Pointers:
        return grouped(n[0]) + " of the " + grouped(n[1])
               + " values that would point into it lead to the beginning of a string or function, " + grouped(n[2])
               + " with the next best base";
    case RegionJumps:
        return grouped(n[0]) + " of " + grouped(n[1]) + " targets of jal are the beginning of a function";
    case RoundBase:
        return "the roundest address at which all " + grouped(n[0]) + " handlers lie in it";
    case Code:
        return grouped(n[0]) + " returns, " + grouped(n[1]) + " function prologues; " + grouped(n[2]) + " of "
               + grouped(n[3]) + " KiB look like its code";
    case Calls:
        return grouped(n[0]) + " of " + grouped(n[1]) + " relative calls lead to where a function begins";
    case Decoding:
        return decimal(100 * static_cast<double>(n[0]) / static_cast<double>(n[1]), 1) + " % of " + grouped(n[1])
               + " sampled instructions decode";
    case NoBase:
        break;
    }
    return "nothing convincing says where it lies in memory";
}

} // namespace

RawReason reason(RawReason::Kind kind, std::vector<uint64_t> numbers)
{
    std::string text = sentence(kind, numbers);
    return {kind, std::move(numbers), std::move(text)};
}

std::string hex(uint64_t number, int digits)
{
    char text[24];
    std::snprintf(text, sizeof text, "0x%0*llx", digits, static_cast<unsigned long long>(number));
    return text;
}

std::string decimal(double number, int places)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", places, number);
    return text;
}

} // namespace symbolon::disasm::raw
