// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Image → Program: function discovery, basic blocks, call graph, references. Decoding is Capstone's.
#pragma once

#include "analysis/base/result.h"
#include "analysis/base/work.h"
#include "analysis/binary/image.h"
#include "analysis/disasm/program.h"

namespace symbolon {

struct DisassemblyOptions {
    uint64_t instructionsPerFunction = 200'000; // step budget; a function that reaches it says so in its note
};

// Errors: Cancelled; BadInput when the image holds no executable bytes.
Result<Program> disassemble(const Image &image, const DisassemblyOptions &options, const Work &work);

} // namespace symbolon
