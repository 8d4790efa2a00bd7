// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reads one source file as text: UTF-8 (what is not, is taken for Latin-1), no byte order mark, '\n' line ends.
#pragma once

#include "analysis/base/result.h"

#include <cstdint>
#include <string>

namespace symbolon {

struct TextFile {
    std::string text;
    uint64_t size = 0; // bytes in the file
    uint32_t lines = 0;
};

// BadInput, the summary being the bare reason ("binary file", "not readable", "larger than 16 MiB").
Result<TextFile> readTextFile(const std::string &path, uint64_t mostBytes);

std::string tooLarge(uint64_t mostBytes); // the reason of a file over the limit

} // namespace symbolon
