// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A tree view set up as a long list of whole rows.
#pragma once

#include <QTreeView>

namespace symbolon {

class RowView : public QTreeView
{
    Q_OBJECT

public:
    explicit RowView(QWidget *parent = nullptr);

    void keyboardSearch(const QString &) override { } // letters are commands; finding is the filter's
};

} // namespace symbolon
