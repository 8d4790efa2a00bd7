// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A model as text: one line per row, cells separated by " | ", for comparing with text in a test.
#pragma once

#include <QAbstractItemModel>
#include <QStringList>

namespace symbolon::test {

inline QString printed(const QAbstractItemModel &model, std::initializer_list<int> columns)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (const int column : columns)
            cells << model.index(row, column).data().toString().replace(QChar(QChar::Nbsp), u' ');
        lines << cells.join(QLatin1String(" | "));
    }
    return u'\n' + lines.join(u'\n') + u'\n';
}

} // namespace symbolon::test
