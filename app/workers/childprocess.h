// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One worker process and the two pipes to it. Not thread-safe: one thread owns it. The destructor kills
// a process that still runs and waits for it.
#pragma once

#include "app/workers/frame.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <sys/types.h>

namespace symbolon {

class ChildProcess
{
public:
    static Result<std::unique_ptr<ChildProcess>> start(const QString &executable, const QStringList &arguments);
    ~ChildProcess();
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;

    Result<void> send(Frame::Type type, std::string_view payload, std::stop_token stop);
    void closeInput();

    // The next frame. Errors: Cancelled when `stop` is requested; Failed when the process ended without
    // one (crash, memory limit) or sent nothing for `patience`. After an error the process is dead.
    Result<Frame> receive(std::stop_token stop, std::chrono::milliseconds patience);

    void kill();
    // The last lines that the process wrote to stderr, for an error's details.
    [[nodiscard]] std::string lastWords() const { return m_errors; }

private:
    ChildProcess() = default;
    Error died(const std::string &how);
    Error reapAndExplain();
    void drainErrors();

    pid_t m_pid = -1;
    int m_input = -1;  // to its stdin
    int m_output = -1; // from its stdout
    int m_stderr = -1;
    std::string m_buffer;
    std::string m_errors;
};

} // namespace symbolon
