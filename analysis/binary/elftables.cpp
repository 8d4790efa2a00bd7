// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/elftables.h"

namespace symbolon {

namespace {

std::vector<ElfRelocation> readRelr(const EndianView &file, const ElfTable &table, unsigned word, uint32_t type)
{
    // An even entry is an address; an odd one a bitmap of the words that follow the last address.
    std::vector<ElfRelocation> list;
    uint64_t next = 0;
    for (uint64_t at = 0; at < table.size && file.holds(table.offset + at, word); at += word) {
        const uint64_t entry = file.field(table.offset + at, word);
        if (entry & 1) {
            for (unsigned bit = 1; bit < word * 8; ++bit) {
                if (entry >> bit & 1)
                    list.push_back({next + (bit - 1) * word, type, 0, 0, false});
            }
            next += (word * 8 - 1) * word;
        } else {
            list.push_back({entry, type, 0, 0, false});
            next = entry + word;
        }
    }
    return list;
}

} // namespace

std::vector<ElfRelocation> readElfRelocations(const EndianView &file, const ElfTable &table, Architecture architecture,
                                              unsigned bits, uint32_t relativeType)
{
    const unsigned word = bits / 8;
    if (table.kind == ElfTable::Kind::Relr)
        return readRelr(file, table, word, relativeType);
    const bool rela = table.kind == ElfTable::Kind::Rela;
    const unsigned entry = word * (rela ? 3 : 2);
    std::vector<ElfRelocation> list;
    list.reserve(file.part(table.offset, table.size).size() / entry);
    for (uint64_t at = 0; table.size - at >= entry && file.holds(table.offset + at, entry); at += entry) {
        const uint64_t from = table.offset + at;
        ElfRelocation item;
        item.offset = file.field(from, word);
        if (bits == 64 && architecture == Architecture::Mips64) {
            // 64-bit MIPS splits r_info into fields: symbol, second symbol, three types in reverse order.
            item.symbol = static_cast<uint32_t>(file.field(from + 8, 4));
            for (unsigned n = 0; n < 3; ++n)
                item.type |= static_cast<uint32_t>(file.field(from + 15 - n, 1) << (8 * n));
        } else {
            const uint64_t info = file.field(from + word, word);
            item.symbol = static_cast<uint32_t>(bits == 64 ? info >> 32 : info >> 8);
            item.type = static_cast<uint32_t>(bits == 64 ? info & 0xffffffff : info & 0xff);
        }
        if (rela) {
            const uint64_t addend = file.field(from + 2 * word, word);
            item.addend = bits == 64 ? static_cast<int64_t>(addend) : static_cast<int32_t>(addend);
            item.hasAddend = true;
        }
        list.push_back(item);
    }
    return list;
}

ElfRelocationTypes elfRelocationTypes(Architecture architecture)
{
    constexpr uint32_t none = ElfRelocationTypes::none;
    switch (architecture) {
    case Architecture::X86:
        return {1, 5, 6, 7, 8, 42};
    case Architecture::X86_64:
        return {1, 5, 6, 7, 8, 37};
    case Architecture::Arm:
        return {2, 20, 21, 22, 23, 160};
    case Architecture::AArch64:
        return {257, 1024, 1025, 1026, 1027, 1032};
    case Architecture::Mips32:
    case Architecture::Mips64: // R_MIPS_REL32 is both: relative where it has no symbol
        return {3, 126, 51, 127, 3, none};
    case Architecture::PowerPc32:
        return {1, 19, 20, 21, 22, 248};
    case Architecture::PowerPc64:
        return {38, 19, 20, 21, 22, 248};
    case Architecture::Unknown:
        break;
    }
    return {};
}

} // namespace symbolon
