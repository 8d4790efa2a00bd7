// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/sourcetext.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

#include <algorithm>

namespace symbolon
{

namespace
{

QString decode(const QByteArray &bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8);
    QString text = utf8.decode(bytes);
    if (utf8.hasError())
        text = QString::fromLatin1(bytes);
    text.replace(QChar(u'\0'), QChar(QChar::ReplacementCharacter));
    return text;
}

QString fromFunctions(const SourceTree &tree, uint32_t file)
{
    std::vector<QString> lines;
    for (const SourceFunction &function : tree.functions) {
        if (function.file != file || function.line == 0)
            continue;
        const QStringList own = QString::fromStdString(function.text).split(QLatin1Char('\n'));
        const std::size_t first = function.line - 1;
        // Line numbers of a project file are not to be trusted with memory.
        if (first > 10'000'000)
            continue;
        if (lines.size() < first + std::size_t(own.size()))
            lines.resize(first + std::size_t(own.size()));
        for (qsizetype n = 0; n < own.size(); ++n)
            lines[first + std::size_t(n)] = own[n];
    }
    QString text;
    for (const QString &line : lines)
        text += line + QLatin1Char('\n');
    return text;
}

} // namespace

SourceText readSourceText(const SourceTree &tree, uint32_t file, const Work &work)
{
    SourceText result;
    result.file = file;
    const SourceFile &entry = tree.files[file];
    result.path = QString::fromStdString(entry.path);

    // A project file can come from anywhere: its paths must not lead out of the checkout.
    const QString root = QDir(QString::fromStdString(tree.root)).absolutePath();
    const QString path = QDir::cleanPath(root + QLatin1Char('/') + result.path);
    QFile source(path);
    const bool inside = path.startsWith(root + QLatin1Char('/'));
    if (!inside || !QFileInfo(path).isFile() || !source.open(QIODevice::ReadOnly)) {
        result.origin = SourceText::Origin::Project;
        result.note = SourceText::Note::Missing;
        result.text = fromFunctions(tree, file);
        return result;
    }
    QByteArray bytes;
    while (bytes.size() < sourceTextCap && !work.stopRequested()) {
        const QByteArray part = source.read(std::min<qint64>(1 << 20, sourceTextCap - bytes.size()));
        if (part.isEmpty())
            break;
        bytes += part;
    }
    if (source.size() > sourceTextCap)
        result.note = SourceText::Note::Shortened;
    else if (quint64(source.size()) != entry.size)
        result.note = SourceText::Note::Changed;
    result.text = decode(bytes);
    return result;
}

} // namespace symbolon
