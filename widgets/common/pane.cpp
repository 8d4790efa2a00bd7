// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/common/pane.h"

#include <QEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace symbolon {

Pane::Pane(QWidget *parent)
    : QWidget(parent),
      m_column(new QVBoxLayout(this)),
      m_stack(new QStackedWidget(this)),
      m_empty(new EmptyState(m_stack))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_stack, 1);
    m_stack->addWidget(m_empty);
    connect(m_empty, &EmptyState::actionRequested, this, &Pane::actionRequested);
    connect(m_empty, &EmptyState::cancelRequested, this, &Pane::cancelRequested);
    connect(m_empty, &EmptyState::retryRequested, this, &Pane::retryRequested);
}

void Pane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (m_looked
        && (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange
            || event->type() == QEvent::StyleChange))
        lookChanged();
}

void Pane::showEvent(QShowEvent *event)
{
    if (!m_looked) {
        m_looked = true;
        lookChanged();
    }
    QWidget::showEvent(event);
}

void Pane::setContentWidget(QWidget *content)
{
    m_stack->addWidget(content);
    m_stack->setMinimumHeight(3 * fontMetrics().height()); // panes stand above each other in a small window
    setFocusProxy(content);
}

void Pane::setBusy(const QString &sentence, quint64 done, quint64 total, const QString &rest)
{
    m_mode = EmptyState::Mode::Busy;
    m_busySentence = sentence;
    m_busyRest = rest;
    m_done = done;
    m_total = total;
    refresh();
}

void Pane::setFailed(const Error &error, bool canRetry)
{
    m_mode = EmptyState::Mode::Failed;
    m_error = error;
    m_canRetry = canRetry;
    refresh();
}

void Pane::setIdle()
{
    m_mode = EmptyState::Mode::Empty;
    refresh();
}

void Pane::showContent()
{
    m_hasContent = true;
    refresh();
}

void Pane::showEmpty(const QString &sentence, const QString &hint, const QString &action)
{
    m_hasContent = false;
    m_sentence = sentence;
    m_hint = hint;
    m_action = action;
    refresh();
}

void Pane::refresh()
{
    if (m_hasContent && m_stack->count() > 1) {
        m_stack->setCurrentIndex(1);
        return;
    }
    switch (m_mode) {
    case EmptyState::Mode::Empty:
        m_empty->showEmpty(m_sentence, m_hint, m_action);
        break;
    case EmptyState::Mode::Busy:
        m_empty->showBusy(m_busySentence, m_done, m_total, m_busyRest);
        break;
    case EmptyState::Mode::Failed:
        m_empty->showFailed(m_error, m_canRetry);
        break;
    }
    m_stack->setCurrentWidget(m_empty);
}

} // namespace symbolon
