// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Session: matching, and matching again around decisions.

#include "app/session/sessionparts.h"

#include "app/project/sourcekeys.h"
#include "app/project/storedmatches.h"

#include <optional>
#include <utility>

namespace symbolon {

namespace {

const QString matchKind = QStringLiteral("match");

} // namespace

void Session::matchIfReady()
{
    if (m_workspace.program && m_workspace.sources && !m_workspace.matches && m_readOnlyReason.isEmpty()
        && !m_jobs.isActive(matchKind))
        startMatching();
}

void Session::setMethod(const QString &method)
{
    m_method = method;
    m_methodChosen = true;
    if (m_project)
        remember(methodKey, method);
    if (m_workspace.matches && QString::fromStdString(m_workspace.matches->method) != method)
        startMatching();
    Q_EMIT projectChanged();
}

void Session::startMatching()
{
    if (m_workspace.program && m_workspace.sources)
        runMatching(false);
}

void Session::matchAgain()
{
    if (m_workspace.matches && m_plan.plan && m_plan.method == m_method.toStdString())
        runMatching(true);
    else
        startMatching();
}

void Session::setRematching(bool on)
{
    m_rematching = on;
    rematchIfStale();
}

bool Session::isStale() const
{
    return m_workspace.matches
           && (!m_matchedDecisions || !sameConstraints(m_matchedDecisions.get(), m_workspace.decisions.get()));
}

// What makes a plan goes on whatever is decided meanwhile: it is the long part, and knows nothing of decisions.
void Session::rematchIfStale()
{
    const bool planning = m_planning && m_jobs.isActive(matchKind);
    if (m_rematching && !m_rematchFailed && !planning && isStale() && m_workspace.sources && m_readOnlyReason.isEmpty())
        runMatching(true);
}

void Session::matchesReplaced(std::shared_ptr<const Matches> matches)
{
    m_workspace.matches = std::move(matches);
    m_storedMatches = m_workspace.matches;
    m_matchedDecisions.reset();
    m_plan = {};
    m_rematchFailed = false;
    if (!m_changes.functions.empty()) {
        m_changes = {};
        Q_EMIT rematched(m_changes);
    }
}

Result<std::shared_ptr<const ProgramPlan>> Session::makePlan(const PlanRequest &request, MatchAnswer &answer,
                                                             const Work &work)
{
    MatchOptions options;
    options.method = request.method;
    std::optional<EmbeddingEngine> engine;
    const auto matcher = findMatcher(options.method);
    if (matcher && (*matcher)->needsRetrieval()) {
        auto opened = request.engines->get(request.device);
        if (opened) {
            engine = std::move(*opened);
            answer.device = engine->device;
        } else if (request.chosen) {
            return opened.error();
        } else {
            answer.fellBack = opened.error();
            options.method = literalMethod;
        }
    }
    const EmbeddingUse use{[&]() -> Result<EmbeddingEngine> { return *engine; }, request.store.get()};
    answer.plan.method = options.method;
    return planWith(request.program, request.sources, options, use, work);
}

void Session::runMatching(bool again)
{
    const Workspace of = m_workspace;
    const PlanRequest request{of.program,
                              of.sources,
                              again ? of.matches->method : m_method.toStdString(),
                              again || m_methodChosen,
                              m_device,
                              m_engines,
                              vectorStore()};
    const KeptPlan kept = again && m_plan.method == request.method ? m_plan : KeptPlan();
    m_planning = !kept.plan;
    if (!again)
        m_rematchFailed = false;
    Workspace before = of;
    before.decisions = m_matchedDecisions ? m_matchedDecisions : of.decisions;
    const QString name = m_binaries[m_current].name();
    m_jobs.start(Job<MatchAnswer>{
        .kind = matchKind,
        .title = again ? tr("Matching %1 again around the decisions").arg(name) : tr("Matching %1").arg(name),
        .body = [request, kept, of, before, again, decisions = m_decisions](const Work &work) -> Result<MatchAnswer> {
            MatchAnswer answer;
            answer.plan = kept;
            answer.decisions = of.decisions;
            if (!answer.plan.plan) {
                auto plan = makePlan(request, answer, work);
                if (!plan)
                    return plan.error();
                answer.plan.plan = std::move(*plan);
            }
            MatchOptions options;
            options.method = answer.plan.method;
            constrain(options, *of.program, *of.sources, decisions);
            auto matches = answer.plan.plan->match(options, work);
            if (!matches)
                return matches.error();
            answer.matches = std::make_shared<const Matches>(std::move(*matches));
            answer.madeWith = std::move(options);
            if (again) {
                Workspace after = of;
                after.matches = answer.matches;
                answer.changes = matchChanges(before, after);
            }
            return answer;
        },
        .done = [this, of, again](Result<MatchAnswer> result) { matched(of, again, std::move(result)); },
        .quiet = bool(kept.plan),
    });
}

void Session::matched(const Workspace &of, bool again, Result<MatchAnswer> result)
{
    m_planning = false;
    const int askedFor = std::exchange(m_askedFor, -1);
    if (!result) {
        m_rematchFailed = again && result.error().kind != ErrorKind::Cancelled;
        fail(matchKind, result.error(), [this, again] {
            m_rematchFailed = false;
            again ? rematchIfStale() : startMatching();
        });
        return;
    }
    used(result->device);
    if (of.program != m_workspace.program || of.sources != m_workspace.sources)
        return;
    m_plan = std::move(result->plan);
    m_matchedDecisions = result->decisions ? result->decisions : std::make_shared<const Decisions>();
    const auto matches = result->matches;
    inProject<bool>(
        [matches, madeWith = std::move(result->madeWith), stored = std::exchange(m_storedMatches, matches),
         id = m_binaries[m_current].id](ProjectStore &store) -> Result<bool> {
            const auto saved = saveMatchesMadeWith(madeWith, store, *id, *matches, stored.get());
            return saved ? Result<bool>(true) : Result<bool>(saved.error());
        },
        [this](const Result<bool> &saved) {
            if (saved)
                return;
            m_storedMatches.reset();
            fail(QStringLiteral("project"), saved.error());
        });
    m_workspace.matches = matches;
    if (result->fellBack) {
        m_method = QString::fromStdString(matches->method);
        Q_EMIT projectChanged();
        Q_EMIT fellBack(*result->fellBack);
    }
    Q_EMIT workspaceChanged();
    m_changes = std::move(result->changes);
    Q_EMIT rematched(m_changes);
    findInBinary(askedFor);
    rematchIfStale();
}

} // namespace symbolon
