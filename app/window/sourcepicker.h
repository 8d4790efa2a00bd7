// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Matching by hand: any function of the sources, found by what is typed of its name or path, for one binary function.
#pragma once

#include "widgets/common/workspace.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeView;

namespace symbolon {

class SourceFunctionModel;

class SourcePicker : public QDialog
{
    Q_OBJECT

public:
    SourcePicker(const Workspace &workspace, int function, QWidget *parent = nullptr);

    [[nodiscard]] int function() const { return m_function; }

Q_SIGNALS:
    void sourceChosen(int function, int source);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override; // the arrows move in the list while typing

private:
    void search();
    void showCount(); // of the functions shown; chooses the first
    void choose();

    int m_function;
    SourceFunctionModel *m_model;
    QLineEdit *m_edit;
    QCheckBox *m_absent;
    QLabel *m_count;
    QTreeView *m_list;
    QPushButton *m_match;
};

} // namespace symbolon
