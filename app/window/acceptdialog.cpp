// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/acceptdialog.h"

#include "widgets/common/format.h"
#include "widgets/common/rowdelegate.h"
#include "widgets/tables/proposalmodel.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QTreeView>
#include <QVBoxLayout>

namespace symbolon {

namespace {

constexpr int stepsOfSlider = 1000; // 0.1 %, as the number beside it

} // namespace

AcceptDialog::AcceptDialog(const Workspace &workspace, QWidget *parent)
    : QDialog(parent),
      m_model(new ProposalModel(this)),
      m_slider(new QSlider(Qt::Horizontal, this)),
      m_percent(new QDoubleSpinBox(this)),
      m_count(new QLabel(this)),
      m_list(new QTreeView(this))
{
    setObjectName(QStringLiteral("accept-above"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Accept many"));
    auto *column = new QVBoxLayout(this);
    auto *head = new QLabel(tr("Accept what is proposed with a &confidence of at least:"), this);
    head->setBuddy(m_percent);
    head->setToolTip(confidenceMeaning());
    column->addWidget(head);
    m_percent->setRange(0, 100);
    m_percent->setDecimals(1);
    m_percent->setSingleStep(1);
    m_percent->setSuffix(tr(" %"));
    m_percent->setAccessibleName(tr("Least confidence"));
    m_slider->setRange(0, stepsOfSlider);
    m_slider->setPageStep(stepsOfSlider / 20);
    m_slider->setAccessibleName(tr("Least confidence"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_slider, 1);
    row->addWidget(m_percent);
    column->addLayout(row);
    m_count->setTextFormat(Qt::PlainText);
    m_count->setWordWrap(true);
    column->addWidget(m_count);

    m_list->setModel(m_model);
    m_list->setRootIsDecorated(false);
    m_list->setItemDelegate(new RowDelegate(m_list, 1.5));
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setAccessibleName(tr("What would be accepted"));
    const int letter = fontMetrics().averageCharWidth();
    const std::pair<int, int> widths[] = {{ProposalModel::AddressColumn, 16},    {ProposalModel::FunctionColumn, 24},
                                          {ProposalModel::SourceColumn, 26},     {ProposalModel::PlaceColumn, 28},
                                          {ProposalModel::SimilarityColumn, 12}, {ProposalModel::ConfidenceColumn, 13}};
    for (const auto &[section, letters] : widths)
        m_list->header()->resizeSection(section, letter * letters);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(ProposalModel::PlaceColumn, QHeaderView::Stretch);
    column->addWidget(m_list, 1);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_accept->setDefault(true);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen(functions());
        accept();
    });
    connect(m_percent, &QDoubleSpinBox::valueChanged, this, [this](double percent) { setConfidence(percent / 100); });
    connect(m_slider, &QSlider::valueChanged, this, [this](int step) { setConfidence(double(step) / stepsOfSlider); });
    m_model->setWorkspace(workspace);
    setConfidence(usualConfidence);
    resize(letter * 130, fontMetrics().height() * 30);
}

void AcceptDialog::setWorkspace(const Workspace &workspace)
{
    m_model->setWorkspace(workspace);
    showChoice();
}

void AcceptDialog::setConfidence(double confidence)
{
    const QSignalBlocker slider(m_slider);
    const QSignalBlocker percent(m_percent);
    m_percent->setValue(confidence * 100);
    m_slider->setValue(qRound(confidence * stepsOfSlider));
    showChoice();
}

double AcceptDialog::confidence() const
{
    return m_percent->value() / 100;
}

QList<int> AcceptDialog::functions() const
{
    return m_model->functions();
}

void AcceptDialog::showChoice()
{
    m_model->setConfidence(confidence());
    const int count = m_model->rowCount();
    const int all = m_model->proposedCount();
    m_count->setText(all == 0 ? tr("Nothing is proposed and undecided.")
                              : tr("%1 of %2 undecided functions. One undo takes all of them back.")
                                    .arg(countText(count), countText(all)));
    m_accept->setText(count == 0 ? tr("&Accept") : tr("&Accept %1", nullptr, count).arg(countText(count)));
    m_accept->setEnabled(count > 0);
}

} // namespace symbolon
