// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// PE → Image through LIEF; symbols from the COFF table, .pdata and delayed imports from the mapped bytes. Source:
// Microsoft, "PE Format".
#include "analysis/binary/coffsymbols.h"
#include "analysis/binary/formatloaders.h"
#include "analysis/binary/imagebuilder.h"

#include <LIEF/PE.hpp>

#include <algorithm>

namespace symbolon {

namespace {

using LIEF::PE::DATA_DIRECTORY;

constexpr uint32_t executableSection = 0x20000000, writableSection = 0x80000000;
constexpr uint64_t maximumImports = 200'000;

class PeLoader
{
public:
    PeLoader(std::span<const uint8_t> bytes, const ExecutableHeader &header, const LoadOptions &options)
        : m_view(bytes, header.endian),
          m_header(header),
          m_options(options),
          m_builder(bytes, startImage(header, options)),
          m_pe(LIEF::PE::Parser::parse(std::vector<uint8_t>(bytes.begin(), bytes.end()), options.path))
    {
    }

    Result<Image> load();

private:
    uint64_t address(uint64_t rva) const { return m_builder.image.base + rva; }
    // Zero terminated text in memory.
    std::string textAt(uint64_t at) const;
    std::string plainName(std::string name) const;
    bool alwaysThumb() const { return m_header.machine.find("Thumb") != std::string::npos; }
    std::pair<uint64_t, uint64_t> directory(DATA_DIRECTORY which) const;
    void mapSections();
    void readSymbols();
    void readExports();
    void readImports();
    void readDelayedImports();
    void readRelocations();
    void readFunctionTable();
    void readStarts();

