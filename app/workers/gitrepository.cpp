// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/workers/gitrepository.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

namespace symbolon {

namespace {

constexpr qint64 patience = 20'000;        // ms for one answer
constexpr qsizetype mostOutput = 64 << 20; // bytes of one answer

// Waits for more of what `process` writes; false when there will be none, or nobody wants it any more.
bool waitForMore(QProcess &process, const QElapsedTimer &since, const Work &work)
{
    while (!work.stopRequested() && since.elapsed() < patience) {
        if (process.waitForReadyRead(50))
            return true;
        if (process.state() == QProcess::NotRunning)
            return process.bytesAvailable() > 0;
    }
    return false;
}

void end(QProcess &process)
{
    process.closeWriteChannel();
    if (!process.waitForFinished(200)) {
        process.kill();
        process.waitForFinished(1000);
    }
}

} // namespace

std::optional<GitRepository> GitRepository::at(const QString &root)
{
    // Only the top: a folder inside of another project's checkout has not that project's versions.
    if (!QFileInfo::exists(root + QStringLiteral("/.git")))
        return std::nullopt;
    QString program = QStandardPaths::findExecutable(QStringLiteral("git"));
    if (program.isEmpty())
        return std::nullopt;
    return GitRepository(std::move(program), root);
}

void GitRepository::prepare(QProcess &process, const QStringList &arguments) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (name.startsWith(QLatin1String("GIT_")))
            environment.remove(name);
    }
    const std::pair<const char *, const char *> settings[] = {
        {"GIT_CONFIG_NOSYSTEM", "1"},    {"GIT_CONFIG_GLOBAL", "/dev/null"}, {"GIT_ATTR_NOSYSTEM", "1"},
        {"GIT_TERMINAL_PROMPT", "0"},    {"GIT_OPTIONAL_LOCKS", "0"},        {"GIT_NO_LAZY_FETCH", "1"},
        {"GIT_NO_REPLACE_OBJECTS", "1"}, {"GIT_ALLOW_PROTOCOL", "none"},     {"GIT_PAGER", "cat"}};
    for (const auto &[name, value] : settings)
        environment.insert(QLatin1String(name), QLatin1String(value));
    environment.insert(QStringLiteral("GIT_CEILING_DIRECTORIES"), QFileInfo(m_root).absolutePath());
    process.setProcessEnvironment(environment);
    process.setStandardErrorFile(QProcess::nullDevice());
    QStringList all{QStringLiteral("-C"), m_root};
    for (const char *setting : {"core.fsmonitor=false", "core.hooksPath=/dev/null", "core.attributesFile=/dev/null",
                                "core.sshCommand=false", "protocol.allow=never"})
        all << QStringLiteral("-c") << QLatin1String(setting);
    process.start(m_program, all + arguments);
}

QByteArray GitRepository::run(const QStringList &arguments, const Work &work) const
{
    QProcess process;
    prepare(process, arguments);
    process.closeWriteChannel();
    QByteArray output;
    QElapsedTimer timer;
    timer.start();
    while (output.size() <= mostOutput && waitForMore(process, timer, work))
        output += process.readAllStandardOutput();
    const bool whole = process.state() == QProcess::NotRunning && process.exitStatus() == QProcess::NormalExit
                       && process.exitCode() == 0;
    end(process);
    return whole ? output : QByteArray();
}

QStringList GitRepository::tags(const Work &work) const
{
    const QByteArray output = run({QStringLiteral("for-each-ref"), QStringLiteral("--sort=creatordate"),
                                   QStringLiteral("--format=%(refname:strip=2)"), QStringLiteral("refs/tags")},
                                  work);
    return QString::fromUtf8(output).split(u'\n', Qt::SkipEmptyParts);
}

QList<GitFile> GitRepository::files(const QString &tag, const Work &work) const
{
    const QByteArray output =
        run({QStringLiteral("ls-tree"), QStringLiteral("-r"), QStringLiteral("-z"), QStringLiteral("refs/tags/") + tag},
            work);
    QList<GitFile> files;
    for (const QByteArray &line : output.split('\0')) {
        const qsizetype tab = line.indexOf('\t');
        const QList<QByteArray> words = line.left(std::max<qsizetype>(tab, 0)).split(' ');
        if (words.size() == 3 && words[1] == "blob" && words[0].startsWith("100")) // no links
            files.append({words[2], QString::fromUtf8(line.mid(tab + 1))});
    }
    return files;
}

void GitRepository::read(const QList<QByteArray> &blobs, qint64 most,
                         const std::function<void(qsizetype, const QByteArray &)> &take, const Work &work) const
{
    QProcess process;
    prepare(process, {QStringLiteral("cat-file"), QStringLiteral("--batch")});
    // In small lots: neither side waits for the other with a full pipe.
    constexpr qsizetype lot = 64;
    QByteArray buffer;
    for (qsizetype first = 0; first < blobs.size(); first += lot) {
        const qsizetype end = std::min(first + lot, blobs.size());
        for (qsizetype n = first; n < end; ++n)
            process.write(blobs[n] + '\n');
        if (end == blobs.size())
            process.closeWriteChannel();
        QElapsedTimer timer;
        timer.start();
        for (qsizetype n = first; n < end;) {
            const qsizetype line = buffer.indexOf('\n');
            const QList<QByteArray> words = buffer.left(std::max<qsizetype>(line, 0)).split(' ');
            const qint64 size = words.size() == 3 ? words[2].toLongLong() : 0;
            const bool there = words.size() == 3 && words[1] == "blob";
            if (line >= 0 && (!there || buffer.size() > line + 1 + size)) {
                if (there && size <= most)
                    take(n, buffer.mid(line + 1, size));
                buffer.remove(0, line + 1 + (there ? size + 1 : 0));
                ++n;
                continue;
            }
            if (buffer.size() > mostOutput || size > mostOutput || !waitForMore(process, timer, work)) {
                symbolon::end(process);
                return;
            }
            buffer += process.readAllStandardOutput();
        }
    }
    symbolon::end(process);
}

} // namespace symbolon
