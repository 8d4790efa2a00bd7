// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Finds out what a project file is and how it may be used, and opens it that way.
#pragma once

#include "app/project/database.h"
#include "app/project/projectlock.h"
#include "app/project/projectstore.h"

#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace symbolon {

struct ProjectFile {
    QString path;           // absolute, as the user named it
    QString readOnlyReason; // empty: writable
    // Closed from the last to the first.
    std::unique_ptr<QTemporaryDir> copyFolder; // set: the database is a copy in it
    std::unique_ptr<ProjectLock> lock;         // null: read-only
    std::unique_ptr<Database> database;

    // Both throw DatabaseError or ProjectError.
    static ProjectFile create(const QString &path);
    static ProjectFile open(const QString &path, ProjectStore::Access access);

    // Call before each change. Throws when the project is read-only. Before this process's first change to it, the
    // project is backed up; a large one only when `quick` is off, since the user waits for a quick change.
    void beforeWrite(bool quick) const;

private:
    void openWritable(const QString &file);
    void openUnwritable(const QString &file);
    void bringUpToDate(bool writable);
};

} // namespace symbolon
