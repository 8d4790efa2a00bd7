// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// SHA-256 (FIPS 180-4), where neither Qt nor a cryptographic library is linked.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace symbolon {

std::array<uint8_t, 32> sha256(std::string_view bytes);
std::string hexadecimal(const std::array<uint8_t, 32> &digest);

} // namespace symbolon
