// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/image.h"

#include "analysis/binary/endianview.h"

#include <algorithm>

namespace symbolon {

const Region *Image::regionAt(uint64_t address) const
{
    auto after = std::upper_bound(regions.begin(), regions.end(), address,
                                  [](uint64_t at, const Region &region) { return at < region.address; });
    if (after == regions.begin())
        return nullptr;
    const Region &region = *std::prev(after);
    return region.contains(address) ? &region : nullptr;
}

const Region *Image::regionNamed(std::string_view name) const
{
    auto found =
        std::find_if(regions.begin(), regions.end(), [&](const Region &region) { return region.name == name; });
    return found == regions.end() ? nullptr : &*found;
}

std::span<const uint8_t> Image::bytesAt(uint64_t address, uint64_t limit) const
{
    const Region *region = regionAt(address);
    if (!region || address - region->address >= region->bytes.size())
        return {};
    const std::span<const uint8_t> rest = std::span(region->bytes).subspan(address - region->address);
    return rest.first(std::min<uint64_t>(rest.size(), limit));
}

bool Image::isCode(uint64_t address) const
{
    const Region *region = regionAt(address);
    return region && region->executable;
}

std::optional<uint64_t> Image::readInteger(uint64_t address, unsigned size) const
{
    if (size != 1 && size != 2 && size != 4 && size != 8)
        return std::nullopt;
    const auto bytes = bytesAt(address, size);
    if (bytes.size() < size)
        return std::nullopt;
    return decodeInteger(bytes.data(), size, endian);
}

uint64_t Image::codeSize() const
{
    uint64_t sum = 0;
    for (const Region &region : regions)
        sum += region.executable ? region.bytes.size() : 0;
    return sum;
}

} // namespace symbolon
