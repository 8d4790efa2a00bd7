// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why a function is believed to start where it does, in the words of JSON and CSV.
#pragma once

#include "analysis/disasm/program.h"

#include <QStringList>

namespace symbolon {

QStringList originNames(Origins origins); // "symbol", "call" …

} // namespace symbolon
