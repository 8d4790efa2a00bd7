// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The colours of an instruction's text, the same in the graph, the disassembly list and wherever else code is
// shown. Works on Capstone's text, so it needs no decoder.
#pragma once

#include "analysis/disasm/program.h"
#include "widgets/common/theme.h"

#include <QString>

#include <vector>

class QPainter;

namespace symbolon {

struct TextToken {
    int start = 0; // in UTF-16 units
    int length = 0;
    ColorRole role = ColorRole::Text;
};

// SyntaxControl for a branch, call or return, else SyntaxMnemonic.
ColorRole mnemonicRole(QStringView mnemonic, Architecture architecture);

// Registers, numbers, addresses and punctuation, in order and without gaps.
std::vector<TextToken> operandTokens(QStringView operands);

// Draws one line of `text` in the painter's font; what does not fit into `rect` is elided at its end.
void paintTokens(QPainter &painter, const QRectF &rect, const QString &text, const std::vector<TextToken> &tokens,
                 const Theme &theme);

} // namespace symbolon
