// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// NAME.symbolon.bak: the project as it was before this session first wrote to it, or before its format was
// brought up to date. Only a healthy database replaces an older backup.
#pragma once

#include "analysis/base/result.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace symbolon {

class Database;

struct ProjectBackup {
    QString path;
    QDateTime written;

    // The backup that stands beside `project`, which need not exist itself.
    static std::optional<ProjectBackup> of(const QString &project);
    // Copies `database` to the backup file of `project`; throws DatabaseError, SQLITE_CORRUPT when it is damaged.
    static void make(const Database &database, const QString &project);
    // `database` as the file `target`, which appears whole or not at all. Fails when a program has `target` open.
    static Result<void> copy(const Database &database, const QString &target);
    // Puts the backup in the place of a damaged project, which is kept as NAME.symbolon.damaged (and -2, -3 …).
    // Fails when another program has the project open.
    static Result<void> restore(const QString &project);
};

} // namespace symbolon
