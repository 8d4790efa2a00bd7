// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What stands in the window while nothing is open: the two things to give, in the order of the work, then
// what was worked on before, and the sample.
#pragma once

#include "app/session/recovery.h"

#include <QStringList>
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace symbolon {

class DropTarget;

class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(QWidget *parent = nullptr);

    void setRecent(const QStringList &projects);
    void setUnsaved(const QList<UnsavedProject> &projects);
    void setSampleAvailable(bool available);
    void setGiven(const QString &binary, const QString &sources);

Q_SIGNALS:
    void binaryRequested();
    void sourcesRequested();
    void binaryDropped(const QStringList &paths);
    void sourcesDropped(const QStringList &paths);
    void projectRequested(const QString &path);
    void otherProjectRequested();
    void recoveryRequested(const QString &path);
    void discardRequested(const QString &path);
    void sampleRequested();

private:
    void clear(QVBoxLayout *column);

    DropTarget *m_binary;
    DropTarget *m_sources;
    QLabel *m_recentTitle;
    QVBoxLayout *m_recent;
    QLabel *m_unsavedTitle;
    QVBoxLayout *m_unsaved;
    QWidget *m_sample = nullptr;
};

} // namespace symbolon
