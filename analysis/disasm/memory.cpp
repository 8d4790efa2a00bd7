// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/memory.h"

#include "analysis/disasm/globalpointer.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace symbolon::disasm {

namespace {

// Sections that are writable only until the loader has filled them in.
bool writtenByLoaderOnly(std::string_view name)
{
    static constexpr std::array<std::string_view, 11> names = {
        ".got2",           ".toc",    ".got",   ".got.plt",  ".data.rel.ro", "__got", "__la_symbol_ptr",
        "__nl_symbol_ptr", "__const", ".idata", "extern.got"};
    return std::ranges::any_of(names, [name](std::string_view known) {
        return name == known || (name.size() > known.size() && name.starts_with(known) && name[known.size()] == '.');
    });
}

} // namespace

Memory::Memory(const Image &image) : m_image(image)
{
    m_slots.reserve(image.imports.size());
    for (uint32_t n = 0; n < image.imports.size(); ++n) {
        if (image.imports[n].slot)
            m_slots.emplace(image.imports[n].slot, n);
    }
    m_settled.reserve(image.regions.size());
    for (const Region &region : image.regions)
        m_settled.push_back(!region.writable || writtenByLoaderOnly(region.name) || image.format == FileFormat::Raw);
    const bool mips = image.architecture == Architecture::Mips32 || image.architecture == Architecture::Mips64;
    m_global = mips ? image.gp : 0;
    if (!m_global && !image.hasSections)
        m_global = commonGlobalPointer(image);
    m_fixed = !image.positionIndependent && image.kind != FileKind::Relocatable;
}

const Region *Memory::regionAt(uint64_t address) const
{
    return m_image.regionAt(address);
}

bool Memory::constant(uint64_t address) const
{
    const Region *region = regionAt(address);
    return region && m_settled[static_cast<size_t>(region - m_image.regions.data())];
}

bool Memory::executable(uint64_t address) const
{
    const Region *region = regionAt(address);
    return region && region->executable;
}

std::optional<uint32_t> Memory::importAt(uint64_t slot) const
{
    const auto found = m_slots.find(slot);
    return found == m_slots.end() ? std::nullopt : std::optional(found->second);
}

const Relocation *Memory::relocationAt(uint64_t address) const
{
    const auto found = std::ranges::lower_bound(m_image.relocations, address, {}, &Relocation::address);
    return found != m_image.relocations.end() && found->address == address ? &*found : nullptr;
}

bool Memory::relocated(uint64_t begin, uint64_t end) const
{
    const auto found = std::ranges::lower_bound(m_image.relocations, begin, {}, &Relocation::address);
    return found != m_image.relocations.end() && found->address < end;
}

Memory::Word Memory::load(uint64_t address, unsigned size) const
{
    const bool pointer = size * 8 == m_image.bits;
    if (pointer) {
        if (const auto import = importAt(address))
            return {Word::Kind::Import, *import};
    }
    // Without sections the GOT of MIPS is where $gp says.
    constexpr uint64_t GlobalPointerBias = 0x7ff0;
    constexpr uint64_t GlobalPointerPage = 0x10000;
    if (pointer && !m_image.hasSections && m_global
        && address - (m_global - GlobalPointerBias) < 2 * GlobalPointerBias) {
        // An address, or the page that one lies in; a page may begin where nothing is mapped.
        const auto number = m_image.readInteger(address, size);
        if (number && (mapped(*number) || (*number && *number % GlobalPointerPage == 0)))
            return {Word::Kind::Address, *number};
    }
    if (!constant(address))
        return {};
    // In an object it may also be a distance that was relocated.
    const bool isObject = m_image.kind == FileKind::Relocatable;
    if (pointer) {
        const Relocation *relocation = relocationAt(address);
        if (relocation && (!isObject || m_image.readInteger(address, size) == relocation->target))
            return relocation->target ? Word{Word::Kind::Address, relocation->target} : Word{};
    }
    const auto number = m_image.readInteger(address, size);
    if (!number)
        return {};
    const Region *region = regionAt(address);
    // A pointer in a table of pointers; elsewhere a number is a number.
    const bool page = region->name.ends_with(".got")
                      && (m_image.architecture == Architecture::Mips32 || m_image.architecture == Architecture::Mips64);
    if (pointer && region->writable && (page || mapped(*number)))
        return {Word::Kind::Address, *number};
    return {Word::Kind::Number, *number};
}

std::optional<uint64_t> Memory::element(uint64_t address, unsigned size) const
{
    if (size * 8 == m_image.bits && m_image.kind != FileKind::Relocatable) {
        if (const Relocation *relocation = relocationAt(address); relocation && relocation->target)
            return relocation->target;
    }
    return m_image.readInteger(address, size);
}

} // namespace symbolon::disasm
