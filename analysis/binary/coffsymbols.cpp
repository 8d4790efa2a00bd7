// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/coffsymbols.h"

#include <algorithm>
#include <charconv>

namespace symbolon {

namespace {

constexpr uint64_t recordSize = 18;

} // namespace

std::vector<CoffSymbol> readCoffSymbols(const EndianView &file, uint64_t offset, uint64_t count)
{
    count = std::min(count, file.part(offset, UINT64_MAX).size() / recordSize);
    const uint64_t strings = offset + count * recordSize;
    std::vector<CoffSymbol> symbols(count);
    for (uint64_t n = 0; n < count; ++n) {
        const uint64_t at = offset + n * recordSize;
        CoffSymbol &symbol = symbols[n];
        symbol.name = file.field(at, 4) == 0 ? file.text(strings + file.field(at + 4, 4)) : file.text(at, 8);
        symbol.value = file.field(at + 8, 4);
        symbol.section = static_cast<int16_t>(file.field(at + 12, 2));
        symbol.type = static_cast<uint16_t>(file.field(at + 14, 2));
        symbol.storage = static_cast<uint8_t>(file.field(at + 16, 1));
        n += file.field(at + 17, 1);
    }
    return symbols;
}

std::string coffSectionName(const EndianView &file, const std::string &name, uint64_t symbolTable, uint64_t symbols)
{
    uint64_t index = 0;
    if (name.size() < 2 || name[0] != '/' || symbolTable == 0)
        return name;
    const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), index);
    if (error != std::errc() || end != name.data() + name.size())
        return name;
    const std::string text = file.text(symbolTable + symbols * recordSize + index);
    return text.empty() ? name : text;
}

} // namespace symbolon
