// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/project/projecterror.h"

#include "app/project/projectbackup.h"

#include <QLocale>

#include <sqlite3.h>

#include <cerrno>
#include <cstring>

namespace symbolon {

namespace {

bool isWriting(int code)
{
    return code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC
           || code == SQLITE_IOERR_TRUNCATE || code == SQLITE_IOERR_SHMSIZE;
}

} // namespace

DatabaseError damaged(std::string what)
{
    return {SQLITE_CORRUPT, 0, std::move(what)};
}

std::string backupHint(const QString &path)
{
    const auto backup = ProjectBackup::of(path);
    if (!backup)
        return ProjectText::tr(
                   "There is no backup beside it; analyse the binary and the sources again into a new project.")
            .toStdString();
    return ProjectText::tr("A backup of %1 is beside it: %2")
        .arg(QLocale().toString(backup->written, QLocale::ShortFormat), backup->path)
        .toStdString();
}

Error projectError(const DatabaseError &error, const QString &path)
{
    const std::string detail =
        error.message + " (SQLite " + std::to_string(error.code)
        + (error.systemError ? std::string(", ") + std::strerror(error.systemError) : std::string()) + ")";
    const auto say = [&](const QString &text) { return text.arg(path).toStdString(); };
    const bool full = (error.code & 0xff) == SQLITE_FULL || error.systemError == ENOSPC || error.systemError == EDQUOT
                      || error.systemError == EFBIG;
    if (full && (error.code & 0xff) != SQLITE_CORRUPT)
        return failure(
            say(ProjectText::tr("%1: no room left on the disk; this change was not saved, all earlier ones were")),
            ProjectText::tr("Free some space and try again.").toStdString(), detail);
    switch (error.code & 0xff) {
    case SQLITE_NOTADB:
        return badInput(say(ProjectText::tr("%1: not a Symbolon project, or its beginning is damaged")),
                        backupHint(path), detail);
    case SQLITE_CORRUPT:
        return badInput(say(ProjectText::tr("%1: this project file is damaged")), backupHint(path), detail);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return failure(say(ProjectText::tr("%1: the project is open for reading only")),
                       ProjectText::tr("Copy the file to a folder where you may write.").toStdString(), detail);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return failure(say(ProjectText::tr("%1: another program is writing to it")),
                       ProjectText::tr("Close the other program and try again.").toStdString(), detail);
    case SQLITE_IOERR:
        if (isWriting(error.code))
            return failure(
                say(ProjectText::tr("%1: cannot be written; this change was not saved, all earlier ones were")),
                ProjectText::tr("Is there room on the disk, and is it still there?").toStdString(), detail);
        [[fallthrough]];
    case SQLITE_CANTOPEN:
        if (error.systemError)
            return failure(path.toStdString() + ": " + std::strerror(error.systemError), {}, detail);
        break;
    case SQLITE_NOMEM:
        return failure(say(ProjectText::tr("%1: out of memory")), {}, detail);
    default:
        break;
    }
    return failure(say(ProjectText::tr("%1: the project file could not be read or written")), {}, detail);
}

} // namespace symbolon
