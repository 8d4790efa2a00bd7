// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// tar, cpio and ar. libarchive reads the members; where the archive ends inside an image is found here, by
// walking its headers.
#include "analysis/binary/containers/archivehandle.h"
#include "analysis/binary/containers/readers.h"
#include "analysis/binary/endianview.h"

#include <charconv>

namespace symbolon {

namespace {

using namespace std::string_view_literals;

uint64_t alignUp(uint64_t value, uint64_t alignment)
{
    return (value + alignment - 1) / alignment * alignment;
}

// Digits of a text field, which blanks or a NUL may surround.
std::optional<uint64_t> number(const EndianView &view, uint64_t at, uint64_t size, int base)
{
    std::string digits = view.text(at, size);
    digits.erase(0, digits.find_first_not_of(' '));
    digits.erase(digits.find_last_not_of(' ') + 1);
    uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    return value;
}

class TarReader : public ContainerReader
{
public:
    std::string_view kind() const override { return "tar"; }
    std::vector<Signature> signatures() const override { return {{"ustar", 257}}; }
    std::optional<Probe> probe(ByteSpan bytes, bool) const override
    {
        const EndianView view(bytes, Endian::Little);
        if (!headerChecks(view, 0))
            return std::nullopt;
        uint64_t at = 0;
        while (headerChecks(view, at)) {
            const auto size = contentSize(view, at);
            const bool cut = !size || *size > bytes.size(); // the member reaches beyond what is there
            at = cut ? bytes.size() : at + block + alignUp(*size, block);
        }
        for (unsigned n = 0; n < 2 && isZero(view, at); ++n) // the end is two empty blocks
            at += block;
        return Probe{std::min<uint64_t>(at, bytes.size())};
    }
    ReadOutcome read(ByteSpan bytes, MemberVisitor &visitor) const override
    {
        return readArchiveMembers(bytes, visitor, [](archive *handle) {
            archive_read_support_format_tar(handle);
            archive_read_support_format_gnutar(handle);
        });
    }

private:
    static constexpr uint64_t block = 512;

