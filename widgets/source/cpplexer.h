// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// C and C++ in the colours of the theme.
#pragma once

#include "widgets/common/theme.h"
#include "widgets/source/qscintilla.h"

namespace symbolon {

class CppLexer : public QsciLexerCPP
{
    Q_OBJECT

public:
    explicit CppLexer(QObject *parent);

    void setTheme(const Theme &theme, const QFont &font);
    [[nodiscard]] const char *keywords(int set) const override; // 1: statements and specifiers, 2: types
};

} // namespace symbolon
