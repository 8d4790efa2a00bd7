// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Session: its checkouts, and what a binary is made of.

#include "app/session/sessionparts.h"

#include <QDir>
#include <QFileInfo>

namespace symbolon {

QStringList Session::sourceRoots() const
{
    QStringList roots;
    for (const SourceEntry &entry : m_sources)
        roots.append(entry.input.path);
    return roots;
}

void Session::openSources(const QString &folder)
{
    const QString root = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    QStringList roots = m_rootsToBe.isEmpty() ? sourceRoots() : m_rootsToBe;
    if (!roots.contains(root))
        roots.append(root);
    readSources(roots, root);
}

void Session::removeSources(const QStringList &folders)
{
    QStringList roots = sourceRoots();
    roots.removeIf([&](const QString &root) { return folders.contains(root); });
    if (roots.size() < m_sources.size())
        readSources(roots, {});
}

// `opened` is read even if it is known; of the others, those that have changed.
void Session::readSources(const QStringList &roots, const QString &opened)
{
    Checkouts known;
    known.tree = m_workspace.sources;
    for (const SourceEntry &entry : std::as_const(m_sources)) {
        known.inputs.append(entry.input);
        if (entry.input.path == opened)
            known.inputs.last().fingerprint.clear();
    }
    m_rootsToBe = roots;
    m_jobs.start(Job<Checkouts>{
        .kind = QStringLiteral("sources"),
        .title = opened.isEmpty() ? tr("Reading the sources")
                                  : tr("Reading the sources in %1").arg(QFileInfo(opened).fileName()),
        .body = [roots, known, workers = m_workers](const Work &work) -> Result<Checkouts> {
            return readCheckouts(workers, roots, known, work);
        },
        .done =
            [this, roots, opened](Result<Checkouts> result) {
                if (m_rootsToBe == roots)
                    m_rootsToBe.clear();
                if (result)
                    sourcesRead(std::move(*result));
                else if (opened.isEmpty())
                    fail(QStringLiteral("sources"), result.error());
                else
                    fail(QStringLiteral("sources"), result.error(), [this, opened] { openSources(opened); });
            },
    });
}

void Session::sourcesRead(Checkouts checkouts)
{
    QStringList added;
    const QStringList before = sourceRoots();
    m_sources.clear();
    for (const SourceInput &input : std::as_const(checkouts.inputs)) {
        m_sources.append({input, InputState::Unchanged});
        if (!before.isEmpty() && !before.contains(input.path))
            added.append(input.path);
    }
    if (!checkouts.anew)
        return;
    if (!m_sources.isEmpty())
        ensureProject(QFileInfo(m_sources.first().input.path).fileName());
    inProject<bool>(
        [inputs = checkouts.inputs, tree = checkouts.tree](ProjectStore &store) -> Result<bool> {
            const auto saved = tree ? store.saveSources(inputs, *tree) : store.removeSources();
            return saved ? Result<bool>(true) : Result<bool>(saved.error());
        },
        [this](const Result<bool> &saved) {
            if (!saved)
                fail(QStringLiteral("project"), saved.error());
        });
    m_jobs.cancelKind(QStringLiteral("match"));
    m_workspace.sources = checkouts.tree;
    matchesReplaced(nullptr); // their indices belong to the former tree
    applyDecisions();
    Q_EMIT workspaceChanged();
    Q_EMIT projectChanged();
    for (const QString &folder : std::as_const(added))
        Q_EMIT sourcesAdded(folder);
    matchIfReady();
}

namespace {

std::vector<TakenFor> takenIn(const Workspace &of)
{
    std::vector<std::pair<uint32_t, uint32_t>> accepted;
    std::vector<uint32_t> rejected;
    const Decisions none;
    const Decisions &decisions = of.decisions ? *of.decisions : none;
    for (auto at = decisions.cbegin(); at != decisions.cend(); ++at) {
        if (at->state == MatchState::Rejected || at->state == MatchState::Blocked)
            rejected.push_back(uint32_t(at.key()));
        else if (at->state == MatchState::Accepted && at->source >= 0)
            accepted.emplace_back(uint32_t(at.key()), uint32_t(at->source));
    }
    return takenFor(*of.matches, accepted, rejected);
}

bool same(const Workspace &a, const Workspace &b)
{
    return a.program == b.program && a.sources == b.sources && a.matches == b.matches && a.decisions == b.decisions;
}

} // namespace

void Session::startSummary()
{
    m_jobs.cancelKind(QStringLiteral("summary"));
    const Workspace of = m_workspace;
    if (!of.program || !of.sources || !of.matches) {
        if (std::exchange(m_summary, nullptr))
            Q_EMIT summaryChanged(m_summary);
        return;
    }
    const bool known = m_tags && m_tags->program == of.program && m_tags->sources == of.sources;
    m_jobs.start(Job<std::shared_ptr<const SessionSummary>>{
        .kind = QStringLiteral("summary"),
        .title = tr("Summing up"),
        .body = [of,
                 tags = known ? m_tags : nullptr](const Work &work) -> Result<std::shared_ptr<const SessionSummary>> {
            const auto taken = takenIn(of);
            auto summary = std::make_shared<SessionSummary>();
            summary->parts = summarize(*of.program, *of.sources, of.matches.get(), taken);
            if (tags && !work.stopRequested())
                summary->tags = tellTags(*of.program, *of.sources, taken, tags->versions);
            return std::shared_ptr<const SessionSummary>(std::move(summary));
        },
        .done =
            [this, of, known](const Result<std::shared_ptr<const SessionSummary>> &result) {
                if (!result || !same(of, m_workspace))
                    return;
                m_summary = *result;
                Q_EMIT summaryChanged(m_summary);
                if (!known && !m_jobs.isActive(QStringLiteral("tags")))
                    readTags();
            },
        .quiet = true,
    });
}

// Once for a program and its sources: this takes time where there are many tags.
void Session::readTags()
{
    m_jobs.start(Job<std::vector<TagVersions>>{
        .kind = QStringLiteral("tags"),
        .title = tr("Comparing with the versions in the checkouts"),
        .body = [of = m_workspace](const Work &work) -> Result<std::vector<TagVersions>> {
            auto versions = readTagVersions(*of.sources, takenIn(of), work);
            return work.stopRequested() ? Result<std::vector<TagVersions>>(cancelled()) : versions;
        },
        .done =
            [this, program = m_workspace.program,
             sources = m_workspace.sources](Result<std::vector<TagVersions>> versions) {
                // Stopped by the user: not begun again.
                m_tags = std::make_shared<const KnownTags>(
                    KnownTags{program, sources, versions ? std::move(*versions) : std::vector<TagVersions>()});
                if (program != m_workspace.program || sources != m_workspace.sources || !m_tags->versions.empty())
                    startSummary();
            },
    });
}

} // namespace symbolon
