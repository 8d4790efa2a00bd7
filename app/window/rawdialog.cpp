// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/rawdialog.h"

#include "analysis/binary/image.h"
#include "widgets/common/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace symbolon {

RawDialog::RawDialog(const QString &path, const QString &member, const QString &remark, QWidget *parent)
    : QDialog(parent), m_path(path), m_member(member)
{
    setWindowTitle(tr("Open as raw machine code"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(fontMetrics().height() * 30);
    auto *column = new QVBoxLayout(this);
    const QString name = member.isEmpty() ? QFileInfo(path).fileName() : member;
    auto *intro = new QLabel(
        tr("%1 has no format that Symbolon knows. If it holds machine code, say for which processor and where "
           "its first byte lies in memory.")
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
    column->addStretch(1);

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
    check();
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
    return {m_path, m_member, m_architecture->currentText().trimmed(), base().value_or(0)};
}

} // namespace symbolon
