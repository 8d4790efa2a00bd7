// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What several jobs found in one file, as one.
#pragma once

#include "analysis/source/filefacts.h"

#include <vector>

namespace symbolon {

// One FileFacts per path, sorted by path: several commands' findings together, each function once, and the functions
// that full parses of other files saw in it.
std::vector<FileFacts> uniteFiles(std::vector<FileFacts> facts);

} // namespace symbolon
