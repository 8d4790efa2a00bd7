// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/globalpointer.h"

#include "analysis/disasm/arch/bits.h"

#include <algorithm>
#include <unordered_map>

namespace symbolon::disasm {

std::vector<GlobalPointerSetUp> findGlobalPointerSetUps(const Image &image)
{
    constexpr uint32_t Lui = 0x3c1c;
    constexpr uint32_t AddImmediate = 0x279c;
    constexpr uint32_t AddEntry = 0x0399e021;
    constexpr uint32_t MoveEntry = 0x2739; // addiu $t9, $t9: by hand, in the midst of a function
    std::vector<GlobalPointerSetUp> found;
    if (image.architecture != Architecture::Mips32)
        return found;
    const bool big = image.endian == Endian::Big;
    for (const Region &region : image.regions) {
        if (!region.executable)
            continue;
        const auto word = [&](size_t offset) {
            const uint8_t *bytes = region.bytes.data() + offset;
            return big ? bigWord(bytes) : littleWord(bytes);
        };
        for (size_t at = -region.address & 3; at + 12 <= region.bytes.size(); at += 4) {
            const uint32_t high = word(at);
            const uint32_t low = word(at + 4);
            if (high >> 16 != Lui || low >> 16 != AddImmediate || word(at + 8) != AddEntry
                || (at >= 4 && word(at - 4) >> 16 == MoveEntry))
                continue;
            const uint64_t function = region.address + at;
            const auto distance = static_cast<uint64_t>(signedField(low, 0, 16)) + (uint64_t(high) << 16);
            found.push_back({function, (function + distance) & UINT32_MAX});
        }
    }
    return found;
}

uint64_t commonGlobalPointer(const Image &image)
{
    constexpr uint32_t Enough = 4;
    std::unordered_map<uint64_t, uint32_t> votes;
    for (const GlobalPointerSetUp &each : findGlobalPointerSetUps(image))
        ++votes[each.value];
    const auto most = std::ranges::max_element(votes, {}, [](const auto &vote) { return vote.second; });
    return most == votes.end() || most->second < Enough ? 0 : most->first;
}

} // namespace symbolon::disasm
