// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/recovery.h"

#include "app/session/problem.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

namespace symbolon {

namespace {

const QLatin1String ending(".symbolon");

std::unique_ptr<QLockFile> lockFor(const QString &path)
{
    auto lock = std::make_unique<QLockFile>(path + QLatin1String(".lock"));
    lock->setStaleLockTime(0); // only a dead owner makes it stale
    if (!lock->tryLock(0))
        return nullptr;
    return lock;
}

} // namespace

UnsavedFile::UnsavedFile(QString path, std::unique_ptr<QLockFile> lock)
    : m_path(std::move(path)), m_lock(std::move(lock))
{
}

Result<std::unique_ptr<UnsavedFile>> UnsavedFile::create(const QString &folder, const QString &name)
{
    if (!QDir().mkpath(folder))
        return failure(SessionText::tr("%1: this folder cannot be made").arg(folder).toStdString(),
                       SessionText::tr("Save the project to a folder of your choice.").toStdString());
    QString stem = name;
    stem.replace(QRegularExpression(QStringLiteral("[^\\w.+-]+")), QStringLiteral("_"));
    stem = stem.left(60);
    const QString time = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    for (int n = 0; n < 1000; ++n) {
        const QString path = QStringLiteral("%1/%2~%3-%4%5").arg(folder, stem, time).arg(n).arg(ending);
        if (QFile::exists(path))
            continue;
        if (auto lock = lockFor(path))
            return std::unique_ptr<UnsavedFile>(new UnsavedFile(path, std::move(lock)));
    }
    return failure(SessionText::tr("%1: no file can be made in this folder").arg(folder).toStdString(),
                   SessionText::tr("Check its permissions and the free space.").toStdString());
}

Result<std::unique_ptr<UnsavedFile>> UnsavedFile::adopt(const QString &path)
{
    if (auto lock = lockFor(path))
        return std::unique_ptr<UnsavedFile>(new UnsavedFile(path, std::move(lock)));
    return failure(SessionText::tr("%1: another window works on this project").arg(path).toStdString(),
                   SessionText::tr("Use that window, or close it first.").toStdString());
}

QString userUnsavedFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QLatin1String("/unsaved");
}

QList<UnsavedProject> leftBehind(const QString &folder)
{
    QList<UnsavedProject> all;
    const QDir dir(folder);
    const QStringList pattern{QLatin1Char('*') + ending};
    const auto files = dir.entryInfoList(pattern, QDir::Files, QDir::Time);
    for (const QFileInfo &file : files) {
        if (file.size() == 0 || !lockFor(file.filePath()))
            continue;
        all.append({file.absoluteFilePath(), file.fileName().section(QLatin1Char('~'), 0, -2), file.lastModified()});
    }
    return all;
}

void removeProjectFile(const QString &path)
{
    for (const char *suffix : {"", "-wal", "-shm", "-journal", "-lock", ".bak"})
        QFile::remove(path + QLatin1String(suffix));
}

} // namespace symbolon
