// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/raw/pointers.h"

#include <array>

namespace symbolon::disasm::raw {

namespace {

constexpr std::size_t shortestString = 5;
constexpr std::size_t patience = 16; // instructions between the two halves of an address
// Smaller values are counts and sizes far more often than addresses.
constexpr uint64_t smallestPointer = 0x400;

bool printable(uint8_t c)
{
    return (c >= 0x20 && c < 0x7f) || (c >= 9 && c <= 13) || c == 0x1b;
}

void sortUnique(std::vector<uint64_t> &values)
{
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

// One half of an address, as each register was last given it, and when.
class Halves
{
public:
    void set(unsigned number, uint32_t upper, std::size_t when) { m_halves[number & 31] = {upper, when + 1}; }
    [[nodiscard]] const uint32_t *get(unsigned number, std::size_t now) const
    {
        const Half &half = m_halves[number & 31];
        return half.when != 0 && now - half.when < patience ? &half.upper : nullptr;
    }

private:
    struct Half {
        uint32_t upper = 0;
        std::size_t when = 0; // 0: never
    };
    std::array<Half, 32> m_halves{};
};

uint32_t signedLow(uint32_t word)
{
    return static_cast<uint32_t>(static_cast<int32_t>(static_cast<int16_t>(word & 0xffff)));
}

void mipsHalves(uint32_t word, std::size_t when, Halves &halves, std::vector<uint64_t> &values)
{
    const unsigned opcode = word >> 26, source = word >> 21 & 31;
    if (opcode == 0x0f) { // lui
        halves.set(word >> 16 & 31, word << 16, when);
        return;
    }
    const uint32_t *upper = halves.get(source, when);
    if (!upper)
        return;
    if (opcode == 0x09 || opcode == 0x19 || (opcode >= 0x20 && opcode <= 0x2f)) // addiu, daddiu, loads and stores
        values.push_back(uint32_t{*upper + signedLow(word)});
    else if (opcode == 0x0d) // ori
        values.push_back(*upper | (word & 0xffff));
}

void powerPcHalves(uint32_t word, std::size_t when, Halves &halves, std::vector<uint64_t> &values)
{
    const unsigned opcode = word >> 26, target = word >> 21 & 31, source = word >> 16 & 31;
    if (opcode == 15 && source == 0) { // lis
        halves.set(target, word << 16, when);
        return;
    }
    if (opcode == 24) { // ori writes its second operand
        if (const uint32_t *upper = halves.get(target, when))
            values.push_back(*upper | (word & 0xffff));
        return;
    }
    if (opcode != 14 && (opcode < 32 || opcode > 47)) // addi, loads and stores
        return;
    if (const uint32_t *upper = halves.get(source, when); upper && source != 0)
        values.push_back(uint32_t{*upper + signedLow(word)});
}

void armHalves(uint32_t word, std::size_t when, Halves &lower, std::vector<uint64_t> &values)
{
    const uint32_t immediate = (word >> 4 & 0xf000) | (word & 0xfff);
    if ((word & 0x0ff00000) == 0x03000000) // movw
        lower.set(word >> 12 & 15, immediate, when);
    else if ((word & 0x0ff00000) == 0x03400000) // movt
        if (const uint32_t *low = lower.get(word >> 12 & 15, when))
            values.push_back(immediate << 16 | *low);
}

void thumbHalves(uint32_t first, uint32_t second, std::size_t when, Halves &lower, std::vector<uint64_t> &values)
{
    const uint32_t immediate =
        (first & 0xf) << 12 | (first >> 10 & 1) << 11 | (second >> 12 & 7) << 8 | (second & 0xff);
    if (second & 0x8000)
        return;
    if ((first & 0xfbf0) == 0xf240)
        lower.set(second >> 8 & 15, immediate, when);
    else if ((first & 0xfbf0) == 0xf2c0)
        if (const uint32_t *low = lower.get(second >> 8 & 15, when))
            values.push_back(immediate << 16 | *low);
}

// What instructions load from a literal pool beside them.
void armLiterals(std::span<const uint8_t> bytes, Endian endian, std::vector<uint64_t> &values)
{
    const EndianView view(bytes, endian);
    for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4) {
        const auto word = static_cast<uint32_t>(view.field(at, 4));
        if ((word & 0x0f7f0000) != 0x051f0000) // ldr r, [pc, #]
            continue;
        const uint64_t offset = word & 0xfff;
        if (const auto value = view.integer(word & 0x800000 ? at + 8 + offset : at + 8 - offset, 4))
            values.push_back(*value);
    }
}

void thumbLiterals(std::span<const uint8_t> bytes, Endian endian, std::vector<uint64_t> &values)
{
    const EndianView view(bytes, endian);
    for (std::size_t at = 0; at + 4 <= bytes.size(); at += 2) {
        const uint64_t first = view.field(at, 2), pc = (at + 4) & ~std::size_t{3};
        uint64_t from = 0;
        if (first >> 11 == 9) // ldr r, [pc, #]
            from = pc + (first & 0xff) * 4;
        else if (first == 0xf8df) // ldr.w
            from = pc + (view.field(at + 2, 2) & 0xfff);
        else
            continue;
        if (const auto value = view.integer(from, 4))
            values.push_back(*value);
    }
}

// mov and push of an immediate, stores of one, absolute loads.
void x86Immediates(std::span<const uint8_t> bytes, std::vector<uint64_t> &values)
{
    for (std::size_t at = 0; at + 12 <= bytes.size(); ++at) {
        const uint8_t opcode = bytes[at];
        std::size_t skip = 0;
        if ((opcode >= 0xb8 && opcode <= 0xbf) || opcode == 0x68 || opcode == 0xa1 || opcode == 0xa3)
            skip = 1;
        else if (opcode == 0xc7 && bytes[at + 1] == 0x04 && bytes[at + 2] == 0x24)
            skip = 3;
        else if (opcode == 0xc7 && bytes[at + 1] == 0x44 && bytes[at + 2] == 0x24)
            skip = 4;
        else if (opcode == 0xff && (bytes[at + 1] == 0x24 || bytes[at + 1] == 0x14))
            skip = 3; // jmp or call through a table
        if (skip != 0)
            values.push_back(decodeInteger(bytes.data() + at + skip, 4, Endian::Little));
    }
}

} // namespace

std::vector<uint64_t> stringStarts(const Blob &blob)
{
    std::vector<uint64_t> starts;
    for (const Piece &piece : blob.pieces()) {
        std::size_t begin = 0;
        for (std::size_t at = 0; at < piece.bytes.size(); ++at) {
            if (printable(piece.bytes[at]))
                continue;
            if (piece.bytes[at] == 0 && at - begin >= shortestString)
                starts.push_back(piece.address + begin);
            begin = at + 1;
        }
    }
    return starts;
}

std::vector<uint64_t> pointerValues(const Blob &blob, const CodeStatistics &code)
{
    using enum Architecture;
    const ArchitectureChoice &choice = code.choice;
    const bool wide = choice.architecture == X86_64 || choice.architecture == AArch64 || choice.architecture == Mips64
                      || choice.architecture == PowerPc64;
    const unsigned size = wide ? 8 : 4;
    std::vector<uint64_t> values;
    for (const Piece &piece : blob.pieces()) {
        const auto bytes = piece.bytes;
        for (std::size_t at = 0; at + size <= bytes.size(); at += size) {
            const bool inCode = code.hits[piece.firstWindow + at / Blob::windowSize] >= code.windowThreshold;
            if (!inCode)
                values.push_back(decodeInteger(bytes.data() + at, size, choice.endian));
        }
        if (choice.architecture == X86 || choice.architecture == X86_64) {
            x86Immediates(bytes, values);
            continue;
        }
        Halves halves;
        if (choice.thumb) {
            thumbLiterals(bytes, choice.endian, values);
            for (std::size_t at = 0; at + 4 <= bytes.size(); at += 2)
                thumbHalves(static_cast<uint32_t>(decodeInteger(bytes.data() + at, 2, choice.endian)),
                            static_cast<uint32_t>(decodeInteger(bytes.data() + at + 2, 2, choice.endian)), at / 2,
                            halves, values);
            continue;
        }
        if (choice.architecture == Arm)
            armLiterals(bytes, choice.endian, values);
        for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4) {
            const auto word = static_cast<uint32_t>(decodeInteger(bytes.data() + at, 4, choice.endian));
            if (choice.architecture == Mips32 || choice.architecture == Mips64)
                mipsHalves(word, at / 4, halves, values);
            else if (choice.architecture == PowerPc32 || choice.architecture == PowerPc64)
                powerPcHalves(word, at / 4, halves, values);
            else if (choice.architecture == Arm)
                armHalves(word, at / 4, halves, values);
        }
    }
    std::erase_if(values, [](uint64_t value) { return value < smallestPointer; });
    sortUnique(values);
    return values;
}

std::vector<uint64_t> regionJumps(const Blob &blob, Endian endian)
{
    std::vector<uint64_t> targets;
    for (const Piece &piece : blob.pieces()) {
        for (std::size_t at = 0; at + 4 <= piece.bytes.size(); at += 4) {
            const auto word = static_cast<uint32_t>(decodeInteger(piece.bytes.data() + at, 4, endian));
            if (word >> 26 == 3)
                targets.push_back(uint64_t{word & 0x3ffffff} << 2);
        }
    }
    sortUnique(targets);
    return targets;
}

} // namespace symbolon::disasm::raw
