// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Session: the network, where it runs, and the way from a source function to the binary.

#include "app/session/sessionparts.h"

#include "app/project/sourcekeys.h"

namespace symbolon {

namespace {

// The open project, seen from a job. Without one, or in one that is read-only, nothing is kept.
class ProjectVectors : public VectorStore
{
public:
    using Vectors = QHash<QByteArray, QByteArray>;

    explicit ProjectVectors(std::shared_ptr<ProjectAccess> project) : m_project(std::move(project)) { }

    Result<Vectors> load(const VectorSpace &space, const QList<QByteArray> &keys, const Work &work) override
    {
        return m_project->ask<Vectors>(
            [space, keys](ProjectThread::Store &store) -> Result<Vectors> {
                return store ? store->loadVectors(space, keys) : Vectors();
            },
            work.stop);
    }

    Result<void> save(const VectorSpace &space, const Vectors &vectors, const Work &work) override
    {
        const auto saved = m_project->ask<bool>(
            [space, vectors](ProjectThread::Store &store) -> Result<bool> {
                if (!store || store->isReadOnly())
                    return false;
                const auto done = store->saveVectors(space, vectors);
                return done ? Result<bool>(true) : Result<bool>(done.error());
            },
            work.stop);
        return saved ? Result<void>() : Result<void>(saved.error());
    }

private:
    std::shared_ptr<ProjectAccess> m_project;
};

} // namespace

std::shared_ptr<VectorStore> Session::vectorStore() const
{
    return m_project ? std::make_shared<ProjectVectors>(m_project->access()) : nullptr;
}

void Session::setDevice(const QString &device)
{
    const QString wanted = device.isEmpty() ? QStringLiteral("auto") : device;
    if (wanted == m_device)
        return;
    m_device = wanted;
    m_deviceInUse.reset(); // until it is used
    Q_EMIT deviceChanged();
}

void Session::used(const std::optional<ComputeDevice> &device)
{
    if (!device)
        return;
    m_deviceInUse = device;
    Q_EMIT deviceChanged();
}

void Session::listDevices(QObject *owner, std::function<void(const Result<std::vector<ComputeDevice>> &)> done)
{
    m_jobs.start(Job<std::vector<ComputeDevice>>{
        .kind = QStringLiteral("devices"),
        .title = tr("Looking for devices"),
        .body = [](const Work &) -> Result<std::vector<ComputeDevice>> {
            const auto module = loadModelModule();
            if (!module)
                return module.error();
            return (*module)->devices();
        },
        .done =
            [owner = QPointer<QObject>(owner), done = std::move(done)](const auto &result) {
                if (owner)
                    done(result);
            },
        .policy = JobPolicy::Queue,
        .quiet = true,
    });
}

// `given`: matches without verdicts, that have to do where the network is missing; may be null.
Result<std::shared_ptr<const Matches>> Session::matchForVerdicts(const PlanRequest &request, MatchOptions options,
                                                                 std::shared_ptr<const Matches> given,
                                                                 MatchAnswer &answer, const Work &work)
{
    const auto plan = makePlan(request, answer, work);
    if (!plan && plan.error().kind == ErrorKind::Failed && given)
        return given;
    if (!plan)
        return plan.error();
    options.method = request.method;
    auto matches = (*plan)->match(options, work);
    if (!matches)
        return matches.error();
    return std::make_shared<const Matches>(std::move(*matches));
}

void Session::findInBinary(int source)
{
    constexpr unsigned shown = 50;
    const Workspace of = m_workspace;
    if (!of.program || !of.sources || source < 0 || std::size_t(source) >= of.sources->functions.size())
        return;
    if (!of.matches && m_jobs.isActive(QStringLiteral("match"))) {
        m_askedFor = source;
        return;
    }
    struct Found {
        SourceAnswer answer;
        std::optional<ComputeDevice> device;
    };
    const PlanRequest request{of.program, of.sources,   std::string(fullMethod), true, m_device,
                              m_engines,  vectorStore()};
    m_jobs.start(Job<Found>{
        .kind = QStringLiteral("find"),
        .title = tr("Looking for %1 in the binary")
                     .arg(QString::fromStdString(of.sources->functions[std::size_t(source)].name)),
        .body = [of, source, request, decisions = m_decisions](const Work &work) -> Result<Found> {
            Found found;
            std::shared_ptr<const Matches> matches = of.matches;
            if (!matches || matches->sources.empty()) {
                MatchOptions options;
                constrain(options, *of.program, *of.sources, decisions);
                MatchAnswer made;
                auto matched = matchForVerdicts(request, options, matches, made, work);
                if (!matched)
                    return matched.error();
                matches = std::move(*matched);
                found.device = made.device;
            }
            found.answer = answersFrom(*matches, *of.sources, {uint32_t(source)}, shown).front();
            return found;
        },
        .done =
            [this, of, source](Result<Found> found) {
                if (!found) {
                    fail(QStringLiteral("find"), found.error(), [this, source] { findInBinary(source); });
                    return;
                }
                used(found->device);
                if (of.program == m_workspace.program && of.sources == m_workspace.sources)
                    Q_EMIT foundInBinary(found->answer);
            },
    });
}

} // namespace symbolon
