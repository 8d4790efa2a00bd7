// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Mach-O → Image through LIEF; pointer slots and stubs through the indirect symbol table, which every
// linker writes, whichever way the loader binds them. Source: <mach-o/loader.h>, <mach-o/nlist.h>.
#include "analysis/binary/formatloaders.h"
#include "analysis/binary/imagebuilder.h"
#include "analysis/binary/machoswap.h"

#include "analysis/binary/endianview.h"

#include <LIEF/MachO.hpp>

#include <algorithm>
#include <set>

namespace symbolon {

namespace {

enum SectionKind : uint32_t {
    zeroFill = 1,
    nonLazyPointers = 6,
    lazyPointers = 7,
    symbolStubs = 8,
    initializers = 9,
    terminators = 10,
    largeZeroFill = 12,
    threadZeroFill = 0x12,
};
constexpr uint32_t pureInstructions = 0x80000000, someInstructions = 0x400;
constexpr uint32_t indirectLocal = 0x80000000, indirectAbsolute = 0x40000000;
constexpr uint64_t objectBase = 0x10000; // in an object file the first section is at 0, which means "none" here

class MachOLoader
{
public:
    MachOLoader(std::span<const uint8_t> bytes, const ExecutableHeader &header, const LoadOptions &options)
        : m_view(bytes, header.endian),
          m_header(header),
          m_options(options),
          m_builder(bytes, startImage(header, options)),
          m_fat(LIEF::MachO::Parser::parse(
              header.endian == Endian::Big ? swapMachOHeaders(bytes) : std::vector<uint8_t>(bytes.begin(), bytes.end()),
              options.path))
    {
    }

    Result<Image> load();

private:
    void mapSections();
    void readSymbols();
    void readIndirectSymbols();
    void addIndirect(const LIEF::MachO::Section &section, const std::vector<const LIEF::MachO::Symbol *> &symbols,
                     uint64_t table, uint64_t tableSize);
    void readBindings();
    void readStarts();
    std::string libraryOf(const LIEF::MachO::Symbol &symbol) const;

