// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/containers/identify.h"

#include "analysis/binary/endianview.h"
#include "analysis/binary/records/records.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace symbolon {

namespace {

using namespace std::string_view_literals;

constexpr double encryptedEntropy = 7.9;
constexpr uint64_t shortestEncrypted = 4096;

constexpr auto knownFormats = std::to_array<KnownFormat>({
    {"7z\xbc\xaf\x27\x1c"sv, 0, "7z", "a 7-Zip archive"},
    {"Rar!\x1a\x07"sv, 0, "rar", "a RAR archive"},
    {"MSCF\0\0\0\0"sv, 0, "cab", "a Microsoft cabinet"},
    {"xar!"sv, 0, "xar", "a XAR archive"},
    {"sqsh"sv, 0, "squashfs", "a SquashFS of big-endian order or with a vendor's changes"},
    {"qshs"sv, 0, "squashfs", "a SquashFS with a vendor's changes"},
    {"shsq"sv, 0, "squashfs", "a SquashFS with a vendor's changes"},
    {"hsqt"sv, 0, "squashfs", "a SquashFS with a vendor's changes"},
    {"hsqs"sv, 0, "squashfs", "a SquashFS of a version before 4"},
    {"\xd0\x0d\xfe\xed"sv, 0, "device-tree", "a device tree or FIT image"},
    {"ANDROID!"sv, 0, "android-boot", "an Android boot image"},
    {"UBI#"sv, 0, "ubi", "a UBI image"},
    {"\x31\x18\x10\x06"sv, 0, "ubifs", "a UBIFS"},
    {"HDR0"sv, 0, "trx", "a TRX image"},
    {"\x45\x3d\xcd\x28"sv, 0, "cramfs", "a CramFS"},
    {"\x28\xcd\x3d\x45"sv, 0, "cramfs", "a CramFS of big-endian order"},
    {"-rom1fs-"sv, 0, "romfs", "a ROMFS"},
    {"\x53\xef"sv, 0x438, "ext", "an ext2, ext3 or ext4 file system"},
    {"CD001"sv, 0x8001, "iso9660", "an ISO 9660 image"},
    {"Salted__"sv, 0, "openssl", "a file that OpenSSL encrypted"},
    {"LUKS\xba\xbe"sv, 0, "luks", "an encrypted LUKS volume"},
    {"-----BEGIN PGP MESSAGE"sv, 0, "pgp", "a PGP message"},
    {"\x89LZO\0\r\n\x1a\n"sv, 0, "lzop", "an lzop stream"},
    {"LZIP"sv, 0, "lzip", "an lzip stream"},
    {"\x1f\x9d"sv, 0, "compress", "a stream of Unix compress"},
});

uint64_t elfExtent(ByteSpan bytes, const ExecutableHeader &header)
{
    const EndianView view(bytes, header.endian);
    const bool wide = header.bits == 64;
    const unsigned word = wide ? 8 : 4;
    const uint64_t segments = view.field(wide ? 32 : 28, word), sections = view.field(wide ? 40 : 32, word);
    const uint64_t at = wide ? 54 : 42; // e_phentsize, e_phnum, e_shentsize, e_shnum
    const uint64_t segmentSize = view.field(at, 2), segmentCount = view.field(at + 2, 2);
    const uint64_t sectionSize = view.field(at + 4, 2), sectionCount = view.field(at + 6, 2);
    uint64_t end = 0;
    const auto reach = [&](uint64_t offset, uint64_t size) {
        if (offset <= bytes.size() && size <= bytes.size() - offset)
            end = std::max(end, offset + size);
    };
    for (uint64_t n = 0; n < segmentCount && view.holds(segments, (n + 1) * segmentSize); ++n) {
        const uint64_t entry = segments + n * segmentSize;
        reach(view.field(entry + (wide ? 8 : 4), word), view.field(entry + (wide ? 32 : 16), word));
    }
    for (uint64_t n = 0; n < sectionCount && view.holds(sections, (n + 1) * sectionSize); ++n) {
        const uint64_t entry = sections + n * sectionSize;
        if (view.field(entry + 4, 4) != 8) // SHT_NOBITS
            reach(view.field(entry + (wide ? 24 : 16), word), view.field(entry + (wide ? 32 : 20), word));
    }
    if (sections != 0)
        reach(sections, sectionCount * sectionSize);
    return end;
}

uint64_t peExtent(ByteSpan bytes)
{
    const EndianView view(bytes, Endian::Little);
    const uint64_t header = view.field(0x3c, 4), count = view.field(header + 6, 2);
    const uint64_t sections = header + 24 + view.field(header + 20, 2);
    uint64_t end = 0;
    for (uint64_t n = 0; n < count && view.holds(sections + n * 40, 40); ++n) {
        const uint64_t last = view.field(sections + n * 40 + 16, 4) + view.field(sections + n * 40 + 20, 4);
        if (last <= bytes.size())
            end = std::max(end, last);
    }
    const uint64_t symbols = view.field(header + 12, 4);
    const uint64_t strings = symbols + view.field(header + 16, 4) * 18;
    if (symbols != 0 && view.holds(strings, 4) && view.holds(strings, view.field(strings, 4)))
        end = std::max(end, strings + view.field(strings, 4));
    return end;
}

} // namespace

