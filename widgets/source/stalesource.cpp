// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/source/stalesource.h"

namespace symbolon {

namespace {

QString essence(QStringView line)
{
    QString kept;
    for (const QChar c : line)
        if (c.unicode() > 0x20 && c.unicode() < 0x7f)
            kept += c;
    return kept;
}

// The line at `start` without its end; moves `start` behind it (past the text after the last line).
QStringView takeLine(QStringView text, qsizetype &start)
{
    qsizetype end = text.indexOf(u'\n', start);
    if (end < 0)
        end = text.size();
    const QStringView line = text.mid(start, end - start);
    start = end + 1;
    return line;
}

} // namespace

bool holdsFunction(const QString &fileText, const SourceFunction &function)
{
    qsizetype at = 0;
    for (uint32_t line = 1; line < function.line; ++line) {
        if (at >= fileText.size())
            return false;
        takeLine(fileText, at);
    }
    const QString expected = QString::fromStdString(function.text);
    for (qsizetype from = 0; from < expected.size();) {
        if (at > fileText.size())
            return false;
        // The function's first and last line may share theirs with other code.
        if (!essence(takeLine(fileText, at)).contains(essence(takeLine(expected, from))))
            return false;
    }
    return true;
}

} // namespace symbolon
