// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Finds containers and executables in an image, at any offset.
#pragma once

#include "analysis/binary/containers/reader.h"
#include "analysis/binary/executableheader.h"

#include <functional>
#include <map>
#include <optional>

namespace symbolon {

struct ScanHit {
    uint64_t offset = 0;
    const ContainerReader *reader = nullptr; // nullptr: an executable
    uint64_t size = 0;                       // 0: known after reading
};

// A container that begins with the first byte of a whole file or member.
std::optional<ScanHit> containerAtStart(ByteSpan bytes);

class ContainerScan
{
public:
    explicit ContainerScan(ByteSpan bytes) : m_bytes(bytes) { }

    // The first hit at `from` or behind it. `stop` ends the search early, without a hit.
    std::optional<ScanHit> next(uint64_t from, const std::function<bool()> &stop);
    // Formats that were given up after too many false alarms: "zip, lzma"; empty: none.
    std::string givenUp() const;

private:
    std::optional<ScanHit> tryAt(uint64_t start, const ContainerReader *reader);

    ByteSpan m_bytes;
    std::map<const ContainerReader *, unsigned> m_falseAlarms;
};

} // namespace symbolon
