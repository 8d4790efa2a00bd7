// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/sourcetext.h"

#include "analysis/source/components.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QStringDecoder>

#include <algorithm>

namespace symbolon {

namespace {

struct SourceReading {
    Q_DECLARE_TR_FUNCTIONS(SourceReading)
};

QString decode(const QByteArray &bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8);
    QString text = utf8.decode(bytes);
    if (utf8.hasError())
        text = QString::fromLatin1(bytes);
    text.replace(QChar(u'\0'), QChar(QChar::ReplacementCharacter));
    return text;
}

Error because(const QString &reason)
{
    return failure(reason.toStdString());
}

} // namespace

Result<QString> readSourceText(const SourceTree &tree, const QString &label, const Work &work)
{
    // A project file can come from anywhere: only files of its tree are read, and none outside the checkout.
    const std::string wanted = label.toStdString();
    const auto known = std::find_if(tree.files.begin(), tree.files.end(),
                                    [&](const SourceFile &file) { return fileLabel(tree, file) == wanted; });
    if (known == tree.files.end())
        return because(SourceReading::tr("The file is not part of the checkout."));
    const QString root = QDir(QString::fromStdString(rootOf(tree, *known))).canonicalPath();
    const QFileInfo info(root + QLatin1Char('/') + QString::fromStdString(known->path));
    if (info.exists() && !info.canonicalFilePath().startsWith(root + QLatin1Char('/')))
        return because(SourceReading::tr("The file is not part of the checkout."));
    QFile file(info.filePath());
    if (root.isEmpty() || !info.isFile())
        return because(SourceReading::tr("The file is not in the checkout any more."));
    if (info.size() > sourceTextCap)
        return because(
            SourceReading::tr("The file is larger than %1.").arg(QLocale().formattedDataSize(sourceTextCap)));
    if (!file.open(QIODevice::ReadOnly))
        return because(SourceReading::tr("The file cannot be read: %1").arg(file.errorString()));
    const QByteArray bytes = file.read(sourceTextCap);
    if (work.stopRequested())
        return cancelled();
    return decode(bytes);
}

} // namespace symbolon
