// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The list of a program's functions: filter, state, sorting, columns, and the choice of what all other views
// show. Return in the table asks for the next view; A, R and C (or the context menu) decide about all
// selected functions. What a decision does is up to whoever listens.
#pragma once

#include "widgets/common/pane.h"
#include "widgets/common/selection.h"
#include "widgets/common/workspace.h"

#include <QList>

class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QTreeView;

namespace symbolon {

class FunctionDelegate;
class FunctionTableModel;
class PaneHeader;

class FunctionTable : public Pane
{
    Q_OBJECT

public:
    explicit FunctionTable(SelectionModel *selection, QWidget *parent = nullptr);

    void setWorkspace(const Workspace &workspace);

    [[nodiscard]] FunctionTableModel *model() const { return m_model; }
    [[nodiscard]] QTreeView *view() const { return m_view; }
    [[nodiscard]] QList<int> selectedFunctions() const; // in the order of the table
    [[nodiscard]] int nextUndecided() const;            // after the chosen one; -1: none

    // Columns, their order and sorting, for the window's settings.
    [[nodiscard]] QByteArray saveState() const;
    void restoreState(const QByteArray &state); // what does not fit is ignored

public Q_SLOTS:
    void find(); // the filter line takes the keyboard
    void setFilterText(const QString &text);
    void setImportStubsShown(bool shown);

Q_SIGNALS:
    void functionActivated(int function); // Return or double click
    void acceptRequested(const QList<int> &functions);
    void rejectRequested(const QList<int> &functions);
    void blockRequested(const QList<int> &functions);
    void manualMatchRequested(int function);
    void clearDecisionRequested(const QList<int> &functions);
    void commentRequested(int function);

protected:
    void lookChanged() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void applyFilter();
    void updateCount();
    void showCurrent();
    void selectRow(const QModelIndex &current);
    void fillMenus();
    void showContextMenu(const QPoint &position);
    bool handleKey(int key, Qt::KeyboardModifiers modifiers);

    SelectionModel *m_selection;
    FunctionTableModel *m_model;
    PaneHeader *m_header;
    QLineEdit *m_filter;
    QComboBox *m_state;
    QLabel *m_problem;
    QTreeView *m_view;
    FunctionDelegate *m_delegate;
    QMenu *m_columnMenu;
    QAction *m_stubs = nullptr;
    bool m_following = false; // the view moves because the selection did
};

} // namespace symbolon
