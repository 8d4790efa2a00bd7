// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who is to blame for a crash, from the report that it leaves: AddressSanitizer's, UBSan's, or a list of frames
// that this handler prints.
#pragma once

#include <string>

namespace symbolon::fuzz {

// Prints the frames on stderr when a signal ends the program, or when its processor time is up (SIGPROF: exit
// status TimeIsUp).
constexpr int TimeIsUp = 124;
void reportCrashes();

// Whether the innermost frame that is not the C library's is LIEF's. In the product that ends a child process.
bool isInsideLief(const std::string &report);

#if defined(__SANITIZE_ADDRESS__)
constexpr bool Sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool Sanitized = true;
#else
constexpr bool Sanitized = false;
#endif
#else
constexpr bool Sanitized = false;
#endif

} // namespace symbolon::fuzz
