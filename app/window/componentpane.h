// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The checkouts of the project: how much of the binary each is, from which version it was made; here they are added
// and removed.
#pragma once

#include "widgets/common/pane.h"
#include "widgets/common/workspace.h"

#include <QList>
#include <QStringList>

class QToolButton;

namespace symbolon {

class ComponentModel;
class PaneHeader;
class RowDelegate;
class RowView;
struct SessionSummary;
struct SourceInput;

class ComponentPane : public Pane
{
    Q_OBJECT

public:
    explicit ComponentPane(QWidget *parent = nullptr);

    // `summary` may be null.
    void show(const Workspace &workspace, const QList<SourceInput> &checkouts, const SessionSummary *summary);
    void setReadOnly(bool readOnly);

    [[nodiscard]] ComponentModel *model() const { return m_model; }
    [[nodiscard]] RowView *view() const { return m_view; }

Q_SIGNALS:
    void addRequested();
    void removeRequested(const QStringList &folders);
    void functionRequested(int function);
    void fileRequested(const QString &label); // of a file, or what those of a component begin with

protected:
    void lookChanged() override;

private:
    void update();
    void activate(const QModelIndex &index);
    void removeChosen();
    void showContextMenu(const QPoint &position);
    [[nodiscard]] QStringList chosenFolders() const;
    [[nodiscard]] QStringList openRows() const;

    PaneHeader *m_header;
    ComponentModel *m_model;
    RowView *m_view;
    RowDelegate *m_delegate;
    QToolButton *m_add;
    QToolButton *m_remove;
    bool m_readOnly = false;
    bool m_sized = false; // the columns have the widths of what is in them
};

} // namespace symbolon
