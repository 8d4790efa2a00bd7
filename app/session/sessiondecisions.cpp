// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Session: the analyst's decisions. They go to the project first and are shown when they are there.

#include "app/session/sessionparts.h"

#include "app/project/sourcekeys.h"

#include <algorithm>

namespace symbolon {

// What a decision changes; the rest of what is stored about the function stays.
struct Session::Change {
    Decide kind = Decide::Comment;
    int function = -1;
    quint64 address = 0;
    std::optional<SourceKey> source; // Accept, Reject
    QString comment;

    // Sources may have been read anew since a key was stored: `sources` says which function it names now.
    void applyTo(Decision &decision, const SourceTree *sources) const;
};

void Session::Change::applyTo(Decision &decision, const SourceTree *sources) const
{
    const auto isSource = [&](const SourceKey &key) {
        return key == *source
               || (sources && findSource(*sources, *source)
                   && findSource(*sources, key) == findSource(*sources, *source));
    };
    switch (kind) {
    case Decide::Accept:
        decision.state = Decision::State::Accepted;
        decision.source = source;
        decision.rejected.removeIf(isSource);
        break;
    case Decide::Reject:
        if (std::none_of(decision.rejected.cbegin(), decision.rejected.cend(), isSource))
            decision.rejected.append(*source);
        if (decision.source && isSource(*decision.source)) {
            decision.state = Decision::State::None;
            decision.source.reset();
        }
        if (decision.state == Decision::State::None)
            decision.state = Decision::State::Rejected;
        break;
    case Decide::Block:
        decision.state = Decision::State::Blocked;
        decision.source.reset();
        break;
    case Decide::Withdraw:
        decision.state = Decision::State::None;
        decision.source.reset();
        decision.rejected.clear();
        break;
    case Decide::Comment:
        decision.comment = comment;
        break;
    }
}

std::optional<Session::Change> Session::changeOf(Decide kind, int function) const
{
    const auto &program = m_workspace.program;
    if (!program || function < 0 || std::size_t(function) >= program->functions.size())
        return std::nullopt;
    Change change;
    change.kind = kind;
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
    decideOnPair(Decide::Accept, function, source);
}

void Session::reject(int function, int source)
{
    decideOnPair(Decide::Reject, function, source);
}

void Session::decideOnPair(Decide kind, int function, int source)
{
    auto change = changeOf(kind, function);
    const auto key = keyOf(source);
    if (!change || !key)
        return;
    change->source = key;
    decide({*change});
}

void Session::comment(int function, const QString &text)
{
    auto change = changeOf(Decide::Comment, function);
    if (!change)
        return;
    change->comment = text;
    decide({*change});
}

// On what is proposed for each; returns how many had something.
int Session::decideOnProposed(Decide kind, const QList<int> &functions)
{
    QList<Change> changes;
    for (const int function : functions) {
        auto change = changeOf(kind, function);
        const Candidate *candidate = m_workspace.proposed(function);
        const auto key = candidate ? keyOf(int(candidate->source)) : std::nullopt;
        if (!change || !key)
            continue;
        change->source = key;
        changes.append(*change);
    }
    decide(changes);
    return int(changes.size());
}

int Session::acceptBest(const QList<int> &functions)
{
    return decideOnProposed(Decide::Accept, functions);
}

int Session::acceptAbove(double confidence)
{
    return acceptBest(m_workspace.proposedAbove(confidence));
}

void Session::rejectAll(const QList<int> &functions)
{
    decideOnProposed(Decide::Reject, functions);
}

void Session::decideOnAll(Decide kind, const QList<int> &functions)
{
    QList<Change> changes;
    for (const int function : functions) {
        if (const auto change = changeOf(kind, function))
            changes.append(*change);
    }
    decide(changes);
}

void Session::block(const QList<int> &functions)
{
    decideOnAll(Decide::Block, functions);
}

void Session::withdraw(const QList<int> &functions)
{
    decideOnAll(Decide::Withdraw, functions);
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
        change.applyTo(decision, of.sources.get());
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
        rematchIfStale();
    } else {
        m_decidedElsewhere = true;
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
        const auto indexOf = [&](const SourceKey &key) {
            const auto source = of.sources ? findSource(*of.sources, key) : std::nullopt;
            return source ? int(*source) : -1;
        };
        for (const SourceKey &key : decision.rejected) {
            if (const int source = indexOf(key); source >= 0)
                shown.rejected.append(source);
        }
        if (decision.state == Decision::State::Accepted)
            shown.state = MatchState::Accepted;
        else if (decision.state == Decision::State::Blocked)
            shown.state = MatchState::Blocked;
        else if (decision.state == Decision::State::Rejected && (decision.rejected.isEmpty() || !of.sources))
            shown.state = MatchState::Rejected;
        if (shown.state == MatchState::Accepted && decision.source)
            shown.source = indexOf(*decision.source);
        all->insert(function, shown);
    }
    return all;
}

void Session::applyDecisions()
{
    m_workspace.decisions = shownDecisions(m_workspace, m_decisions);
}

} // namespace symbolon
