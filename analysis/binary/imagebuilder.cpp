// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/imagebuilder.h"

#include "analysis/binary/endianview.h"

#include <algorithm>
#include <tuple>

namespace symbolon {

namespace {

constexpr std::size_t maximumWarnings = 50;
constexpr std::size_t maximumRegions = 100'000;

void sortUnique(std::vector<uint64_t> &list)
{
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

std::string quoted(const std::string &name)
{
    return name.empty() ? std::string("a section without a name") : "section " + name;
}

} // namespace

ImageBuilder::ImageBuilder(std::span<const uint8_t> file, Image header) : image(std::move(header)), m_file(file) { }

void ImageBuilder::warn(std::string text)
{
    if (image.warnings.size() < maximumWarnings)
        image.warnings.push_back(std::move(text));
    else
        ++m_suppressed;
}

void ImageBuilder::addRegion(Region region, uint64_t fileSize)
{
    if (region.size == 0)
        return;
    if (image.regions.size() >= maximumRegions) {
        warn(quoted(region.name) + ": left out, the file has too many sections");
        return;
    }
    const uint64_t top = image.bits == 32 ? UINT64_C(0x100000000) : UINT64_MAX;
    if (region.address >= top || region.size > top - region.address) {
        warn(quoted(region.name) + ": its size reaches beyond the end of the address space; cut");
        if (region.address >= top)
            return;
        region.size = top - region.address;
    }
    fileSize = std::min(fileSize, region.size);
    if (fileSize > 0) {
        const auto bytes = EndianView(m_file, image.endian).part(region.fileOffset, fileSize);
        if (bytes.size() < fileSize)
            warn(quoted(region.name) + ": the file ends " + std::to_string(fileSize - bytes.size())
                 + " bytes before the section does");
        // Sections of a sane file do not share bytes; a forged one could make many copies of itself.
        if (m_copied + bytes.size() > 4 * m_file.size() + (1 << 20)) {
            warn(quoted(region.name) + ": left out, sections overlap in the file too often");
            return;
        }
        m_copied += bytes.size();
        region.bytes.assign(bytes.begin(), bytes.end());
    }
    image.regions.push_back(std::move(region));
}

void ImageBuilder::sealRegions()
{
    auto &regions = image.regions;
    std::stable_sort(regions.begin(), regions.end(),
                     [](const Region &a, const Region &b) { return a.address < b.address; });
    std::vector<Region> kept;
    kept.reserve(regions.size());
    for (Region &region : regions) {
        if (!kept.empty()) {
            Region &last = kept.back();
            const uint64_t free = last.address + last.size; // no overflow: addRegion saw to it
            const bool forged = last.bytes.size() < last.size && !region.bytes.empty();
            if (region.address < free && forged && region.address > last.address) {
                // The file does not hold all that it says of the last one; what it does hold goes first.
                warn(quoted(last.name) + " overlaps " + quoted(region.name) + "; its end is left out");
                last.size = region.address - last.address;
                last.bytes.resize(std::min<uint64_t>(last.bytes.size(), last.size));
            } else if (region.address < free) {
                const uint64_t cut = free - region.address;
                warn(quoted(region.name) + " overlaps " + quoted(kept.back().name)
                     + (cut >= region.size ? "; left out" : "; its beginning is left out"));
                if (cut >= region.size)
                    continue;
                region.address += cut;
                region.size -= cut;
                region.fileOffset += cut;
                region.bytes.erase(region.bytes.begin(),
                                   region.bytes.begin()
                                       + static_cast<std::ptrdiff_t>(std::min<uint64_t>(cut, region.bytes.size())));
            }
        }
        kept.push_back(std::move(region));
    }
    regions = std::move(kept);
}

std::span<uint8_t> ImageBuilder::bytesAt(uint64_t address, uint64_t limit)
{
    const auto bytes = image.bytesAt(address, limit);
    return {const_cast<uint8_t *>(bytes.data()), bytes.size()}; // the bytes are those of our own image
}

bool ImageBuilder::patch(uint64_t address, unsigned size, uint64_t value)
{
    const auto bytes = bytesAt(address, size);
    if (bytes.size() < size)
        return false;
    encodeInteger(bytes.data(), size, image.endian, value);
    return true;
}

void ImageBuilder::addSymbol(Symbol symbol)
{
    image.symbols.push_back(std::move(symbol));
}

void ImageBuilder::addStart(std::vector<uint64_t> &list, uint64_t address)
{
    const bool thumb = image.architecture == Architecture::Arm && (address & 1);
    if (thumb || image.architecture == Architecture::Mips32 || image.architecture == Architecture::Mips64)
        address &= ~UINT64_C(1);
    if (!image.isCode(address))
        return;
    if (std::find(list.begin(), list.end(), address) == list.end() || list.size() > 64)
        list.push_back(address);
    if (thumb)
        image.thumbStarts.push_back(address);
}

void ImageBuilder::mergeSymbols()
{
    auto &symbols = image.symbols;
    std::stable_sort(symbols.begin(), symbols.end(), [](const Symbol &a, const Symbol &b) {
        return std::tie(a.address, a.name) < std::tie(b.address, b.name);
    });
    std::size_t kept = 0;
    for (std::size_t n = 0; n < symbols.size(); ++n) {
        if (kept > 0 && symbols[kept - 1].address == symbols[n].address && symbols[kept - 1].name == symbols[n].name) {
            Symbol &first = symbols[kept - 1];
            first.exported |= symbols[n].exported;
            first.global |= symbols[n].global;
            first.thumb |= symbols[n].thumb;
            first.size = std::max(first.size, symbols[n].size);
            if (first.kind == Symbol::Kind::Other)
                first.kind = symbols[n].kind;
        } else {
            if (kept != n)
                symbols[kept] = std::move(symbols[n]);
            ++kept;
        }
    }
    symbols.resize(kept);
}

void ImageBuilder::markThumb()
{
    if (image.architecture != Architecture::Arm)
        return;
    const auto thumbAt = [this](uint64_t address) {
        auto after = std::upper_bound(image.marks.begin(), image.marks.end(), address,
                                      [](uint64_t at, const MappingMark &mark) { return at < mark.address; });
        if (after == image.marks.begin())
            return false;
        const MappingMark &mark = *std::prev(after);
        return mark.kind == MappingMark::Kind::Thumb && image.regionAt(mark.address) == image.regionAt(address);
    };
    for (Symbol &symbol : image.symbols) {
        if (symbol.kind != Symbol::Kind::Object && !symbol.thumb && image.isCode(symbol.address))
            symbol.thumb = thumbAt(symbol.address);
    }
    for (const auto *list : {&image.initArray, &image.finiArray, &image.functionStarts}) {
        for (uint64_t address : *list) {
            if (thumbAt(address))
                image.thumbStarts.push_back(address);
        }
    }
    image.thumbEntry = image.thumbEntry || thumbAt(image.entry);
}

Image ImageBuilder::take()
{
    std::stable_sort(image.marks.begin(), image.marks.end(),
                     [](const MappingMark &a, const MappingMark &b) { return a.address < b.address; });
    mergeSymbols();
    markThumb();
    std::stable_sort(image.relocations.begin(), image.relocations.end(),
                     [](const Relocation &a, const Relocation &b) { return a.address < b.address; });
    sortUnique(image.functionStarts);
    sortUnique(image.thumbStarts);
    if (m_suppressed > 0)
        image.warnings.push_back("and " + std::to_string(m_suppressed) + " more of this kind");
    return std::move(image);
}

} // namespace symbolon
