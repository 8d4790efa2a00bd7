// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/project/projectfile.h"

#include "app/project/projectbackup.h"
#include "app/project/projecterror.h"
#include "app/project/schema.h"

#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

namespace symbolon {

namespace {

constexpr int64_t quickBackupSize = 32 << 20; // bytes that are copied while the user waits for a decision

ProjectError bad(const QString &text, const QString &path, const QString &hint = {})
{
    return {badInput(text.arg(path).toStdString(), hint.toStdString())};
}

ProjectError failed(const QString &text, const QString &path, const QString &hint = {})
{
    return {failure(text.arg(path).toStdString(), hint.toStdString())};
}

bool hasLog(const QString &file)
{
    return QFileInfo(file + QStringLiteral("-wal")).size() > 0;
}

QString copyInto(const QTemporaryDir &folder, const QString &file)
{
    const QString copy = folder.filePath(QStringLiteral("copy.symbolon"));
    const bool copied = folder.isValid() && QFile::copy(file, copy)
                        && (!hasLog(file) || QFile::copy(file + QStringLiteral("-wal"), copy + QStringLiteral("-wal")));
    if (!copied)
        throw failed(ProjectText::tr("%1: cannot be copied to the folder for temporary files"), file);
    for (const auto *ending : {"", "-wal"})
        QFile::setPermissions(copy + QLatin1String(ending), QFile::ReadOwner | QFile::WriteOwner);
    return copy;
}

void checkReadable(const QFileInfo &info)
{
    const QString path = info.filePath();
    if (!info.exists())
        throw bad(ProjectText::tr("%1: no such file"), path);
    if (!info.isFile())
        throw bad(ProjectText::tr("%1: not a project file, but a folder or device"), path);
    if (!info.isReadable())
        throw bad(ProjectText::tr("%1: you may not read this file"), path);
    if (info.size() == 0)
        throw bad(ProjectText::tr("%1: an empty file, no project"), path, QString::fromStdString(backupHint(path)));
}

} // namespace

ProjectFile ProjectFile::create(const QString &path)
{
    const QFileInfo info(path);
    ProjectFile project;
    project.path = info.absoluteFilePath();
    if (info.exists() && (!info.isFile() || info.size() > 0))
        throw failed(ProjectText::tr("%1: exists already"), project.path, ProjectText::tr("Choose another name."));
    const QFileInfo folder(info.absolutePath());
    if (!folder.isDir())
        throw failed(ProjectText::tr("%1: its folder does not exist"), project.path);
    if (!folder.isWritable())
        throw failed(ProjectText::tr("%1: you may not write to its folder"), project.path);

    QString why;
    project.lock = ProjectLock::acquire(project.path, &why);
    if (!project.lock)
        throw failed(QStringLiteral("%1: ") + why, project.path);
    try {
        project.database = std::make_unique<Database>(project.path, Database::Mode::Create);
        migrate(*project.database);
        project.database->execute("PRAGMA journal_mode=WAL");
    } catch (...) {
        project.database.reset();
        if (!info.exists()) // a cached answer: from before
            QFile::remove(project.path);
        throw;
    }
    project.lock->firstWrite(); // there is nothing yet to back up
    return project;
}

ProjectFile ProjectFile::open(const QString &path, ProjectStore::Access access)
{
    const QFileInfo info(QFileInfo(path).absoluteFilePath());
    checkReadable(info);
    ProjectFile project;
    project.path = info.filePath();
    const QString file = info.canonicalFilePath();
    const bool fileWritable = info.isWritable();
    const bool folderWritable = QFileInfo(QFileInfo(file).absolutePath()).isWritable();
    if (!fileWritable)
        project.readOnlyReason = ProjectText::tr("You may not write to this file.");
    else if (!folderWritable)
        project.readOnlyReason = ProjectText::tr("You may not write to the folder of this file.");
    else if (access == ProjectStore::Access::ReadOnly)
        project.readOnlyReason = ProjectText::tr("The project was opened for reading.");
    else
        project.lock = ProjectLock::acquire(file, &project.readOnlyReason);

    if (fileWritable && folderWritable)
        project.openWritable(file);
    else
        project.openUnwritable(file);
    project.bringUpToDate(project.lock != nullptr);
    return project;
}

// Also for a reader: SQLite's log and its index are files that a reader of a live project has to share.
void ProjectFile::openWritable(const QString &file)
{
    database = std::make_unique<Database>(file, Database::Mode::ReadWrite);
    if (!lock)
        database->execute("PRAGMA query_only=ON");
}

void ProjectFile::openUnwritable(const QString &file)
{
    if (!hasLog(file)) {
        database = std::make_unique<Database>(file, Database::Mode::Immutable);
        return;
    }
    // The last changes are still in the log, which cannot be read where nothing may be written.
    copyFolder = std::make_unique<QTemporaryDir>();
    database = std::make_unique<Database>(copyInto(*copyFolder, file), Database::Mode::ReadWrite);
}

void ProjectFile::bringUpToDate(bool writable)
{
    switch (projectFormat(*database)) {
    case ProjectFormat::Empty:
    case ProjectFormat::Foreign:
        throw bad(ProjectText::tr("%1: not a Symbolon project"), path);
    case ProjectFormat::Newer:
        throw ProjectError{badInput(
            ProjectText::tr("%1: written by a newer Symbolon (format %2, this program knows up to %3)")
                .arg(path, QString::number(database->integer("PRAGMA user_version")), QString::number(currentVersion()))
                .toStdString(),
            ProjectText::tr("Update Symbolon to open it; the file was left as it is.").toStdString())};
    case ProjectFormat::Older:
        if (writable) {
            ProjectBackup::make(*database, path);
            lock->firstWrite();
        } else {
            auto folder = std::make_unique<QTemporaryDir>();
            const QString copy = folder->filePath(QStringLiteral("upgraded.symbolon"));
            auto upgraded = std::make_unique<Database>(copy, Database::Mode::Create);
            database->copyTo(*upgraded);
            database = std::move(upgraded);
            copyFolder = std::move(folder);
        }
        migrate(*database);
        break;
    case ProjectFormat::Current:
        break;
    }
    checkSchema(*database);
    database->acceptLog();
    if (writable)
        database->execute("PRAGMA journal_mode=WAL");
}

void ProjectFile::beforeWrite(bool quick) const
{
    if (!lock)
        throw failed(QStringLiteral("%1: ") + readOnlyReason, path,
                     ProjectText::tr("The project is open for reading only; this change was not saved."));
    const int64_t size = database->integer("PRAGMA page_count") * database->integer("PRAGMA page_size");
    if ((quick && size > quickBackupSize) || !lock->firstWrite())
        return;
    try {
        ProjectBackup::make(*database, path);
    } catch (const DatabaseError &error) {
        // An older backup stays where a new one cannot be written; a damaged project must not grow.
        if ((error.code & 0xff) == SQLITE_CORRUPT)
            throw;
    }
}

} // namespace symbolon
