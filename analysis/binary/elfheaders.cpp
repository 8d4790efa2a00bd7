// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/elfheaders.h"

#include <algorithm>

namespace symbolon {

namespace {

enum SectionType : uint32_t { unused = 0, symbolTable = 2, noBits = 8, dynamicSymbols = 11 };
enum Tag : uint64_t { tagVersionsDefined = 0x6ffffffd, tagVersionsNeeded = 0x6fffffff }; // how many
constexpr uint64_t noSection = 0xffff;
constexpr uint64_t sharedText = 4; // names may share their ends, but not without measure

// Where the numbers of the section headers stand.
struct SectionTable {
    SectionTable(const EndianView &file, unsigned bits) : word(bits / 8), names(bits == 64 ? 62 : 50)
    {
        begin = file.field(bits == 64 ? 40 : 32, word);
        claimed = file.field(names - 2, 2);
        count = begin == 0 ? 0 : file.part(begin, claimed * entry()).size() / entry();
    }
    [[nodiscard]] uint64_t entry() const { return 16 + 6 * word; }
    [[nodiscard]] uint64_t name(uint64_t n) const { return begin + n * entry(); }
    [[nodiscard]] uint64_t type(uint64_t n) const { return name(n) + 4; }
    [[nodiscard]] uint64_t flags(uint64_t n) const { return type(n) + 4; }
    [[nodiscard]] uint64_t address(uint64_t n) const { return flags(n) + word; }
    [[nodiscard]] uint64_t offset(uint64_t n) const { return address(n) + word; }
    [[nodiscard]] uint64_t size(uint64_t n) const { return offset(n) + word; }
    [[nodiscard]] uint64_t link(uint64_t n) const { return size(n) + word; }
    [[nodiscard]] uint64_t info(uint64_t n) const { return link(n) + 4; }
    [[nodiscard]] uint64_t alignment(uint64_t n) const { return info(n) + 4; }

    unsigned word;
    uint64_t names; // where the header says which section holds the names
    uint64_t begin = 0;
    uint64_t claimed = 0;
    uint64_t count = 0; // that the file holds
};

// The same of the program headers.
struct SegmentTable {
    SegmentTable(const EndianView &file, unsigned bits) : word(bits / 8)
    {
        begin = file.field(wide() ? 32 : 28, word);
        claimed = file.field(wide() ? 56 : 44, 2);
        count = begin == 0 ? 0 : file.part(begin, claimed * entry()).size() / entry();
    }
    [[nodiscard]] bool wide() const { return word == 8; }
    [[nodiscard]] uint64_t entry() const { return 8 + 6 * word; }
    [[nodiscard]] uint64_t type(uint64_t n) const { return begin + n * entry(); }
    [[nodiscard]] uint64_t flags(uint64_t n) const { return type(n) + (wide() ? 4 : 24); }
    [[nodiscard]] uint64_t offset(uint64_t n) const { return type(n) + word; }
    [[nodiscard]] uint64_t address(uint64_t n) const { return offset(n) + word; }
    [[nodiscard]] uint64_t fileSize(uint64_t n) const { return address(n) + 2 * word; }
    [[nodiscard]] uint64_t size(uint64_t n) const { return fileSize(n) + word; }

