// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/elfloader.h"

#include "analysis/binary/formatloaders.h"

#include <algorithm>

namespace symbolon {

namespace {

constexpr uint32_t noBits = 8;      // SHT_NOBITS
constexpr uint32_t loadSegment = 1; // PT_LOAD

// Of the table of section headers: where a header's number stands.
struct SectionTable {
    SectionTable(const EndianView &view, unsigned bits) : word(bits / 8)
    {
        const bool wide = bits == 64;
        begin = view.field(wide ? 40 : 32, word);
        count = view.part(begin, view.field(wide ? 60 : 48, 2) * entry()).size() / entry();
    }
    [[nodiscard]] uint64_t entry() const { return 16 + 6 * word; }
    [[nodiscard]] uint64_t type(uint64_t n) const { return begin + n * entry() + 4; }
    [[nodiscard]] uint64_t offset(uint64_t n) const { return type(n) + 4 + 2 * word; }
    [[nodiscard]] uint64_t size(uint64_t n) const { return offset(n) + word; }

    unsigned word;
    uint64_t begin = 0;
    uint64_t count = 0; // that the file holds
};

// A copy for LIEF, which makes room for a section that reaches beyond the end of the file, or reads no further: there
// such a section ends with the file.
std::vector<uint8_t> withSectionsCut(const EndianView &view, const ExecutableHeader &header)
{
    const auto whole = view.part(0, view.size());
    std::vector<uint8_t> copy(whole.begin(), whole.end());
    const SectionTable table(view, header.bits);
    for (uint64_t n = 0; n < table.count; ++n) {
        const uint64_t offset = view.field(table.offset(n), table.word);
        const uint64_t size = view.field(table.size(n), table.word);
        if (view.holds(offset, size))
            continue;
        const uint64_t held = view.field(table.type(n), 4) == noBits ? 0 : view.part(offset, size).size();
        encodeInteger(copy.data() + table.size(n), table.word, header.endian, held);
        if (held == 0)
            encodeInteger(copy.data() + table.offset(n), table.word, header.endian, 0);
    }
    return copy;
}

} // namespace

ElfLoader::ElfLoader(std::span<const uint8_t> bytes, const ExecutableHeader &header, const LoadOptions &options)
    : m_view(bytes, header.endian),
      m_header(header),
      m_options(options),
      m_builder(bytes, startImage(header, options)),
      m_types(elfRelocationTypes(header.architecture))
{
    m_elf = LIEF::ELF::Parser::parse(withSectionsCut(m_view, header), options.path);
}

Result<Image> ElfLoader::load()
{
    if (!m_elf)
        return badInput(m_options.path + ": damaged ELF header", "Open it as a raw blob, with its architecture.");
    Image &image = m_builder.image;
    const LIEF::ELF::Header &header = m_elf->header();
    image.positionIndependent = image.kind == FileKind::SharedObject || image.kind == FileKind::Relocatable;
    readSections();
    readSymbols();
    if (image.kind == FileKind::Relocatable) {
        layOutObject();
    } else if (sectionsCoverCode()) {
        mapSections();
    } else {
        if (!m_sections.empty())
            m_builder.warn("the section headers do not cover the code; segments are used instead");
        image.hasSections = false;
        mapSegments();
    }
    m_builder.sealRegions();
    if (image.regions.empty())
        return badInput(m_options.path + ": ELF without any section or segment that is loaded into memory",
                        "The file may be cut short. Open it as a raw blob, with its architecture.");

    const bool needsBase = image.kind != FileKind::Relocatable;
    image.base = needsBase ? UINT64_MAX : image.regions.front().address;
    for (const LIEF::ELF::Segment &segment : m_elf->segments()) {
        if (needsBase && static_cast<uint32_t>(segment.type()) == loadSegment)
            image.base = std::min(image.base, segment.virtual_address());
        if (static_cast<uint32_t>(segment.type()) == 3) // PT_INTERP: a program, even though ET_DYN
            image.kind = FileKind::Executable;
    }
    if (image.base == UINT64_MAX)
        image.base = image.regions.front().address;

    if (image.kind == FileKind::Relocatable) {
        relocateObject();
    } else {
        readDynamic();
        if (!image.hasSections)
            readSymbolsOfSegments();
        readRelocations();
        readMipsGot();
        addImports();
    }
    addSymbols(m_symtab, false);
    addSymbols(m_dynsym, true);
    readStarts();
    readRegisters();
    if (image.kind != FileKind::Relocatable) {
        const uint64_t entry = functionAt(header.entrypoint());
        const bool thumb = image.architecture == Architecture::Arm && (entry & 1);
        image.thumbEntry = thumb;
        image.entry = thumb || image.architecture == Architecture::Mips32 ? entry & ~UINT64_C(1) : entry;
        if (image.entry != 0 && !image.isCode(image.entry)) {
            m_builder.warn("the entry point lies outside the code");
            image.entry = 0;
        }
    }
    return m_builder.take();
}

void ElfLoader::readSections()
{
    const SectionTable table(m_view, m_header.bits);
    for (const LIEF::ELF::Section &section : m_elf->sections()) {
        const uint64_t n = m_sections.size();
        m_sections.push_back({section.name(), static_cast<uint32_t>(section.type()), section.flags(),
                              section.virtual_address(), m_view.field(table.offset(n), table.word),
                              m_view.field(table.size(n), table.word), section.alignment(), section.information(),
                              section.link()});
    }
    const uint64_t claimed = m_elf->header().numberof_sections();
    if (m_sections.size() < claimed)
        m_builder.warn(std::to_string(claimed - m_sections.size()) + " of " + std::to_string(claimed)
                       + " section headers could not be read");
    const uint64_t segments = m_elf->header().numberof_segments();
    if (const auto read = static_cast<uint64_t>(m_elf->segments().size()); read < segments)
        m_builder.warn(std::to_string(segments - read) + " of " + std::to_string(segments)
                       + " program headers could not be read");
}

// Vendors remove or forge section headers; what is loaded are the segments.
bool ElfLoader::sectionsCoverCode() const
{
    constexpr uint64_t headers = 4096; // the ELF header and the like, which no section holds
    uint64_t bySections = 0, bySegments = 0;
    bool code = false;
    for (const ElfSection &section : m_sections) {
        if (section.allocated() && section.type != noBits) {
            bySections += m_view.part(section.offset, section.size).size();
            code = code || (section.executable() && section.size > 0);
        }
    }
    for (const LIEF::ELF::Segment &segment : m_elf->segments()) {
        if (static_cast<uint32_t>(segment.type()) == loadSegment)
            bySegments += m_view.part(segment.file_offset(), segment.physical_size()).size();
    }
    return code && bySections + headers >= bySegments / 2;
}

void ElfLoader::mapSections()
{
    for (const ElfSection &section : m_sections) {
        if (!section.allocated() || (section.threadLocal() && section.type == noBits))
            continue; // .tbss takes no memory: it only says how much each thread gets
        m_builder.addRegion(
            {section.name, section.address, section.size, section.offset, section.executable(), section.writable(), {}},
            section.type == noBits ? 0 : section.size);
    }
}

void ElfLoader::mapSegments()
{
    unsigned number = 0;
    for (const LIEF::ELF::Segment &segment : m_elf->segments()) {
        if (static_cast<uint32_t>(segment.type()) != loadSegment)
            continue;
        const auto flags = static_cast<uint32_t>(segment.flags());
        m_builder.addRegion({"LOAD" + std::to_string(number++),
                             segment.virtual_address(),
                             segment.virtual_size(),
                             segment.file_offset(),
                             (flags & 1) != 0,
                             (flags & 2) != 0,
                             {}},
                            segment.physical_size());
    }
}

std::optional<uint64_t> ElfLoader::fileOffset(uint64_t address) const
{
    const Region *region = m_builder.image.regionAt(address);
    if (!region || address - region->address >= region->bytes.size())
        return std::nullopt;
    return region->fileOffset + (address - region->address);
}

uint64_t ElfLoader::dynamic(uint64_t tag) const
{
    auto found = m_dynamic.find(tag);
    return found == m_dynamic.end() ? 0 : found->second;
}

const ElfSection *ElfLoader::sectionNamed(std::string_view name) const
{
    auto found =
        std::find_if(m_sections.begin(), m_sections.end(), [&](const ElfSection &s) { return s.name == name; });
    return found == m_sections.end() ? nullptr : &*found;
}

Result<Image> loadElf(std::span<const uint8_t> bytes, const ExecutableHeader &header, const LoadOptions &options)
{
    return ElfLoader(bytes, header, options).load();
}

} // namespace symbolon
