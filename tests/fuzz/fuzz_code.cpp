// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Decoder loop: the first byte chooses the architecture, the rest is code and what lies beside it.
#include "analysis/disasm/disassembler.h"
#include "fuzz.h"
#include "promises.h"

using namespace symbolon;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2 || size > 16'384)
        return 0;
    const Image image = fuzz::imageOf(data[0], {data + 1, size - 1});
    Work work;
    work.threads = 1;
    const auto program = disassemble(image, {.instructionsPerFunction = 5'000}, work);
    fuzz::require(!program || fuzz::brokenPromise(image, *program).empty());
    return 0;
}
