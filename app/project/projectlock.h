// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which program may write a project. The lock is the kernel's, on the file NAME.symbolon-lock, so it ends with
// the process however that ends; all stores of one process share it, because a session and its jobs write to
// the same project.
#pragma once

#include <QString>

#include <memory>

namespace symbolon {

class ProjectLock
{
public:
    // Null when another program holds the lock or it cannot be had; `why` is then a sentence for the user.
    static std::unique_ptr<ProjectLock> acquire(const QString &project, QString *why);
    ~ProjectLock();
    ProjectLock(const ProjectLock &) = delete;
    ProjectLock &operator=(const ProjectLock &) = delete;

    // True for the first caller since this process took the lock.
    bool firstWrite();

private:
    explicit ProjectLock(QString key) : m_key(std::move(key)) { }
    QString m_key;
};

} // namespace symbolon
