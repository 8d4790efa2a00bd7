// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/session.h"

#include "app/session/sessionparts.h"

#include <QFileInfo>

namespace symbolon {

QString BinaryEntry::name() const
{
    return (input.member.isEmpty() ? input.path : input.member).section(QLatin1Char('/'), -1);
}

Session::Session(SessionOptions options, QObject *parent)
    : QObject(parent),
      m_options(std::move(options)),
      m_workers(m_options.workerExecutable),
      m_method(QString::fromUtf8(fullMethod.data(), qsizetype(fullMethod.size()))),
      m_engines(std::make_shared<EngineCache>(m_options.openEngine))
{
    if (m_options.unsavedFolder.isEmpty())
        m_options.unsavedFolder = userUnsavedFolder();
    connect(this, &Session::workspaceChanged, this, &Session::startSummary);
    m_letGo.setInterval(20);
    connect(&m_letGo, &QTimer::timeout, this, [this] {
        std::erase_if(m_closing, [](const Closing &closing) { return closing.project->idle(); });
        if (m_closing.empty())
            m_letGo.stop();
    });
}

Session::~Session()
{
    disconnect();
    reset();
}

QString Session::name() const
{
    if (!m_path.isEmpty())
        return QFileInfo(m_path).completeBaseName();
    if (!m_binaries.isEmpty())
        return m_binaries[std::max(m_current, 0)].name();
    return m_sources.isEmpty() ? QString() : QFileInfo(m_sources.first().input.path).fileName();
}

bool Session::isSettled() const
{
    return m_jobs.idle() && m_pending.isEmpty() && m_closing.empty() && (!m_project || m_project->idle());
}

void Session::fail(const QString &kind, const Error &error, std::function<void()> retry)
{
    if (error.kind != ErrorKind::Cancelled)
        Q_EMIT failed({kind, error, {}, std::move(retry)});
}

void Session::setWorkspace(Workspace workspace)
{
    m_workspace = std::move(workspace);
    Q_EMIT workspaceChanged();
}

// Drops everything; a temporary project in which nothing was decided goes with it.
void Session::reset()
{
    ++m_generation;
    m_jobs.cancelAll();
    if (m_project && m_unsaved) {
        m_project->run<bool>(
            [path = m_unsaved->path()](ProjectThread::Store &store) -> Result<bool> {
                if (!store)
                    return false;
                bool decided = store->canUndo() || store->canRedo();
                const auto binaries = store->binaries();
                for (const BinaryInput &input : binaries ? *binaries : QList<BinaryInput>()) {
                    const auto decisions = store->decisions(input.id);
                    decided = decided || !decisions || !decisions->isEmpty();
                }
                store.reset();
                if (!decided && binaries)
                    removeProjectFile(path);
                return decided;
            },
            {});
    }
    if (m_project)
        close(std::move(m_project), std::move(m_unsaved));
    m_binaries.clear();
    m_current = -1;
    m_sources.clear();
    m_rootsToBe.clear();
    m_summary.reset();
    m_decisions.clear();
    m_decidedElsewhere = false;
    matchesReplaced(nullptr);
    m_pending.clear();
    m_canUndo = m_canRedo = false;
    m_path.clear();
    m_openedFirst.clear();
    m_readOnlyReason.clear();
    m_workspace = {};
}

// What is still being written or read of it goes on; it is let go when that is done.
void Session::close(std::unique_ptr<ProjectThread> project, std::unique_ptr<UnsavedFile> unsaved)
{
    m_closing.push_back({std::move(unsaved), std::move(project)});
    if (!m_letGo.isActive())
        m_letGo.start();
}

void Session::closeProject()
{
    reset();
    Q_EMIT workspaceChanged();
    Q_EMIT binariesChanged();
    Q_EMIT projectChanged();
}

void Session::ensureProject(const QString &name)
{
    if (m_project)
        return;
    m_project = std::make_unique<ProjectThread>();
    auto file = UnsavedFile::create(m_options.unsavedFolder, m_openedFirst.isEmpty() ? name : m_openedFirst);
    if (!file) {
        fail(QStringLiteral("project"), file.error());
        return;
    }
    m_unsaved = std::move(*file);
    m_project->run<bool>(
        [path = m_unsaved->path()](ProjectThread::Store &store) -> Result<bool> {
            auto created = ProjectStore::create(path);
            if (!created)
                return created.error();
            store = std::move(*created);
            return true;
        },
        [this, generation = m_generation](const Result<bool> &result) {
            if (!result && generation == m_generation)
                fail(QStringLiteral("project"), result.error());
        });
}

void Session::remember(const QString &key, const QString &value)
{
    if (!m_readOnlyReason.isEmpty())
        return;
    inProject<bool>(
        [key, value](ProjectStore &store) -> Result<bool> {
            const auto set = store.setSetting(key, value);
            return set ? Result<bool>(true) : Result<bool>(set.error());
        },
        [this](const Result<bool> &result) {
            if (!result)
                fail(QStringLiteral("project"), result.error());
        });
}

} // namespace symbolon
