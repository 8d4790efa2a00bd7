// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/callsweep.h"

#include "analysis/disasm/arch/bits.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>

namespace symbolon::disasm {

namespace {

struct Target {
    uint64_t address = 0;
    bool thumb = false;
};

uint64_t relative(uint64_t from, int64_t distance)
{
    return from + static_cast<uint64_t>(distance);
}

std::optional<Target> callIn(Architecture architecture, uint64_t at, uint32_t word)
{
    switch (architecture) {
    case Architecture::Arm:
        if (word >> 24 == 0xeb) // bl
            return Target{relative(at + 8, signedField(word, 0, 24) * 4), false};
        if (word >> 25 == 0x7d) // blx
            return Target{relative(at + 8, signedField(word, 0, 24) * 4 + (word >> 23 & 2)), true};
        return std::nullopt;
    case Architecture::AArch64:
        if (word >> 26 == 0x25)
            return Target{relative(at, signedField(word, 0, 26) * 4), false};
        return std::nullopt;
    case Architecture::Mips32:
    case Architecture::Mips64:
        if (word >> 26 == 3) // jal
            return Target{((at + 4) & ~uint64_t(0x0fffffff)) | uint64_t(field(word, 0, 26)) << 2, false};
        if (word >> 16 == 0x0411 && (word & 0xffff) != 1) // bal
            return Target{relative(at + 4, signedField(word, 0, 16) * 4), false};
        return std::nullopt;
    case Architecture::PowerPc32:
    case Architecture::PowerPc64:
        if ((word & 0xfc000003) == 0x48000001)
            return Target{relative(at, signedField(word, 2, 24) * 4), false};
        return std::nullopt;
    default:
        return std::nullopt;
    }
}

// bl and blx of Thumb; the first halfword is the upper half of `pair`.
std::optional<Target> thumbCallIn(uint64_t at, uint32_t pair)
{
    if (pair >> 27 != 0x1e || (pair & 0xc000) != 0xc000)
        return std::nullopt;
    const uint32_t sign = field(pair, 26, 1);
    const uint32_t upper = ~(field(pair, 13, 1) ^ sign) & 1;
    const uint32_t lower = ~(field(pair, 11, 1) ^ sign) & 1;
    const bool stays = pair & 0x1000;
    const uint32_t distance =
        sign << 24 | upper << 23 | lower << 22 | field(pair, 16, 10) << 12 | field(pair, 0, 11) << 1;
    const uint64_t base = stays ? at + 4 : (at + 4) & ~uint64_t(3);
    return Target{relative(base, signedField(distance, 0, 25)), stays};
}

} // namespace

std::vector<CalledAddress> sweepCalls(const Image &image, const CodeMap &code)
{
    std::map<std::pair<uint64_t, bool>, CalledAddress> found;
    const bool big = image.endian == Endian::Big;
    const bool x86 = image.architecture == Architecture::X86 || image.architecture == Architecture::X86_64;
    const bool thumb = image.architecture == Architecture::Arm && image.thumbEntry;
    const uint64_t mask = image.bits == 32 ? UINT32_MAX : UINT64_MAX;
    const auto note = [&](uint64_t site, const Target &target) {
        const uint64_t address = target.address & mask;
        if (!code.isCode(address))
            return;
        CalledAddress &called = found[{address, target.thumb}];
        if (called.calls++ == 0)
            called = {address, site, 1, target.thumb};
    };
    for (const CodeMap::Area &area : code.areas()) {
        const std::span<const uint8_t> bytes(area.region->bytes.data(), area.marks.size());
        const unsigned step = x86 ? 1 : thumb ? 2 : 4;
        for (uint64_t offset = (step - area.begin % step) % step; offset + 5 <= bytes.size(); offset += step) {
            const uint8_t *here = bytes.data() + offset;
            const uint64_t at = area.begin + offset;
            if (x86) {
                if (*here == 0xe8)
                    note(at, {relative(at + 5, static_cast<int32_t>(littleWord(here + 1))), false});
            } else if (thumb) {
                const auto half = [&](const uint8_t *p) { return big ? p[0] << 8 | p[1] : p[1] << 8 | p[0]; };
                if (const auto target = thumbCallIn(at, static_cast<uint32_t>(half(here)) << 16
                                                            | static_cast<uint32_t>(half(here + 2))))
                    note(at, *target);
            } else if (const auto target = callIn(image.architecture, at, big ? bigWord(here) : littleWord(here))) {
                note(at, *target);
            }
        }
    }
    std::vector<CalledAddress> all;
    all.reserve(found.size());
    for (const auto &[key, called] : found)
        all.push_back(called);
    std::ranges::stable_sort(all, std::ranges::greater(), &CalledAddress::calls);
    return all;
}

} // namespace symbolon::disasm
