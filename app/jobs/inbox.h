// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Calls handed from any thread to the thread this object lives in, in the order in which they were posted.
// What is still waiting when the object is destroyed is dropped.
#pragma once

#include <QObject>

#include <deque>
#include <functional>
#include <mutex>

namespace symbolon {

class Inbox : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void post(std::function<void()> call); // from any thread

protected:
    void customEvent(QEvent *event) override;

private:
    std::mutex m_mutex;
    std::deque<std::function<void()>> m_calls;
};

} // namespace symbolon
