// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A regular file's bytes, mapped rather than read: firmware images can be larger than memory.
#pragma once

#include "analysis/base/result.h"

#include <cstdint>
#include <span>
#include <string>

namespace symbolon {

class MappedFile
{
public:
    // BadInput: not there, not readable, empty, or no regular file (a directory, a device).
    static Result<MappedFile> open(const std::string &path);

    MappedFile(MappedFile &&other) noexcept;
    MappedFile &operator=(MappedFile &&) = delete;
    ~MappedFile();

    std::span<const uint8_t> bytes() const { return m_bytes; }

private:
    explicit MappedFile(std::span<const uint8_t> bytes) : m_bytes(bytes) { }
    std::span<const uint8_t> m_bytes;
};

} // namespace symbolon
