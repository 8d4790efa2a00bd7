// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a git checkout says of its history, asked of the `git` program in child processes. The checkout is nobody's
// friend: nothing that its configuration names is run (hooks, monitors, filters, transports), nothing is written, and
// the user's and the system's configuration are not read. All calls block; use them from a job's thread.
#pragma once

#include "analysis/base/work.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

class QProcess;

namespace symbolon {

struct GitFile {
    QByteArray blob; // its object's name
    QString path;    // relative to the top
};

class GitRepository
{
public:
    // Nothing where `root` is no top of a checkout, or there is no git.
    static std::optional<GitRepository> at(const QString &root);

    [[nodiscard]] QStringList tags(const Work &work) const; // oldest first; empty: none, or git fails
    [[nodiscard]] QList<GitFile> files(const QString &tag, const Work &work) const; // empty: it has none, or git fails
    // Calls take(n, its bytes) for each of `blobs` that is there and not larger than `most` bytes.
    void read(const QList<QByteArray> &blobs, qint64 most,
              const std::function<void(qsizetype, const QByteArray &)> &take, const Work &work) const;

private:
    GitRepository(QString program, QString root) : m_program(std::move(program)), m_root(std::move(root)) { }

    [[nodiscard]] QByteArray run(const QStringList &arguments, const Work &work) const;
    void prepare(QProcess &process, const QStringList &arguments) const;

    QString m_program;
    QString m_root;
};

} // namespace symbolon
