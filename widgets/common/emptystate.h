// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What stands in a pane that has nothing to show: what will stand here and how to get it, what is going on,
// or what went wrong and what to do about it. In place, never a box that blocks.
#pragma once

#include "analysis/base/result.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;

namespace symbolon {

class EmptyState : public QWidget
{
    Q_OBJECT

public:
    enum class Mode { Empty, Busy, Failed };

    explicit EmptyState(QWidget *parent = nullptr);

    // `sentence` says what will stand here or why there is nothing, `hint` what to do; `action` is the text of
    // a button (actionRequested), none if empty.
    void showEmpty(const QString &sentence, const QString &hint = {}, const QString &action = {});
    // total 0: how much there is to do is not known. `rest` is shown after "n of m", e.g. the time left.
    void showBusy(const QString &sentence, quint64 done = 0, quint64 total = 0, const QString &rest = {});
    void showFailed(const Error &error, bool canRetry = true);
    void setCancelText(const QString &text); // of the button while busy, where it does not cancel

    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QString hint() const;

Q_SIGNALS:
    void actionRequested();
    void cancelRequested();
    void retryRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void setMode(Mode mode, const QString &sentence, const QString &hint);
    void updatePicture();
    void copyError();

    Mode m_mode = Mode::Empty;
    Error m_error;
    QLabel *m_picture;
    QLabel *m_sentence;
    QLabel *m_hint;
    QProgressBar *m_progress;
    QPlainTextEdit *m_detail;
    QPushButton *m_action;
    QPushButton *m_cancel;
    QPushButton *m_retry;
    QPushButton *m_details;
    QPushButton *m_copy;
};

} // namespace symbolon
