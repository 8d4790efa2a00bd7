// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/workers/workers.h"

#include <QCommandLineParser>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <cstdio>

namespace symbolon {

namespace {

QString architectureOf(const ContainerEntry &entry)
{
    if (entry.architecture == Architecture::Unknown)
        return {};
    const auto name = architectureName(entry.architecture);
    QString text = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    if (entry.endian == Endian::Big)
        text += QStringLiteral(" BE");
    return text;
}

void print(const Listing &listing)
{
    std::printf("%10s %12s  %-10s %-12s %s\n", "offset", "size", "kind", "architecture", "path");
    for (const ContainerEntry &entry : listing.entries) {
        QString extra;
        if (!entry.linkTarget.empty())
            extra += QStringLiteral(" -> ") + QString::fromStdString(entry.linkTarget);
        if (entry.entropy)
            extra += QStringLiteral("  (entropy %1 bits/byte)").arg(*entry.entropy, 0, 'f', 2);
        if (!entry.note.empty())
            extra += QStringLiteral("  [") + QString::fromStdString(entry.note) + QLatin1Char(']');
        std::printf("%#10llx %12llu  %-10s %-12s %s%s\n", static_cast<unsigned long long>(entry.offset),
                    static_cast<unsigned long long>(entry.size), entry.kind.c_str(), qPrintable(architectureOf(entry)),
                    entry.path.empty() ? "." : entry.path.c_str(), qPrintable(extra));
    }
}

QByteArray toJson(const QString &file, const Listing &listing)
{
    QJsonArray entries;
    for (const ContainerEntry &entry : listing.entries) {
        QJsonObject row{{QStringLiteral("path"), QString::fromStdString(entry.path)},
                        {QStringLiteral("kind"), QString::fromStdString(entry.kind)},
                        {QStringLiteral("offset"), static_cast<qint64>(entry.offset)},
                        {QStringLiteral("size"), static_cast<qint64>(entry.size)},
                        {QStringLiteral("executable"), entry.type == ContainerEntry::Type::Executable}};
        if (const QString architecture = architectureOf(entry); !architecture.isEmpty())
            row.insert(QStringLiteral("architecture"), architecture);
        if (!entry.linkTarget.empty())
            row.insert(QStringLiteral("link"), QString::fromStdString(entry.linkTarget));
        if (entry.entropy)
            row.insert(QStringLiteral("entropy"), *entry.entropy);
        if (!entry.note.empty())
            row.insert(QStringLiteral("note"), QString::fromStdString(entry.note));
        entries.append(row);
    }
    QJsonArray notes;
    for (const std::string &note : listing.notes)
        notes.append(QString::fromStdString(note));
    const QJsonObject top{{QStringLiteral("schema"), 1},
                          {QStringLiteral("file"), file},
                          {QStringLiteral("entries"), entries},
                          {QStringLiteral("notes"), notes}};
    return QJsonDocument(top).toJson();
}

} // namespace

int listCommand(const QStringList &arguments, std::stop_token stop)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Prints what a firmware file contains; a path of the list is what --member takes."));
    parser.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("A firmware image, archive or binary."));
    parser.addOption(
        {QStringLiteral("json"), QStringLiteral("Also write the list as JSON to OUT."), QStringLiteral("OUT")});
    addWorkOptions(parser);
    int status = 0;
    if (!parse(parser, QStringLiteral("list"), arguments, status))
        return status;
    if (parser.positionalArguments().size() != 1)
        return usageError(QStringLiteral("list takes one FILE"), QStringLiteral("list"));
    const auto options = workOptions(parser);
    if (!options)
        return report(options.error());

    const QString file = parser.positionalArguments().constFirst();
    ProgressLine line(options->style);
    Work work;
    work.stop = stop;
    work.threads = options->threads;
    work.onProgress = [&](const Progress &p) { line.update(p); };
    const auto listing = Workers().list(file, work);
    line.clear();
    if (!listing)
        return report(listing.error());
    print(*listing);
    for (const std::string &note : listing->notes)
        std::fprintf(stderr, "symbolon: %s: %s\n", qPrintable(file), note.c_str());
    if (parser.isSet(QStringLiteral("json"))) {
        QSaveFile out(parser.value(QStringLiteral("json")));
        if (!out.open(QIODevice::WriteOnly) || out.write(toJson(file, *listing)) < 0 || !out.commit())
            return report(failure(out.fileName().toStdString() + ": " + out.errorString().toStdString()));
    }
    return ExitStatus::done;
}

} // namespace symbolon
