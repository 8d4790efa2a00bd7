// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The status bar's right half: what is being done, n of m, the time left, and Cancel. With several jobs the
// oldest is shown and the rest counted.
#pragma once

#include "app/jobs/jobs.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace symbolon {

class JobBar : public QWidget
{
    Q_OBJECT

public:
    explicit JobBar(Jobs &jobs, QWidget *parent = nullptr);

    // "2,410 of 4,012 functions · 9 s left"; empty when nothing is known yet.
    static QString progressText(const JobStatus &job);
    static QString timeLeft(const JobStatus &job); // "9 s left"; empty: not known
    static QString unitText(const QString &unit, quint64 total);

private:
    void update(const JobStatus &job);
    void refresh();

    Jobs &m_jobs;
    quint64 m_shown = 0;
    QLabel *m_title;
    QProgressBar *m_progress;
    QLabel *m_text;
    QToolButton *m_cancel;
};

} // namespace symbolon
