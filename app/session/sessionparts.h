// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the parts of Session's implementation share; nobody else includes this.
#pragma once

#include "app/session/projectthread.h"
#include "app/session/recovery.h"
#include "app/session/session.h"
#include "app/workers/tagversions.h"

#include <QPointer>

namespace symbolon {

inline const QString currentBinaryKey = QStringLiteral("current-binary"); // settings of the project
inline const QString methodKey = QStringLiteral("method");

struct Session::LoadedBinary {
    qint64 id = 0;
    std::shared_ptr<const Program> program;
    std::shared_ptr<const Matches> matches;
    QList<Decision> decisions;
};

struct Session::Decided {
    QList<Decision> decisions;
    qint64 binary = 0;
    bool canUndo = false;
    bool canRedo = false;
    Workspace of;                           // what `shown` was made for
    std::shared_ptr<const Decisions> shown; // by the functions of `of`
};

struct Session::KnownTags {
    std::shared_ptr<const Program> program;
    std::shared_ptr<const SourceTree> sources;
    std::vector<TagVersions> versions;
};

struct Session::PlanRequest {
    std::shared_ptr<const Program> program;
    std::shared_ptr<const SourceTree> sources;
    std::string method;
    bool chosen = false; // by the user, or by what was matched before: the method does not give way
    QString device;
    std::shared_ptr<EngineCache> engines;
    std::shared_ptr<VectorStore> store;
};

struct Session::MatchAnswer {
    std::shared_ptr<const Matches> matches;
    MatchOptions madeWith;
    KeptPlan plan;
    std::shared_ptr<const Decisions> decisions; // that the matches were made around
    MatchChanges changes;                       // of matching again
    std::optional<Error> fellBack;              // why the default method was not used
    std::optional<ComputeDevice> device;        // where the network ran, if it did
};

struct Session::Loaded {
    QString readOnlyReason;
    QList<BinaryInput> binaries;
    QList<SourceInput> sources;
    std::shared_ptr<const SourceTree> tree;
    LoadedBinary current; // id 0: none
    QString method;
    bool canUndo = false;
    bool canRedo = false;
};

// Runs `body` where the project lives; `done` comes back here unless another project was opened meanwhile.
template<typename T>
void Session::inProject(std::function<Result<T>(ProjectStore &)> body, std::function<void(Result<T>)> done)
{
    if (!m_project) {
        if (done)
            done(ProjectThread::noProject());
        return;
    }
    m_project->run<T>(
        [body = std::move(body)](ProjectThread::Store &store) -> Result<T> {
            if (!store)
                return ProjectThread::noProject();
            return body(*store);
        },
        [this, generation = m_generation, done = std::move(done)](Result<T> result) {
            if (generation == m_generation && done)
                done(std::move(result));
        });
}

} // namespace symbolon
