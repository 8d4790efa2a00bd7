// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether a file, as it is now, still holds a function where it was read.
#pragma once

#include "analysis/source/sourcetree.h"

#include <QString>

namespace symbolon {

// White space and characters outside ASCII do not count: the two may have been decoded differently.
bool holdsFunction(const QString &fileText, const SourceFunction &function);

} // namespace symbolon