    EndianView m_view;
    ExecutableHeader m_header;
    const LoadOptions &m_options;
    ImageBuilder m_builder;
    std::unique_ptr<LIEF::PE::Binary> m_pe;
};

Result<Image> PeLoader::load()
{
    if (!m_pe)
        return badInput(m_options.path + ": damaged PE header", "Open it as a raw blob, with its architecture.");
    Image &image = m_builder.image;
    image.base = m_pe->optional_header().imagebase();
    image.positionIndependent = m_pe->optional_header().dll_characteristics() & 0x40; // DYNAMIC_BASE
    mapSections();
    m_builder.sealRegions();
    if (image.regions.empty())
        return badInput(m_options.path + ": PE without any section that is loaded into memory",
                        "The file may be cut short. Open it as a raw blob, with its architecture.");
    readRelocations();
    readSymbols();
    readExports();
    readImports();
    readDelayedImports();
    readFunctionTable();
    readStarts();
    return m_builder.take();
}

std::string PeLoader::textAt(uint64_t at) const
{
    const auto bytes = m_builder.image.bytesAt(at, 4096);
    return {bytes.begin(), std::find(bytes.begin(), bytes.end(), uint8_t{0})};
}

// 32-bit x86 decorates C names by calling convention: _cdecl, _stdcall@8, @fastcall@8.
std::string PeLoader::plainName(std::string name) const
{
    if (m_header.architecture != Architecture::X86 || name.size() < 2 || name[0] == '?')
        return name;
    const auto at = name.rfind('@');
    if (at != std::string::npos && at > 0 && at + 1 < name.size()
        && std::all_of(name.begin() + static_cast<std::ptrdiff_t>(at) + 1, name.end(),
                       [](char c) { return c >= '0' && c <= '9'; }))
        name.resize(at);
    if (name[0] == '_' || name[0] == '@')
        name.erase(0, 1);
    return name;
}

// Address and size of a data directory; {0, 0} where it is empty or missing.
std::pair<uint64_t, uint64_t> PeLoader::directory(DATA_DIRECTORY which) const
{
    for (const LIEF::PE::DataDirectory &entry : m_pe->data_directories()) {
        if (entry.type() == which && entry.RVA() != 0)
            return {address(entry.RVA()), entry.size()};
    }
    return {0, 0};
}

void PeLoader::mapSections()
{
    for (const LIEF::PE::Section &section : m_pe->sections()) {
        const uint64_t size = section.virtual_size() != 0 ? section.virtual_size() : section.sizeof_raw_data();
        const std::string name = coffSectionName(
            m_view, section.name().c_str(), m_pe->header().pointerto_symbol_table(), m_pe->header().numberof_symbols());
        m_builder.addRegion({name,
                             address(section.virtual_address()),
                             size,
                             section.pointerto_raw_data(),
                             (section.characteristics() & executableSection) != 0,
                             (section.characteristics() & writableSection) != 0,
                             {}},
                            section.pointerto_raw_data() != 0 ? section.sizeof_raw_data() : 0);
    }
    const uint64_t claimed = m_pe->header().numberof_sections();
    const auto read = static_cast<uint64_t>(m_pe->sections().size());
    if (read < claimed)
        m_builder.warn(std::to_string(claimed - read) + " of " + std::to_string(claimed)
                       + " section headers could not be read");
}

// The COFF symbol table, which MinGW keeps in programs that are not stripped.
void PeLoader::readSymbols()
{
    std::vector<uint64_t> starts;
    for (const LIEF::PE::Section &section : m_pe->sections())
        starts.push_back(address(section.virtual_address()));
    const LIEF::PE::Header &header = m_pe->header();
    for (const CoffSymbol &entry :
         readCoffSymbols(m_view, header.pointerto_symbol_table(), header.numberof_symbols())) {
        if (entry.section < 1 || static_cast<std::size_t>(entry.section) > starts.size()
            || (entry.storage != 2 && entry.storage != 3) || entry.name.empty())
            continue; // only external and static symbols of a section have an address
        const bool function = entry.type >> 4 == 2;
        if (entry.storage == 3 && !function && entry.name[0] == '.')
            continue; // a section's own symbol
        Symbol symbol{plainName(entry.name), starts[static_cast<std::size_t>(entry.section) - 1] + entry.value};
        const Region *region = m_builder.image.regionAt(symbol.address);
        if (!region)
            continue;
        symbol.kind = function             ? Symbol::Kind::Function
                      : region->executable ? Symbol::Kind::Other
                                           : Symbol::Kind::Object;
        symbol.global = entry.storage == 2;
        symbol.thumb = function && alwaysThumb();
        m_builder.addSymbol(std::move(symbol));
    }
}

void PeLoader::readExports()
{
    if (!m_pe->has_exports())
        return;
    const auto [from, size] = directory(DATA_DIRECTORY::EXPORT_TABLE);
    for (const LIEF::PE::ExportEntry &entry : m_pe->get_export().entries()) {
        uint64_t at = address(entry.address());
        if (entry.address() == 0 || entry.is_extern() || (at >= from && at - from < size))
            continue; // forwarded to another library
        const bool thumb = m_header.architecture == Architecture::Arm && (alwaysThumb() || (at & 1));
        const bool code = m_builder.image.isCode(at);
        if (thumb && code)
            at &= ~UINT64_C(1);
        if (!m_builder.image.regionAt(at))
            continue;
        Symbol symbol;
        symbol.name = entry.name().empty() ? "ordinal_" + std::to_string(entry.ordinal()) : plainName(entry.name());
        symbol.address = at;
        symbol.kind = code ? Symbol::Kind::Function : Symbol::Kind::Object;
        symbol.exported = symbol.global = true;
        symbol.thumb = thumb && code;
        m_builder.addSymbol(std::move(symbol));
    }
}

void PeLoader::readImports()
{
    for (const LIEF::PE::Import &library : m_pe->imports()) {
        m_builder.image.libraries.push_back(library.name());
        const uint64_t word = m_header.bits / 8;
        uint64_t slot = address(library.import_address_table_rva());
        for (const LIEF::PE::ImportEntry &entry : library.entries()) {
            if (m_builder.image.imports.size() >= maximumImports)
                return m_builder.warn("too many imports; the rest is left out");
            std::string name = entry.is_ordinal() ? "ordinal_" + std::to_string(entry.ordinal()) : entry.name();
            m_builder.image.imports.push_back({plainName(std::move(name)), library.name(), slot, 0, true});
            slot += word;
        }
    }
}

// IMAGE_DELAYLOAD_DESCRIPTOR: eight words, which are RVAs when bit 0 of the first is set.
void PeLoader::readDelayedImports()
{
    Image &image = m_builder.image;
    const auto [from, size] = directory(DATA_DIRECTORY::DELAY_IMPORT_DESCRIPTOR);
    if (from == 0)
        return;
    const unsigned word = m_header.bits / 8;
    const uint64_t ordinalBit = UINT64_C(1) << (m_header.bits - 1);
    for (uint64_t at = from; at - from < 32 * 1024; at += 32) {
        const auto name = image.readInteger(at + 4, 4);
        if (!name || *name == 0)
            break;
        const uint64_t bias = image.readInteger(at, 4).value_or(0) & 1 ? image.base : 0;
        const std::string library = textAt(bias + *name);
        const uint64_t slots = bias + image.readInteger(at + 12, 4).value_or(0);
        const uint64_t names = bias + image.readInteger(at + 16, 4).value_or(0);
        image.libraries.push_back(library);
        for (uint64_t n = 0; image.imports.size() < maximumImports; ++n) {
            const auto entry = image.readPointer(names + n * word);
            if (!entry || *entry == 0)
                break;
            std::string function =
                *entry & ordinalBit ? "ordinal_" + std::to_string(*entry & 0xffff) : textAt(bias + *entry + 2);
            image.imports.push_back({plainName(std::move(function)), library, slots + n * word, 0, true});
        }
    }
}

void PeLoader::readRelocations()
{
    Image &image = m_builder.image;
    if (!m_pe->has_relocations())
        return;
    for (const LIEF::PE::Relocation &page : m_pe->relocations()) {
        for (const LIEF::PE::RelocationEntry &entry : page.entries()) {
            const auto type = static_cast<uint32_t>(entry.type());
            if (type == 0)
                continue; // padding
            Relocation relocation;
            relocation.address = address(uint64_t{page.virtual_address()} + entry.position());
            relocation.type = type;
            const uint64_t pointed = image.readInteger(relocation.address, type == 10 ? 8 : 4).value_or(0);
            if ((type == 10 || type == 3) && image.regionAt(pointed)) // DIR64, HIGHLOW
                relocation.target = pointed;
            image.relocations.push_back(std::move(relocation));
        }
    }
}

// RUNTIME_FUNCTION entries of the exception directory.
void PeLoader::readFunctionTable()
{
    Image &image = m_builder.image;
    const auto [from, size] = directory(DATA_DIRECTORY::EXCEPTION_TABLE);
    const bool amd64 = image.architecture == Architecture::X86_64;
    const bool arm = image.architecture == Architecture::Arm || image.architecture == Architecture::AArch64;
    if (from == 0 || !(amd64 || arm))
        return;
    const unsigned entry = amd64 ? 12 : 8;
    const uint64_t count = std::min<uint64_t>(size, image.bytesAt(from).size()) / entry;
    for (uint64_t n = 0; n < count; ++n) {
        const uint64_t begin = image.readInteger(from + n * entry, 4).value_or(0);
        if (begin == 0)
            continue;
        if (amd64) {
            const uint64_t unwind = image.readInteger(from + n * entry + 8, 4).value_or(0);
            const uint64_t flags = image.readInteger(address(unwind & ~UINT64_C(3)), 1).value_or(0) >> 3;
            if ((flags & 4) || (unwind & 1))
                continue; // UNW_FLAG_CHAININFO: a further part of the function before it
        }
        m_builder.addStart(image.functionStarts, address(begin));
    }
}

void PeLoader::readStarts()
{
    Image &image = m_builder.image;
    if (m_pe->has_tls()) {
        for (uint64_t callback : m_pe->tls().callbacks())
            m_builder.addStart(image.initArray, callback);
    }
    const uint64_t entry = m_pe->optional_header().addressof_entrypoint();
    if (entry == 0)
        return; // a library of data
    image.entry = address(entry);
    if (image.architecture == Architecture::Arm) {
        image.thumbEntry = alwaysThumb() || (image.entry & 1);
        image.entry &= ~UINT64_C(1);
    }
    if (!image.isCode(image.entry)) {
        m_builder.warn("the entry point lies outside the code");
        image.entry = 0;
    }
}

} // namespace

Result<Image> loadPe(std::span<const uint8_t> bytes, const ExecutableHeader &header, const LoadOptions &options)
{
    return PeLoader(bytes, header, options).load();
}

} // namespace symbolon
