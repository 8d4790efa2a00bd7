// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Text in an image's memory.
#pragma once

#include "analysis/binary/image.h"

#include <cstdint>
#include <optional>
#include <string>

namespace symbolon::disasm {

// The NUL-terminated text at an address, as UTF-8: ASCII or UTF-8 first, then UTF-16 and UTF-32 in the image's
// byte order. Null where the bytes are no printable text of at least `shortest` characters.
std::optional<std::string> stringAt(const Image &image, uint64_t address, unsigned shortest);

} // namespace symbolon::disasm
