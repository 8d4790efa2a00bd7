// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/workers/inputs.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

namespace symbolon {

Result<BinaryInput> describeBinary(const BinaryRequest &request)
{
    const QFileInfo file(request.path);
    const std::string name = request.path.toStdString();
    if (!file.exists())
        return badInput(name + ": no such file");
    if (file.isDir())
        return badInput(name + " is a folder, not a binary", "give the executable or the firmware file itself");
    if (!file.isFile())
        return badInput(name + " is not a regular file");
    if (!file.isReadable())
        return badInput(name + " cannot be read", "check its permissions");
    BinaryInput input;
    input.path = file.absoluteFilePath();
    input.member = request.member;
    input.fileSize = file.size();
    input.fileModified = file.lastModified().toUTC();
    input.architecture = request.architecture;
    input.base = request.base;
    return input;
}

bool sameBinary(const BinaryInput &a, const BinaryInput &b)
{
    return a.path == b.path && a.member == b.member && a.architecture == b.architecture && a.base == b.base
           && a.fileSize == b.fileSize && a.fileModified.toMSecsSinceEpoch() == b.fileModified.toMSecsSinceEpoch();
}

QByteArray sourceFingerprint(const QString &root)
{
    QStringList lines;
    const QDir top(root);
    QDirIterator walk(root, QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot | QDir::NoSymLinks,
                      QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        walk.next();
        const QFileInfo file = walk.fileInfo();
        const QString path = top.relativeFilePath(file.filePath());
        if (path.startsWith(QLatin1String(".git/")))
            continue;
        lines << path + QLatin1Char('\t') + QString::number(file.size()) + QLatin1Char('\t')
                     + QString::number(file.lastModified().toMSecsSinceEpoch());
    }
    lines.sort();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &line : std::as_const(lines))
        hash.addData(line.toUtf8() + '\n');
    return hash.result().toHex();
}

} // namespace symbolon
