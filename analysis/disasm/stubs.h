// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Import stubs: PLT entries and their kin in the sections that hold nothing else, found by what they jump to.
#pragma once

#include "analysis/disasm/decoder.h"
#include "analysis/disasm/knowledge.h"

namespace symbolon::disasm {

// Fills Knowledge::stubs and marks the stubs' bytes.
void findStubs(Decoder &decoder, Knowledge &knowledge);

} // namespace symbolon::disasm
