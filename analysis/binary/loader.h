// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Bytes of one executable file → Image. ELF, PE and Mach-O go through LIEF; Intel HEX, Motorola S-records and
// anything else, as a raw blob, are read when the caller says which architecture they hold.
#pragma once

#include "analysis/base/result.h"
#include "analysis/binary/image.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace symbolon {

struct LoadOptions {
    std::string path;   // for messages and Image::path
    std::string member; // for Image::member
    // Given: the bytes are a raw blob of this architecture (unless they are an ELF, PE or Mach-O and `forceRaw` is
    // off).
    std::optional<ArchitectureChoice> architecture;
    uint64_t base = 0; // raw blobs: where the first byte lies in memory; records have addresses of their own
    bool forceRaw = false;
};

// Errors are BadInput: empty file, unknown format, an architecture that is not supported (the message
// names it and lists the known ones), damage that leaves nothing to read. What could be read in spite of
// damage comes with Image::warnings.
Result<Image> loadImage(std::span<const uint8_t> bytes, const LoadOptions &options);

} // namespace symbolon
