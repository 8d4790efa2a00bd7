// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Session: opening and reading inputs.

#include "app/session/sessionparts.h"

#include "app/workers/inputs.h"

#include <QFile>
#include <QFileInfo>
#include <QPointer>

namespace symbolon {

namespace {

// What a path turned out to be.
struct Opened {
    enum class Kind { Project, Folder, File };
    Kind kind = Kind::File;
    Listing listing;
};

bool isProject(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(16) == QByteArray("SQLite format 3\0", 16);
}

} // namespace

void Session::openFile(const QString &path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    m_jobs.start(Job<Opened>{
        .kind = QStringLiteral("open"),
        .title = tr("Looking into %1").arg(QFileInfo(path).fileName()),
        .body = [absolute, workers = m_workers](const Work &work) -> Result<Opened> {
            if (QFileInfo(absolute).isDir())
                return Opened{Opened::Kind::Folder, {}};
            if (absolute.endsWith(QLatin1String(".symbolon")) || isProject(absolute))
                return Opened{Opened::Kind::Project, {}};
            auto listing = workers.list(absolute, work);
            if (!listing)
                return listing.error();
            return Opened{Opened::Kind::File, std::move(*listing)};
        },
        .done =
            [this, absolute](Result<Opened> result) {
                if (result && result->kind == Opened::Kind::Folder)
                    openSources(absolute);
                else if (result && result->kind == Opened::Kind::Project)
                    loadProject(absolute);
                else if (result)
                    identified(absolute, std::move(result->listing));
                else
                    identified(absolute, result.error());
            },
        .policy = JobPolicy::Queue,
    });
}

void Session::identified(const QString &path, Result<Listing> listing)
{
    if (!listing) {
        fail(QStringLiteral("open"), listing.error(), [this, path] { openFile(path); });
        return;
    }
    using Type = ContainerEntry::Type;
    const auto shared = std::make_shared<const Listing>(std::move(*listing));
    if (shared->entries.empty())
        Q_EMIT formatUnknown(path, shared);
    else if (shared->entries.front().type == Type::Executable)
        openBinaries({BinaryRequest{path, {}, {}, 0}});
    else if (shared->entries.size() > 1)
        Q_EMIT containerListed(path, shared);
    else
        Q_EMIT formatUnknown(path, shared);
}

void Session::proposeRaw(const QString &path, const QString &member, QObject *owner,
                         std::function<void(const Result<RawFindings> &)> done)
{
    const BinaryRequest request{path, member, {}, 0};
    const QString file = (member.isEmpty() ? path : member).section(QLatin1Char('/'), -1);
    m_jobs.start(Job<RawFindings>{
        .kind = QStringLiteral("propose"),
        .title = tr("Looking at what %1 may be").arg(file),
        .body = [request, workers = m_workers](const Work &work) { return workers.propose(request, work); },
        .done =
            [owner = QPointer<QObject>(owner), done = std::move(done)](const Result<RawFindings> &result) {
                if (owner)
                    done(result);
            },
        .policy = JobPolicy::Queue,
    });
}

void Session::openBinaries(const QList<BinaryRequest> &requests)
{
    if (!m_project && !requests.isEmpty())
        m_openedFirst = QFileInfo(requests.first().path).fileName();
    for (qsizetype n = 0; n < requests.size(); ++n) {
        const BinaryRequest &request = requests[n];
        const QString file = (request.member.isEmpty() ? request.path : request.member).section(QLatin1Char('/'), -1);
        auto input = std::make_shared<BinaryInput>();
        m_jobs.start(Job<AnalyzedBinary>{
            .kind = QStringLiteral("analyze"),
            .title = tr("Analysing %1").arg(file),
            .body = [request, input, workers = m_workers](const Work &work) -> Result<AnalyzedBinary> {
                // Described before it is read, so that a change in between is noticed later.
                auto described = describeBinary(request);
                if (!described)
                    return described.error();
                *input = std::move(*described);
                return workers.analyze(request, work);
            },
            .done =
                [this, input, request, show = n == 0](Result<AnalyzedBinary> result) {
                    if (result)
                        analyzed(*input, std::move(*result), show);
                    else
                        fail(QStringLiteral("analyze"), result.error(), [this, request] { openBinaries({request}); });
                },
            .policy = JobPolicy::Queue,
        });
    }
}

void Session::analyzed(BinaryInput input, AnalyzedBinary result, bool show)
{
    input.sha256 = result.sha256;
    auto program = std::make_shared<const Program>(std::move(result.program));
    ensureProject(QFileInfo(input.path).fileName());

    int index = -1;
    for (int n = 0; n < m_binaries.size(); ++n) {
        const BinaryInput &known = m_binaries[n].input;
        if (known.path == input.path && known.member == input.member && known.architecture == input.architecture
            && known.base == input.base)
            index = n;
    }
    if (index >= 0) {
        m_binaries[index].input = input;
        m_binaries[index].state = InputState::Unchanged;
    } else {
        index = int(m_binaries.size());
        m_binaries.append({input, std::make_shared<std::atomic<qint64>>(0), InputState::Unchanged});
    }
    if (show || m_current < 0 || index == m_current) {
        m_jobs.cancelKind(QStringLiteral("match"));
        if (index != m_current)
            m_decisions.clear();
        m_current = index;
        m_pending.clear();
        m_workspace.program = program;
        matchesReplaced(nullptr);
        applyDecisions();
        Q_EMIT workspaceChanged();
    }
    storeBinary(index, program);
    Q_EMIT binariesChanged();
    Q_EMIT projectChanged();
    matchIfReady();
}

void Session::storeBinary(int index, const std::shared_ptr<const Program> &program)
{
    const auto id = m_binaries[index].id;
    inProject<Decided>(
        [input = m_binaries[index].input, program, id, of = m_workspace](ProjectStore &store) -> Result<Decided> {
            BinaryInput stored = input;
            stored.id = *id;
            const auto saved = store.saveBinary(stored, *program);
            if (!saved)
                return saved.error();
            *id = *saved;
            return decidedIn(store, *saved, of);
        },
        [this, id](Result<Decided> saved) {
            if (!saved) {
                fail(QStringLiteral("project"), saved.error());
                return;
            }
            for (BinaryEntry &entry : m_binaries) {
                if (entry.id == id)
                    entry.input.id = *id;
            }
            // What was decided about an earlier analysis holds on: it is kept by address.
            if (m_current >= 0 && m_binaries[m_current].id == id && !saved->decisions.isEmpty())
                decided(*id, std::move(saved));
            remember(currentBinaryKey, QString::number(*m_binaries[m_current].id));
        });
}

void Session::checkInputs()
{
    QList<BinaryInput> inputs;
    for (const BinaryEntry &entry : m_binaries)
        inputs.append(entry.input);
    QList<SourceInput> sources;
    for (const SourceEntry &entry : m_sources)
        sources.append(entry.input);
    m_jobs.start(Job<InputCheck>{
        .kind = QStringLiteral("check"),
        .title = tr("Checking whether the inputs changed"),
        .body = [inputs, sources](const Work &work) -> Result<InputCheck> {
            return symbolon::checkInputs(inputs, sources, work);
        },
        .done =
            [this, generation = m_generation](const Result<InputCheck> &result) {
                if (!result || generation != m_generation)
                    return;
                for (int n = 0; n < m_binaries.size() && n < result->binaries.size(); ++n)
                    m_binaries[n].state = result->binaries[n];
                for (qsizetype n = 0; n < m_sources.size() && n < result->sources.size(); ++n)
                    m_sources[n].state = result->sources[n];
                Q_EMIT binariesChanged();
                Q_EMIT inputsChecked(*result);
            },
        .quiet = true,
    });
}

void Session::analyzeChangedAgain()
{
    QList<BinaryRequest> requests;
    for (const BinaryEntry &entry : m_binaries) {
        const BinaryInput &input = entry.input;
        if (entry.state == InputState::Changed)
            requests.append({input.path, input.member, input.architecture, input.base});
    }
    openBinaries(requests);
    if (std::any_of(m_sources.begin(), m_sources.end(),
                    [](const SourceEntry &entry) { return entry.state == InputState::Changed; }))
        readSources(sourceRoots(), {});
}

} // namespace symbolon
