// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Session: the project's file.

#include "app/session/sessionparts.h"

#include <QFileInfo>

#include <chrono>
#include <future>
#include <utility>

namespace symbolon {

void Session::loadProject(const QString &path)
{
    open(QFileInfo(path).absoluteFilePath(), nullptr);
}

void Session::recoverProject(const QString &path)
{
    auto file = UnsavedFile::adopt(path);
    if (!file) {
        fail(QStringLiteral("project"), file.error());
        return;
    }
    open(path, std::move(*file));
}

// The project that is open stays until the new one is read: a damaged file takes nothing away.
void Session::open(const QString &path, std::unique_ptr<UnsavedFile> unsaved)
{
    m_jobs.cancelKind(QStringLiteral("open"));
    auto next = std::make_shared<std::unique_ptr<ProjectThread>>(std::make_unique<ProjectThread>());
    auto lock = std::make_shared<std::unique_ptr<UnsavedFile>>(std::move(unsaved));
    // The job only waits for the project's thread, and gives the load a place in the status bar.
    auto loaded = std::make_shared<std::promise<Result<Loaded>>>();
    (*next)->run<bool>(
        [path, loaded](ProjectThread::Store &store) -> Result<bool> {
            auto opened = ProjectStore::open(path);
            if (!opened) {
                loaded->set_value(opened.error());
                return false;
            }
            store = std::move(*opened);
            loaded->set_value(load(*store));
            return true;
        },
        {});
    m_jobs.start(Job<std::shared_ptr<Loaded>>{
        .kind = QStringLiteral("project"),
        .title = tr("Opening %1").arg(QFileInfo(path).fileName()),
        .body = [loaded](const Work &work) -> Result<std::shared_ptr<Loaded>> {
            auto future = loaded->get_future();
            while (future.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready) {
                if (work.stopRequested())
                    return cancelled();
            }
            auto result = future.get();
            if (!result)
                return result.error();
            return std::make_shared<Loaded>(std::move(*result));
        },
        .done =
            [this, next, lock, path](Result<std::shared_ptr<Loaded>> result) {
                if (!result) {
                    close(std::move(*next), std::move(*lock));
                    if (result.error().kind != ErrorKind::Cancelled)
                        Q_EMIT failed({QStringLiteral("project"), result.error(), path, {}});
                    return;
                }
                reset();
                m_project = std::move(*next);
                m_unsaved = std::move(*lock);
                if (!m_unsaved)
                    m_path = path;
                adopt(std::move(**result));
                Q_EMIT projectLoaded(path);
            },
    });
}

void Session::restoreBackup(const QString &path)
{
    m_jobs.start(Job<bool>{
        .kind = QStringLiteral("project"),
        .title = tr("Restoring the backup of %1").arg(QFileInfo(path).fileName()),
        .body = [path](const Work &) -> Result<bool> {
            const auto restored = ProjectStore::restoreBackup(path);
            return restored ? Result<bool>(true) : Result<bool>(restored.error());
        },
        .done =
            [this, path](const Result<bool> &result) {
                if (result)
                    loadProject(path);
                else
                    fail(QStringLiteral("project"), result.error());
            },
    });
}

Result<Session::LoadedBinary> Session::loadBinary(ProjectStore &store, qint64 id)
{
    LoadedBinary loaded;
    loaded.id = id;
    auto program = store.loadProgram(id);
    if (!program)
        return program.error();
    loaded.program = std::make_shared<const Program>(std::move(*program));
    auto matches = store.loadMatches(id);
    if (!matches)
        return matches.error();
    if (*matches)
        loaded.matches = std::make_shared<const Matches>(std::move(**matches));
    auto decisions = store.decisions(id);
    if (!decisions)
        return decisions.error();
    loaded.decisions = std::move(*decisions);
    return loaded;
}

Result<Session::Loaded> Session::load(ProjectStore &store)
{
    Loaded loaded;
    loaded.readOnlyReason = store.isReadOnly() ? store.readOnlyReason() : QString();
    auto binaries = store.binaries();
    if (!binaries)
        return binaries.error();
    loaded.binaries = std::move(*binaries);
    auto sources = store.sources();
    if (!sources)
        return sources.error();
    loaded.sources = std::move(*sources);
    if (!loaded.sources.isEmpty()) {
        auto tree = store.loadSources();
        if (!tree)
            return tree.error();
        loaded.tree = std::make_shared<const SourceTree>(std::move(*tree));
    }
    if (!loaded.binaries.isEmpty()) {
        const qint64 wanted = store.setting(currentBinaryKey).toLongLong();
        qint64 id = loaded.binaries.first().id;
        for (const BinaryInput &input : std::as_const(loaded.binaries)) {
            if (input.id == wanted)
                id = wanted;
        }
        auto current = loadBinary(store, id);
        if (!current)
            return current.error();
        loaded.current = std::move(*current);
    }
    loaded.method = store.setting(methodKey);
    loaded.canUndo = store.canUndo();
    loaded.canRedo = store.canRedo();
    return loaded;
}

void Session::adopt(Loaded loaded)
{
    m_readOnlyReason = loaded.readOnlyReason;
    for (const SourceInput &input : std::as_const(loaded.sources))
        m_sources.append({input, InputState::Unchanged});
    m_workspace.sources = loaded.tree;
    for (const BinaryInput &input : std::as_const(loaded.binaries)) {
        m_binaries.append({input, std::make_shared<std::atomic<qint64>>(input.id), InputState::Unchanged});
        if (input.id == loaded.current.id)
            m_current = int(m_binaries.size()) - 1;
    }
    for (const auto &matcher : matchers()) {
        if (loaded.method.toStdString() == matcher->name()) {
            m_method = loaded.method;
            m_methodChosen = true;
        }
    }
    m_canUndo = loaded.canUndo;
    m_canRedo = loaded.canRedo;
    showBinary(std::move(loaded.current));
    Q_EMIT binariesChanged();
    Q_EMIT projectChanged();
    matchIfReady();
    checkInputs();
}

void Session::showBinary(LoadedBinary loaded)
{
    m_jobs.cancelKind(QStringLiteral("match"));
    m_workspace.program = loaded.program;
    matchesReplaced(loaded.matches);
    m_decisions = std::move(loaded.decisions);
    m_pending.clear();
    applyDecisions();
    if (!std::exchange(m_decidedElsewhere, false))
        m_matchedDecisions = m_workspace.decisions;
    Q_EMIT workspaceChanged();
}

void Session::setCurrentBinary(int index)
{
    if (index == m_current || index < 0 || index >= m_binaries.size())
        return;
    inProject<LoadedBinary>([id = m_binaries[index].id](ProjectStore &store) { return loadBinary(store, *id); },
                            [this, id = m_binaries[index].id](Result<LoadedBinary> result) {
                                if (!result) {
                                    fail(QStringLiteral("project"), result.error());
                                    return;
                                }
                                for (int n = 0; n < m_binaries.size(); ++n) {
                                    if (m_binaries[n].id == id)
                                        m_current = n;
                                }
                                showBinary(std::move(*result));
                                remember(currentBinaryKey, QString::number(*id));
                                Q_EMIT binariesChanged();
                                Q_EMIT projectChanged();
                                matchIfReady();
                                rematchIfStale();
                            });
}

void Session::removeBinary(int index)
{
    if (index < 0 || index >= m_binaries.size())
        return;
    inProject<bool>(
        [id = m_binaries[index].id](ProjectStore &store) -> Result<bool> {
            const auto removed = store.removeBinary(*id);
            return removed ? Result<bool>(true) : Result<bool>(removed.error());
        },
        [this, id = m_binaries[index].id](const Result<bool> &result) {
            if (!result) {
                fail(QStringLiteral("project"), result.error());
                return;
            }
            const auto at = std::find_if(m_binaries.begin(), m_binaries.end(),
                                         [&](const BinaryEntry &entry) { return entry.id == id; });
            if (at == m_binaries.end())
                return;
            const int gone = int(at - m_binaries.begin());
            m_binaries.erase(at);
            if (gone < m_current) {
                --m_current;
            } else if (gone == m_current) {
                m_current = -1;
                showBinary({});
                setCurrentBinary(std::min(gone, int(m_binaries.size()) - 1));
            }
            Q_EMIT binariesChanged();
            Q_EMIT projectChanged();
        });
}

void Session::saveAs(const QString &path)
{
    if (!m_project)
        return;
    const QString target = QFileInfo(path).absoluteFilePath();
    const QString temporary = m_unsaved ? m_unsaved->path() : QString();
    m_project->run<QString>(
        [target, temporary](ProjectThread::Store &store) -> Result<QString> {
            if (!store)
                return ProjectThread::noProject();
            if (QFileInfo(store->path()) == QFileInfo(target))
                return store->readOnlyReason();
            if (const auto copied = store->saveCopy(target); !copied)
                return copied.error();
            auto opened = ProjectStore::open(target);
            if (!opened)
                return opened.error();
            store = std::move(*opened);
            if (!temporary.isEmpty())
                removeProjectFile(temporary);
            return store->readOnlyReason();
        },
        [this, generation = m_generation, target](const Result<QString> &result) {
            if (!result) {
                if (generation == m_generation)
                    fail(QStringLiteral("project"), result.error(), [this, target] { saveAs(target); });
                return;
            }
            if (generation != m_generation)
                return;
            m_unsaved.reset();
            m_path = target;
            m_readOnlyReason = *result;
            Q_EMIT projectChanged();
            Q_EMIT projectSaved(target);
        });
}

} // namespace symbolon
