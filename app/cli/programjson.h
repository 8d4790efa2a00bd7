// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Program → the JSON of `symbolon analyze --json`: the report's function fields (schema 1, no candidates)
// and beside them what disassembly found of each function.
#pragma once

#include "analysis/disasm/program.h"

#include <QByteArray>
#include <QIODevice>

namespace symbolon {

// False when the device takes no more.
bool writeProgramJson(const Program &program, const QByteArray &sha256, QIODevice &out);

} // namespace symbolon
