// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/project/projectbackup.h"

#include "app/project/database.h"
#include "app/project/projecterror.h"
#include "app/project/projectlock.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace symbolon {

namespace {

QString backupPath(const QString &project)
{
    return project + QStringLiteral(".bak");
}

void removeDatabase(const QString &path)
{
    for (const auto *ending : {"", "-journal", "-wal", "-shm"})
        QFile::remove(path + QLatin1String(ending));
}

// A complete copy beside `target`, under another name.
QString writePart(const Database &database, const QString &target)
{
    QString part = target + QStringLiteral(".part");
    removeDatabase(part);
    try {
        const Database copy(part, Database::Mode::Create);
        copy.execute("PRAGMA journal_mode=MEMORY"); // a copy cut short is never used
        database.copyTo(copy);
    } catch (...) {
        removeDatabase(part);
        throw;
    }
    return part;
}

// The log belongs to the damaged file and moves with it: beside another file it would only confuse.
QString moveAside(const QString &project)
{
    QString aside = project + QStringLiteral(".damaged");
    for (int n = 2; QFile::exists(aside); ++n)
        aside = project + QStringLiteral(".damaged-%1").arg(n);
    if (QFile::exists(project) && !QFile::rename(project, aside))
        return {};
    QFile::rename(project + QStringLiteral("-wal"), aside + QStringLiteral("-wal"));
    QFile::remove(project + QStringLiteral("-shm"));
    return aside;
}

Result<void> copyFile(const QString &from, const QString &to)
{
    QFile source(from);
    QSaveFile target(to);
    if (!source.open(QIODevice::ReadOnly))
        return failure((from + QStringLiteral(": ") + source.errorString()).toStdString());
    if (!target.open(QIODevice::WriteOnly))
        return failure((to + QStringLiteral(": ") + target.errorString()).toStdString());
    while (!source.atEnd()) {
        const QByteArray part = source.read(1 << 20);
        if (part.isEmpty() || target.write(part) != part.size())
            break;
    }
    if (source.error() != QFile::NoError)
        return failure((from + QStringLiteral(": ") + source.errorString()).toStdString());
    if (!target.flush() || !target.commit())
        return failure((to + QStringLiteral(": ") + target.errorString()).toStdString());
    return {};
}

} // namespace

std::optional<ProjectBackup> ProjectBackup::of(const QString &project)
{
    const QFileInfo info(backupPath(project));
    if (!info.isFile() || info.size() == 0)
        return std::nullopt;
    return ProjectBackup{info.absoluteFilePath(), info.lastModified()};
}

void ProjectBackup::make(const Database &database, const QString &project)
{
    Statement check = database.prepare("PRAGMA quick_check(1)");
    if (!check.next() || check.text(0) != "ok")
        throw damaged("quick_check: " + check.text(0));

    const QString part = writePart(database, backupPath(project));
    if (std::rename(QFile::encodeName(part).constData(), QFile::encodeName(backupPath(project)).constData()) != 0)
        removeDatabase(part);
}

Result<void> ProjectBackup::copy(const Database &database, const QString &target)
{
    QString holder;
    const auto lock = ProjectLock::acquire(target, &holder);
    if (!lock)
        return failure((target + QStringLiteral(": ") + holder).toStdString());
    const QString part = writePart(database, target);
    for (const auto *ending : {"-journal", "-wal", "-shm"}) // of the file that is replaced
        QFile::remove(target + QLatin1String(ending));
    if (std::rename(QFile::encodeName(part).constData(), QFile::encodeName(target).constData()) == 0)
        return {};
    const QString reason = QString::fromLocal8Bit(strerror(errno));
    removeDatabase(part);
    return failure((target + QStringLiteral(": ") + reason).toStdString());
}

Result<void> ProjectBackup::restore(const QString &project)
{
    const auto backup = of(project);
    if (!backup)
        return failure(ProjectText::tr("%1: there is no backup beside it").arg(project).toStdString());
    QString holder;
    const auto lock = ProjectLock::acquire(project, &holder);
    if (!lock)
        return failure((project + QStringLiteral(": ") + holder).toStdString());
    const QString aside = moveAside(project);
    if (aside.isEmpty())
        return failure(ProjectText::tr("%1: the damaged file cannot be moved aside").arg(project).toStdString());
    return copyFile(backup->path, project);
}

} // namespace symbolon
