// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/founddialog.h"

#include "widgets/common/format.h"
#include "widgets/common/functionrow.h"
#include "widgets/common/theme.h"
#include "widgets/common/verdicts.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
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

// "sub_401000", with the source function that is proposed for it: "sub_401000 (main)".
QString nameText(const FunctionRow &row)
{
    const QString own = symbolText(row.function->name);
    if (!row.source)
        return own;
    const QString source = sourceName(*row.source);
    return source == own ? own : QStringLiteral("%1 (%2)").arg(own, source);
}

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

FoundDialog::FoundDialog(const Workspace &workspace, const SourceAnswer &answer, QWidget *parent)
    : QDialog(parent), m_verdict(plainLabel({}, this)), m_list(new QTreeWidget(this))
{
    const SourceFunction &wanted = workspace.sources->functions[answer.source];
    setObjectName(QStringLiteral("found"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("%1 in the binary").arg(sourceName(wanted)));
    const int line = fontMetrics().height();
    auto *column = new QVBoxLayout(this);
    auto *head =
        plainLabel(QStringLiteral("%1  %2").arg(sourceName(wanted), placeText(*workspace.sources, wanted)), this);
    column->addWidget(head);
    m_verdict->setText(verdictText(answer));
    m_verdict->setObjectName(QStringLiteral("verdict"));
    m_verdict->setToolTip(answer.verdict ? verdictMeaning(*answer.verdict) : QString());
    QFont strong = m_verdict->font();
    strong.setBold(true);
    m_verdict->setFont(strong);
    column->addWidget(m_verdict);

    m_list->setHeaderLabels(
        {tr("Address"), tr("Is it"), tr("Confidence"), tr("Similarity"), tr("Function"), tr("In common")});
    m_list->headerItem()->setToolTip(ConfidenceColumn, confidenceMeaning());
    m_list->headerItem()->setToolTip(SimilarityColumn, scoreMeaning());
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setAccessibleName(tr("Functions of the binary"));
    const auto addInlined = [&] {
        for (const InlinedInto &into : answer.inlinedIn)
            addRow(workspace, into.function, into.confidence, std::nullopt, into.evidence);
    };
    const bool inlinedFirst = answer.verdict == Verdict::Inlined;
    if (inlinedFirst)
        addInlined();
    for (const BinaryHit &hit : answer.hits)
        addRow(workspace, hit.function, hit.confidence, hit.score, hit.evidence);
    if (!inlinedFirst)
        addInlined();
    for (int n = 0; n < SharedColumn; ++n)
        m_list->resizeColumnToContents(n);
    m_list->setColumnWidth(NameColumn, std::min(m_list->columnWidth(NameColumn), line * 18));
    column->addWidget(m_list, 1);

    const auto choose = [this] {
        if (const QTreeWidgetItem *item = m_list->currentItem())
            Q_EMIT functionChosen(item->data(0, functionRole).toInt());
    };
    connect(m_list, &QTreeWidget::itemActivated, this, choose);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *show = buttons->addButton(tr("&Show"), QDialogButtonBox::ActionRole);
    show->setEnabled(m_list->topLevelItemCount() > 0);
    connect(show, &QPushButton::clicked, this, choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    m_list->setCurrentItem(m_list->topLevelItem(0));
    m_list->setFocus();
    resize(line * 56, line * 24);
}

void FoundDialog::addRow(const Workspace &workspace, uint32_t function, std::optional<double> confidence,
                         std::optional<double> similarity, const std::vector<Evidence> &evidence)
{
    const FunctionRow row = functionRow(workspace, int(function));
    auto *item = new QTreeWidgetItem(m_list);
    item->setText(AddressColumn, addressText(row.function->address));
    item->setFont(AddressColumn, monospaceFont());
    item->setText(HowColumn, similarity ? tr("itself") : tr("has it inlined"));
    item->setText(ConfidenceColumn, confidence ? percentText(*confidence) : QString());
    item->setToolTip(ConfidenceColumn, confidenceMeaning());
    item->setText(SimilarityColumn, similarity ? percentText(*similarity) : QString());
    item->setToolTip(SimilarityColumn, scoreMeaning());
    for (const int n : {ConfidenceColumn, SimilarityColumn})
        item->setTextAlignment(n, Qt::AlignRight | Qt::AlignVCenter);
    item->setText(NameColumn, nameText(row));
    item->setToolTip(NameColumn, nameText(row));
    item->setText(SharedColumn, sharedTexts(evidence, mostShared).join(QStringLiteral(" · ")));
    item->setToolTip(SharedColumn, sharedTexts(evidence, 20).join(u'\n'));
    item->setData(0, functionRole, int(function));
}

QString FoundDialog::verdictText(const SourceAnswer &answer) const
{
    const int rows = int(answer.hits.size());
    if (!answer.verdict)
        return rows > 0 ? tr("These are the functions most like it. This matching method does not tell whether it is "
                             "one of them.")
                        : tr("No function of the binary is like it.");
    const QString sure = percentText(answer.confidence);
    QString text;
    switch (*answer.verdict) {
    case Verdict::Matched:
        text = tr("The binary has it as a function (confidence %1).").arg(sure);
        break;
    case Verdict::Inlined:
        text = tr("The binary has no function of its own for it: it was inlined into %n other(s) (confidence %1).",
                  nullptr, int(answer.inlinedIn.size()))
                   .arg(sure);
        break;
    case Verdict::Absent:
        text = tr("It was not compiled into this binary (confidence %1).").arg(sure);
        break;
    case Verdict::Unknown:
        text = rows > 0 ? tr("Nothing tells for sure what became of it. What comes nearest:")
                        : tr("Nothing tells what became of it.");
        break;
    }
    return verdictMark(*answer.verdict) + u' ' + text;
}

} // namespace symbolon
