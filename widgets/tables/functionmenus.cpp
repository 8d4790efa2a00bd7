// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The menus of FunctionTable: columns, and what can be done with the chosen functions.
#include "widgets/tables/functiontable.h"

#include "widgets/common/format.h"
#include "widgets/tables/functiontablemodel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QTreeView>

namespace symbolon {

void FunctionTable::fillMenus()
{
    m_columnMenu->clear();
    for (int section = 0; section < FunctionTableModel::ColumnCount; ++section) {
        QAction *action = m_columnMenu->addAction(FunctionTableModel::columnTitle(section));
        action->setCheckable(true);
        action->setChecked(!m_view->isColumnHidden(section));
        action->setEnabled(section != FunctionTableModel::NameColumn);
        connect(action, &QAction::toggled, this,
                [this, section](bool shown) { m_view->setColumnHidden(section, !shown); });
    }
    m_columnMenu->addSeparator();
    m_stubs = m_columnMenu->addAction(tr("Show import stubs"));
    m_stubs->setCheckable(true);
    m_stubs->setChecked(m_model->importStubsShown());
    connect(m_stubs, &QAction::toggled, this, &FunctionTable::setImportStubsShown);
}

void FunctionTable::showContextMenu(const QPoint &position)
{
    const QList<int> functions = selectedFunctions();
    if (functions.isEmpty())
        return;
    QMenu menu(this);
    const auto count = static_cast<int>(functions.size());
    menu.addAction(count == 1 ? tr("Accept") : tr("Accept %1 functions").arg(countText(count)), this,
                   [&] { Q_EMIT acceptRequested(functions); });
    menu.addAction(count == 1 ? tr("Reject") : tr("Reject %1 functions").arg(countText(count)), this,
                   [&] { Q_EMIT rejectRequested(functions); });
    menu.addAction(count == 1 ? tr("Block") : tr("Block %1 functions").arg(countText(count)), this,
                   [&] { Q_EMIT blockRequested(functions); });
    menu.addAction(tr("Match by hand…"), this, [&] { Q_EMIT manualMatchRequested(functions.first()); })
        ->setEnabled(count == 1 && m_model->workspace().sources);
    menu.addAction(tr("Clear decision"), this, [&] { Q_EMIT clearDecisionRequested(functions); });
    menu.addAction(tr("Comment…"), this, [&] { Q_EMIT commentRequested(functions.first()); })->setEnabled(count == 1);
    menu.addSeparator();
    const auto copy = [&](int column) {
        QStringList lines;
        for (const int function : functions)
            lines << m_model->index(m_model->rowOf(function), column).data().toString();
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    };
    menu.addAction(tr("Copy address"), this, [&] { copy(FunctionTableModel::AddressColumn); });
    menu.addAction(tr("Copy name"), this, [&] { copy(FunctionTableModel::NameColumn); });
    menu.exec(m_view->viewport()->mapToGlobal(position));
}

} // namespace symbolon
