// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Session: the analyst's decisions. They go to the project first and are shown when they are there.

#include "app/session/sessionparts.h"

#include "app/project/sourcekeys.h"

namespace symbolon
{

std::optional<Decision> Session::decisionOf(int function) const
{
    const Workspace &w = m_workspace;
    if (!w.program || function < 0 || std::size_t(function) >= w.program->functions.size())
        return std::nullopt;
    Decision decision;
    decision.address = w.program->functions[std::size_t(function)].address;
    for (const Decision &known : m_decisions) {
        if (known.address == decision.address)
            return known;
    }
    return decision;
}

void Session::accept(int function, int source)
{
    auto decision = decisionOf(function);
    const auto &sources = m_workspace.sources;
    if (!decision || !sources || source < 0 || std::size_t(source) >= sources->functions.size())
        return;
    decision->state = Decision::State::Accepted;
    decision->source = sourceKey(*sources, uint32_t(source));
    decide({*decision}, {function});
}

void Session::reject(int function, int source)
{
    auto decision = decisionOf(function);
    if (!decision)
        return;
    const auto &sources = m_workspace.sources;
    decision->state = Decision::State::Rejected;
    decision->source.reset();
    if (sources && source >= 0 && std::size_t(source) < sources->functions.size())
        decision->source = sourceKey(*sources, uint32_t(source));
    decide({*decision}, {function});
}

void Session::comment(int function, const QString &text)
{
    auto decision = decisionOf(function);
    if (!decision || decision->comment == text)
        return;
    decision->comment = text;
    decide({*decision}, {function});
}

int Session::acceptBest(const QList<int> &functions)
{
    QList<Decision> decisions;
    QList<int> accepted;
    const QHash<quint64, Decision> known = byAddress(m_decisions);
    for (const int function : functions) {
        const Candidate *candidate = m_workspace.candidate(function, 0);
        if (!candidate || !m_workspace.sourceOf(*candidate))
            continue;
        Decision decision;
        decision.address = m_workspace.program->functions[std::size_t(function)].address;
        decision.comment = known.value(decision.address).comment;
        decision.state = Decision::State::Accepted;
        decision.source = sourceKey(*m_workspace.sources, candidate->source);
        decisions.append(decision);
        accepted.append(function);
    }
    if (!decisions.isEmpty())
        decide(decisions, accepted);
    return int(accepted.size());
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
    QList<Decision> decisions;
    for (const int function : functions) {
        auto decision = decisionOf(function);
        if (!decision)
            continue;
        const Candidate *candidate = m_workspace.candidate(function, 0);
        decision->state = Decision::State::Rejected;
        decision->source.reset();
        if (candidate && m_workspace.sourceOf(*candidate))
            decision->source = sourceKey(*m_workspace.sources, candidate->source);
        decisions.append(*decision);
    }
    if (!decisions.isEmpty())
        decide(decisions, functions);
}

void Session::withdraw(const QList<int> &functions)
{
    QList<Decision> decisions;
    for (const int function : functions) {
        auto decision = decisionOf(function);
        if (!decision || decision->state == Decision::State::None)
            continue;
        decision->state = Decision::State::None;
        decision->source.reset();
        decisions.append(*decision);
    }
    if (!decisions.isEmpty())
        decide(decisions, functions);
}

void Session::decide(QList<Decision> decisions, const QList<int> &functions)
{
    if (m_current < 0)
        return;
    for (const int function : functions)
        m_pending.insert(function);
    inProject<Decided>(
        [id = m_binaries[m_current].id, decisions](ProjectStore &store) -> Result<Decided> {
            if (*id == 0)
                return ProjectThread::noProject();
            const auto done =
                decisions.size() == 1 ? store.decide(*id, decisions.first()) : store.decide(*id, decisions);
            if (!done)
                return done.error();
            return decidedIn(store, *id);
        },
        [this, functions, decisions](Result<Decided> result) {
            for (const int function : functions)
                m_pending.remove(function);
            if (!result)
                fail(QStringLiteral("decide"), result.error(),
                     [this, decisions, functions] { decide(decisions, functions); });
            else
                decided(result->binary, std::move(result));
        });
}

Result<Session::Decided> Session::decidedIn(ProjectStore &store, qint64 binary)
{
    auto decisions = store.decisions(binary);
    if (!decisions)
        return decisions.error();
    return Decided{std::move(*decisions), binary, store.canUndo(), store.canRedo()};
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
        [back](ProjectStore &store) -> Result<Decided> {
            const auto binary = back ? store.undo() : store.redo();
            if (!binary)
                return binary.error();
            return decidedIn(store, *binary);
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

void Session::applyDecisions()
{
    if (!m_workspace.program) {
        m_workspace.decisions.reset();
        return;
    }
    auto decisions = std::make_shared<Decisions>();
    for (const Decision &decision : std::as_const(m_decisions)) {
        const int function = m_workspace.program->functionStartingAt(decision.address);
        if (function < 0)
            continue;
        FunctionDecision shown;
        shown.comment = decision.comment;
        if (decision.state == Decision::State::Rejected)
            shown.state = MatchState::Rejected;
        else if (decision.state == Decision::State::Accepted)
            shown.state = MatchState::Accepted;
        if (shown.state == MatchState::Accepted && decision.source && m_workspace.sources) {
            const auto source = findSource(*m_workspace.sources, *decision.source);
            shown.source = source ? int(*source) : -1;
        }
        decisions->insert(function, shown);
    }
    m_workspace.decisions = std::move(decisions);
}

} // namespace symbolon
