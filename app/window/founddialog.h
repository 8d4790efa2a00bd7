// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where in the binary a source function may be: the functions most like it, best first, with what each shares with
// it. Stays open beside the window, so that one after the other can be looked at.
#pragma once

#include "app/embedding/search.h"
#include "widgets/common/workspace.h"

#include <QDialog>

class QTreeWidget;

namespace symbolon {

class FoundDialog : public QDialog
{
    Q_OBJECT

public:
    FoundDialog(const Workspace &workspace, int source, const std::vector<BinaryHit> &hits, QWidget *parent = nullptr);

    [[nodiscard]] QTreeWidget *list() const { return m_list; }

Q_SIGNALS:
    void functionChosen(int function);

private:
    QTreeWidget *m_list;
};

} // namespace symbolon
