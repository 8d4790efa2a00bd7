// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Runs jobs, each on a thread of its own, and tells of them. Lives in the owner's thread; answers and
// signals come there. A cancelled job answers at once with a Cancelled error, whatever its body does
// until it notices; what a body returns after that is dropped. The destructor stops all and waits.
#pragma once

#include "app/jobs/job.h"

#include <QList>
#include <QObject>
#include <QTimer>

#include <map>
#include <memory>

namespace symbolon {

class Inbox;

class Jobs : public QObject
{
    Q_OBJECT

public:
    explicit Jobs(QObject *parent = nullptr);
    ~Jobs() override;

    // Threads that one job may use (Work::threads); 0: as many as the machine has cores.
    void setThreads(unsigned threads) { m_threads = threads; }

    template<typename T>
    quint64 start(Job<T> job)
    {
        auto shared = std::make_shared<const Job<T>>(std::move(job));
        Untyped untyped;
        untyped.body = [shared](const Work &work) {
            auto result = std::make_shared<Result<T>>(shared->run(work));
            return Answer{outcomeOf(*result), [shared, result] {
                              if (shared->done)
                                  shared->done(std::move(*result));
                          }};
        };
        untyped.cancelled = [shared] {
            if (shared->done)
                shared->done(Result<T>(symbolon::cancelled()));
        };
        return enqueue(shared->kind, shared->title, shared->policy, shared->quiet, std::move(untyped));
    }

    void cancel(quint64 id);
    void cancelKind(const QString &kind);
    void cancelAll();

    // Running and waiting jobs, oldest first; without those that were cancelled or superseded.
    [[nodiscard]] QList<JobStatus> active() const;
    [[nodiscard]] bool isActive(const QString &kind) const;
    [[nodiscard]] bool idle() const;

Q_SIGNALS:
    void started(const symbolon::JobStatus &job);
    void progressed(const symbolon::JobStatus &job); // at most 20 a second for each job
    void finished(const symbolon::JobStatus &job, symbolon::JobOutcome outcome);
    void becameIdle();

private:
    struct Answer {
        JobOutcome outcome = JobOutcome::Done;
        std::function<void()> deliver;
    };
    struct Untyped {
        std::function<Answer(const Work &)> body;
        std::function<void()> cancelled;
    };
    struct Task;

    template<typename T>
    static JobOutcome outcomeOf(const Result<T> &result)
    {
        if (result.ok())
            return JobOutcome::Done;
        return result.error().kind == ErrorKind::Cancelled ? JobOutcome::Cancelled : JobOutcome::Failed;
    }
    quint64 enqueue(const QString &kind, const QString &title, JobPolicy policy, bool quiet, Untyped untyped);
    void startWaiting();
    void run(Task &task);
    void bodyReturned(quint64 id, const Answer &answer);
    void close(Task &task, JobOutcome outcome);
    void pollProgress();
    [[nodiscard]] static JobStatus statusOf(const Task &task);

    std::map<quint64, std::unique_ptr<Task>> m_tasks; // by id: oldest first
    quint64 m_lastId = 0;
    unsigned m_threads = 0;
    QTimer m_poll;
    std::unique_ptr<Inbox> m_inbox;
};

} // namespace symbolon
