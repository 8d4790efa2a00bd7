// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What several tests of this folder need: files, other programs as oracles, the benchmark's binaries.
#pragma once

#include "analysis/binary/loader.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

#include <optional>
#include <vector>

namespace toolbox {

using Bytes = std::vector<uint8_t>;

inline Bytes readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray content = file.readAll();
    return {content.begin(), content.end()};
}

inline bool writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

inline bool has(const QString &program)
{
    return !QStandardPaths::findExecutable(program).isEmpty();
}

// Standard output; nullopt where the program is missing or fails.
inline std::optional<QByteArray> run(const QString &program, const QStringList &arguments,
                                     const QString &folder = QDir::currentPath())
{
    QProcess process;
    process.setWorkingDirectory(folder);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        qInfo("%s: %s", qPrintable(program), process.readAllStandardError().constData());
        return std::nullopt;
    }
    return process.readAllStandardOutput();
}

inline symbolon::Result<symbolon::Image> load(const QString &path, symbolon::LoadOptions options = {})
{
    const Bytes bytes = readFile(path);
    options.path = path.toStdString();
    return symbolon::loadImage(bytes, options);
}

// The binaries of the benchmark; empty where SYMBOLON_BENCH is not set.
inline QStringList benchBinaries()
{
    const QDir cases(qEnvironmentVariable("SYMBOLON_BENCH") + QStringLiteral("/cases"));
    QStringList found;
    if (qEnvironmentVariableIsEmpty("SYMBOLON_BENCH"))
        return found;
    for (const QString &name : cases.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString path = cases.filePath(name + QStringLiteral("/bin"));
        if (QFile::exists(path))
            found.append(path);
    }
    return found;
}

} // namespace toolbox
