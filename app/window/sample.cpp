// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/sample.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSysInfo>

namespace symbolon {

QString sampleBinary()
{
    const QString program = QCoreApplication::applicationDirPath();
    QString machine = QSysInfo::buildCpuArchitecture();
    if (machine == QLatin1String("x86_64"))
        machine = QStringLiteral("x86-64");
    for (const QString &folder :
         {program + QLatin1String("/../sample"), program + QLatin1String("/../share/symbolon/sample")}) {
        for (const QString &name : {machine, QStringLiteral("x86-64"), QStringLiteral("arm")}) {
            const QFileInfo file(folder + QLatin1String("/lampd-") + name);
            if (file.isFile())
                return file.canonicalFilePath();
        }
    }
    return {};
}

QString sampleSources()
{
    for (const QString &folder :
         {QCoreApplication::applicationDirPath() + QLatin1String("/../share/symbolon/sample/src"),
          QStringLiteral(SYMBOLON_SAMPLE_SOURCES)}) {
        const QFileInfo sources(folder);
        if (sources.isDir())
            return sources.canonicalFilePath();
    }
    return {};
}

} // namespace symbolon
