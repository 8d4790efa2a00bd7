// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/changesdialog.h"

#include "widgets/common/format.h"
#include "widgets/common/functionrow.h"
#include "widgets/common/rowdelegate.h"
#include "widgets/common/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace symbolon {

namespace {

constexpr int functionRole = Qt::UserRole;
enum Column { Address, Function, Before, ConfidenceBefore, After, ConfidenceAfter, ColumnCount };

void fill(QTreeWidgetItem *item, int column, const Workspace &workspace, int source, double confidence)
{
    if (source < 0 || !workspace.sources) {
        item->setText(column, QStringLiteral("–"));
        return;
    }
    const SourceFunction &function = workspace.sources->functions[std::size_t(source)];
    item->setText(column, sourceName(function));
    item->setToolTip(column, placeText(*workspace.sources, function));
    item->setText(column + 1, percentText(confidence));
    item->setTextAlignment(column + 1, Qt::AlignRight | Qt::AlignVCenter);
}

} // namespace

ChangesDialog::ChangesDialog(QWidget *parent) : QDialog(parent), m_head(new QLabel(this)), m_list(new QTreeWidget(this))
{
    setObjectName(QStringLiteral("changes"));
    setWindowTitle(tr("What changed"));
    auto *column = new QVBoxLayout(this);
    m_head->setTextFormat(Qt::PlainText);
    m_head->setWordWrap(true);
    column->addWidget(m_head);
    m_list->setHeaderLabels(
        {tr("Address"), tr("Function"), tr("Before"), tr("Confidence"), tr("After"), tr("Confidence")});
    m_list->setRootIsDecorated(false);
    m_list->setItemDelegate(new RowDelegate(m_list, 1.5));
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setAccessibleName(tr("Functions that changed"));
    const int letter = fontMetrics().averageCharWidth();
    const std::pair<int, int> widths[] = {{Address, 16}, {Function, 22},         {Before, 26},
                                          {After, 26},   {ConfidenceBefore, 13}, {ConfidenceAfter, 13}};
    for (const auto &[section, letters] : widths)
        m_list->header()->resizeSection(section, letter * letters);
    column->addWidget(m_list, 1);
    const auto choose = [this] {
        if (const QTreeWidgetItem *item = m_list->currentItem())
            Q_EMIT functionChosen(item->data(0, functionRole).toInt());
    };
    connect(m_list, &QTreeWidget::itemActivated, this, choose);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons->addButton(tr("&Show"), QDialogButtonBox::ActionRole), &QPushButton::clicked, this, choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    resize(letter * 124, fontMetrics().height() * 24);
}

QString ChangesDialog::summary(const MatchChanges &changes)
{
    const auto count = static_cast<int>(changes.functions.size());
    if (count == 0)
        return {};
    return changes.decisions > 1 ? tr("%n function(s) changed because of these decisions", nullptr, count)
                                 : tr("%n function(s) changed because of this decision", nullptr, count);
}

void ChangesDialog::setChanges(const MatchChanges &changes)
{
    const QString text = summary(changes);
    m_head->setText(text.isEmpty() ? tr("No other function changed.") : text);
    m_list->clear();
    QList<QTreeWidgetItem *> items;
    for (const MatchChange &change : changes.functions) {
        const FunctionRow row = functionRow(changes.after, change.function);
        auto *item = new QTreeWidgetItem;
        item->setText(Address, addressText(row.function->address));
        item->setFont(Address, monospaceFont());
        item->setText(Function, symbolText(row.function->name));
        fill(item, Before, changes.after, change.sourceBefore, change.confidenceBefore);
        fill(item, After, changes.after, change.sourceAfter, change.confidenceAfter);
        item->setData(0, functionRole, change.function);
        items.append(item);
    }
    m_list->addTopLevelItems(items);
    if (!items.isEmpty())
        m_list->setCurrentItem(items.first());
}

} // namespace symbolon
