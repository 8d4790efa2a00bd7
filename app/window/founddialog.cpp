// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/founddialog.h"

#include "widgets/common/format.h"
#include "widgets/common/functionrow.h"
#include "widgets/common/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace symbolon {

namespace {

constexpr int functionRole = Qt::UserRole;
constexpr int mostShared = 4; // pieces of evidence that a row names

QStringList sharedTexts(const std::vector<Evidence> &evidence, int most)
{
    QStringList texts;
    for (const Evidence &one : evidence) {
        if (one.kind == EvidenceKind::Embedding || one.kind == EvidenceKind::Structure)
            continue;
        const QString text = evidenceText(one);
        if (texts.size() < most && !texts.contains(text))
            texts.append(text);
    }
    return texts;
}

} // namespace

FoundDialog::FoundDialog(const Workspace &workspace, int source, const std::vector<BinaryHit> &hits, QWidget *parent)
    : QDialog(parent), m_list(new QTreeWidget(this))
{
    const SourceFunction &wanted = workspace.sources->functions[std::size_t(source)];
    setObjectName(QStringLiteral("found"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("%1 in the binary").arg(sourceName(wanted)));
    const int line = fontMetrics().height();
    auto *column = new QVBoxLayout(this);
    auto *head = new QLabel(hits.empty() ? tr("No function of the binary is like %1 (%2).")
                                               .arg(sourceName(wanted), placeText(*workspace.sources, wanted))
                                         : tr("The functions of the binary most like %1 (%2):")
                                               .arg(sourceName(wanted), placeText(*workspace.sources, wanted)),
                            this);
    head->setTextFormat(Qt::PlainText);
    head->setWordWrap(true);
    column->addWidget(head);

    m_list->setHeaderLabels({tr("Address"), tr("Similarity"), tr("Function"), tr("In common")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setAccessibleName(tr("Functions of the binary"));
    for (const BinaryHit &hit : hits) {
        const FunctionRow row = functionRow(workspace, int(hit.function));
        const auto name = row.name();
        auto *item = new QTreeWidgetItem(m_list);
        item->setText(0, addressText(row.function->address));
        item->setFont(0, monospaceFont());
        item->setText(1, percentText(hit.score));
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setText(2, symbolText(std::string(name)));
        item->setText(3, sharedTexts(hit.evidence, mostShared).join(QStringLiteral(" · ")));
        item->setToolTip(3, sharedTexts(hit.evidence, 20).join(u'\n'));
        item->setData(0, functionRole, int(hit.function));
    }
    for (int n = 0; n < 3; ++n)
        m_list->resizeColumnToContents(n);
    m_list->setColumnWidth(2, std::min(m_list->columnWidth(2), line * 18));
    column->addWidget(m_list, 1);

    const auto choose = [this] {
        if (const QTreeWidgetItem *item = m_list->currentItem())
            Q_EMIT functionChosen(item->data(0, functionRole).toInt());
    };
    connect(m_list, &QTreeWidget::itemActivated, this, choose);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *show = buttons->addButton(tr("&Show"), QDialogButtonBox::ActionRole);
    show->setEnabled(!hits.empty());
    connect(show, &QPushButton::clicked, this, choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    if (!hits.empty())
        m_list->setCurrentItem(m_list->topLevelItem(0));
    resize(line * 48, line * 24);
}

} // namespace symbolon
