// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What became of other functions because of a decision: before → after, each row leads to its function. Stays open
// beside the window.
#pragma once

#include "app/session/matchchanges.h"

#include <QDialog>

class QLabel;
class QTreeWidget;

namespace symbolon {

class ChangesDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ChangesDialog(QWidget *parent = nullptr);

    void setChanges(const MatchChanges &changes);
    [[nodiscard]] QTreeWidget *list() const { return m_list; }
    // "7 functions changed because of this decision"; empty: none did.
    static QString summary(const MatchChanges &changes);

Q_SIGNALS:
    void functionChosen(int function);

private:
    QLabel *m_head;
    QTreeWidget *m_list;
};

} // namespace symbolon
