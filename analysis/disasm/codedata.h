// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What stands between the blocks of a function and is no code: its literals, its jump tables, padding.
#pragma once

#include "analysis/disasm/flow.h"

namespace symbolon::disasm {

// The end of a no-operation, of a trap or of zeros that fill up to the next piece of code; 0: something else.
uint64_t paddingEnd(Decoder &decoder, const Image &image, uint64_t address, uint64_t end, bool thumb);

// By address; nothing overlaps. Of a literal that several functions read, only the one in whose stretch it lies has it.
std::vector<DataInCode> findDataInCode(const FunctionFlow &flow, const Knowledge &knowledge, Decoder &decoder);

} // namespace symbolon::disasm
