// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a run of bytes is when it is no container that can be opened.
#pragma once

#include "analysis/binary/containers/reader.h"
#include "analysis/binary/executableheader.h"

#include <optional>
#include <string>

namespace symbolon {

// Bits per byte, 0 to 8.
double entropyOf(ByteSpan bytes);

// No NUL, hardly any control characters.
bool looksLikeText(ByteSpan bytes);

// One value from beginning to end, as between the parts of a flash image.
bool isPadding(ByteSpan bytes);
// The bytes without the padding at both ends; `skipped`: how much was at the beginning.
ByteSpan withoutPadding(ByteSpan bytes, uint64_t &skipped);

// Formats that are known by their magic but cannot be opened: what to tell the user.
struct KnownFormat {
    std::string_view magic;
    uint64_t at;
    std::string_view kind; // "7z"
    std::string_view name; // "a 7-Zip archive"
};
const KnownFormat *knownFormat(ByteSpan bytes);

// Where an executable that stands in an image ends, from its own headers; 0: not known.
uint64_t executableExtent(ByteSpan bytes, const ExecutableHeader &header);

// Fills kind, type, architecture and so on of a file or region that holds no container.
void describeContent(ContainerEntry &entry, ByteSpan bytes);

} // namespace symbolon
