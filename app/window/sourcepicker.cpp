// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/sourcepicker.h"

#include "widgets/common/format.h"
#include "widgets/common/rowdelegate.h"
#include "widgets/tables/sourcefunctionmodel.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace symbolon {

SourcePicker::SourcePicker(const Workspace &workspace, int function, QWidget *parent)
    : QDialog(parent),
      m_function(function),
      m_model(new SourceFunctionModel(this)),
      m_edit(new QLineEdit(this)),
      m_absent(new QCheckBox(tr("&Not in the binary"), this)),
      m_count(new QLabel(this)),
      m_list(new QTreeView(this))
{
    setObjectName(QStringLiteral("source-picker"));
    setAttribute(Qt::WA_DeleteOnClose);
    const BinaryFunction &wanted = workspace.program->functions[std::size_t(function)];
    const QString address = addressText(wanted.address);
    setWindowTitle(tr("Match %1 by hand").arg(address));
    m_model->setWorkspace(workspace, function);

    auto *column = new QVBoxLayout(this);
    const QString name = symbolText(wanted.name);
    auto *head = new QLabel(tr("The source function of %1 (%2):").arg(name, address), this);
    head->setTextFormat(Qt::PlainText);
    head->setWordWrap(true);
    head->setBuddy(m_edit);
    column->addWidget(head);
    m_edit->setPlaceholderText(tr("Name or path"));
    m_edit->setAccessibleName(tr("Name or path of the source function"));
    m_edit->setClearButtonEnabled(true);
    m_edit->installEventFilter(this);
    auto *top = new QHBoxLayout;
    top->addWidget(m_edit, 1);
    m_absent->setToolTip(tr("Only functions that the matches tell to be absent from the binary"));
    m_absent->setVisible(m_model->hasVerdicts());
    top->addWidget(m_absent);
    column->addLayout(top);

    m_list->setModel(m_model);
    m_list->setRootIsDecorated(false);
    m_list->setItemDelegate(new RowDelegate(m_list, 1.5));
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setAccessibleName(tr("Source functions"));
    const int letter = fontMetrics().averageCharWidth();
    m_list->header()->resizeSection(SourceFunctionModel::NameColumn, letter * 34);
    m_list->header()->resizeSection(SourceFunctionModel::PlaceColumn, letter * 36);
    m_list->header()->resizeSection(SourceFunctionModel::ConfidenceColumn, letter * 14);
    m_list->header()->resizeSection(SourceFunctionModel::VerdictColumn, letter * 16);
    column->addWidget(m_list, 1);
    column->addWidget(m_count);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_match = buttons->addButton(tr("&Match"), QDialogButtonBox::AcceptRole);
    m_match->setDefault(true);
    m_match->setToolTip(tr("Accepts the chosen function as the source"));
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &SourcePicker::choose);
    connect(m_list, &QTreeView::doubleClicked, this, &SourcePicker::choose);
    connect(m_edit, &QLineEdit::textChanged, this, &SourcePicker::search);
    connect(m_absent, &QCheckBox::toggled, this, [this](bool on) {
        m_model->setAbsentOnly(on);
        showCount();
    });
    search();
    m_edit->setFocus();
    resize(letter * 124, fontMetrics().height() * 28);
}

void SourcePicker::search()
{
    m_model->setFilter(m_edit->text());
    showCount();
}

void SourcePicker::showCount()
{
    const int shown = m_model->rowCount();
    m_count->setText(shown == m_model->sourceCount()
                         ? tr("%1 functions", nullptr, shown).arg(countText(shown))
                         : tr("%1 of %2 functions").arg(countText(shown), countText(m_model->sourceCount())));
    m_list->setCurrentIndex(m_model->index(0, 0));
    m_match->setEnabled(shown > 0);
}

void SourcePicker::choose()
{
    const int source = m_model->sourceAt(m_list->currentIndex().row());
    if (source < 0)
        return;
    Q_EMIT sourceChosen(m_function, source);
    accept();
}

bool SourcePicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp || key == Qt::Key_PageDown) {
            QCoreApplication::sendEvent(m_list, event);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace symbolon
