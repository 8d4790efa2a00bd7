// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A Program's encoding, as it comes from a child process or out of a project file.
#include "analysis/disasm/program.h"
#include "fuzz.h"

using namespace symbolon;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto program = decodeProgram({reinterpret_cast<const char *>(data), size});
    fuzz::require(!program || decodeProgram(encodeProgram(*program)));
    return 0;
}
