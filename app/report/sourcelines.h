// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A C or C++ function's text as lines of coloured spans: a light lexer, enough to tell comments, literals and
// keywords apart in a report.
#pragma once

#include <QString>

#include <string>
#include <vector>

namespace symbolon {

enum class CodeStyle { Plain, Keyword, Literal, Number, Comment, Preprocessor };

struct CodeSpan {
    CodeStyle style = CodeStyle::Plain;
    QString text;
};

using CodeLine = std::vector<CodeSpan>;

std::vector<CodeLine> sourceLines(const std::string &text);

} // namespace symbolon
