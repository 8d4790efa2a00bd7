// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One field for everything: commands, binary functions, source functions. What is typed is compared in a
// job, so that a hundred thousand names do not hold up the keys.
#pragma once

#include "app/jobs/jobs.h"
#include "widgets/common/workspace.h"

#include <QFrame>
#include <QStandardItemModel>

#include <vector>

class QLineEdit;
class QListView;

namespace symbolon {

class Actions;

struct PaletteEntry {
    enum class Kind { Action, Function, Source };
    Kind kind = Kind::Action;
    QString name;
    QString secondary; // menu and key, address, file
    int index = 0;     // in the action list, Program::functions, SourceTree::functions
};
using PaletteEntries = std::vector<PaletteEntry>;

// The functions of both sides.
PaletteEntries functionEntries(const Workspace &workspace);
// The best `limit` of `first` and `second` for what was typed, best first; nothing typed: the first ones.
PaletteEntries bestEntries(const PaletteEntries &first, const PaletteEntries &second, const QString &typed, int limit,
                           const std::stop_token &stop);

class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    CommandPalette(Actions &actions, Jobs &jobs, QWidget *window);

    void setWorkspace(const Workspace &workspace);
    void open();

Q_SIGNALS:
    void functionChosen(int function);
    void sourceChosen(int source);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void close();
    [[nodiscard]] PaletteEntries commandEntries() const;
    void search();
    void show(const PaletteEntries &found);
    void choose();
    void place();

    Actions &m_actions;
    Jobs &m_jobs;
    Workspace m_workspace;
    PaletteEntries m_commands;
    std::shared_ptr<const PaletteEntries> m_functions; // null: to be made from the workspace
    PaletteEntries m_shown;
    QLineEdit *m_edit;
    QListView *m_list;
    QStandardItemModel m_found;
    QWidget *m_before = nullptr; // what had the focus
};

} // namespace symbolon
