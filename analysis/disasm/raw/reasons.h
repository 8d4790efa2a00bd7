// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The reasons of a proposal, with their sentences.
#pragma once

#include "analysis/disasm/rawproposal.h"

namespace symbolon::disasm::raw {

RawReason reason(RawReason::Kind kind, std::vector<uint64_t> numbers = {});
std::string hex(uint64_t number, int digits = 1);
std::string decimal(double number, int places);

} // namespace symbolon::disasm::raw
