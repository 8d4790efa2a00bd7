// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A view that can have nothing to show: its content, or in the content's place an EmptyState. The session's
// state (busy, failed) is only shown while there is no content; what is already there stays.
#pragma once

#include "widgets/common/emptystate.h"

#include <QWidget>

class QStackedWidget;
class QVBoxLayout;

namespace symbolon {

class Pane : public QWidget
{
    Q_OBJECT

public:
    explicit Pane(QWidget *parent = nullptr);

    // What the session is doing to fill this pane.
    void setBusy(const QString &sentence, quint64 done = 0, quint64 total = 0, const QString &rest = {});
    void setFailed(const Error &error, bool canRetry = true);
    void setIdle();

    [[nodiscard]] bool hasContent() const { return m_hasContent; }
    [[nodiscard]] EmptyState *emptyState() const { return m_empty; }

Q_SIGNALS:
    void actionRequested(); // the button of the empty state
    void cancelRequested();
    void retryRequested();

protected:
    // The palette, style or font changed; also called once before the pane is first shown.
    virtual void lookChanged() { }
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void setContentWidget(QWidget *content);
    void showContent();
    void showEmpty(const QString &sentence, const QString &hint = {}, const QString &action = {});
    [[nodiscard]] QVBoxLayout *column() const { return m_column; } // header above, find bar below the content

private:
    void refresh();

    QVBoxLayout *m_column;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    bool m_hasContent = false;
    bool m_looked = false;
    EmptyState::Mode m_mode = EmptyState::Mode::Empty;
    QString m_sentence, m_hint, m_action;
    QString m_busySentence, m_busyRest;
    quint64 m_done = 0;
    quint64 m_total = 0;
    Error m_error;
    bool m_canRetry = true;
};

} // namespace symbolon
