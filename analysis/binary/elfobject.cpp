// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/elfloader.h"

namespace symbolon
{

void ElfLoader::layOutObject()
{
    constexpr uint64_t defaultBase = 0x10000; // not 0, so that no function lies at "no address"
    uint64_t next = m_options.base != 0 ? m_options.base : defaultBase;
    for (ElfSection &section : m_sections) {
        if (!section.allocated() || section.size == 0)
            continue;
        const uint64_t alignment = std::min<uint64_t>(std::max<uint64_t>(section.alignment, 16), 0x10000);
        next = (next + alignment - 1) / alignment * alignment;
        section.address = next;
        m_builder.addRegion(
            {section.name, section.address, section.size, section.offset, section.executable(), section.writable(), {}},
            section.type == 8 ? 0 : section.size);
        if (section.size > UINT32_MAX)
            break;
        next += section.size;
    }
}

void ElfLoader::relocateObject() { }

} // namespace symbolon