    EndianView m_view;
    ExecutableHeader m_header;
    const LoadOptions &m_options;
    ImageBuilder m_builder;
    std::unique_ptr<LIEF::MachO::FatBinary> m_fat;
    LIEF::MachO::Binary *m_macho = nullptr;
    uint64_t m_shift = 0;       // added to every address of an object file
    std::set<uint64_t> m_slots; // pointer slots that have an import
};

// Every C name has an underscore before it.
std::string plainName(const std::string &name)
{
    return name.size() > 1 && name[0] == '_' ? name.substr(1) : name;
}

Result<Image> MachOLoader::load()
{
    if (!m_fat || m_fat->size() == 0)
        return badInput(m_options.path + ": damaged Mach-O header", "Open it as a raw blob, with its architecture.");
    m_macho = &m_fat->at(0);
    Image &image = m_builder.image;
    image.positionIndependent = image.kind != FileKind::Executable || m_macho->is_pie();
    if (image.kind == FileKind::Relocatable)
        m_shift = m_options.base != 0 ? m_options.base : objectBase;
    mapSections();
    m_builder.sealRegions();
    if (image.regions.empty())
        return badInput(m_options.path + ": Mach-O without any section or segment that is loaded into memory",
                        "The file may be cut short. Open it as a raw blob, with its architecture.");
    image.base = image.regions.front().address;
    for (const LIEF::MachO::SegmentCommand &segment : m_macho->segments()) {
        if (segment.name() == "__TEXT")
            image.base = segment.virtual_address() + m_shift;
    }
    for (const LIEF::MachO::DylibCommand &library : m_macho->libraries()) {
        if (library.command() != LIEF::MachO::LOAD_COMMAND_TYPES::LC_ID_DYLIB)
            image.libraries.push_back(library.name());
    }
    if (m_macho->has_encryption_info() && m_macho->encryption_info().crypt_id() != 0)
        m_builder.warn("the code is encrypted; what is read there is not the program");
    readSymbols();
    readIndirectSymbols();
    readBindings();
    readStarts();
    return m_builder.take();
}

void MachOLoader::mapSections()
{
    bool sections = false;
    for (const LIEF::MachO::SegmentCommand &segment : m_macho->segments()) {
        for (const LIEF::MachO::Section &section : segment.sections()) {
            const uint32_t flags = section.raw_flags() | section.flags();
            const uint32_t kind = static_cast<uint32_t>(section.type());
            const bool empty = kind == zeroFill || kind == largeZeroFill || kind == threadZeroFill;
            const bool code = (flags & (pureInstructions | someInstructions)) != 0;
            m_builder.addRegion({section.name(),
                                 section.address() + m_shift,
                                 section.size(),
                                 section.offset(),
                                 code,
                                 section.segment_name().starts_with("__DATA"),
                                 {}},
                                empty ? 0 : section.size());
            sections = true;
        }
    }
    if (sections)
        return;
    m_builder.image.hasSections = false;
    for (const LIEF::MachO::SegmentCommand &segment : m_macho->segments()) {
        if (segment.name() != "__PAGEZERO" && segment.name() != "__LINKEDIT")
            m_builder.addRegion({segment.name(),
                                 segment.virtual_address() + m_shift,
                                 segment.virtual_size(),
                                 segment.file_offset(),
                                 (segment.init_protection() & 4) != 0,
                                 (segment.init_protection() & 2) != 0,
                                 {}},
                                segment.file_size());
    }
}

void MachOLoader::readSymbols()
{
    Image &image = m_builder.image;
    for (const LIEF::MachO::Symbol &entry : m_macho->symbols()) {
        const uint8_t type = entry.type();
        const bool inSection = (type & 0x0e) == 0x0e; // N_SECT
        const bool fromTrie = entry.origin() == LIEF::MachO::SYMBOL_ORIGINS::SYM_ORIGIN_DYLD_EXPORT;
        if ((type & 0xe0) != 0 || (!inSection && !fromTrie) || entry.name().empty())
            continue; // N_STAB: debugging; the others are imports or numbers
        Symbol symbol;
        symbol.name = plainName(entry.name());
        symbol.address = entry.value() + m_shift;
        const Region *region = image.regionAt(symbol.address);
        if (!region && !image.regionAt(symbol.address - 1))
            continue;
        symbol.kind = region && region->executable ? Symbol::Kind::Function : Symbol::Kind::Object;
        symbol.global = fromTrie || (type & 1);
        symbol.exported = fromTrie || ((type & 1) && !(type & 0x10));                           // N_EXT, N_PEXT
        symbol.thumb = m_header.architecture == Architecture::Arm && (entry.description() & 8); // N_ARM_THUMB_DEF
        symbol.address &= symbol.thumb ? ~UINT64_C(1) : ~UINT64_C(0);
        m_builder.addSymbol(std::move(symbol));
    }
}

std::string MachOLoader::libraryOf(const LIEF::MachO::Symbol &symbol) const
{
    const unsigned ordinal = symbol.description() >> 8; // GET_LIBRARY_ORDINAL, two-level name space
    const auto &libraries = m_builder.image.libraries;
    return ordinal >= 1 && ordinal <= libraries.size() ? libraries[ordinal - 1] : std::string();
}

void MachOLoader::readIndirectSymbols()
{
    if (!m_macho->has_dynamic_symbol_command())
        return;
    const auto &command = m_macho->dynamic_symbol_command();
    std::vector<const LIEF::MachO::Symbol *> symbols; // by index in the symbol table
    for (const LIEF::MachO::Symbol &symbol : m_macho->symbols()) {
        if (symbol.origin() == LIEF::MachO::SYMBOL_ORIGINS::SYM_ORIGIN_LC_SYMTAB)
            symbols.push_back(&symbol);
    }
    for (const LIEF::MachO::Section &section : m_macho->sections())
        addIndirect(section, symbols, command.indirect_symbol_offset(), command.nb_indirect_symbols());
}

void MachOLoader::addIndirect(const LIEF::MachO::Section &section,
                              const std::vector<const LIEF::MachO::Symbol *> &symbols, uint64_t table,
                              uint64_t tableSize)
{
    Image &image = m_builder.image;
    const auto kind = static_cast<uint32_t>(section.type());
    const bool stubs = kind == symbolStubs;
    if (!stubs && kind != lazyPointers && kind != nonLazyPointers)
        return;
    const uint64_t step = stubs ? section.reserved2() : image.bits / 8;
    if (step == 0)
        return;
    for (uint64_t n = 0; n < section.size() / step; ++n) {
        const uint64_t entry = section.reserved1() + n;
        const auto index = m_view.integer(table + entry * 4, 4);
        if (entry >= tableSize || !index)
            break;
        if ((*index & (indirectLocal | indirectAbsolute)) || *index >= symbols.size())
            continue;
        const LIEF::MachO::Symbol &symbol = *symbols[*index];
        const uint64_t at = section.address() + m_shift + n * step;
        const std::string name = plainName(symbol.name());
        if ((symbol.type() & 0x0e) == 0x0e) { // defined here
            image.relocations.push_back({at, 0, name, 0, symbol.value() + m_shift});
            continue;
        }
        const std::string library = libraryOf(symbol);
        if (stubs) {
            image.imports.push_back({name, library, 0, at, true});
        } else {
            image.imports.push_back({name, library, at, 0, true});
            m_slots.insert(at);
        }
    }
}

// What LC_DYLD_INFO binds beyond that: pointers in data.
void MachOLoader::readBindings()
{
    if (!m_macho->has_dyld_info())
        return;
    for (const LIEF::MachO::BindingInfo &binding : m_macho->dyld_info().bindings()) {
        if (!binding.has_symbol())
            continue;
        Relocation relocation;
        relocation.address = binding.address();
        relocation.type = static_cast<uint32_t>(binding.binding_type());
        relocation.symbol = plainName(binding.symbol().name());
        relocation.addend = binding.addend();
        if (m_builder.image.regionAt(relocation.address) && !m_slots.contains(relocation.address)) {
            const std::string library = binding.has_library() ? binding.library().name() : std::string();
            m_builder.image.imports.push_back({relocation.symbol, library, relocation.address, 0, true});
        }
        m_builder.image.relocations.push_back(std::move(relocation));
    }
}

void MachOLoader::readStarts()
{
    Image &image = m_builder.image;
    if (m_macho->has_function_starts()) {
        // LIEF gives offsets from the image's base.
        for (uint64_t offset : m_macho->function_starts().functions())
            m_builder.addStart(image.functionStarts, offset + image.base);
    }
    const unsigned word = image.bits / 8;
    for (const LIEF::MachO::Section &section : m_macho->sections()) {
        const auto kind = static_cast<uint32_t>(section.type());
        if (kind != initializers && kind != terminators)
            continue;
        for (uint64_t at = 0; at + word <= std::min<uint64_t>(section.size(), m_view.size()); at += word) {
            const uint64_t pointer = image.readPointer(section.address() + m_shift + at).value_or(0);
            m_builder.addStart(kind == initializers ? image.initArray : image.finiArray, pointer + m_shift);
        }
    }
    const bool powerPc = image.architecture == Architecture::PowerPc32 || image.architecture == Architecture::PowerPc64;
    if (m_macho->has_thread_command() && powerPc) {
        const auto &state = m_macho->thread_command().state(); // its first register is the program counter
        if (state.size() >= word)
            image.entry = decodeInteger(state.data(), word, image.endian);
    } else if (m_macho->has_entrypoint()) {
        image.entry = m_macho->entrypoint();
    }
    if (image.architecture == Architecture::Arm) {
        image.thumbEntry = image.entry & 1;
        image.entry &= ~UINT64_C(1);
    }
    if (image.entry != 0 && !image.isCode(image.entry)) {
        m_builder.warn("the entry point lies outside the code");
        image.entry = 0;
    }
}

} // namespace

Result<Image> loadMachO(std::span<const uint8_t> bytes, const ExecutableHeader &header, const LoadOptions &options)
{
    return MachOLoader(bytes, header, options).load();
}

} // namespace symbolon
