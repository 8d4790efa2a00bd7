// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/jobs/serialthread.h"

namespace symbolon {

SerialThread::SerialThread() : m_thread([this] { run(); }) { }

SerialThread::~SerialThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void SerialThread::post(std::function<void()> call)
{
    {
        const std::lock_guard lock(m_mutex);
        m_calls.push_back(std::move(call));
    }
    m_changed.notify_all();
}

bool SerialThread::idle() const
{
    const std::lock_guard lock(m_mutex);
    return m_calls.empty() && !m_busy;
}

void SerialThread::run()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_closing || !m_calls.empty(); });
        if (m_calls.empty())
            return;
        auto call = std::move(m_calls.front());
        m_calls.pop_front();
        m_busy = true;
        lock.unlock();
        call();
        call = nullptr;
        lock.lock();
        m_busy = false;
    }
}

} // namespace symbolon
