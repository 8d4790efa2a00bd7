// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Owns the open project and the one thread that may touch it, so that neither a large save nor a slow disk
// holds up the window. Calls run in the order in which they were made; destroying it runs all that wait.
#pragma once

#include "app/jobs/inbox.h"
#include "app/jobs/serialthread.h"
#include "app/project/projectstore.h"

#include <functional>
#include <memory>

namespace symbolon {

class ProjectThread
{
public:
    using Store = std::unique_ptr<ProjectStore>; // null while no project is open

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

private:
    Inbox m_inbox;
    Store m_store;
    SerialThread m_thread; // last: its destructor finishes the work while the rest is still there
};

} // namespace symbolon
