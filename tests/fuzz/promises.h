// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an Image and a Program promise, whatever bytes they came from.
#pragma once

#include "analysis/disasm/program.h"

#include <string>

namespace symbolon::fuzz {

// The first promise that is broken, in words; empty: all are kept.
std::string brokenPromise(const Image &image);
std::string brokenPromise(const Image &image, const Program &program);

} // namespace symbolon::fuzz