    unsigned word;
    uint64_t begin = 0;
    uint64_t claimed = 0;
    uint64_t count = 0;
};

void stripSections(std::vector<uint8_t> &copy, const EndianView &file, unsigned bits)
{
    const SectionTable table(file, bits);
    const auto write = [&](uint64_t at, unsigned size, uint64_t value) {
        encodeInteger(copy.data() + at, size, file.endian(), value);
    };
    if (file.holds(table.names, 2))
        write(table.names, 2, noSection);
    bool symbols = false, dynamic = false; // only the first ones are read
    for (uint64_t n = 0; n < table.count; ++n) {
        const uint64_t type = file.field(table.type(n), 4);
        bool *const read = type == symbolTable ? &symbols : type == dynamicSymbols ? &dynamic : nullptr;
        const bool kept = read && !*read;
        if (kept)
            *read = true;
        else
            write(table.type(n), 4, unused);
        const uint64_t offset = file.field(table.offset(n), table.word);
        const uint64_t held = file.part(offset, file.field(table.size(n), table.word)).size();
        write(table.size(n), table.word, kept ? held : 0);
        write(table.address(n), table.word, 0);
        if (held == 0)
            write(table.offset(n), table.word, 0);
    }
}

// The numbers of versions: none.
void stripVersions(std::vector<uint8_t> &copy, const EndianView &file, unsigned word, const ElfSegment &dynamic)
{
    const uint64_t count = file.part(dynamic.offset, dynamic.fileSize).size() / (2 * word);
    for (uint64_t n = 0; n < count; ++n) {
        const uint64_t at = dynamic.offset + n * 2 * word, tag = file.field(at, word);
        if (tag == 0)
            break;
        if (tag == tagVersionsDefined || tag == tagVersionsNeeded)
            encodeInteger(copy.data() + at + word, word, file.endian(), 0);
    }
}

void stripSegments(std::vector<uint8_t> &copy, const EndianView &file, unsigned bits)
{
    const SegmentTable table(file, bits);
    bool dynamic = false;
    const std::vector<ElfSegment> segments = readElfSegments(file, bits);
    for (uint64_t n = 0; n < segments.size(); ++n) {
        const ElfSegment &segment = segments[n];
        const auto write = [&](uint64_t at, unsigned size, uint64_t value) {
            encodeInteger(copy.data() + at, size, file.endian(), value);
        };
        const bool kept = segment.type == ElfSegment::dynamic && !dynamic;
        if (kept) {
            dynamic = true;
            stripVersions(copy, file, table.word, segment);
        } else if (!segment.loaded()) {
            write(table.type(n), 4, 0);
        }
        write(table.fileSize(n), table.word, kept ? file.part(segment.offset, segment.fileSize).size() : 0);
    }
}

} // namespace

std::vector<ElfSection> readElfSections(const EndianView &file, unsigned bits)
{
    const SectionTable table(file, bits);
    const unsigned word = table.word;
    const uint64_t holder = file.field(table.names, 2);
    const bool named = holder < table.count;
    const uint64_t names = named ? file.field(table.offset(holder), word) : 0;
    uint64_t text = 0;
    std::vector<ElfSection> sections;
    sections.reserve(table.count);
    for (uint64_t n = 0; n < table.count; ++n) {
        ElfSection section;
        if (named && text <= sharedText * file.size())
            section.name = file.text(names + file.field(table.name(n), 4));
        text += section.name.size();
        section.type = static_cast<uint32_t>(file.field(table.type(n), 4));
        section.flags = file.field(table.flags(n), word);
        section.address = file.field(table.address(n), word);
        section.offset = file.field(table.offset(n), word);
        section.size = file.field(table.size(n), word);
        section.alignment = file.field(table.alignment(n), word);
        section.info = file.field(table.info(n), 4);
        section.link = file.field(table.link(n), 4);
        sections.push_back(std::move(section));
    }
    return sections;
}

std::vector<ElfSegment> readElfSegments(const EndianView &file, unsigned bits)
{
    const SegmentTable table(file, bits);
    std::vector<ElfSegment> segments;
    segments.reserve(table.count);
    for (uint64_t n = 0; n < table.count; ++n)
        segments.push_back({static_cast<uint32_t>(file.field(table.type(n), 4)),
                            static_cast<uint32_t>(file.field(table.flags(n), 4)),
                            file.field(table.address(n), table.word), file.field(table.offset(n), table.word),
                            file.field(table.size(n), table.word), file.field(table.fileSize(n), table.word)});
    return segments;
}

uint64_t claimedElfSections(const EndianView &file, unsigned bits)
{
    return SectionTable(file, bits).claimed;
}

uint64_t claimedElfSegments(const EndianView &file, unsigned bits)
{
    return SegmentTable(file, bits).claimed;
}

std::vector<uint8_t> copyForLief(const EndianView &file, unsigned bits)
{
    const auto whole = file.part(0, file.size());
    std::vector<uint8_t> copy(whole.begin(), whole.end());
    stripSegments(copy, file, bits);
    stripSections(copy, file, bits);
    return copy;
}

} // namespace symbolon
