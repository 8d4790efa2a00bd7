// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an instruction refers to, as a person would note it beside the instruction.
#pragma once

#include "analysis/disasm/program.h"
#include "widgets/common/theme.h"

#include <QString>

namespace symbolon {

struct LineComment {
    QString text; // empty: nothing worth saying
    ColorRole role = ColorRole::SyntaxComment;
};

LineComment lineComment(const Program &program, const BinaryFunction &function, const Instruction &instruction);

} // namespace symbolon
