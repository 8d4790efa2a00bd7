// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// x86 in its two modes: instructions of any length at any address, so patterns of several bytes.
#include "analysis/disasm/raw/statistics.h"

#include <cstring>
#include <initializer_list>

namespace symbolon::disasm::raw {

namespace {

bool startsWith(std::span<const uint8_t> bytes, std::initializer_list<uint8_t> pattern)
{
    return bytes.size() >= pattern.size() && std::equal(pattern.begin(), pattern.end(), bytes.begin());
}

bool anyOf(uint8_t byte, std::initializer_list<uint8_t> list)
{
    return std::find(list.begin(), list.end(), byte) != list.end();
}

// endbr; push (e)bp and mov; two pushes of callee-saved registers; sub (e/r)sp.
bool isPrologue(std::span<const uint8_t> code)
{
    switch (code[0]) {
    case 0xf3:
        return startsWith(code, {0xf3, 0x0f, 0x1e, 0xfa}) || startsWith(code, {0xf3, 0x0f, 0x1e, 0xfb});
    case 0x55:
        return startsWith(code, {0x55, 0x89, 0xe5}) || startsWith(code, {0x55, 0x48, 0x89, 0xe5})
               || startsWith(code, {0x55, 0x8b, 0xec}) || startsWith(code, {0x55, 0x57, 0x56})
               || startsWith(code, {0x55, 0x41, 0x57}) || startsWith(code, {0x55, 0x53, 0x48});
    case 0x41:
        return code.size() >= 4 && (code[1] & 0xfc) == 0x54 && (code[2] == 0x41 || code[2] == 0x55 || code[2] == 0x53);
    case 0x48:
        return startsWith(code, {0x48, 0x83, 0xec}) || startsWith(code, {0x48, 0x81, 0xec});
    case 0x83:
        return startsWith(code, {0x83, 0xec});
    case 0x57:
        return startsWith(code, {0x57, 0x56, 0x53});
    case 0x53:
        return startsWith(code, {0x53, 0x48, 0x89}) || startsWith(code, {0x53, 0x83, 0xec})
               || startsWith(code, {0x53, 0xe8});
    default:
        return false;
    }
}

// A push, a prologue, an import stub; or a place where functions begin: behind a return or padding, or aligned.
bool mayBegin(const Piece &piece, std::size_t at)
{
    const auto code = piece.bytes.subspan(at);
    if (isPrologue(code) || anyOf(code[0], {0x53, 0x55, 0x56, 0x57}) || startsWith(code, {0xff, 0x25})
        || (code.size() > 1 && code[0] == 0x41 && (code[1] & 0xfc) == 0x54))
        return true;
    return at > 0 && (piece.address + at) % 16 == 0
           && (anyOf(piece.bytes[at - 1], {0xc3, 0xcc, 0x90, 0x00}) || (at > 4 && piece.bytes[at - 5] == 0xe9));
}

// REX.W or REX with an opcode that often follows it.
bool isWide(std::span<const uint8_t> code)
{
    return code.size() > 1 && (code[0] & 0xfb) == 0x48
           && anyOf(code[1], {0x01, 0x29, 0x39, 0x3b, 0x63, 0x81, 0x83, 0x85, 0x89, 0x8b, 0x8d, 0xc7});
}

// The stack addressed by ebp or esp, or lea, without REX: the common operand of 32-bit code.
bool isNarrow(std::span<const uint8_t> code)
{
    return code.size() > 2
           && ((anyOf(code[0], {0x89, 0x8b, 0xc7, 0x8d})
                && ((code[1] & 0xc7) == 0x45 || ((code[1] & 0xc7) == 0x44 && code[2] == 0x24)))
               || startsWith(code, {0x83, 0xec}) || startsWith(code, {0x83, 0xc4}));
}

} // namespace

void measureX86(const Blob &blob, CodeStatistics &x86, CodeStatistics &x86_64)
{
    CodeStatistics both;
    both.hits.resize(blob.windows());
    std::vector<uint16_t> wide(blob.windows()), narrow(blob.windows());
    AddressSet starts(blob, 1);
    for (const Piece &piece : blob.pieces()) {
        for (std::size_t at = 0; at < piece.bytes.size(); ++at) {
            const auto code = piece.bytes.subspan(at);
            const std::size_t window = piece.firstWindow + at / Blob::windowSize;
            const uint8_t before = at > 0 ? piece.bytes[at - 1] : 0;
            if (isWide(code))
                ++wide[window];
            else if ((before & 0xf0) != 0x40 && isNarrow(code))
                ++narrow[window];
            if (code[0] == 0xc3 && anyOf(before, {0xc9, 0x5b, 0x5d, 0x5e, 0x5f})) { // leave or pop
                ++both.returns;
                ++both.hits[window];
            } else if (isPrologue(code) && !(before == 0x48 && code[0] == 0x83)) {
                ++both.prologues;
                ++both.hits[window];
                starts.insert(piece.address + at);
            } else if (code[0] == 0xe8 && code.size() >= 5) {
                const auto offset = static_cast<int32_t>(decodeInteger(code.data() + 1, 4, Endian::Little));
                const uint64_t target = piece.address + at + 5 + static_cast<uint64_t>(int64_t{offset});
                if (offset == 0 || target < piece.address || target - piece.address >= piece.bytes.size())
                    continue;
                ++both.calls;
                starts.insert(target);
                if (!mayBegin(piece, target - piece.address))
                    continue;
                ++both.landing;
                ++both.hits[window];
            }
        }
    }
    const auto found = starts.list();
    uint64_t wideAll = 0, narrowAll = 0;
    for (std::size_t n = 0; n < both.hits.size(); ++n) {
        if (both.hits[n] < 3)
            continue;
        wideAll += wide[n];
        narrowAll += narrow[n];
    }
    // Code of 64 bits has several times as many REX prefixes as unprefixed stack operands, code of 32 bits hardly any.
    const bool is64 = wideAll * 2 > narrowAll;
    for (CodeStatistics *mode : {&x86, &x86_64}) {
        const bool fits = (mode == &x86_64) == is64;
        mode->alignment = 1;
        mode->windowThreshold = 3;
        if (!fits)
            continue;
        mode->returns = both.returns;
        mode->prologues = both.prologues;
        mode->calls = both.calls;
        mode->landing = both.landing;
        mode->frames = is64 ? wideAll : narrowAll;
        mode->hits = both.hits;
        mode->starts = found;
    }
}

} // namespace symbolon::disasm::raw
