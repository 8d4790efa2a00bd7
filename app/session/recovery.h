// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where a session that has no name yet keeps its project: a file in the user's data folder, with a lock
// that tells a running program's file from one that a crash left behind.
#pragma once

#include "analysis/base/result.h"

#include <QDateTime>
#include <QList>
#include <QLockFile>
#include <QString>

#include <memory>

namespace symbolon {

struct UnsavedProject {
    QString path;
    QString name; // of the first input, for the user
    QDateTime modified;
};

// A temporary project's file, held for as long as this object lives.
class UnsavedFile
{
public:
    // A new file name in `folder` (made when it is not there), named after `name`.
    static Result<std::unique_ptr<UnsavedFile>> create(const QString &folder, const QString &name);
    // One that an earlier program left; fails while that program still runs.
    static Result<std::unique_ptr<UnsavedFile>> adopt(const QString &path);

    [[nodiscard]] QString path() const { return m_path; }

private:
    UnsavedFile(QString path, std::unique_ptr<QLockFile> lock);

    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
};

// The data folder of this user's unsaved projects.
QString userUnsavedFolder();
// What earlier programs left in `folder`, newest first.
QList<UnsavedProject> leftBehind(const QString &folder);
void removeProjectFile(const QString &path); // with its journal files

} // namespace symbolon
