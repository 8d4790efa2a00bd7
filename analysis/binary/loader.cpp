// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/binary/loader.h"

#include "analysis/binary/formatloaders.h"

#include <LIEF/logging.hpp>

#include <algorithm>
#include <exception>

namespace symbolon {

namespace {

constexpr const char *rawHint = "Open it as a raw blob: say which architecture it holds and where it lies in memory.";

Result<Image> loadFormat(std::span<const uint8_t> bytes, const ExecutableHeader &header, const LoadOptions &options)
{
    if (header.architecture == Architecture::Unknown)
        return badInput(loadSubject(options) + ": the architecture " + header.machine + " is not supported",
                        "Known architectures: " + knownArchitectures());
    if (header.kind == FileKind::Core)
        return badInput(loadSubject(options) + ": this is a core dump, not a program", "Open the program itself.");
    switch (header.format) {
    case FileFormat::Elf:
        return loadElf(bytes, header, options);
    case FileFormat::Pe:
        return loadPe(bytes, header, options);
    case FileFormat::MachO:
        return loadMachO(bytes, header, options);
    case FileFormat::Raw:
        break;
    }
    return badInput(loadSubject(options) + ": unknown format", rawHint);
}

// The slice that was asked for, else the first that can be read; the warning names the others.
Result<Image> loadFat(std::span<const uint8_t> bytes, const std::vector<FatSlice> &slices, const LoadOptions &options)
{
    const FatSlice *chosen = nullptr;
    std::string others;
    for (const FatSlice &slice : slices) {
        const bool wanted = !options.architecture || options.architecture->architecture == slice.header.architecture;
        if (!chosen && wanted && slice.header.architecture != Architecture::Unknown) {
            chosen = &slice;
            continue;
        }
        others += (others.empty() ? "" : ", ") + slice.header.machine;
    }
    if (!chosen)
        return badInput(loadSubject(options) + ": this universal file holds only " + others,
                        "Known architectures: " + knownArchitectures());
    auto image = loadFormat(bytes.subspan(chosen->offset, chosen->size), chosen->header, options);
    if (image && !others.empty())
        image->warnings.insert(image->warnings.begin(),
                               "a universal file: " + chosen->header.machine + " was opened; it also holds " + others);
    return image;
}

Result<Image> loadChecked(std::span<const uint8_t> bytes, const LoadOptions &options)
{
    if (bytes.empty())
        return badInput(loadSubject(options) + ": the file is empty");
    if (options.forceRaw && options.architecture)
        return loadRaw(bytes, options);
    if (const auto header = readExecutableHeader(bytes))
        return loadFormat(bytes, *header, options);
    if (const auto slices = readFatSlices(bytes); !slices.empty())
        return loadFat(bytes, slices, options);
    if (const auto records = recognizeRecords(bytes))
        return loadRecords(bytes, *records, options);
    if (options.architecture)
        return loadRaw(bytes, options);
    return badInput(loadSubject(options) + ": not an ELF, PE or Mach-O file", rawHint);
}

} // namespace

std::string loadSubject(const LoadOptions &options)
{
    return options.member.empty() ? options.path : options.path + ":" + options.member;
}

Image startImage(const ExecutableHeader &header, const LoadOptions &options)
{
    Image image;
    image.path = options.path;
    image.member = options.member;
    image.format = header.format;
    image.kind = header.kind;
    image.architecture = header.architecture;
    image.endian = header.endian;
    image.bits = header.bits;
    return image;
}

Result<Image> loadImage(std::span<const uint8_t> bytes, const LoadOptions &options)
{
    LIEF::Logger::disable();
    try {
        return loadChecked(bytes, options);
    } catch (const std::exception &error) {
        return badInput(loadSubject(options) + ": damaged beyond reading", rawHint, error.what());
    } catch (...) {
        return badInput(loadSubject(options) + ": damaged beyond reading", rawHint);
    }
}

} // namespace symbolon
