// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Architectures whose instructions are words of 32 bits.
#include "analysis/disasm/raw/statistics.h"

#include <array>
#include <optional>

namespace symbolon::disasm::raw {

namespace {

enum class Role : uint8_t { Return, Prologue, Frame };

struct Pattern {
    uint32_t mask;
    uint32_t value;
    Role role;
};

constexpr auto armPatterns = std::to_array<Pattern>({
    {0xffffffff, 0xe12fff1e, Role::Return},   // bx lr
    {0xffff8000, 0xe8bd8000, Role::Return},   // pop {…, pc}
    {0xffffffff, 0xe49df004, Role::Return},   // pop {pc}
    {0xffffffff, 0xe1a0f00e, Role::Return},   // mov pc, lr
    {0xffffa800, 0xe89da800, Role::Return},   // ldm sp, {…, fp, sp, pc}
    {0xffff4000, 0xe92d4000, Role::Prologue}, // push {…, lr}
    {0xffffffff, 0xe52de004, Role::Prologue}, // push {lr}
    {0xffffffff, 0xe1a0c00d, Role::Prologue}, // mov ip, sp
    {0xfffff000, 0xe24dd000, Role::Frame},    // sub sp, sp, #
    {0xfffff000, 0xe28dd000, Role::Frame},    // add sp, sp, #
    {0xffff0000, 0xe59f0000, Role::Frame},    // ldr r0, [pc, #]
    {0xffff0000, 0xe59d0000, Role::Frame},    // ldr r0, [sp, #]
});
constexpr auto aarch64Patterns = std::to_array<Pattern>({
    {0xffffffff, 0xd65f03c0, Role::Return},   // ret
    {0xffc07fff, 0xa9807bfd, Role::Prologue}, // stp x29, x30, [sp, #]!
    {0xffffffff, 0xd503233f, Role::Prologue}, // paciasp
    {0xffffffff, 0xd503245f, Role::Prologue}, // bti c
    {0xffe00fff, 0xf8000ffe, Role::Prologue}, // str x30, [sp, #]!
    {0xffc003ff, 0xd10003ff, Role::Prologue}, // sub sp, sp, #
    {0xffc07fff, 0xa9007bfd, Role::Frame},    // stp x29, x30, [sp, #]
    {0xffc07fff, 0xa8c07bfd, Role::Frame},    // ldp x29, x30, [sp], #
    {0xffc07fff, 0xa9407bfd, Role::Frame},    // ldp x29, x30, [sp, #]
    {0xffc003ff, 0x910003fd, Role::Frame},    // add x29, sp, #
    {0xffc003ff, 0x910003ff, Role::Frame},    // add sp, sp, #
    {0xffe0ffe0, 0xaa0003e0, Role::Frame},    // mov x, x
});
constexpr auto mipsPatterns = std::to_array<Pattern>({
    {0xffffffff, 0x03e00008, Role::Return},   // jr ra
    {0xffff8000, 0x27bd8000, Role::Prologue}, // addiu sp, sp, -#
    {0xffff0000, 0x3c1c0000, Role::Prologue}, // lui gp, #
    {0xffff8000, 0x27bd0000, Role::Frame},    // addiu sp, sp, #
    {0xffff0000, 0xafbf0000, Role::Frame},    // sw ra, #(sp)
    {0xffff0000, 0x8fbf0000, Role::Frame},    // lw ra, #(sp)
    {0xffff0000, 0x8f990000, Role::Frame},    // lw t9, #(gp)
    {0xffffffff, 0x0320f809, Role::Frame},    // jalr t9
});
constexpr auto mips64Patterns = std::to_array<Pattern>({
    {0xffffffff, 0x03e00008, Role::Return},   // jr ra
    {0xffff8000, 0x67bd8000, Role::Prologue}, // daddiu sp, sp, -#
    {0xffff8000, 0x67bd0000, Role::Frame},    // daddiu sp, sp, #
    {0xffff0000, 0xffbf0000, Role::Frame},    // sd ra, #(sp)
    {0xffff0000, 0xdfbf0000, Role::Frame},    // ld ra, #(sp)
    {0xffff0000, 0xdf990000, Role::Frame},    // ld t9, #(gp)
    {0xffffffff, 0x0320f809, Role::Frame},    // jalr t9
});
constexpr auto powerPcPatterns = std::to_array<Pattern>({
    {0xffffffff, 0x4e800020, Role::Return},   // blr
    {0xffff8000, 0x94218000, Role::Prologue}, // stwu r1, -#(r1)
    {0xffffffff, 0x7c0802a6, Role::Frame},    // mflr r0
    {0xffffffff, 0x7c0803a6, Role::Frame},    // mtlr r0
    {0xffff8000, 0x90010000, Role::Frame},    // stw r0, #(r1)
    {0xffff8000, 0x80010000, Role::Frame},    // lwz r0, #(r1)
    {0xffff8000, 0x38210000, Role::Frame},    // addi r1, r1, #
});
constexpr auto powerPc64Patterns = std::to_array<Pattern>({
    {0xffffffff, 0x4e800020, Role::Return},   // blr
    {0xffff8003, 0xf8218001, Role::Prologue}, // stdu r1, -#(r1)
    {0xffff0000, 0x3c4c0000, Role::Prologue}, // addis r2, r12, #
    {0xffffffff, 0x7c0802a6, Role::Frame},    // mflr r0
    {0xffffffff, 0x7c0803a6, Role::Frame},    // mtlr r0
    {0xffffffff, 0xf8010010, Role::Frame},    // std r0, 16(r1)
    {0xffffffff, 0xe8010010, Role::Frame},    // ld r0, 16(r1)
    {0xffff8000, 0x38210000, Role::Frame},    // addi r1, r1, #
});

constexpr int64_t extend(uint64_t value, unsigned bits)
{
    return static_cast<int64_t>(value << (64 - bits)) >> (64 - bits);
}

// Where a direct call leads, from its own address; nullopt: no relative call.
using CallOffset = std::optional<int64_t> (*)(uint32_t word);

std::optional<int64_t> armCall(uint32_t word)
{
    return word >> 24 == 0xeb ? std::optional(extend(word & 0xffffff, 24) * 4 + 8) : std::nullopt;
}
std::optional<int64_t> aarch64Call(uint32_t word)
{
    return word >> 26 == 0x25 ? std::optional(extend(word & 0x3ffffff, 26) * 4) : std::nullopt;
}
std::optional<int64_t> mipsCall(uint32_t word) // bal
{
    return word >> 16 == 0x0411 ? std::optional(extend(word & 0xffff, 16) * 4 + 4) : std::nullopt;
}
std::optional<int64_t> powerPcCall(uint32_t word)
{
    return (word & 0xfc000003) == 0x48000001 ? std::optional(extend(word & 0x3fffffc, 26)) : std::nullopt;
}

struct WordArchitecture {
    std::string_view word;
    std::string_view name;
    Endian endian;
    std::span<const Pattern> patterns;
    CallOffset callOffset;
    unsigned delay = 0;      // bytes of a return's delay slot
    bool localEntry = false; // functions set up r2 in their first two instructions
};

constexpr auto architectures = std::to_array<WordArchitecture>({
    {"arm", "ARM", Endian::Little, armPatterns, armCall},
    {"armeb", "ARM, big endian", Endian::Big, armPatterns, armCall},
    {"aarch64", "AArch64", Endian::Little, aarch64Patterns, aarch64Call},
    {"mips", "MIPS, big endian", Endian::Big, mipsPatterns, mipsCall, 4},
    {"mipsel", "MIPS, little endian", Endian::Little, mipsPatterns, mipsCall, 4},
    {"mips64", "MIPS64, big endian", Endian::Big, mips64Patterns, mipsCall, 4},
    {"mips64el", "MIPS64, little endian", Endian::Little, mips64Patterns, mipsCall, 4},
    {"powerpc", "PowerPC, big endian", Endian::Big, powerPcPatterns, powerPcCall},
    {"powerpc64", "PowerPC64, big endian", Endian::Big, powerPc64Patterns, powerPcCall, 0, true},
    {"powerpc64le", "PowerPC64, little endian", Endian::Little, powerPc64Patterns, powerPcCall, 0, true},
});

// For each word of the blob, in its byte order.
template<typename Each>
void eachWord(const Blob &blob, Endian endian, Each each)
{
    for (const Piece &piece : blob.pieces()) {
        for (std::size_t at = 0; at + 4 <= piece.bytes.size(); at += 4) {
            const auto word = static_cast<uint32_t>(decodeInteger(piece.bytes.data() + at, 4, endian));
            each(piece, at, word);
        }
    }
}

void measureWords(const Blob &blob, const WordArchitecture &architecture, CodeStatistics &statistics)
{
    AddressSet begins(blob, 4); // prologues, and what follows a return
    for (const Piece &piece : blob.pieces())
        begins.insert(piece.address);
    eachWord(blob, architecture.endian, [&](const Piece &piece, std::size_t at, uint32_t word) {
        for (const Pattern &pattern : architecture.patterns) {
            if ((word & pattern.mask) != pattern.value)
                continue;
            ++statistics.hits[piece.firstWindow + at / Blob::windowSize];
            if (pattern.role == Role::Frame) {
                ++statistics.frames;
            } else if (pattern.role == Role::Prologue) {
                ++statistics.prologues;
                begins.insert(piece.address + at);
                if (architecture.localEntry && word >> 16 == 0x3c4c) // calls within a module skip the two first
                    begins.insert(piece.address + at + 8);
            } else {
                ++statistics.returns;
                std::size_t next = at + 4 + architecture.delay;
                for (int n = 0; n < 4 && next + 4 <= piece.bytes.size(); ++n, next += 4) { // padding: 0
                    if (decodeInteger(piece.bytes.data() + next, 4, architecture.endian) != 0)
                        break;
                }
                begins.insert(piece.address + next);
            }
            break;
        }
    });
    AddressSet starts = begins;
    eachWord(blob, architecture.endian, [&](const Piece &piece, std::size_t at, uint32_t word) {
        const auto offset = architecture.callOffset(word);
        if (!offset)
            return;
        const uint64_t target = piece.address + at + static_cast<uint64_t>(*offset);
        if (blob.at(target).size() < 4)
            return;
        ++statistics.calls;
        if (landsOn(begins, target, 4)) {
            ++statistics.landing;
            ++statistics.hits[piece.firstWindow + at / Blob::windowSize];
        }
        starts.insert(target);
    });
    statistics.starts = starts.list();
}

CodeStatistics emptyStatistics(const Blob &blob, std::string_view word, std::string_view name)
{
    CodeStatistics statistics;
    statistics.word = word;
    statistics.name = name;
    statistics.choice = parseArchitecture(word).value_or(ArchitectureChoice());
    statistics.hits.resize(blob.windows());
    return statistics;
}

} // namespace

std::vector<CodeStatistics> measureArchitectures(const Blob &blob, const Work &work)
{
    std::vector<CodeStatistics> all;
    for (const WordArchitecture &architecture : architectures) {
        if (work.stopRequested())
            return {};
        all.push_back(emptyStatistics(blob, architecture.word, architecture.name));
        measureWords(blob, architecture, all.back());
    }
    for (const auto &[word, name] : {std::pair("thumb", "ARM Thumb"), std::pair("thumbeb", "ARM Thumb, big endian")}) {
        if (work.stopRequested())
            return {};
        all.push_back(emptyStatistics(blob, word, name));
        measureThumb(blob, all.back());
    }
    if (work.stopRequested())
        return {};
    CodeStatistics x86 = emptyStatistics(blob, "x86", "x86"), x86_64 = emptyStatistics(blob, "x86-64", "x86-64");
    measureX86(blob, x86, x86_64);
    all.push_back(std::move(x86));
    all.push_back(std::move(x86_64));
    return all;
}

} // namespace symbolon::disasm::raw
