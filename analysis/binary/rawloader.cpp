// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What has no header that names its architecture: flat blobs, and records of hexadecimal text.
#include "analysis/binary/formatloaders.h"

#include "analysis/binary/records/records.h"
#include "analysis/binary/vectortable.h"

#include <cstdio>

namespace symbolon {

namespace {

Image startRaw(const LoadOptions &options)
{
    const ArchitectureChoice &choice = *options.architecture;
    ExecutableHeader header;
    header.format = FileFormat::Raw;
    header.kind = FileKind::Raw;
    header.architecture = choice.architecture;
    header.endian = choice.endian;
    header.bits = choice.architecture == Architecture::X86_64 || choice.architecture == Architecture::AArch64
                          || choice.architecture == Architecture::Mips64
                          || choice.architecture == Architecture::PowerPc64
                      ? 64
                      : 32;
    Image image = startImage(header, options);
    image.hasSections = false;
    image.thumbEntry = choice.thumb;
    return image;
}

} // namespace

Result<Image> loadRaw(std::span<const uint8_t> bytes, const LoadOptions &options)
{
    Image image = startRaw(options);
    const uint64_t top = image.bits == 32 ? UINT64_C(0x100000000) : UINT64_MAX;
    if (options.base >= top || bytes.size() > top - options.base)
        return badInput(loadSubject(options) + ": does not fit into the address space at this base address",
                        "Choose a smaller base address.");
    image.base = options.base;
    image.regions.push_back({"raw", options.base, bytes.size(), 0, true, true, {bytes.begin(), bytes.end()}});
    if (options.architecture->thumb)
        applyVectorTable(image);
    return image;
}

Result<Image> loadRecords(std::span<const uint8_t> bytes, RecordFormat format, const LoadOptions &options)
{
    if (!options.architecture)
        return badInput(loadSubject(options) + ": " + std::string(recordFormatName(format))
                            + ", which does not say of which architecture its code is",
                        "Say which architecture it holds.");
    auto memory = readRecords(bytes, format, loadSubject(options));
    if (!memory)
        return memory.error();
    Image image = startRaw(options);
    image.regions = std::move(memory->regions);
    image.base = image.regions.front().address;
    image.warnings = std::move(memory->warnings);
    if (options.base != 0)
        image.warnings.push_back("the addresses are those of the file; the base address that was given is not used");
    if (memory->entry) {
        const bool thumb = image.architecture == Architecture::Arm && (*memory->entry & 1);
        const uint64_t entry = *memory->entry - (thumb ? 1 : 0);
        if (image.regionAt(entry)) {
            image.entry = entry;
            image.thumbEntry = image.thumbEntry || thumb;
        } else {
            char text[24];
            std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(*memory->entry));
            image.warnings.push_back(std::string("the start address ") + text + " is outside of the file's data");
        }
    }
    if (options.architecture->thumb)
        applyVectorTable(image);
    return image;
}

} // namespace symbolon
