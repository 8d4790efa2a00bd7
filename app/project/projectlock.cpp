// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/project/projectlock.h"

#include "app/project/projecterror.h"

#include <QFile>
#include <QFileInfo>
#include <QHash>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <sys/stat.h>
#include <unistd.h>

namespace symbolon {

namespace {

struct Held {
    int descriptor = -1;
    QByteArray file;
    int count = 0;
    bool written = false;
};

// A lock of the operating system belongs to the process, so what this process holds is known per process too.
struct HeldLocks {
    std::mutex mutex;
    QHash<QString, Held> held;
};

HeldLocks &heldLocks()
{
    static HeldLocks locks;
    return locks;
}

// The same for every way to write a path, also before the file is there.
QString realPath(const QString &project)
{
    const QFileInfo info(project);
    return info.exists() ? info.canonicalFilePath()
                         : QFileInfo(info.absolutePath()).canonicalFilePath() + QLatin1Char('/') + info.fileName();
}

// Locked by offset and length of the open file, not by process: closing another descriptor does not release it.
bool lockDescriptor(int descriptor)
{
    struct flock range = {};
    range.l_type = F_WRLCK;
    range.l_whence = SEEK_SET;
    return ::fcntl(descriptor, F_OFD_SETLK, &range) == 0;
}

// The holder removes the file when it is done; a lock on a removed file protects nothing.
bool isStill(int descriptor, const QByteArray &file)
{
    struct stat opened = {};
    struct stat named = {};
    return ::fstat(descriptor, &opened) == 0 && ::stat(file.constData(), &named) == 0 && opened.st_dev == named.st_dev
           && opened.st_ino == named.st_ino;
}

QString holderOf(int descriptor)
{
    char text[32] = {};
    const ssize_t size = ::pread(descriptor, text, sizeof text - 1, 0);
    const long long process = size > 0 ? QByteArray(text).trimmed().toLongLong() : 0;
    return process > 0 ? ProjectText::tr("Another program has this project open (process %1).").arg(process)
                       : ProjectText::tr("Another program has this project open.");
}

// -1: not to be had.
int lockFile(const QByteArray &file, QString *why)
{
    for (int attempt = 0; attempt < 100; ++attempt) {
        const int descriptor = ::open(file.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (descriptor < 0) {
            *why = ProjectText::tr("Its lock file cannot be written: %1").arg(QString::fromLocal8Bit(strerror(errno)));
            return -1;
        }
        if (lockDescriptor(descriptor)) {
            if (!isStill(descriptor, file)) {
                ::close(descriptor);
                continue;
            }
            const QByteArray process = QByteArray::number(static_cast<qlonglong>(::getpid())) + '\n';
            if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, process.constData(), process.size(), 0) < 0) {
                // The number is for the other program's message only: the lock holds without it.
            }
            return descriptor;
        }
        const int reason = errno;
        *why = reason == EAGAIN || reason == EACCES ? holderOf(descriptor)
                                                    : ProjectText::tr("Its folder does not support file locks: %1")
                                                          .arg(QString::fromLocal8Bit(strerror(reason)));
        ::close(descriptor);
        return -1;
    }
    *why = ProjectText::tr("Another program is opening and closing this project.");
    return -1;
}

} // namespace

std::unique_ptr<ProjectLock> ProjectLock::acquire(const QString &project, QString *why)
{
    const QString key = realPath(project);
    HeldLocks &locks = heldLocks();
    const std::lock_guard guard(locks.mutex);
    Held &held = locks.held[key];
    if (held.count == 0) {
        held.file = QFile::encodeName(key + QStringLiteral("-lock"));
        held.descriptor = lockFile(held.file, why);
        if (held.descriptor < 0) {
            locks.held.remove(key);
            return nullptr;
        }
    }
    ++held.count;
    return std::unique_ptr<ProjectLock>(new ProjectLock(key));
}

ProjectLock::~ProjectLock()
{
    HeldLocks &locks = heldLocks();
    const std::lock_guard guard(locks.mutex);
    Held &held = locks.held[m_key];
    if (--held.count > 0)
        return;
    ::unlink(held.file.constData());
    ::close(held.descriptor);
    locks.held.remove(m_key);
}

bool ProjectLock::firstWrite()
{
    HeldLocks &locks = heldLocks();
    const std::lock_guard guard(locks.mutex);
    return !std::exchange(locks.held[m_key].written, true);
}

} // namespace symbolon
