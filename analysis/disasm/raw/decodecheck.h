// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How many of the bytes that look like an architecture's code decode as such, with Capstone.
#pragma once

#include "analysis/base/work.h"
#include "analysis/disasm/raw/statistics.h"

namespace symbolon::disasm::raw {

struct DecodeCheck {
    uint64_t decoded = 0;   // instructions
    uint64_t undecoded = 0; // places where there is none
    [[nodiscard]] uint64_t all() const { return decoded + undecoded; }
    [[nodiscard]] double share() const { return all() ? static_cast<double>(decoded) / static_cast<double>(all()) : 0; }
};

// From up to 256 of the functions that were found on, up to 24 instructions of each.
DecodeCheck checkDecoding(const Blob &blob, const CodeStatistics &code, const Work &work);

} // namespace symbolon::disasm::raw
