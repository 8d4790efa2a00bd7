// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/jobs/jobs.h"

#include "app/jobs/inbox.h"

#include <QPointer>

#include <chrono>
#include <mutex>
#include <thread>

namespace symbolon {

using Clock = std::chrono::steady_clock;

namespace {

constexpr int pollMilliseconds = 50;
// A superseded body may take up to 200 ms to notice; the newer job need not wait for that, but a burst
// of requests must not make a burst of threads.
constexpr int bodiesPerKind = 2;

// Where a body leaves how far it is, from any of its threads.
struct ProgressSlot {
    std::mutex mutex;
    Progress latest;
    Clock::time_point stageBegan;
};

} // namespace

struct Jobs::Task {
    enum class State { Waiting, Running, Closed }; // Closed: answered; the body may still be on its way out

    quint64 id = 0;
    QString kind;
    QString title;
    JobPolicy policy = JobPolicy::Supersede;
    bool quiet = false;
    Untyped untyped;
    State state = State::Waiting;
    std::stop_source stop;
    std::shared_ptr<ProgressSlot> progress = std::make_shared<ProgressSlot>();
    Progress shown;
    Clock::time_point began;
    std::thread thread;
};

Jobs::Jobs(QObject *parent) : QObject(parent), m_inbox(std::make_unique<Inbox>())
{
    m_poll.setInterval(pollMilliseconds);
    connect(&m_poll, &QTimer::timeout, this, &Jobs::pollProgress);
}

Jobs::~Jobs()
{
    for (auto &[id, task] : m_tasks)
        task->stop.request_stop();
    for (auto &[id, task] : m_tasks) {
        if (task->thread.joinable())
            task->thread.join();
    }
}

quint64 Jobs::enqueue(const QString &kind, const QString &title, JobPolicy policy, bool quiet, Untyped untyped)
{
    if (policy == JobPolicy::Supersede) {
        std::vector<quint64> older;
        for (const auto &[id, task] : m_tasks) {
            if (task->kind == kind && task->state != Task::State::Closed)
                older.push_back(id);
        }
        for (const quint64 id : older) {
            const auto task = m_tasks.find(id);
            if (task != m_tasks.end())
                close(*task->second, JobOutcome::Superseded);
        }
    }
    auto task = std::make_unique<Task>();
    task->id = ++m_lastId;
    task->kind = kind;
    task->title = title;
    task->policy = policy;
    task->quiet = quiet;
    task->untyped = std::move(untyped);
    const quint64 id = task->id;
    m_tasks.emplace(id, std::move(task));
    startWaiting();
    return id;
}

void Jobs::startWaiting()
{
    std::map<QString, int> bodies;
    for (const auto &[id, task] : m_tasks) {
        if (task->thread.joinable())
            ++bodies[task->kind];
    }
    std::vector<quint64> ready;
    for (const auto &[id, task] : m_tasks) {
        if (task->state != Task::State::Waiting)
            continue;
        int &running = bodies[task->kind];
        if (running >= (task->policy == JobPolicy::Queue ? 1 : bodiesPerKind))
            continue;
        ++running;
        ready.push_back(id);
    }
    for (const quint64 id : ready) {
        const auto task = m_tasks.find(id);
        if (task != m_tasks.end() && task->second->state == Task::State::Waiting)
            run(*task->second);
    }
}

void Jobs::run(Task &task)
{
    task.state = Task::State::Running;
    task.began = Clock::now();
    task.progress->stageBegan = task.began;

    Work work;
    work.stop = task.stop.get_token();
    work.threads = m_threads;
    work.onProgress = [slot = task.progress](const Progress &progress) {
        const std::lock_guard lock(slot->mutex);
        if (progress.stage != slot->latest.stage || progress.done < slot->latest.done)
            slot->stageBegan = Clock::now();
        slot->latest = progress;
    };
    Inbox *const inbox = m_inbox.get();
    task.thread = std::thread([this, inbox, id = task.id, body = std::move(task.untyped.body), work]() mutable {
        Answer answer = body(work);
        body = nullptr;
        inbox->post([this, id, answer = std::move(answer)] { bodyReturned(id, answer); });
    });
    if (!m_poll.isActive())
        m_poll.start();
    const JobStatus status = statusOf(task);
    Q_EMIT started(status);
}

void Jobs::bodyReturned(quint64 id, const Answer &answer)
{
    const auto at = m_tasks.find(id);
    if (at == m_tasks.end())
        return;
    const std::unique_ptr<Task> task = std::move(at->second);
    m_tasks.erase(at);
    task->thread.join();
    const bool wanted = task->state != Task::State::Closed;
    if (wanted) {
        const Progress last = [&] {
            const std::lock_guard lock(task->progress->mutex);
            return task->progress->latest;
        }();
        task->shown = last;
        task->state = Task::State::Closed;
        const QPointer<Jobs> self(this); // what hears of the answer may destroy us
        Q_EMIT finished(statusOf(*task), answer.outcome);
        if (self)
            answer.deliver();
        if (!self)
            return;
    }
    startWaiting();
    if (idle()) {
        m_poll.stop();
        Q_EMIT becameIdle();
    }
}

void Jobs::close(Task &task, JobOutcome outcome)
{
    if (task.state == Task::State::Closed)
        return;
    const bool neverRan = task.state == Task::State::Waiting;
    task.state = Task::State::Closed;
    task.stop.request_stop();
    const JobStatus status = statusOf(task);
    const auto cancelled = task.untyped.cancelled;
    if (neverRan)
        m_tasks.erase(task.id); // `task` is gone from here on
    Q_EMIT finished(status, outcome);
    m_inbox->post([this, outcome, cancelled] {
        const QPointer<Jobs> self(this);
        if (outcome == JobOutcome::Cancelled)
            cancelled();
        if (!self)
            return;
        startWaiting();
        if (idle())
            Q_EMIT becameIdle();
    });
}

void Jobs::cancel(quint64 id)
{
    const auto task = m_tasks.find(id);
    if (task != m_tasks.end())
        close(*task->second, JobOutcome::Cancelled);
}

void Jobs::cancelKind(const QString &kind)
{
    for (const JobStatus &job : active()) {
        if (job.kind == kind)
            cancel(job.id);
    }
}

void Jobs::cancelAll()
{
    for (const JobStatus &job : active())
        cancel(job.id);
}

QList<JobStatus> Jobs::active() const
{
    QList<JobStatus> all;
    for (const auto &[id, task] : m_tasks) {
        if (task->state != Task::State::Closed)
            all.append(statusOf(*task));
    }
    return all;
}

bool Jobs::isActive(const QString &kind) const
{
    for (const auto &[id, task] : m_tasks) {
        if (task->kind == kind && task->state != Task::State::Closed)
            return true;
    }
    return false;
}

bool Jobs::idle() const
{
    for (const auto &[id, task] : m_tasks) {
        if (task->state != Task::State::Closed)
            return false;
    }
    return true;
}

void Jobs::pollProgress()
{
    QList<JobStatus> changed;
    for (const auto &[id, task] : m_tasks) {
        if (task->state != Task::State::Running)
            continue;
        const std::lock_guard lock(task->progress->mutex);
        const Progress &latest = task->progress->latest;
        if (latest.done == task->shown.done && latest.total == task->shown.total && latest.stage == task->shown.stage)
            continue;
        task->shown = latest;
        changed.append(statusOf(*task));
        const auto inStage = Clock::now() - task->progress->stageBegan;
        const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(inStage).count();
        if (latest.total > latest.done && latest.done > 0 && milliseconds >= 500)
            changed.last().left =
                qint64(double(milliseconds) * double(latest.total - latest.done) / double(latest.done));
    }
    for (const JobStatus &status : changed)
        Q_EMIT progressed(status);
}

JobStatus Jobs::statusOf(const Task &task)
{
    JobStatus status;
    status.id = task.id;
    status.kind = task.kind;
    status.title = task.title;
    status.quiet = task.quiet;
    status.unit = QString::fromStdString(task.shown.stage);
    status.done = task.shown.done;
    status.total = task.shown.total;
    if (task.state != Task::State::Waiting) {
        const auto running = Clock::now() - task.began;
        status.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(running).count();
    }
    return status;
}

} // namespace symbolon
