// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One thread that does what it is given, one thing after another. Destroying it does all that is still
// waiting first: what was accepted for writing is written.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace symbolon {

class SerialThread
{
public:
    SerialThread();
    ~SerialThread();
    SerialThread(const SerialThread &) = delete;
    SerialThread &operator=(const SerialThread &) = delete;

    void post(std::function<void()> call); // from any thread
    [[nodiscard]] bool idle() const;

private:
    void run();

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_calls;
    bool m_busy = false;
    bool m_closing = false;
    std::thread m_thread; // last: starts when the rest is there
};

} // namespace symbolon
