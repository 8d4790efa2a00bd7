// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What single files tell of tables, in the light of the whole tree: which names are functions, and which methods
// are virtual because a base class says so.
#pragma once

#include "analysis/source/tablereader.h"

#include <vector>

namespace symbolon {

// found[i] is of file i; `functions` are the tree's. Sorted by (file, line).
std::vector<SourceTable> finishTables(std::vector<FileTables> found, const std::vector<SourceFunction> &functions);

} // namespace symbolon
