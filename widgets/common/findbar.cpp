// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/common/findbar.h"

#include "widgets/common/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>

namespace symbolon {

namespace {

QToolButton *button(const QString &text, const QString &what, QWidget *parent)
{
    auto *made = new QToolButton(parent);
    made->setText(text);
    made->setToolTip(what);
    made->setAccessibleName(what);
    made->setAutoRaise(true);
    return made;
}

} // namespace

FindBar::FindBar(QWidget *parent)
    : QWidget(parent),
      m_edit(new QLineEdit(this)),
      m_result(new QLabel(this)),
      m_case(button(QStringLiteral("Aa"), tr("Match case"), this)),
      m_previous(button(QStringLiteral("↑"), tr("Previous hit (Shift+Return)"), this)),
      m_next(button(QStringLiteral("↓"), tr("Next hit (Return)"), this))
{
    auto *closeButton = button(QStringLiteral("×"), tr("Close (Escape)"), this);
    m_case->setCheckable(true);
    m_edit->setPlaceholderText(tr("Find"));
    m_edit->setAccessibleName(tr("Find"));
    m_edit->setClearButtonEnabled(true);
    m_edit->installEventFilter(this);
    m_result->setMinimumWidth(fontMetrics().horizontalAdvance(tr("%1 of %2").arg(888).arg(888)));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(4);
    row->addWidget(m_edit, 1);
    row->addWidget(m_result);
    row->addWidget(m_case);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addWidget(closeButton);
    setVisible(false);

    connect(m_edit, &QLineEdit::textChanged, this, &FindBar::textChanged);
    connect(m_case, &QToolButton::toggled, this, [this] { Q_EMIT textChanged(m_edit->text()); });
    connect(m_previous, &QToolButton::clicked, this, &FindBar::previousRequested);
    connect(m_next, &QToolButton::clicked, this, &FindBar::nextRequested);
    connect(closeButton, &QToolButton::clicked, this, &FindBar::close);
}

void FindBar::open(const QString &text)
{
    show();
    if (!text.isEmpty())
        m_edit->setText(text);
    m_edit->selectAll();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    Q_EMIT textChanged(m_edit->text());
}

void FindBar::close()
{
    hide();
    Q_EMIT closed();
}

QString FindBar::text() const
{
    return m_edit->text();
}

bool FindBar::isCaseSensitive() const
{
    return m_case->isChecked();
}

void FindBar::setResult(int current, int count)
{
    const bool nothing = count == 0 && !m_edit->text().isEmpty();
    QPalette colors = palette();
    if (nothing)
        colors.setColor(QPalette::WindowText, Theme(palette()).color(ColorRole::Failure));
    m_result->setPalette(colors);
    if (m_edit->text().isEmpty())
        m_result->clear();
    else if (nothing)
        m_result->setText(tr("not found"));
    else
        m_result->setText(tr("%1 of %2").arg(locale().toString(current), locale().toString(count)));
    m_previous->setEnabled(count > 0);
    m_next->setEnabled(count > 0);
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_edit || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F3:
        if (key->modifiers() & Qt::ShiftModifier)
            Q_EMIT previousRequested();
        else
            Q_EMIT nextRequested();
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return false;
    }
}

} // namespace symbolon
