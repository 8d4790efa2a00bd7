// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What discovery found → Program, a function at a time on several threads.
#pragma once

#include "analysis/base/work.h"
#include "analysis/disasm/discovery.h"

namespace symbolon::disasm {

// Leaves `program.functions`, `strings` and `imports` filled; false when it was stopped.
bool assembleProgram(const Discovery &discovery, Decoder &decoder, const Knowledge &knowledge, const Work &work,
                     Program &program);

} // namespace symbolon::disasm
