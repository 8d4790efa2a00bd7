// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The messages between the program and its worker processes: one byte of type, four bytes of length
// (little endian), the payload.
#pragma once

#include "analysis/base/result.h"

#include <cstdint>
#include <string>

namespace symbolon {

struct Frame {
    enum class Type : char {
        Progress = 'P', // stage, done, total
        Result = 'R',   // the encoded value that was asked for
        Error = 'E',    // kind, summary, detail, hint
        Request = 'Q',  // to the worker: one more piece of work
    };
    Type type = Type::Result;
    std::string payload;
};

constexpr std::size_t frameHeaderSize = 5;
constexpr uint32_t frameLimit = 1u << 30; // a larger payload is a broken peer

// The header for a payload of `size` bytes.
std::string frameHeader(Frame::Type type, uint32_t size);

std::string encodeError(const Error &error);
Error decodeError(const std::string &payload);

} // namespace symbolon
