// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The words of a row of data among code, as an assembler writes them: ".word 0x0040c2f0".
#pragma once

#include "analysis/disasm/program.h"

#include <QString>

namespace symbolon {

QString dataMnemonic(const DataInCode &data);
QString dataOperands(const DataInCode &data);

} // namespace symbolon
