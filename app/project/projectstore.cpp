// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/project/projectstore.h"

#include "app/project/decisionlog.h"
#include "app/project/matchtables.h"
#include "app/project/programtables.h"
#include "app/project/projectbackup.h"
#include "app/project/projecterror.h"
#include "app/project/projectfile.h"
#include "app/project/sourcetables.h"
#include "app/project/vectortables.h"

namespace symbolon {

class ProjectStore::Private
{
public:
    explicit Private(ProjectFile opened) : file(std::move(opened)) { }

    // One transaction around `body(database)`, whose result is returned.
    template<typename Body>
    auto write(bool quick, Body body) const -> Result<std::invoke_result_t<Body, const Database &>>
    {
        using Value = std::invoke_result_t<Body, const Database &>;
        return guarded(file.path, [&]() -> Result<Value> {
            file.beforeWrite(quick);
            Transaction transaction(*file.database, Transaction::Kind::Write);
            if constexpr (std::is_void_v<Value>) {
                body(*file.database);
                transaction.commit();
                return {};
            } else {
                Value value = body(*file.database);
                transaction.commit();
                return value;
            }
        });
    }

    template<typename Body>
    auto read(Body body) const -> Result<std::invoke_result_t<Body, const Database &>>
    {
        using Value = std::invoke_result_t<Body, const Database &>;
        return guarded(file.path, [&]() -> Result<Value> {
            const Transaction snapshot(*file.database, Transaction::Kind::Read);
            return body(*file.database);
        });
    }

    ProjectFile file;
};

ProjectStore::ProjectStore(std::unique_ptr<Private> opened) : d(std::move(opened)) { }

ProjectStore::~ProjectStore() = default;

Result<std::unique_ptr<ProjectStore>> ProjectStore::create(const QString &path)
{
    return guarded(path, [&]() -> Result<std::unique_ptr<ProjectStore>> {
        return std::unique_ptr<ProjectStore>(new ProjectStore(std::make_unique<Private>(ProjectFile::create(path))));
    });
}

Result<std::unique_ptr<ProjectStore>> ProjectStore::open(const QString &path, Access access)
{
    return guarded(path, [&]() -> Result<std::unique_ptr<ProjectStore>> {
        return std::unique_ptr<ProjectStore>(
            new ProjectStore(std::make_unique<Private>(ProjectFile::open(path, access))));
    });
}

std::optional<QDateTime> ProjectStore::backupTime(const QString &path)
{
    const auto backup = ProjectBackup::of(path);
    return backup ? std::optional(backup->written) : std::nullopt;
}

Result<void> ProjectStore::restoreBackup(const QString &path)
{
    return ProjectBackup::restore(path);
}

QString ProjectStore::path() const
{
    return d->file.path;
}

bool ProjectStore::isReadOnly() const
{
    return !d->file.lock;
}

QString ProjectStore::readOnlyReason() const
{
    return d->file.readOnlyReason;
}

Result<void> ProjectStore::saveCopy(const QString &path) const
{
    return guarded(path, [&] { return ProjectBackup::copy(*d->file.database, path); });
}

Result<qint64> ProjectStore::saveBinary(const BinaryInput &input, const Program &program)
{
    return guarded(path(), [&]() -> Result<qint64> {
        ProgramTables::check(program);
        const auto packed = ProgramTables::packCode(program);
        return d->write(false, [&](const Database &database) -> qint64 {
            return ProgramTables(database).save(input, program, packed);
        });
    });
}

Result<void> ProjectStore::removeBinary(qint64 id)
{
    return d->write(false, [&](const Database &database) { ProgramTables(database).remove(id); });
}

Result<void> ProjectStore::saveSources(const QList<SourceInput> &inputs, const SourceTree &tree)
{
    return guarded(path(), [&]() -> Result<void> {
        SourceTables::check(inputs, tree);
        const auto packed = SourceTables::packTexts(tree);
        return d->write(false, [&](const Database &database) { SourceTables(database).save(inputs, tree, packed); });
    });
}

Result<void> ProjectStore::removeSources()
{
    return d->write(false, [](const Database &database) { SourceTables(database).clear(); });
}

Result<void> ProjectStore::saveMatches(qint64 binary, const Matches &matches, const Matches *stored)
{
    return d->write(false, [&](const Database &database) { MatchTables(database).save(binary, matches, stored); });
}

Result<QList<BinaryInput>> ProjectStore::binaries() const
{
    return d->read([](const Database &database) { return ProgramTables(database).inputs(); });
}

Result<QList<SourceInput>> ProjectStore::sources() const
{
    return d->read([](const Database &database) { return SourceTables(database).inputs(); });
}

Result<Program> ProjectStore::loadProgram(qint64 binary) const
{
    return d->read([&](const Database &database) { return ProgramTables(database).load(binary); });
}

Result<SourceTree> ProjectStore::loadSources() const
{
    return d->read([](const Database &database) { return SourceTables(database).load(); });
}

Result<std::optional<Matches>> ProjectStore::loadMatches(qint64 binary) const
{
    return d->read([&](const Database &database) { return MatchTables(database).load(binary); });
}

Result<QHash<QByteArray, QByteArray>> ProjectStore::loadVectors(const VectorSpace &space,
                                                                const QList<QByteArray> &keys) const
{
    return d->read([&](const Database &database) { return VectorTables(database).load(space, keys); });
}

Result<void> ProjectStore::saveVectors(const VectorSpace &space, const QHash<QByteArray, QByteArray> &vectors)
{
    return d->write(false, [&](const Database &database) { VectorTables(database).save(space, vectors); });
}

Result<void> ProjectStore::decide(qint64 binary, const Decision &decision)
{
    return decide(binary, QList<Decision>{decision});
}

Result<void> ProjectStore::decide(qint64 binary, const QList<Decision> &decisions)
{
    return d->write(true, [&](const Database &database) { DecisionLog(database).decide(binary, decisions); });
}

Result<QList<Decision>> ProjectStore::decisions(qint64 binary) const
{
    return d->read([&](const Database &database) { return DecisionLog(database).decisions(binary); });
}

bool ProjectStore::canUndo() const
{
    const auto can = d->read([](const Database &database) { return DecisionLog(database).canUndo(); });
    return !isReadOnly() && can && *can;
}

bool ProjectStore::canRedo() const
{
    const auto can = d->read([](const Database &database) { return DecisionLog(database).canRedo(); });
    return !isReadOnly() && can && *can;
}

Result<qint64> ProjectStore::undo()
{
    return d->write(true, [&](const Database &database) -> qint64 {
        if (const auto binary = DecisionLog(database).undo())
            return *binary;
        throw ProjectError{failure(ProjectText::tr("There is nothing to undo").toStdString())};
    });
}

Result<qint64> ProjectStore::redo()
{
    return d->write(true, [&](const Database &database) -> qint64 {
        if (const auto binary = DecisionLog(database).redo())
            return *binary;
        throw ProjectError{failure(ProjectText::tr("There is nothing to redo").toStdString())};
    });
}

QString ProjectStore::setting(const QString &key, const QString &fallback) const
{
    const auto value = d->read([&](const Database &database) -> QString {
        Statement row = database.prepare("SELECT value FROM settings WHERE key=?");
        return row.query(key).next() ? row.string(0) : fallback;
    });
    return value ? *value : fallback;
}

Result<void> ProjectStore::setSetting(const QString &key, const QString &value)
{
    return d->write(true, [&](const Database &database) {
        database.prepare("INSERT OR REPLACE INTO settings VALUES(?,?)").run(key, value);
    });
}

} // namespace symbolon
