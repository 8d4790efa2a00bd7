// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// RawFindings ↔ bytes, for the worker process.
#pragma once

#include "analysis/disasm/rawproposal.h"

#include <optional>
#include <string>
#include <string_view>

namespace symbolon {

std::string encodeFindings(const RawFindings &findings);
std::optional<RawFindings> decodeFindings(std::string_view bytes);

} // namespace symbolon
