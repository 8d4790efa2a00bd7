// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Owns the open project and the one thread that may touch it, so that neither a large save nor a slow disk
// holds up the window. Calls run in the order in which they were made; destroying it runs all that wait.
#pragma once

#include "app/jobs/inbox.h"
#include "app/jobs/serialthread.h"
#include "app/project/projectstore.h"

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <stop_token>

namespace symbolon {

class ProjectThread;

// A way to the project for a job's thread, which may outlive it.
class ProjectAccess
{
public:
    // Runs `body` on the project's thread and waits for what it gives; the store may be null. Cancelled: `stop` was
    // requested, or the project was closed.
    template<typename T>
    Result<T> ask(std::function<Result<T>(std::unique_ptr<ProjectStore> &)> body, std::stop_token stop);

private:
    friend class ProjectThread;
    std::mutex m_mutex;
    ProjectThread *m_project = nullptr; // null: closed
};

class ProjectThread
{
public:
    using Store = std::unique_ptr<ProjectStore>; // null while no project is open

    ProjectThread();
    ~ProjectThread();

    // Runs `body` on the project's thread, then `done` with its result on the thread this object lives in.
    // After this object is destroyed the bodies have run, and no `done` is called any more.
    template<typename T>
    void run(std::function<Result<T>(Store &)> body, std::function<void(Result<T>)> done)
    {
        m_thread.post([this, body = std::move(body), done = std::move(done)] {
            auto result = std::make_shared<Result<T>>(body(m_store));
            m_inbox.post([done, result] {
                if (done)
                    done(std::move(*result));
            });
        });
    }

    // The error of every call that needs a project when none could be opened or made.
    static Error noProject();

    [[nodiscard]] bool idle() const { return m_thread.idle(); }
    [[nodiscard]] std::shared_ptr<ProjectAccess> access() const { return m_access; }

private:
    friend class ProjectAccess;

    std::shared_ptr<ProjectAccess> m_access = std::make_shared<ProjectAccess>();
    Inbox m_inbox;
    Store m_store;
    SerialThread m_thread; // last: its destructor finishes the work while the rest is still there
};

template<typename T>
Result<T> ProjectAccess::ask(std::function<Result<T>(std::unique_ptr<ProjectStore> &)> body, std::stop_token stop)
{
    auto promise = std::make_shared<std::promise<Result<T>>>();
    auto future = promise->get_future();
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_project)
            return cancelled();
        m_project->m_thread.post(
            [project = m_project, promise, body = std::move(body)] { promise->set_value(body(project->m_store)); });
    }
    while (future.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready) {
        if (stop.stop_requested())
            return cancelled();
    }
    return future.get();
}

} // namespace symbolon