double entropyOf(ByteSpan bytes)
{
    if (bytes.empty())
        return 0;
    std::array<uint64_t, 256> counts{};
    for (uint8_t byte : bytes)
        ++counts[byte];
    double bits = 0;
    for (uint64_t count : counts) {
        if (count > 0) {
            const double share = static_cast<double>(count) / static_cast<double>(bytes.size());
            bits -= share * std::log2(share);
        }
    }
    return bits;
}

bool looksLikeText(ByteSpan bytes)
{
    const ByteSpan part = bytes.first(std::min<std::size_t>(bytes.size(), 64 * 1024));
    uint64_t control = 0;
    for (uint8_t byte : part) {
        if (byte == 0)
            return false;
        control += (byte < 0x20 && (byte < 8 || byte > 13) && byte != 0x1b) || byte == 0x7f ? 1 : 0;
    }
    // Bytes above ASCII are letters of some encoding; of noise they are half.
    const auto high = std::count_if(part.begin(), part.end(), [](uint8_t byte) { return byte >= 0x80; });
    return !part.empty() && control * 100 <= part.size()
           && (static_cast<std::size_t>(high) * 3 <= part.size() || entropyOf(part) < 6);
}

bool isPadding(ByteSpan bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [&](uint8_t byte) { return byte == bytes[0]; });
}

ByteSpan withoutPadding(ByteSpan bytes, uint64_t &skipped)
{
    const auto fills = [](uint8_t byte) { return byte == 0 || byte == 0xff; };
    const auto first = std::find_if_not(bytes.begin(), bytes.end(), fills);
    const auto last = std::find_if_not(bytes.rbegin(), bytes.rend(), fills);
    skipped = static_cast<uint64_t>(first - bytes.begin());
    if (first == bytes.end())
        return {};
    return bytes.subspan(skipped, bytes.size() - skipped - static_cast<std::size_t>(last - bytes.rbegin()));
}

const KnownFormat *knownFormat(ByteSpan bytes)
{
    for (const KnownFormat &format : knownFormats) {
        const std::string_view text(reinterpret_cast<const char *>(bytes.data()), bytes.size());
        if (text.size() > format.at && text.substr(format.at).starts_with(format.magic))
            return &format;
    }
    return nullptr;
}

uint64_t executableExtent(ByteSpan bytes, const ExecutableHeader &header)
{
    if (header.format == FileFormat::Elf)
        return elfExtent(bytes, header);
    return header.format == FileFormat::Pe ? peExtent(bytes) : 0;
}

void describeContent(ContainerEntry &entry, ByteSpan bytes)
{
    using Type = ContainerEntry::Type;
    if (bytes.empty()) {
        entry.kind = "empty";
        return;
    }
    if (const auto header = readExecutableHeader(bytes)) {
        constexpr const char *kinds[] = {"elf", "pe", "macho", "raw"};
        entry.type = Type::Executable;
        entry.kind = kinds[static_cast<std::size_t>(header->format)];
        entry.architecture = header->architecture;
        entry.endian = header->endian;
        if (header->architecture == Architecture::Unknown)
            entry.note = "the architecture " + header->machine + " is not supported";
        return;
    }
    if (const auto records = recognizeRecords(bytes)) {
        entry.type = Type::Unknown; // until the user says of which architecture
        entry.kind = *records == RecordFormat::IntelHex ? "intel-hex" : "srec";
        entry.note = std::string(recordFormatName(*records));
        return;
    }
    if (const KnownFormat *format = knownFormat(bytes)) {
        entry.type = Type::Unknown;
        entry.kind = format->kind;
        entry.note = std::string(format->name) + ", which cannot be opened";
        entry.entropy = entropyOf(bytes);
        return;
    }
    if (looksLikeText(bytes)) {
        entry.kind = "text";
        return;
    }
    entry.kind = "data";
    entry.type = Type::Unknown;
    entry.entropy = entropyOf(bytes);
    if (*entry.entropy > encryptedEntropy && bytes.size() >= shortestEncrypted)
        entry.note = "compressed or encrypted, in no known format";
}

} // namespace symbolon
