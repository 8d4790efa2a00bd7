// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string_view>

namespace symbolon::disasm {

// Functions of the C and C++ libraries, of Windows and of macOS that never come back, by name.
bool isNoReturnName(std::string_view name);

} // namespace symbolon::disasm
