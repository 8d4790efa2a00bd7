// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ways to damage an executable file, and an Image that was read from one.
#pragma once

#include "analysis/binary/image.h"

#include <cstdint>
#include <random>
#include <vector>

namespace symbolon::fuzz {

using Random = std::mt19937_64;

// Bits, runs of bytes, ends, header fields, section and program headers, swapped and repeated ranges.
void damageFile(std::vector<uint8_t> &bytes, Random &random);
// The same of code and data in memory, and of what the file says of them.
void damageImage(Image &image, Random &random);
// Leaves of the code one range of at most `size` bytes, and small regions such as a PLT.
void keepWindow(Image &image, uint64_t size, Random &random);

} // namespace symbolon::fuzz
