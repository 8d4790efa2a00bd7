// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Names that C libraries define alike on the targets of interest (Linux and POSIX systems), as C text. A tree's own
// definitions come before these. Values that differ between architectures (most of O_*, SOCK_* and SO_* on MIPS) are
// left out.
#pragma once

#include <string_view>

namespace symbolon {

std::string_view preludeText();

} // namespace symbolon
