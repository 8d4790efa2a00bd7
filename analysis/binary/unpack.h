// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whole archives to disk, and compressed files to memory, for who has made them himself. What comes from somebody
// else goes through containers/container.h, which writes nothing.
#pragma once

#include "analysis/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace symbolon {

// Writes the regular files of an archive (any format and compression that libarchive reads) below `folder`, which
// exists. Links to files of the archive become copies; other entries, and names that lead out of the folder, are left
// out. Failed: not readable, damaged, disk full.
Result<void> unpackArchive(const std::string &archive, const std::string &folder);

// The content of a file, decompressed when it is compressed.
Result<std::vector<uint8_t>> readDecompressed(const std::string &file);

} // namespace symbolon
