// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Intel HEX and Motorola S-records: memory as lines of hexadecimal text, each with its address and a checksum. They say
// where the bytes lie, but not of which architecture they are.
#pragma once

#include "analysis/base/result.h"
#include "analysis/binary/image.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace symbolon {

enum class RecordFormat : uint8_t { IntelHex, SRecord };
std::string_view recordFormatName(RecordFormat format); // "Intel HEX", "Motorola S-records"

// By the shape of the first line; nullopt for anything else.
std::optional<RecordFormat> recognizeRecords(std::span<const uint8_t> bytes);

struct RecordedMemory {
    RecordFormat format = RecordFormat::IntelHex;
    std::vector<Region> regions;   // by address, adjacent records merged; a gap begins a new one. Addresses are 32 bits
    std::optional<uint64_t> entry; // of the start record, as it stands there (a Thumb bit included)
    std::vector<std::string> warnings;
};

// BadInput, naming `subject` and the line: a wrong checksum, a line that is no record, two records that give one
// address different bytes, more pieces than any memory has. A file that ends too soon gives what stands before,
// with a warning.
Result<RecordedMemory> readRecords(std::span<const uint8_t> bytes, RecordFormat format, const std::string &subject);

} // namespace symbolon
