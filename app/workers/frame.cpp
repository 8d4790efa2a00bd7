// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/workers/frame.h"

#include "analysis/base/bytes.h"

namespace symbolon {

std::string frameHeader(Frame::Type type, uint32_t size)
{
    std::string header(1, static_cast<char>(type));
    for (int shift = 0; shift < 32; shift += 8)
        header.push_back(static_cast<char>(size >> shift));
    return header;
}

std::string encodeError(const Error &error)
{
    ByteWriter out;
    out.u(static_cast<uint64_t>(error.kind));
    out.s(error.summary);
    out.s(error.detail);
    out.s(error.hint);
    return out.take();
}

Error decodeError(const std::string &payload)
{
    ByteReader in(payload);
    Error error;
    const uint64_t kind = in.u();
    error.kind = kind <= static_cast<uint64_t>(ErrorKind::Cancelled) ? static_cast<ErrorKind>(kind) : ErrorKind::Failed;
    error.summary = in.s();
    error.detail = in.s();
    error.hint = in.s();
    if (in.failed())
        return failure("a worker process sent a damaged message");
    return error;
}

} // namespace symbolon
