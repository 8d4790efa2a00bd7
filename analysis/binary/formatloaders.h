// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One loader per executable format; loader.h chooses among them. `header` is what the first bytes say,
// its architecture known. LIEF may throw out of these functions: loadImage catches.
#pragma once

#include "analysis/base/result.h"
#include "analysis/binary/executableheader.h"
#include "analysis/binary/image.h"
#include "analysis/binary/loader.h"
#include "analysis/binary/records/records.h"

#include <cstdint>
#include <span>

namespace symbolon {

Result<Image> loadElf(std::span<const uint8_t> bytes, const ExecutableHeader &header, const LoadOptions &options);
Result<Image> loadPe(std::span<const uint8_t> bytes, const ExecutableHeader &header, const LoadOptions &options);
Result<Image> loadMachO(std::span<const uint8_t> bytes, const ExecutableHeader &header, const LoadOptions &options);
// Without a header; options.architecture says what they hold. Records fail with a clear error when it is not given.
Result<Image> loadRaw(std::span<const uint8_t> bytes, const LoadOptions &options);
Result<Image> loadRecords(std::span<const uint8_t> bytes, RecordFormat format, const LoadOptions &options);

// The file's name in messages.
std::string loadSubject(const LoadOptions &options);
// The Image with what the header and the options say, as each loader starts.
Image startImage(const ExecutableHeader &header, const LoadOptions &options);

} // namespace symbolon
