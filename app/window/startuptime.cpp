// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/startuptime.h"

#include <QEvent>
#include <QFile>
#include <QTimer>

#include <cstdio>
#include <ctime>
#include <unistd.h>

namespace symbolon {

namespace {

// Milliseconds since this process started; the kernel counts in hundredths of a second.
long long processAge()
{
    QFile stat(QStringLiteral("/proc/self/stat"));
    if (!stat.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray line = stat.readAll();
    // The name, the second field, may hold blanks and brackets; the start time is the 20th after it.
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    timespec now{};
    if (fields.size() < 20 || clock_gettime(CLOCK_BOOTTIME, &now) != 0)
        return -1;
    const double started = double(fields[19].toLongLong()) / double(sysconf(_SC_CLK_TCK));
    return static_cast<long long>((double(now.tv_sec) + double(now.tv_nsec) / 1e9 - started) * 1000);
}

} // namespace

StartupTime::StartupTime(QObject &window)
{
    if (qEnvironmentVariableIntValue("SYMBOLON_STARTUP_TIME") != 0)
        window.installEventFilter(this);
}

bool StartupTime::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        watched->removeEventFilter(this);
        QTimer::singleShot(0, this, [] {
            std::fprintf(stderr, "first paint: %lld ms (%lld ms of processor time)\n", processAge(),
                         static_cast<long long>(std::clock()) * 1000 / CLOCKS_PER_SEC);
        });
    }
    return QObject::eventFilter(watched, event);
}

} // namespace symbolon
