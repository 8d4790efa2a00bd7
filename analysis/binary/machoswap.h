// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// LIEF 0.9 reads Mach-O in the machine's own byte order only. For a big-endian file (PowerPC) it is given a
// copy whose headers, load commands and symbols are turned round; everything else stays.
#pragma once

#include "analysis/binary/endianview.h"

#include <cstdint>
#include <span>
#include <vector>

namespace symbolon {

std::vector<uint8_t> swapMachOHeaders(std::span<const uint8_t> bytes);

} // namespace symbolon
