// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/elfrelocate.h"

#include "analysis/binary/endianview.h"

namespace symbolon {

namespace {

using enum RelocationField;

int64_t signExtend(uint64_t value, unsigned bits)
{
    const uint64_t sign = UINT64_C(1) << (bits - 1);
    value &= (sign << 1) - 1;
    return static_cast<int64_t>((value ^ sign) - sign);
}

// `count` bits of the value at `at`, from `from` on.
constexpr uint64_t bitsOf(uint64_t value, unsigned from, unsigned count)
{
    return value >> from & ((UINT64_C(1) << count) - 1);
}

constexpr uint64_t replaceBits(uint64_t word, unsigned at, unsigned count, uint64_t value)
{
    const uint64_t mask = ((UINT64_C(1) << count) - 1) << at;
    return (word & ~mask) | (value << at & mask);
}

// A 32-bit Thumb instruction is two halfwords, the first of which is the upper one.
uint64_t readThumb(std::span<const uint8_t> bytes, Endian endian)
{
    return decodeInteger(bytes.data(), 2, endian) << 16 | decodeInteger(bytes.data() + 2, 2, endian);
}

void writeThumb(std::span<uint8_t> bytes, Endian endian, uint64_t word)
{
    encodeInteger(bytes.data(), 2, endian, word >> 16);
    encodeInteger(bytes.data() + 2, 2, endian, word & 0xffff);
}

// BL, BLX, B.W (T4): S:I1:I2:imm10:imm11:0, where I = not(J xor S).
int64_t readThumbBranch(uint64_t word)
{
    const uint64_t s = bitsOf(word, 26, 1);
    const uint64_t i1 = 1 ^ bitsOf(word, 13, 1) ^ s, i2 = 1 ^ bitsOf(word, 11, 1) ^ s;
    return signExtend(s << 24 | i1 << 23 | i2 << 22 | bitsOf(word, 16, 10) << 12 | bitsOf(word, 0, 11) << 1, 25);
}

uint64_t writeThumbBranch(uint64_t word, int64_t value, bool toThumb)
{
    const bool call = bitsOf(word, 14, 1) == 1;
    if (call) { // BL and BLX differ in bit 12; a BLX's target is a multiple of 4
        word = replaceBits(word, 12, 1, toThumb ? 1 : 0);
        if (!toThumb)
            value = (value + 2) & ~INT64_C(3);
    }
    const auto offset = static_cast<uint64_t>(value);
    const uint64_t s = bitsOf(offset, 24, 1);
    word = replaceBits(word, 26, 1, s);
    word = replaceBits(word, 16, 10, bitsOf(offset, 12, 10));
    word = replaceBits(word, 13, 1, 1 ^ bitsOf(offset, 23, 1) ^ s);
    word = replaceBits(word, 11, 1, 1 ^ bitsOf(offset, 22, 1) ^ s);
    return replaceBits(word, 0, 11, bitsOf(offset, 1, 11));
}

uint64_t writeArmBranch(uint64_t word, int64_t value, bool toThumb)
{
    const auto offset = static_cast<uint64_t>(value);
    const bool call = bitsOf(word, 24, 8) == 0xeb || bitsOf(word, 25, 7) == 0x7d;
    if (call)
        word = toThumb ? UINT64_C(0xfa000000) | bitsOf(offset, 1, 1) << 24 : UINT64_C(0xeb000000);
    return replaceBits(word, 0, 24, offset >> 2);
}

} // namespace

unsigned fieldSize(RelocationField field)
{
    switch (field) {
    case Byte:
        return 1;
    case Half:
    case PpcLow16:
    case PpcHigh16:
    case PpcHighAdjusted16:
    case PpcLowAligned16:
        return 2;
    case Long:
        return 8;
    default:
        return 4;
    }
}

int64_t readField(const RelocationRule &rule, Endian endian, std::span<const uint8_t> bytes)
{
    const unsigned size = fieldSize(rule.field);
    const uint64_t word = decodeInteger(bytes.data(), size, endian);
    switch (rule.field) {
    case Word31:
        return signExtend(word, 31);
    case ArmBranch:
        return signExtend(word, 24) * 4 + (bitsOf(word, 25, 7) == 0x7d ? bitsOf(word, 24, 1) * 2 : 0);
    case ArmMoveLow:
    case ArmMoveHigh:
        return signExtend(bitsOf(word, 16, 4) << 12 | bitsOf(word, 0, 12), 16);
    case ThumbBranch:
        return readThumbBranch(readThumb(bytes, endian));
    case ThumbMoveLow:
    case ThumbMoveHigh: {
        const uint64_t both = readThumb(bytes, endian);
        return signExtend(
            bitsOf(both, 16, 4) << 12 | bitsOf(both, 26, 1) << 11 | bitsOf(both, 12, 3) << 8 | bitsOf(both, 0, 8), 16);
    }
    case MipsJump26:
        return static_cast<int64_t>(bitsOf(word, 0, 26) << 2);
    case MipsLow16:
        return signExtend(word, 16);
    case MipsHigh16:
        return signExtend(word << 16, 32);
    case MipsBranch16:
        return signExtend(word, 16) * 4;
    default:
        return size == 8 ? static_cast<int64_t>(word) : signExtend(word, size * 8);
    }
}

void writeField(const RelocationRule &rule, Endian endian, std::span<uint8_t> bytes, int64_t value, bool toThumb)
{
    const unsigned size = fieldSize(rule.field);
    const auto raw = static_cast<uint64_t>(value);
    uint64_t word = decodeInteger(bytes.data(), size, endian);
    switch (rule.field) {
    case Byte:
    case Half:
    case Word:
    case Long:
    case PpcLow16:
        word = raw;
        break;
    case Word31:
        word = replaceBits(word, 0, 31, raw);
        break;
    case ArmBranch:
        word = writeArmBranch(word, value, toThumb);
        break;
    case ArmMoveLow:
    case ArmMoveHigh: {
        const uint64_t half = raw >> (rule.field == ArmMoveHigh ? 16 : 0);
        word = replaceBits(replaceBits(word, 16, 4, half >> 12 & 15), 0, 12, half);
        break;
    }
    case ThumbBranch:
        return writeThumb(bytes, endian, writeThumbBranch(readThumb(bytes, endian), value, toThumb));
    case ThumbMoveLow:
    case ThumbMoveHigh: {
        const uint64_t half = raw >> (rule.field == ThumbMoveHigh ? 16 : 0) & 0xffff;
        word = replaceBits(readThumb(bytes, endian), 16, 4, half >> 12);
        word = replaceBits(replaceBits(word, 26, 1, half >> 11), 12, 3, half >> 8);
        return writeThumb(bytes, endian, replaceBits(word, 0, 8, half));
    }
    case A64Branch26:
        word = replaceBits(word, 0, 26, raw >> 2);
        break;
    case A64Branch19:
        word = replaceBits(word, 5, 19, raw >> 2);
        break;
    case A64Branch14:
        word = replaceBits(word, 5, 14, raw >> 2);
        break;
    case A64Address21: {
        const bool pages = rule.formula == RelocationFormula::Page || rule.formula == RelocationFormula::GotPage;
        const uint64_t distance = pages ? raw >> 12 : raw;
        word = replaceBits(replaceBits(word, 29, 2, distance), 5, 19, distance >> 2);
        break;
    }
    case A64Low12:
        word = replaceBits(word, 10, 12, (raw & 0xfff) >> rule.shift);
        break;
    case A64Move16:
        word = replaceBits(word, 5, 16, raw >> rule.shift);
        break;
    case MipsJump26:
        word = replaceBits(word, 0, 26, raw >> 2);
        break;
    case MipsLow16:
        word = replaceBits(word, 0, 16, raw);
        break;
    case MipsHigh16:
        word = replaceBits(word, 0, 16, (raw + 0x8000) >> 16);
        break;
    case MipsBranch16:
        word = replaceBits(word, 0, 16, raw >> 2);
        break;
    case PpcBranch24:
        word = replaceBits(word, 2, 24, raw >> 2);
        break;
    case PpcBranch14:
        word = replaceBits(word, 2, 14, raw >> 2);
        break;
    case PpcHigh16:
        word = raw >> 16;
        break;
    case PpcHighAdjusted16:
        word = (raw + 0x8000) >> 16;
        break;
    case PpcLowAligned16:
        word = replaceBits(word, 2, 14, raw >> 2);
        break;
    }
    encodeInteger(bytes.data(), size, endian, word);
}

} // namespace symbolon
