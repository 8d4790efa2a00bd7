// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Fields of an instruction word.
#pragma once

#include <cstdint>

namespace symbolon::disasm {

constexpr uint32_t field(uint32_t word, unsigned low, unsigned count)
{
    return word >> low & ((1U << count) - 1);
}

constexpr int64_t signedField(uint32_t word, unsigned low, unsigned count)
{
    const int64_t value = field(word, low, count);
    return value - (value >> (count - 1) << count);
}

constexpr uint32_t littleWord(const uint8_t *bytes)
{
    return bytes[0] | uint32_t(bytes[1]) << 8 | uint32_t(bytes[2]) << 16 | uint32_t(bytes[3]) << 24;
}

constexpr uint32_t bigWord(const uint8_t *bytes)
{
    return bytes[3] | uint32_t(bytes[2]) << 8 | uint32_t(bytes[1]) << 16 | uint32_t(bytes[0]) << 24;
}

} // namespace symbolon::disasm