    static bool headerChecks(const EndianView &view, uint64_t at)
    {
        const auto expected = number(view, at + 148, 8, 8);
        if (!view.holds(at, block) || !expected)
            return false;
        uint64_t sum = 8 * ' '; // its own field counts as blanks
        for (uint64_t n = 0; n < block; ++n)
            sum += n >= 148 && n < 156 ? 0 : view.field(at + n, 1);
        return sum == *expected;
    }
    static std::optional<uint64_t> contentSize(const EndianView &view, uint64_t at)
    {
        const uint64_t type = view.field(at + 156, 1);
        if (type >= '1' && type <= '6')
            return 0;
        if (view.field(at + 124, 1) & 0x80) // GNU: a binary number
            return decodeInteger(view.part(at + 128, 8).data(), 8, Endian::Big);
        return number(view, at + 124, 12, 8);
    }
    static bool isZero(const EndianView &view, uint64_t at)
    {
        const auto bytes = view.part(at, block);
        return bytes.size() == block && std::all_of(bytes.begin(), bytes.end(), [](uint8_t b) { return b == 0; });
    }
};

// The portable formats: "newc" (hexadecimal, as in initramfs; with or without checksums) and "odc" (octal).
class CpioReader : public ContainerReader
{
public:
    std::string_view kind() const override { return "cpio"; }
    std::vector<Signature> signatures() const override { return {{"070701", 0}, {"070702", 0}, {"070707", 0}}; }
    std::optional<Probe> probe(ByteSpan bytes, bool) const override
    {
        const EndianView view(bytes, Endian::Little);
        uint64_t at = 0, members = 0;
        while (const auto entry = header(view, at)) {
            ++members;
            at = entry->next;
            if (entry->name == "TRAILER!!!")
                return Probe{std::min<uint64_t>(at, bytes.size())};
        }
        if (members == 0)
            return std::nullopt;
        return Probe{std::min<uint64_t>(at, bytes.size())};
    }
    ReadOutcome read(ByteSpan bytes, MemberVisitor &visitor) const override
    {
        return readArchiveMembers(bytes, visitor, [](archive *handle) { archive_read_support_format_cpio(handle); });
    }

private:
    struct Header {
        std::string name;
        uint64_t next = 0;
    };
    static std::optional<Header> header(const EndianView &view, uint64_t at)
    {
        const std::string magic = view.text(at, 6);
        const bool hexadecimal = magic == "070701" || magic == "070702";
        if (!hexadecimal && magic != "070707")
            return std::nullopt;
        const auto size = hexadecimal ? number(view, at + 54, 8, 16) : number(view, at + 65, 11, 8);
        const auto nameSize = hexadecimal ? number(view, at + 94, 8, 16) : number(view, at + 59, 6, 8);
        const uint64_t headerSize = hexadecimal ? 110 : 76, alignment = hexadecimal ? 4 : 1;
        if (!size || !nameSize || *nameSize == 0 || *nameSize > 65536 || !view.holds(at + headerSize, *nameSize)
            || view.field(at + headerSize + *nameSize - 1, 1) != 0)
            return std::nullopt;
        // Alignment counts from the archive's beginning.
        return Header{view.text(at + headerSize, *nameSize),
                      alignUp(alignUp(at + headerSize + *nameSize, alignment) + *size, alignment)};
    }
};

// Static libraries and Debian packages.
class ArReader : public ContainerReader
{
public:
    std::string_view kind() const override { return "ar"; }
    std::vector<Signature> signatures() const override { return {{"!<arch>\n", 0}}; }
    std::optional<Probe> probe(ByteSpan bytes, bool) const override
    {
        const EndianView view(bytes, Endian::Little);
        uint64_t at = 8;
        while (view.integer(at + 58, 2) == 0x0a60) { // "`\n"
            const auto size = number(view, at + 48, 10, 10);
            const bool cut = !size || *size > bytes.size();
            at = cut ? bytes.size() : at + alignUp(60 + *size, 2);
        }
        if (at == 8)
            return std::nullopt;
        return Probe{std::min<uint64_t>(at, bytes.size())};
    }
    ReadOutcome read(ByteSpan bytes, MemberVisitor &visitor) const override
    {
        class Filter : public MemberVisitor // leaves out the symbol index and the table of long names
        {
        public:
            explicit Filter(MemberVisitor &inner) : m_inner(inner) { }
            bool visit(const Member &member) override
            {
                return member.name == "/" || member.name == "//" || member.name == "/SYM64/"
                       || member.name.starts_with("__.SYMDEF") || m_inner.visit(member);
            }
            bool stopRequested() const override { return m_inner.stopRequested(); }

        private:
            MemberVisitor &m_inner;
        } filter(visitor);
        return readArchiveMembers(bytes, filter, [](archive *handle) { archive_read_support_format_ar(handle); });
    }
};

// A zip begins with a member's header and ends with the end record of its directory.
class ZipReader : public ContainerReader
{
public:
    std::string_view kind() const override { return "zip"; }
    std::vector<Signature> signatures() const override { return {{"PK\x03\x04", 0}, {"PK\x05\x06", 0}}; }
    unsigned patience() const override { return 64; } // a first look searches for the end
    std::optional<Probe> probe(ByteSpan bytes, bool alone) const override
    {
        const EndianView view(bytes, Endian::Little);
        if (view.integer(0, 4) == endMagic)
            return endsAt(view, 0) ? std::optional(Probe{endSize(view, 0)}) : std::nullopt;
        const uint64_t nameSize = view.field(26, 2);
        if (!view.holds(30, nameSize) || nameSize == 0 || (view.field(4, 2) & 0xff) > 63 || view.field(8, 2) > 99)
            return std::nullopt;
        const std::string_view text(reinterpret_cast<const char *>(bytes.data()), bytes.size());
        for (auto at = text.find("PK\x05\x06"sv); at != text.npos; at = text.find("PK\x05\x06"sv, at + 1)) {
            if (endsAt(view, at))
                return Probe{at + endSize(view, at)};
        }
        if (!alone)
            return std::nullopt;
        return Probe{bytes.size()}; // the end is missing; libarchive reads what there is
    }
    ReadOutcome read(ByteSpan bytes, MemberVisitor &visitor) const override
    {
        return readArchiveMembers(bytes, visitor, [](archive *handle) { archive_read_support_format_zip(handle); });
    }

private:
    static constexpr uint64_t endMagic = 0x06054b50;

    // Whether the record's directory lies right before it (a 64-bit end record may lie between).
    static bool endsAt(const EndianView &view, uint64_t at)
    {
        const uint64_t size = view.field(at + 12, 4), offset = view.field(at + 16, 4);
        if (!view.holds(at, 22) || view.field(at + 4, 2) != 0)
            return false;
        return size == UINT32_MAX || offset == UINT32_MAX || offset + size == at || offset + size + 76 == at;
    }
    static uint64_t endSize(const EndianView &view, uint64_t at)
    {
        const uint64_t size = 22 + view.field(at + 20, 2);
        return view.part(at, size).size();
    }
};

} // namespace

std::unique_ptr<ContainerReader> makeTarReader()
{
    return std::make_unique<TarReader>();
}

std::unique_ptr<ContainerReader> makeCpioReader()
{
    return std::make_unique<CpioReader>();
}

std::unique_ptr<ContainerReader> makeArReader()
{
    return std::make_unique<ArReader>();
}

std::unique_ptr<ContainerReader> makeZipReader()
{
    return std::make_unique<ZipReader>();
}

} // namespace symbolon
