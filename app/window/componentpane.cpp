// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/componentpane.h"

#include "app/report/versiontext.h"
#include "app/window/componentmodel.h"
#include "app/window/icons.h"
#include "widgets/common/format.h"
#include "widgets/common/paneheader.h"
#include "widgets/common/rowdelegate.h"
#include "widgets/common/rowview.h"

#include <QHeaderView>
#include <QKeySequence>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace symbolon {

ComponentPane::ComponentPane(QWidget *parent)
    : Pane(parent),
      m_header(new PaneHeader(this)),
      m_model(new ComponentModel(this)),
      m_view(new RowView(this)),
      m_delegate(new RowDelegate(m_view, 1.7)),
      m_add(new QToolButton),
      m_remove(new QToolButton)
{
    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
    m_view->setAccessibleName(tr("Components"));
    m_view->setRootIsDecorated(true);
    m_view->setItemsExpandable(true);
    m_view->header()->setSectionsMovable(false);
    m_view->header()->setStretchLastSection(false); // a number far from its row cannot be read
    const auto prepare = [this](QToolButton *button, const QString &text, const char *icon, const QString &tip) {
        button->setAutoRaise(true);
        button->setText(text);
        button->setIcon(themedIcon(QLatin1String(icon)));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setToolTip(tip);
        m_header->addButton(button);
    };
    prepare(m_add, tr("Add sources…"), "sources", tr("Another checkout beside these: a library, another version"));
    prepare(m_remove, tr("Remove"), "close", tr("Takes the chosen checkouts out of the project; their files stay"));
    column()->insertWidget(0, m_header);
    setContentWidget(m_view);

    connect(m_add, &QToolButton::clicked, this, &ComponentPane::addRequested);
    connect(m_remove, &QToolButton::clicked, this, &ComponentPane::removeChosen);
    connect(this, &Pane::actionRequested, this, &ComponentPane::addRequested);
    connect(m_view, &QAbstractItemView::activated, this, &ComponentPane::activate);
    connect(m_view, &QWidget::customContextMenuRequested, this, &ComponentPane::showContextMenu);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ComponentPane::update);
    show({}, {}, nullptr);
}

void ComponentPane::show(const Workspace &workspace, const QList<SourceInput> &checkouts, const SessionSummary *summary)
{
    const QStringList open = openRows();
    m_model->show(workspace, checkouts, summary);
    for (int n = 0; n < m_model->rowCount(); ++n) {
        const QModelIndex row = m_model->index(n, 0);
        const bool answer = row.data(ComponentModel::WholeRowRole).toBool();
        m_view->setFirstColumnSpanned(n, {}, answer);
        for (int child = 0; answer && child < m_model->rowCount(row); ++child)
            m_view->setFirstColumnSpanned(child, row, true);
        m_view->setExpanded(row, open.contains(row.data().toString()));
    }
    m_header->setTitle(tr("Components"));
    m_header->setSecondary(summary && !checkouts.isEmpty()
                               ? tr("%1 of %2 functions belong to them")
                                     .arg(countText(summary->parts.functions - summary->parts.unclaimed),
                                          countText(summary->parts.functions))
                               : QString());
    m_header->setToolTip(ComponentRows::meaning());
    if (checkouts.isEmpty())
        showEmpty(tr("The source checkouts will stand here, with how much of the binary each is."),
                  tr("Several stay side by side: the program's own code, its libraries, two versions of one."),
                  tr("Add sources…"));
    else
        showContent();
    if (summary && !m_sized) {
        m_sized = true;
        m_view->resizeColumnToContents(ComponentModel::NameColumn);
        m_view->setColumnWidth(ComponentModel::NameColumn, std::clamp(m_view->columnWidth(0) + 40, 180, 420));
        for (int n = 1; n < ComponentModel::ColumnCount; ++n)
            m_view->resizeColumnToContents(n);
    }
    update();
}

void ComponentPane::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    update();
}

QStringList ComponentPane::openRows() const
{
    QStringList open;
    for (int n = 0; n < m_model->rowCount(); ++n) {
        const QModelIndex row = m_model->index(n, 0);
        if (m_view->isExpanded(row))
            open.append(row.data().toString());
    }
    return open;
}

QStringList ComponentPane::chosenFolders() const
{
    QStringList folders;
    const QModelIndexList rows = m_view->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        const QString folder = row.data(ComponentModel::FolderRole).toString();
        if (!folder.isEmpty())
            folders.append(folder);
    }
    return folders;
}

void ComponentPane::update()
{
    m_add->setEnabled(!m_readOnly);
    m_remove->setEnabled(!m_readOnly && !chosenFolders().isEmpty());
}

void ComponentPane::activate(const QModelIndex &index)
{
    const QModelIndex row = index.siblingAtColumn(0);
    const int function = row.data(ComponentModel::FunctionRole).toInt();
    if (function >= 0)
        Q_EMIT functionRequested(function);
    else if (row.parent().isValid() && !row.data(ComponentModel::FileRole).toString().isEmpty())
        Q_EMIT fileRequested(row.data(ComponentModel::FileRole).toString());
}

void ComponentPane::removeChosen()
{
    const QStringList folders = chosenFolders();
    if (!folders.isEmpty())
        Q_EMIT removeRequested(folders);
}

void ComponentPane::showContextMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QModelIndex row = m_view->indexAt(position).siblingAtColumn(0);
    const QString label = row.data(ComponentModel::FileRole).toString();
    if (!label.isEmpty())
        menu->addAction(tr("Show its functions in the binary"), this, [this, label] { Q_EMIT fileRequested(label); });
    menu->addAction(m_add->icon(), m_add->text(), this, &ComponentPane::addRequested)->setEnabled(m_add->isEnabled());
    menu->addAction(m_remove->icon(), tr("Remove from the project"), this, &ComponentPane::removeChosen)
        ->setEnabled(m_remove->isEnabled());
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

void ComponentPane::lookChanged()
{
    m_delegate->setTheme(Theme(palette()));
}

} // namespace symbolon
