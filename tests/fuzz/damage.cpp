// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "damage.h"

#include <algorithm>

namespace symbolon::fuzz {

namespace {

uint64_t below(Random &random, uint64_t limit)
{
    return limit ? random() % limit : 0;
}

// Numbers that readers trip over.
uint64_t strangeNumber(Random &random, uint64_t size)
{
    switch (random() % 10) {
    case 0:
        return 0;
    case 1:
        return 1;
    case 2:
        return UINT64_MAX - random() % 32;
    case 3:
        return (UINT64_C(1) << random() % 64) - random() % 2;
    case 4:
        return size + random() % 16 - 8;
    case 5:
        return 0x7fffffff + random() % 4;
    case 6:
        return below(random, 64);
    case 7:
        return random();
    default:
        return below(random, size);
    }
}

void write(std::vector<uint8_t> &bytes, uint64_t at, unsigned size, uint64_t number, bool big)
{
    for (unsigned n = 0; n < size && at + n < bytes.size(); ++n)
        bytes[at + n] = static_cast<uint8_t>(number >> 8 * (big ? size - 1 - n : n));
}

uint64_t read(const std::vector<uint8_t> &bytes, uint64_t at, unsigned size, bool big)
{
    uint64_t number = 0;
    for (unsigned n = 0; n < size && at < bytes.size() && n < bytes.size() - at; ++n)
        number |= uint64_t(bytes[at + n]) << 8 * (big ? size - 1 - n : n);
    return number;
}

void damageField(std::vector<uint8_t> &bytes, uint64_t begin, uint64_t length, bool big, Random &random)
{
    const unsigned size = 1U << random() % 4;
    const uint64_t at = begin + below(random, length) / size * size;
    const uint64_t number =
        random() % 4 ? strangeNumber(random, bytes.size()) : read(bytes, at, size, big) + random() % 64 - 32;
    write(bytes, at, size, number, big);
}

// A range of at most `longest` bytes.
std::pair<uint64_t, uint64_t> range(uint64_t size, uint64_t longest, Random &random)
{
    const uint64_t at = below(random, size);
    return {at, 1 + below(random, std::min(longest, size - at))};
}

void damageBytes(std::vector<uint8_t> &bytes, Random &random)
{
    if (bytes.empty())
        return;
    const uint64_t size = bytes.size();
    switch (random() % 7) {
    case 0: // bits
        for (uint64_t n = 1 + random() % 16; n > 0; --n)
            bytes[random() % size] ^= static_cast<uint8_t>(1U << random() % 8);
        break;
    case 1: // bytes
        for (uint64_t n = 1 + random() % 64; n > 0; --n)
            bytes[random() % size] = static_cast<uint8_t>(random());
        break;
    case 2: { // a run of one byte
        const auto [at, length] = range(size, 4096, random);
        std::fill_n(bytes.begin() + static_cast<ptrdiff_t>(at), length, static_cast<uint8_t>(random()));
        break;
    }
    case 3: { // noise
        const auto [at, length] = range(size, 1024, random);
        std::generate_n(bytes.begin() + static_cast<ptrdiff_t>(at), length, std::ref(random));
        break;
    }
    case 4: { // two ranges change places
        const auto [at, length] = range(size, 4096, random);
        const uint64_t other = below(random, size - length + 1);
        for (uint64_t n = 0; n < length; ++n)
            std::swap(bytes[at + n], bytes[other + n]);
        break;
    }
    case 5: { // a range comes again elsewhere
        const auto [at, length] = range(size, 4096, random);
        const std::vector<uint8_t> copy(bytes.begin() + static_cast<ptrdiff_t>(at),
                                        bytes.begin() + static_cast<ptrdiff_t>(at + length));
        std::ranges::copy(copy, bytes.begin() + static_cast<ptrdiff_t>(below(random, size - length + 1)));
        break;
    }
    default: { // bytes are taken out or put in: everything behind them moves
        const auto [at, length] = range(size, 256, random);
        if (random() % 2)
            bytes.erase(bytes.begin() + static_cast<ptrdiff_t>(at),
                        bytes.begin() + static_cast<ptrdiff_t>(at + length));
        else
            bytes.insert(bytes.begin() + static_cast<ptrdiff_t>(at), length, static_cast<uint8_t>(random()));
    }
    }
}

struct Table {
    uint64_t at = 0;
    uint64_t entry = 0;
    uint64_t count = 0;
};

// ELF's table of sections or of segments, as the header says.
Table tableOf(const std::vector<uint8_t> &bytes, bool sections, bool wide, bool big)
{
    const unsigned word = wide ? 8 : 4;
    const uint64_t sizes = wide ? 54 : 42;
    return {read(bytes, (wide ? 32 : 28) + (sections ? word : 0), word, big),
            read(bytes, sizes + (sections ? 4 : 0), 2, big), read(bytes, sizes + (sections ? 6 : 2), 2, big)};
}

void damageTable(std::vector<uint8_t> &bytes, const Table &table, bool big, Random &random)
{
    if (table.at >= bytes.size() || table.entry == 0 || table.count == 0)
        return;
    for (uint64_t n = 1 + random() % 4; n > 0; --n)
        damageField(bytes, table.at + below(random, table.count) * table.entry, table.entry, big, random);
}

// Something inside of a section that is no code: symbols, relocations, frame records, the dynamic table.
void damageSection(std::vector<uint8_t> &bytes, const Table &table, bool wide, bool big, Random &random)
{
    if (table.count == 0)
        return;
    const uint64_t header = table.at + below(random, table.count) * table.entry;
    const unsigned word = wide ? 8 : 4;
    const uint64_t begin = read(bytes, header + (wide ? 24 : 16), word, big);
    const uint64_t size = read(bytes, header + (wide ? 32 : 20), word, big);
    const bool code = read(bytes, header + 8, word, big) & 4;
    if (code || begin >= bytes.size() || size == 0 || size > bytes.size() - begin)
        return;
    for (uint64_t n = 1 + random() % 8; n > 0; --n)
        damageField(bytes, begin, size, big, random);
}

} // namespace

void damageFile(std::vector<uint8_t> &bytes, Random &random)
{
    const bool wide = bytes.size() > 5 && bytes[4] == 2;
    const bool big = bytes.size() > 5 && bytes[5] == 2;
    for (uint64_t n = 1 + random() % 3; n > 0 && !bytes.empty(); --n) {
        switch (random() % 8) {
        case 0:
            damageField(bytes, 0, 64, big, random);
            break;
        case 1:
            damageTable(bytes, tableOf(bytes, true, wide, big), big, random);
            break;
        case 2:
            damageTable(bytes, tableOf(bytes, false, wide, big), big, random);
            break;
        case 3:
        case 4:
            damageSection(bytes, tableOf(bytes, true, wide, big), wide, big, random);
            break;
        case 5:
            if (random() % 4 == 0)
                bytes.resize(below(random, bytes.size()));
            else
                damageBytes(bytes, random);
            break;
        default:
            damageBytes(bytes, random);
        }
    }
}

void keepWindow(Image &image, uint64_t size, Random &random)
{
    constexpr uint64_t Small = 4096;
    std::vector<Region *> large;
    for (Region &region : image.regions) {
        if (region.executable && region.bytes.size() > Small)
            large.push_back(&region);
    }
    if (large.empty())
        return;
    Region *kept = large[random() % large.size()];
    if (kept->bytes.size() > size) {
        const uint64_t offset = below(random, kept->bytes.size() - size) & ~UINT64_C(15);
        const auto begin = kept->bytes.begin() + static_cast<ptrdiff_t>(offset);
        kept->bytes = std::vector<uint8_t>(begin, begin + static_cast<ptrdiff_t>(size));
        kept->address += offset;
        kept->fileOffset += offset;
        kept->size = size;
    }
    const uint64_t address = kept->address;
    std::erase_if(image.regions, [&](const Region &region) {
        return region.executable && region.bytes.size() > Small && region.address != address;
    });
    const auto gone = [&](uint64_t start) { return !image.isCode(start); };
    for (auto *list : {&image.initArray, &image.finiArray, &image.functionStarts})
        std::erase_if(*list, gone);
}

void damageImage(Image &image, Random &random)
{
    std::vector<Region *> filled;
    for (Region &region : image.regions) {
        // Code is damaged as often as all the rest together.
        if (!region.bytes.empty() && (region.executable || random() % 2))
            filled.push_back(&region);
    }
    const auto somewhere = [&] {
        if (image.regions.empty() || random() % 8 == 0)
            return strangeNumber(random, image.base + 0x100000);
        const Region &region = image.regions[random() % image.regions.size()];
        return region.address + below(random, region.size + 2) - 1;
    };
    for (uint64_t n = 1 + random() % 4; n > 0 && !filled.empty(); --n) {
        Region &region = *filled[random() % filled.size()];
        damageBytes(region.bytes, random);
        if (region.bytes.size() > region.size)
            region.bytes.resize(region.size);
    }
    if (random() % 8 == 0)
        image.entry = somewhere();
    if (random() % 8 == 0)
        image.gp = somewhere();
    if (random() % 8 == 0)
        image.gotPlt = somewhere();
    for (uint64_t n = random() % 8 ? 0 : random() % 64; n > 0; --n) {
        if (!image.symbols.empty())
            image.symbols[random() % image.symbols.size()].address = somewhere();
        if (!image.relocations.empty())
            image.relocations[random() % image.relocations.size()].target = somewhere();
        if (!image.imports.empty())
            image.imports[random() % image.imports.size()].stub = somewhere();
        if (!image.imports.empty())
            image.imports[random() % image.imports.size()].slot = somewhere();
        image.marks.push_back({somewhere(), static_cast<MappingMark::Kind>(random() % 4)});
    }
    std::ranges::stable_sort(image.symbols, {}, &Symbol::address);
    std::ranges::stable_sort(image.marks, {}, &MappingMark::address);
    if (random() % 16 == 0)
        image.hasSections = !image.hasSections;
    if (random() % 16 == 0)
        image.positionIndependent = !image.positionIndependent;
    if (random() % 16 == 0)
        image.thumbEntry = !image.thumbEntry;
}

} // namespace symbolon::fuzz
