// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/jobbar.h"

#include "app/window/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QToolButton>

namespace symbolon {

JobBar::JobBar(Jobs &jobs, QWidget *parent) : QWidget(parent), m_jobs(jobs)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_title = new QLabel(this);
    m_title->setTextFormat(Qt::PlainText);
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(140);
    m_progress->setMaximumHeight(fontMetrics().height() * 2 / 3);
    m_progress->setAccessibleName(tr("Progress"));
    m_text = new QLabel(this);
    m_text->setTextFormat(Qt::PlainText);
    m_cancel = new QToolButton(this);
    m_cancel->setText(tr("Cancel"));
    m_cancel->setIcon(themedIcon(QStringLiteral("close")));
    m_cancel->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_cancel->setAutoRaise(true);
    m_cancel->setObjectName(QStringLiteral("cancel-job"));
    row->addWidget(m_title);
    row->addWidget(m_progress);
    row->addWidget(m_text);
    row->addWidget(m_cancel);

    connect(m_cancel, &QToolButton::clicked, this, [this] { m_jobs.cancel(m_shown); });
    connect(&jobs, &Jobs::started, this, &JobBar::refresh);
    connect(&jobs, &Jobs::finished, this, &JobBar::refresh);
    connect(&jobs, &Jobs::progressed, this, [this](const JobStatus &job) {
        if (job.id == m_shown)
            update(job);
    });
    refresh();
}

QString JobBar::unitText(const QString &unit, quint64 total)
{
    const int n = int(std::min<quint64>(total, INT_MAX));
    if (unit == QLatin1String("functions"))
        return tr("functions", nullptr, n);
    if (unit == QLatin1String("embedding"))
        return tr("functions embedded", nullptr, n);
    if (unit == QLatin1String("files"))
        return tr("files", nullptr, n);
    if (unit == QLatin1String("bytes"))
        return tr("bytes", nullptr, n);
    return {};
}

QString JobBar::progressText(const JobStatus &job)
{
    const QLocale locale;
    if (job.total == 0)
        return job.done > 0 ? locale.toString(job.done) : QString();
    QString text = tr("%1 of %2").arg(locale.toString(job.done), locale.toString(job.total));
    const QString unit = unitText(job.unit, job.total);
    if (!unit.isEmpty())
        text += QLatin1Char(' ') + unit;
    const QString left = timeLeft(job);
    if (!left.isEmpty())
        text += QStringLiteral(" · ") + left;
    return text;
}

QString JobBar::timeLeft(const JobStatus &job)
{
    if (job.left >= 90'000)
        return tr("%1 min left").arg(QLocale().toString((job.left + 30'000) / 60'000));
    if (job.left >= 0)
        return tr("%1 s left").arg(QLocale().toString((job.left + 999) / 1000));
    return {};
}

void JobBar::update(const JobStatus &job)
{
    m_progress->setRange(0, job.total > 0 ? 1000 : 0);
    if (job.total > 0)
        m_progress->setValue(int(1000.0 * double(job.done) / double(job.total)));
    m_text->setText(progressText(job));
}

void JobBar::refresh()
{
    QList<JobStatus> shown;
    const auto active = m_jobs.active();
    for (const JobStatus &job : active) {
        if (!job.quiet)
            shown.append(job);
    }
    setVisible(!shown.isEmpty());
    if (shown.isEmpty()) {
        m_shown = 0;
        return;
    }
    const JobStatus &job = shown.first();
    m_shown = job.id;
    const int more = int(shown.size()) - 1;
    m_title->setText(more > 0 ? tr("%1 (and %n more)", nullptr, more).arg(job.title) : job.title);
    m_cancel->setAccessibleName(tr("Cancel: %1").arg(job.title));
    update(job);
}

} // namespace symbolon
