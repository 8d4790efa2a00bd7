// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/elfloader.h"

#include "analysis/binary/formatloaders.h"

#include <algorithm>

namespace symbolon {

namespace {

constexpr uint32_t noBits = 8; // SHT_NOBITS

} // namespace

ElfLoader::ElfLoader(std::span<const uint8_t> bytes, const ExecutableHeader &header, const LoadOptions &options)
    : m_view(bytes, header.endian),
      m_header(header),
      m_options(options),
      m_builder(bytes, startImage(header, options)),
      m_types(elfRelocationTypes(header.architecture)),
      m_sections(readElfSections(m_view, header.bits)),
      m_segments(readElfSegments(m_view, header.bits))
{
    m_elf = LIEF::ELF::Parser::parse(copyForLief(m_view, header.bits), options.path);
}

Result<Image> ElfLoader::load()
{
    if (!m_elf)
        return badInput(m_options.path + ": damaged ELF header", "Open it as a raw blob, with its architecture.");
    Image &image = m_builder.image;
    const LIEF::ELF::Header &header = m_elf->header();
    image.positionIndependent = image.kind == FileKind::SharedObject || image.kind == FileKind::Relocatable;
    checkHeaders();
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
    for (const ElfSegment &segment : m_segments) {
        if (needsBase && segment.loaded())
            image.base = std::min(image.base, segment.address);
        if (segment.type == ElfSegment::interpreter) // a program, even though ET_DYN
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
        readVersions();
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

// What the file claims but does not hold.
void ElfLoader::checkHeaders()
{
    const uint64_t sections = claimedElfSections(m_view, m_header.bits);
    if (m_sections.size() < sections)
        m_builder.warn(std::to_string(sections - m_sections.size()) + " of " + std::to_string(sections)
                       + " section headers could not be read");
    const uint64_t segments = claimedElfSegments(m_view, m_header.bits);
    if (m_segments.size() < segments)
        m_builder.warn(std::to_string(segments - m_segments.size()) + " of " + std::to_string(segments)
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
    for (const ElfSegment &segment : m_segments) {
        if (segment.loaded())
            bySegments += m_view.part(segment.offset, segment.fileSize).size();
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
    for (const ElfSegment &segment : m_segments) {
        if (!segment.loaded())
            continue;
        m_builder.addRegion({"LOAD" + std::to_string(number++),
                             segment.address,
                             segment.size,
                             segment.offset,
                             segment.executable(),
                             segment.writable(),
                             {}},
                            segment.fileSize);
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
