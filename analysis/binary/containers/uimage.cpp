// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The legacy image header of U-Boot: 64 bytes, big-endian, with a CRC-32 of itself and of the data behind
// it. Source: U-Boot, include/image.h, "Legacy format image header".
#include "analysis/binary/containers/readers.h"

#include "analysis/binary/endianview.h"

#include <lzma.h>

#include <algorithm>
#include <array>

namespace symbolon {

namespace {

constexpr uint64_t headerSize = 64;
constexpr uint64_t multiFileImage = 4;

class UImageReader : public ContainerReader
{
public:
    std::string_view kind() const override { return "uimage"; }
    std::vector<Signature> signatures() const override { return {{"\x27\x05\x19\x56", 0}}; }
    std::optional<Probe> probe(ByteSpan bytes, bool alone) const override;
    bool single(ByteSpan bytes) const override { return bytes.size() < 31 || bytes[30] != multiFileImage; }
    ReadOutcome read(ByteSpan bytes, MemberVisitor &visitor) const override;
};

bool headerChecks(ByteSpan bytes)
{
    std::array<uint8_t, headerSize> header{};
    std::copy_n(bytes.begin(), headerSize, header.begin());
    const uint64_t expected = decodeInteger(header.data() + 4, 4, Endian::Big);
    std::fill_n(header.begin() + 4, 4, uint8_t{0}); // the sum was made with its own field empty
    return lzma_crc32(header.data(), header.size(), 0) == expected;
}

// Vendors that patch the header leave a wrong sum; the rest must then make sense.
bool plausible(const EndianView &view)
{
    const uint64_t system = view.field(28, 1), type = view.field(30, 1), compression = view.field(31, 1);
    const std::string name = view.text(32, 32);
    const bool printable = std::all_of(name.begin(), name.end(), [](char c) { return c >= 32 && c < 127; });
    return system <= 40 && type >= 1 && type <= 48 && compression <= 7 && printable && view.field(12, 4) > 0
           && view.field(12, 4) <= view.size() - headerSize;
}

std::optional<Probe> UImageReader::probe(ByteSpan bytes, bool) const
{
    if (bytes.size() <= headerSize)
        return std::nullopt;
    const EndianView view(bytes, Endian::Big);
    if (!headerChecks(bytes) && !plausible(view))
        return std::nullopt;
    return Probe{headerSize + std::min<uint64_t>(view.field(12, 4), bytes.size() - headerSize)};
}

ReadOutcome UImageReader::read(ByteSpan bytes, MemberVisitor &visitor) const
{
    const EndianView view(bytes, Endian::Big);
    const uint64_t size = view.field(12, 4);
    const ByteSpan data = view.part(headerSize, size);
    ReadOutcome outcome{headerSize + data.size(), {}};
    if (!headerChecks(bytes))
        outcome.problem = "the checksum of the header is wrong";
    else if (data.size() < size)
        outcome.problem = "cut short: " + std::to_string(size - data.size()) + " bytes of the data are missing";
    else if (lzma_crc32(data.data(), data.size(), 0) != view.field(24, 4))
        outcome.problem = "the checksum of the data is wrong";
    const auto visit = [&](const std::string &name, uint64_t offset, ByteSpan part) {
        Member member;
        member.name = name;
        member.offset = offset;
        member.size = part.size();
        member.read = [part](MemberBuffer &buffer) { buffer.append(part); };
        return visitor.visit(member);
    };
    if (view.field(30, 1) != multiFileImage) {
        visit(view.text(32, 32), headerSize, data);
        return outcome;
    }
    // Sizes of the parts, up to a zero, then the parts, each padded to 4 bytes.
    std::vector<uint64_t> sizes;
    while (view.field(headerSize + 4 * sizes.size(), 4) != 0 && 4 * (sizes.size() + 1) < data.size())
        sizes.push_back(view.field(headerSize + 4 * sizes.size(), 4));
    uint64_t at = headerSize + 4 * (sizes.size() + 1);
    for (std::size_t n = 0; n < sizes.size(); ++n) {
        if (!visit("part" + std::to_string(n), at, view.part(at, sizes[n])))
            break;
        at += (sizes[n] + 3) / 4 * 4;
    }
    return outcome;
}

} // namespace

std::unique_ptr<ContainerReader> makeUImageReader()
{
    return std::make_unique<UImageReader>();
}

} // namespace symbolon
