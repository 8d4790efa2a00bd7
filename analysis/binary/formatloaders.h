// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One loader per executable format; loader.h chooses among them. `header` is what the first bytes say,
// its architecture known. LIEF may throw out of these functions: loadImage catches.
#pragma once

#include "analysis/base/result.h"
#include "analysis/binary/executableheader.h"
#include "analysis/binary/image.h"
#include "analysis/binary/loader.h"

#include <cstdint>
#include <span>

namespace symbolon {

Result<Image> loadElf(std::span<const uint8_t> bytes, const ExecutableHeader &header, const LoadOptions &options);
Result<Image> loadPe(std::span<const uint8_t> bytes, const ExecutableHeader &header, const LoadOptions &options);
Result<Image> loadMachO(std::span<const uint8_t> bytes, const ExecutableHeader &header, const LoadOptions &options);

// The Image with what the header and the options say, as each loader starts.
Image startImage(const ExecutableHeader &header, const LoadOptions &options);

} // namespace symbolon
