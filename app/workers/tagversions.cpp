// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/workers/tagversions.h"

#include "analysis/features/twins.h"
#include "analysis/source/filefacts.h"
#include "analysis/source/reader.h"
#include "app/workers/gitrepository.h"

#include <QElapsedTimer>
#include <QFile>
#include <QHash>
#include <QSet>
#include <QTemporaryDir>

#include <algorithm>
#include <set>

namespace symbolon {

namespace {

constexpr qsizetype mostTags = 64;
constexpr qint64 mostMilliseconds = 60'000; // for one checkout
constexpr qint64 mostBytes = 256 << 20;     // of all files together
constexpr qint64 mostFileBytes = 2 << 20;

bool isHeader(QStringView path)
{
    return path.endsWith(QLatin1String(".h")) || path.endsWith(QLatin1String(".hpp"))
           || path.endsWith(QLatin1String(".hh"));
}

// Evenly, the first and the last among them.
QStringList spread(const QStringList &all)
{
    if (all.size() <= mostTags)
        return all;
    QStringList some;
    for (qsizetype n = 0; n < mostTags; ++n)
        some << all[n * (all.size() - 1) / (mostTags - 1)];
    return some;
}

class TagReader
{
public:
    TagReader(const GitRepository &repository, std::set<std::string> names, const Work &work)
        : m_repository(repository), m_names(std::move(names)), m_work(work)
    {
        m_timer.start();
    }

    std::vector<Version> read(const QStringList &tags)
    {
        std::vector<QList<GitFile>> trees;
        QSet<QByteArray> blobs;
        for (const QString &tag : tags) {
            QList<GitFile> files;
            for (const GitFile &file : tooLate() ? QList<GitFile>() : m_repository.files(tag, m_work)) {
                if (isHeader(file.path) || m_names.contains(std::string(lastOfPath(file.path.toStdString())))) {
                    files.append(file);
                    blobs.insert(file.blob);
                }
            }
            trees.push_back(std::move(files));
        }
        scan(trees, blobs);
        std::vector<Version> versions;
        for (std::size_t n = 0; n < trees.size() && !tooLate(); ++n) {
            if (auto version = versionOfTag(tags[static_cast<qsizetype>(n)], trees[n]))
                versions.push_back(std::move(*version));
        }
        return versions;
    }

private:
    bool tooLate() const { return m_work.stopRequested() || m_timer.elapsed() > mostMilliseconds; }

    // Each text once, by the first path that it has: most files stay as they are from tag to tag.
    void scan(const std::vector<QList<GitFile>> &trees, const QSet<QByteArray> &blobs)
    {
        const QTemporaryDir folder;
        if (!folder.isValid())
            return;
        QHash<QByteArray, QString> paths;
        for (const QList<GitFile> &files : trees) {
            for (const GitFile &file : files) {
                if (!paths.contains(file.blob))
                    paths.insert(file.blob, file.path);
            }
        }
        const QList<QByteArray> list(blobs.begin(), blobs.end());
        qint64 bytes = 0;
        const auto take = [&](qsizetype n, const QByteArray &text) {
            bytes += text.size();
            // The ending tells the language; the name is ours.
            const QString name =
                QString::number(n) + u'.' + QFileInfo(paths.value(list[n])).suffix().remove(u'/').left(8);
            QFile file(folder.filePath(name));
            if (bytes > mostBytes || tooLate() || !file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
                return;
            file.close();
            auto facts = scanSource(QFile::encodeName(folder.path()).toStdString(), {name.toStdString(), {}, {}}, {});
            if (facts)
                m_facts.insert(list[n], std::make_shared<const FileFacts>(std::move(*facts)));
            file.remove();
        };
        m_repository.read(list, mostFileBytes, take, m_work);
    }

    std::optional<Version> versionOfTag(const QString &tag, const QList<GitFile> &files) const
    {
        std::vector<FileFacts> facts;
        for (const GitFile &file : files) {
            const auto scanned = m_facts.value(file.blob);
            if (!scanned)
                continue;
            facts.push_back(*scanned);
            facts.back().path = file.path.toStdString();
        }
        if (facts.empty())
            return std::nullopt;
        Work quiet;
        quiet.stop = m_work.stop;
        quiet.threads = m_work.threads;
        const auto tree = mergeSources({}, std::move(facts), quiet);
        if (!tree)
            return std::nullopt;
        return versionOf(*tree, 0, tag.toStdString());
    }

    const GitRepository &m_repository;
    std::set<std::string> m_names; // of the files that matter
    const Work &m_work;
    QElapsedTimer m_timer;
    QHash<QByteArray, std::shared_ptr<const FileFacts>> m_facts; // by blob
};

} // namespace

std::vector<TagVersions> readTagVersions(const SourceTree &tree, std::span<const TakenFor> taken, const Work &work)
{
    std::vector<TagVersions> all;
    const std::vector<SourceComponent> components = componentsOf(tree);
    for (uint32_t c = 0; c < components.size() && !work.stopRequested(); ++c) {
        const auto repository = GitRepository::at(QString::fromStdString(components[c].root));
        const QStringList tags = repository ? spread(repository->tags(work)) : QStringList();
        if (tags.size() < 2)
            continue;
        std::set<std::string> names;
        for (const TakenFor &pair : taken) {
            const SourceFunction &function = tree.functions.at(pair.source);
            if (componentOf(tree, function) == c)
                names.emplace(lastOfPath(tree.files.at(function.file).path));
        }
        if (names.empty())
            continue;
        TagVersions read{c, TagReader(*repository, std::move(names), work).read(tags)};
        if (read.versions.size() > 1)
            all.push_back(std::move(read));
    }
    return work.stopRequested() ? std::vector<TagVersions>() : all;
}

std::vector<TagVerdict> tellTags(const Program &program, const SourceTree &tree, std::span<const TakenFor> taken,
                                 std::span<const TagVersions> tags)
{
    std::vector<TagVerdict> verdicts;
    for (const TagVersions &each : tags) {
        std::vector<VersionedFunction> functions;
        for (const TakenFor &pair : taken) {
            if (componentOf(tree, tree.functions.at(pair.source)) == each.component)
                functions.push_back({pair.function,
                                     versionKey(tree, pair.source),
                                     {},
                                     pair.accepted || pair.confidence >= sureConfidence});
        }
        TagVerdict verdict{each.component, {}, tellVersions(program, functions, each.versions)};
        for (const Version &version : each.versions)
            verdict.names.push_back(version.name);
        verdicts.push_back(std::move(verdict));
    }
    return verdicts;
}

} // namespace symbolon
