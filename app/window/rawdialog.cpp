// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/rawdialog.h"

#include "analysis/binary/image.h"
#include "app/window/rawwords.h"
#include "widgets/common/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace symbolon {

RawDialog::RawDialog(const QString &path, const QString &member, const QString &remark, QWidget *parent)
    : QDialog(parent), m_path(path), m_member(member)
{
    setWindowTitle(tr("Open as raw machine code"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(fontMetrics().height() * 36);
    auto *column = new QVBoxLayout(this);
    const QString name = member.isEmpty() ? QFileInfo(path).fileName() : member;
    auto *intro = new QLabel(
        tr("%1 does not say what it holds. If it is machine code, say for which processor and where its first byte "
           "lies in memory.")
            .arg(name),
        this);
    intro->setTextFormat(Qt::PlainText);
    intro->setWordWrap(true);
    column->addWidget(intro);
    if (!remark.isEmpty()) {
        auto *known = new QLabel(remark, this);
        known->setTextFormat(Qt::PlainText);
        known->setWordWrap(true);
        known->setForegroundRole(QPalette::PlaceholderText);
        column->addWidget(known);
    }

    addProposals(column);

    auto *form = new QFormLayout;
    m_architecture = new QComboBox(this);
    m_architecture->setObjectName(QStringLiteral("architecture"));
    m_architecture->setEditable(true); // other spellings (armeb, mipsel …) are known as well
    const QStringList words = QString::fromStdString(knownArchitectures()).split(QLatin1Char(','));
    for (const QString &word : words)
        m_architecture->addItem(word.trimmed());
    m_architecture->setCurrentIndex(std::max(0, m_architecture->findText(QStringLiteral("arm"))));
    m_base = new QLineEdit(QStringLiteral("0x0"), this);
    m_base->setObjectName(QStringLiteral("base"));
    m_base->setFont(monospaceFont());
    form->addRow(tr("&Architecture"), m_architecture);
    form->addRow(tr("&Base address"), m_base);
    column->addLayout(form);
    m_problem = new QLabel(this);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    column->addWidget(m_problem);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_open = buttons->addButton(tr("&Open"), QDialogButtonBox::AcceptRole);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen(request());
        accept();
    });
    connect(m_architecture, &QComboBox::editTextChanged, this, &RawDialog::check);
    connect(m_base, &QLineEdit::textChanged, this, &RawDialog::check);
    connect(m_architecture->lineEdit(), &QLineEdit::textEdited, this, [this] { m_edited = true; });
    connect(m_architecture, &QComboBox::activated, this, [this] { m_edited = true; });
    connect(m_base, &QLineEdit::textEdited, this, [this] { m_edited = true; });
    m_architecture->setFocus();
    check();
}

void RawDialog::addProposals(QVBoxLayout *column)
{
    m_proposals = new QTreeWidget(this);
    m_proposals->setObjectName(QStringLiteral("proposals"));
    m_proposals->setAccessibleName(tr("Proposals"));
    m_proposals->setHeaderLabels({tr("Looks like"), tr("Base address"), tr("Confidence")});
    m_proposals->setRootIsDecorated(false);
    m_proposals->setUniformRowHeights(true);
    m_proposals->setMinimumHeight(fontMetrics().height() * 6);
    m_proposals->header()->setStretchLastSection(false);
    m_proposals->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_proposals->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_proposals->setEnabled(false); // until there are some
    column->addWidget(m_proposals, 1);

    m_reasons = new QLabel(tr("Looking at the bytes…"), this);
    m_reasons->setObjectName(QStringLiteral("reasons"));
    m_reasons->setTextFormat(Qt::PlainText);
    m_reasons->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_reasons->setWordWrap(true);
    m_reasons->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_reasons->setMinimumHeight(fontMetrics().height() * 8);
    column->addWidget(m_reasons, 1);
    // Selected, not current: walking past the list with Tab must not change what was typed.
    connect(m_proposals, &QTreeWidget::itemSelectionChanged, this, [this] {
        if (const RawProposal *proposal = selected())
            use(*proposal);
        showReasons();
    });
}

void RawDialog::showFindings(const Result<RawFindings> &findings)
{
    if (!findings) {
        m_reasons->setText(QString::fromStdString(findings.error().summary));
        return;
    }
    m_findings = *findings;
    if (m_findings.addressesKnown) { // nothing to choose
        m_base->setText(addressText(m_findings.base));
        m_base->setEnabled(false);
        m_base->setToolTip(tr("The file says itself where its bytes lie."));
    }
    for (const RawProposal &proposal : m_findings.proposals) {
        auto *item = new QTreeWidgetItem(m_proposals);
        item->setText(0, proposalName(proposal));
        item->setText(1, proposal.baseFound ? addressText(proposal.base) : tr("not known"));
        item->setText(2, tr("%1 %").arg(QLocale().toString(proposal.confidence * 100, 'f', 0)));
        if (proposal.baseFound)
            item->setFont(1, monospaceFont());
        item->setTextAlignment(2, int(Qt::AlignRight | Qt::AlignVCenter));
    }
    m_proposals->setEnabled(!m_findings.proposals.empty());
    if (m_findings.convincing() && !m_edited)
        m_proposals->setCurrentItem(m_proposals->topLevelItem(0));
    showReasons();
}

const RawProposal *RawDialog::selected() const
{
    const auto items = m_proposals->selectedItems();
    const int row = items.isEmpty() ? -1 : m_proposals->indexOfTopLevelItem(items.first());
    return row >= 0 ? &m_findings.proposals[std::size_t(row)] : nullptr;
}

void RawDialog::use(const RawProposal &proposal)
{
    m_architecture->setEditText(QString::fromStdString(proposal.architecture));
    m_base->setText(addressText(proposal.base));
}

void RawDialog::showReasons()
{
    QStringList lines;
    if (const RawProposal *proposal = selected()) {
        for (const RawReason &reason : proposal->reasons)
            lines.append(QStringLiteral("• ") + reasonText(reason));
    } else if (!m_findings.convincing()) {
        lines.append(noteText(m_findings));
    } else if (!m_findings.proposals.empty()) {
        lines.append(tr("Choose a proposal to see what speaks for it."));
    }
    m_reasons->setText(lines.join(QLatin1Char('\n')));
}

std::optional<quint64> RawDialog::base() const
{
    bool ok = false;
    const QString text = m_base->text().trimmed();
    const bool hex = text.startsWith(QLatin1String("0x"), Qt::CaseInsensitive);
    const quint64 value = hex ? text.mid(2).toULongLong(&ok, 16) : text.toULongLong(&ok, 10);
    return ok ? std::optional(value) : std::nullopt;
}

void RawDialog::check()
{
    const std::string word = m_architecture->currentText().trimmed().toStdString();
    QString problem;
    if (!parseArchitecture(word))
        problem = tr("Known architectures: %1").arg(QString::fromStdString(knownArchitectures()));
    else if (!base())
        problem = tr("The base address is a number such as 0x8000 or 32768.");
    m_problem->setText(problem);
    m_open->setEnabled(problem.isEmpty());
}

BinaryRequest RawDialog::request() const
{
    return {m_path, m_member, m_architecture->currentText().trimmed(),
            m_findings.addressesKnown ? 0 : base().value_or(0)};
}

} // namespace symbolon
