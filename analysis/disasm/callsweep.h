// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where the direct calls of a piece of memory lead that nothing else is known of: raw code without an entry.
#pragma once

#include "analysis/disasm/codemap.h"

#include <cstdint>
#include <vector>

namespace symbolon::disasm {

struct CalledAddress {
    uint64_t target = 0;
    uint64_t site = 0; // of the first call
    uint32_t calls = 0;
    bool thumb = false;
};

// Reads every place that could hold a call (x86: every byte) as one; the targets that lie in the code, those with
// most calls first. Data read as code gives some targets, too.
std::vector<CalledAddress> sweepCalls(const Image &image, const CodeMap &code);

} // namespace symbolon::disasm
