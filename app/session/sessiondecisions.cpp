// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Session: the analyst's decisions. They go to the project first and are shown when they are there.

#include "app/session/sessionparts.h"

#include "app/project/sourcekeys.h"

namespace symbolon {

// What a decision changes; the rest of what is stored about the function stays.
struct Session::Change {
    int function = -1;
    quint64 address = 0;
    std::optional<Decision::State> state; // with `source`
    std::optional<SourceKey> source;
    std::optional<QString> comment;
};

std::optional<Session::Change> Session::changeOf(int function) const
{
    const auto &program = m_workspace.program;
    if (!program || function < 0 || std::size_t(function) >= program->functions.size())
        return std::nullopt;
    Change change;
    change.function = function;
    change.address = program->functions[std::size_t(function)].address;
    return change;
}

std::optional<SourceKey> Session::keyOf(int source) const
{
    const auto &sources = m_workspace.sources;
    if (!sources || source < 0 || std::size_t(source) >= sources->functions.size())
        return std::nullopt;
    return sourceKey(*sources, uint32_t(source));
}

void Session::accept(int function, int source)
{
    auto change = changeOf(function);
    const auto key = keyOf(source);
    if (!change || !key)
        return;
    change->state = Decision::State::Accepted;
    change->source = key;
    decide({*change});
}

void Session::reject(int function, int source)
{
    auto change = changeOf(function);
    if (!change)
        return;
    change->state = Decision::State::Rejected;
    change->source = keyOf(source);
    decide({*change});
}

void Session::comment(int function, const QString &text)
{
    auto change = changeOf(function);
    if (!change)
        return;
    change->comment = text;
    decide({*change});
}

int Session::acceptBest(const QList<int> &functions)
{
    QList<Change> changes;
    for (const int function : functions) {
        auto change = changeOf(function);
        const Candidate *candidate = m_workspace.candidate(function, 0);
        const auto key = candidate ? keyOf(int(candidate->source)) : std::nullopt;
        if (!change || !key)
            continue;
        change->state = Decision::State::Accepted;
        change->source = key;
        changes.append(*change);
    }
    decide(changes);
    return int(changes.size());
}

int Session::acceptAll(double minimumScore)
{
    QList<int> functions;
    if (!m_workspace.matches)
        return 0;
    for (const FunctionMatches &match : m_workspace.matches->functions) {
        if (!match.candidates.empty() && match.candidates.front().score >= minimumScore
            && m_workspace.stateOf(int(match.function)) == MatchState::Proposed)
            functions.append(int(match.function));
    }
    return acceptBest(functions);
}

void Session::rejectAll(const QList<int> &functions)
{
    QList<Change> changes;
    for (const int function : functions) {
        auto change = changeOf(function);
        if (!change)
            continue;
        const Candidate *candidate = m_workspace.candidate(function, 0);
        change->state = Decision::State::Rejected;
        change->source = candidate ? keyOf(int(candidate->source)) : std::nullopt;
        changes.append(*change);
    }
    decide(changes);
}

void Session::withdraw(const QList<int> &functions)
{
    QList<Change> changes;
    for (const int function : functions) {
        auto change = changeOf(function);
        if (!change)
            continue;
        change->state = Decision::State::None;
        changes.append(*change);
    }
    decide(changes);
}

void Session::decide(const QList<Change> &changes)
{
    if (m_current < 0 || changes.isEmpty())
        return;
    for (const Change &change : changes)
        m_pending.insert(change.function);
    inProject<Decided>([id = m_binaries[m_current].id, changes, of = m_workspace](
                           ProjectStore &store) -> Result<Decided> { return applyIn(store, *id, changes, of); },
                       [this, changes](Result<Decided> result) {
                           for (const Change &change : changes)
                               m_pending.remove(change.function);
                           if (result)
                               decided(result->binary, std::move(result));
                           else
                               fail(QStringLiteral("decide"), result.error(), [this, changes] { decide(changes); });
                       });
}

// On what the project holds now: an earlier decision may still have been on its way when this one was made.
Result<Session::Decided> Session::applyIn(ProjectStore &store, qint64 binary, const QList<Change> &changes,
                                          const Workspace &of)
{
    if (binary == 0)
        return ProjectThread::noProject();
    const auto stored = store.decisions(binary);
    if (!stored)
        return stored.error();
    const QHash<quint64, Decision> known = byAddress(*stored);
    QList<Decision> decisions;
    for (const Change &change : changes) {
        Decision decision = known.value(change.address);
        decision.address = change.address;
        if (change.state) {
            decision.state = *change.state;
            decision.source = change.source;
        }
        if (change.comment)
            decision.comment = *change.comment;
        decisions.append(decision);
    }
    const auto done = decisions.size() == 1 ? store.decide(binary, decisions.first()) : store.decide(binary, decisions);
    if (!done)
        return done.error();
    return decidedIn(store, binary, of);
}

Result<Session::Decided> Session::decidedIn(ProjectStore &store, qint64 binary, const Workspace &of)
{
    auto decisions = store.decisions(binary);
    if (!decisions)
        return decisions.error();
    auto shown = shownDecisions(of, *decisions);
    return Decided{std::move(*decisions), binary, store.canUndo(), store.canRedo(), of, std::move(shown)};
}

void Session::decided(qint64 binary, Result<Decided> result)
{
    m_canUndo = result->canUndo;
    m_canRedo = result->canRedo;
    int index = -1;
    for (int n = 0; n < m_binaries.size(); ++n) {
        if (*m_binaries[n].id == binary)
            index = n;
    }
    if (index == m_current && index >= 0) {
        m_decisions = std::move(result->decisions);
        if (result->of.program == m_workspace.program && result->of.sources == m_workspace.sources)
            m_workspace.decisions = std::move(result->shown);
        else
            applyDecisions();
        Q_EMIT workspaceChanged();
    } else {
        setCurrentBinary(index); // undone in another binary: show where
    }
    Q_EMIT projectChanged();
}

void Session::step(bool back)
{
    inProject<Decided>(
        [back, of = m_workspace](ProjectStore &store) -> Result<Decided> {
            const auto binary = back ? store.undo() : store.redo();
            if (!binary)
                return binary.error();
            return decidedIn(store, *binary, of);
        },
        [this](Result<Decided> result) {
            if (!result)
                fail(QStringLiteral("decide"), result.error());
            else
                decided(result->binary, std::move(result));
        });
}

void Session::undo()
{
    step(true);
}

void Session::redo()
{
    step(false);
}

std::shared_ptr<const Decisions> Session::shownDecisions(const Workspace &of, const QList<Decision> &decisions)
{
    if (!of.program)
        return nullptr;
    auto all = std::make_shared<Decisions>();
    for (const Decision &decision : decisions) {
        const int function = of.program->functionStartingAt(decision.address);
        if (function < 0)
            continue;
        FunctionDecision shown;
        shown.comment = decision.comment;
        if (decision.state == Decision::State::Rejected)
            shown.state = MatchState::Rejected;
        else if (decision.state == Decision::State::Accepted)
            shown.state = MatchState::Accepted;
        if (shown.state == MatchState::Accepted && decision.source && of.sources) {
            const auto source = findSource(*of.sources, *decision.source);
            shown.source = source ? int(*source) : -1;
        }
        all->insert(function, shown);
    }
    return all;
}

void Session::applyDecisions()
{
    m_workspace.decisions = shownDecisions(m_workspace, m_decisions);
}

} // namespace symbolon
